"""Scraped text shows itself and does nothing."""

from __future__ import annotations

import io
import re

import pytest
from lxml import html
from markdown_it import MarkdownIt
from rich.console import Console
from rich.text import Text

from flows.shown.escape import fenced, for_html, for_markdown, for_terminal
from tests.flows.hostile import HOSTILE

MARKDOWN = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
names = [re.sub(r"[^\x21-\x7e]", "_", text[:24]) or "empty" for text in HOSTILE]


def tags(markdown: str) -> set[str]:
    rendered = MARKDOWN.render(markdown)
    return {node.tag for node in html.fragment_fromstring(rendered, create_parent="div").iter()}


@pytest.mark.parametrize("text", HOSTILE, ids=names)
def test_a_cell_of_a_table_stays_a_cell(text: str) -> None:
    table = f"| a | b |\n|:--|:--|\n| {for_markdown(text)} | next |\n"
    assert tags(table) <= {"div", "table", "thead", "tbody", "tr", "th", "td", "code"}
    rendered = html.fragment_fromstring(MARKDOWN.render(table), create_parent="div")
    assert [len(row) for row in rendered.iter("tr")] == [2, 2]
    assert rendered.xpath("string(//tbody//td[2])").strip() == "next"


@pytest.mark.parametrize("text", HOSTILE, ids=names)
def test_a_line_of_a_list_stays_a_line(text: str) -> None:
    assert tags(f"- {for_markdown(text)}\n- next\n") == {"div", "ul", "li", "code"}


@pytest.mark.parametrize("text", HOSTILE, ids=names)
def test_a_fence_holds(text: str) -> None:
    rendered = html.fragment_fromstring(
        MARKDOWN.render(f"before\n\n{fenced(text)}\n\nafter"), create_parent="div"
    )
    assert [node.tag for node in rendered.iter()] == ["div", "p", "pre", "code", "p"]


@pytest.mark.parametrize("text", HOSTILE, ids=names)
def test_html_shows_it_as_text(text: str) -> None:
    node = html.fragment_fromstring(f'<p title="{for_html(text)}">{for_html(text)}</p>')
    assert len(node) == 0
    assert set(node.attrib) == {"title"}


@pytest.mark.parametrize("text", HOSTILE, ids=names)
def test_a_terminal_gets_no_escape_and_one_line(text: str) -> None:
    shown = for_terminal(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", shown)
    assert len(shown) <= 200
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system=None, width=400).print(Text(shown))
    assert out.getvalue().rstrip("\n") == shown.rstrip()

"""Hostile headlines where they are read without a browser: terminals, and what a webhook gets."""

from __future__ import annotations

import html as escaping
import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from cleaners.records import RawDocument
from flows.commands.seen import case_page, detail_page, groups_table, rows_table
from flows.inspect import inspect
from flows.production.events import payload
from flows.rejected.case import Case
from flows.rejected.picked import Pick
from flows.rejected.quarantine import Decided, Detail, Group, Row
from flows.shown.explain import show_inspection
from flows.shown.terminal import show_summary
from flows.shown.worst import told
from tests.flows.dumps import page
from tests.flows.hostile import HOSTILE
from tests.flows.shown.test_artifacts import hostile

if TYPE_CHECKING:
    from rich.console import RenderableType

IDS = [f"hostile-{at}" for at in range(len(HOSTILE))]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONCEALS = "\x1b[8m"


def printed(*parts: RenderableType) -> str:
    """What a terminal with colours is sent."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=100)
    for part in parts:
        console.print(part)
    return out.getvalue()


def assert_inert(sent: str) -> None:
    """Nothing but colours of ours reaches the terminal: no escape, link, title, or turn."""
    assert CONCEALS not in sent
    assert not _ACTS.search(_COLOURS.sub("", sent))


def quarantined(text: str) -> Detail:
    row = Row(
        "616029e4" * 4, "2026-11-01", "open", "articles", text, text, text, text, ["check"],
        "headline", text, text,
    )  # fmt: skip
    failure = {"check": "check", "column": "headline", "severity": "error", "value": text,
               "message": text}  # fmt: skip
    decided = Decided("discarded", "2026-11-01", "run", None, text)
    return Detail(row, "validate", (failure,), {"headline": text, "authors": [text]}, text, text,
                  (decided,), 1, current=True)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_a_terminal_shows_it_as_text(text: str) -> None:
    found = quarantined(text)
    group = Group("check", text, text, "articles", 1, 1, "616029e4", text, 1, text, text)
    case = Case(found, (), RawDocument(b"", text), datetime(2026, 11, 2, tzinfo=UTC), text, None,
                raised=text)  # fmt: skip
    pick = Pick(check=text, domain=text)
    tables = rows_table([found.row], 9, pick), rows_table([], 0, pick), groups_table([group], pick)
    places = (show_summary(hostile(text)), *tables, detail_page(found), case_page(case))
    for place in places:
        assert_inert(printed(place))


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_an_inspected_page_shows_it_as_text(text: str) -> None:
    text = text[:300].encode("utf-8", "replace").decode()
    made = page(escaping.escape(text)).replace("<article>", f'<article><img alt="{text}" src=x>')
    assert_inert(printed(show_inspection(inspect(RawDocument(made.encode(), "a.html")))))


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_the_message_of_a_run_is_one_harmless_line(text: str) -> None:
    said = told(hostile(text))
    assert "\n" not in said
    assert_inert(said)
    assert len(said) < 1_500


@pytest.mark.parametrize("text", HOSTILE, ids=IDS)
def test_a_webhook_gets_json_and_nothing_else(text: str) -> None:
    """Bytes of ASCII, so that no gateway reads a line feed or an escape in them."""
    facts = payload(hostile(text), hostile(text))
    body = json.dumps(facts).encode("ascii")
    assert not re.search(rb"[\x00-\x1f\x7f-\xff]", body)
    assert json.loads(body) == json.loads(json.dumps(facts))
    assert "</" not in facts["sentence"] or "<" in text  # ours has no markup
    assert_inert(facts["sentence"])

"""Pages of one template have one name, whatever else differs; another template has another."""

from __future__ import annotations

import pytest
from lxml import etree

from cleaners import clean
from cleaners.extract.template import MOST_STEPS, template_of
from cleaners.walk import walk

PAGE = "<body><header>Post</header><div><main><article><h1>Fog</h1><p>Thick fog.</p></article>"
NAME = "body>div>main>article>h1"
SAME = [
    pytest.param(PAGE, id="itself"),
    pytest.param(PAGE.replace("<div>", "<div><div class=wrap>"), id="one-wrapper-more"),
    pytest.param(PAGE.replace("<article>", "<article id=post-17 class=tag-fog>"), id="its-number"),
    pytest.param(PAGE.replace("<div>", "<div class=ad>Buy</div><div>"), id="advertisement"),
    pytest.param(PAGE.replace("<h1>Fog", "<h1><a href=/x><span>Fog"), id="headline-in-a-link"),
    pytest.param(PAGE.replace("<header>", "<header><h1><img src=l.png></h1>"), id="h1-of-a-logo"),
    pytest.param(PAGE.replace("Thick fog.", "Word. " * 900), id="long"),
]
OTHER = [
    pytest.param(PAGE.replace("<main>", "").replace("article", "section"), id="redesigned"),
    pytest.param(PAGE.replace("h1", "h2"), id="headline-of-another-rank"),
    pytest.param(PAGE.replace("<h1>Fog</h1>", ""), id="headline-lost"),
]


def named(html: str) -> str | None:
    return template_of(walk(etree.HTML(html)))


@pytest.mark.parametrize("html", SAME)
def test_one_template_has_one_name(html: str) -> None:
    assert named(html) == NAME


@pytest.mark.parametrize("html", OTHER)
def test_another_template_has_another_name(html: str) -> None:
    assert named(html) not in {NAME, None}


def test_a_page_without_a_headline_is_named_by_its_longest_text() -> None:
    assert named("<nav><a href=/>All our news</a></nav><div><p>Fog.</p></div>") == "body>div>p"


def test_a_page_that_is_nested_without_end_has_a_short_name() -> None:
    name = named("<div><section>" * 50 + "<h1>Fog</h1>")
    assert name
    assert name.split(">") == [*["div", "section"] * 7, "div", "section", "h1"][-MOST_STEPS:]


@pytest.mark.parametrize(
    ("raw", "name"),
    [(b"", None), (b"Plain words.\n\nNo markup.", None), (PAGE.encode(), NAME)],
    ids=["empty", "text", "page"],
)
def test_documents_have_it(raw: bytes, name: str | None) -> None:
    assert clean(raw).document.template == name

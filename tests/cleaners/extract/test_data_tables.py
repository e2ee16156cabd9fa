# ruff: noqa: E501  (tables of cases)
"""Tables between short paragraphs, and links beside them; all pages are synthetic."""

from __future__ import annotations

import pytest

from cleaners import clean

SAYS = (
    "The harbour was closed on Monday.",
    "Here is what sailed last week.",
    "The fog is to lift on Friday.",
)
FIRST, SECOND, LAST = (f"<p>{said}</p>" for said in SAYS)
TABLE = "<table><tr><th>Port</th><th>Ferries</th></tr><tr><td>North</td><td>12</td></tr><tr><td>South</td><td>7</td></tr></table>"
CELLS = ("Port", "Ferries", "North", "12", "South", "7")
TITLED = TABLE.replace("<table>", "<table><caption>Sailings</caption>")
HEADS = [
    "",
    "<meta property=og:type content=article><nav><ul><li><a href=/>Home</a></li></ul></nav>",
]
LAYOUT = f"<table><tr><td>{SAYS[0] * 4}</td></tr><tr><td>{SAYS[2] * 4}</td></tr></table>"
LINKS = (
    "<a href=/a>Fog warnings issued for the coast</a>",
    "<a href=/b>Ferries resume after storm</a>",
)
ASIDE = f"<aside><h3>Related articles</h3><ul><li>{LINKS[0]}</li><li>{LINKS[1]}</li></ul></aside>"
SOLD = f"<aside class=related>{TABLE}</aside>"

PAGES = [
    pytest.param(FIRST + SECOND + TABLE + LAST, (*SAYS[:2], *CELLS, SAYS[2]), id="between"),
    pytest.param(FIRST + SECOND + f"<div class=wrap>{TABLE}</div>" + LAST, (*SAYS[:2], *CELLS, SAYS[2]), id="in-a-wrap"),
    pytest.param(FIRST + SECOND + f"<figure>{TABLE}<figcaption>A week</figcaption></figure>" + LAST, (*SAYS[:2], *CELLS, SAYS[2]), id="in-a-figure"),
    pytest.param(FIRST + SECOND + TITLED + LAST, (*SAYS[:2], "Sailings", *CELLS, SAYS[2]), id="with-a-title"),
    pytest.param(FIRST + SOLD + LAST, (SAYS[0], SAYS[2]), id="near-miss-aside"),
    pytest.param(FIRST + ASIDE + LAST, (SAYS[0], SAYS[2]), id="links-of-an-aside-between"),
    pytest.param(FIRST + LAST + ASIDE, (SAYS[0], SAYS[2]), id="links-of-an-aside-below"),
    pytest.param(LAYOUT, (SAYS[0] * 4, SAYS[2] * 4), id="near-miss-a-page-laid-out-as-a-table"),
]  # fmt: skip


def test_sentences_below_a_table_are_not_lost() -> None:
    page = f"<!doctype html><title>Fog</title>{HEADS[1]}<article><h1>Fog</h1>{TABLE}{FIRST}{LAST}</article>"
    article = clean(page).article
    assert article is not None
    assert article.paragraphs == (*CELLS, SAYS[0], SAYS[2])


@pytest.mark.parametrize("head", HEADS, ids=["bare", "with-a-menu"])
@pytest.mark.parametrize(("body", "paragraphs"), PAGES)
def test_tables_and_asides(head: str, body: str, paragraphs: tuple[str, ...]) -> None:
    page = f"<!doctype html><title>Fog closes the harbour</title>{head}<article><h1>Fog closes the harbour</h1>{body}</article>"
    article = clean(page).article
    assert article is not None
    assert article.paragraphs == paragraphs

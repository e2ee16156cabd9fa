# ruff: noqa: E501  (tables of cases)
"""Megabytes that were made to hurt: each rule is linear, and no regex backtracks over them."""

from __future__ import annotations

import random
import time

import pytest

from cleaners import clean
from cleaners.mend import mend

SIZE = 1_000_000
LIMIT = 6.0
"""CPU seconds, generous: a machine that does other things takes several times what an idle one does."""
SLOWER = 20.0
"""The same for all of cleaning, which measures every block."""


def run_of(piece: str, before: str = "", after: str = "") -> str:
    return before + piece * (SIZE // len(piece)) + after


def mixed() -> str:
    pieces = ["<p>", "</p>", "<img ", 'src="', 'alt="', '"', "'", ">", "<", "=", " ", "Fog", "&quot;", "&lt;", "<!--", "-->",
              "<script>", "</script>", "https://e.org/a.jpg", " 240w, "]  # fmt: skip
    chosen = random.Random(1)
    return "".join(chosen.choice(pieces) for _ in range(SIZE // 5))


RUNS = [
    "<", '="', "<a ", "<!--", "&amp;lt;", '\\"', '"', "'", "“", "<img ", 'a="', '<a b="', "&quot;", "=", "> ", '">', "<script>",
    "\\", ' x="y"', "a,", "1w, ", '<img alt="', "Ã¶", "{;", "<p ", "浣犲ソ", "</script>", "<![CDATA[", "a/b.jpg 1w, ", "&lt;p ",
    "</html>x", "<b>x", "<div>", "</div>", "<svg><g>", "<template><div></template>", "<table><tr><td>", '<img src="a.jpg" alt="x" ',
    'src="a.jpg" alt="b">\n', "x 12,345,678.", "12:30 ", '<a href="', "a\n", "<pre>", "<code>&lt;b", "-->", "\u200bx ", "\0", "\u202e",
    '<a b="</a>', '<img alt="a" src="b</p>', "<svg><svg><p>", "}", ");a.",
]  # fmt: skip
ONE = [
    pytest.param("a" * SIZE, id="one-word"),
    pytest.param("1" * SIZE, id="digits"),
    pytest.param(run_of("https://e.org/a.jpg 1w, ", '<img srcset="', '">'), id="srcset"),
    pytest.param(run_of("a,b ", '<img srcset="', '">'), id="srcset-of-commas"),
    pytest.param('<p>a</p><img src="https://e.org/' + "a" * SIZE + '">', id="address"),
    pytest.param(run_of("a/", '<p>a</p><img src="https://e.org/', '">'), id="address-of-slashes"),
    pytest.param(run_of("a/b.jpg?", '<img src="a.jpg" alt="x ', '">'), id="alt-of-addresses"),
    pytest.param(run_of("?a=b", '<img src="a.jpg" alt="x ', ' 1w">'), id="alt-of-queries"),
    pytest.param(run_of("var a = '<b>'; ", "<p>a</p><script>"), id="half-open-script"),
    pytest.param("<?xml version='1.0'?><p>" + run_of("<![CDATA[a"), id="half-open-sections"),
    pytest.param(mixed(), id="mixed"),
]


def seconds(source: str, limit: float) -> float:
    begun = time.process_time()
    mend(source) if limit == LIMIT else clean(source)
    return time.process_time() - begun


@pytest.mark.prove
@pytest.mark.parametrize("limit", [LIMIT, SLOWER], ids=["mend", "clean"])
@pytest.mark.parametrize("source", [*(pytest.param(run_of(p), id=ascii(p)) for p in RUNS), *ONE])
def test_a_hostile_megabyte(source: str, limit: float) -> None:
    assert seconds(source, limit) < limit


def test_what_is_not_mended_is_on_the_ledger() -> None:
    page = mend("<p>One</p>" + '<img alt="a" src="b</p>' * 5_100)
    assert [repair.rule for repair in page.repairs].count("torn-rest") == 1
    assert "torn-rest" not in {r.rule for r in mend('<img alt="a" src="b</p>' * 100).repairs}
    assert "torn-rest" not in {r.rule for r in mend("<p>a\u200b b</p>" * 6_000).repairs}

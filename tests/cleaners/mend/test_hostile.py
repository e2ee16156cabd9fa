# ruff: noqa: E501  (tables of cases)
"""Megabytes that were made to hurt: each rule is linear, and no regex backtracks over them."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from cleaners import clean
from cleaners.mend import mend
from cleaners.mend.heads import DIALECTS, _Reader

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 1_000_000
QUICK = (0.65, 0.65)
"""CPU seconds of ``mend`` and of ``clean``, measured on a busy machine, that all kinds stay under but those of ``SLOW``."""
SLOW = {
    "<b>x": (1.0, 1.0), "<svg><svg><p>": (1.0, 1.0), "<table><tr><td>": (0.7, 0.7), "<pre>": (0.7, 0.8), "<div>": (0.7, 0.7),
    "<svg><g>": (0.8, 0.8), r"\u200bx ": (1.0, 1.1), "<code>&lt;b": (0.7, 0.7), r'src="a.jpg" alt="b">\n': (0.7, 1.0),
    "srcset-of-commas": (0.1, 0.9), "a={};</script>": (0.9, 0.9), "<p>a<b c>d": (1.1, 1.5), "</p>a<p c>d</p>": (0.7, 1.3),
    "<p>a={};</script>": (0.5, 0.7), "<h1>x": (1.3, 2.2), "<p><table>x": (1.0, 1.4), "<p><font>x": (1.0, 1.3),
    "<select><option>x": (0.7, 1.0), "<a>>": (0.9, 0.9), r"1 Jan 2020\n": (0.2, 0.9), r"\xc3\xb6\n": (0.7, 1.0),
    r"<p>\xc3\xb6</p>": (1.1, 1.6), r"\ufeffx": (1.6, 1.6), r"#tag\n": (0.2, 0.7), "bytes": (0.8, 1.2), "latin-1": (0.6, 0.7),
    "<a><b>": (1.0, 1.1), "<ruby>x<rt>": (0.9, 0.9),
}  # fmt: skip
MORE = 3
"""A kind may take so many times what was measured: less is noise, more a regression."""


def run_of(piece: str, before: str = "", after: str = "") -> str:
    return before + piece * (SIZE // len(piece)) + after


def mixed() -> str:
    pieces = ["<p>", "</p>", "<img ", 'src="', 'alt="', '"', "'", ">", "<", "=", " ", "Fog", "&quot;", "&lt;", "<!--", "-->",
              "<script>", "</script>", "https://e.org/a.jpg", " 240w, "]  # fmt: skip
    chosen = random.Random(1)
    return "".join(chosen.choices(pieces, k=SIZE // 5))


def letters(lowest: int, size: int = SIZE) -> str:
    """Latin-1 at random: every few letters are a pair that may be mojibake."""
    folded = bytes(lowest + byte % (0x100 - lowest) for byte in range(0x100))
    return random.Random(1).randbytes(size).translate(folded).decode("latin-1")


RUNS = [
    "<", '="', "<a ", "<!--", "&amp;lt;", '\\"', '"', "'", "“", "<img ", 'a="', '<a b="', "&quot;", "=", "> ", '">', "<script>",
    "\\", ' x="y"', "a,", "1w, ", '<img alt="', "Ã¶", "{;", "<p ", "浣犲ソ", "</script>", "<![CDATA[", "a/b.jpg 1w, ", "&lt;p ",
    "</html>x", "<b>x", "<div>", "</div>", "<svg><g>", "<template><div></template>", "<table><tr><td>", '<img src="a.jpg" alt="x" ',
    'src="a.jpg" alt="b">\n', "x 12,345,678.", "12:30 ", '<a href="', "a\n", "<pre>", "<code>&lt;b", "-->", "\u200bx ", "\0", "\u202e",
    '<a b="</a>', '<img alt="a" src="b</p>', "<svg><svg><p>", "}", ");a.", "a={};</script>",
    "<p>a={};</script>", "a<b c>d ", "<p>a<b c>d", "</p>a<p c>d</p>", "a<b c d ", "<a><b>", "<h1>x", "<p><table>x", "<select><option>x",
    "<a>>", "=>", "By A B\n", "1 Jan 2020\n", "Ã¶\n", "<p>Ã¶</p>", "\ufeffx", "<ruby>x<rt>", "\ufdfa", "&amp;", "&#",
    "#tag\n", "<p><font>x",
]  # fmt: skip
ONE = [
    pytest.param("one-word", "a" * SIZE, id="one-word"),
    pytest.param("digits", "1" * SIZE, id="digits"),
    pytest.param("srcset", run_of("https://e.org/a.jpg 1w, ", '<img srcset="', '">'), id="srcset"),
    pytest.param("srcset-of-commas", run_of("a,b ", '<img srcset="', '">'), id="srcset-of-commas"),
    pytest.param("address", '<p>a</p><img src="https://e.org/' + "a" * SIZE + '">', id="address"),
    pytest.param(
        "address-of-slashes",
        run_of("a/", '<p>a</p><img src="https://e.org/', '">'),
        id="address-of-slashes",
    ),
    pytest.param(
        "alt-of-addresses",
        run_of("a/b.jpg?", '<img src="a.jpg" alt="x ', '">'),
        id="alt-of-addresses",
    ),
    pytest.param(
        "alt-of-queries", run_of("?a=b", '<img src="a.jpg" alt="x ', ' 1w">'), id="alt-of-queries"
    ),
    pytest.param(
        "half-open-script", run_of("var a = '<b>'; ", "<p>a</p><script>"), id="half-open-script"
    ),
    pytest.param(
        "half-open-sections",
        "<?xml version='1.0'?><p>" + run_of("<![CDATA[a"),
        id="half-open-sections",
    ),
    pytest.param("mixed", mixed(), id="mixed"),
    pytest.param("bytes", letters(0), id="bytes"),
    pytest.param("latin-1", letters(0x20), id="latin-1"),
    pytest.param("latin-1-letters", letters(0xA0), id="latin-1-letters"),
    pytest.param("one-name", run_of("a=1 ", "<p ", ">"), id="one-name"),
    pytest.param("marks", "<p>a" + "\u0301\u0323" * (SIZE // 2), id="marks"),
    pytest.param(
        "attributes", "<img " + " ".join(f"a{i}={i}" for i in range(70_000)) + ">", id="attributes"
    ),
]


def seconds(source: str, act: Callable[[str], object]) -> float:
    begun = time.process_time()
    act(source)
    return time.process_time() - begun


@pytest.mark.prove
@pytest.mark.parametrize("act", [mend, clean])
@pytest.mark.parametrize(
    ("name", "source"),
    [*(pytest.param(ascii(p)[1:-1], run_of(p), id=ascii(p)) for p in RUNS), *ONE],
)
def test_a_hostile_megabyte(name: str, source: str, act: Callable[[str], object]) -> None:
    act("<p>One</p>")  # what is loaded once does not count
    measured = SLOW.get(name, QUICK)[act is clean]
    assert seconds(source, act) < MORE * max(measured, QUICK[0])


def test_every_slow_kind_is_one_of_the_table() -> None:
    assert set(SLOW) <= {ascii(p)[1:-1] for p in RUNS} | {str(p.id) for p in ONE}


@pytest.mark.parametrize("piece", ["<a ", '<a b="', "-->", '<img alt="', "<p "])
def test_a_wall_is_mended_up_to_a_bound(piece: str) -> None:
    page = mend("<p>Fog lay on the bay.</p>" + piece * 20_000)
    assert "Fog lay on the bay." in page.walk.texts
    assert [repair.rule for repair in page.repairs].count("torn-rest") == 1


def test_a_wall_of_quotes_is_read_up_to_a_bound() -> None:
    reader = _Reader('"' * 100_001 + ">", DIALECTS[0], 0, 100_002, [])
    assert reader.end <= 100_000
    assert _Reader('"' * 99_999 + ">", DIALECTS[0], 0, 100_000, []).end == 100_000


def test_what_is_not_mended_is_on_the_ledger() -> None:
    page = mend("<p>One</p>" + '<img alt="a" src="b</p>' * 5_100)
    assert [repair.rule for repair in page.repairs].count("torn-rest") == 1
    assert "torn-rest" not in {r.rule for r in mend('<img alt="a" src="b</p>' * 100).repairs}
    assert "torn-rest" not in {r.rule for r in mend("<p>a\u200b b</p>" * 6_000).repairs}


@pytest.mark.parametrize("quotes", [100, 120_000])
def test_a_wall_of_quotes_is_on_the_ledger(quotes: int) -> None:
    page = mend("<p>Fog lay on the bay.</p>" + '"' * quotes + " a>b")
    assert [repair.rule for repair in page.repairs].count("torn-rest") == (quotes > 100_000)
    assert page.walk.texts[1].endswith(" a>b")


def test_marks_that_stand_in_thousands_are_few_repairs_and_all_gone() -> None:
    page = mend("\u200bx " * 20_000 + "y")
    assert "\u200b" not in page.text
    assert len(page.repairs) < 200
    assert mend("\u200bx " * 100).repairs[99].before == "\u200b"


def test_mojibake_that_says_the_same_is_read_once() -> None:
    page = mend("<p>KÃ¶ln</p>" * 6_000)
    assert set(page.walk.texts) == {"Köln"}
    assert "".join(page.walk.texts).count("ö") == 6_000


def test_mojibake_in_more_stretches_than_a_book_has_is_read_up_to_a_bound() -> None:
    page = mend("<p>KÃ¶ln</p>" * 31_000)
    assert [repair.rule for repair in page.repairs].count("torn-rest") == 1
    assert (page.walk.texts[29_000], page.walk.texts[30_999]) == ("Köln", "KÃ¶ln")


def test_letters_at_random_are_asked_about_up_to_a_bound() -> None:
    page = mend("<p>KÃ¶ln</p><p>" + letters(0xA0, 150_000))
    assert page.walk.texts[0] == "Köln"
    assert [repair.rule for repair in page.repairs].count("torn-rest") == 1


@pytest.mark.parametrize(
    ("piece", "few", "many"),
    [("<p>a<b c>d", 4_000, 12_000), ("<a>>", 19_000, 21_000), ("=>", 49_000, 51_000)],
)
def test_what_is_asked_of_has_a_bound_and_nothing_is_lost(piece: str, few: int, many: int) -> None:
    said = ["<p>Fog lay on the bay.</p>" + piece * count for count in (few, many)]
    pages = [mend(one) for one in said]
    rests = [[r.rule for r in page.repairs].count("torn-rest") for page in pages]
    assert rests == [0, 1]
    assert {page.walk.texts[0] for page in pages} == {"Fog lay on the bay."}
    letters = ">=" if "a>>" in piece or "=" in piece else "d"
    shown = ["".join(page.walk.texts) for page in pages]
    assert all(shown[1].count(sign) * few >= shown[0].count(sign) * many for sign in letters)


@pytest.mark.parametrize(
    ("piece", "count", "is_read"),
    [
        pytest.param("<i>x</i>", 16_000, True, id="below-the-bound"),
        pytest.param("<i>x</i>", 17_000, False, id="dense"),
        pytest.param(f"<p>{'Fog. ' * 5}</p>", 20_000, True, id="long-and-not-dense"),
    ],
)
def test_so_many_tags_are_read_as_no_page_holds(piece: str, count: int, *, is_read: bool) -> None:
    page = mend("<html><body>" + piece * count + '<img alt="A bay" src="/bay.jpg"<p>End</p>')
    rules = [repair.rule for repair in page.repairs]
    assert ("torn-tag-tail" in rules, "torn-rest" in rules) == (is_read, not is_read)
    shown = "".join(page.walk.texts)
    assert shown.count("x") + shown.count("Fog") >= count
    assert shown.endswith("End") or not is_read


def test_short_lines_without_end_become_one_paragraph() -> None:
    page = mend("a\n" * 70_000)
    assert [repair.rule for repair in page.repairs] == ["joined-lines"]
    assert "".join(page.walk.texts).replace(" ", "") == "a" * 70_000
    assert not mend("Fog lay on the bay.\n" * 60_000).repairs


def test_marks_by_the_hundred_thousand_are_no_wall() -> None:
    begun = time.process_time()
    cleaned = clean("<h1>Fog</h1><p>a" + "\u0301\u0323" * 50_000 + "</p>")
    assert time.process_time() - begun < 2
    assert cleaned.document.outcome == "published"

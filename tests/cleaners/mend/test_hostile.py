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
SECOND = 1.0
"""CPU seconds that a megabyte may take, measured on a machine that is not busy …"""
NOISE = 2
"""… and how many times that it may take on one that is."""
SLOW = {r"<p>\xc3\xb6 ": 1.05, r"page: <p>\xc3\xb6 ": 1.05}
"""Kinds that take longer, as measured."""


def run_of(piece: str, before: str = "", after: str = "") -> str:
    return before + piece * (SIZE // len(piece)) + after


def page_of(piece: str) -> str:
    return run_of(piece, "<html><body>")


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
    "<p>", "<li>x", "<br>", "<p>x", "<td>1", "<option>", "<a href=x>y", "<img>", "<img src=x>",
    "<i>x</i>", '<p class="a">x</p>', "x=1 ", 'a="b" ', "http://", "http://a.b/ ", "“a” ", "é",
    "\r\n", "&#x41;", "a,b;", "😀", "ب ", 'data-a="b" ', "'a' ", "<source srcset=", "%20",
    "<title>", "<h2>x</h2>", "<h1>x</h1>", "<h3>x</h3>", "<time>1</time>",
    "<time datetime=2020-01-01>a</time>", "<meta name=a content=b>", "<a rel=author>x</a>",
    "<a rel=author href=/a>A B</a>", "<figure><img src=a.jpg><figcaption>b</figcaption></figure>",
    '<picture><source srcset="a 1x"><img src=b.jpg></picture>', "<li>a</li>", "<td>a</td>",
    "<tr><td>a</td></tr>", "<p>Fog</p>", "<span itemprop=name>a</span>", "<div itemscope>",
    "<iframe src=a></iframe>", "<svg></svg>", "<math><mi>x</mi></math>",
    "<noscript><img src=a.jpg></noscript>", "<script>a</script>", "<style>a</style>",
    '<script type="application/ld+json">{}</script>', "<b>", "</b>", "<b></b>", "<b/>", "<b a>",
    "<b a=1>", "<p a='b'>", '<p style="a:b">x', '<img src="a.jpg" alt="b">',
    '<img src="a.jpg" alt="b"', 'img src="a.jpg" alt="b">', 'g" alt="b" width="9">', "ure>",
    "a/b>", ' width="9">x ', "https://e.org/a.jpg 240w, ", "https://e.org/a.jpg ",
    "By A B, C D\n", "Photo: A\n", "image source,A\n", "A. ", "a. B", "12 May 2020, ", "10:30 ",
    "#a ", "@a ", "$1 ", "Fog. ", "<p>By A B</p>", "<p>1 May 2020</p>", "\\n", '\\"a\\" ',
    "\\u003c", "&lt;b&gt;", "&amp;lt;b&amp;gt;", "&nbsp;", "<!-- a -->x", "<!---->", "<?a?>",
    "<!a>", "<![a]>", "<a href='#'>x</a> ", "<ul><li>a</ul>", "<dl><dt>a<dd>b</dl>",
    "<blockquote>a</blockquote>", "<pre>a</pre>", "<code>a</code>", "<video src=a></video>",
    "<select><option>a</select>", "<font>a</font>", "<center>a</center>",
    "<template>a</template>", "<object>a</object>", "<p>Ã¶ ", "â€™ ", "Ã ", "\xad", "a\u0301",
    "\ud800", "\ufffd", "\x1b[31m", "a\tb ", "<P>X</P>", "<xml:a>b</xml:a>", "<o:p></o:p>",
    "<my-tag>a</my-tag>", "a<b ", "a>b ", "a&b ", "<p>a & b</p>", "{{a}} ", "${a} ",
    "function(){}", "/* a */", "// a\n", "a:b;", "x{y:z}", "[a](b) ", "**a** ", "|a|b|\n",
    "1,2,3\n", '{"a":1},', '{"@type":"Person","name":"A"},',
]  # fmt: skip
IMAGE, DATA = '<img src="a.jpg" alt="', '<script type="application/ld+json">'
ONE: dict[str, Callable[[], str]] = {
    "one-word": lambda: "a" * SIZE,
    "digits": lambda: "1" * SIZE,
    "srcset": lambda: run_of("https://e.org/a.jpg 1w, ", '<img srcset="', '">'),
    "srcset-of-commas": lambda: run_of("a,b ", '<img srcset="', '">'),
    "address": lambda: run_of("a", '<p>a</p><img src="https://e.org/', '">'),
    "address-of-slashes": lambda: run_of("a/", '<p>a</p><img src="https://e.org/', '">'),
    "address-of-dots": lambda: run_of("/../", '<img src="', '">'),
    "address-of-escapes": lambda: run_of("%2e", '<a href="', '">x</a>'),
    "address-of-data": lambda: run_of("A", '<img src="data:image/png;base64,', '">'),
    "alt-of-addresses": lambda: run_of("a/b.jpg?", IMAGE, '">'),
    "alt-of-queries": lambda: run_of("?a=b", IMAGE, ' 1w">'),
    "address-of-styles": lambda: run_of(";a:b", '<p>a</p><img src="a?', ';">'),
    "alt-of-styles": lambda: run_of(";a:b", IMAGE, ';">'),
    "alt-of-files": lambda: run_of("a.jpg?a=b ", IMAGE, '">'),
    "address-of-programs": lambda: run_of("a.php.asp", '<p>a</p><img src="', '">'),
    "address-of-hosts": lambda: run_of("https://a", '<p>a</p><img src="', '">'),
    "open-alt-of-sentences": lambda: run_of("A b c d. ", '<p>a</p><img alt="', "</p>"),
    "open-class-of-sentences": lambda: run_of("a-b c d e. ", '<p>a</p><img class="', "</p>"),
    "alt-of-words": lambda: run_of("a ", IMAGE, '">'),
    "half-open-script": lambda: run_of("var a = '<b>'; ", "<p>a</p><script>"),
    "half-open-sections": lambda: run_of("<![CDATA[a", "<?xml version='1.0'?><p>"),
    "mixed": mixed,
    "bytes": lambda: letters(0),
    "latin-1": lambda: letters(0x20),
    "latin-1-letters": lambda: letters(0xA0),
    "one-name": lambda: run_of("a=1 ", "<p ", ">"),
    "marks": lambda: run_of("\u0301\u0323", "<p>a"),
    "attributes": lambda: "<img " + " ".join(f"a{i}={i}" for i in range(70_000)) + ">",
    "title": lambda: run_of("a - ", "<title>"),
    "description": lambda: run_of("a &amp; ", '<meta name="description" content="', '">'),
    "keywords": lambda: run_of("a, ", '<meta name="keywords" content="', '">'),
    "author": lambda: run_of("Ada B, ", '<meta name="author" content="', '">'),
    "authors": lambda: run_of("A B and ", "By "),
    "byline": lambda: run_of("A B, ", "<h1>Fog</h1><p>By ", "</p>"),
    "caption": lambda: run_of("Photo: A B ", '<figure><img src="a.jpg"><figcaption>', "</figure>"),
    "day": lambda: run_of("2020-01-01 ", '<meta property="article:published_time" content="', '">'),
    "headline": lambda: run_of("a ", "<h1>", "</h1><p>Fog lay.</p>"),
    "data-in-data": lambda: run_of("[", DATA, "</script>"),
    "data-in-named-data": lambda: run_of('{"a":', DATA, "</script>"),
    "data": lambda: run_of('{"@type":"Person","name":"A"},', DATA + "[", "{}]</script>"),
    "prose": lambda: run_of("Fog lay on the bay, and it was thick and grey all day long. "),
    "page-of-prose": lambda: run_of("<p>Fog lay on the bay, and it was thick all day.", "<html>"),
}


def seconds(source: str) -> float:
    clean("<p>One</p>")  # what is loaded once does not count
    begun = time.process_time()
    clean(source)
    return time.process_time() - begun


KINDS = [
    *((ascii(piece)[1:-1], run_of, piece) for piece in RUNS),
    *((f"page: {ascii(piece)[1:-1]}", page_of, piece) for piece in RUNS),
]


@pytest.mark.prove
@pytest.mark.parametrize(
    ("name", "make", "piece"), [pytest.param(*kind, id=kind[0]) for kind in KINDS]
)
def test_a_hostile_megabyte(name: str, make: Callable[[str], str], piece: str) -> None:
    assert seconds(make(piece)) < NOISE * SLOW.get(name, SECOND)


@pytest.mark.prove
@pytest.mark.parametrize("name", ONE)
def test_one_hostile_thing(name: str) -> None:
    assert seconds(ONE[name]()) < NOISE * SLOW.get(name, SECOND)


def test_every_slow_kind_is_one_of_the_table() -> None:
    assert set(SLOW) <= {name for name, _, _ in KINDS} | set(ONE)


@pytest.mark.parametrize("piece", ["<a ", '<a b="', "Fog -->", '<img alt="', "<p "])
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
    page = mend("<p>" + "<b>KÃ¶ln</b> " * 31_000)
    assert [repair.rule for repair in page.repairs].count("torn-rest") == 1
    words = page.walk.said.split()
    assert (words[29_000], words[30_999]) == ("Köln", "KÃ¶ln")


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


def test_more_blocks_than_pages_have_become_one_and_nothing_is_lost() -> None:
    page = mend("<html><body>" + "<div>a<p>b</div>" * 6_000 + "<p>End")
    assert [repair.rule for repair in page.repairs] == ["joined-blocks"]
    assert len(page.walk.texts) == 10_001
    assert page.walk.said.split() == ["a", "b"] * 6_000 + ["End"]
    told = "<p>Fog lay on the bay, and it stayed there all day and all of the night, " + "wet " * 8
    assert not mend("<html><body>" + told * 11_000).repairs


def test_comments_in_a_row_are_walked_step_by_step() -> None:
    said = (
        "<html><body><p>One" + "<!--a-->" * 1_200 + "b<svg><p>c</p></svg>" + "<i>d</i><!--e-->" * 2
    )
    page = mend(said)
    assert "".join(page.walk.texts) == "".join(mend(said.replace("<!--a-->", "")).walk.texts)
    begun = time.process_time()
    mend("<html><body>" + "<!>" * 300_000)  # took minutes where it took the square
    assert time.process_time() - begun < 5


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

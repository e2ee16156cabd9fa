# ruff: noqa: E501, SIM905  (tables of cases)
"""Sources that libxml2 would lose text of, written so that it does not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.mend import mend
from cleaners.mend.flatten import flattened
from cleaners.mend.parse import parse

FLAT = [
    pytest.param("<p>a<p>b<div>c", "<p>a</p><p>b</p><div>c", id="paragraph-ends-at-a-block"),
    pytest.param("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>", id="terms"),
    pytest.param("<tr><td>a<tr><td>b", "<tr><td>a</td></tr><tr><td>b", id="rows"),
    pytest.param("<b><div>a</b>c</div>d", "<b><div>ac</div>d", id="formatting-ends-no-block"),
    pytest.param("<i><b>a</i>c</b>", "<i><b>a</b></i>c</b>", id="formatting-ends-formatting"),
    pytest.param("a<wbr>b<embed src=x>c", "a<wbr />b<embed src=x />c", id="void-by-the-standard"),
    pytest.param("<g a=x/>b</g>", "<g a=x/>b</g>", id="slash-of-a-value"),
    pytest.param("<svg><g/>a</svg>", "<svg><g />a</svg>", id="slash-of-a-tag"),
    pytest.param("<div a='>'>b</div>", "<div a='>'>b</div>", id="sign-in-a-value"),
    pytest.param("<!--<div>--><p>a</p>", "<!--<div>--><p>a</p>", id="comment"),
    pytest.param("<script>'<b>'</script>a", "<script>'<b>'</script>a", id="script"),
    pytest.param("<div><template></div>a</template>b</div>", "<div><template>a</template>b</div>",
                 id="template-is-a-wall"),
    pytest.param("<plaintext><p>a", "<plaintext><p>a", id="plaintext"),
    pytest.param("<p>a</p><b <b <b", "<p>a</p><b <b <b", id="tag-that-never-ends"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "flat"), FLAT)
def test_end_tags_are_written(source: str, flat: str) -> None:
    assert flattened(source) == flat


DEEP = [
    pytest.param("<b>a<b>b", "<b>ab", id="formatting-goes"),
    pytest.param("<p>a<i id=x>b</i>c</p>", "<p>a<i id=x>b</i>c</p>", id="attributes-stay"),
    pytest.param("<div>a<p>b</p>c</div>d", "<div>a<p>b</p>c</div>d", id="one-level"),
    pytest.param("<div><div><div>a", "<div><div>a", id="a-wall-is-one"),
    pytest.param("<ul><li>a</li></ul>b", "<ul><li>a</li></ul>b", id="list"),
    pytest.param("<div><p>a<table><tr><td>b", "<div><p>a</p><td>b", id="words-are-parted"),
    pytest.param("<div><div>a<br><img src=x>b", "<div><div>a<br><img src=x>b", id="images"),
    pytest.param("<div><div><script>a</script>b", "<div><div></div><script>a</script>b", id="scripts"),
    pytest.param("<div><div>a<div></div>b", "<div><div>a</div><div></div>b", id="empty-one-parts"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "flat"), DEEP)
def test_below_the_depth_each_ends_where_the_next_begins(source: str, flat: str) -> None:
    assert flattened(source, 1) == flat


def test_words_of_levels_too_deep_are_parted() -> None:
    deep = mend("<div>" * 3000 + "a<div>b</div>c</div>d<p>e" + "</div>" * 3000)
    assert deep.walk.texts == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    "wall",
    [
        pytest.param("".join(f"<p><b id={i}>x" for i in range(20_000)), id="formatting-opened-again"),
        pytest.param("<div><template>" + "<i>" * 20_000 + "</div>" * 20_000, id="ends-without-a-start"),
        pytest.param("<b><div>" + "<i>" * 20_000 + "</b>" * 20_000, id="ends-that-a-block-holds-off"),
        pytest.param("<a x" * 40_000 + '="' + ">" + '"', id="a-tag-in-each-tag"),
        pytest.param("<title>" * 40_000, id="raw-without-an-end"),
    ],
)  # fmt: skip
def test_a_wall_costs_no_more_than_it_is_long(wall: str) -> None:
    """A parser that opens formatting again in each paragraph makes gigabytes of the first."""
    begun = time.process_time()
    assert parse("<div>" * 2100 + wall + "end").fallback
    assert time.process_time() - begun < 2


NAMES = "div p b a ul li table tr td h1 svg g select option button ruby rt dd embed wbr".split()
ENDS, MORE = ("", "/"), ("", " id=x", "/")
TAGS = [f"<{end}{name}{more}>" for end in ENDS for more in MORE for name in NAMES]


@pytest.mark.parametrize("name", ["img", "p", "embed"])
def test_a_tag_keeps_as_many_attributes_as_can_be_read(name: str) -> None:
    many = " ".join(f'a{i}="{i}"' for i in range(20_000))
    begun = time.process_time()
    read = parse(f"<i>one</i><{name} {many}>two")
    assert time.process_time() - begun < 1
    node = next(read.tree.iter(name))
    assert (node.get("a1999"), node.get("a2000"), read.fallback) == ("1999", None, True)
    assert "".join(read.tree.itertext()) == "onetwo"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('<p data-x="' + "a = b " * 20_000 + '">c</p>', id="one-long-value"),
        pytest.param("<p>" + "If a < b and so on. " * 5_000, id="prose-without-an-end"),
        pytest.param('<script>"<b ' + "a b " * 20_000 + "</script>c", id="a-script"),
        pytest.param(
            '<script>if (a<b) c("<b ' + "a b " * 20_000 + "</script>c", id="ebay-script-with-signs"
        ),
        pytest.param("<p>" + "word " * 20_000 + "<b>c</b>", id="a-long-text"),
    ],
)
def test_what_is_merely_long_is_read_as_it_is(source: str) -> None:
    assert not parse(source).fallback


SOUP = st.sampled_from(TAGS + ["one ", "two ", "three "] * 12)


@settings(max_examples=60, deadline=None)
@given(st.lists(SOUP, max_size=60).map("".join), st.sampled_from((0, 3, 200)))
def test_no_word_is_lost_at_any_depth(source: str, depth: int) -> None:
    flat = flattened(source, depth)
    read = "".join(parse(flat).tree.itertext())
    assert re.sub("<[^>]*>", "", source).split() == read.split()
    assert not parse(flat).fallback

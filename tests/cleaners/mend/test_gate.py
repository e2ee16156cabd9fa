# ruff: noqa: E501  (tables of cases)
"""What makes a large page be read as source, and what does not."""

from __future__ import annotations

import pytest

from cleaners.mend import gate, mend
from cleaners.mend.parse import parse
from cleaners.walk import walk

PROSE = "<p>The fog came in over the harbour at noon, and the ferries stayed in port.</p>\n" * 80
LEFT = 'ws/480/a/fog.jpg" alt="Fog over the bay" width="976" height="549">'
SAMPLE = '&lt;img src="a.jpg" alt="b"&gt;'

WHOLE = [
    pytest.param(f"<pre>{SAMPLE}</pre>", id="pre"),
    pytest.param(f"<p>Write <code>{SAMPLE}</code> there.</p>", id="code"),
    pytest.param(
        "<pre><b>&lt;</b><i>img</i> <i>alt</i>=<i>&quot;b&quot;&gt;</i></pre>", id="coloured-sample"
    ),
    pytest.param("<kbd>vi &lt;file&gt;</kbd>", id="kbd"),
    pytest.param('<script integrity="sha384-9/Qab="></script>', id="digest-ends-in-an-equal-sign"),
    pytest.param(
        "<img alt='' src=\"data:image/svg+xml,<svg viewBox='0 0 1 1'></svg>\">", id="svg-in-data"
    ),
    pytest.param('<img alt="A bay\'s end" src="data:image/gif;base64,Zm9n=">', id="base64"),
]
TORN = [
    pytest.param(f"\n{LEFT}\n<pre>{SAMPLE}</pre>", id="remains-beside-a-sample"),
    pytest.param(f"<pre>{SAMPLE}</pre><template><code>{LEFT}</code></template>\n{LEFT}\n", id="hidden-sample"),
    pytest.param('<img alt="Fog" src="data:image/png;base64,Zm</p><p class="x">B</p>', id="data-swallows"),
    pytest.param("<p>A</p><img alt='Fog' src='https://e.org/f", id="ends-in-a-value"),
    pytest.param('<noscript><iframe src="https://e.org/f</iframe></noscript><p class="x">B</p>' + PROSE, id="wcxb-frame-swallows"),
    pytest.param("<noscript><iframe src='/a' style=display:no</iframe></noscript><p>B</p>" + PROSE, id="fundus-frame-without-quotes"),
    pytest.param('<iframe width="9" ti</iframe><p>B</p>' + PROSE, id="wcxb-frame-cut-in-a-name"),
    pytest.param('<figure class="wide si<p class="x">B</p></figure>' + PROSE, id="fundus-class-swallows"),
    pytest.param("<!-- Tag Manager (no\n" + PROSE + "<!-- two -->" + f"\n{LEFT}\n", id="wcxb-comment-runs-on"),
    pytest.param('<sty\n<script type="x">a();</script><p>B</p>' + PROSE, id="wcxb-name-of-a-style"),
]  # fmt: skip


@pytest.mark.parametrize("source", WHOLE)
def test_what_only_looks_torn_is_not_read_as_source(source: str) -> None:
    page = PROSE + source
    tree = parse(page).tree
    assert not gate.torn(walk(tree))
    assert not gate.ragged(page, tree)


@pytest.mark.parametrize("source", TORN)
def test_remains_in_a_large_page_are_met(source: str) -> None:
    page = mend("<!doctype html>" + PROSE + source)
    assert any(repair.rule.startswith("torn-tag") for repair in page.repairs)
    assert not any("width=" in text and "img" not in text for text in page.walk.texts)


HELD = [
    pytest.param("<img src='a.jpg' alt='a<p>b'>", True, id="a-sign-in-an-alt"),
    pytest.param(
        "<img src='a.jpg 1w, https://e.org/b.jpg 2w'>", True, id="a-candidate-in-an-address"
    ),
    pytest.param("<img alt='Now, http is old'>", False, id="words-that-end-in-w"),
    pytest.param("<img srcset='a.jpg 1w, b.jpg 2w'>", False, id="candidates"),
    pytest.param("<picture><source srcset='a.jpg<b'></picture>", True, id="a-source"),
    pytest.param("<img src='a' x\"='b'>", True, id="a-quote-in-a-name"),
    pytest.param("<a href='a<b'>c</a>", True, id="a-link"),
    pytest.param("<p>" + "a = b; " * 1000 + "</p>", False, id="a-wall-of-signs"),
    pytest.param("<p>" + "a = b " * 1000 + 'alt="c"</p>', True, id="remains-behind-a-wall"),
]


@pytest.mark.parametrize(("source", "torn"), HELD)
def test_what_the_walk_holds_of_images_and_links(source: str, torn: bool) -> None:  # noqa: FBT001
    assert gate.torn(walk(parse(source).tree)) is torn


@pytest.mark.parametrize(
    ("text", "damaged"),
    [("KÃ¶ln", True), ("é à la Ø ü", False), ("naïve « façade »", False), ("РџСЂРёРІРµС‚", True)],
)
def test_mojibake_is_two_signs_that_stand_together(text: str, damaged: bool) -> None:  # noqa: FBT001
    assert gate.characters(text, walk(parse(f"<p>{text}</p>").tree)) is damaged

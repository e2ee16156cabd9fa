# ruff: noqa: E501  (tables of cases)
"""Captions and credits by figures, classes, alternative texts and titles."""

from __future__ import annotations

import pytest
from lxml import html

from cleaners.extract.captions import words_beside, words_under
from cleaners.extract.lines import classify

IMG = '<img id=x src=a.jpg alt="Fog over the pier">'
BOXES = [
    ("figcaption", f"<figure>{IMG}<figcaption>Fog</figcaption></figure>", "Fog", None),
    (
        "credit in a class",
        f"<figure>{IMG}<figcaption>Fog <span class=photoCredit>Ada</span></figcaption></figure>",
        "Fog",
        "Ada",
    ),
    (
        "caption in a class",
        f"<div>{IMG}<div class=img-caption>Fog</div><div class=img-copyright>© Ada</div></div>",
        "Fog",
        "Ada",
    ),
    (
        "screen reader's labels",
        (
            f"<figure>{IMG}<p><span class=sr-only>Image source, </span>Ada/Getty</p><figcaption>"
            "<span class=visually-hidden>Image caption, </span>Fog</figcaption></figure>"
        ),
        "Fog",
        None,
    ),
    (
        "label in the credit",
        (
            f"<figure>{IMG}<span role=text><span class=hidden>Image source, </span>"
            "<cite>Ada/Getty</cite></span><figcaption>Fog</figcaption></figure>"
        ),
        "Fog",
        "Ada/Getty",
    ),
    (
        "two authors",
        (
            f"<figure>{IMG}<figcaption>Fog<i class=credit>Ada</i><i class=credit>dpa</i>"
            "</figcaption></figure>"
        ),
        "Fog",
        "Ada; dpa",
    ),
    (
        "alt repeated",
        f"<div>{IMG}<p>Fog over the pier</p><p>© Ada</p></div>",
        "Fog over the pier",
        "Ada",
    ),
    (
        "credit beside",
        f"<figure>{IMG}<b>Foto: Ada, Post</b><figcaption>Fog</figcaption></figure>",
        "Fog",
        "Ada, Post",
    ),
    (
        "caption behind the figure",
        f"<div><figure>{IMG}</figure><figcaption>Fog</figcaption></div>",
        "Fog",
        None,
    ),
    (
        "title with a credit",
        '<img id=x src=a.jpg title="Fog. Foto: Ada Marsh">',
        "Fog.",
        "Ada Marsh",
    ),
    (
        "comments say nothing",
        f"<figure>{IMG}<figcaption>Fog<!-- x --> on <b class=credit>A<!-- -->da</b></figcaption>",
        "Fog on",
        "Ada",
    ),
    (
        "sources nested by the parser",
        f"<figure><picture><source><source>{IMG}</picture><figcaption>Fog</figcaption></figure>",
        "Fog",
        None,
    ),
]
NOTHING = [
    ("prose beside", f"<p>{IMG}Fog came in.</p>"),
    ("title of its own", '<p><img id=x src=a.jpg title="A pier in fog"></p>'),
    (
        "figure of another",
        f"<div>{IMG}<figure><img src=b><figcaption>Fog</figcaption></figure></div>",
    ),
    ("caption's control", f"<div>{IMG}<button class=caption-toggle>Show caption</button></div>"),
    ("label alone", f"<div>{IMG}<span class=credit>Image source,</span></div>"),
    ("big box", f"<div>{IMG}{'<p>x</p>' * 200}<p class=caption>Fog</p></div>"),
]


def words(markup: str) -> tuple[str | None, str | None]:
    (node,) = html.fromstring(f"<div><body>{markup}</body></div>").xpath("//img[@id='x']")
    found = words_under(node)
    return found.caption, found.credit


@pytest.mark.parametrize(
    ("markup", "caption", "credit"), [c[1:] for c in BOXES], ids=[c[0] for c in BOXES]
)
def test_words_under_an_image(markup: str, caption: str | None, credit: str | None) -> None:
    assert words(markup) == (caption, credit)


@pytest.mark.parametrize("markup", [c[1] for c in NOTHING], ids=[c[0] for c in NOTHING])
def test_no_words(markup: str) -> None:
    assert words(markup) == (None, None)


LINES = [
    (["image source,Getty Images", "image captiontext,", "Fog"], 0, "Fog", "Getty Images"),
    (["Bildunterschrift:", "Nebel. Foto: Ada Marsh"], 0, "Nebel.", "Ada Marsh"),
    (["Fog came in the night, and it stayed.", "image source,AFP"], 0, None, None),
    (["image source,AFP", "Fog came in the night, and it stayed."], 1, None, None),
]


@pytest.mark.parametrize(("lines", "block", "caption", "credit"), LINES)
def test_words_beside(
    lines: list[str], block: int, caption: str | None, credit: str | None
) -> None:
    assert words_beside(block, classify(lines))[:2] == (caption, credit)


INLINE_IMG = "<img src=/i/fog.jpg alt='Fog over the pier' width=600 height=400>"
INLINE = [
    pytest.param(f"<p>The harbour {INLINE_IMG} was closed, <em>Fog over the pier</em> said.</p>", (None, None), id="synthetic-alt-in-the-sentence"),
    pytest.param(f"<p>The harbour {INLINE_IMG} was closed, <cite>Ada Lovelace</cite> wrote.</p>", (None, None), id="synthetic-cite-in-the-sentence"),
    pytest.param(f"<p>Press <a href=/x>{INLINE_IMG}</a> now, says <span class=credit>Ada</span>.</p>", (None, None), id="synthetic-credit-in-the-sentence"),
    pytest.param(f"<p>{INLINE_IMG}<span>Fog over the pier</span> was what people saw on Monday.</p>", (None, None), id="synthetic-sentence-behind"),
    pytest.param(f"<p>{INLINE_IMG}<span>Fog over the pier</span></p>", ("Fog over the pier", None), id="synthetic-near-miss-nothing-but-the-alt"),
    pytest.param(f"<p>Fog came.<br>{INLINE_IMG}<br>Photo: Ada Lovelace</p>", (None, "Ada Lovelace"), id="synthetic-near-miss-lines-of-their-own"),
    pytest.param(f"<figure>The pier {INLINE_IMG} in fog. <cite>Ada</cite></figure>", (None, "Ada"), id="synthetic-near-miss-figure"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "words"), INLINE)
def test_an_image_inside_a_sentence_has_no_words_of_it(
    markup: str, words: tuple[str | None, str | None]
) -> None:
    found = words_under(next(html.fromstring(f"<div>{markup}</div>").iter("img")))
    assert (found.caption, found.credit) == words

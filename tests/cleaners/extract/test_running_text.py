"""Long articles come whole; what merely stands beside an article does not come with it."""

from __future__ import annotations

import random

import pytest

from cleaners import clean

WORDS = [
    "the",
    "of",
    "harbour",
    "ferry",
    "council",
    "river",
    "bridge",
    "morning",
    "storm",
    "market",
    "school",
    "train",
    "museum",
    "said",
    "after",
    "before",
    "under",
    "people",
    "city",
    "water",
    "road",
    "light",
    "north",
    "winter",
    "summer",
    "plan",
]


def paragraphs(count: int) -> list[str]:
    dice = random.Random(count)
    return [f"{' '.join(dice.choices(WORDS, k=dice.randint(25, 60)))}." for _ in range(count)]


def page(inner: str) -> bytes:
    return (
        "<html><head><title>Fog</title></head><body><nav><a href=/>Home</a></nav><article>"
        f"<h1>Fog closes the harbour</h1>{inner}</article>"
        "<footer><p>Copyright 2026 by the town of Fog. All rights are reserved.</p></footer>"
        "</body></html>"
    ).encode()


LONG = [
    pytest.param(250, "<p>{}</p>", id="synthetic-250-paragraphs"),
    pytest.param(600, "<p>{}</p>", id="synthetic-600-paragraphs"),
    pytest.param(250, "<div class=w><p>{}</p></div>", id="synthetic-each-in-a-box"),
    pytest.param(250, "<div>{}</div>", id="synthetic-boxes-for-paragraphs"),
    pytest.param(250, "<h3>Part</h3><p>{}</p>", id="synthetic-subheadings"),
]


@pytest.mark.parametrize(("count", "shape"), LONG)
def test_a_long_article_comes_whole(count: int, shape: str) -> None:
    texts = paragraphs(count)
    article = clean(page("".join(map(shape.format, texts)))).article
    assert article is not None
    assert [text for text in texts if text not in article.paragraphs] == []
    assert not any("reserved" in text for text in article.paragraphs)


def test_links_beside_a_long_article_stay_out() -> None:
    texts = paragraphs(200)
    links = "".join(f"<p><a href=/{n}>{text}</a></p>" for n, text in enumerate(paragraphs(20)))
    article = clean(page("".join(f"<p>{text}</p>" for text in texts) + links)).article
    assert article is not None
    assert not set(paragraphs(20)) & set(article.paragraphs)

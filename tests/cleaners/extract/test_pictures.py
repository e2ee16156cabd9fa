"""What an element states, what is furniture, what is the same picture."""

from __future__ import annotations

import time

import pytest
from lxml import html

from cleaners.extract.furniture import words_of
from cleaners.extract.pictures import is_placeholder, is_tracker, parse_size, read_picture
from cleaners.extract.same_picture import picture_key
from cleaners.tables import caption_words, credit_labels, furniture, lazy, placeholders

STATED = [
    ("src", "<img src=a.jpg>", ["a.jpg"]),
    ("lazy names", "<img data-original=a.jpg data-lazy-src=b.jpg>", ["a.jpg", "b.jpg"]),
    ("srcset of any loader", "<img data-some-lazy-srcset='a.jpg 2x'>", ["a.jpg"]),
    ("unknown name", "<img data-post-url=a.jpg data-pin-media=b.jpg>", []),
    ("JSON", """<img data-srcset='{"a": 1}' data-src='{"src":"a.jpg"}'>""", []),
    ("template", "<img data-src='https://e.org/{width}/a.jpg'>", []),
    ("flag", "<img data-lazy=true data-src=1>", []),
    ("loader's mark", "<img data-lazy-src='a.jpg?is-pending-load=1'>", ["a.jpg"]),
    ("torn", "<img data-torn=src data-torn-src=a/b.jpg>", ["a/b.jpg"]),
    ("torn name alone", "<img data-torn-src=a/b.jpg>", []),
    ("torn alt", "<img data-torn=alt data-torn-alt='a/b'>", []),
]


@pytest.mark.parametrize(("markup", "wanted"), [c[1:] for c in STATED], ids=[c[0] for c in STATED])
def test_addresses(markup: str, wanted: list[str]) -> None:
    assert [s.raw for s in read_picture(html.fromstring(markup)).stated] == wanted


SIZES = [
    ("640", 640), ("640px", 640), (" 640 ", 640), ("606.89", 606), ("0", None), ("100%", None),
    ("auto", None), ("-3", None), ("", None), (None, None), ("9" * 50, None), ("1e3", None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "wanted"), SIZES)
def test_sizes(value: str | None, wanted: int | None) -> None:
    assert parse_size(value) == wanted


PLACEHOLDERS = [
    "/img/placeholder.png", "//e.org/spacer.gif", "/1x1.png", "blank.gif", "/lazy-loading.svg",
    "/img/transparent_h-3_w-4.gif", "data:image/gif;base64,R0", "/pxl.gif", "/no-image.png",
]  # fmt: skip
PICTURES = [
    "/img/a.jpg", "/img/blank-slate-pub-in-fog.jpg", "/img/transparent-oled.jpg", "/1x1/fog.jpg",
    "/img/pixel-9-pro.jpg", "/img/clear-skies.jpg", "/img/12345.jpg", "",
]  # fmt: skip


def test_placeholders() -> None:
    assert [a for a in PLACEHOLDERS if not is_placeholder(a)] == []
    assert [a for a in PICTURES if is_placeholder(a)] == []


def test_trackers() -> None:
    assert is_tracker("//pixel.wp.com/g.gif")
    assert not is_tracker("https://example.org/?u=https://pixel.wp.com/g.gif")


SAME = [
    ("sizes in the name", "https://a.org/fog-at-noon-300x200.jpg", "https://a.org/fog-at-noon.jpg"),
    ("formats", "https://a.org/fog-at-noon.jpg.webp", "https://a.org/fog-at-noon.jpg"),
    ("query", "https://a.org/fog-at-noon.jpg?w=3", "https://a.org/fog-at-noon.jpg?w=4&q=9"),
    ("hosts", "https://a.org/x/fog-at-noon.jpg", "https://cdn.b.org/y/fog-at-noon.jpg"),
    ("address inside", "https://a.org/_next/image?url=https%3A%2F%2Fb.org%2Ffog-at-noon.jpg&w=3",
     "https://b.org/fog-at-noon.jpg"),
    ("suffixes", "https://a.org/0102-ab34_w250_r1.jpg", "https://a.org/0102-ab34_w1200_r1.jpg"),
    ("size folders", "https://a.org/300x200/1.jpg", "https://a.org/600x400/1.jpg"),
    ("service", "https://a.org/images/65c677fb?width=3", "https://a.org/images/65c677fb?width=4&format=webp"),
    ("double density", "https://a.org/fog-at-noon@2x.png", "https://a.org/fog-at-noon.png"),
]  # fmt: skip
OTHER = [
    ("numbers", "https://a.org/gallery-photo-101.jpg", "https://a.org/gallery-photo-102.jpg"),
    ("short names in folders", "https://a.org/x/1.jpg", "https://a.org/y/1.jpg"),
    ("ids of a service", "https://a.org/image?id=1", "https://a.org/image?id=2"),
    ("generic names", "https://a.org/a/image-full.jpg", "https://a.org/b/image-full.jpg"),
]


@pytest.mark.parametrize(("one", "two"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_the_same_picture(one: str, two: str) -> None:
    assert picture_key(one) == picture_key(two)


@pytest.mark.parametrize(("one", "two"), [c[1:] for c in OTHER], ids=[c[0] for c in OTHER])
def test_another_picture(one: str, two: str) -> None:
    assert picture_key(one) != picture_key(two)


@pytest.mark.parametrize(
    "piece", ["-300x200", "_w", "w1,", "1x", "a", "/", "?url=/", "%2F", ".jpg", "blank"]
)
def test_hostile_addresses_stay_linear(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    picture_key(text)
    is_placeholder(text)
    is_tracker(text)
    parse_size(text)
    words_of(text)
    assert time.perf_counter() - start < 1


TABLES = {
    "furniture houses": furniture.HOUSES,
    "furniture marks": furniture.MARKS,
    "furniture files": furniture.FILES,
    "caption words": caption_words.CAPTIONS | caption_words.CAPTIONS_INSIDE,
    "credit words": caption_words.CREDITS | caption_words.CREDITS_INSIDE,
    "control words": caption_words.CONTROLS | caption_words.NOT_CAPTIONS,
    "hidden words": caption_words.HIDDEN,
    "placeholders": placeholders.PLACEHOLDERS,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_words_are_whole_and_in_lower_case(table: frozenset[str]) -> None:
    assert [word for word in table if words_of(word) != {word}] == []


def test_words_of_caption_and_credit_are_not_mixed() -> None:
    captions = caption_words.CAPTIONS | caption_words.CAPTIONS_INSIDE
    assert captions.isdisjoint(caption_words.CREDITS | caption_words.CREDITS_INSIDE)
    assert furniture.HOUSES.isdisjoint(furniture.MARKS)


def test_lazy_names_are_in_lower_case() -> None:
    assert all(name == name.lower().strip() for name in lazy.ADDRESSES)
    assert not any(name.startswith(lazy.TORN) for name in lazy.ADDRESSES)


@pytest.mark.parametrize(
    "table", [credit_labels.CREDITS, credit_labels.CAPTIONS], ids=["credits", "captions"]
)
def test_labels_are_in_lower_case_and_stand_once(table: dict[str, tuple[str, ...]]) -> None:
    assert len(table) >= 25
    for labels in table.values():
        assert len(set(labels)) == len(labels)
        assert all(label == label.lower().strip() for label in labels)

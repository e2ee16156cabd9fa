"""Lost heads of addresses: restored where all evidence agrees, else left cut."""

from __future__ import annotations

import time

import pytest

from cleaners.extract.evidence import Evidence, restore

CDN = "https://cdn.example.org"


def sized(path: str, *widths: int) -> list[Evidence]:
    return [Evidence(f"{CDN}/{path.format(w=w, h=w * 9 // 16)}", w) for w in widths]


RESTORED = [
    (
        "behind the host, size in a folder",
        "news/240/a/fog.jpg",
        sized("news/{w}/a/fog.jpg", 320, 480),
        240,
        f"{CDN}/news/240/a/fog.jpg",
    ),
    (
        "one sibling is enough for a host",
        "news/240/a/fog.jpg",
        sized("news/{w}/a/fog.jpg", 320),
        240,
        f"{CDN}/news/240/a/fog.jpg",
    ),
    (
        "the same address stands whole",
        "a/fog.jpg?x=1",
        [Evidence(f"{CDN}/a/fog.jpg?x=1")],
        None,
        f"{CDN}/a/fog.jpg?x=1",
    ),
    (
        "whole elsewhere, deeper",
        "2024/05/fog.jpg",
        [Evidence(f"{CDN}/up/2024/05/fog.jpg")],
        None,
        f"{CDN}/up/2024/05/fog.jpg",
    ),
    (
        "other file in the same folder",
        "up/2024/05/fog-1.jpg",
        sized("up/2024/05/fog-{w}.jpg", 320),
        None,
        f"{CDN}/up/2024/05/fog-1.jpg",
    ),
    ("scheme cut", "ps://cdn.example.org/fog.jpg", [], None, f"{CDN}/fog.jpg"),
    (
        "size in the lost head",
        "a/b/fog.jpg",
        sized("news/{w}/a/b/fog.jpg", 320, 480),
        240,
        f"{CDN}/news/240/a/b/fog.jpg",
    ),
    (
        "inside the first folder",
        "ews/240/a/fog.jpg",
        sized("news/{w}/a/fog.jpg", 320, 480),
        240,
        f"{CDN}/news/240/a/fog.jpg",
    ),
    (
        "services that name a size twice",
        "i/9x16/fog.jpg",
        sized("i/{w}x{h}/fog.jpg", 320),
        None,
        f"{CDN}/i/9x16/fog.jpg",
    ),
    (
        "scheme-relative siblings",
        "i/9/fog.jpg",
        [Evidence("//cdn.example.org/i/320/fog.jpg", 320)],
        9,
        "//cdn.example.org/i/9/fog.jpg",
    ),
]


@pytest.mark.parametrize(
    ("remnant", "siblings", "width", "wanted"),
    [c[1:] for c in RESTORED],
    ids=[c[0] for c in RESTORED],
)
def test_restored(remnant: str, siblings: list[Evidence], width: int | None, wanted: str) -> None:
    given = restore(remnant, siblings, width=width)
    assert given is not None
    assert given.url == wanted
    assert 0.5 < given.confidence <= 1


LEFT_CUT = [
    ("scheme-relative: cut at its tail", "//cdn.example.org/fo", sized("fog-{w}.jpg", 320), None),
    ("no evidence", "news/240/a/fog.jpg", [], 240),
    (
        "two hosts",
        "news/240/a/fog.jpg",
        [
            Evidence("https://a.example/news/320/a/fog.jpg", 320),
            Evidence("https://b.example/news/480/a/fog.jpg", 480),
        ],
        240,
    ),
    ("file name alone, size in the head", "fog.jpg", sized("news/{w}/fog.jpg", 320, 480), 240),
    (
        "one sibling does not tell the sizes of a head",
        "a/b/fog.jpg",
        sized("{w}/a/b/fog.jpg", 320),
        None,
    ),
    (
        "sizes that do not follow the width",
        "a/b/fog.jpg",
        sized("{w}x{h}/a/b/fog.jpg", 320, 480),
        240,
    ),
    ("another picture", "pier/one/harbour.jpg", sized("news/{w}/a/fog.jpg", 320), None),
    ("the same tail twice", "a/fog.jpg", sized("news/{w}/a/fog.jpg", 320, 480), None),
    ("a folder that comes twice", "img/b/fog.jpg", [Evidence(f"{CDN}/img/a/img/c/fog.jpg")], 240),
    ("digits cut in two", "40/a/fog.jpg", sized("news/{w}/a/fog.jpg", 240, 340), 140),
    ("white space", "a b/c/fog.jpg", sized("a/c/fog.jpg", 320), None),
    ("too short", "x/y", [Evidence(f"{CDN}/x/z")], None),
    ("whole already", f"{CDN}/a/fog.jpg", sized("a/{w}/fog.jpg", 320), None),
]


@pytest.mark.parametrize(
    ("remnant", "siblings", "width"), [c[1:] for c in LEFT_CUT], ids=[c[0] for c in LEFT_CUT]
)
def test_left_cut(remnant: str, siblings: list[Evidence], width: int | None) -> None:
    given = restore(remnant, siblings, width=width)
    assert given is None or given.url == remnant


OTHERS = [f"{CDN}/wp/uploads/2024/05/pier.jpg", f"{CDN}/wp/uploads/2023/01/boat.jpg"]


def test_other_images_in_the_same_folders() -> None:
    given = restore("wp/uploads/2024/05/fog.jpg", [], OTHERS)
    assert given is not None
    assert given.url == f"{CDN}/wp/uploads/2024/05/fog.jpg"
    assert given.confidence < 0.9


@pytest.mark.parametrize(
    ("remnant", "others"),
    [
        ("wp/fog.jpg", OTHERS),
        ("blog/uploads/2024/fog.jpg", OTHERS),
        ("wp/uploads/2024/05/fog.jpg", [*OTHERS, "https://b.example/wp/uploads/1.jpg"]),
    ],
    ids=["one folder", "other folders", "two hosts"],
)
def test_other_images_that_do_not_tell(remnant: str, others: list[str]) -> None:
    assert restore(remnant, [], others) is None


@pytest.mark.parametrize("piece", ["/", "a/", "0", "//", "?", "http://"])
def test_hostile_remnants_stay_linear(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    restore(text, [Evidence(CDN + "/" + text, 3)], [CDN + "/" + text], 4)
    assert time.perf_counter() - start < 4

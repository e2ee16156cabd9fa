# ruff: noqa: E501  (tables of cases)
"""Halves of addresses that met, and pairs of whole ones that only look so."""

from __future__ import annotations

import pytest

from cleaners.mend import mend
from cleaners.mend.joins import joined

PIER = "https://img.harbour.org/bay/w730/188823/1.96/16x9/let-long-pier.jpg"

JOINED = [
    pytest.param("https://img.harbour.org/bay/w550/1888ong-pier.jpg", [PIER], id="head-and-tail"),
    pytest.param("https://img.harbges/bay/a.jpg", [PIER], id="half-a-host"),
    pytest.param("https://imR2q/s1/pier.jpg", [PIER], id="no-host-left"),
    pytest.param("https://img.harbour.org/uploarbour.org/b.jpg", [PIER], id="host-in-a-name"),
    pytest.param("https://img.harbour.org/bay/w730/188823-defined", [PIER.replace("188823", "1888")], id="no-end"),
    pytest.param(
        "//e.org/a_46.jpg?hash=74e7417639beb5712a6a952dcda5a04cff",
        ["//e.org/a_70.jpg?hash=ee420450666502df224d3d06152e20b8",
         "//e.org/a_99.jpg?hash=0dd3380bc998f1413cf2f7f76989ff69"],
        id="digest-too-long",
    ),
    pytest.param("//e.org/harbour/up/23/1our/up/23/1-pier.jpg", ["//e.org/harbour/up/23/1-pier.jpg"], id="the-same-piece-twice"),
    pytest.param("//e.org/wp-contentlong-pier-300x200.jpg", ["//e.org/wp-content/up/bay-long-pier-768x512.jpg"], id="words-glued"),
    pytest.param("//e.org/2024/07/pier-at-ndon-bay-2-768x8.png", ["//e.org/2024/07/pier-at-low-tide-in-london-bay-2.png"], id="another-size-of-it"),
    pytest.param("//e.org/crop/97d425d/rerl=a1b2c3", ["//e.org/crop/8516fa0/resize/170/?url=a1b2c3"], id="digests-differ"),
    pytest.param("//e.org/bay/pier-at-l", ["//e.org/bay/pier-at-low-tide.jpg"], id="cut-in-a-name"),
    pytest.param("//e.org/bay/PH2pg?f=xxxs", ["//e.org/bay/PH205113.jpg?f=xs"], id="no-end-before-a-query"),
    pytest.param("c/bay/pier_856.png", ["https://e.org/static/bay/pier_720.png"], id="without-its-head"),
]  # fmt: skip
WHOLE = [
    pytest.param(
        "https://img.harbour.org/bay/1.96/16x9/let-long-pier.jpg", [PIER], id="fewer-folders"
    ),
    pytest.param("https://cdn.harbour.org/bay/w730/188823/1.96/pier.jpg", [PIER], id="other-host"),
    pytest.param("https://img.harbour.com/a.jpg", [PIER], id="other-domain"),
    pytest.param("//e.org/fog.jpg", ["//e.org/fog800w.jpg"], id="size-in-the-name"),
    pytest.param("//e.org/fog.jpg", ["//e.org/fog-1024x768.jpg"], id="wordpress"),
    pytest.param(
        "//e.org/2n4Q73.jpg", ["//e.org/2n4QYb9.jpg", "//e.org/2n4QBG.jpg"], id="names-at-random"
    ),
    pytest.param("//e.org/t/https://e.org/a.jpg", ["//e.org/a.jpg"], id="address-in-an-address"),
    pytest.param("//i.wp.com/e.org/a.jpg?w=1", ["//i.wp.com/e.org/a.jpg"], id="parameter-more"),
    pytest.param("//e.org/images/12/large", ["//e.org/images/12/fog.jpg"], id="without-an-end"),
    pytest.param("https://localhost/a.jpg", [PIER], id="localhost"),
    pytest.param(
        "/up/2024/piechart.png", ["https://e.org/up/2024/piechart.png"], id="root-relative"
    ),
    pytest.param("bay/pier_856.png", ["https://e.org/static/bay/pier_720.png"], id="relative"),
    pytest.param(
        "//e.org/hubfs/hero.webp",
        ["//e.org/hs-fs/hubfs/hero.webp?width=400"],
        id="folder-of-one-beginning",
    ),
    pytest.param(
        "//e.org/top5_1980w-41b90184.webp",
        ["//e.org/top5_320w-5be7ae80.webp", "//e.org/top5-35c67d7b.webp"],
        id="digest-a-size",
    ),
    pytest.param("//e.org/fog-1-1.jpg", ["//e.org/fog-1.jpg"], id="copy-of-a-copy"),
    pytest.param("", [PIER], id="empty"),
]


@pytest.mark.parametrize(("address", "others"), JOINED)
def test_two_halves_are_told_by_the_others(address: str, others: list[str]) -> None:
    assert joined(address, others)


@pytest.mark.parametrize(("address", "others"), WHOLE)
def test_another_size_is_no_cut(address: str, others: list[str]) -> None:
    assert not joined(address, others)
    assert not any(joined(other, [address]) for other in others)


TAGS = [
    pytest.param(f'<img src="{PIER}" srcset="https://img.harbges/bay/a.jpg 2x" alt="A">', {"srcset"}, id="host"),
    pytest.param("<img src='/a.jpg' alt='A pier (&apos;image--loading&apos;)' width='3'>", set(), id="call-in-prose"),
    pytest.param("<img src='/a.jpg' alt='A pier agroup(&apos;img--loading&apos;)' width='3'>", {"alt"}, id="call"),
    pytest.param("<img src='https://e.org/prod/170Error(this)' width='3'>", {"src"}, id="handler"),
    pytest.param('<img src="/a.jpg" alt="A pier in Bi7134fb&amp;width=828&amp;smart=true 828w">', {"alt"}, id="query"),
    pytest.param("<img alt='A pier in all1x1','big':'b'}\" src='/a.jpg'>", {"alt"}, id="code-behind"),
    pytest.param('<img src="/a.jpg" alt="A pier", />', set(), id="stray-comma"),
    pytest.param('<img src="/a.jpg" alt="A pier 4px) 100vw, 1024px">', {"alt"}, id="sizes-behind"),
    pytest.param('<img src="/a.jpg" alt="A screen of 100 px, 1024 px wide">', set(), id="pixels-in-prose"),
    pytest.param('<img src="/a/7929029 2x" alt="A">', {"src"}, id="descriptor-behind-an-address"),
    pytest.param('<img src="https://i.bac6-4c8a/b.jpg" alt="A">', {"src"}, id="host-that-cannot-be"),
    pytest.param('<img src="/my pier.jpg" alt="A">', set(), id="space-in-a-file"),
    pytest.param('<img src="/a.jpg" srcset="/a.jpg 1x, /a15.jpg 1.5x, /a2.jpg 2x" alt="A">', set(), id="numbers-of-the-larger"),
    pytest.param('<img srcset="/gate300.jpg 300w, /gate600.jpg 600w, /gate.jpg 1200w" alt="A">', set(), id="no-number-of-the-largest"),
    pytest.param('<img src="https://10.0.0.1:80/a.jpg" alt="A">', set(), id="address-in-numbers"),
    pytest.param(f'<img src="{PIER}" srcset="{PIER} 730w, {PIER.replace("730", "288")} 288w" alt="A">', set(), id="whole"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "torn"), TAGS)
def test_a_value_of_two_halves_is_named_as_cut(tag: str, torn: set[str]) -> None:
    page = mend(f"<p>Fog</p>{tag}<p>It was thick.</p>")
    (image,) = (seen.node for seen in page.walk.images)
    assert set((image.get("data-torn") or "").split()) == torn
    assert [r.rule for r in page.repairs] == (["torn-tag-middle"] if torn else [])


PICTURES = [
    pytest.param(
        '<source srcset="/a.webp 2x" media="(min-width: 9ading="eager" width="3" height="2" src="/a.jpg"></picture>',
        ["source", "img"], (None, "3", "2", "/a.jpg"), id="in-a-condition",
    ),
    pytest.param('<source srcset="/a/pie/pier.jpg" alt="Pier"></picture>', ["source", "img"], ("Pier", None, None, None), id="in-a-srcset"),
    pytest.param('<source srcset="/a.webp" type="image/webp" width="3"></picture>', ["source"], None, id="no-word-of-an-image"),
    pytest.param('<source srcset="/a.webp" class="wide"></picture>', ["source"], None, id="class-of-a-source"),
    pytest.param('<source srcset="/a/piehttps://e.org/pier.jpg" width="3" height="2" class="wide"></picture>', ["source", "img"], (None, "3", "2", None), id="class-behind-a-seam"),
    pytest.param('<source srcset="/a.webp" alt="Pier"><img src="/b.jpg"></picture>', ["source", "img"], (None, None, None, "/b.jpg"), id="alt-that-does-nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "tags", "image"), PICTURES)
def test_a_source_that_took_over_its_image(
    left: str, tags: list[str], image: tuple[str | None, ...] | None
) -> None:
    page = mend(f"<p>Fog</p><picture>{left}<p>It was thick.</p>")
    nodes = [seen.node for seen in page.walk.images]
    assert [node.tag for node in nodes] == tags
    if image is not None:
        assert tuple(map(nodes[-1].get, ("alt", "width", "height", "src"))) == image
    assert [text.strip() for text in page.walk.texts if text.strip()] == ["Fog", "It was thick."]


def test_a_picture_that_took_over_its_image() -> None:
    page = mend(
        '<p>Fog</p><picture class="o-pwb/pier.svg" width="3" alt="Pier"></picture><p>It was thick.</p>'
    )
    (image,) = (seen.node for seen in page.walk.images)
    assert (image.tag, image.get("alt"), image.get("width")) == ("img", "Pier", "3")
    whole = '<picture class="wide"><img src="/a.jpg" alt="Pier"></picture>'
    assert mend(f"<p>Fog</p>{whole}").repairs == ()


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        pytest.param(
            '<img width="3" height=src="/a.jpg">', {"width": "3", "src": "/a.jpg"}, id="glued"
        ),
        pytest.param('<img width="3" src= alt="Pier">', {"width": "3", "alt": "Pier"}, id="spaced"),
    ],
)
def test_a_name_without_its_value_takes_no_other_attribute(tag: str, said: dict[str, str]) -> None:
    page = mend(f"<p>Fog</p>{tag}<p>It was thick.</p>")
    (image,) = (seen.node for seen in page.walk.images)
    assert {name: image.get(name) for name in said} == said
    assert [r.rule for r in page.repairs] == ["torn-tag-middle"]

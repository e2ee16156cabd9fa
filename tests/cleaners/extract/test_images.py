"""Images of whole pages and fragments: which, with what addresses, under which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml.html import fromstring

from cleaners.extract.candidates import read_candidates
from cleaners.extract.context import Context
from cleaners.extract.images import extract_images, image_id
from cleaners.extract.lines import read_lines
from cleaners.extract.own_address import base_of
from cleaners.extract.pictures import read_picture
from cleaners.extract.structured import read_structured
from cleaners.page import Page, Walk
from cleaners.walk import walk

if TYPE_CHECKING:
    from cleaners.records import Image, InputKind

URL = "https://example.org/news/fog.html"
PROSE = "The fog came in over the harbour at noon and stayed until the lamps were lit again."

LONG = "author-of-a-book-about-logos-and-the-art-of-drawing-their-icons.jpg"


def images(html: str, kind: InputKind = "page", url: str | None = URL) -> tuple[Image, ...]:
    """All images, the blocks of ``PROSE`` being the body."""
    tree = etree.HTML(html)
    seen = walk(tree)
    body = [i for i, text in enumerate(seen.texts) if text.startswith("The fog came")]
    page = Page(kind, html, tree, seen)
    lines = read_lines(seen) if kind in {"text", "fragment"} else ()
    return extract_images(page, body, lines, Context("d", url), read_structured(seen))


def page(article: str, head: str = "", after: str = "") -> str:
    return (
        f"<html><head>{head}</head><body>"
        "<header><a href=/><img src=/logo.svg width=300></a></header>"
        f"<main><article><h1>Fog</h1>{article}</article></main>{after}</body></html>"
    )


def urls(found: tuple[Image, ...]) -> list[str | None]:
    return [image.content_url and image.content_url.rsplit("/", 1)[-1] for image in found]


WITHIN = [
    ("figure before the body", f"<figure><img src=fog.jpg></figure><p>{PROSE}", ["fog.jpg"]),
    (
        "between paragraphs",
        f"<p>{PROSE}<div><img src=pier-at-noon.jpg></div><p>{PROSE}",
        ["pier-at-noon.jpg"],
    ),
    ("right behind the body", f"<p>{PROSE}</p><figure><img src=fog.jpg></figure>", ["fog.jpg"]),
    ("sized, without a figure", f"<img src=fog.jpg width=640><p>{PROSE}", ["fog.jpg"]),
    (
        "link that enlarges",
        f"<p>{PROSE}<a href=big.jpg><img src=fog.jpg></a><p>{PROSE}",
        ["fog.jpg"],
    ),
    (
        "link to its own page",
        f"<p>{PROSE}<a href='#top'><img src=fog.jpg></a><p>{PROSE}",
        ["fog.jpg"],
    ),
    (
        "captioned link",
        (
            f"<p>{PROSE}<figure><a href=/g/7><img src=fog.jpg></a>"
            f"<figcaption>Fog</figcaption></figure><p>{PROSE}"
        ),
        ["fog.jpg"],
    ),
    (
        "the same picture twice",
        f"<p>{PROSE}<img src=fog-at-noon-300x200.jpg><img src=fog-at-noon.jpg><p>{PROSE}",
        ["fog-at-noon.jpg"],
    ),
    (
        "side bar that holds the body",
        f"<div class=sidebar-layout><p>{PROSE}<img src=fog.jpg><p>{PROSE}</div>",
        ["fog.jpg"],
    ),
    (
        "author in a file's title",
        f"<p>{PROSE}<img src={LONG}><p>{PROSE}",
        [LONG],
    ),
]


@pytest.mark.parametrize(("article", "wanted"), [c[1:] for c in WITHIN], ids=[c[0] for c in WITHIN])
def test_images_of_the_article(article: str, wanted: list[str]) -> None:
    assert urls(images(page(article))) == wanted


FURNITURE = [
    ("logo", "<p>{}<img src=/img/logo.png><p>{}"),
    ("avatar", "<p>{}<span class='byline__avatar'><img src=ada.jpg></span><p>{}"),
    ("small", "<p>{}<img src=fog.jpg width=40 height=40><p>{}"),
    ("one pixel", "<p>{}<img src=fog.jpg width=1 height=1><p>{}"),
    ("tracker", "<p>{}<img src='https://pixel.wp.com/g.gif?v=1'><p>{}"),
    ("related stories", "<p>{}<div class=related-stories><img src=boat.jpg></div><p>{}"),
    ("teaser", "<p>{}<div><a href=/news/boat.html><img src=boat.jpg><b>A boat</b></a></div><p>{}"),
    ("bare link to another page", "<p>{}<a href=/news/boat.html><img src=boat.jpg></a><p>{}"),
    ("navigation", "<nav><img src=boat.jpg width=640></nav><p>{}"),
    ("thumbnail by its name", "<p>{}<img src=/img/boat-150x84.jpg><p>{}"),
    ("gravatar", "<p>{}<img src='https://secure.gravatar.com/avatar/1?s=200'><p>{}"),
    ("data alone", "<p>{}<img src='data:image/gif;base64,R0lGOD'><p>{}"),
    ("template", "<p>{}<img src='{{{{ image }}}}'><p>{}"),
]


@pytest.mark.parametrize("article", [c[1] for c in FURNITURE], ids=[c[0] for c in FURNITURE])
def test_furniture(article: str) -> None:
    assert images(page(article.replace("{}", PROSE))) == ()


def test_what_follows_the_article_is_not_its_own() -> None:
    after = "<p>More</p><p>News</p><div><figure><img src=boat.jpg></figure></div>"
    assert images(page(f"<p>{PROSE}", after=after)) == ()


def one(article: str, head: str = "", url: str | None = URL) -> Image:
    found = images(page(article, head), url=url)
    assert len(found) == 1
    return found[0]


LAZY = [
    ("data-src", "<img src=spacer.gif data-src=fog.jpg>"),
    (
        "data-srcset",
        "<img src='data:image/gif;base64,R0' data-srcset='small.jpg 320w, fog.jpg 640w'>",
    ),
    ("width in the name", "<img data-src-360=small.jpg data-src-1024=fog.jpg>"),
    (
        "noscript behind",
        "<div><img src=placeholder.png><noscript><img src=fog.jpg></noscript></div>",
    ),
    (
        "noscript before",
        "<div><noscript><img src=fog.jpg></noscript><img src=placeholder.png></div>",
    ),
    ("amp", "<amp-img src=fog.jpg><noscript><img src=fog.jpg></noscript></amp-img>"),
    ("noscript alone", "<noscript><img src=fog.jpg></noscript>"),
    (
        "sources",
        "<picture><source srcset='a.webp 2x'><source srcset='fog.jpg 3x'><img src=b.jpg></picture>",
    ),
    ("srcset in the place of a src", "<img src='small.jpg 320w, fog.jpg 640w'>"),
    ("gallery", "<img src=blank.gif data-flickity-lazyload=fog.jpg>"),
    ("scheme and spaces", "<img src=' //example.org/news/fog.jpg '>"),
]


@pytest.mark.parametrize("markup", [c[1] for c in LAZY], ids=[c[0] for c in LAZY])
def test_lazy_images(markup: str) -> None:
    image = one(f"<p>{PROSE}</p><figure>{markup}</figure><p>{PROSE}</p>")
    assert image.content_url == "https://example.org/news/fog.jpg"
    assert not image.placeholder
    assert [c.url for c in image.candidates if c.selected] == [image.content_url]


def test_a_placeholder_that_nothing_fills_is_flagged() -> None:
    image = one(f"<p>{PROSE}</p><figure><img src=placeholder.png alt=Fog></figure><p>{PROSE}")
    assert (image.placeholder, image.content_url, image.alt) == (True, None, "Fog")


def test_every_address_is_a_candidate_once() -> None:
    image = one(
        f"<p>{PROSE}<picture>"
        "<source media='(min-width: 9px)' srcset='fog.webp 640w, fog.webp 640w'>"
        "<img src=fog.jpg srcset='fog-s.jpg 320w, fog.jpg 960w' alt=Fog width=960 height=540>"
        f"</picture><p>{PROSE}"
    )
    assert [(c.url_raw, c.attribute, c.width, c.media) for c in image.candidates] == [
        ("fog.jpg", "src", None, None),
        ("fog-s.jpg", "srcset", 320, None),
        ("fog.jpg", "srcset", 960, None),
        ("fog.webp", "srcset", 640, "(min-width: 9px)"),
    ]
    assert image.content_url == "https://example.org/news/fog.jpg"
    assert (image.element, image.width, image.height, image.alt) == ("picture", 960, 540, "Fog")
    assert image.provenance[0].source == "picture:srcset"


def test_relative_addresses_without_a_base() -> None:
    image = one(f"<figure><img src=img/fog.jpg></figure><p>{PROSE}", url=None)
    assert (image.content_url, image.placeholder, image.warnings) == (
        None,
        False,
        ("relative_url",),
    )
    assert [(c.url, c.url_raw, c.selected) for c in image.candidates] == [
        ("img/fog.jpg", "img/fog.jpg", False)
    ]


RELATIVE = [
    pytest.param("img/fo&#10;g.jpg?a=1&amp;b=2 ", "img/fog.jpg?a=1&b=2", id="white-space"),
    pytest.param("/a b/fog.jpg", "/a b/fog.jpg", id="a-space-inside"),
    pytest.param("java&#9;script:a/b", None, id="hidden-script"),
    pytest.param("&#92;&#92;example.org/a.jpg", None, id="backslashes"),
    pytest.param("data:image/gif;base64,R0lGOD/a.", None, id="data"),
]


@pytest.mark.parametrize(("written", "url"), RELATIVE)
def test_a_relative_address_is_a_reference_or_nothing(written: str, url: str | None) -> None:
    image = fromstring(f'<img src="{written}">')
    read = read_candidates(read_picture(image), None)
    assert [(c.url, c.selected) for c in read.candidates] == ([(url, False)] if url else [])


def test_a_relative_alternative_has_no_address_of_its_own() -> None:
    picture = fromstring('<picture><source srcset="b.webp 2x"><img src="a.jpg"></picture>')
    image = picture.find(".//img")
    assert image is not None
    read = read_candidates(read_picture(image), None)
    assert [(c.url, c.url_raw) for c in read.candidates] == [("a.jpg", "a.jpg"), (None, "b.webp")]


def test_what_is_restored_is_absolute() -> None:
    image = fromstring(
        '<img srcset="a/320/fog.jpg 320w" data-torn="srcset" data-torn-srcset="a/240/fog.jpg 240w">'
    )
    read = read_candidates(read_picture(image), None)
    assert [(c.url, c.truncated, c.inferred) for c in read.candidates] == [
        ("a/320/fog.jpg", False, False),
        (None, True, False),
    ]


def test_the_base_of_a_page() -> None:
    assert base_of(Walk(base="https://cdn.example.org/"), None) == "https://cdn.example.org/"
    assert base_of(Walk(base="javascript:0"), URL) == URL
    assert base_of(Walk(), "fog.html") is None


HEAD = '<meta property="og:image" content="https://example.org/news/fog-at-noon-1200x630.jpg">'


def test_what_the_head_names_is_the_image_that_shows_it() -> None:
    image = one(f"<p>{PROSE}<img src=fog-at-noon-300x200.jpg><p>{PROSE}", HEAD)
    assert image.representative_of_page
    assert image.element == "img"


def test_what_only_the_head_names_is_an_image_of_its_own() -> None:
    image = one(f"<p>{PROSE}", HEAD + '<meta property="og:image:width" content="1200">')
    assert (image.element, image.width, image.representative_of_page) == ("open-graph", 1200, True)
    assert image.content_url == "https://example.org/news/fog-at-noon-1200x630.jpg"


def test_words_from_structured_data() -> None:
    head = """<script type="application/ld+json">
      {"@type": "NewsArticle", "headline": "Fog", "image": {"@type": "ImageObject",
      "url": "/news/fog-at-noon.jpg", "caption": "The pier. (Photo: Ada Marsh)"}}</script>"""
    image = one(f"<p>{PROSE}<img src=fog-at-noon.jpg><p>{PROSE}", head)
    assert (image.caption, image.credit_text) == ("The pier.", "Ada Marsh")
    assert image.representative_of_page


def test_only_one_image_leads() -> None:
    found = images(
        page(
            f"<p>{PROSE}<img src=one-of-two.jpg><img src=two-of-two.jpg><p>{PROSE}",
            HEAD.replace("fog-at-noon-1200x630", "one-of-two")
            + HEAD.replace("fog-at-noon-1200x630", "two-of-two"),
        )
    )
    assert [image.representative_of_page for image in found] == [True, False]


def test_the_only_image_leads() -> None:
    assert one(f"<p>{PROSE}<img src=fog.jpg><p>{PROSE}").representative_of_page
    two = images(page(f"<p>{PROSE}<img src=fog.jpg><img src=pier-at-noon.jpg><p>{PROSE}"))
    assert [image.representative_of_page for image in two] == [False, False]


SIZED = "https://e.org/320/a.jpg 320w, https://e.org/800/a.jpg 800w"
CHOSEN = [
    ("width by its place", "https://e.org/976/a.jpg", "https://e.org/976/a.jpg"),
    ("smaller", "https://e.org/240/a.jpg", "https://e.org/800/a.jpg"),
    ("another picture", "https://e.org/976/b.jpg", "https://e.org/800/a.jpg"),
    ("no number", "https://e.org/original/a.jpg", "https://e.org/800/a.jpg"),
    ("no width at all", "https://e.org/9760000/a.jpg", "https://e.org/800/a.jpg"),
]


@pytest.mark.parametrize(("src", "wanted"), [c[1:] for c in CHOSEN], ids=[c[0] for c in CHOSEN])
def test_an_address_states_its_width_where_its_siblings_do(src: str, wanted: str) -> None:
    image = one(f"<p>{PROSE}<img src={src} srcset='{SIZED}'><p>{PROSE}")
    assert image.content_url == wanted
    assert image.candidates[0].width is None  # no descriptor stated it


TEMPLATES = [
    ("alt and size", "src='/w_{width}/a.jpg' alt=Pier width=640 height=400", [None]),
    ("alt of a template too", "src='{{x.src}}' alt='{{x.alt}}' width=640 height=400", []),
    ("no size", "src='/w_{width}/a.jpg' alt=Pier", []),
    ("filled in elsewhere", "src='/w_{width}/a.jpg' data-src=fog.jpg alt=Pier", ["fog.jpg"]),
]


@pytest.mark.parametrize(
    ("said", "wanted"), [c[1:] for c in TEMPLATES], ids=[c[0] for c in TEMPLATES]
)
def test_an_address_that_was_never_filled_in(said: str, wanted: list[str | None]) -> None:
    found = images(page(f"<p>{PROSE}<img {said}><p>{PROSE}"))
    assert urls(found) == wanted
    assert all(("template_url" in image.warnings) == (image.content_url is None) for image in found)


TORN = (
    '<amp-img srcset="https://cdn.example.org/news/320/a/fog.jpg 320w,'
    ' https://cdn.example.org/news/480/a/fog.jpg 480w"'
    ' src="https://cdn.example.org/news/480/a/fog.jpg" alt="Pier" width="976" height="549"'
    ' data-torn="srcset" data-torn-srcset="{}"></amp-img>'
)


def test_a_torn_tag_with_evidence() -> None:
    lines = "<p>image source,Getty Images<p>image captiontext,<p>The pier in fog"
    (image,) = images(f"<p>{TORN.format('news/240/a/fog.jpg 240w')}{lines}<p>{PROSE}", "text", None)
    first = next(c for c in image.candidates if c.width == 240)
    assert first.url == "https://cdn.example.org/news/240/a/fog.jpg"
    assert (first.inferred, first.truncated, first.url_raw) == (True, False, "news/240/a/fog.jpg")
    assert image.content_url == "https://cdn.example.org/news/480/a/fog.jpg"
    assert (image.truncated, image.alt, image.width, image.height) == (
        ("srcset",),
        "Pier",
        976,
        549,
    )
    assert (image.caption, image.credit_text) == ("The pier in fog", "Getty Images")


def test_an_image_inside_its_line() -> None:
    markup = f"<p>{PROSE} <img src=https://e.org/fog.jpg></p><p>Bild: Ada Marsh/dpa</p><p>{PROSE}"
    (image,) = images(markup, "text", None)
    assert (image.caption, image.credit_text) == (None, "Ada Marsh/dpa")
    assert [(p.field, p.source) for p in image.provenance] == [
        ("content_url", "img:src"),
        ("credit_text", "line"),
        ("representative_of_page", "only-image"),
    ]


def test_a_torn_tag_without_evidence() -> None:
    (image,) = images(f"<p>{TORN.format('other/pier.jpg 240w')}", "text", None)
    cut = next(c for c in image.candidates if c.truncated)
    assert (cut.url, cut.url_raw, cut.width, cut.inferred) == (None, "other/pier.jpg", 240, False)


@pytest.mark.parametrize("left", ["https://cdn.example.org/ne", "/news/24", ""])
def test_an_address_cut_at_its_tail_is_never_restored(left: str) -> None:
    markup = f'<img data-torn="src alt" data-torn-src="{left}" srcset="https://e.org/a/fog.jpg 3w">'
    (image,) = images(markup, "fragment", None)
    assert image.truncated == ("src", "alt")
    assert not any(c.inferred for c in image.candidates)
    assert [c.url for c in image.candidates if c.attribute == "src"] == ([None] if left else [])


SOURCE = '<img data-torn="srcset" data-torn-srcset="a/fog.webp 3w" type="image/webp">'
PICTURE = "https://e.org/a/fog.jpg"


@pytest.mark.parametrize("torn", [SOURCE, SOURCE.replace("img", "source")], ids=["img", "source"])
@pytest.mark.parametrize(
    "between", ["", f"<source srcset='{PICTURE} 640w'>"], ids=["img", "source and img"]
)
def test_a_torn_source_belongs_to_the_image_behind_it(torn: str, between: str) -> None:
    (image,) = images(f"<p>{torn}{between}<img src={PICTURE} alt=Fog>", "fragment", None)
    assert (image.alt, image.content_url, image.truncated) == ("Fog", PICTURE, ("srcset",))
    assert [c.url_raw for c in image.candidates if c.truncated] == ["a/fog.webp"]
    assert not any(c.inferred for c in image.candidates)


def test_torn_images_side_by_side_stay_two() -> None:
    torn = SOURCE.replace(' type="image/webp"', "")
    assert len(images(f"<p>{torn}<img src={PICTURE}>", "fragment", None)) == 2


def test_ids_are_stable() -> None:
    html = page(f"<p>{PROSE}<img src=one.jpg><img src=two.jpg><p>{PROSE}")
    assert [i.image_id for i in images(html)] == [i.image_id for i in images(html)]
    assert [i.position for i in images(html)] == [0, 1]
    assert image_id("d", 1) != image_id("d1", 0)


HOSTILE = [
    "<img " + "data-src=a.jpg " * 20_000 + ">",
    "<picture>" + "<source srcset='a.jpg 1x'>" * 5_000 + "<img src=a.jpg></picture>",
    "<figure>" + "<b>" * 200 + "<img src=a.jpg>",
    "<img src=a.jpg>" * 5_000,
    "<a href=/x><img src=a.jpg>" * 1_000,
    "<img srcset='" + "a.jpg 1x," * 50_000 + "'>",
    "<noscript><img src=a.jpg></noscript><img src=placeholder.png>" * 1_000,
    "<img data-torn='src " + "srcset " * 1_000 + "' data-torn-src='" + "a/" * 50_000 + "'>",
    "<img src='" + "\ud800" + "'>",
    "<img data-torn=src data-torn-src='a/b/c.jpg'><img src=https://e.org/a/d.jpg>" * 2_000,
]


@pytest.mark.parametrize("markup", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", ["page", "fragment"])
def test_hostile_markup_does_not_raise(markup: str, kind: InputKind) -> None:
    markup = markup.encode("utf-8", "replace").decode()
    images(page(f"<p>{PROSE}{markup}<p>{PROSE}"), kind)

# ruff: noqa: E501  (tables of cases)
"""Description, publisher, section, address, licence and the like: each way to state one, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners import clean

if TYPE_CHECKING:
    from cleaners.records import Article, Cleaned

PROSE = "<p>Ferries stayed in port on Monday because of the fog that lay on the water all day, and the office closed both piers.</p>"
URL = "https://www.solentpost.example/2019/03/fog-closes-harbour"
SAID = "Ferries stayed in port on Monday."


def cleaned(head: str, body: str = "") -> Cleaned:
    return clean(
        f"<html lang=en><head>{head}</head><body><h1>Fog closes harbour</h1>{body}{PROSE}</body></html>",
        url=URL,
    )


def article(head: str, body: str = "") -> Article:
    found = cleaned(head, body).article
    assert found is not None
    return found


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Fog closes harbour",{text}}}</script>'


DESCRIPTIONS = [
    pytest.param(f"<META NAME=Description CONTENT='{SAID}'>", id="meta"),
    pytest.param(f"<meta name=description content=''><meta property=og:description content='{SAID}'>", id="empty-beside-open-graph"),
    pytest.param(f"<meta name=description content='&lt;p&gt;{SAID}&lt;/p&gt;'>", id="markup"),
    pytest.param(f"<meta itemprop=description content='{SAID}'>", id="microdata"),
    pytest.param(ld(f'"description":"{SAID}"'), id="json-ld"),
]  # fmt: skip


@pytest.mark.parametrize("head", DESCRIPTIONS)
def test_description(head: str) -> None:
    assert article(head).description == SAID


PUBLISHERS = [
    pytest.param("<meta property=og:site_name content='Solent Post'>", "", "Solent Post", id="open-graph"),
    pytest.param(ld('"publisher":[{"@type":"Organization","name":"Solent Post"}]'), "", "Solent Post", id="json-ld-list"),
    pytest.param("<meta name=apple-mobile-web-app-title content='Solent Post'>", "", "Solent Post", id="apple"),
    pytest.param("", "<div itemprop=publisher itemscope itemtype=http://schema.org/Organization><meta itemprop=name content='Solent Post'></div>", "Solent Post", id="microdata"),
    pytest.param("<meta property=og:site_name content='My Site'><meta name=application-name content='Solent Post'>", "", "Solent Post", id="wix-name-left-as-it-was"),
    pytest.param("<meta property=og:site_name content='{{ site.name }}'>", "", None, id="template"),
    pytest.param("<meta property=article:publisher content='https://www.facebook.com/solent'>", "", None, id="address"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "wanted"), PUBLISHERS)
def test_publisher(head: str, body: str, wanted: str | None) -> None:
    assert article(head, body).publisher == wanted


SECTIONS = [
    pytest.param("<meta property=article:section content='Arts &amp;amp; Life'>", "", "Arts & Life", id="meta"),
    pytest.param(ld('"articleSection":["Coast","Sea"]'), "", "Coast", id="json-ld-list"),
    pytest.param("", "<span itemprop=articleSection>Coast</span>", "Coast", id="microdata"),
    pytest.param("", "<a rel='category tag' href=/c/coast>Coast</a>", "Coast", id="wordpress-category"),
    pytest.param("", "".join(f"<a rel=category href=/c/{n}>Part {n}</a>" for n in range(9)), None, id="categories-of-a-list"),
    pytest.param("<meta property=article:section content=Uncategorized>", "", None, id="uncategorised"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "wanted"), SECTIONS)
def test_section(head: str, body: str, wanted: str | None) -> None:
    assert article(head, body).article_section == wanted


ADDRESSES = [
    pytest.param("<LINK REL=Canonical HREF='/a?id=7&fbclid=9'>", "https://www.solentpost.example/a?id=7", id="link"),
    pytest.param("<base href=/en/><link rel=canonical href=a>", "https://www.solentpost.example/en/a", id="base"),
    pytest.param("<link rel=canonical href=/a><meta property=og:url content=https://e.org/b>", "https://www.solentpost.example/a", id="link-before-open-graph"),
    pytest.param(ld('"mainEntityOfPage":{"@type":"WebPage","@id":"https://e.org/a"}'), "https://e.org/a", id="json-ld"),
    pytest.param(ld('"url":"https://e.org/a"'), "https://e.org/a", id="json-ld-url"),
    pytest.param(ld('"mainEntityOfPage":{"@type":"WebPage","@id":"https://e.org/a/#page"}'), None, id="json-ld-name-of-a-node"),
    pytest.param("<link rel=canonical href='{{ page.url }}'>", None, id="template"),
    pytest.param("<link rel=canonical href=http://localhost:3000/a>", None, id="machine-of-a-developer"),
    pytest.param("<link rel=canonical href=https://www.solentpost.example/>", None, id="front-page"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "wanted"), ADDRESSES)
def test_canonical_url(head: str, wanted: str | None) -> None:
    assert article(head).canonical_url == wanted


FREE = [
    pytest.param(ld('"isAccessibleForFree":true'), True, id="true"),
    pytest.param(ld('"isAccessibleForFree":"http://schema.org/False"'), False, id="schema.org"),
    pytest.param(ld('"hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".paywall"}'), False, id="part-that-costs"),
    pytest.param(ld('"hasPart":{"@type":"WebPageElement","isAccessibleForFree":true}'), None, id="part-that-is-free"),
    pytest.param("<meta property=article:content_tier content=metered>", False, id="tier"),
    pytest.param(ld('"isAccessibleForFree":"maybe"'), None, id="no-boolean"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "wanted"), FREE)
def test_is_accessible_for_free(head: str, wanted: bool | None) -> None:  # noqa: FBT001
    assert article(head).is_accessible_for_free is wanted


LICENCES = [
    pytest.param("<link rel=license href=https://e.org/by>", "", "https://e.org/by", id="link"),
    pytest.param("", "<a rel=license href=https://e.org/by>CC</a>", "https://e.org/by", id="anchor"),
    pytest.param(ld('"license":{"@type":"CreativeWork","name":"BY","url":"https://e.org/by"}'), "", "https://e.org/by", id="json-ld-object"),
    pytest.param("<meta name=dcterms.license content='CC BY 4.0'>", "", "CC BY 4.0", id="dublin-core"),
    pytest.param("", "<p>See <a href=https://e.org/by>CC BY</a></p>", None, id="a-link-in-prose"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "wanted"), LICENCES)
def test_license(head: str, body: str, wanted: str | None) -> None:
    assert article(head, body).license == wanted


ROBOTS = [
    pytest.param("<meta name=robots content=index><meta name=Robots content='max-snippet:-1, NOINDEX'>", ("index", "max-snippet:-1", "noindex"), id="two-metas"),
    pytest.param("<meta http-equiv=X-Robots-Tag content=noindex>", ("noindex",), id="as-a-header"),
    pytest.param("<meta name=robots content='noindex nofollow'>", ("noindex", "nofollow"), id="spaces"),
    pytest.param("<meta name=robots content='unavailable_after: Tuesday, 25 Jun 2030 15:00:00 PST, noarchive'>", ("unavailable_after: tuesday, 25 jun 2030 15:00:00 pst", "noarchive"), id="date-with-a-comma"),
    pytest.param("<meta name=googlebot content=noarchive>", (), id="one-robot-alone"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "wanted"), ROBOTS)
def test_robots_directives(head: str, wanted: tuple[str, ...]) -> None:
    assert cleaned(head).document.robots_directives == wanted

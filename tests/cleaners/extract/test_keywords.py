# ruff: noqa: E501  (tables of cases)
"""Keywords: every way in which pages state them, and what looks like some and is none."""

from __future__ import annotations

import time

import pytest

from cleaners import clean
from cleaners.extract.keywords import clean_keywords
from cleaners.extract.taglist import names_topic

PROSE = (
    "<p>Ferries stayed in port on Monday because of the fog that lay on the water all day, and the office closed both piers.</p>"
    "<p>Fishermen who had left before dawn were called back by radio, and the coast guard sent two boats out to look for a yacht.</p>"
)
URL = "https://solentpost.example/coast/fog-closes-harbour-again"


def keywords(head: str = "", behind: str = "", before: str = "") -> tuple[str, ...]:
    html = f"<html lang=en><head><title>Fog closes harbour again</title>{head}</head><body><h1>Fog closes harbour again</h1>{before}<article>{PROSE}</article>{behind}</body></html>"
    article = clean(html, url=URL).article
    assert article is not None
    return article.keywords


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Fog closes harbour again",{text}}}</script>'


def meta(content: str) -> str:
    return f"<meta name=keywords content='{content}'>"


STATED = [
    pytest.param(ld('"keywords":"fog, harbour"'), id="json-ld-string"),
    pytest.param(ld('"keywords":["fog","harbour"]'), id="json-ld-array"),
    pytest.param(ld('"keywords":["fog, harbour"]'), id="json-ld-array-of-one-string"),
    pytest.param(ld('"keywords":[{"@type":"DefinedTerm","name":"fog"},{"@type":"DefinedTerm","name":"harbour"}]'), id="json-ld-terms"),
    pytest.param(ld('"about":[{"@type":"Thing","name":"fog"},{"@type":"Thing","name":"harbour"}]'), id="json-ld-about"),
    pytest.param("<meta property=article:tag content=fog><meta property=article:tag content=harbour>", id="article-tags"),
    pytest.param("<meta property=article:tag content='fog, harbour'>", id="article-tags-in-one"),
    pytest.param("<meta itemprop=keywords content='fog,harbour'>", id="microdata-meta"),
    pytest.param(meta("fog; harbour"), id="semicolons"),
    pytest.param(meta('"fog","harbour"'), id="quotes"),
    pytest.param(meta("[&quot;fog&quot;,&quot;harbour&quot;]"), id="json-in-meta"),
    pytest.param(meta("fog، harbour"), id="arabic-comma"),
    pytest.param(meta("fog、harbour"), id="ideographic-comma"),
    pytest.param(meta("fog, #fog, FOG, harbour"), id="repeated"),
    pytest.param(meta("News, latest news, fog, harbour"), id="boilerplate"),
    pytest.param(meta("solentpost.example, fog, harbour"), id="own-domain"),
    pytest.param(meta("12345, fog, 2019, harbour"), id="numbers"),
    pytest.param(meta("Fog closes harbour again, fog, harbour"), id="headline"),
    pytest.param(meta("fog, harbour, forum, bbs, discussion, bulletin board, vbulletin"), id="vbulletin"),
    pytest.param(ld('"keywords":["Day: Friday","WC: 1000-1999","Subject: fog","Partner: X","Subject: harbour"]'), id="theintercept.com-labels"),
    pytest.param(ld('"keywords":["26157981-b4f7-4929-adc1-e860c6f03636","NLP Entity Tokens: fog","harbour","NLP Category: General"]'), id="canada.com-codes"),
    pytest.param(ld('"keywords":["fog","again","harbour"]') + "<meta property=article:tag content='fog, harbour'>", id="lavanguardia.com-words-of-the-headline"),
    pytest.param("<meta property=article:tag content='AER,AERO,AIR,AIRL,AIRS08,CRSH,DIS,GEN,INDG08,TGLF'>" + meta("fog, harbour"), id="reuters.com-codes"),
]  # fmt: skip


@pytest.mark.parametrize("head", STATED)
def test_stated_in_the_head(head: str) -> None:
    assert keywords(head) == ("fog", "harbour")


SHOWN = [
    pytest.param("<span>Tagged <a rel=tag href=/a/fog>fog</a>, <a rel='tag nofollow' href=/a/harbour>harbour</a></span>", id="wordpress-rel"),
    pytest.param("<a rel='category tag' href=/c/coast>Coast</a><p><a rel=tag href=/tag/fog>fog</a> <a rel=tag href=/tag/harbour>harbour</a></p>", id="wordpress-category-beside"),
    pytest.param("<div class='field field--name-field-tags'><div class=field__label>Tags</div><div><a href=/x/fog>fog</a></div><div><a href=/x/harbour>harbour</a></div></div>", id="drupal"),
    pytest.param("<section class=gh-tags><a href=/tag/fog/>fog</a><a href=/tag/harbour/>harbour</a></section>", id="ghost"),
    pytest.param("<span class=blog-item-tag-wrapper><a href=/blog/tag/fog>fog</a><a href=/blog/tag/harbour>harbour</a></span>", id="squarespace"),
    pytest.param("<div class=article__tags><a href=/blogs/news/tagged/fog>fog</a>, <a href=/blogs/news/tagged/harbour>harbour</a></div>", id="shopify"),
    pytest.param("<ul class='tags inline'><li itemprop=keywords><a href=/x/fog>fog</a></li><li itemprop=keywords><a href=/x/h>harbour</a></li></ul>", id="joomla"),
    pytest.param("<div>Labels: <a href=/search/label/fog>fog</a>, <a href=/search/label/harbour>harbour</a></div>", id="blogger"),
    pytest.param("<ul class=nav><li class=nav-item><a class='tag-name nav-link' href=/topics/fog>fog</a></li><li class=nav-item><a class='tag-name nav-link' href=/topics/harbour>harbour</a></li></ul>", id="lavanguardia.com-bootstrap"),
    pytest.param("<div class=f3><button class=tag><a href=/thema/fog><span>fog</span></a></button><button class=tag><a href=/thema/harbour><span>harbour</span></a></button></div>", id="boersen-zeitung.de"),
    pytest.param("<p>Schlagwörter: <a href=/a/fog>fog</a>, <a href=/a/harbour>harbour</a></p>", id="label-german"),
    pytest.param("<h4>Mots-clés</h4><ul><li><a href=/a/fog>fog</a></li><li><a href=/a/harbour>harbour</a></li></ul>", id="label-french-heading"),
    pytest.param("<p>Теги: <a href=/a/fog>fog</a>, <a href=/a/harbour>harbour</a></p>", id="label-russian"),
    pytest.param("<p>キーワード：<a href=/a/fog>fog</a>、<a href=/a/harbour>harbour</a></p>", id="label-japanese"),
    pytest.param("<p>الوسوم: <a href=/a/fog>fog</a>، <a href=/a/harbour>harbour</a></p>", id="label-arabic"),
]  # fmt: skip


@pytest.mark.parametrize("behind", SHOWN)
def test_shown_beside_the_article(behind: str) -> None:
    assert keywords(behind=behind) == ("fog", "harbour")
    assert keywords(before=behind) == ("fog", "harbour")
    assert keywords(meta("sea, ships"), behind) == (
        "fog",
        "harbour",
    )  # not written for search engines


NONE = [
    pytest.param(meta("Solent Post, news, latest news") + "<meta property=og:site_name content='Solent Post'>", "", id="site-alone"),
    pytest.param(meta("{{ tags }}"), "", id="template"),
    pytest.param(meta("This is what our site is about and it is long, so it is no list of words at all."), "", id="sentence"),
    pytest.param("<meta property=article:tag content='AER,AERO,AIR,AIRL,AIRS08,CRSH,DIS,GEN,INDG08,TGLF'>", "", id="codes"),
    pytest.param("", "<p>The <a href=/topic/fog>fog</a> of <a href=/topic/solent>Solent</a> is the thickest in the whole country.</p>", id="links-in-prose"),
    pytest.param("", "<p>Tags: <a href=#fog>fog</a> <a href=#harbour>harbour</a></p>", id="places-in-the-page"),
    pytest.param("", "<p>More: <a href=/a/fog>fog</a>, <a href=/a/harbour>harbour</a></p>", id="no-sign"),
    pytest.param("", "<a rel='category tag' href=/c/coast>Coast</a>", id="category"),
    pytest.param("", "<div class=widget_tag_cloud><div class=tagcloud><a href=/tag/fog>fog</a><a href=/tag/sea>sea</a></div></div>", id="cloud"),
    pytest.param("", "<div class=tags>" + "".join(f"<a href=/tag/{n}>topic no {n}</a>" for n in range(60)) + "</div>", id="all-tags-of-a-site"),
    pytest.param("", "<div class=teaser><a class=tag href=/x/sport>Sport</a><h3><a href=/sport/cup-won>Cup won</a></h3></div>", id="kicker-of-a-teaser"),
    pytest.param("", "<div class=tags><a href=/x/fog>fog</a></div>", id="one-link-one-sign"),
    pytest.param("", "<div class=topic-body><a href=/u/ada>ada</a> <a href=/reply>reply</a></div>", id="forum-topic"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "behind"), NONE)
def test_nothing_is_made_up(head: str, behind: str) -> None:
    assert keywords(head, behind) == ()


KEPT = [
    pytest.param("Spider-Man: No Way Home, Star Wars: Andor", ("Spider-Man: No Way Home", "Star Wars: Andor"), id="titles-with-colons"),
    pytest.param("AfD, SPD, CDU, FDP, EU, NATO, UN", ("AfD", "SPD", "CDU", "FDP", "EU", "NATO", "UN"), id="abbreviations"),
    pytest.param("AC/DC, 9/11, TCP/IP", ("AC/DC", "9/11", "TCP/IP"), id="slashes"),
    pytest.param("Booking.com, Web 2.0, G20", ("Booking.com", "Web 2.0", "G20"), id="another-domain"),
    pytest.param("霧, X, 港口", ("霧", "港口"), id="one-ideograph"),
    pytest.param("안개 항구", ("안개 항구",), id="spaces-part-nothing"),
    pytest.param("Who's Afraid of Virginia Woolf?, fog", ("Who's Afraid of Virginia Woolf?", "fog"), id="question-of-a-title"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "words"), KEPT)
def test_what_is_left_alone(raw: str, words: tuple[str, ...]) -> None:
    assert clean_keywords([raw]) == words


def test_words_of_the_headline_count_where_nothing_else_is_said() -> None:
    assert keywords(meta("fog, closes, harbour")) == ("fog", "closes", "harbour")


@pytest.mark.parametrize("piece", ["a", "/", "//", "tag/", "a:", "%41"])
def test_hostile_addresses_cost_little(piece: str) -> None:
    start = time.perf_counter()
    names_topic(piece * 200_000)
    clean_keywords([piece * 200_000])
    assert time.perf_counter() - start < 1

# ruff: noqa: E501  (tables of cases)
"""Whole pages, small and hand-written: each case is one way to state a field, or not to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from cleaners.extract.article import extract_article, word_count
from cleaners.extract.body import Body
from cleaners.extract.context import Context
from cleaners.extract.language import find_language
from cleaners.extract.lines import read_lines
from cleaners.page import Page
from cleaners.walk import walk

if TYPE_CHECKING:
    from cleaners.records import Article, InputKind

PROSE = "<p>Ferries stayed in port on Monday because of the fog that lay on the water all day.</p>"
SHELL = (
    "<html lang=en><head>{head}</head><body><h1>Fog closes harbour</h1>{body}"
    + PROSE
    + "</body></html>"
)


def read(
    html: str, kind: InputKind = "page", url: str | None = "https://example.org/n/fog"
) -> Article:
    tree = etree.HTML(html)
    seen = walk(tree)
    page = Page(kind, html, tree, seen)
    lines = read_lines(seen) if kind in {"text", "fragment"} else ()
    prose = next(i for i, text in enumerate(seen.texts) if text.startswith("Ferries"))
    article = extract_article(page, Body((seen.texts[prose],), (prose,)), lines, Context("d", url))
    assert article is not None
    return article


def whole(head: str = "", body: str = "") -> Article:
    return read(SHELL.format(head=head, body=body))


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


HEADLINES = [
    pytest.param("<title>Fog closes harbour | The Solent Post</title>", id="site-suffix"),
    pytest.param("<title>News - Fog closes harbour - The Solent Post</title>", id="section-prefix"),
    pytest.param('<meta property="og:title" content="Fog closes harbour – The Solent Post">', id="open-graph"),
    pytest.param(ld('{"@type":"NewsArticle","headline":"Fog closes harbour"}'), id="json-ld"),
    pytest.param("", id="h1-only"),
]  # fmt: skip


@pytest.mark.parametrize("head", HEADLINES)
def test_headline(head: str) -> None:
    assert whole(head).headline == "Fog closes harbour"


def test_a_headline_that_holds_a_separator_stays_whole() -> None:
    html = "<title>Fog - and what it hides | Post</title><h1>Fog - and what it hides</h1>" + PROSE
    assert read(html).headline == "Fog - and what it hides"


FAR = "<div>Fog</div>" * 30
DATES = [
    pytest.param(ld('{"@type":"NewsArticle","datePublished":"2019-03-07T08:15:00Z"}'), "", id="json-ld"),
    pytest.param(ld('{"@graph":[{"@type":"Article","headline":"Fog closes harbour","datePublished":"2019-03-07"}]}'), "", id="graph"),
    pytest.param(ld('<!-- [{"@type":"Article","headline":"Fog\n","datePublished":"2019-03-07",},]; -->'), "", id="broken-json-ld"),
    pytest.param('<meta property="article:published_time" content="2019-03-07T08:15:00+00:00">', "", id="meta"),
    pytest.param("", '<span itemprop="datePublished" content="2019-03-07">then</span>', id="microdata"),
    pytest.param("", '<time datetime="2019-03-07T08:15Z">last Thursday</time>', id="time"),
    pytest.param("", "<div>March 7, 2019</div>", id="line"),
    pytest.param("", "<div>Published on 7 March 2019 by Ada Lovelace</div>", id="labelled-line"),
    pytest.param("", "<div>7 March 2019 · 4 min read</div>", id="line-with-aside"),
    pytest.param("", "<div>7 March 2019, reading time 5 Min.</div>", id="klassegegenklasse.org-minutes-with-a-dot"),
    pytest.param("", "<div>Ada Lovelace•7 March 2019</div>", id="glued-to-a-name"),
    pytest.param('<meta name="w-published-date" content="2019-03-07">', "", id="meta-of-a-house"),
    pytest.param("", FAR + "<div>Published on 7 March 2019</div>", id="labelled-far-away"),
    pytest.param("", FAR + "<div>Published</div><div>7 March 2019</div>", id="label-above-far-away"),
    pytest.param("", FAR + "<p>#1 2019-03-07 08:15:00</p>", id="first-post"),
    pytest.param("", FAR + "<time datetime='2019-03-07T08:15Z'>then</time>", id="one-time-far-away"),
    pytest.param("", "<div>Updated 9 March 2019</div><div>Published 7 March 2019</div>", id="beside-its-update"),
    pytest.param("", "<div><span>Coast</span><span>March 7, 2019</span><span>Updated: March 9, 2019</span></div>", id="glued-to-its-section"),
    pytest.param("", "<div><span>Mar 7, 2019</span><span>5 mins</span></div>", id="glued-to-minutes"),
    pytest.param("", "<faceplate-timeago ts='2019-03-07T08:15:00.754000+0000'></faceplate-timeago>", id="reddit-timeago"),
    pytest.param("", FAR + "<h4>Published</h4><div>Publish date</div><time datetime=2019-03-07></time><h4>Reviewed</h4><time datetime=2020-03-07></time>", id="labels-above-times"),
    pytest.param("", "<div>9 March 2019</div>" + FAR + "<p>This article was originally published on 7 March 2019 and has been kept up to date.</p>", id="originally-published"),
    pytest.param('<meta name="published" content="March 7, 2019">', "", id="meta-published"),
    pytest.param(ld('{"@type":"WebPage","datePublished":"2019-03-07","author":{"@type":"Person","name":"Ada Lovelace"}}'), "", id="page-with-an-author"),
    pytest.param(ld('{"@type":"Article","datePublished":"2021-05-01T08:00:00Z","dateModified":"2021-05-01T08:00:00Z"}'), "<div>March 7, 2019</div>", id="shown-before-the-build"),
    pytest.param(ld('{"@type":"Article","datePublished":"2019-03-08T22:02:58Z"}'), "<div>March 7, 2019</div>", id="shown-a-day-before-anywhere"),
    pytest.param(ld('{"@type":"Article","datePublished":"2021-05-01T08:00:00Z","dateModified":"2021-05-01T08:00:00Z"}'), FAR + "<div>Published 7 March 2019</div>", id="labelled-before-the-build"),
    pytest.param(ld('{"@type":"Article","datePublished":"2019-03-07T08:00:00Z"}'), "<div>9 March 2020</div>", id="shown-later-is-an-update"),
    pytest.param(ld('{"@type":"Article","datePublished":"2019-03-07T03:00:00Z"}'), "<div>6 March 2019</div>", id="a-zone-explains-the-day-before"),
    pytest.param(ld('{"@type":"Article","datePublished":"2019-03-07T08:00:00Z"}'), "<div>Updated 9 March 2018</div>", id="an-update-is-no-rival"),
    pytest.param(ld('{"@type":"Article","datePublished":"2019-03-07T08:00:00Z"}'), "<div>1 March 2018</div><div>Fog</div><div>2 March 2018</div>", id="two-days-shown-are-a-list"),
    pytest.param(ld('{"@type":"Article","datePublished":"2019-03-07T08:00:00Z"}'), "<div>Release date</div><div>2 March 2018</div>", id="a-release-is-no-rival"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), DATES)
def test_date_published(head: str, body: str) -> None:
    published = whole(head, body).date_published
    assert published is not None
    assert published.date().isoformat() == "2019-03-07"


def test_a_day_in_the_address() -> None:
    article = read(SHELL.format(head="", body=""), url="https://example.org/2019/03/07/fog")
    assert article.date_published is not None
    assert article.date_published_precision == "day"


def test_a_day_below_the_headline_is_nearer_than_one_above() -> None:
    above, below = (f"<div><time datetime=2019-03-0{n}>{n} March 2019</time></div>" for n in (6, 7))
    article = read(f"<html lang=en><body>{above}<h1>Fog closes harbour</h1>{below}{PROSE}")
    assert article.date_published is not None
    assert article.date_published.day == 7


ZONES = [
    pytest.param("2019-03-07T20:57:00Z", "2019-03-07T20:57:00-04:00", "2019-03-08T00:57:00+00:00", id="veranda.com-bare-z"),
    pytest.param("2019-03-07T20:57:00Z", "2019-03-07T16:57:00-04:00", "2019-03-07T20:57:00+00:00", id="one-instant-twice"),
    pytest.param("2019-03-07T20:57:00Z", "2019-03-07T20:57:00", "2019-03-07T20:57:00+00:00", id="no-offset-anywhere"),
    pytest.param("2019-03-07T00:00:00+02:00", "2019-03-07", "2019-03-07T00:00:00+00:00", id="midnight-is-a-day"),
]  # fmt: skip


@pytest.mark.parametrize(("meta", "time", "wanted"), ZONES)
def test_a_bare_z_yields_to_an_offset(meta: str, time: str, wanted: str) -> None:
    article = whole(
        f'<meta property="article:published_time" content="{meta}">',
        f"<time datetime={time}></time>",
    )
    assert article.date_published is not None
    assert article.date_published.isoformat() == wanted


def test_a_front_page_has_no_day_of_its_own() -> None:
    page = SHELL.format(head="", body="<div>7 March 2019</div>")
    for url, given in (("https://example.org/", False), ("https://example.org/?p=7", True)):
        assert (read(page, url=url).date_published is not None) is given


def test_a_base_is_not_the_address_of_the_page() -> None:
    html = SHELL.format(head='<base href="/">', body="<div>7 March 2019</div>")
    assert read(html).date_published is not None


def test_a_month_in_the_address_confirms_a_template() -> None:
    head = ld('{"@type":"WebPage","datePublished":"2019-03-07"}')
    for month, given in (("03", True), ("04", False)):
        article = read(
            SHELL.format(head=head, body=""), url=f"https://example.org/2019/{month}/fog"
        )
        assert (article.date_published is not None) is given


FRAGMENTS = [
    pytest.param("<time datetime='2019-03-07T22:15:00-03:00'>7 March 2019</time>", "2019-03-08T01:15:00+00:00", id="time-and-its-text"),
    pytest.param("<time datetime='2019-03-07T08:15:00Z'>7 March</time>", "2019-03-07T08:15:00+00:00", id="time-alone"),
    pytest.param("<p>9 March 2019</p><time datetime='2019-03-07T08:15:00Z'></time>", "2019-03-09T00:00:00+00:00", id="time-of-another-day"),
    pytest.param("<time class=updated datetime='2019-03-07T08:15:00Z'>Thursday</time>", None, id="time-of-an-update"),
    pytest.param("<time class=published datetime='2019-03-07T08:15:00Z'>Last updated: 7 March</time>", None, id="time-that-says-it-is-an-update"),
    pytest.param(PROSE * 4 + "<time datetime='2019-03-07T08:15:00Z'>Thursday</time>", None, id="time-below-the-prose"),
    pytest.param(ld('{"@type":"NewsArticle","datePublished":"2019-03-07T08:15:00Z"}'), "2019-03-07T08:15:00+00:00", id="json-ld"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), FRAGMENTS)
def test_dates_of_fragments(body: str, wanted: str | None) -> None:
    date = read(
        f"<article><h1>Fog closes harbour</h1>{body}{PROSE}</article>", "fragment"
    ).date_published
    assert (date and date.isoformat()) == wanted


NO_DATES = [
    pytest.param("", "<p>The highest tide since 7 March 2004 was seen in the old harbour.</p>", id="prose"),
    pytest.param("", "<div>The fog of 7 March 2019 was thick.</div>", id="sentence"),
    pytest.param("", "<div>Release date: 7 March 2019</div>", id="release"),
    pytest.param("", "<div>Member since 7 March 2019</div>", id="membership"),
    pytest.param("", "<div>Updated 7 March 2019</div>", id="update-only"),
    pytest.param('<meta property="article:modified_time" content="2019-03-07">', "", id="modified-only"),
    pytest.param("", "<footer>© 2019 Example</footer>", id="copyright"),
    pytest.param("", FAR + "<div>7 March 2019</div>", id="bare-day-far-away"),
    pytest.param("", FAR + "<div>Posted 7 March 2019</div><div>Posted 8 March 2019</div>", id="labels-of-a-list"),
    pytest.param("", FAR + "<time datetime=2019-03-07></time><time datetime=2019-03-08></time>", id="times-of-a-list"),
    pytest.param(ld('{"@type":"WebPage","datePublished":"2019-03-07"}'), "", id="template-of-a-site"),
    pytest.param(ld('{"@type":"Article","datePublished":"0000-00-00"}'), "", id="placeholder"),
    pytest.param(ld('{"@type":"Article","datePublished":"0001-01-01T00:00:00Z"}'), "", id="dotnet-nothing"),
    pytest.param("", "<dt>Release date:</dt><dd>7 March 2019</dd>", id="label-above-of-a-release"),
    pytest.param("", "<dt>Last updated</dt><dd><time datetime=2019-03-07>7 March</time></dd>", id="label-above-of-an-update"),
    pytest.param("", "<time class=updated datetime=2019-03-07>March 7, 2019</time>", id="line-of-a-time-of-an-update"),
    pytest.param(
        ld('{"@type":"Product","aggregateRating":{"ratingCount":7},"review":[{"@type":"Review","author":"Ada","datePublished":"2019-03-07"}]}'),
        "", id="review-of-a-customer",
    ),
    pytest.param(
        "", "<ul>" + "".join(f"<li><a href=/{n}>Harbour closed again, part {n}</a><time datetime=2019-03-07></time></li>" for n in range(3)) + "</ul>",
        id="row-of-teasers",
    ),
    pytest.param(
        "", "<ul>" + "".join(f"<li><a href=/{n}>Harbour closed again, part {n}</a><div><time>7 March 2019</time></div></li>" for n in range(3)) + "</ul>",
        id="row-of-teasers-with-days-in-lines",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), NO_DATES)
def test_no_date_is_invented(head: str, body: str) -> None:
    assert whole(head, body).date_published is None


def test_a_modification_has_its_own_field() -> None:
    article = whole(body="<div>Updated 7 March 2019</div>")
    assert article.date_modified is not None
    assert article.date_modified_zone == "unknown"


AUTHORS = [
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Ada Lovelace"}}'), "", id="person"),
    pytest.param(ld('{"@type":"Article","author":["Ada Lovelace"]}'), "", id="list-of-names"),
    pytest.param(
        ld('{"@graph":[{"@type":"Article","headline":"Fog","author":{"@id":"#a"}},{"@id":"#a","@type":"Person","name":"Ada Lovelace"}]}'),
        "", id="reference",
    ),
    pytest.param('<meta name="author" content="By Ada Lovelace">', "", id="meta"),
    pytest.param("", '<a rel="author" href="/people/ada">Ada Lovelace</a>', id="rel-author"),
    pytest.param("", '<a href="/author/ada">Ada Lovelace</a>', id="address-of-author"),
    pytest.param("", "<div>By Ada Lovelace</div>", id="byline"),
    pytest.param("", "<div>By</div><div>Ada Lovelace</div>", id="byline-in-two"),
    pytest.param("", "<div>Published 7 March 2019 by Ada Lovelace</div>", id="byline-behind-date"),
    pytest.param("", '<div><span class="article-author">Ada Lovelace</span></div>', id="class"),
    pytest.param("", "<div>Ada Lovelace</div><div>7 March 2019</div>", id="name-over-date"),
    pytest.param("", "<div>2019-03-07 by Ada Lovelace</div>", id="name-behind-date"),
    pytest.param("", FAR + '<a href="/blog/author/ada">Ada Lovelace</a>', id="only-author-linked"),
    pytest.param("", FAR + "<div>Written by Ada Lovelace</div>", id="only-author-named"),
    pytest.param("", "<div>By Ada Lovelace, Example Weekly</div>", id="beside-her-house"),
    pytest.param('<meta property="og:site_name" content="Ada Lovelace"><meta name="author" content="Ada Lovelace">', "", id="site-of-a-person"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Ada Lovelace - Product marketer"}}'), "", id="with-her-trade"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"KatieS"}}'), "<p>by Ada Lovelace</p>", id="signed-below-the-account"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Ada Lovelace"}}'), "<p>By Ada Lovelace, Trial Attorney</p>", id="signed-below-with-her-office"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Ada Lovelace"}}'), FAR + "<p>By Mary Somerville</p>", id="signed-far-below-is-another"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Ada Lovelace"}}'), "<p>Reviewed by Mary Somerville</p>", id="reviewed-below"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Example"}}'), "<p>By Ada Lovelace</p>", id="signed-below-the-domain"),
    pytest.param("", "<p>By <a href=/author/ada>Ada Lovelace</a>. Reviewed by <a href=/author/mary>Mary Somerville</a></p>", id="beside-her-reviewer"),
    pytest.param("", "<p>By <a href=/author/ada>Ada Lovelace</a></p><p>Contributions from: <a href=/author/mary>Mary Somerville</a></p>", id="above-her-helper"),
    pytest.param("", "<div>ByAda Lovelace</div>", id="glued-by"),
    pytest.param("", "<div>By <span>Ada Lovelace</span><span>Published: Mar 7, 2019</span></div>", id="glued-to-published"),
    pytest.param("", "<p>Dec 26, 2025 • Ada Lovelace in Project Management</p>", id="behind-a-date-with-her-section"),
    pytest.param("", FAR + "<div>Author:</div><div>Ada Lovelace</div>", id="label-above-far-away"),
    pytest.param('<meta property="og:site_name" content="ada lovelace"><meta name="author" content="Ada Lovelace">', FAR + '<a href="/author/mary">Mary Somerville</a>', id="site-of-a-person-with-guests-linked-far-away"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), AUTHORS)
def test_authors(head: str, body: str) -> None:
    assert [person.name for person in whole(head, body).authors] == ["Ada Lovelace"]


SEVERAL = [
    pytest.param("", "<p>Ada Lovelace/Mary Somerville</p><p>" + "Fog lay on the water all day and the next one too. " * 3 + "</p>", id="lestimes.com-names-above-the-prose"),
    pytest.param(ld('{"@type":"Article","author":{"@type":"Person","name":"Ada Lovelace"}}'), "<address><a rel=author href=mailto:ada@e.org>Ada Lovelace</a></address><address><a rel=author href=mailto:mary@e.org>Mary Somerville</a></address>", id="dagbladet.no-more-than-json-ld"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), SEVERAL)
def test_several_authors(head: str, body: str) -> None:
    names = [person.name for person in whole(head, body).authors]
    assert names == ["Ada Lovelace", "Mary Somerville"]


def test_two_first_names() -> None:
    article = whole('<meta name="author" content="Linny and Peter">')
    assert [person.name for person in article.authors] == ["Linny", "Peter"]


USERS = [
    pytest.param("/showthread.php?t=7", '<a class=username href="/members/ada7">Ada 7</a>', ("Ada 7",), id="class"),
    pytest.param("/questions/7/fog", FAR + '<a href="/users/7/ada">ada</a>' + FAR + '<a href="/users/8/mary">mary</a>', ("ada",), id="address"),
    pytest.param("/threads/fog.7/", "<p>Discussion in 'Coast' started by ada, May 26, 2025.</p>", ("ada",), id="started-by"),
    pytest.param("/threads/fog.7/", "<ul><li>Thread starter Ada 7</li><li>Start date May 3, 2016</li></ul>", ("Ada 7",), id="thread-starter"),
    pytest.param("/news/fog", "<p>Discussion started by ada, May 26, 2025.</p>", (), id="starter-of-no-thread"),
    pytest.param("/questions/7/fog", '<a href="/users/">Users</a>', (), id="list-of-users"),
    pytest.param("/questions/7/fog", '<a href="https://social.example/@ada">ada</a>', (), id="another-host"),
    pytest.param("/news/fog", '<a class=username href="/members/ada7">Ada 7</a>', (), id="no-thread"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "wanted"), USERS)
def test_users_write_threads(path: str, body: str, wanted: tuple[str, ...]) -> None:
    article = read(SHELL.format(head="", body=body), url="https://forum.example.org" + path)
    assert tuple(person.name for person in article.authors) == wanted


NO_AUTHORS = [
    pytest.param(ld('{"@type":"Article","author":{"@type":"Organization","name":"Solent Post"}}'), "", id="organisation"),
    pytest.param('<meta name="author" content="admin">', "", id="account"),
    pytest.param('<meta property="article:author" content="https://social.example/solentpost">', "", id="address"),
    pytest.param("", '<a href="/users/new">Sign up for free</a>', id="button"),
    pytest.param("", "<div>By the end of March the ice was gone</div>", id="prose"),
    pytest.param("", FAR + '<a href="/author/ada">Ada Lovelace</a><a href="/author/mary">Mary Somerville</a>', id="authors-of-a-list"),
    pytest.param("", FAR + '<a href="/user/login">Your Account</a>', id="account-linked"),
    pytest.param("", FAR + "<div>By Use Case</div>", id="menu"),
    pytest.param('<meta property="og:site_name" content="Fog"><meta name="author" content="Fog">', "", id="site-of-one-word"),
    pytest.param("", "<div>Local News</div><div>7 March 2019</div>", id="section-over-date"),
    pytest.param("", "<div>Machine LearningDeveloper Tools</div><div>7 March 2019</div>", id="sections-glued"),
    pytest.param("", "<p>Reviewed by Ada Lovelace, Trial Attorney</p>", id="reviewer"),
    pytest.param("", "<p>Edited by Ada Lovelace</p>", id="editor"),
    pytest.param("", "<div>Climate Change</div><p>" + "Fog lay on the water all day and the next one too. " * 3 + "</p>", id="kicker-above-the-prose"),
    pytest.param(
        ld('{"@type":"Product","aggregateRating":{"ratingCount":7},"review":[{"@type":"Review","author":{"@type":"Person","name":"Ada Lovelace"}}]}'),
        "", id="author-of-a-review",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), NO_AUTHORS)
def test_no_author_is_invented(head: str, body: str) -> None:
    assert whole(head, body).authors == ()


KEYWORDS = [
    pytest.param(ld('{"@type":"Article","keywords":"fog, harbour"}'), "", id="json-ld"),
    pytest.param('<meta name="keywords" content="News, fog,harbour">', "", id="meta-with-boilerplate"),
    pytest.param('<meta property="article:tag" content="fog"><meta property="article:tag" content="harbour">', "", id="article-tags"),
    pytest.param("", '<a rel="tag" href="/t/fog">#fog</a> <a rel="tag" href="/t/h">harbour</a>', id="rel-tag"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), KEYWORDS)
def test_keywords(head: str, body: str) -> None:
    assert whole(head, body).keywords == ("fog", "harbour")


def test_plain_fields() -> None:
    article = whole(
        '<link rel=canonical href="/n/fog?utm_source=x"><meta name=description content="Fog &amp; ferries.">'
        '<meta property="og:site_name" content="Solent Post">'
        + ld('{"@type":"NewsArticle","articleSection":["Coast"],"isAccessibleForFree":"False","license":"https://example.org/l"}')
    )  # fmt: skip
    assert article.canonical_url == "https://example.org/n/fog"
    assert article.description == "Fog & ferries."
    assert (article.publisher, article.article_section) == ("Solent Post", "Coast")
    assert article.is_accessible_for_free is False
    assert article.license == "https://example.org/l"
    assert article.in_language == "en"


def test_every_value_says_where_it_stood() -> None:
    article = whole(
        ld('{"@type":"Article","headline":"Fog closes harbour","datePublished":"2019-03-07"}')
    )
    told = {entry.field: entry for entry in article.provenance}
    assert told["date_published"].source == "json-ld:article.datePublished"
    assert told["date_published"].raw == "2019-03-07"
    assert all(0 <= entry.confidence <= 1 for entry in article.provenance)


def test_raw_values_are_cut_to_what_is_kept() -> None:
    article = whole(f'<meta name=keywords content="fog,{"霧" * 2000}">')
    raw = next(entry.raw for entry in article.provenance if entry.field == "keywords")
    assert raw is not None
    assert len(raw.encode()) <= 1024


TEXT = "<p>Fog closes harbour</p><p>{}</p>" + PROSE + "<p>#fog #港口</p>"


def test_a_text_speaks_by_its_lines() -> None:
    article = read(TEXT.format("2019-03-07 09:15:00</p><p>1551946500"), "text")
    assert article.headline == "Fog closes harbour"
    assert article.keywords == ("fog", "港口")
    assert article.date_published is not None
    assert article.date_published.isoformat() == "2019-03-07T08:15:00+00:00"
    assert article.date_published_zone == "stated"


def test_a_stamp_and_an_epoch_that_disagree() -> None:
    article = read(TEXT.format("2019-03-07 09:15:00</p><p>1551000000"), "text")
    assert article.date_published is not None
    assert article.date_published.isoformat() == "2019-03-07T00:00:00+00:00"
    assert article.date_published_zone == "unknown"
    assert any(entry.source == "line:epoch" for entry in article.provenance)


def test_of_several_articles_the_page_owns_the_one_it_names() -> None:
    head = ld(
        '[{"@type":"Article","headline":"Other news","datePublished":"2001-01-01"},'
        '{"@type":"Article","headline":"Fog closes harbour","datePublished":"2019-03-07"}]'
    )
    article = whole(head)
    assert article.date_published is not None
    assert article.date_published.year == 2019


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("Fog – thick fog.", 3), ("港口大雾", 2), ("don't stop", 2)]
)
def test_word_count(text: str, count: int) -> None:
    assert word_count(text) == count


FRAGMENT_HEADLINES = [
    pytest.param("<p>Politics</p>", None, id="ntv.de-section-above-a-lost-headline"),
    pytest.param("<h2>Fog</h2>", "Fog", id="one-word-in-a-heading"),
    pytest.param("<p>港口大雾</p>", "港口大雾", id="script-without-spaces"),
    pytest.param("<h1><span class=kicker>Coast</span> <span>Fog closes harbour</span></h1>", "Fog closes harbour", id="kicker-in-the-h1"),
    pytest.param("<p>Coast</p><h1>Fog closes harbour</h1>", "Fog closes harbour", id="section-above-the-h1"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), FRAGMENT_HEADLINES)
def test_headlines_of_fragments(body: str, wanted: str | None) -> None:
    assert read(f"<div>{body}{PROSE}{PROSE}</div>", "fragment").headline == wanted


def test_a_second_heading_of_a_cut_page_is_no_headline() -> None:
    cut = f"<body>{PROSE * 3}<h2>Most read</h2>{PROSE}</body>"
    assert read(cut, "body").headline is None
    assert read(f"<body><h2>Fog closes harbour</h2>{PROSE * 3}</body>", "body").headline is not None


def test_code_is_in_no_language() -> None:
    code = (
        "<p>" + ".b8a39b82 .b3a1f1be{min-width:140px}.d9a1acf2{font-size:16px;line-height:24px}" * 5
    )
    assert find_language(code, []) is None
    assert find_language(code, ["de-DE"]) is not None

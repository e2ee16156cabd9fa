from __future__ import annotations

import pytest
from lxml import etree

from cleaners.extract.body import Body, select_body
from cleaners.extract.page_type import holds_article, page_facts
from cleaners.page import Page
from cleaners.walk import walk

SENTENCE = (
    "The harbour master said on Thursday that ferries would stay in port until the fog lifts, {}. "
)
ARTICLE = "".join(f"<p>{SENTENCE.format(n)}{SENTENCE.format(n + 50)}" for n in range(12))
CARDS = "".join(f"<li><h3><a href=/{n}>Story number {n} of the day</a></h3>" for n in range(30))
BOXED = ARTICLE.replace("<p>", "<div><div><p>").replace("</p>", "</p></div></div>")
CONSENT = (
    "<h1>We value your privacy</h1><p>We and our partners store cookies to process your data."
    "<button>Accept all</button><button>Reject all</button>"
)
PAGES = [
    pytest.param("<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr>nginx",
                 ("error_page",), id="nginx"),
    pytest.param("<title>Page not found | The Gazette</title><h1>Page not found</h1><p>Sorry.",
                 ("error_page",), id="site"),
    pytest.param("<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1>",
                 ("error_page",), id="german"),
    pytest.param("<title>Why 404 became a joke | The Gazette</title><h1>Why 404 became a joke</h1>"
                 f"{ARTICLE}", (), id="article-about-404"),
    pytest.param(f"<title>Page not found</title><h1>Page not found</h1>{ARTICLE}",
                 (), id="long-text-wins"),
    pytest.param("<title>503 Service Temporarily Unavailable</title>"
                 "<h1>503 Service Temporarily Unavailable</h1>", ("error_page",), id="nginx-503"),
    pytest.param("<title>Just a moment...</title><noscript>Enable JavaScript and cookies to "
                 "continue</noscript>", ("error_page",), id="cloudflare"),
    pytest.param("<title>Access to this page has been denied</title><p>Access to this page has "
                 "been denied because we believe you are using automation tools to browse the "
                 "website.", ("error_page",), id="perimeterx"),
    pytest.param("<title>404 お探しのページは見つかりませんでした</title>"
                 "<h1>お探しのページは見つかりませんでした</h1>", ("error_page",), id="japanese"),
    pytest.param("<title>Are you a robot?</title><h1>Are you a robot?</h1><p>Please verify you are "
                 "a human.", ("error_page",), id="robot"),
    pytest.param("<title>Just a moment</title><h1>Just a moment</h1>" + ARTICLE[:1100],
                 (), id="story-named-like-a-wall"),
    pytest.param("<title>404 ways to lose a page</title><h1>404 ways to lose a page</h1><p>Fog.",
                 (), id="number-in-a-headline"),
    pytest.param(CONSENT, ("consent_page",), id="consent"),
    pytest.param(f"<h1>Fog</h1>{ARTICLE}{CONSENT}", (), id="banner-under-an-article"),
    pytest.param("<h1>Cookies</h1><p>Baking cookies is easy: butter, flour.", (), id="recipe"),
    pytest.param(f"<h1>News</h1><ul>{CARDS}</ul>", ("list_page",), id="list"),
    pytest.param(f"<h1>Fog</h1>{ARTICLE}<ul>{CARDS}</ul>", (), id="article-with-related-stories"),
    pytest.param("<h1>Fog</h1><p>It is thick.", (), id="short-article"),
    pytest.param("<meta property=og:type content=article><h1>All of today</h1>"
                 f"<ul>{CARDS}</ul>", (), id="says-it-is-an-article"),
    pytest.param(f"<h1>Fog</h1>{BOXED}<ul>{CARDS}</ul>", (), id="paragraphs-in-boxes"),
]  # fmt: skip


def read(html: str) -> tuple[Page, Body]:
    tree = etree.HTML(html)
    page = Page("page", html, tree, walk(tree))
    return page, select_body(page)


@pytest.mark.parametrize(("html", "facts"), PAGES)
def test_page_facts(html: str, facts: tuple[str, ...]) -> None:
    page, body = read(html)
    assert page_facts(page, body) == facts


def test_a_list_and_a_page_without_text_hold_no_article() -> None:
    page, body = read(f"<h1>News</h1><ul>{CARDS}</ul>")
    assert not holds_article(page, body, ("list_page",))
    page, body = read("<title>Just a moment...</title><p>1")
    assert holds_article(page, body, ("error_page",))  # or nobody would be told
    page, body = read("<img src=a>")
    assert not holds_article(page, body, ())
    page, body = read("<meta property=og:type content=article><noscript>JavaScript!</noscript>")
    assert holds_article(page, body, ())
    page, body = read("<h1>Fog</h1><p>It is thick.")
    assert holds_article(page, body, ())

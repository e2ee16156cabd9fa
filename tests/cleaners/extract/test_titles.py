# ruff: noqa: E501
"""Headlines of pages without an h1: what of their title is the name of the site."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.extract.sitename import leads_home

FOG = (
    "<p>The harbour was closed on Monday after thick fog rolled in from the sea, the harbour master"
    " said, and no ferry left the port before noon.</p><p>The fog is to stay until Friday.</p>"
)
NEBEL = (
    "<p>Der Hafen blieb am Montag wegen dichten Nebels geschlossen, teilte die Hafenmeisterei mit,"
    " und vor Mittag lief im Nebel keine Fähre aus, sagte sie am Abend in der Stadt.</p>"
)
KIRI = (
    "<p>港は月曜日、濃い霧のため閉鎖され、正午まで一隻の船も出港しなかったと港長が発表した。乗客は古いターミナルで待ち続け、"
    "島から到着するはずだった二隻の船は引き返し、漁船団は午前中ずっと係留されたままだった。霧で港が閉鎖されるのは三年ぶりとなる。</p>"
)
LOGO = "<header><a href=/><img src=/logo.svg alt='The Harbour Post logo'></a></header>"
RIGHTS = "<footer>© 2026 The Harbour Post Ltd. All rights reserved.</footer>"
OG = "<meta property=og:site_name content='The Harbour Post'>"
LD = '<script type=application/ld+json>{"@type":"WebSite","name":"The Harbour Post"}</script>'
POST = "https://www.harbourpost.example/news/7"
ELSE = "https://www.hp.example/news/7"

TITLES = [
    pytest.param("The Harbour Post - Fog closes the harbour", OG + FOG, ELSE, "Fog closes the harbour", id="og-site-name"),
    pytest.param("The Harbour Post - Fog closes the harbour", LD + FOG, ELSE, "Fog closes the harbour", id="json-ld-website"),
    pytest.param("The Harbour Post - Fog closes the harbour", LOGO + FOG, ELSE, "Fog closes the harbour", id="alt-of-the-logo"),
    pytest.param("The Harbour Post – Fog closes the harbour", FOG + RIGHTS, ELSE, "Fog closes the harbour", id="copyright"),
    pytest.param("Harbour Post | Fog closes the harbour", FOG, POST, "Fog closes the harbour", id="host"),
    pytest.param("BBC News - Fog closes harbour", FOG, "https://www.bbc.co.uk/news/7", "Fog closes harbour", id="host-and-news"),
    pytest.param("BBC News - Fog closes harbour", FOG, None, "Fog closes harbour", id="prose-alone"),
    pytest.param("The Harbour Post - Fog closes the harbour", FOG, None, "Fog closes the harbour", id="prose-tells-more-of-it"),
    pytest.param("Der Küstenbote – Nebel schließt den Hafen", NEBEL, None, "Nebel schließt den Hafen", id="prose-alone-de"),
    pytest.param("青空新聞 - 濃い霧で港が閉鎖", KIRI, None, "濃い霧で港が閉鎖", id="prose-alone-ja"),
    pytest.param("The Harbour Post | News | Fog closes the harbour", FOG + RIGHTS, ELSE, "Fog closes the harbour", id="section-between"),
    pytest.param("HP » Fog closes the harbour", FOG + "<footer>Copyright HP Media</footer>", None, "Fog closes the harbour", id="rare-sign"),
    pytest.param("青空新聞 - 霧で港が閉鎖", KIRI, None, "霧で港が閉鎖", id="short-headline-ja"),
    pytest.param("Fog closes the harbour – ferries stay out of it", FOG, None, "Fog closes the harbour – ferries stay out of it", id="near-miss-sentence-goes-on"),
    pytest.param("Harbour: Fog closes the port for the third time", FOG, None, "Harbour: Fog closes the port for the third time", id="near-miss-colon"),
    pytest.param("Harbour closed – Fog to stay – The Harbour Post", OG + FOG, ELSE, "Harbour closed – Fog to stay", id="near-miss-halves-and-site"),
    pytest.param("Fog closes the harbour – The port in the sea of fog", FOG, None, "Fog closes the harbour – The port in the sea of fog", id="near-miss-halves"),
    pytest.param("Fog closes the harbour - The Harbour Post", FOG, None, "Fog closes the harbour", id="near-miss-site-behind"),
    pytest.param("The Harbour Post", OG + FOG, ELSE, "The Harbour Post", id="near-miss-nothing-but-the-name"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "url", "headline"), TITLES)
def test_titles(title: str, body: str, url: str | None, headline: str) -> None:
    article = clean(f"<!doctype html><title>{title}</title>{body}", url=url).article
    assert article is not None
    assert article.headline == headline


def test_what_an_h1_says_is_no_mere_name() -> None:
    page = f"<title>Fog - The Harbour Post</title><h1>The Harbour Post</h1>{FOG}{RIGHTS}"
    article = clean(f"<!doctype html>{page}", url="https://hp.example/").article
    assert article is not None
    assert article.headline == "The Harbour Post"


def test_a_link_to_the_page_itself_is_no_way_home() -> None:
    """Tables of contents link the page that they stand on with an empty address."""
    contents = "<nav><a href=''>Data structures</a></nav>"
    page = f"<title>Data structures - Zed 3.7</title>{contents}{FOG}"
    article = clean(f"<!doctype html>{page}", url="https://docs.zed.example/data").article
    assert article is not None
    assert article.headline == "Data structures"
    assert leads_home("/")

# ruff: noqa: E501  (tables of cases)
"""What relative addresses mean on pages whose address the scraper did not know. All synthetic."""

from __future__ import annotations

import pytest

from cleaners import clean

CANONICAL = "<link rel=canonical href=https://www.example.org/news/fog/>"
OG = "<meta property=og:url content=https://www.example.org/news/fog/>"
PAPER = "<img src=https://img.paper.example/a.jpg width=700 height=500 alt=A><p>See <a href=https://paper.example/b>b</a> and <a href=https://paper.example/c>c</a>.</p>"
HOST = "https://www.example.org"

CASES = [
    pytest.param(CANONICAL, "", "/img/fog.jpg", f"{HOST}/img/fog.jpg", id="canonical"),
    pytest.param(CANONICAL, "", "fog.jpg", f"{HOST}/news/fog/fog.jpg", id="canonical-below-the-page"),
    pytest.param(OG, "", "/img/fog.jpg", f"{HOST}/img/fog.jpg", id="og-url"),
    pytest.param("<base href=/en/>" + CANONICAL, "", "fog.jpg", f"{HOST}/en/fog.jpg", id="relative-base-and-canonical"),
    pytest.param("<base href=https://cdn.example.net/y/>" + CANONICAL, "", "fog.jpg", "https://cdn.example.net/y/fog.jpg", id="base-first"),
    pytest.param(CANONICAL + "<link rel=shortlink href=https://m.example.org/?p=7>", "", "/img/fog.jpg", f"{HOST}/img/fog.jpg", id="other-host-of-the-same-site"),
    pytest.param("<link rel=canonical href=https://www.example.org/>" + OG, "", "fog.jpg", f"{HOST}/news/fog/fog.jpg", id="front-page-by-mistake"),
    pytest.param("<link rel=canonical href=/news/fog>", "", "/img/fog.jpg", None, id="near-miss-relative"),
    pytest.param("<link rel=canonical href=https://www.example.org/{{slug}}>", "", "/img/fog.jpg", None, id="near-miss-template"),
    pytest.param("<link rel=canonical href=http://localhost:3000/fog>", "", "/img/fog.jpg", None, id="near-miss-developer"),
    pytest.param(CANONICAL + OG.replace("example.org", "agency.example"), "", "/img/fog.jpg", None, id="near-miss-two-hosts"),
    pytest.param(CANONICAL + "<link rel=pingback href=https://paper.example/x>", "", "/img/fog.jpg", None, id="near-miss-head-of-another-site"),
    pytest.param(CANONICAL, PAPER, "/img/fog.jpg", None, id="near-miss-copy-on-another-site"),
    pytest.param(CANONICAL, PAPER + "<a href=https://www.example.org/x>x</a>", "/img/fog.jpg", f"{HOST}/img/fog.jpg", id="links-to-its-own-host-too"),
    pytest.param("", "", "/img/fog.jpg", None, id="nothing-known"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "src", "url"), CASES)
def test_relative_addresses(head: str, body: str, src: str, url: str | None) -> None:
    image = f"<figure><img src={src} alt=Fog width=800 height=600></figure>"
    prose = "<p>The harbour was closed on Monday after thick fog rolled in from the sea.</p>"
    page = f"<!doctype html><title>Fog</title>{head}<article><h1>Fog closes the harbour</h1>{image}{prose}{body}</article>"
    image_row = next(image for image in clean(page).images if image.alt == "Fog")
    assert image_row.content_url == url
    assert image_row.warnings == (() if url else ("relative_url",))


def test_the_scraper_knows_best() -> None:
    page = f"<!doctype html>{CANONICAL}<h1>Fog</h1><img src=/fog.jpg alt=Fog width=800 height=600><p>Fog came in.</p>"
    assert clean(page, url="https://m.example.net/a").images[0].content_url == (
        "https://m.example.net/fog.jpg"
    )

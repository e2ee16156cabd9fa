"""Addresses: resolving, and what only says how the reader came."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from cleaners.normalize.url import (
    domain_of,
    is_absolute,
    join,
    resolve,
    strip_campaign,
    strip_tracking,
)
from cleaners.tables import tracking

KIT = os.environ.get("FRAGMEND_EVAL", "")
VECTORS = Path(KIT).parent / "vectors" / "url"
needs_kit = pytest.mark.skipif(not KIT or not VECTORS.is_dir(), reason="FRAGMEND_EVAL not set")
PAGE = "https://example.org/news/fog.html?page=2"

RESOLVED = [
    ("relative", "img/a.jpg", PAGE, "https://example.org/news/img/a.jpg"),
    ("root", "/a.jpg", PAGE, "https://example.org/a.jpg"),
    ("query alone", "?page=3", PAGE, "https://example.org/news/fog.html?page=3"),
    ("scheme-relative", "//cdn.example.org/a.jpg", PAGE, "https://cdn.example.org/a.jpg"),
    ("scheme-relative, no base", "//cdn.example.org/a.jpg", None, "https://cdn.example.org/a.jpg"),
    ("host in capitals", "HTTPS://CDN.Example.ORG/A.jpg", None, "https://cdn.example.org/A.jpg"),
    ("white space around", " \n/a b.jpg\t", PAGE, "https://example.org/a%20b.jpg"),
    ("backslashes", "https:\\\\example.org\\a.jpg", None, "https://example.org/a.jpg"),
    (
        "international host",
        "https://bücher.example/ä",
        None,
        "https://xn--bcher-kva.example/%C3%A4",
    ),
    ("relative, no base", "img/a.jpg", None, None),
    ("data", "data:image/gif;base64,R0lGOD", PAGE, None),
    ("script", "javascript:void(0)", PAGE, None),
    ("mail", "mailto:desk@example.org", PAGE, None),
    ("no host", "https://", PAGE, None),
    ("base is no address", "a.jpg", "no base", None),
    ("lone surrogate", "https://example.org/\ud800", None, None),
]


@pytest.mark.parametrize(
    ("raw", "base", "wanted"), [c[1:] for c in RESOLVED], ids=[c[0] for c in RESOLVED]
)
def test_resolve(raw: str, base: str | None, wanted: str | None) -> None:
    assert resolve(raw, base) == wanted


STRIPPED = [
    ("one", "https://e.org/a?utm_source=x", "https://e.org/a"),
    ("among others", "https://e.org/a?id=1&fbclid=x&page=2", "https://e.org/a?id=1&page=2"),
    ("capitals", "https://e.org/a?UTM_Source=x&b", "https://e.org/a?b"),
    ("fragment", "https://e.org/a#xtor=RSS-1", "https://e.org/a"),
    ("text fragment", "https://e.org/a#:~:text=fog", "https://e.org/a"),
]
KEPT = [
    ("content", "https://e.org/a?id=1&source=x&ref=2&tag=3"),
    ("name in a value", "https://e.org/a?q=utm_source"),
    ("name in another name", "https://e.org/a?my_gclid=1"),
    ("place", "https://e.org/a#utm"),
    ("empty parameters", "https://e.org/a?&&b=&"),
    ("empty query", "https://e.org/a?"),
    ("signed", "https://cdn.e.org/a.jpg?auth=06ff&width=414&smart=true"),
]


@pytest.mark.parametrize(("url", "wanted"), [c[1:] for c in STRIPPED], ids=[c[0] for c in STRIPPED])
def test_strip_tracking(url: str, wanted: str) -> None:
    assert strip_tracking(url) == wanted
    assert strip_tracking(wanted) == wanted


@pytest.mark.parametrize("url", [c[1] for c in KEPT], ids=[c[0] for c in KEPT])
def test_what_selects_content_stays(url: str) -> None:
    assert strip_tracking(url) == url


def test_tracking_names_are_compared_in_lower_case() -> None:
    assert all(name == name.lower() for name in {*tracking.NAMES, *tracking.PREFIXES})


DOMAINS = [
    ("plain", "https://news.example.org/a", "news.example.org"),
    ("www", "http://www.example.org", "example.org"),
    ("port and user", "https://me:pw@Example.org:8443/a", "example.org"),
    ("address in brackets", "http://[::1]:80/", "[::1]"),
    ("none", None, None),
    ("relative", "/a", None),
    ("other scheme", "ftp://example.org/", None),
]


@pytest.mark.parametrize(("url", "wanted"), [c[1:] for c in DOMAINS], ids=[c[0] for c in DOMAINS])
def test_domain_of(url: str | None, wanted: str | None) -> None:
    assert domain_of(url) == wanted


def test_is_absolute_tells_a_scheme_from_a_port() -> None:
    assert is_absolute("https://e.org")
    assert not is_absolute("a/b:c")


PICTURES = [
    ("campaign", "?w=9&utm_campaign=a&utm_source=b", "?w=9"),
    ("campaign alone", "?utm_campaign=a", ""),
    ("other names", "?fbclid=1&gclid=2", "?fbclid=1&gclid=2"),
    ("signature by its name", "?utm_source=a&s=9f2c", "?utm_source=a&s=9f2c"),
    (
        "signature by its value",
        "?utm_source=a&x=9f86d081884c7d659a2f",
        "?utm_source=a&x=9f86d081884c7d659a2f",
    ),
    (
        "long word",
        "?utm_source=a&name=harbour-in-the-morning-fog",
        "?name=harbour-in-the-morning-fog",
    ),
]


@pytest.mark.parametrize(("query", "kept"), [c[1:] for c in PICTURES], ids=[c[0] for c in PICTURES])
def test_strip_campaign(query: str, kept: str) -> None:
    address = "https://e.org/a.jpg"
    assert strip_campaign(address + query) == address + kept


@pytest.mark.parametrize("piece", ["a", "?", "&", "%", "@", "/", "utm_a=&", "#"])
def test_hostile_text_stays_linear(piece: str) -> None:
    text = "https://e.org/" + piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    strip_tracking(text)
    strip_campaign(text)
    strip_campaign("https://e.org/?utm_=&x=" + piece * (1_000_000 // len(piece)))
    domain_of(text)
    assert time.perf_counter() - start < 4


@needs_kit
def test_web_platform_tests() -> None:
    cases = json.loads((VECTORS / "wpt" / "urltestdata.json").read_text("utf-8"))
    cases = [case for case in cases if isinstance(case, dict) and "base" in case]
    right = [case for case in cases if join(case["input"], case["base"]) == case.get("href")]
    assert len(right) == len(cases) >= 880


CANONICAL = [
    "https://example.org/a.jpg",
    "https://cdn.a-b.example.org/w_3,q_8/a%20b.jpg?w=3&h=4",
    "http://e.org/",
    "https://example.org/../a",
    "https://example.org/a/../b",
    "https://example.org/a/./b",
    "https://e.org/%2e%2E/a",
    "https://example.org/.a",
    "https://1.2.3.4/a",
    "https://0x7f.1/a",
    "https://example.org:443/a",
    "https://e.org",
    "https://xn--a.org/a",
    "https://www.xn--a.org/a",
    "https://EXAMPLE.org/a",
    "https://e.org/a b",
    "https://e.org/a?b'c",
    "https://e.org/a#b c",
    "https://e.org/ä",
    "https://me@e.org/a",
    "https://e.org\\a",
    "https://e.org/a\n",
    "https://-a.org/a",
    "https://e.org//a",
    "https://e.org/a..b/c",
    "https://e.org/a/..",
    "https://e.org/a/.%2e",
    "https://e.org/a?b^c",
    "https://e..org/a",
]


@pytest.mark.parametrize("url", CANONICAL)
def test_the_short_way_gives_what_the_standard_gives(url: str) -> None:
    assert resolve(url, None) == join(url, None)
    assert resolve(url, PAGE) == join(url, PAGE)


@needs_kit
def test_the_short_way_on_web_platform_tests() -> None:
    cases = json.loads((VECTORS / "wpt" / "urltestdata.json").read_text("utf-8"))
    for case in (c for c in cases if isinstance(c, dict) and "base" in c):
        wanted = case.get("href")
        web = wanted if wanted and wanted.startswith(("http://", "https://")) else None
        if not (case["base"] is None and case["input"].startswith("//")):
            assert resolve(case["input"], case["base"]) == web, case


@needs_kit
def test_rfc_3986() -> None:
    cases = json.loads((VECTORS / "rfc3986_5_4.json").read_text("utf-8"))
    wrong = [case for case in cases if not same_place(case)]
    assert not wrong


def same_place(case: dict[str, str]) -> bool:
    """Equal, or equal once the standard's canonical form is given to the expectation too."""
    got = join(case["ref"], case["base"])
    return got == case["expected"] or got == join(case["expected"], None)

"""One raw address -> one canonical address, by the WHATWG URL standard (ada)."""

from __future__ import annotations

import re
from typing import Final

import ada_url

from cleaners.tables.tracking import CAMPAIGN, FRAGMENTS, NAMES, PREFIXES, SIGNATURES

_SEPARATOR: Final = "&"
_HOST: Final = re.compile(r"https?+://(?:[^/?#@]*+@)?+(?P<host>\[[^\]]*+\]|[^/?#:]*+)")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
# Most addresses are canonical already, and parsing one costs ten times this look at it: a plain
# host under a top-level domain in letters, no dot segment, nothing that would be encoded
_CANONICAL: Final = re.compile(
    r"https?://(?!(?:[^/]*\.)?xn--)(?:[a-z0-9][a-z0-9-]*+\.)++[a-z]{2,}+/(?!\.)"
    r"(?:[A-Za-z0-9_~!$&'()*+,;=:@-]|[./](?!\.)|%(?!2[eE])[0-9A-F]{2})*+"
    r"(?:\?[A-Za-z0-9_~!$&()*+,;=:@./?%-]*+)?+"
)
_WEB: Final = ("https://", "http://")
_TRIMMED: Final = "".join(map(chr, range(0x21)))
"""What the URL standard takes off both ends of an address: C0 controls and spaces."""
_BROKEN: Final = str.maketrans("", "", "\t\n\r")
_OTHER_HOST: Final = ("//", "\\\\", "/\\", "\\/")
"""Browsers read a backslash as a slash, so each of these begins a host."""
_SIGNED: Final = re.compile(r"(?=[A-Za-z_~-]*+[0-9])[A-Za-z0-9_~-]{20,}+=*+|[0-9A-Fa-f]{16,}+")
"""A digest or a token: whoever made it may have signed the whole query."""


def resolve(raw: str, base: str | None) -> str | None:
    """The absolute http(s) address that ``raw`` means on a page at ``base``; None if it has none.

    An address that lacks only its scheme (``//host/path``) and has no base reads as https, as
    every site that serves both serves it. Templates, ``data:``, ``javascript:`` and their like
    are no address of a resource.

    >>> resolve("../img/fog.jpg", "https://example.org/news/2024/")
    'https://example.org/news/img/fog.jpg'
    >>> resolve("//cdn.example.org/fog.jpg", None)
    'https://cdn.example.org/fog.jpg'
    >>> resolve("/fog.jpg", None)
    >>> resolve("mailto:desk@example.org", None)
    """
    if _CANONICAL.fullmatch(raw):
        return raw
    if raw.startswith("//") and base is None:
        raw = "https:" + raw
    joined = join(raw, base)
    return joined if joined is not None and joined.startswith(_WEB) else None


def join(raw: str, base: str | None) -> str | None:
    """``raw`` parsed against ``base`` as browsers do, whatever its scheme; None if it fails.

    >>> join("HTTP://Example.ORG:80/a/../b c", None)
    'http://example.org/b%20c'
    >>> join("b", None)
    """
    try:
        return ada_url.normalize_url(raw) if base is None else ada_url.join_url(base, raw)
    except ValueError:
        return None


def is_absolute(raw: str) -> bool:
    """Whether ``raw`` names a scheme or a host of its own.

    >>> is_absolute("//cdn.example.org/fog.jpg")
    True
    >>> is_absolute("img/fog.jpg")
    False
    """
    return raw.startswith("//") or _SCHEME.match(raw) is not None


def relative(raw: str) -> str | None:
    r"""``raw`` as a relative reference, its stray white space gone; None if it is none.

    Whoever knows the address of the page can resolve it. What names a scheme or a host, however
    hidden, is no reference below that page.

    >>> relative(" ../img/fo\ng.jpg "), relative("/fog.jpg?w=3")
    ('../img/fog.jpg', '/fog.jpg?w=3')
    >>> relative("java\tscript:alert(1)"), relative("//cdn.example.org/fog.jpg"), relative(" ")
    (None, None, None)
    """
    cleaned = raw.translate(_BROKEN).strip(_TRIMMED)
    if not cleaned or cleaned.startswith(_OTHER_HOST) or _SCHEME.match(cleaned):
        return None
    return cleaned


def is_web(url: str | None) -> bool:
    """Whether a canonical address is absolute and http or https.

    >>> is_web("https://example.org/fog.jpg"), is_web("/fog.jpg"), is_web(None)
    (True, False, False)
    """
    return url is not None and url.startswith(_WEB)


def strip_tracking(url: str) -> str:
    """``url`` without what only says how the reader came; all else stays byte for byte.

    >>> strip_tracking("https://example.org/a?id=7&utm_source=mail&page=2#utm_medium=x")
    'https://example.org/a?id=7&page=2'
    >>> strip_tracking("https://example.org/a?ref=7#comments")
    'https://example.org/a?ref=7#comments'
    """
    rest, mark, fragment = url.partition("#")
    if mark and fragment.lower().startswith(FRAGMENTS):
        mark = fragment = ""
    path, question, query = rest.partition("?")
    if question:
        kept = [part for part in query.split(_SEPARATOR) if not _tracks(part)]
        if len(kept) != query.count(_SEPARATOR) + 1:
            question = "?" if kept else ""
            query = _SEPARATOR.join(kept)
    return path + question + query + mark + fragment


def strip_campaign(url: str) -> str:
    """The address of a picture without ``utm_…``; what may be signed stays byte for byte.

    Services of pictures sign their queries and reuse short names, so of the parameters that
    are dropped elsewhere only those go that mean the same on any host.

    >>> strip_campaign("https://example.org/fog.jpg?w=900&utm_campaign=share")
    'https://example.org/fog.jpg?w=900'
    >>> strip_campaign("https://example.org/fog.jpg?utm_campaign=share&s=9f2c")
    'https://example.org/fog.jpg?utm_campaign=share&s=9f2c'
    """
    path, _, query = url.partition("?")
    if CAMPAIGN not in query or "#" in query:
        return url
    kept = [part for part in query.split(_SEPARATOR) if not part.startswith(CAMPAIGN)]
    if any(map(_signs, kept)):
        return url
    return path + ("?" if kept else "") + _SEPARATOR.join(kept)


def _signs(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.lower() in SIGNATURES or _SIGNED.fullmatch(value) is not None


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in NAMES or name.startswith(PREFIXES)


def domain_of(url: str | None) -> str | None:
    """Host of an http(s) ``url`` in lower case, without a leading ``www.``.

    >>> domain_of("https://www.Example.org:8080/news")
    'example.org'
    >>> domain_of("about:blank")
    """
    absolute = resolve(url, None) if url else None
    found = _HOST.match(absolute) if absolute else None
    return (found["host"].removeprefix("www.") or None) if found else None

"""A ``srcset`` -> its candidates: by the standard's algorithm, and as publishers write it.

Commas stand inside addresses too (``w_300,q_80``), so nothing here splits at a comma.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

_SPACE: Final = " \t\n\f\r"  # ASCII white space, as the standard has it; str.split() knows more
_GAP: Final = re.compile(rf"[{_SPACE},]*+")
_ADDRESS: Final = re.compile(rf"[^{_SPACE}]++")
_DESCRIPTORS: Final = re.compile(r"(?:[^,(]++|\([^)]*+\)?+)*+")  # to the first comma outside ()
_DESCRIPTOR: Final = re.compile(rf"(?:[^{_SPACE}(]++|\([^)]*+\)?+)++")
_WHOLE: Final = re.compile(r"(?P<number>[0-9]++)(?P<unit>[wh])")
_FLOAT: Final = re.compile(
    r"(?P<number>-?(?:[0-9]++(?:\.[0-9]++)?+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?+)x"
)

_MAX_DIGITS: Final = 9
"""A width of more digits overflows every column; no image has one."""


class SrcsetCandidate(NamedTuple):
    """One candidate of a ``srcset``: an address as written, and what it says of itself."""

    url: str
    width: int | None = None
    density: float | None = None
    height: int | None = None


def parse_srcset(text: str) -> tuple[SrcsetCandidate, ...]:
    """The candidates by the WHATWG algorithm; what it calls an error is dropped.

    https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute

    >>> parse_srcset("a,b.jpg 320w, c.jpg 640w")
    (SrcsetCandidate(url='a,b.jpg', width=320, ...), SrcsetCandidate(url='c.jpg', width=640, ...))
    >>> parse_srcset("a.jpg w")
    ()
    """
    found = (_candidate(url, words) for url, words in _split(text))
    return tuple(candidate for candidate in found if candidate is not None)


def _split(text: str) -> list[tuple[str, list[str]]]:
    """(address, descriptors) of each candidate, before any of them is judged."""
    parts: list[tuple[str, list[str]]] = []
    at = _skip(text, 0)
    while at < len(text):
        found = _ADDRESS.match(text, at)
        assert found is not None  # a gap ends where an address starts
        url, at = found[0], found.end()
        words: list[str] = []
        if url.endswith(","):
            url = url.rstrip(",")
        elif (rest := _DESCRIPTORS.match(text, at)) is not None:
            words = _DESCRIPTOR.findall(rest[0])
            at = rest.end()
        parts.append((url, words))
        at = _skip(text, at)
    return parts


def _skip(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _candidate(url: str, words: list[str]) -> SrcsetCandidate | None:
    """The candidate, if its descriptors are valid together."""
    width = height = density = None
    for word in words:
        whole, real = _WHOLE.fullmatch(word), _FLOAT.fullmatch(word)
        if whole and whole["unit"] == "w" and width is None and density is None:
            width = _positive(whole["number"])
            if width is None:
                return None
        elif whole and whole["unit"] == "h" and height is None and density is None:
            height = _positive(whole["number"])
            if height is None:
                return None
        elif real and density is None and width is None and height is None:
            density = float(real["number"])
            if density < 0:
                return None
        else:
            return None
    if height is not None and width is None:
        return None
    return SrcsetCandidate(url, width, density, height)


def _positive(digits: str) -> int | None:
    number = int(digits) if len(digits) <= _MAX_DIGITS else 10**_MAX_DIGITS
    return number or None


# what publishers really write

_GLUED: Final = re.compile(r"(?<=[^\s,=/:]),++(?=(?:https?+:)?+//[^/\s,])")
_TEMPLATE: Final = re.compile(r"[{}]|%7[bB]|<%|\[\[|\$\(")
_LOOSE: Final = re.compile(
    r"(?P<number>[0-9]{1,5})(?:\.[0-9]++)?+(?:px|W)|(?P<density>[0-9](?:\.[0-9]++)?+)X"
)
_ENCODED: Final = re.compile(r"%20(?=[0-9.]{1,9}+[wx](?:,|$))|(?<=[wx],)%20", re.IGNORECASE)


def read_srcset(text: str) -> tuple[SrcsetCandidate, ...]:
    """The candidates a publisher meant, by the standard where it understands the text.

    What the standard drops and a reader still understands is kept with what is sure:
    a unit without number (``a.jpg w``) or a number without unit leaves the size open,
    ``320px`` is a width, addresses glued by a comma (``a.jpg,https://…``) are two, an encoded
    separator (``%20320w,%20``) is one, a space inside an address is part of it. A template
    (``{width}``) is no address.

    >>> read_srcset("https://e.org/a.jpg w, https://e.org/b.jpg 640px")
    (SrcsetCandidate(url='https://e.org/a.jpg', width=None, ...),
     SrcsetCandidate(url='https://e.org/b.jpg', width=640, ...))
    >>> read_srcset("https://e.org/{width}/a.jpg 320w")
    ()
    """
    if "%20" in text:
        text = _ENCODED.sub(" ", text)
    if "&amp;" in text:
        text = unescape(text)
    found: dict[SrcsetCandidate, None] = {}
    for url, words in _split(_GLUED.sub(", ", text)):
        candidate = _candidate(url, words) or _lenient(url, words)
        if candidate is not None and not _TEMPLATE.search(candidate.url):
            found[candidate] = None
    return tuple(found)


def _lenient(url: str, words: list[str]) -> SrcsetCandidate | None:
    *inner, last = words or [""]
    sized = _loose(last)
    if inner and sized is not None and not any(_candidate("", [word]) for word in inner):
        url = "%20".join([url, *inner])  # a file name with spaces in it
        inner = []
    if inner or sized is None or not url:
        return None
    return SrcsetCandidate(url, sized.width, sized.density)


def _loose(word: str) -> SrcsetCandidate | None:
    exact = _candidate("", [word])
    if exact is not None or word in {"w", "x", "0w", "0x"} or word.isdecimal():
        return exact or SrcsetCandidate("")
    found = _LOOSE.fullmatch(word)
    if found is None:
        return None
    if found["number"]:
        return SrcsetCandidate("", int(found["number"]) or None)
    return SrcsetCandidate("", None, float(found["density"]))


def is_template(address: str) -> bool:
    """Whether ``address`` still holds what a script was to fill in.

    >>> is_template("https://example.org/{width}/a.jpg")
    True
    >>> is_template("https://example.org/320/a.jpg")
    False
    """
    return _TEMPLATE.search(address) is not None

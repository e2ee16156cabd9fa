"""What is left of the name of a tag before its first attribute: ``mg src=…``, ``p-img alt=…``."""

from __future__ import annotations

import re
from typing import Final

from cleaners.mend.nameends import ends_any_name
from cleaners.tables.torn import ELEMENTS

_NAMES: Final = [
    "img",
    "amp-img",
    "amp-anim",
    "source",
    "picture",
    "iframe",
    "amp-iframe",
    "video",
    "meta",
    "link",
    "figure",
    "script",
    "style",
    "input",
    "span",
    "div",
    "section",
]
_LONE_ENDS: Final = frozenset(
    name[at:] for name in ELEMENTS if name not in {"a", "b", "i"} for at in range(len(name))
) - {"a", "b", "i"}
_ENDS: Final = frozenset(name[at:] for name in _NAMES for at in range(len(name))) | {"a"}
_NO_WORDS: Final = frozenset(("img", "mg", "amp-img", "mp-img", "p-img", "-img"))
"""Ends that no prose has."""
_LAST: Final = re.compile(r"(?:\A|(?<=[\s.!?…,;:)\"”’]))[\w-]{1,12}+(?=\s{1,40}+\Z)")
_FAR: Final = 60
_MAX_LINE: Final = 1_000
_ODD: Final = re.compile(
    r"(?:\A|(?<=[\n>]))\s{0,4}(?=[\w.:/-]*(?:[a-z][A-Z]|[-_0-9]|\w/\w))[\w.:/%?=&;~,+-]{2,900}\s{1,4}\Z"
)
"""What no word looks like, alone before the first attribute: the end of a value without quotes."""
LONE: Final = re.compile(
    r"\s*+(?:(?P<attribute>[a-z-]{1,20})=[^\s\"'<>=`&]{1,200}\s{0,4}/?|/?(?P<name>[a-z][a-z0-9-]{0,9})\s?|"
    r"(?P<value>(?=[\w.:%/?=&;~+-]{0,300}?[-_/])[\w.:%/?=&;~+-]{2,300}\s{0,4}/?))>"
)
_CLOSING: Final = re.compile(r"\s*+(?:/\s?>\s*+)++")


def lone_end(text: str, start: int, end: int) -> int | None:
    """Where the ends of a name, or of an attribute without quotes, and their ``>`` end.

    They have to begin a text where no words stand: that of the document, or one behind a block.
    A mere ``/>`` has to be all of it.

    >>> lone_end("ure>Fog", 0, 7), lone_end("ority=high> Fog", 0, 15), lone_end("fog> and", 0, 8)
    (4, 11, None)
    >>> lone_end("our.org/a.svg?v=1 /> Fog", 0, 24), lone_end("ure>ure>Fog", 0, 11)
    (20, 8)
    >>> lone_end("ure>/> />", 0, 9), lone_end("/>", 0, 2), lone_end("/>Fog", 0, 5)
    (9, 2, None)
    >>> lone_end("<p>ure>Fog", 3, 10)
    """
    if start and not BEHIND_BLOCK.search(text, max(start - _FAR, 0), start):
        return None
    at = start
    while (found := LONE.match(text, at, end)) and _is_lone(found):
        at = found.end()  # what is left behind would go when it is read again
    if _CLOSING.fullmatch(text, at, end):
        return end
    return at if at > start else None


def _is_lone(found: re.Match[str]) -> bool:
    if found["value"]:
        return True
    return found["name"] in _LONE_ENDS if found["name"] else ends_any_name(found["attribute"])


BEHIND_BLOCK: Final = re.compile(r"</(?:p|div|h[1-6]|figure|ul|ol|section|article)\s*>\Z")
"""Behind a block no words stand: what does is what is left of a tag."""


def name_before(text: str, start: int, floor: int) -> tuple[int, str | None]:
    """Where remains begin that begin with the end of a name, and the image that it names.

    A word that prose has as well counts only at the start of its line or of the text.

    >>> name_before('Fog. mp-img alt="Fog">', 12, 0)
    (5, 'amp-img')
    >>> name_before('He is a class="x">', 8, 0)
    (8, None)
    """
    lead = text[max(floor, start - _FAR) : start]
    if value := _ODD.search(text[max(floor - 1, start - _MAX_LINE, 0) : start]):
        return start - len(value[0].lstrip()), None
    found = _LAST.search(lead)
    if found is None:
        return start, None
    name, at = found[0].lower(), start - len(lead) + found.start()
    first = at == floor or text[at - 1] == "\n" or not text[floor:at].strip()
    if name not in (_ENDS if first else _NO_WORDS):
        return start, None
    if name.endswith("-img"):
        return at, "amp-img"
    return at, "img" if name in ("img", "mg", "g") else None

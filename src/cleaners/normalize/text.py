"""One raw string -> what a person would have typed."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*+>|<!--(?:(?!-->).)*+-->", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#\d++|#x[0-9a-f]++|[a-z][a-z0-9]++);", re.IGNORECASE)


def one_line(text: str) -> str:
    r"""NFC, no invisible characters, one space for every run of white space, none around.

    Joiners (U+200C, U+200D) stay: Persian, the scripts of India and emoji are spelt with them.

    >>> one_line(" Cafe\u0301\u200b \u00a0 noir\n")
    'Café noir'
    >>> one_line("می\u200cخواهم") == "می\u200cخواهم"
    True
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    r"""NFC and no invisible characters; white space stays as the page laid it out.

    >>> visible("in the mean\u00adtime:\n  cafe\u0301")
    'in the meantime:\n  café'
    >>> visible("def f():\n    pass")
    'def f():\n    pass'
    """
    if text.isascii() and not _INVISIBLE.search(text):
        return text
    return normalized("NFC", _INVISIBLE.sub("", text).replace("\u00a0", " "))


def plain(text: str) -> str:
    """``one_line`` of a value that may hold markup, as the strings of structured data do.

    Entities are read up to twice, since templates escape what was escaped before.

    >>> plain("Fish &amp;amp; <em>chips</em>")
    'Fish & chips'
    >>> plain("3 < 4 & 5 > 2")
    '3 < 4 & 5 > 2'
    """
    for _ in range(2):
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return one_line(text)


def fold(text: str) -> str:
    """For comparisons only: letters and digits of any script, without case, marks and width.

    >>> fold("Cafés – und Bars!"), fold("¡!")
    ('cafes und bars', '')
    """
    return _kept(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(_WORDS.findall(text.lower()))
    text = normalized("NFKD", text).casefold()
    kept = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(kept))


_SHORT: Final = 80
_kept: Final = lru_cache(2_048)(_folded)
"""Labels come again, on a page and from page to page."""


def normalized(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    r"""``unicodedata.normalize``, but marks that stand by the hundred keep the order they have.

    Sorting them takes the square of their number: a megabyte of marks took minutes.

    >>> normalized("NFC", "Cafe\u0301"), len(normalized("NFC", "a" + "\u0301\u0323" * 200))
    ('Café', 401)
    """
    if len(text) < _MANY_MARKS or not any(map(unicodedata.combining, text[:: _MANY_MARKS // 2])):
        return unicodedata.normalize(form, text)
    return "".join(
        piece if odd % 2 else unicodedata.normalize(form, piece)
        for odd, piece in enumerate(_MARKS.split(text))
    )


_MANY_MARKS: Final = 100
_MARKS: Final = re.compile(rf"([^\w\s\x00-\x7f]{{{_MANY_MARKS},}})")
"""Marks count as no words."""
_WORDS: Final = re.compile(r"\w++")

"""What a document is: a page, a body, a fragment, or lines of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.signs import not_named
from cleaners.tables.torn import ELEMENTS

if TYPE_CHECKING:
    from cleaners.records import InputKind

_PAGE: Final = re.compile(r"<(?:!doctype|html|head|title|meta)(?=[\s>/])", re.IGNORECASE)
_BODY: Final = re.compile(r"</?body(?=[\s>])", re.IGNORECASE)
_REBUILT: Final = re.compile(
    r"""<[a-z-]++(?:\s++[\w:@.-]++(?:="[^"]*+")?+)*?\s++data-torn="[^>]*+>(?:</[a-z-]++>)?+"""
)
_REST: Final = (
    r"\s*+/?>|\s++(?:(?:data-[\w-]++|async|autoplay|controls|defer|hidden|loop|muted|playsinline"
    r"|allowfullscreen)\s++)*+[\w:@.-]++\s*+="
)
_NAME: Final = r"[A-Za-z](?:[\w-]++|(?!\s++[A-Za-z]{1,2}\s*+=\s*+[^\s\"'\\“&]))"
"""A name; one letter, before ``c=3`` without quotes, is an operand."""
_TAG: Final = re.compile(rf"</?({_NAME})(?={_REST}|\s*+\Z)")
_SIGN: Final = re.compile(rf"<(?!/?{_NAME}(?:{_REST})|!--)")
_BARE: Final = re.compile(r"<([A-Za-z]\w*+)>")
_END: Final = re.compile(r"</([A-Za-z]\w*+)")
_STRAY: Final = frozenset(("amp-img", "a", "picture", "source", "amp-anim"))
_HEAD: Final = 4096
_MOST_LINES: Final = 50_000
_SHORT: Final = 16
"""Lines of a text that become paragraphs, and how long they are on average where more do; the rest
is one. A long novel has 20,000 lines of 60 characters; a wall of ``a`` has 500,000 a megabyte."""


def kind_of(text: str) -> InputKind:
    r"""The kind of a mended source; rebuilt tags do not count.

    >>> kind_of("<!DOCTYPE html><p>Fog"), kind_of("<p>Fog</p>"), kind_of("a < b")
    ('page', 'fragment', 'text')
    >>> said = 'Fog\n<img alt="Fog" data-torn="">', "if a <b c=3", "<a hidden id=3>"
    >>> tuple(kind_of(one) for one in said)
    ('text', 'text', 'fragment')
    """
    if _PAGE.search(text, 0, _HEAD):
        return "page"
    if _BODY.search(text):
        return "body"
    rest = _REBUILT.sub("", text) if "data-torn" in text else text
    for found in _TAG.finditer(rest):
        name = found[1].lower()
        if name in ELEMENTS and not (name in _STRAY and found[0][1] == "/"):
            return "fragment"
    return "text"


def _most_lines(text: str) -> int:
    return max(_MOST_LINES, len(text) // _SHORT)


def joins_lines(text: str) -> bool:
    r"""Whether a text has more lines than become paragraphs of their own.

    >>> joins_lines("a\n" * 70_000), joins_lines("a\n" * 50_000)
    (True, False)
    """
    most = _most_lines(text)
    return len(text) > 2 * most and sum(1 for line in text.splitlines() if line.strip()) > most


def _sign(found: re.Match[str], closed: set[str]) -> str:
    return found[0].replace("<", "&lt;") if not_named(found[1], closed) else found[0]


def as_markup(text: str) -> str:
    r"""Lines of text as paragraphs, so that one walk serves text and pages.

    In a text ``<`` is a sign like others unless a tag begins with it: "if a<b and b<c".

    >>> as_markup("Fog\n\nIt was thick.")
    '<p>Fog</p>\n<p>It was thick.</p>'
    >>> as_markup("if a<b and b<c"), as_markup(""), as_markup("a<x>b")
    ('<p>if a&lt;b and b&lt;c</p>', '', '<p>a&lt;x>b</p>')
    """
    most = _most_lines(text)
    text = _SIGN.sub("&lt;", text)
    if "<" in text:
        closed = {name.lower() for name in _END.findall(text)}
        text = _BARE.sub(lambda found: _sign(found, closed), text)
    lines = [line for line in text.splitlines() if line.strip()]
    rest = [f"<p>{' '.join(lines[most:])}</p>"] if len(lines) > most else []
    return "\n".join([*(f"<p>{line}</p>" for line in lines[:most]), *rest])

"""Tags that were cut at their tail or in their middle: a parser hands their values on as whole.

A value that lost its closing quote runs to the next one and swallows the page between; it
ends where the next tag begins. A tag without its ``>`` ends there as well. What was swallowed
goes back to the page. In a tag that lost its middle two halves met, which shows where one
value ends in ``name=``, or where a value is what no value of that name can be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit
from cleaners.mend.rebuild import Part, closed, head_cut, known, tail_cut, write
from cleaners.tables.torn import ELEMENTS, EXTENSIONS, KEPT_BY_HEAD, SRCSETS

if TYPE_CHECKING:
    from cleaners.mend.markup import Attribute, Token

_PICTURES: Final = frozenset("img amp-img source amp-anim".split())
_LIST: Final = re.compile(r"\s[0-9.]+[wx]\s*+,\s*+(?:https?:)?/")
_JOINED: Final = re.compile(r"[^\s/=?&%:,;@|(+-]https?://")
_PATH_END: Final = re.compile(rf"[^\s/]/\S*\.(?:{EXTENSIONS})(?:\?\S*)?\s*\Z", re.IGNORECASE)
_GARBAGE: Final = re.compile(r"""["'=]|,\Z""")


def mend_tag(text: str, token: Token) -> Edit | None:
    """The edit that makes a start tag whole; None if nothing tells that it is cut.

    >>> from cleaners.mend.markup import tokens
    >>> broken = '<img alt="Fog" src="g/f</p><p class="x">'
    >>> mend_tag(broken, next(tokens(broken))).after
    '<img alt="Fog" data-torn="src" data-torn-src="g/f">'
    >>> mend_tag("<b>", next(tokens("<b>")))
    """
    if token.torn:
        return _tail(text, token)
    if token.name in _PICTURES and (token.joined or _suspect(token)):
        return _middle(text, token)
    return None


def _tail(text: str, token: Token) -> Edit | None:
    if token.name not in ELEMENTS and "-" not in token.name:
        if token.end - token.start > 30 or not _is_name(token.name):  # noqa: PLR2004
            return None
        return Edit(token.start, token.end, "", "torn-tag-tail", 0.7)
    parts: list[Part] = []
    for attribute in token.attributes:
        parts += _parts(attribute)
    rest = text[token.end : token.end + 20_000]
    if not parts and token.end >= len(text) and token.name not in KEPT_BY_HEAD:
        return Edit(token.start, token.end, "", "torn-tag-tail", 0.9)
    written = write(token.name, parts)
    if token.name.startswith("amp-"):
        written = closed(token.name, written, rest)
    return Edit(token.start, token.end, written, "torn-tag-tail", 0.9)


def _is_name(name: str) -> bool:
    return any(element.startswith(name) for element in ELEMENTS)


def _parts(attribute: Attribute) -> list[Part]:
    """What one attribute still says: whole, in part, or nothing."""
    if attribute.value is None:
        return [] if attribute.cut or not known(attribute.name) else [Part(attribute.name, None)]
    if attribute.cut:
        return tail_cut(attribute.name, attribute.value)
    return [Part(attribute.name, attribute.value)]


def _suspect(token: Token) -> bool:
    return any(_wrong(a) for a in token.attributes) and not any(
        a.name == "data-torn" for a in token.attributes
    )


def _wrong(attribute: Attribute) -> bool:
    """Whether a value is what no value of its name can be: two halves that met."""
    value, name = attribute.value or "", attribute.name
    if attribute.cut:
        return True
    if name in ("src", "data-src"):
        return not value.startswith(("data:", "{")) and bool(_LIST.search(value) or _JOINED.search(value))
    if name == "alt":
        return bool(_LIST.search(value)) or bool(" " in value and _PATH_END.search(value))
    if name.endswith(SRCSETS):
        return bool(_JOINED.search(value))
    return name in ("width", "height", "sizes", "class", "title") and bool(_LIST.search(value))


def _middle(text: str, token: Token) -> Edit:
    parts: list[Part] = []
    names = {a.name for a in token.attributes}
    for attribute in token.attributes:
        if not _wrong(attribute):
            if not _GARBAGE.search(attribute.name):
                parts.append(Part(attribute.name, attribute.value))
            continue
        parts += _halves(attribute, names)
    written = write(token.name, parts)
    if token.name.startswith("amp-"):
        written = closed(token.name, written, text[token.end : token.end + 20_000])
    return Edit(token.start, token.end, written, "torn-tag-middle", 0.7)


def _halves(attribute: Attribute, names: set[str]) -> list[Part]:
    """What is sure of a value in which two halves met."""
    name, value = attribute.name, attribute.value or ""
    if name.endswith(SRCSETS):
        parts = [] if _JOINED.search(value) else tail_cut(name, value)
        return [*[p for p in parts if not p.torn], Part(name, None, torn=True)]
    found = _LIST.search(value)
    if found and "srcset" not in names:
        whole = [p for p in head_cut("srcset", value[found.start() - 1 :]) if not p.torn]
        return [Part(name, None, torn=True), *whole, Part("srcset", None, torn=True)]
    return [Part(name, None, torn=True)]

"""The whole tag that stands for the remains of one.

What survived whole stands as itself; ``data-torn`` names what was cut, ``data-torn-NAME``
holds what is left of a cut value. So the mended text describes itself, and mending it again
changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.tables.torn import (
    AMP,
    ATTRIBUTES,
    BOOLEANS,
    EXTENSIONS,
    PICTURE,
    PREFIXES,
    SRCSETS,
    VOID,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME: Final = re.compile(r"[a-z_:@][\w:.@-]{0,63}+")
_FIRST: Final = re.compile(
    r"\s*+(?P<first>\S++(?:\s++[0-9][0-9.]*+[wxh])?+)\s*+,(?=\s|https?:|//)\s*+"
)
_ONLY_SIZE: Final = re.compile(r"[0-9.]*+[wx]\s*+,\s*+(?=\S)")
_START: Final = re.compile(r"https?://[^/\s]++/")
_WHOLE_SIZE: Final = re.compile(r"[0-9][0-9.]*+[wxh]")
_IMAGE: Final = re.compile(
    rf"(?:\.(?:{EXTENSIONS})(?![a-z0-9])|/image|format=|[?&]w=)", re.IGNORECASE
)
_ADDRESS: Final = re.compile(
    rf"\S*(?:[\w%.~-]/[\w%.~-]|\.(?:{EXTENSIONS})(?![a-z])|[?&][\w-]+=)\S*", re.IGNORECASE
)


_SHOWS: Final = re.compile(
    r"(?:\A|[\s_-])(?:img|image|photo|picture|avatar|thumb|thumbnail|favicon|logo|icon)(?=[\s_-]|\Z)",
    re.IGNORECASE,
).search
"""A class that pictures have."""
_GUESSED: Final = frozenset(("alt",))
"""What a torn value is called when nothing else is known of it; it tells of no element."""


_OF_OTHERS: Final = frozenset(
    (
        *("poster", "controls", "autoplay", "playsinline", "muted", "controlslist", "preload"),
        *("frameborder", "allow", "allowfullscreen", "sandbox", "srcdoc", "scrolling"),
    )
)
"""Attributes of films and frames, which state much that pictures state as well."""


_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_MIME: Final = re.compile(r"(?:i?m?a?ge|v?i?d?e?o)?/(?:webp|avif|jpe?g|png|gif|svg\+xml|mp4|webm)")


class Part(NamedTuple):
    """An attribute to be written; ``value`` is as in the source (entities kept), None if bare."""

    name: str
    value: str | None
    torn: bool = False


def known(name: str) -> bool:
    """Whether ``name`` is that of an attribute that tags really have.

    >>> known("srcset"), known("x")
    (True, False)
    """
    return name in ATTRIBUTES or (name.startswith(PREFIXES) and len(name) > 4)  # noqa: PLR2004


def element_of(parts: Iterable[Part]) -> str | None:  # noqa: PLR0911  (one element, one line)
    """The element that attributes tell of; None if they could be of many.

    >>> element_of([Part("srcset", "a.jpg 2x"), Part("layout", "responsive")])
    'amp-img'
    >>> element_of([Part("class", "x")]), element_of([Part("alt", "ore", torn=True)])
    (None, None)
    """
    have = {p.name: p.value or "" for p in parts if not (p.torn and p.name in _GUESSED)}
    source = have.get("src") or have.get("data-src") or ""
    if not _OF_OTHERS.isdisjoint(have):
        return None
    if "href" in have and "src" not in have:
        return "a"
    shaped = bool({"width", "height"} & have.keys()) and "src" not in have
    if "layout" in have and (shaped or PICTURE & have.keys() or _IMAGE.search(source)):
        return "amp-img"
    if ("media" in have or have.get("type", "").startswith("image/")) and "alt" not in have:
        return "source"
    sized = "width" in have or "height" in have
    if PICTURE & have.keys() or _IMAGE.search(source) or (sized and _SHOWS(have.get("class", ""))):
        return "img"
    if AMP & have.keys() and {"width", "height"} <= have.keys():
        return "amp-img"
    unseen = {have.get("width", ""), have.get("height", "")} <= {"0", "1"}
    other = "frameborder" in have or "src" in have or unseen
    if {"width", "height"} <= have.keys() and not other:
        return "img"
    if "content" in have and {"property", "name", "itemprop"} & have.keys():
        return "meta"
    return None


def write(tag: str, parts: Iterable[Part]) -> str:
    """The tag, every name once.

    >>> write("img", [Part("alt", "Fog"), Part("src", "g/fog.jpg", torn=True)])
    '<img alt="Fog" data-torn="src" data-torn-src="g/fog.jpg">'
    >>> write("b", [])
    '<b data-torn="">'
    """
    whole: dict[str, str | None] = {}
    torn: dict[str, str | None] = {}
    for part in parts:
        if _NAME.fullmatch(part.name) and not part.name.startswith("data-torn"):
            (torn if part.torn else whole).setdefault(part.name, part.value)
    pieces = [tag]
    pieces += [f'{n}="{_quoted(v)}"' for n, v in whole.items() if v is not None]
    pieces.append(f'data-torn="{" ".join(torn)}"')
    pieces += [f'data-torn-{n}="{_quoted(v)}"' for n, v in torn.items() if v]
    pieces += [n for n, v in whole.items() if v is None]  # last: none of them tells of a tag
    return f"<{' '.join(pieces)}>"


def _quoted(value: str) -> str:
    value = value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(value.split()) if "\n" in value else value


def head_cut(name: str, value: str) -> list[Part]:
    """What is left of a value whose beginning was lost.

    >>> head_cut("srcset", "a/b.jpg 240w, https://x.org/c.jpg 480w")
    [Part(name='srcset', value='https://x.org/c.jpg 480w', torn=False),
     Part(name='srcset', value='a/b.jpg 240w', torn=True)]
    >>> head_cut("alt", "og in the bay")
    [Part(name='alt', value='og in the bay', torn=True)]
    """
    value = value.strip()
    if not name.endswith(SRCSETS):
        return [Part(name, value, torn=True)]
    if size := _ONLY_SIZE.match(value):
        return [Part(name, value[size.end() :]), Part(name, None, torn=True)]
    found = _FIRST.match(value)
    first, rest = (found["first"], value[found.end() :]) if found else (value, "")
    start = _START.match(first)
    if start and rest.startswith(start[0]):
        return [Part(name, value)]  # it begins as the next one does
    usable = first if _ADDRESS.match(first) else None
    return [*([Part(name, rest)] if rest else []), Part(name, usable, torn=True)]


def tail_cut(name: str, value: str) -> list[Part]:
    """What is left of a value whose end was lost; a candidate with its whole size is whole.

    >>> tail_cut("srcset", "https://x.org/a.jpg 240w, https://x.org/c.j")
    [Part(name='srcset', value='https://x.org/a.jpg 240w', torn=False),
     Part(name='srcset', value='https://x.org/c.j', torn=True)]
    >>> tail_cut("src", "https://x.org/a.j")
    [Part(name='src', value='https://x.org/a.j', torn=True)]
    """
    if not name.endswith(SRCSETS):
        return [Part(name, value.strip(), torn=True)]
    whole, last = _split_last(value)
    parts = [Part(name, whole)] if whole else []
    return [*parts, Part(name, last, torn=True)]


def _split_last(value: str) -> tuple[str, str | None]:
    value = value.strip()
    if value.endswith(",") and _WHOLE_SIZE.fullmatch(value.rstrip(", ").rpartition(" ")[2]):
        return value.rstrip(", "), None
    at = max((m.start() for m in re.finditer(r",(?=\s|https?:|//)", value)), default=-1)
    before, last = value[: max(at, 0)].strip(), value[at + 1 :].strip()
    words = last.split()
    if len(words) > 1 and _WHOLE_SIZE.fullmatch(words[-1]):
        return value, None
    return before, words[0] if words else None


def cut_name(  # noqa: PLR0911  (one look, one line)
    parts: list[Part], value: str
) -> str | None:
    """Which attribute a value without its name belonged to, by what it looks like.

    >>> cut_name([Part("alt", "Fog")], "240/a/fog.jpg"), cut_name([], "x.jpg 240w, y.jpg 480w")
    ('src', 'srcset')
    >>> cut_name([Part("height", "480")], "40"), cut_name([], "40"), cut_name([], "33vw, 100vw")
    ('width', None, None)
    >>> cut_name([], "image/webp"), cut_name([], "age/webp"), cut_name([], "image/webp.jpg")
    ('type', 'type', 'src')
    """
    have = {part.name for part in parts}
    value = value.strip()
    if _NUMBER.fullmatch(value):
        other = {"width", "height"} & have
        return {"width": "height", "height": "width"}[other.pop()] if len(other) == 1 else None
    if re.search(r"[0-9](?:px|vw|em)(?:\s*,|\s*\)|\Z)|\((?:min|max)-", value):
        return None
    if (value and re.search(r"\S\s+[0-9.]+[wx]\s*(?:,|\Z)", value)) or re.fullmatch(
        r"[0-9]+[wx]", value
    ):
        return _free(have, ("srcset", "data-srcset"))
    if _MIME.fullmatch(value):
        return _free(have, ("type",))
    if _ADDRESS.fullmatch(value) or re.search(r",\s+(?:https?:)?//", value):
        if "href" in have or re.search(r",\s+(?:https?:)?//", value):
            return _free(have, ("srcset", "data-srcset"))
        return _free(have, ("src", "data-src", "data-original"))
    if re.search(r"[;{}]|[a-z]-[a-z]|_|[0-9]\Z", value) or not value:
        return None
    return _free(have, ("alt",)) if " " in value or value[-1:].isalpha() else None


def _free(have: set[str], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name not in have), None)


def is_boolean(name: str) -> bool:
    """Whether an attribute stands without a value.

    >>> is_boolean("async"), is_boolean("alt")
    (True, False)
    """
    return name in BOOLEANS or name.startswith(("i-amphtml-", "data-"))


def closed(tag: str, written: str, rest: str) -> str:
    """``written`` and an end tag, where ``tag`` needs one and ``rest`` has none for it.

    >>> closed("amp-img", "<amp-img>", " no end")
    '<amp-img></amp-img>'
    >>> closed("img", "<img>", "")
    '<img>'
    """
    if tag in VOID:
        return written
    end, again = rest.find(f"</{tag}"), rest.find(f"<{tag}")
    return written if end >= 0 and not 0 <= again < end else f"{written}</{tag}>"

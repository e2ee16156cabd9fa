"""One image element -> the addresses that it states, whatever loader it was written for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.normalize.srcset import SrcsetCandidate, is_template, read_srcset
from cleaners.normalize.text import one_line
from cleaners.tables.lazy import ADDRESSES, NUMBERED, PENDING, SRCSETS, TORN
from cleaners.tables.placeholders import ALWAYS, PLACEHOLDERS, TRACKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_CANDIDATES: Final = 200
"""Of one image; no browser has that many screens."""
MAX_WIDTH: Final = 100_000
_SIZE: Final = re.compile(
    r"\s*+(?P<whole>[0-9]{1,5})(?:\.[0-9]++)?+\s*+(?:px)?+\s*+", re.IGNORECASE
)
_NAME_PARTS: Final = re.compile(r"[a-z]++")
_EXTENSION: Final = re.compile(r"\.(?:gif|png|jpe?g|webp|svg|avif)$")
_ALWAYS: Final = re.compile("|".join(map(re.escape, ALWAYS)))
_TRACKER: Final = re.compile("(?:https?:)?//(?:" + "|".join(map(re.escape, TRACKERS)) + ")")
_PENDING: Final = re.compile(rf"[?&]{PENDING}(?=&|#|$)")
_BLANK: Final = re.compile(r"(?:transparent|blank|spacer|pixel)[^/.]{0,80}\.gif")
_SPACED: Final = re.compile(r"[ \t\n\f\r]++")


class Stated(NamedTuple):
    """One address as an element states it."""

    raw: str
    attribute: str
    width: int | None = None
    density: float | None = None
    media: str | None = None
    type: str | None = None
    cut: bool = False
    """Only a part of the address is left."""
    final: bool = False
    """What is left must stay as it is: its element is lost too, and with it what it was."""
    alternative: bool = False
    """A ``source`` states it, for some screens or formats; the image itself does not."""


@dataclass(slots=True)
class Picture:
    """All that one image element, its sources and its twins say."""

    node: _Element
    element: str
    stated: list[Stated] = field(default_factory=list)
    alt: str | None = None
    title: str | None = None
    width: int | None = None
    height: int | None = None
    truncated: tuple[str, ...] = ()
    template: bool = False
    """Its only address was to be filled in by a script that never ran."""


def read_picture(node: _Element) -> Picture:
    """Read an ``img`` or ``amp-img`` with the ``source`` elements of the picture around it.

    The img itself comes first, then the sources in their order.

    >>> from lxml import html
    >>> img = html.fromstring('<picture><source srcset="b.webp 2x"><img src="a.jpg"></picture>')[0]
    >>> [s.raw for s in read_picture(img if img.tag == "img" else img[0]).stated]
    ['a.jpg', 'b.webp']
    """
    sources, whole = _sources_of(node)
    kind = "picture" if sources else _kind(node)
    read = Picture(node, kind, alt=_said(node, "alt"), title=_said(node, "title"))
    read.width, read.height = parse_size(node.get("width")), parse_size(node.get("height"))
    read.stated.extend(_stated(node))
    for source in sources:
        read.stated.extend(
            stated._replace(final=not whole, alternative=True) for stated in _stated(source)
        )
    cut = [(element.get(TORN) or "").split() for element in (node, *sources)]
    read.truncated = tuple(dict.fromkeys(chain.from_iterable(cut)))
    del read.stated[MAX_CANDIDATES:]
    read.template = not read.stated and is_template(node.get("src") or "")
    return read


def is_torn_source(node: _Element) -> bool:
    """Whether torn remains were a ``source``, and the image that they belong to follows.

    Mending cannot know the name of a tag whose beginning is lost; what follows it tells.

    >>> from lxml import html
    >>> torn = '<img data-torn="srcset" data-torn-srcset="a/b.jpg 3w">'
    >>> is_torn_source(html.fromstring(f"<p>{torn}<source srcset=c.jpg><img src=d.jpg></p>")[0])
    True
    >>> is_torn_source(html.fromstring(f"<p>{torn}<img src=d.jpg></p>")[0])
    False
    """
    if node.get(TORN) is None or node.get("alt") is not None or (node.tail or "").strip():
        return False
    following = node.getnext()
    if following is None or following.tag not in {"source", "img"}:
        return False
    return following.tag == "source" or bool(node.get("type") or node.get("media"))


def _kind(node: _Element) -> str:
    return "amp-img" if str(node.tag).startswith("amp-") else "img"


def _said(node: _Element, name: str) -> str | None:
    return one_line(node.get(name) or "") or None


def _sources_of(node: _Element) -> tuple[list[_Element], bool]:
    """The sources of the picture around an image, and whether the picture's own tag is whole.

    libxml2 nests the sources before an img, each in the one before; where the tag of the picture
    was lost, that nest is all there is of it, and what is left of a source before it.
    """
    nest: list[_Element] = []
    top, around = node, node.getparent()
    while around is not None and around.tag == "source":
        nest.append(around)
        top, around = around, around.getparent()
    if around is not None and around.tag == "picture":
        return list(around.iter("source")), True
    before = top.getprevious()
    if before is not None and is_torn_source(before):
        nest.append(before)
    return nest[::-1], False


def _stated(node: _Element) -> Iterator[Stated]:
    """The addresses in the attributes of one element."""
    media, kind = node.get("media"), node.get("type")
    for name, value in node.attrib.items():
        for found in _addresses(str(name), str(value)):
            yield Stated(
                found.url, str(name), _sane(found.width), _finite(found.density), media, kind
            )
    yield from _torn(node)


def _addresses(name: str, value: str) -> tuple[SrcsetCandidate, ...]:
    """What one attribute states; nothing if it is not an attribute of addresses."""
    if name.startswith(TORN) or not value:
        return ()
    if name.endswith(SRCSETS):
        return read_srcset(value)
    if name == "src" or name in ADDRESSES:
        return _address(value, None)
    if name.startswith(NUMBERED) and name[len(NUMBERED) :].isdecimal():
        return _address(value, int(name[len(NUMBERED) :][:6]))
    return ()


def _address(value: str, width: int | None) -> tuple[SrcsetCandidate, ...]:
    """The value of a ``src`` and its like; objects of JSON and templates state none."""
    value = _PENDING.sub("", value.strip())
    if (
        not value
        or value[0] in "{[<'\""
        or is_template(value)
        or not ("/" in value or "." in value)
    ):
        return ()
    if ", " in value and _SPACED.search(value):
        return read_srcset(value)  # a srcset in the place of an address
    return (SrcsetCandidate(value, width),)


def _torn(node: _Element) -> Iterator[Stated]:
    """What mending could save of addresses that were cut."""
    for name in (node.get(TORN) or "").split():
        rest = (node.get(f"{TORN}-{name}") or "").strip()
        if not rest:
            continue
        if name.endswith(SRCSETS):
            found = read_srcset(rest)
            yield from (
                Stated(c.url, name, _sane(c.width), _finite(c.density), cut=True) for c in found
            )
        elif name == "src" or name in ADDRESSES:
            yield Stated(rest, name, cut=True)


def _sane(width: int | None) -> int | None:
    return width if width is not None and 0 < width <= MAX_WIDTH else None


def _finite(density: float | None) -> float | None:
    return density if density is not None and math.isfinite(density) and density > 0 else None


def parse_size(value: str | None) -> int | None:
    """A ``width`` or ``height`` in CSS pixels; percentages and words are none.

    >>> parse_size("606.891"), parse_size("640px")
    (606, 640)
    >>> parse_size("100%"), parse_size("0")
    (None, None)
    """
    found = _SIZE.fullmatch(value[:40]) if value else None
    return (int(found["whole"]) or None) if found else None


@lru_cache(maxsize=4096)
def is_placeholder(address: str) -> bool:
    """Whether an address shows nothing or stands in for a picture that a script will load.

    >>> is_placeholder("https://example.org/img/placeholder.png?w=16")
    True
    >>> is_placeholder("https://example.org/img/empty-streets-of-lisbon.jpg")
    False
    """
    folded = address[:500].lower()
    if _ALWAYS.search(folded) or _BLANK.search(folded):
        return True
    words = _NAME_PARTS.findall(_EXTENSION.sub("", file_of(folded)))
    return not PLACEHOLDERS.isdisjoint(words) and all(
        word in PLACEHOLDERS or len(word) == 1 for word in words
    )


def is_tracker(address: str) -> bool:
    """Whether an address only counts readers.

    >>> is_tracker("https://pixel.wp.com/g.gif?v=ext")
    True
    >>> is_tracker("https://example.org/g.gif")
    False
    """
    return _TRACKER.match(address) is not None


def file_of(address: str) -> str:
    """The last segment of an address, without query and fragment.

    >>> file_of("https://example.org/a/fog.jpg?w=3#x")
    'fog.jpg'
    >>> file_of("https://example.org/a/")
    ''
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return path.rpartition("/")[2]

"""A mended page, and the flat lists that one walk over its tree gathers.

The tree is walked once. Everything that extraction and the search for torn tags need stands
in parallel lists afterwards: sums over subtrees are one loop backwards over ``parents``,
what is inherited is one loop forwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

    from cleaners.records import InputKind, Repair


class Seen(NamedTuple):
    """An element that was met, and where: its container, and how many blocks stood before it."""

    node: _Element
    container: int
    block: int


class Link(NamedTuple):
    """An ``<a>`` and its text."""

    node: _Element
    container: int
    block: int
    text: str
    href: str


@dataclass(slots=True)
class Walk:
    """A page as flat lists, in document order.

    Containers are block-level elements (pre-order, ``parents[0] == -1``); blocks are the runs
    of text between two block boundaries, white space collapsed, ``<br>`` as a line feed.
    """

    # containers
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    nodes: list[_Element] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    """How many blocks stood before each container began …"""
    lasts: list[int] = field(default_factory=list)
    """… and when it ended: ``texts[firsts[c]:lasts[c]]`` is all text below container ``c``."""
    # blocks
    texts: list[str] = field(default_factory=list)
    holders: list[int] = field(default_factory=list)
    """Container of each block."""
    link_chars: list[int] = field(default_factory=list)
    """Characters of each block that stand inside an ``<a href>``."""
    shown: list[str] = field(default_factory=list)
    """The pieces of text in ``code``, ``pre`` and their like, which may be about markup."""
    odd_names: list[str] = field(default_factory=list)
    """Names of attributes that none has: a value ran on into a tag, and ended where one begins.

    ``<!--`` for a comment that ran on into the next.
    """
    quoted_names: bool = False
    """Whether the name of an attribute holds a quote."""
    odd_addresses: list[str] = field(default_factory=list)
    """Addresses of links that hold a ``<``."""
    odd_images: list[_Element] = field(default_factory=list)
    """Images of which a value holds what few do: a ``<``, or the width of a candidate."""
    # what was met on the way
    images: list[Seen] = field(default_factory=list)
    """img, amp-img, and source elements inside picture."""
    links: list[Link] = field(default_factory=list)
    places: list[_Element] = field(default_factory=list)
    """``<a>`` without an address: places that links lead to, or no tags at all."""
    times: list[Seen] = field(default_factory=list)
    items: list[Seen] = field(default_factory=list)
    """Elements with itemprop, itemscope or property (microdata, RDFa)."""
    metas: list[tuple[str, str]] = field(default_factory=list)
    """(name, property, itemprop or http-equiv in lower case; content) of every ``<meta>``."""
    rels: list[tuple[str, str, _Element]] = field(default_factory=list)
    """(rel in lower case, href, element) of every ``<link>``."""
    titles: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    """(type in lower case, text) of every script that is data: JSON-LD and other JSON."""
    base: str | None = None
    language: str | None = None
    """``lang`` of the root."""
    joined: bool = False
    """Whether there were more blocks than stay apart: the rest of them is the last one."""
    _said: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def said(self) -> str:
        r"""The texts of all blocks, a line or more each; joined when they are first asked for.

        >>> Walk(texts=["Fog", "It was thick."]).said
        'Fog\nIt was thick.'
        """
        if self._said is None:
            self._said = "\n".join(self.texts)
        return self._said


@dataclass(slots=True)
class Page:
    """One document after mending."""

    kind: InputKind
    text: str
    """The mended source."""
    tree: _Element
    walk: Walk
    repairs: tuple[Repair, ...] = ()

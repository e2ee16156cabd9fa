"""Which images of a page stand in its article, told by where the body stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.extract.captions import text_of, words_under
from cleaners.extract.furniture import Furniture
from cleaners.extract.pictures import is_tracker
from cleaners.normalize.url import resolve
from cleaners.tables.lazy import TORN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from cleaners.extract.captions import Words
    from cleaners.extract.pictures import Picture
    from cleaners.page import Page, Seen, Walk

_ABOVE: Final = 14
"""Blocks above headline or body in which a lead image may stand."""
_BELOW: Final = 1
_FILE: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|bmp|tiff?|svg)(?:[?#]|$)", re.IGNORECASE)
_LEADS: Final = 200
"""CSS pixels from which on an image without a figure can lead an article."""
_LINK_CLIMB: Final = 8
_SCRAP: Final = 200
"""Characters of text under which a body is a piece of one."""


class Region:
    """The part of a page in which its article's images stand."""

    def __init__(self, page: Page, body: Sequence[int], base: str | None) -> None:
        self.walk, self.base = page.walk, base
        self.furniture = Furniture(page.walk, body)
        self._words: dict[_Element, Words] = {}
        self.bare = page.kind in {"text", "fragment"} or _is_scrap(page)
        self.first = body[0] if body else None
        self.last = body[-1] if body else -1
        self.root = _common(page.walk, body)
        self.top = self._top()

    def _top(self) -> int:
        """The block of the headline, if it stands before the body; else the body's first."""
        first = self.first or 0
        for block in range(first, -1, -1):
            if block < len(self.walk.holders) and self.walk.tags[self.walk.holders[block]] == "h1":
                return block
        return first

    def near(self, seen: Seen) -> bool:
        """Whether an image stands where one of the article can, before it is read."""
        if self.bare or self.first is None or seen.node.get(TORN) is not None:
            return True
        if not self.top - _ABOVE <= seen.block <= self.last + _BELOW:
            return False
        if self.furniture.called(seen.node):
            return False
        leading = seen.block <= self.first  # may be named by the page's head, wherever it stands
        return leading or not self._is_elsewhere(seen)

    def admits(self, seen: Seen, picture: Picture, address: str | None, *, named: bool) -> bool:
        """Whether an image belongs to the article; ``named`` says that the page's head names it."""
        if self.bare or seen.node.get(TORN) is not None:
            return True  # too little is left around it to leave it out
        if counts_readers(picture):
            return False
        return self._belongs(seen, picture, address, named=named)

    def _belongs(self, seen: Seen, picture: Picture, address: str | None, *, named: bool) -> bool:
        size = {"width": picture.width, "height": picture.height}
        if self.furniture.marked(seen, address, **size):
            return False
        if named:
            return True
        if self.first is not None and seen.block > self.first:
            return True  # its place was judged before it was read
        if self._is_elsewhere(seen):
            return False
        return self.first is None or self._within(seen.container) or stands_out(picture)

    def leads(self, seen: Seen | None) -> bool:
        """Whether an image stands between the headline and the body."""
        return seen is not None and self.first is not None and self.top <= seen.block <= self.first

    def _is_elsewhere(self, seen: Seen) -> bool:
        """Whether an image stands in the page's furniture, or is a link to another page."""
        return self.furniture.housed(seen.container) or self._leads_away(seen.node)

    def _within(self, container: int) -> bool:
        while container > self.root:
            container = self.walk.parents[container]
        return container == self.root

    def _leads_away(self, node: _Element) -> bool:
        """Whether the image is the face of a link to another page.

        A link that holds nothing but the image, in a box with a caption, only enlarges it.
        """
        link = _link_around(node)
        if link is None or not _away(link.get("href"), self.base):
            return False
        return bool(text_of(link)) or not self.words_under(node).caption

    def words_under(self, node: _Element) -> Words:
        """Caption and credit of an image by the elements around it, read once."""
        words = self._words.get(node)
        if words is None:
            words = self._words[node] = words_under(node)
        return words


def _is_scrap(page: Page) -> bool:
    """Whether a few words are all that the source holds besides the tags of a body."""
    return page.kind == "body" and sum(map(len, page.walk.texts)) < _SCRAP


def _link_around(node: _Element) -> _Element | None:
    around = node.getparent()
    for _ in range(_LINK_CLIMB):
        if around is None or around.tag in {"article", "body"}:
            return None
        if around.tag == "a":
            return around
        around = around.getparent()
    return None


def _away(href: str | None, base: str | None) -> bool:
    """Whether ``href`` is another page: no picture, no place in this one, no script."""
    if not href or href.startswith(("#", "javascript:")) or _FILE.search(href):
        return False
    url = resolve(href, base)
    return (
        url is None
        or base is None
        or url.partition("#")[0].partition("?")[0] != base.partition("#")[0].partition("?")[0]
    )


def counts_readers(picture: Picture) -> bool:
    """Whether a picture is none: one pixel, or at an address that only counts readers."""
    if picture.width == 1 or picture.height == 1:
        return True
    return any(is_tracker(stated.raw) for stated in picture.stated)


def stands_out(picture: Picture) -> bool:
    """Whether an image outside of the text looks like the one that leads it."""
    if picture.width is not None and picture.width < _LEADS:
        return False
    node: _Element | None = picture.node
    for _ in range(6):
        if node is None:
            break
        if node.tag == "figure":
            return True
        node = node.getparent()
    return (
        picture.element in {"picture", "amp-img"}
        or (picture.width or 0) >= _LEADS
        or len(picture.stated) > 1
    )


def _common(walk: Walk, blocks: Sequence[int]) -> int:
    """The innermost container around all ``blocks``."""
    if not blocks:
        return 0
    common, last = walk.holders[min(blocks)], max(blocks)
    while common > 0 and walk.lasts[common] <= last:
        common = walk.parents[common]
    return max(common, 0)

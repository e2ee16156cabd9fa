"""What around an image says that it belongs to the page and not to its article."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaners.extract.pictures import file_of
from cleaners.tables.furniture import FILES, HOSTS, HOUSES, MARKS, TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from cleaners.page import Seen, Walk

_WORD: Final = re.compile(r"[a-z]++|[A-Z]++(?![a-z])|[A-Z][a-z]++")
_NEAR: Final = 3
"""Elements above an image that count as near."""
_SMALL: Final = 80
"""CSS pixels on either side: what is smaller is an icon or the picture of a person."""


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """The sub-words of a class, an id or a file name, in lower case.

    >>> sorted(words_of("article-authorBox js_XL"))
    ['article', 'author', 'box', 'js', 'xl']
    """
    return frozenset(word.lower() for word in _WORD.findall(name[:300]))


def marked(node: _Element, marks: frozenset[str]) -> bool:
    """Whether class or id of ``node`` holds one of ``marks``.

    >>> from lxml import html
    >>> node = html.fromstring('<div class="author-box">Ada</div>')
    >>> marked(node, frozenset({"author"})), marked(node, frozenset({"authority"}))
    (True, False)
    """
    name, place = node.get("class"), node.get("id")
    return bool(
        (name and not marks.isdisjoint(words_of(name)))
        or (place and not marks.isdisjoint(words_of(place)))
    )


class Furniture:
    """Judges images of one page; what it knows of a container serves all images in it."""

    def __init__(self, walk: Walk, body: Sequence[int] = ()) -> None:
        self._walk = walk
        self._housed: dict[int, bool] = {-1: False}
        for block in body:  # what holds the body is no furniture, whatever it is called
            container = walk.holders[block]
            while container not in self._housed:
                self._housed[container] = False
                container = walk.parents[container]

    def holds(
        self, seen: Seen, address: str | None, *, width: int | None, height: int | None
    ) -> bool:
        """Whether the image is furniture by its place, its name or its size."""
        return self.marked(seen, address, width=width, height=height) or self.housed(seen.container)

    def marked(
        self, seen: Seen, address: str | None, *, width: int | None, height: int | None
    ) -> bool:
        """Whether the image itself says so: by its size, its file, its own classes."""
        small = width and width <= _SMALL and (not height or height <= _SMALL)
        if small or _thumbnail(address or "") or (height and height <= _SMALL // 2):
            return True
        if address and names_furniture(address):
            return True
        return self.called(seen.node)

    def housed(self, container: int) -> bool:
        """Whether a container stands in a part of the page that is not its article."""
        path = []
        while container not in self._housed:
            path.append(container)
            container = self._walk.parents[container]
        verdict = self._housed[container]
        for place in reversed(path):
            node = self._walk.nodes[place]
            verdict = (
                verdict or node.tag in TAGS or (node.tag not in _ROOTS and marked(node, HOUSES))
            )
            self._housed[place] = verdict
        return verdict

    @staticmethod
    def called(node: _Element) -> bool:
        """Whether the classes of an image, or of what is right around it, name furniture."""
        near: _Element | None = node
        for _ in range(_NEAR):
            if near is None or near.tag in _ROOTS:
                return False
            if marked(near, MARKS):
                return True
            near = near.getparent()
        return False


_ROOTS: Final = frozenset({"html", "body", "main", "article"})
"""Their classes describe the kind of page, not a part of it."""


def names_furniture(address: str) -> bool:
    """Whether an address itself names a logo, an icon or the picture of a user.

    >>> names_furniture("https://example.org/img/site-logo.svg")
    True
    >>> names_furniture("https://example.org/img/logos-on-shop-fronts-and-how-they-all-came-to-look-alike.jpg")
    False
    """
    if any(host in address for host in HOSTS):
        return True
    name = file_of(address)
    return len(name) < _LONG_NAME and not FILES.isdisjoint(words_of(name))


def _thumbnail(address: str) -> bool:
    """Whether the name of a file says that it is no larger than a stamp."""
    found = _NAMED_SIZE.search(file_of(address))
    return found is not None and int(found[1]) <= _THUMBNAIL and int(found[2]) <= _THUMBNAIL


_NAMED_SIZE: Final = re.compile(r"[-_]([0-9]{2,4})x([0-9]{2,4})\.[a-z]{3,4}$")
_THUMBNAIL: Final = 160
_LONG_NAME: Final = 60
"""Characters: so long a file name is the title of a picture."""

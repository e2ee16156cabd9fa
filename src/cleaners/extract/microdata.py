"""Microdata in the shape that JSON-LD has, so that both are read by the same functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from cleaners.page import Walk

Node = dict[str, Any]

_ADDRESSES: Final = {
    "a": "href", "link": "href", "area": "href", "img": "src", "amp-img": "src", "source": "src",
    "iframe": "src", "embed": "src", "video": "src", "audio": "src", "object": "data",
}  # fmt: skip
_VALUES: Final = {"data": "value", "meter": "value", "time": "datetime", "meta": "content"}
_LONGEST: Final = 2000
_READ: Final = 20_000
_DEEPEST: Final = 20


def read_microdata(walk: Walk) -> list[Node]:
    """Give all items of a page, nested ones inside of the outer ones too, outer ones first.

    A property of several values is a list. A property outside of any item is left out, and so is
    an item inside of too many others.
    """
    items: dict[_Element, Node] = {}
    for seen in walk.items:
        if seen.node.get("itemscope") is not None:
            items[seen.node] = {"@type": (seen.node.get("itemtype") or "").split()}
    scopes = _Scopes(items)
    depth = dict.fromkeys(items, 0)
    for seen in walk.items:
        names = (seen.node.get("itemprop") or "").split()
        owner = scopes.around(seen.node) if names else None
        if owner is None:
            continue
        if seen.node in items:
            depth[seen.node] = depth[owner] + 1
        if depth.get(seen.node, 0) <= _DEEPEST:
            value = items.get(seen.node) or value_of(seen.node)
            for name in names:
                _add(items[owner], name, value)
    return list(items.values())


def value_of(node: _Element) -> str:
    """The value of a property that is no item; nothing where it is very long.

    >>> from lxml.html import fromstring
    >>> value_of(fromstring('<a itemprop=url href="/kettle">Kettle</a>'))
    '/kettle'
    >>> value_of(fromstring('<b itemprop=price content=34.90>34,90 €</b>'))
    '34.90'
    """
    tag = str(node.tag)
    name = _ADDRESSES.get(tag) or _VALUES.get(tag) or ""
    stated = node.get("content") or (node.get(name) if name else None)
    if stated is None:
        stated = _text_of(node)
    return stated.strip() if len(stated) <= _LONGEST else ""


def _text_of(node: _Element) -> str:
    """All text inside, as far as it can be of use: a page may nest thousands of properties."""
    parts: list[str] = []
    length = 0
    for text in cast("Iterator[str]", node.itertext()):
        parts.append(text)
        length += len(text)
        if length > _READ:
            return ""
    return " ".join(" ".join(parts).split())


def _add(item: Node, name: str, value: str | Node) -> None:
    if not value:
        return
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


class _Scopes:
    """Finds the item around an element; each ancestor is looked at once, however deep the page."""

    def __init__(self, items: dict[_Element, Node]) -> None:
        self._items = items
        self._known: dict[_Element, _Element | None] = {}

    def around(self, node: _Element) -> _Element | None:
        """The nearest ancestor that is an item."""
        way: list[_Element] = []
        found: _Element | None = None
        for above in node.iterancestors():
            if above in self._known:
                found = self._known[above]
                break
            way.append(above)
            if above in self._items:
                found = above
                break
        for passed in way:
            self._known[passed] = found
        return found

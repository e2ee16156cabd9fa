"""The images that the head of a page names: Open Graph, Twitter cards, JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaners.extract.furniture import names_furniture
from cleaners.extract.pictures import is_placeholder, parse_size
from cleaners.extract.same_picture import picture_key
from cleaners.extract.structured import Structured, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.extract.structured import Node
    from cleaners.page import Walk

_OG_ADDRESSES: Final = frozenset(
    ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
)
_ADDRESSES: Final = ("contentUrl", "url", "@id", "thumbnailUrl")
_MOST: Final = 200


class Named(NamedTuple):
    """An image that the head of the page names, and what it says of it."""

    url: str
    element: str
    """open-graph or json-ld."""
    source: str
    leads: bool = True
    """Whether it is named as the page's own image, and not just described."""
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


def named_images(walk: Walk, structured: Structured | None) -> list[Named]:
    """All images that the head names, the page's own ones first; a site's logo is none.

    >>> from cleaners.page import Walk
    >>> facts = [("og:image", "https://example.org/a.jpg"), ("og:image:width", "640")]
    >>> [(named.url, named.width) for named in named_images(Walk(metas=facts), None)]
    [('https://example.org/a.jpg', 640)]
    >>> named_images(Walk(metas=[("og:title", "Fog")]), None)
    []
    """
    found = open_graph(walk)
    if structured is not None:
        own = list(_own(structured))
        found = [*own, *found, *_described(structured)]
    return [
        named for named in found if not (names_furniture(named.url) or is_placeholder(named.url))
    ][:_MOST]


def open_graph(walk: Walk) -> list[Named]:
    """The images that the page names for those who share it."""
    found: list[Named] = []
    for name, content in walk.metas:
        if name in _OG_ADDRESSES and content.strip():
            if not found or picture_key(found[-1].url) != picture_key(content):
                found.append(Named(content.strip(), "open-graph", f"meta:{name}"))
        elif found:
            found[-1] = _with_fact(found[-1], name, content)
    return found


def _with_fact(named: Named, name: str, content: str) -> Named:
    if name == "og:image:width":
        return named._replace(width=parse_size(content))
    if name == "og:image:height":
        return named._replace(height=parse_size(content))
    if name in {"og:image:alt", "twitter:image:alt"}:
        return named._replace(alt=" ".join(content.split()) or None)
    return named


def _own(structured: Structured) -> Iterator[Named]:
    """The images of the article's object."""
    for node in (structured.article, structured.page):
        if node is not None:
            yield from _images(node.get("image"), structured, f"json-ld:{_type(node)}.image")
            yield from _images(
                node.get("primaryImageOfPage"), structured, "json-ld:primaryImageOfPage"
            )


def _type(node: Node) -> str:
    return next(iter(sorted(types_of(node))), "thing")


def _images(value: Any, structured: Structured, source: str) -> Iterator[Named]:  # noqa: ANN401
    for item in value if isinstance(value, list) else [value]:
        thing = structured.resolved(item)
        if isinstance(thing, str) and thing.strip():
            yield Named(thing.strip(), "json-ld", source)
        elif isinstance(thing, dict):
            named = _object(thing, source)
            if named is not None:
                yield named


def _described(structured: Structured) -> Iterator[Named]:
    """Every ImageObject with words: they belong to whatever image shows the same."""
    for node in structured.nodes:
        if "imageobject" in types_of(node):
            named = _object(node, "json-ld:imageobject")
            if named is not None and (named.caption or named.credit):
                yield named._replace(leads=False)


def _object(node: Node, source: str) -> Named | None:
    url = next(
        (node[k] for k in _ADDRESSES if isinstance(node.get(k), str) and node[k].strip()), None
    )
    if url is None:
        return None
    return Named(
        url.strip(),
        "json-ld",
        source,
        width=_size(node.get("width")),
        height=_size(node.get("height")),
        caption=_words(node.get("caption")) or _words(node.get("description")),
        credit=_words(node.get("creditText")),
    )


def _size(value: Any) -> int | None:  # noqa: ANN401
    if isinstance(value, dict):
        value = value.get("value")
    return parse_size(str(value)) if isinstance(value, (str, int, float)) else None


def _words(value: Any) -> str | None:  # noqa: ANN401
    return (" ".join(value.split()) or None) if isinstance(value, str) else None

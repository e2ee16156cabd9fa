"""What a page says about itself to machines: JSON-LD, microdata and meta elements, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from cleaners.normalize.json import read_json
from cleaners.normalize.text import fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from cleaners.page import Walk

Node = dict[str, Any]

_ARTICLES: Final = (
    "article", "blogposting", "report", "liveblogposting", "discussionforumposting", "review",
    "socialmediaposting", "question", "howto", "recipe",
)  # fmt: skip
_PAGES: Final = frozenset(
    ("webpage", "itempage", "qapage", "faqpage", "aboutpage", "medicalwebpage", "webcontent")
)
_SAYS: Final = frozenset(
    ("headline", "name", "datePublished", "author", "articleSection", "keywords", "articleBody")
)
"""What an object has to state to be more than the name of its type."""
_LONGEST: Final = 3_000_000
_MANY: Final = 4000


@dataclass(slots=True)
class Structured:
    """The claims of a page about itself."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    """Contents by name, property or itemprop, in the order of the page."""
    nodes: list[Node] = field(default_factory=list)
    """Every object of the JSON-LD, outer ones first."""
    by_id: dict[str, Node] = field(default_factory=dict)
    article: Node | None = None
    """The object that describes this article, if one does."""
    page: Node | None = None
    """The object that describes this page."""

    def meta(self, *names: str) -> tuple[str, str] | None:
        """(name, content) of the first of ``names`` that says something."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content.strip():
                    return name, content
        return None

    def resolved(self, value: Any) -> Any:  # noqa: ANN401
        """The object that a mere ``{"@id": …}`` points to."""
        if isinstance(value, dict) and "@id" in value and len(value) <= 2:  # noqa: PLR2004
            return self.by_id.get(str(value["@id"]), value)
        return value


def read_structured(walk: Walk) -> Structured:
    """Decode all JSON-LD once, and choose the object that speaks of the page's own article."""
    found = Structured()
    for name, content in walk.metas:
        found.metas.setdefault(name, []).append(content)
    for kind, text in walk.scripts:
        if "ld" in kind and len(text) <= _LONGEST:
            for value in read_json(text):
                found.nodes.extend(_objects(value))
    for node in found.nodes:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > 2:  # noqa: PLR2004
            found.by_id.setdefault(identity, node)
    found.article = _own_article(found, walk)
    found.page = next((n for n in found.nodes if types_of(n) & _PAGES), None)
    return found


def types_of(node: Node) -> frozenset[str]:
    """The types of an object in lower case, without their vocabulary.

    >>> sorted(types_of({"@type": ["http://schema.org/NewsArticle", "Thing"]}))
    ['newsarticle', 'thing']
    >>> types_of({"type": "Thing"})
    frozenset()
    """
    raw = node.get("@type")
    names = raw if isinstance(raw, list) else [raw]
    return frozenset(
        name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()
        for name in names
        if isinstance(name, str)
    )


def text_of(node: _Element) -> str:
    """All text inside an element, with one space between words."""
    return " ".join(" ".join(cast("Iterator[str]", node.itertext())).split())


def texts_of(value: Any) -> list[str]:  # noqa: ANN401
    """The strings of a value that may be one, a list, or an object with a name.

    >>> texts_of(["Fog", {"name": "Sea"}, 7])
    ['Fog', 'Sea']
    >>> texts_of(None)
    []
    """
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if isinstance(value, dict):
        return texts_of(value.get("@value") or value.get("name"))
    return []


def _objects(value: Any) -> Iterator[Node]:  # noqa: ANN401
    """Every object inside ``value``, breadth first, so that outer ones come first."""
    queue, seen = [value], 0
    while queue and seen < _MANY:
        following: list[Any] = []
        for item in queue:
            seen += 1
            if isinstance(item, dict):
                yield item
                following.extend(v for v in item.values() if isinstance(v, (dict, list)))
            elif isinstance(item, list):
                following.extend(v for v in item if isinstance(v, (dict, list)))
        queue = following


def _readers_reviews(nodes: list[Node]) -> set[int]:
    """The reviews inside a thing that counts its ratings: customers wrote them, not the page."""
    return {
        id(review)
        for node in nodes
        if "aggregateRating" in node
        for key in ("review", "reviews")
        for review in (node[key] if isinstance(node.get(key), list) else [node.get(key)])
    }


def _is_article(node: Node) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in types_of(node))


def _names_of_page(walk: Walk, found: Structured) -> set[str]:
    names = [*walk.titles[:1], *found.metas.get("og:title", [])[:1]]
    names += {
        text
        for text, holder in zip(walk.texts, walk.holders, strict=True)
        if walk.tags[holder] == "h1"
    }
    return {fold(plain(name)) for name in names}


def _own_article(found: Structured, walk: Walk) -> Node | None:
    """The one article, or of several the one whose name the page bears, or none."""
    readers = _readers_reviews(found.nodes)
    articles = [
        n
        for n in found.nodes
        if _is_article(n) and not _SAYS.isdisjoint(n) and id(n) not in readers
    ]
    main = [n for n in articles if types_of(n).isdisjoint({"review", "question"})] or articles
    if len(main) <= 1:
        return main[0] if main else None
    names = _names_of_page(walk, found)
    for node in main:
        title = fold(plain(next(iter(texts_of(node.get("headline") or node.get("name"))), "")))
        if title and any(title in name or (name and name in title) for name in names):
            return node
    first = main[0]
    distinct = {str(n.get("headline") or n.get("name")) for n in main}
    return first if len(distinct) == 1 or "mainEntityOfPage" in first else None

"""The plain fields: description, publisher, section, licence, robots and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaners.extract.structured import texts_of, types_of
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import resolve, strip_tracking
from cleaners.tables.boilerplate_keywords import BOILERPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.extract.structured import Structured
    from cleaners.page import Walk


class Found(NamedTuple):
    """A value, and the claim it was read from."""

    value: str
    source: str
    raw: str
    confidence: float


_LONGEST: Final = 2000
_SHORTEST: Final = 8
_PUBLISHERS: Final = (
    "og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher",
    "application-name",
)  # fmt: skip
_SECTIONS: Final = (
    "article:section", "parsely-section", "cxenseparse:section", "section", "og:section",
    "dc.subject.section",
)  # fmt: skip
_LONGEST_NAME: Final = 120


def find_description(told: Structured) -> Found | None:
    """What the page says it is about, in a sentence or two."""
    for name in (
        "description",
        "og:description",
        "twitter:description",
        "dc.description",
        "dcterms.abstract",
    ):
        found = told.meta(name)
        if found is not None and _tells(found[1]):
            return Found(plain(found[1]), f"meta:{name}", found[1], 0.9)
    for raw in texts_of(told.article.get("description")) if told.article else ():
        if _tells(raw):
            return Found(plain(raw), "json-ld:article.description", raw, 0.9)
    return None


def _tells(raw: str) -> bool:
    return len(raw) <= _LONGEST and len(plain(raw)) > _SHORTEST


def find_publisher(told: Structured) -> Found | None:
    """The name of who publishes the page."""
    for node, kind in ((told.article, "article"), (told.page, "page")):
        value = told.resolved(node.get("publisher")) if node else None
        for raw in texts_of(value)[:1]:
            if _is_name(raw):
                return Found(plain(raw), f"json-ld:{kind}.publisher", raw, 0.95)
    for name in _PUBLISHERS:
        found = told.meta(name)
        if found is not None and _is_name(found[1]):
            return Found(plain(found[1]), f"meta:{name}", found[1], 0.85)
    for node in told.nodes:
        if types_of(node) & {"newsmediaorganization", "website"}:
            for raw in texts_of(node.get("name"))[:1]:
                if _is_name(raw):
                    return Found(plain(raw), "json-ld:website.name", raw, 0.8)
    return None


def _is_name(raw: str) -> bool:
    return bool(fold(raw)) and len(raw) <= _LONGEST_NAME and not raw.startswith(("http", "@", "//"))


def find_section(told: Structured) -> Found | None:
    """The section of the publication that the article stands in."""
    for raw in texts_of(told.article.get("articleSection"))[:1] if told.article else ():
        if _is_section(raw):
            return Found(plain(raw), "json-ld:article.articleSection", raw, 0.95)
    for name in _SECTIONS:
        found = told.meta(name)
        if found is not None and _is_section(found[1]):
            return Found(plain(found[1]), f"meta:{name}", found[1], 0.9)
    return None


def _is_section(raw: str) -> bool:
    return _is_name(raw) and fold(raw) not in BOILERPLATE - {
        "news",
        "blog",
        "general",
        "nachrichten",
        "noticias",
    }


def find_canonical(walk: Walk, told: Structured, base: str | None) -> Found | None:
    """The page's own address, without tracking."""
    stated = [("link:canonical", href) for rel, href, _ in walk.rels if "canonical" in rel.split()]
    stated += [
        (f"meta:{name}", raw)
        for name in ("og:url", "twitter:url")
        for raw in told.metas.get(name, ())
    ]
    for source, raw in stated:
        address = resolve(raw.strip(), base) if raw.strip() else None
        if address is not None and not _is_front(address, base):
            return Found(strip_tracking(address), source, raw, 0.95)
    return None


def _is_front(address: str, base: str | None) -> bool:
    """Whether a page that is not the front page calls itself the front page."""
    path = address.partition("://")[2].partition("/")[2]
    return not path and base is not None and bool(base.partition("://")[2].partition("/")[2])


def find_license(walk: Walk, told: Structured, base: str | None) -> Found | None:
    """The licence as an address or a name."""
    for raw in texts_of(told.article.get("license")) if told.article else ():
        return Found(resolve(raw, None) or plain(raw), "json-ld:article.license", raw, 0.95)
    stated = [(f"link:{rel}", href) for rel, href, _ in walk.rels if "license" in rel.split()]
    stated += [
        ("a:license", x.node.get("href", ""))
        for x in walk.links
        if "license" in (x.node.get("rel") or "").split()
    ]
    for source, raw in stated:
        address = resolve(raw, base)
        if address is not None:
            return Found(address, source, raw, 0.85)
    for name in ("dcterms.license", "dc.rights.license", "license"):
        found = told.meta(name)
        if found is not None:
            return Found(plain(found[1])[:300], f"meta:{name}", found[1], 0.8)
    return None


def find_free(told: Structured) -> tuple[bool, str, str] | None:
    """Whether the article can be read without paying: (answer, source, raw)."""
    for node in (told.article, told.page):
        value: Any = node.get("isAccessibleForFree") if node else None
        answer = _BOOLEANS.get(str(value).strip().rsplit("/", 1)[-1].lower())
        if answer is not None:
            return answer, "json-ld:isAccessibleForFree", str(value)
    found = told.meta("article:content_tier", "cxenseparse:paywall", "isaccessibleforfree")
    answer = _TIERS.get(found[1].strip().lower()) if found else None
    return (answer, f"meta:{found[0]}", found[1]) if found and answer is not None else None


_BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_TIERS: Final = {"free": True, "locked": False, "metered": False, "true": True, "false": False}


def robots_directives(walk: Walk) -> tuple[str, ...]:
    """What the page tells every robot, in lower case, each once."""
    parts = [
        part.strip().lower()
        for name, content in walk.metas
        if name == "robots"
        for part in content.split(",")
    ]
    return tuple(dict.fromkeys(part for part in parts if part))


def site_tags(told: Structured) -> Iterator[str]:
    """Languages that the page declares, the most specific first."""
    for node in (told.article, told.page):
        if node is not None:
            yield from texts_of(node.get("inLanguage"))[:1]
    for name in ("og:locale", "language", "content-language", "dc.language", "dcterms.language"):
        yield from told.metas.get(name, [])[:1]

"""The plain fields: description, publisher, section, licence, robots and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaners.extract.structured import text_of, texts_of, types_of
from cleaners.normalize.srcset import is_template
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import is_absolute, resolve, strip_tracking
from cleaners.tables.boilerplate_keywords import BOILERPLATE
from cleaners.tables.site_names import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.extract.structured import Node, Structured
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
    "application-name", "apple-mobile-web-app-title",
)  # fmt: skip
_SECTIONS: Final = (
    "article:section", "parsely-section", "cxenseparse:section", "section", "og:section",
    "dc.subject.section",
)  # fmt: skip
_LONGEST_NAME: Final = 120
_FEW: Final = 3
"""Categories of one article."""


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


def find_publisher(told: Structured, walk: Walk | None = None) -> Found | None:
    """The name of who publishes the page; a name that a site builder left behind is none."""
    for source, raw, trust in _publishers(told, walk):
        if _is_name(raw):
            return Found(plain(raw), source, raw, trust)
    return None


def _publishers(told: Structured, walk: Walk | None) -> Iterator[tuple[str, str, float]]:
    for node, kind in ((told.article, "article"), (told.page, "page")):
        value = told.resolved(node.get("publisher")) if node else None
        for raw in texts_of(value)[:1]:
            yield f"json-ld:{kind}.publisher", raw, 0.95
    for name in _PUBLISHERS:
        found = told.meta(name)
        if found is not None:
            yield f"meta:{name}", found[1], 0.85
    for node in told.nodes:
        if types_of(node) & {"newsmediaorganization", "website"}:
            for raw in texts_of(node.get("name"))[:1]:
                yield "json-ld:website.name", raw, 0.8
    for raw in _said(walk, "publisher", inner="name") if walk is not None else ():
        yield "itemprop:publisher", raw, 0.85


def _is_name(raw: str) -> bool:
    if is_template(raw) or len(raw) > _LONGEST_NAME or raw.startswith(("http", "@", "//")):
        return False
    return bool(fold(raw)) and fold(raw) not in UNNAMED


def _said(walk: Walk, name: str, inner: str = "") -> Iterator[str]:
    """What elements of the body with ``itemprop=name`` say, or the ``inner`` property in them."""
    for seen in walk.items:
        if name not in (seen.node.get("itemprop") or "").split() or seen.node.tag == "meta":
            continue
        if inner and seen.node.get("itemscope") is not None:
            part = seen.node.find(f".//*[@itemprop='{inner}']")
            if part is not None:
                yield (part.get("content") or text_of(part)).strip()
        else:
            yield (seen.node.get("content") or text_of(seen.node)).strip()


def find_section(told: Structured, walk: Walk | None = None) -> Found | None:
    """The section of the publication that the article stands in.

    Links of ``rel=category`` count where the page has few of them: lists of other articles have
    many.
    """
    for raw in texts_of(told.article.get("articleSection"))[:1] if told.article else ():
        if _is_section(raw):
            return Found(plain(raw), "json-ld:article.articleSection", raw, 0.95)
    for name in _SECTIONS:
        found = told.meta(name)
        if found is not None and _is_section(found[1]):
            return Found(plain(found[1]), f"meta:{name}", found[1], 0.9)
    if walk is None:
        return None
    items = [("itemprop:articleSection", raw) for raw in _said(walk, "articleSection")]
    filed = dict.fromkeys(
        x.text for x in walk.links if "category" in (x.node.get("rel") or "").lower().split()
    )
    for source, raw in (
        *items[:1],
        *[("rel:category", raw) for raw in filed if len(filed) <= _FEW],
    ):
        if _is_section(raw):
            return Found(plain(raw), source, raw, 0.8)
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
    stated += [("json-ld:article", raw) for raw in _own_addresses(told.article)]
    for source, raw in stated:
        address = resolve(raw.strip(), base) if raw.strip() and not is_template(raw) else None
        if address is not None and not (_is_front(address, base) or _is_local(address, base)):
            return Found(strip_tracking(address), source, raw, 0.95)
    return None


def _is_front(address: str, base: str | None) -> bool:
    """Whether a page that is not the front page calls itself the front page."""
    path = address.partition("://")[2].partition("/")[2]
    return not path and base is not None and bool(base.partition("://")[2].partition("/")[2])


def _own_addresses(node: Node | None) -> Iterator[str]:
    """The addresses that an article's object gives for its page."""
    for key in ("mainEntityOfPage", "url"):
        value = node.get(key) if node is not None else None
        value = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(value, str) and is_absolute(value) and "#" not in value:
            yield value


def _is_local(address: str, base: str | None) -> bool:
    """Whether an address is that of a developer's machine, on a page from elsewhere."""
    host = address.partition("://")[2].partition("/")[0].partition(":")[0]
    return host in {"localhost", "127.0.0.1", "0.0.0.0"} and f"//{host}" not in (base or "")  # noqa: S104


def find_license(walk: Walk, told: Structured, base: str | None) -> Found | None:
    """The licence as an address or a name."""
    for raw in _licence_of(told.article.get("license")) if told.article else ():
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


def _licence_of(value: Any) -> list[str]:  # noqa: ANN401
    """The licence in a string, a list or an object; of an object its address before its name."""
    if isinstance(value, list):
        return [raw for item in value for raw in _licence_of(item)]
    if isinstance(value, dict):
        address = value.get("url") or value.get("@id")
        return [address] if isinstance(address, str) else texts_of(value)
    return texts_of(value)


def find_free(told: Structured) -> tuple[bool, str, str] | None:
    """Whether the article can be read without paying: (answer, source, raw)."""
    for node in (told.article, told.page):
        value: Any = node.get("isAccessibleForFree") if node else None
        answer = _BOOLEANS.get(str(value).strip().rsplit("/", 1)[-1].lower())
        if answer is not None:
            return answer, "json-ld:isAccessibleForFree", str(value)
    for part in _parts_of(told.article):
        if _BOOLEANS.get(str(part).strip().rsplit("/", 1)[-1].lower()) is False:
            return False, "json-ld:hasPart.isAccessibleForFree", str(part)
    found = told.meta("article:content_tier", "cxenseparse:paywall", "isaccessibleforfree")
    answer = _TIERS.get(found[1].strip().lower()) if found else None
    return (answer, f"meta:{found[0]}", found[1]) if found and answer is not None else None


def _parts_of(node: Node | None) -> Iterator[Any]:
    """What an article says of its parts: one that costs makes the whole not free."""
    parts = node.get("hasPart") if node is not None else None
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict):
            yield part.get("isAccessibleForFree")


_BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_TIERS: Final = {"free": True, "locked": False, "metered": False, "true": True, "false": False}


def robots_directives(walk: Walk) -> tuple[str, ...]:
    """What the page tells every robot, in lower case, each once; not what it tells one of them.

    Directives are parted by commas, but the date of ``unavailable_after`` may hold one. A list of
    mere words is parted by spaces too.

    >>> from cleaners.page import Walk
    >>> robots_directives(Walk(metas=[("robots", "NOINDEX, nofollow"), ("robots", "noai")]))
    ('noindex', 'nofollow', 'noai')
    >>> robots_directives(Walk(metas=[("robots", "unavailable_after: Tue, 25 Jun 2030, none")]))
    ('unavailable_after: tue, 25 jun 2030', 'none')
    >>> robots_directives(Walk(metas=[("googlebot", "noindex")]))
    ()
    """
    parts: list[str] = []
    for name, content in walk.metas:
        if name not in {"robots", "x-robots-tag"}:
            continue
        for part in content.lower().split(","):
            words = part.split()
            if words and _DATED.match(part) and parts and parts[-1].startswith("unavailable"):
                parts[-1] += f", {' '.join(words)}"
            elif all(map(_BARE.fullmatch, words)):
                parts += words
            else:
                parts.append(" ".join(words))
    return tuple(dict.fromkeys(parts))


_DATED: Final = re.compile(r"\s*+[0-9]")
_BARE: Final = re.compile(r"[a-z_]++(?::[a-z0-9_-]++)?+")


def site_tags(told: Structured) -> Iterator[str]:
    """Languages that the page declares, the most specific first."""
    for node in (told.article, told.page):
        if node is not None:
            yield from texts_of(node.get("inLanguage"))[:1]
    for name in ("og:locale", "language", "content-language", "dc.language", "dcterms.language"):
        yield from told.metas.get(name, [])[:1]

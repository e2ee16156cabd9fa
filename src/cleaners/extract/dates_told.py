"""The dates that a page tells machines: JSON-LD, meta elements, microdata, its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaners.extract.date_claims import MANY_DAYS, Claim, What, claim, days_of
from cleaners.extract.structured import text_of, texts_of
from cleaners.normalize.url_date import day_in_path, month_in_path
from cleaners.tables.date_names import MODIFIED, PUBLISHED, PUBLISHED_ENDS, VAGUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.extract.structured import Structured
    from cleaners.page import Walk

_KEYS: Final[tuple[tuple[str, What, float], ...]] = (
    ("datePublished", "published", 0.0),
    ("dateCreated", "published", 0.06),
    ("uploadDate", "published", 0.08),
    ("dateModified", "modified", 0.0),
)
_METAS: Final[tuple[tuple[str, What], ...]] = (
    *((name, "published") for name in PUBLISHED),
    *((name, "modified") for name in MODIFIED),
)
_FAR: Final = 60
"""Blocks below the headline from which on microdata may be a teaser's."""


def machine_dates(told: Structured, languages: tuple[str, ...]) -> Iterator[Claim]:
    """What JSON-LD and meta elements state."""
    for node, kind, trust in ((told.article, "article", 0.97), (told.page, "page", 0.86)):
        if node is None:
            continue
        for key, what, less in _KEYS:
            for raw in texts_of(node.get(key))[:1]:
                yield from claim(what, raw, f"json-ld:{kind}.{key}", trust - less, languages)
    for rank, (name, what) in enumerate(_METAS):
        for raw in told.metas.get(name, ())[:1]:
            trust = (0.95 if name not in VAGUE else 0.78) - rank / 500
            yield from claim(what, raw, f"meta:{name}", trust, languages)
    for name, contents in told.metas.items():
        if name.endswith(PUBLISHED_ENDS) and name not in PUBLISHED:
            yield from claim("published", contents[0], f"meta:{name}", 0.75, languages)


def microdata_dates(walk: Walk, headline: int, languages: tuple[str, ...]) -> Iterator[Claim]:
    """What microdata state; where they state many days, they belong to a list."""
    found = list(_items(walk, headline, languages))
    days = days_of([each for each in found if each.what == "published"])
    less = 0.2 if len(days) >= MANY_DAYS else 0.0
    yield from (each._replace(confidence=each.confidence - less) for each in found)


def _items(walk: Walk, headline: int, languages: tuple[str, ...]) -> Iterator[Claim]:
    for seen in walk.items:
        name = (seen.node.get("itemprop") or seen.node.get("property") or "").lower()
        if seen.node.tag == "meta" or not name.endswith(
            ("datepublished", "datecreated", "datemodified")
        ):
            continue
        raw = seen.node.get("content") or seen.node.get("datetime") or text_of(seen.node)
        what: What = "modified" if name.endswith("modified") else "published"
        trust = 0.9 if headline < 0 or seen.block - headline <= _FAR else 0.7
        yield from claim(what, raw.strip(), f"itemprop:{name}", trust, languages)


def address_date(url: str | None) -> Iterator[Claim]:
    """A whole day in the path of the address."""
    found = day_in_path(url) if url else None
    if found is not None:
        yield Claim("published", found[0], "url", found[1], 0.9)


def confirmed(claims: list[Claim], told: Structured, url: str | None) -> list[Claim]:
    """Without what templates state of any page, unless something else says so too.

    Builders of sites stamp every page with the day on which it was set up. They name no author.
    """
    if told.page is not None and told.page.get("author"):
        return claims
    days = days_of([c for c in claims if not c.source.startswith("json-ld:page")])
    month = month_in_path(url) if url else None
    return [
        c
        for c in claims
        if not (c.what == "published" and c.source.startswith("json-ld:page"))
        or c.stamp.local.date() in days
        or (c.stamp.local.year, c.stamp.local.month) == month
    ]

"""The headline: one of the names a page gives itself, without what the site glues to it.

A page names itself in its h1s, its title, its Open Graph and its JSON-LD. Each is a claim;
the claims confirm one another: the part of a title that an h1 repeats is the headline, and
what only titles carry is the site's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from cleaners.extract.headline_claims import (
    LONGEST,
    Claim,
    heading_of,
    headline_claims,
)
from cleaners.extract.headline_model import chances
from cleaners.extract.sitename import site_names
from cleaners.extract.structured import types_of
from cleaners.extract.title_parts import WIDE
from cleaners.normalize.text import fold
from cleaners.tables.headlines import BARS, DASHES, SIGNS

if TYPE_CHECKING:
    from cleaners.extract.structured import Structured
    from cleaners.page import Walk

_TELLING: Final = 16  # characters with which a line does not begin by chance
_PATH: Final = re.compile(r"^[a-z]++://[^/]*+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where the page stands."""

    names: frozenset[str]
    """Of the site, folded, without spaces."""
    slug: frozenset[str]
    """Words of the last part of the address."""
    kind: str
    """What its structured data calls the page: news, article, or page."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The chosen claim."""

    text: str
    source: str
    raw: str
    confidence: float
    block: int
    """Block that shows it; -1 if none does."""


def find_headline(walk: Walk, told: Structured, url: str | None) -> Headline | None:
    """The headline of a page; None if nothing names it."""
    claims = headline_claims(walk, told, url)
    if not claims:
        return None
    place = place_of(told, url)
    found = chances([features(claim, claims, place) for claim in claims])
    best = max(found)
    chosen = claims[found.index(best)]
    block = chosen.block if chosen.block >= 0 else _shown(walk, chosen.folded)
    return Headline(chosen.text, chosen.sources[0], chosen.raw, best, block)


def place_of_headline(walk: Walk, headline: Headline | None, first: int | None) -> int:
    """The block around which the date and the byline are looked for; -1 if there is none.

    A headline that the page shows in other words stands where its first h1 stands, else where a
    short line begins with it, else right above the ``first`` block of the body.
    """
    if headline is not None and headline.block >= 0:
        return headline.block
    for block, holder in enumerate(walk.holders if "h1" in walk.tags else ()):
        if heading_of(walk, holder) == "h1":
            return block
    if headline is not None and len(headline.text) >= _TELLING:
        for block, text in enumerate(walk.texts):
            if len(text) < LONGEST and text.startswith(headline.text):
                return block
    return max(0, first - 1) if first is not None else -1


def place_of(told: Structured, url: str | None) -> Place:
    """The names of the site and the words of the page's address."""
    address = url or next(iter(told.metas.get("og:url", [])), None) or ""
    path = unquote(_PATH.sub("", address).partition("?")[0]).rstrip("/")
    last = max(path.split("/")[-2:], key=len, default="") if path else ""
    slug = frozenset(w for w in fold(last.replace("_", " ")).split() if not w.isdigit())
    return Place(frozenset(site_names(told, url or address)), slug, _kind(told))


def _kind(told: Structured) -> str:
    if told.article is None:
        return "article" if "article" in told.metas.get("og:type", ()) else "page"
    return "news" if any("news" in kind for kind in types_of(told.article)) else "article"


def _shown(walk: Walk, folded: str) -> int:
    """The first block that says just this."""
    length = len(folded)
    for block, text in enumerate(walk.texts):
        if length <= len(text) + 8 and len(text) < LONGEST * 2 and fold(text) == folded:
            return block
    return -1


def features(claim: Claim, claims: list[Claim], place: Place) -> dict[str, float]:
    """What speaks for and against a claim, each as a number from 0 to 1."""
    facts = {"bias": 1.0, **_of_text(claim), **_among(claim, claims), **_by_place(claim, place)}
    for mark in claim.marks:
        facts[mark] = 1.0
    sources = set(claim.sources)
    if "h1.1" in sources and not sources.isdisjoint(_HEADS):
        facts["h1 and head"] = 1.0
    for source in sources:
        facts[f"is {source}"] = 1.0
        facts[f"is {source} of {place.kind}"] = 1.0
    return facts


def _of_text(claim: Claim) -> dict[str, float]:
    wide = 0 if claim.text.isascii() else len(WIDE.findall(claim.text))
    words, size = claim.folded.count(" ") + 1 + wide // 2, len(claim.text) + wide
    facts = {
        "one word": words == 1,
        "two words": words == 2,  # noqa: PLR2004
        "short": size < 15,  # noqa: PLR2004
        "long": size > 110,  # noqa: PLR2004
        "bar": any(s in claim.text for s in BARS),
        "dash": any(s in claim.text for s in DASHES),
        "sign": any(s in claim.text for s in SIGNS),
        "stop": claim.text.endswith("."),
        "shown": claim.block >= 0,
        "early": 0 <= claim.block < 40,  # noqa: PLR2004
    }
    return {name: 1.0 for name, holds in facts.items() if holds}


def _among(claim: Claim, claims: list[Claim]) -> dict[str, float]:
    """How the other claims bear on this one."""
    others = [c for c in claims if c is not claim]
    h1 = next((c for c in claims if "h1.1" in c.sources), None)
    title = next((c for c in claims if "title" in c.sources), None)
    inside = sum(_within(claim.folded, c.folded) for c in others)
    around = sum(_within(c.folded, claim.folded) for c in others)
    facts = {
        "inside": min(inside, 4) / 4,
        "around": min(around, 4) / 4,
        "many": min(len(claim.sources), 6) / 6,
        "alone": float(len(claim.sources) == 1),
        "like title": _overlap(claim, title),
        "like h1": 0.0 if claim is h1 else _overlap(claim, h1),
        "no h1": float(h1 is None),
    }
    if claim is h1:
        facts["h1 alone"] = float(not any("h1.2" in c.sources for c in claims))
        facts["h1 in title"] = float(
            claim is title or (title is not None and _within(claim.folded, title.folded))
        )
        facts["h1 like title"] = _overlap(claim, title)
    elif h1 is not None:
        facts["h1 within"] = float(_within(h1.folded, claim.folded))
        facts["within h1"] = float(_within(claim.folded, h1.folded))
    return facts


def _by_place(claim: Claim, place: Place) -> dict[str, float]:
    """What the address and the site's name say."""
    words = set(claim.folded.split())
    slug = place.slug
    facts = {f"drops {_family(claim.separator)}": 1.0} if claim.separator else {}
    if claim.dropped:
        joined = claim.dropped.replace(" ", "")
        facts["drops site"] = float(any(joined in n or n in joined for n in place.names))
        facts["drops little"] = float(claim.dropped.count(" ") < 3)  # noqa: PLR2004
        facts["drops much"] = float(claim.dropped.count(" ") > 5)  # noqa: PLR2004
        facts["drops slug"] = len(slug & set(claim.dropped.split())) / max(len(slug), 1)
    if len(slug) > 1:
        facts["in slug"] = len(words & slug) / len(words)
        facts["of slug"] = len(words & slug) / len(slug)
    joined = claim.folded.replace(" ", "")
    facts["says site"] = float(any(n in joined for n in place.names))
    facts["ends in site"] = float(any(joined.endswith(n) for n in place.names))
    return facts


def _family(separator: str) -> str:
    """The kind of a separator, and the side on which it was cut."""
    sign, side = separator.rstrip("<>"), "<>"[: len(separator) - len(separator.rstrip("<>"))]
    if separator.strip() in {"<", ">"}:
        sign, side = separator, ""
    kind = (
        "bar" if sign in BARS else "dash" if sign in DASHES else "colon" if ":" in sign else "sign"
    )
    return f"{kind}{side}"


_HEADS: Final = frozenset(
    ("meta:og:title", "meta:twitter:title", "json-ld:article.headline", "json-ld:article.name")
)


def _overlap(claim: Claim, other: Claim | None) -> float:
    if other is None:
        return 0.0
    mine, its = set(claim.folded.split()), set(other.folded.split())
    return len(mine & its) / len(mine | its)


def _within(inner: str, outer: str) -> bool:
    return len(inner) < len(outer) and f" {inner} " in f" {outer} "

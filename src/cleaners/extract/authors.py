"""Who wrote an article: people, from what the page tells machines and from its byline."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaners.extract.bylines import (
    Claim,
    far_bylines,
    is_thread,
    linked_people,
    shown_bylines,
    signed_below,
    thread_starter,
    unique,
    users,
)
from cleaners.extract.structured import text_of, types_of
from cleaners.normalize.person import is_full_name, parse_people
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import domain_of, resolve
from cleaners.records import Person
from cleaners.tables.author_names import METAS, NOT_BY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.extract.lines import Line
    from cleaners.extract.structured import Structured
    from cleaners.page import Walk


class Authors(NamedTuple):
    """The authors, and the claim they were read from."""

    people: tuple[Person, ...]
    source: str
    raw: str
    confidence: float


_LONGEST: Final = 140
_SIGNED: Final = 0.75
"""Trust in a byline that can be nobody else's."""
_TOGETHER: Final = 2  # blocks between the names of one byline
_ORGANISATION: Final = ("organization", "newsmediaorganization", "corporation", "brand", "website")


def find_authors(
    walk: Walk, told: Structured, base: str | None, headline: int, url: str | None = None
) -> Authors | None:
    """The authors of the page at ``url``; its headline is block ``headline`` (-1: none shows it).

    A person who bears the name of the site (many a blog's does) counts if nobody else is named.
    """
    site = {
        fold(plain(name))
        for key in ("og:site_name", "application-name")
        for name in told.metas.get(key, ())
    }
    labels = frozenset((domain_of(url or base) or "").split(".")[:-1])
    thread = is_thread(url or base)
    claims = chain(
        thread_starter(walk) if thread else (),
        _json_ld(told, base),
        _metas(told),
        _microdata(walk),
        users(walk, base, headline) if thread else (),
        shown_bylines(walk, base, headline),
        far_bylines(walk, base),
    )
    spare: Authors | None = None
    for people, source, raw, trust in claims:
        if spare is not None and trust < _SIGNED:
            break
        others = tuple(p for p in people if fold(p.name) not in site and not _is(p, labels))
        kept = _without_house(others, url or base)
        if kept:
            found = Authors(kept, source, raw, trust)
            found = found if thread else _as_signed(found, walk, base, headline)
            return found._replace(people=linked_people(walk, found.people, base))
        own = tuple(p for p in people if fold(p.name) not in site or is_full_name(p.name.title()))
        if own and spare is None:
            spare = Authors(own, source, raw, trust)
    return spare


def _is(person: Person, labels: frozenset[str]) -> bool:
    """Whether somebody bears the name of the domain: its owner, or no person at all."""
    return fold(person.name).replace(" ", "") in labels


def _as_signed(told: Authors, walk: Walk, base: str | None, headline: int) -> Authors:
    """``told`` to machines, or who signs right below the headline if these are others, or more.

    Systems name the account that uploaded an article, and often only the first of its authors.
    """
    if not told.source.startswith(("json-ld", "meta", "itemprop")):
        return told
    known = {fold(p.name) for p in told.people}
    for people, source, raw, trust in signed_below(walk, base, headline):
        shown = {fold(p.name) for p in people}
        more = source == "a:author" and shown > known
        others = source == "line:byline" and not any(a in b or b in a for a in shown for b in known)
        if more or others:
            return Authors(people, source, raw, trust)
    return told


def _without_house(people: tuple[Person, ...], base: str | None) -> tuple[Person, ...]:
    """Without the house that stands beside its people: "Ada Lovelace, MDR Thüringen" on mdr.de."""
    labels = set((domain_of(base) or "").split(".")[:-1])
    outside = tuple(p for p in people if labels.isdisjoint(fold(p.name).split()))
    return outside or people


def line_authors(lines: Sequence[Line]) -> Authors | None:
    """The authors that the bylines of a text name."""
    for line in lines:
        if line.role == "byline" and not line.text.lower().startswith(NOT_BY):
            names = parse_people(line.value)
            if names:
                return Authors(tuple(map(Person, names)), "line:byline", line.text, 0.75)
    return None


def _json_ld(told: Structured, base: str | None) -> Iterator[Claim]:
    for node, kind in ((told.article, "article"), (told.page, "page")):
        if node is None:
            continue
        for key in ("author", "creator"):
            value = node.get(key)
            people = unique(_people(told, value, base)) if value else ()
            if people:
                yield people, f"json-ld:{kind}.{key}", str(value), 0.95


def _people(told: Structured, value: Any, base: str | None) -> Iterator[Person]:  # noqa: ANN401
    value = told.resolved(value)
    if isinstance(value, list):
        for item in value[:50]:
            yield from _people(told, item, base)
    elif isinstance(value, dict):
        if types_of(value).isdisjoint(_ORGANISATION):
            name, url = value.get("name"), value.get("url")
            names = name if isinstance(name, list) else [name]
            person = "person" in types_of(value)
            read = [p for n in names if isinstance(n, str) for p in parse_people(n, stated=person)]
            link = resolve(url, base) if isinstance(url, str) and len(read) == 1 else None
            yield from (Person(n, link) for n in read)
    elif isinstance(value, str):
        yield from map(Person, parse_people(value))


def _metas(told: Structured) -> Iterator[Claim]:
    for name in METAS:
        contents = told.metas.get(name, ())
        if (
            name == "twitter:data1"
            and "written" not in " ".join(told.metas.get("twitter:label1", ())).lower()
        ):
            continue
        people = unique(Person(n) for content in contents[:20] for n in parse_people(content))
        if people:
            yield people, f"meta:{name}", "; ".join(contents), 0.85


def _microdata(walk: Walk) -> Iterator[Claim]:
    found: list[Person] = []
    raw, last = "", -1
    for seen in walk.items:
        names = (seen.node.get("itemprop") or "").lower().split()
        if "author" not in names or seen.node.tag == "meta":
            continue
        if last >= 0 and seen.block > last + _TOGETHER:  # of a comment, or of a teaser
            break
        last = seen.block
        if any(
            "comment" in (a.get("itemtype") or "").lower() or a.get("itemprop") == "comment"
            for a in seen.node.iterancestors()
        ):
            continue
        name = next(
            (e for e in seen.node.iter() if e is not seen.node and e.get("itemprop") == "name"),
            seen.node,
        )
        text = name.get("content") or text_of(name)
        if len(text) <= _LONGEST:
            raw = raw or text
            found += map(Person, parse_people(text))
    if found:
        yield unique(found), "itemprop:author", raw, 0.85

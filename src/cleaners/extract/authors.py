"""Who wrote an article: people, from what the page tells machines and from its byline."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaners.extract.lines import byline
from cleaners.extract.structured import text_of, types_of
from cleaners.normalize.person import is_full_name, led_by, parse_people
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import domain_of, resolve
from cleaners.records import Person
from cleaners.tables.author_names import (
    BEFORE_DATES,
    CLASS_WORDS,
    METAS,
    NOT_CLASS_WORDS,
    PATHS,
    THREADS,
    USER_PATH,
)
from cleaners.tables.people import NOT_IN_NAMES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from cleaners.extract.lines import Line
    from cleaners.extract.structured import Structured
    from cleaners.page import Link, Walk


class Authors(NamedTuple):
    """The authors, and the claim they were read from."""

    people: tuple[Person, ...]
    source: str
    raw: str
    confidence: float


_ABOVE, _BELOW = 8, 10
_LONGEST: Final = 140
_LONGEST_SIGN: Final = 90
_RIGHT_BELOW: Final = 7
_LONGEST_HREF: Final = 500
_LONGEST_USER: Final = 30
_USER: Final = re.compile(USER_PATH)
_THREAD: Final = re.compile(THREADS)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MERE_BY: Final = frozenset(
    ("by", "written by", "author", "authors", "von", "par", "por", "posted by")
)
_INNER_BY: Final = re.compile(
    r"(?:\b|(?<=\d))(?:(?:posted|published|written|updated|started)\s)?by:?\s", re.IGNORECASE
)
_LEADING_DATE: Final = re.compile(r"\A[0-9][0-9\s年月日년월일时時分秒:./|-]*+")
_TOGETHER: Final = 2  # blocks between the names of one byline
_INSIDE: Final = 25  # elements of one block that are looked at
_GLUED: Final = re.compile(
    r"([a-z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_ORGANISATION: Final = ("organization", "newsmediaorganization", "corporation", "brand", "website")


def find_authors(walk: Walk, told: Structured, base: str | None, headline: int) -> Authors | None:
    """The authors of a page whose headline stands in block ``headline`` (-1: not shown)."""
    site = {
        fold(plain(name))
        for key in ("og:site_name", "application-name")
        for name in told.metas.get(key, ())
    }
    claims = chain(
        _json_ld(told, base),
        _metas(told),
        _microdata(walk),
        _shown(walk, base, headline),
        _far(walk, base),
        _users(walk, base, headline),
    )
    for people, source, raw, trust in claims:
        kept = tuple(p for p in people if fold(p.name) not in site or is_full_name(p.name))
        kept = _without_house(kept, base)
        if kept:
            return Authors(kept, source, raw, trust)
    return None


def _without_house(people: tuple[Person, ...], base: str | None) -> tuple[Person, ...]:
    """Without the house that stands beside its people: "Ada Lovelace, MDR Thüringen" on mdr.de."""
    labels = set((domain_of(base) or "").split(".")[:-1])
    outside = tuple(p for p in people if labels.isdisjoint(fold(p.name).split()))
    return outside or people


def line_authors(lines: Sequence[Line]) -> Authors | None:
    """The authors that the bylines of a text name."""
    for line in lines:
        if line.role == "byline":
            names = parse_people(line.value)
            if names:
                return Authors(tuple(map(Person, names)), "line:byline", line.text, 0.75)
    return None


_Claim = tuple[tuple[Person, ...], str, str, float]


def _json_ld(told: Structured, base: str | None) -> Iterator[_Claim]:
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


def _metas(told: Structured) -> Iterator[_Claim]:
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


def _microdata(walk: Walk) -> Iterator[_Claim]:
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


def _shown(walk: Walk, base: str | None, headline: int) -> Iterator[_Claim]:
    """Bylines near the headline: by their words, their links, their classes."""
    first, last = (headline - _ABOVE, headline + _BELOW) if headline >= 0 else (0, -1)
    near = range(max(0, first), min(len(walk.texts), last + 1))
    linked = [x for x in walk.links if first <= x.block <= last and _links_author(x.node)]
    yield from _linked(linked, base)
    for block in near:
        yield from _byline(walk, block)
    seen: set[int] = set()
    for block in near:
        yield from _by_class(walk.nodes[walk.holders[block]], walk.texts[block], seen)
    for block in range(headline + 1, min(len(walk.texts), headline + _RIGHT_BELOW)):
        yield from _bare_name(walk, block)


def _far(walk: Walk, base: str | None) -> Iterator[_Claim]:
    """Far from the headline, the only person whom the page links or names as an author."""
    links = [x for x in walk.links if len(x.text) <= _LONGEST_SIGN and _names_author(x.node)]
    said = {
        tuple(map(fold, names)): (names, x)
        for x in links
        if (names := parse_people(x.text)) and all(map(is_full_name, names))
    }
    if len(said) == 1:
        names, link = said.popitem()[1]
        address = resolve(link.node.get("href", ""), base) if len(names) == 1 else None
        yield tuple(Person(name, address) for name in names), "a:author", link.text, 0.6
    signed: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {}
    for text in walk.texts:
        line = text.partition("\n")[0]
        if len(line) <= _LONGEST and line[:10].lower().startswith(_SIGNED):
            names = parse_people(_before_date(line))
            if names and all(map(is_full_name, names)):
                signed[names] = names, line
    if len(signed) == 1:
        names, line = signed.popitem()[1]
        yield tuple(map(Person, names)), "line:byline", line, 0.55


def _names_author(node: _Element) -> bool:
    """Whether a link calls its target an author, and not only a user or one of a staff."""
    return (
        "auth" in (node.get("rel") or "").lower()
        or _AUTHOR.search(node.get("href") or "") is not None
    )


_AUTHOR: Final = re.compile(r"/(?:authors?|autor(?:en)?|auteur)/[^/?#]|[?&]author=")
_SIGNED: Final = (
    "written by",
    "posted by",
    "story by",
    "words by",
    "article by",
    "text von",
    "escrito po",
)


def _users(walk: Walk, base: str | None, headline: int) -> Iterator[_Claim]:
    """On pages of forums, the user who wrote the first post; one word is name enough."""
    if base is None or not _THREAD.search(base[:_LONGEST_HREF].lower()):
        return
    for link in walk.links:
        text = link.text.strip()
        if link.block < headline - _ABOVE or not 1 < len(text) <= _LONGEST_USER:
            continue
        address = resolve(link.node.get("href", ""), base)
        named = "username" in (link.node.get("class") or "").lower() or _is_name(text)
        if named and _is_user(link.node) and domain_of(address) == domain_of(base):
            yield (Person(text, address),), "a:user", text, 0.5
            return


def _is_name(text: str) -> bool:
    """Whether the text of a link to a user is no word of the page's own."""
    words = fold(text).split()
    return len(words) == 1 and words[0] not in NOT_IN_NAMES and words[0] not in ROLES


def _linked(linked: list[Link], base: str | None) -> Iterator[_Claim]:
    """Links to pages of authors; a single word is a name only where users have names."""
    by_rel = [x for x in linked if "author" in (x.node.get("rel") or "").lower()]
    for links in map(_together, (by_rel, linked)):
        people = unique(
            Person(name, resolve(x.node.get("href", ""), base))
            for x in links
            if len(x.text) <= _LONGEST_SIGN
            for name in parse_people(x.text)
            if is_full_name(name) or (" " not in name and _is_user(x.node))
        )
        if people:
            yield people[:4], "a:author", "; ".join(x.text for x in links), 0.8


def _is_user(node: _Element) -> bool:
    return _USER.search(node.get("href", "")[:_LONGEST_HREF].lower()) is not None


def _bare_name(walk: Walk, block: int) -> Iterator[_Claim]:
    """A line that is a name, or a name and a date, and has a date beside it."""
    line = walk.texts[block].partition("\n")[0]
    if len(line) > _LONGEST_SIGN:
        return
    name = _before_date(line)
    beside = " ".join(walk.texts[max(0, block - 1) : block + 3])[: 4 * _LONGEST]
    if is_full_name(name) and _YEAR.search(beside):
        yield (Person(name),), "line:name", line, 0.6


def _together(links: list[Link]) -> list[Link]:
    """The first link and those right behind it."""
    kept: list[Link] = []
    for link in links:
        if kept and link.block > kept[-1].block + _TOGETHER:
            break
        kept.append(link)
    return kept


def _links_author(node: _Element) -> bool:
    href = (node.get("href") or "").lower()
    return "author" in (node.get("rel") or "").lower() or any(p in href for p in PATHS)


def _byline(walk: Walk, block: int) -> Iterator[_Claim]:
    """A line with "By" and a name, or a mere "By" whose name is the next block."""
    for line in walk.texts[block].split("\n"):
        if len(line) > 2 * _LONGEST:
            continue
        said = byline(_before_date(line)) or _behind_date(line)
        names = list(parse_people(said)) if said else _after_by(line)
        if names:
            yield tuple(map(Person, names)), "line:byline", line, 0.78
    if fold(walk.texts[block]) in _MERE_BY and block + 1 < len(walk.texts):
        text = walk.texts[block + 1]
        names = list(parse_people(_before_date(text))) if len(text) <= _LONGEST_SIGN else []
        if names:
            yield tuple(map(Person, names)), "line:byline", text, 0.76


def _behind_date(line: str) -> str | None:
    """A byline that follows a date in one line: "2019年3月7日 记者 林小舟"."""
    dated = _LEADING_DATE.match(line)
    rest = line[dated.end() :] if dated else ""
    return _before_date(rest) if rest and len(rest) <= _LONGEST_SIGN and led_by(rest) else None


def _after_by(line: str) -> list[str]:
    """Full names behind a "by" inside a short line ("Published 7 March by Ada Lovelace")."""
    found = _INNER_BY.search(line) if len(line) <= _LONGEST else None
    if found is None:
        return []
    return [name for name in parse_people(_before_date(line[found.end() :])) if is_full_name(name)]


def _before_date(line: str) -> str:
    """A byline up to its date, its bar or its bullet."""
    line = _GLUED.sub(r"\1 ", line)
    cut = len(line)
    for at, sign in enumerate(line):
        if sign in "|•·–—/⋅・" or sign.isdigit():
            cut = at
            break
    head = line[:cut].rstrip(" ,-")
    words = head.split()
    while words and words[-1].lower().strip(".,") in BEFORE_DATES:
        words.pop()
    return " ".join(words).rstrip(" ,-")


def _by_class(holder: _Element, text: str, seen: set[int]) -> Iterator[_Claim]:
    """Elements whose class says that they hold the author."""
    if len(text) > 2 * _LONGEST or id(holder) in seen:
        return
    seen.add(id(holder))
    around = [holder, *(a for a, _ in zip(holder.iterancestors(), range(2)))]  # noqa: B905
    inside = [e for e, _ in zip(holder.iterdescendants(), range(_INSIDE))]  # noqa: B905
    for element in (*inside[::-1], *around):
        sign = (element.get("class") or "").lower()
        if (
            not sign
            or not any(w in sign for w in CLASS_WORDS)
            or any(w in sign for w in NOT_CLASS_WORDS)
        ):
            continue
        said = text_of(element)
        if 3 <= len(said) <= _LONGEST_SIGN:  # noqa: PLR2004
            people = parse_people(_before_date(said))
            if people and all(map(is_full_name, people)):
                yield tuple(map(Person, people))[:4], "class:author", said, 0.7


def unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each person once, in order, with the address that any of the mentions gives."""
    found: dict[str, Person] = {}
    for person in people:
        known = found.get(fold(person.name))
        if known is None or (known.url is None and person.url):
            found[fold(person.name)] = person
    return tuple(found.values())

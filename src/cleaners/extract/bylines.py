"""The bylines that a page shows its readers: by their words, their links, their classes.

Who reviewed, edited or photographed did not write: what the words before a name call its
bearer counts. On pages of forums the author is the user who wrote the first post.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.extract.dates_shown import after_date
from cleaners.extract.lines import byline
from cleaners.extract.structured import text_of
from cleaners.normalize.person import is_full_name, led_by, parse_people
from cleaners.normalize.text import fold
from cleaners.normalize.url import domain_of, resolve
from cleaners.normalize.wide_byline import wide_names
from cleaners.records import Person
from cleaners.tables.author_names import (
    BEFORE_DATES,
    CLASS_WORDS,
    MERE_BY,
    NOT_BY,
    NOT_CLASS_WORDS,
    PATHS,
    STARTED,
    THREADS,
    USER_PATH,
)
from cleaners.tables.people import NOT_IN_NAMES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from cleaners.page import Link, Walk

Claim = tuple[tuple[Person, ...], str, str, float]
"""People, source, raw text, confidence."""

_ABOVE, _BELOW = 8, 10
_LONGEST: Final = 140
_LONGEST_SIGN: Final = 90
_RIGHT_BELOW: Final = 7
_LONGEST_HREF: Final = 500
_LONGEST_USER: Final = 30
_USER: Final = re.compile(USER_PATH)
_THREAD: Final = re.compile(THREADS)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_INNER_BY: Final = re.compile(
    r"(?:\b|(?<=\d))(?:(?:posted|published|written|updated|started)\s)?by:?\s", re.IGNORECASE
)
_GLUED_BY: Final = re.compile(r"\A((?:Written |Words |Story |Posted )?[Bb]y)(?=[A-Z])")
_LEADING_DATE: Final = re.compile(r"\A[0-9][0-9\s年月日년월일时時分秒:./|-]*+")
_TOGETHER: Final = 2  # blocks between the names of one byline
_STARTED: Final = re.compile(
    rf"(?:{'|'.join(STARTED)})[:\s]\s*(?P<name>[^\s,;][^,;\n]{{1,29}}?)\s*(?:[,;\n]|$)",
    re.IGNORECASE,
)
_PROSE: Final = 120
_AFFILIATION: Final = re.compile(r"\s(?:in|on behalf of|for|at)\s.*+", re.DOTALL)
_INSIDE: Final = 25  # elements of one block that are looked at
_GLUED: Final = re.compile(
    r"([a-z])(?=(?:Published|Updated|Posted|Last [Uu]pdated)\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
)


def shown_bylines(walk: Walk, base: str | None, headline: int) -> Iterator[Claim]:
    """Bylines near the headline: by their words, their links, their classes."""
    first, last = (headline - _ABOVE, headline + _BELOW) if headline >= 0 else (0, -1)
    near = range(max(0, first), min(len(walk.texts), last + 1))
    linked = [x for x in walk.links if first <= x.block <= last and _links_author(x.node)]
    yield from _linked(walk, linked, base)
    for block in near:
        yield from _byline(walk, block)
    seen: set[int] = set()
    for block in near:
        yield from _by_class(walk.nodes[walk.holders[block]], walk.texts[block], seen)
    for block in range(headline + 1, min(len(walk.texts), headline + _RIGHT_BELOW)):
        yield from _bare_name(walk, block)
    for block in range(last + 1, min(len(walk.texts), last + 1 + _RIGHT_BELOW)):
        if headline >= 0 and led_by(walk.texts[block]) and _YEAR.search(walk.texts[block]):
            yield from _byline(walk, block)
    yield from _above_prose(walk, headline)


def _above_prose(walk: Walk, headline: int) -> Iterator[Claim]:
    """Names that stand alone right above the first prose below the headline, as papers print them.

    Only a paragraph can be that: "Climate Change" over a text has the shape of a name too.
    """
    if headline < 0:
        return
    for block in range(headline + 1, min(len(walk.texts) - 1, headline + _RIGHT_BELOW)):
        if len(walk.texts[block]) >= _PROSE:
            return
        if len(walk.texts[block + 1]) < _PROSE or walk.tags[walk.holders[block]] != "p":
            continue
        if walk.link_chars[block] or ":" in walk.texts[block]:
            continue
        names = parse_people(walk.texts[block]) if len(walk.texts[block]) <= _LONGEST_SIGN else ()
        parts = [part for name in names for part in name.split("/")]
        if parts and all(map(is_full_name, parts)):
            yield tuple(map(Person, parts)), "line:name", walk.texts[block], 0.5


def signed_below(walk: Walk, base: str | None, headline: int) -> Iterator[Claim]:
    """Who signs right below the headline: full names after "By", or links to authors."""
    if headline < 0:
        return
    last = min(len(walk.texts), headline + _RIGHT_BELOW)
    for block in range(headline + 1, last):
        line = walk.texts[block].partition("\n")[0]
        if len(line) <= _LONGEST and led_by(line):
            said = byline(_before_date(line))
            names = parse_people(said) if said else ()
            if names and all(map(is_full_name, names)):
                yield tuple(map(Person, names)), "line:byline", line, 0.8
    near = [x for x in walk.links if headline < x.block < last and _links_author(x.node)]
    yield from _linked(walk, near, base)


def far_bylines(walk: Walk, base: str | None) -> Iterator[Claim]:
    """Far from the headline, the only person whom the page links or names as an author."""
    yield from _only_linked(walk, base)
    signed: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {}
    for block, text in enumerate(walk.texts):
        line = text.partition("\n")[0]
        if len(line) <= _LONGEST_USER and fold(line) in MERE_BY and block + 1 < len(walk.texts):
            below = walk.texts[block + 1].partition("\n")[0]
            names = parse_people(below) if len(below) <= _LONGEST_SIGN else ()
            if names and all(map(is_full_name, names)):
                signed[names] = names, below
        elif len(line) <= _LONGEST and line[:10].lower().startswith(_SIGNED):
            names = parse_people(_before_date(line))
            if names and all(map(is_full_name, names)):
                signed[names] = names, line
        elif not line.isascii() and (names := wide_names(line)):
            signed[names] = names, line
    if len(signed) == 1:
        names, line = signed.popitem()[1]
        yield tuple(map(Person, names)), "line:byline", line, 0.55


def _only_linked(walk: Walk, base: str | None) -> Iterator[Claim]:
    links = {
        x.text: x for x in walk.links if len(x.text) <= _LONGEST_SIGN and _names_author(x.node)
    }
    said: dict[tuple[str, ...], tuple[tuple[str, ...], Link]] = {}
    for text, link in links.items():
        names = parse_people(text)
        if names and all(map(is_full_name, names)):
            said[tuple(map(fold, names))] = names, link
            if len(said) > 1:
                return
    for names, link in said.values():
        address = resolve(link.node.get("href", ""), base) if len(names) == 1 else None
        yield tuple(Person(name, address) for name in names), "a:author", link.text, 0.6


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


def is_thread(url: str | None) -> bool:
    """Whether software for forums gave a page its address.

    >>> is_thread("https://example.org/threads/fog.7/"), is_thread("https://example.org/fog")
    (True, False)
    """
    return url is not None and _THREAD.search(url[:_LONGEST_HREF].lower()) is not None


def thread_starter(walk: Walk) -> Iterator[Claim]:
    """Who opened a thread, where the page says so in a line of its own."""
    for text in walk.texts:
        found = _STARTED.search(text) if len(text) <= _LONGEST else None
        if found is not None:
            yield (Person(found["name"].strip()),), "line:starter", text, 0.8
            return


def users(walk: Walk, base: str | None, headline: int) -> Iterator[Claim]:
    """On pages of forums, the user who wrote the first post; one word is name enough."""
    if base is None:
        return
    links = sorted(walk.links, key=lambda link: (link.block < headline, link.block))
    for link in links:
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


_MOST_LINKED: Final = 100
"""Links to authors that are asked about."""


def _linked(walk: Walk, linked: list[Link], base: str | None) -> Iterator[Claim]:
    """Links to pages of authors; a single word is a name only where users have names."""
    linked = [x for x in linked[:_MOST_LINKED] if not _is_helper(walk, x)]
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


def _is_helper(walk: Walk, link: Link) -> bool:
    """Whether the words before a link say that its person reviewed, edited or helped."""
    if link.block >= len(walk.texts) or not link.text:
        return False
    before = walk.texts[link.block].partition(link.text)[0]
    if not before.strip() and link.block:
        above = walk.texts[link.block - 1]
        before = above if len(above) <= _LONGEST_USER else ""
    said = before.lower()
    helped = max((said.rfind(word) for word in NOT_BY), default=-1)
    return helped >= 0 and helped >= said.rfind("written")


def _is_user(node: _Element) -> bool:
    return _USER.search(node.get("href", "")[:_LONGEST_HREF].lower()) is not None


def _bare_name(walk: Walk, block: int) -> Iterator[Claim]:
    """A line that is a name, or a name and a date, and has a date beside it."""
    line = walk.texts[block].partition("\n")[0]
    if len(line) > _LONGEST_SIGN:
        return
    name = _AFFILIATION.sub("", _before_date(after_date(line) or line))
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


_LINES: Final = 100
"""Lines of a block among which its byline is."""


def _byline(walk: Walk, block: int) -> Iterator[Claim]:
    """A line with "By" and a name, or a mere "By" whose name is the next block."""
    for each in walk.texts[block].split("\n", _LINES)[:_LINES]:
        if len(each) > 2 * _LONGEST or each.lower().startswith(NOT_BY):
            continue
        wide = () if each.isascii() else wide_names(each)
        if wide:
            yield tuple(map(Person, wide)), "line:byline", each, 0.78
            continue
        line = _GLUED_BY.sub(r"\1 ", each)
        said = byline(_before_date(line)) or _behind_date(line)
        names = list(parse_people(said)) if said else _after_by(line)
        if names:
            yield tuple(map(Person, names)), "line:byline", line, 0.78
    said = walk.texts[block]
    if len(said) <= _LONGEST and fold(said) in MERE_BY and block + 1 < len(walk.texts):
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
    if found is None or any(word in line[: found.start()].lower() for word in NOT_BY):
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
    while words and words[-1].lower().strip(".,:") in BEFORE_DATES:
        words.pop()
    return " ".join(words).rstrip(" ,-")


def _by_class(holder: _Element, text: str, seen: set[int]) -> Iterator[Claim]:
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


def linked_people(walk: Walk, people: tuple[Person, ...], base: str | None) -> tuple[Person, ...]:
    """``people`` with the addresses of their pages, where a link to an author bears the name."""
    wanted = {fold(person.name) for person in people if person.url is None}
    addresses: dict[str, str] = {}
    for link in walk.links if wanted else ():
        name = fold(link.text) if 0 < len(link.text) <= _LONGEST_SIGN else ""
        if name in wanted and name not in addresses and _links_author(link.node):
            address = resolve(link.href, base) if link.href[:1] != "#" else None
            if address is not None:
                addresses[name] = address
    if not addresses:
        return people
    return tuple(Person(p.name, p.url or addresses.get(fold(p.name))) for p in people)


def unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each person once, in order, with the address that any of the mentions gives."""
    found: dict[str, Person] = {}
    for person in people:
        known = found.get(fold(person.name))
        if known is None or (known.url is None and person.url):
            found[fold(person.name)] = person
    return tuple(found.values())

"""When an article was published and when it was modified, each with what says so.

Claims are weighed by where they stand: structured data of the article, meta elements,
``<time>`` near the headline, a short line near the headline that is nothing but a date, the
address. A date in prose is no claim. What says of itself that it is an update never becomes
the publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cleaners.extract.structured import text_of, texts_of
from cleaners.normalize.date import Stamp, parse_date, same_instant
from cleaners.normalize.text import plain
from cleaners.normalize.url_date import day_in_path, month_in_path
from cleaners.tables.date_names import (
    MODIFIED,
    MODIFIED_CLASSES,
    MODIFIED_WORDS,
    OTHER_WORDS,
    PUBLISHED,
    PUBLISHED_CLASSES,
    PUBLISHED_ENDS,
    PUBLISHED_WORDS,
    VAGUE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from cleaners.extract.lines import Line
    from cleaners.extract.structured import Structured
    from cleaners.page import Walk

What = Literal["published", "modified"]


class Claim(NamedTuple):
    """One date that a page states, where, and how far it is to be trusted."""

    what: What
    stamp: Stamp
    source: str
    raw: str
    confidence: float


class Dates(NamedTuple):
    """The chosen dates, and the claims that lost."""

    published: Claim | None
    modified: Claim | None
    others: tuple[Claim, ...]


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
_EARLIEST: Final = 1990
_ABOVE, _BELOW = 12, 14  # blocks around the headline in which a line is near it
_LONGEST: Final = 90
_LABEL: Final = 25  # characters of a line that is a label
_CLOSE: Final = 0.785  # of a claim two blocks below the headline
_ASIDE: Final = 70  # characters beside the dates of a line
_MANY_DAYS: Final = 4  # around one headline: a list, not an article
_TRIED: Final = 60
_DIGITS: Final = re.compile(r"[0-9٠-٩۰-۹०-९০-৯๐-๙]")
_YEAR: Final = re.compile(r"(?<!\d)(?:\d{4}|\d\d)(?!\d)")
_MONTH: Final = r"[^\W\d_][^\s\d.,()|•·–—/:⋅-]{2,11}+\.?"
_SPAN: Final = re.compile(
    rf"""
    (?<![\d/.:-]) (?:
        \d{{4}}-\d\d?-\d\d?+ | \d{{4}}[/.]\d\d?[/.]\d\d?+
      | \d\d?(?P<sep>[/.-])\d\d?(?P=sep)(?:\d{{4}}|\d\d)
      | \d{{4}}\s?[年년]\s?\d\d?\s?[月월]\s?\d\d?\s?[日일]
      | \d\d?(?:st|nd|rd|th|er|\.|º)?[\s-](?:(?:de|of)\s)?{_MONTH}[\s,-]\s?(?:(?:de|del)\s)?\d{{4}}
      | (?<![^\W\d_]){_MONTH}\s\d\d?(?:st|nd|rd|th)?,?\s\s?\d{{4}}
    ) (?!\d|[/.-]\d)
    (?P<clock> [\s,T]{{1,3}} (?:at\s|um\s|à\s|kl\.?\s|às\s)? \d\d?[:.h]\d\d(?::\d\d)?
       (?:\s?[ap]\.?m\b\.?)? (?:\s?(?:utc|gmt|[ecmp][sd]t|cest?|[+-]\d\d:?\d\d)(?!\w))? )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_dates(
    walk: Walk, told: Structured, url: str | None, headline: int, languages: tuple[str, ...]
) -> Dates:
    """The dates of a page whose headline stands in block ``headline`` (-1: it is not shown)."""
    claims = list(_machine(told, languages))
    if not any(c.what == "published" and c.confidence > 0.9 for c in claims):  # noqa: PLR2004
        claims += _microdata(walk, languages)
        near = [*_times(walk, headline, languages), *_shown(walk, headline, languages)]
        if len({c.stamp.local.date() for c in near}) >= _MANY_DAYS:
            near = [c for c in near if c.confidence > _CLOSE]
        claims += near
        address = url or next(iter(told.metas.get("og:url", [])), None)
        claims = _confirmed(claims, address)
        claims += _address(address)
        if not any(c.what == "published" for c in claims):
            claims += _labelled(walk, languages)
    return choose(claims)


def _confirmed(claims: list[Claim], url: str | None) -> list[Claim]:
    """Without what templates state of any page, unless something else says so too.

    Builders of sites stamp every page with the day on which it was set up.
    """
    days = {c.stamp.local.date() for c in claims if not c.source.startswith("json-ld:page")}
    month = month_in_path(url) if url else None
    return [
        c
        for c in claims
        if not (c.what == "published" and c.source.startswith("json-ld:page"))
        or c.stamp.local.date() in days
        or (c.stamp.local.year, c.stamp.local.month) == month
    ]


def choose(claims: Iterable[Claim]) -> Dates:
    """The most trusted claim of each kind; of equals the first.

    A modification that is older than the publication is none.
    """
    sound = [c for c in claims if c.stamp.value.year >= _EARLIEST]
    best: dict[What, Claim] = {}
    for claim in sound:
        if claim.what not in best or claim.confidence > best[claim.what].confidence:
            best[claim.what] = claim
    published, modified = best.get("published"), best.get("modified")
    if published and modified and modified.stamp.value.date() < published.stamp.value.date():
        modified = None
    others = tuple(c for c in sound if c is not published and c is not modified)
    return Dates(published, modified, others)


def line_dates(lines: Sequence[Line], languages: tuple[str, ...]) -> Dates:
    """The dates of a text whose lines say what they are.

    A wall clock and an absolute time that can be the same instant are one statement: the
    absolute one gives the instant. Otherwise the line nearest to the headline wins.
    """
    claims = [claim for line in lines for claim in _of_line(line, languages)]
    local = next((c for c in claims if c.stamp.zone == "unknown" and c.what == "published"), None)
    absolute = [c for c in claims if c.stamp.zone == "stated" and c.what == "published"]
    chosen = next((c for c in absolute if local and same_instant(local.stamp, c.stamp)), None)
    if chosen is None and local is None and absolute:
        chosen = absolute[0]
    published = chosen or local
    modified = next((c for c in claims if c.what == "modified"), None)
    if published and modified and modified.stamp.value.date() < published.stamp.value.date():
        modified = None
    others = tuple(c for c in claims if c is not published and c is not modified)
    return Dates(published, modified, others)


def fragment_dates(
    walk: Walk, told: Structured, lines: Sequence[Line], headline: int, languages: tuple[str, ...]
) -> Dates:
    """The dates of a fragment: its own JSON-LD, its lines, and ``<time>`` elements above its prose.

    An element that can be the instant of the line around it states more than the line does.
    """
    own = [c for c in _machine(told, languages) if c.source.startswith("json-ld:article")]
    if any(claim.what == "published" for claim in own):
        return choose(own)
    near = head_of(lines)
    end = near[-1].block if near else -1
    timed = [c for c in _times(walk, max(headline, 0), languages, end) if c.what == "published"]
    said = line_dates(near, languages)
    if said.published is None:
        best = max(timed, key=lambda c: c.confidence, default=None)
        return said._replace(published=best) if said.modified is None else said
    shown = said.published.stamp
    same = next((c for c in timed if shown.zone == "unknown" and _agree(shown, c.stamp)), None)
    return said._replace(published=same or said.published)


def _agree(shown: Stamp, timed: Stamp) -> bool:
    """Whether a day that is shown can be the day of an instant, somewhere on Earth."""
    return timed.zone == "stated" and abs(timed.local.date() - shown.local.date()).days <= 1


def head_of(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above the third of prose: below them, dates belong to other articles."""
    prose = [at for at, line in enumerate(lines) if line.role == "prose"]
    return lines[: prose[2]] if len(prose) > 2 else lines  # noqa: PLR2004


def _of_line(line: Line, languages: tuple[str, ...]) -> Iterator[Claim]:
    if line.role == "epoch":
        stamp = parse_date(line.text.strip())
        if stamp is not None:
            yield Claim("published", stamp, "line:epoch", line.text, 0.8)
    elif line.role in {"dateline", "byline"}:
        for what, stamp, raw in _read(line.text, languages):
            yield Claim(what or "published", stamp, "line:date", raw, 0.8)


def _machine(told: Structured, languages: tuple[str, ...]) -> Iterator[Claim]:
    """What JSON-LD and meta elements state."""
    for node, kind, trust in ((told.article, "article", 0.97), (told.page, "page", 0.86)):
        if node is None:
            continue
        for key, what, less in _KEYS:
            for raw in texts_of(node.get(key))[:1]:
                yield from _claim(what, raw, f"json-ld:{kind}.{key}", trust - less, languages)
    for rank, (name, what) in enumerate(_METAS):
        for raw in told.metas.get(name, ())[:1]:
            trust = (0.95 if name not in VAGUE else 0.78) - rank / 500
            yield from _claim(what, raw, f"meta:{name}", trust, languages)
    for name, contents in told.metas.items():
        if name.endswith(PUBLISHED_ENDS) and name not in PUBLISHED:
            yield from _claim("published", contents[0], f"meta:{name}", 0.75, languages)


def _claim(
    what: What, raw: str, source: str, trust: float, languages: tuple[str, ...]
) -> Iterator[Claim]:
    stamp = parse_date(plain(raw[:200]), languages)
    if stamp is not None:
        yield Claim(what, stamp, source, raw, trust - 0.2 * (stamp.precision in {"month", "year"}))


def _microdata(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    """What microdata state; where they state many days, they belong to a list."""
    found = list(_items(walk, languages))
    days = {claim.stamp.local.date() for claim in found if claim.what == "published"}
    less = 0.2 if len(days) >= _MANY_DAYS else 0.0
    yield from (claim._replace(confidence=claim.confidence - less) for claim in found)


def _items(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    for seen in walk.items:
        name = (seen.node.get("itemprop") or seen.node.get("property") or "").lower()
        if seen.node.tag == "meta" or not name.endswith(
            ("datepublished", "datecreated", "datemodified")
        ):
            continue
        raw = seen.node.get("content") or seen.node.get("datetime") or text_of(seen.node)
        what: What = "modified" if name.endswith("modified") else "published"
        yield from _claim(what, raw.strip(), f"itemprop:{name}", 0.9, languages)


def _times(
    walk: Walk, headline: int, languages: tuple[str, ...], last: int | None = None
) -> Iterator[Claim]:
    """``<time>`` elements up to block ``last``, the more trusted the nearer to the headline."""
    for seen in walk.times[:_TRIED]:
        if last is not None and seen.block > last:
            return
        gap = seen.block - headline
        if headline < 0 or not -_ABOVE <= gap <= _BELOW:
            if len(walk.times) > 1 or headline >= 0:
                continue
            gap = _BELOW
        signs = _signs(seen.node)
        text = text_of(seen.node)
        what = _what_time(walk, seen.block, signs, text)
        trust = 0.85 - abs(gap) / 150 + 0.03 * any(w in signs for w in PUBLISHED_CLASSES)
        found = list(_claim(what, seen.node.get("datetime") or text, "time", trust, languages))
        yield from found or _claim(what, text, "time", trust - 0.02, languages)


def _labelled(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    """What stands far from the headline and is called the publication, if it is one day only.

    Lists of other articles name many days.
    """
    found: list[Claim] = []
    for seen in walk.times[:_TRIED]:
        text = text_of(seen.node)
        if _what_time(walk, seen.block, _signs(seen.node), text) == "published":
            found += _claim("published", seen.node.get("datetime") or text, "time", 0.6, languages)
    if len({claim.stamp.local.date() for claim in found}) != 1:
        found = list(_called_published(walk, languages))
    if len({claim.stamp.local.date() for claim in found}) == 1:
        yield found[0]


def _called_published(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    """Lines that begin with "Published", or with the number of a thread's first post."""
    for block, text in enumerate(walk.texts):
        line = text.partition("\n")[0]
        first = line.startswith("#1 ")
        if len(line) > _LONGEST or not (first or line.lower().startswith(PUBLISHED_WORDS)):
            continue
        read = list(_read(line[3:] if first else line, languages))
        if not read and len(line) <= _LABEL and block + 1 < len(walk.texts):
            following = walk.texts[block + 1]
            read = list(_read(following, languages)) if len(following) <= _LONGEST else []
        yield from (
            Claim("published", stamp, "line:date", raw, 0.6)
            for what, stamp, raw in read[:1]
            if what != "modified"
        )


def _signs(node: _Element) -> str:
    """What the classes on and above an element call it."""
    parent = node.getparent()
    above = parent.get("class") if parent is not None else None
    return " ".join(filter(None, (node.get("class"), node.get("itemprop"), above))).lower()


def _what_time(walk: Walk, block: int, signs: str, text: str) -> What:
    around = walk.texts[block].lower() if block < len(walk.texts) else ""
    first = any(sign in signs for sign in ("publish", "entry-date"))
    changed = not first and any(word in signs for word in MODIFIED_CLASSES)
    said = text.lower()
    inside = _called(said) == "modified"  # "Last updated: 7 March 2019", whatever the class says
    return "modified" if changed or inside or _says_update(around, said) else "published"


def _says_update(around: str, said: str) -> bool:
    """Whether the words right before a date call it an update."""
    head = around.partition(said)[0][-40:] if said and said in around else ""
    return _called(head) == "modified"


def _shown(walk: Walk, headline: int, languages: tuple[str, ...]) -> Iterator[Claim]:
    """Short lines near the headline that are a date and little else."""
    if headline < 0:
        return
    first, last = max(0, headline - _ABOVE), min(len(walk.texts), headline + _BELOW + 1)
    for block in range(first, last):
        text = walk.texts[block]
        if len(text) > 1.6 * _LONGEST or block == headline or not _DIGITS.search(text):
            continue
        before = walk.texts[block - 1] if block and len(walk.texts[block - 1]) < 30 else ""  # noqa: PLR2004
        for what, stamp, raw in _read(text, languages):
            kind = what or (
                "modified" if _says_update(before.lower() + " \0", "\0") else "published"
            )
            gap = abs(block - headline) + (4 if block < headline else 0)
            yield Claim(kind, stamp, "line:date", raw, 0.8 - gap / 150)


def _read(text: str, languages: tuple[str, ...]) -> Iterator[tuple[What | None, Stamp, str]]:
    """The dates of a short line, each with what the words before it call it."""
    whole = parse_date(text.strip(" ,.*()[]"), languages) if len(text) <= _LONGEST else None
    if whole is not None:
        if whole.precision not in {"month", "year"}:
            yield _called(text.lower()), whole, text
        return
    spans = list(_SPAN.finditer(text))
    said = len(text) - sum(len(span[0]) for span in spans)
    if not spans or said > _ASIDE or (len(spans) == 1 and text.endswith((".", "!", "?"))):
        return
    start = 0
    for span in spans:
        before, start = text[start : span.start()].lower(), span.end()
        stamp = parse_date(span[0], languages)
        if stamp is None and span["clock"]:
            stamp = parse_date(span[0][: -len(span["clock"])], languages)
        if stamp is not None and not any(word in before for word in OTHER_WORDS):
            yield _called(before), stamp, span[0]


def _called(before: str) -> What | None:
    """What the words before a date call it: the last of them that says so."""
    modified = max((before.rfind(word) for word in MODIFIED_WORDS), default=-1)
    published = max((before.rfind(word) for word in PUBLISHED_WORDS), default=-1)
    if modified < 0 and published < 0:
        return None
    return "modified" if modified >= published else "published"


def _address(url: str | None) -> Iterator[Claim]:
    """A whole day in the path of the address."""
    found = day_in_path(url) if url else None
    if found is not None:
        yield Claim("published", found[0], "url", found[1], 0.9)

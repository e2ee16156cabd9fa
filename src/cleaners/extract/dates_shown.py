"""The dates that a page shows its readers: ``<time>`` elements and short lines of a date.

A date in prose is none of them. What stands before a date says what it is, be it in the same
line or in the short line above; what stands in a row of alike boxes belongs to other articles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.extract.date_claims import MANY_DAYS, Claim, What, claim, days_of
from cleaners.extract.structured import text_of
from cleaners.normalize.date import Stamp, parse_date
from cleaners.tables.author_names import THREADS
from cleaners.tables.date_names import (
    MODIFIED_CLASSES,
    MODIFIED_WORDS,
    ORIGINAL_SIGNS,
    ORIGINALLY,
    OTHER_WORDS,
    PUBLISHED_CLASSES,
    PUBLISHED_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from cleaners.page import Seen, Walk

_ABOVE, _BELOW = 12, 14  # blocks around the headline in which a date is near it
_LONGEST: Final = 90
_LABEL: Final = 30  # characters of a line that is a label
_LABELS: Final = 2  # lines above a date that may be its label
_CLOSE: Final = 0.785  # of a claim two blocks below the headline
_ASIDE: Final = 70  # characters beside the dates of a line
_TRIED: Final = 60
_ALIKE: Final = 3  # boxes of one parent with a date each: a list of teasers
_CLIMB: Final = 6
_TITLE: Final = 24  # characters of a linked title
_SENTENCE: Final = 400
_LONGEST_HREF: Final = 500
_DIGITS: Final = re.compile(r"[0-9٠-٩۰-۹०-९০-৯๐-๙]")
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
_GLUED: Final = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_]{2,11}+\.?\s\d)|(?<=(?:19|20)\d\d)(?=\d{1,2}\s?min)"
)
"""Inline elements that only a style sheet sets apart: "HealthMarch 7, 2019", "20195 min"."""
_SENTENCE_END: Final = re.compile(r"(?<!\bmin)\.\Z|[!?]\Z", re.IGNORECASE)
_THREAD: Final = re.compile(THREADS)
_ORIGINALLY: Final = re.compile(rf"(?:{'|'.join(ORIGINALLY)})\s(?:\w{{1,3}}\s)?", re.IGNORECASE)


def near_dates(walk: Walk, headline: int, languages: tuple[str, ...]) -> list[Claim]:
    """The dates around the headline; of a list of other articles, only the closest."""
    times = list(timed(walk, headline, languages))
    changed = days_of([each for each in times if each.what == "modified"])
    teasers = _teasers(walk, headline)
    theirs = {seen.block for seen in walk.times[:_TRIED] if id(seen.node) in teasers}
    lines = [
        each
        for each in _lines(walk, headline, theirs, languages)
        if each.what == "modified" or each.stamp.local.date() not in changed
    ]
    near = [*times, *lines]
    if len(days_of(near)) >= MANY_DAYS:
        near = [each for each in near if each.confidence > _CLOSE]
    return near


def timed(
    walk: Walk, headline: int, languages: tuple[str, ...], last: int | None = None
) -> Iterator[Claim]:
    """``<time>`` elements up to block ``last``, the more trusted the nearer to the headline."""
    teasers = _teasers(walk, headline)
    for seen in walk.times[:_TRIED]:
        if last is not None and seen.block > last:
            return
        gap = seen.block - headline
        if headline < 0 or not -_ABOVE <= gap <= _BELOW:
            if len(walk.times) > 1 or headline >= 0:
                continue
            gap = _BELOW
        signs, text = _signs(seen.node), text_of(seen.node)
        what = _what_time(walk, seen.block, signs, text)
        if what is None or id(seen.node) in teasers:
            continue
        trust = 0.85 - _distance(gap) / 150 + 0.03 * any(w in signs for w in PUBLISHED_CLASSES)
        found = list(claim(what, _stated(seen.node) or text, "time", trust, languages))
        yield from found or claim(what, text, "time", trust - 0.02, languages)


def _distance(gap: int) -> int:
    """How far from the headline; what stands above it is rather the end of something else."""
    return gap if gap >= 0 else 4 - gap


def _stated(node: _Element) -> str | None:
    return node.get("datetime") or node.get("ts")


def _teasers(walk: Walk, headline: int) -> set[int]:
    """The times in a row of alike boxes, each with a date and a linked title: other articles'.

    What stands in the same box as the headline stays, and so do the posts of a thread.
    """
    if len(walk.times) < _ALIKE:
        return set()
    boxes: dict[tuple[int, str, str], dict[int, list[Seen]]] = {}
    for seen in walk.times[:_TRIED]:
        box = seen.container
        for _ in range(_CLIMB):
            if box <= 0:
                break
            sign = walk.nodes[box].get("class") or ""
            row = boxes.setdefault((walk.parents[box], walk.tags[box], sign), {})
            row.setdefault(box, []).append(seen)
            box = walk.parents[box]
    return {
        id(seen.node)
        for row in boxes.values()
        if len(row) >= _ALIKE
        for box, inside in row.items()
        if not walk.firsts[box] <= headline < walk.lasts[box] and _has_linked_title(walk, box)
        for seen in inside
    }


def _has_linked_title(walk: Walk, box: int) -> bool:
    return any(
        len(walk.texts[block]) >= _TITLE and walk.link_chars[block] >= 0.6 * len(walk.texts[block])
        for block in range(walk.firsts[box], walk.lasts[box])
    )


def _signs(node: _Element) -> str:
    """What the classes on and above an element call it."""
    parent = node.getparent()
    above = parent.get("class") if parent is not None else None
    return " ".join(filter(None, (node.get("class"), node.get("itemprop"), above))).lower()


def _what_time(walk: Walk, block: int, signs: str, text: str) -> What | None:
    """What a ``<time>`` is; None if the words before it say that it is something else."""
    said = text.lower()
    around = walk.texts[block].lower() if block < len(walk.texts) else ""
    head = around.partition(said)[0][-40:] if said and said in around else ""
    label = head if head.strip() else _label_above(walk, block)
    if any(word in label for word in OTHER_WORDS):
        return None
    first = any(sign in signs for sign in ("publish", "entry-date"))
    changed = not first and any(word in signs for word in MODIFIED_CLASSES)
    inside = _called(said)  # "Last updated: 7 March 2019", whatever the class says
    if inside is not None:
        return inside
    return "modified" if changed or _called(label) == "modified" else "published"


def _label_above(walk: Walk, block: int) -> str:
    """The short line above a date, which may say what it is."""
    before = walk.texts[block - 1] if 0 < block <= len(walk.texts) else ""
    return before.lower() if len(before) < _LABEL and not _DIGITS.search(before) else ""


def _lines(
    walk: Walk, headline: int, theirs: set[int], languages: tuple[str, ...]
) -> Iterator[Claim]:
    """Short lines near the headline that are a date and little else, but for teasers' blocks."""
    if headline < 0:
        return
    first, last = max(0, headline - _ABOVE), min(len(walk.texts), headline + _BELOW + 1)
    for block in range(first, last):
        text = walk.texts[block]
        if len(text) > 1.6 * _LONGEST or block == headline or not _DIGITS.search(text):
            continue
        if block in theirs:
            continue
        above = _label_above(walk, block)
        if any(word in above for word in OTHER_WORDS):
            continue
        for what, stamp, raw in read_line(text, languages):
            kind = what or ("modified" if _called(above) == "modified" else "published")
            yield Claim(kind, stamp, "line:date", raw, 0.8 - _distance(block - headline) / 150)


def labelled_dates(walk: Walk, url: str | None, languages: tuple[str, ...]) -> Iterator[Claim]:
    """What stands far from the headline and is called the publication, if it is one day only.

    Lists of other articles name many days. A thread was published with its first post.
    """
    found: list[Claim] = []
    teasers = _teasers(walk, -1)
    for seen in walk.times[:_TRIED]:
        text = text_of(seen.node)
        if id(seen.node) not in teasers and _is_published(walk, seen, text):
            found += claim("published", _stated(seen.node) or text, "time", 0.6, languages)
    if len(days_of(found)) != 1 and url and _THREAD.search(url[:_LONGEST_HREF].lower()):
        found = list(_first_post(walk, languages))
    if len(days_of(found)) != 1:
        found = list(_called_published(walk, languages))
    if len(days_of(found)) == 1:
        yield found[0]


def _is_published(walk: Walk, seen: Seen, text: str) -> bool:
    return _what_time(walk, seen.block, _signs(seen.node), text) == "published"


def _first_post(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    """The first ``<time>`` of a thread that belongs to a post."""
    for seen in walk.times[:_TRIED]:
        text = text_of(seen.node)
        if _is_published(walk, seen, text):
            found = list(
                claim("published", _stated(seen.node) or text, "time:post", 0.6, languages)
            )
            if found:
                yield found[0]
                return


def original_dates(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    """A sentence whose subject is the article: "This article was first published on …"."""
    for text in walk.texts:
        if len(text) > _SENTENCE or not any(sign in text for sign in ORIGINAL_SIGNS):
            continue
        found = _ORIGINALLY.search(text)
        span = _SPAN.match(text, found.end()) if found else None
        stamp = parse_date(span[0], languages) if span else None
        if span is not None and stamp is not None:
            yield Claim("published", stamp, "line:originally", span[0], 0.88)


def _called_published(walk: Walk, languages: tuple[str, ...]) -> Iterator[Claim]:
    """Lines that begin with "Published", or with the number of a thread's first post."""
    for block, text in enumerate(walk.texts):
        line = text.partition("\n")[0]
        first = line == "#1" or line.startswith("#1 ")
        if len(line) > _LONGEST or not (first or line.lower().startswith(PUBLISHED_WORDS)):
            continue
        read = list(read_line(line[3:] if first else line, languages))
        for following in walk.texts[block + 1 : block + 1 + _LABELS]:
            if read or len(line) > _LABEL:
                break
            shown = following.partition(" (")[0]  # "(This post was last modified …)"
            read = list(read_line(shown, languages)) if len(shown) <= _LONGEST else []
        yield from (
            Claim("published", stamp, "line:date", raw, 0.6)
            for what, stamp, raw in read[:1]
            if what != "modified"
        )


def read_line(text: str, languages: tuple[str, ...]) -> Iterator[tuple[What | None, Stamp, str]]:
    """The dates of a short line, each with what the words before it call it."""
    whole = parse_date(text.strip(" ,.*()[]"), languages) if len(text) <= _LONGEST else None
    if whole is not None:
        if whole.precision not in {"month", "year"}:
            yield _called(text.lower()), whole, text
        return
    text = _GLUED.sub(" ", text)
    spans = list(_SPAN.finditer(text))
    said = len(text) - sum(len(span[0]) for span in spans)
    if not spans or said > _ASIDE or (len(spans) == 1 and _SENTENCE_END.search(text)):
        return
    start = 0
    for span in spans:
        before, start = text[start : span.start()].lower(), span.end()
        stamp = parse_date(span[0], languages)
        if stamp is None and span["clock"]:
            stamp = parse_date(span[0][: -len(span["clock"])], languages)
        if stamp is not None and not any(word in before for word in OTHER_WORDS):
            yield _called(before), stamp, span[0]


def after_date(text: str) -> str:
    """What follows the date that a line begins with; nothing if it begins with none.

    >>> after_date("Dec 26, 2025 • Ada Lovelace"), after_date("Ada Lovelace, Dec 26, 2025")
    ('Ada Lovelace', '')
    """
    span = _SPAN.match(text.lstrip())
    return text.lstrip()[span.end() :].strip(" •·|,-–—:") if span else ""


def _called(before: str) -> What | None:
    """What the words before a date call it: the last of them that says so."""
    modified = max((before.rfind(word) for word in MODIFIED_WORDS), default=-1)
    published = max((before.rfind(word) for word in PUBLISHED_WORDS), default=-1)
    if modified < 0 and published < 0:
        return None
    return "modified" if modified >= published else "published"

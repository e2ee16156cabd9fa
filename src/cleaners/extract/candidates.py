"""The addresses that a picture states -> its candidates: resolved, restored, one selected."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.extract.evidence import Evidence, restore
from cleaners.extract.pictures import is_placeholder
from cleaners.normalize.url import is_absolute, is_web, relative, resolve, strip_campaign
from cleaners.records import Candidate
from cleaners.tables.lazy import ORIGINALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleaners.extract.pictures import Picture, Stated

MAX_RAW: Final = 4_096
"""Characters of an address; a longer one is data, not an address."""
_LONGEST_WIDTH: Final = 5


class Read(NamedTuple):
    """The candidates of one picture, and how sure the least sure inference is."""

    candidates: tuple[Candidate, ...]
    confidence: float = 1.0


def read_candidates(
    picture: Picture, base: str | None, others: Callable[[], Iterable[str]] = tuple
) -> Read:
    """Every address that ``picture`` states once, the largest whole one selected.

    ``others`` gives the addresses of other images of the page; it is asked only if one was cut.

    >>> from cleaners.extract.pictures import read_picture
    >>> from lxml import html
    >>> img = html.fromstring('<img src="a.jpg" srcset="b.jpg 320w, c.jpg 640w">')
    >>> read = read_candidates(read_picture(img), "https://example.org/")
    >>> [(c.url, c.selected) for c in read.candidates]
    [('https://example.org/a.jpg', False), ('https://example.org/b.jpg', False),
     ('https://example.org/c.jpg', True)]
    """
    found: dict[tuple[object, ...], Candidate] = {}
    sure = 1.0
    whole = [_whole(stated, base) for stated in picture.stated if not stated.cut]
    siblings = [Evidence(c.url_raw, c.width) for c in whole if c and is_absolute(c.url_raw)]
    made: Candidate | None
    for stated in picture.stated:
        if stated.cut:
            made, trust = _restored(stated, siblings, base, others)
            sure = min(sure, trust)
        else:
            made = _whole(stated, base)
        if made is not None:
            found.setdefault(
                (made.url or made.url_raw, made.attribute, made.width, made.density), made
            )
    return Read(select(tuple(found.values())), sure)


def _whole(stated: Stated, base: str | None) -> Candidate | None:
    raw = stated.raw
    if len(raw) > MAX_RAW or raw.startswith(("data:", "#", "?")):
        return None  # data, or the page itself
    url = resolve(raw, base)
    if url is None and base is None:
        url = relative(raw)
        if url is None:
            return None
        return _candidate(stated, None if stated.alternative else url)
    return _candidate(stated, strip_campaign(url)) if url is not None else None


def _candidate(stated: Stated, url: str | None) -> Candidate:
    return Candidate(
        url=url,
        url_raw=stated.raw,
        attribute=stated.attribute,
        width=stated.width,
        density=stated.density,
        media=stated.media,
        type=stated.type,
    )


_WITH_HOST: Final = re.compile(r"(?:https?:)?//", re.IGNORECASE)
"""What a cut address begins with if its head is whole; ``ttps://`` is the rest of a scheme."""


def _restored(
    stated: Stated,
    siblings: Sequence[Evidence],
    base: str | None,
    others: Callable[[], Iterable[str]],
) -> tuple[Candidate, float]:
    """A cut address with its head back, or marked as cut."""
    raw = stated.raw[:MAX_RAW]
    if not (stated.final or _WITH_HOST.match(raw)):
        given = restore(raw, siblings, others(), stated.width)
        url = resolve(given.url, base) if given is not None else None
        if given is not None and url is not None:
            return replace(_candidate(stated, url), inferred=True), given.confidence
    return replace(_candidate(stated, None), url_raw=raw, truncated=True), 1.0


def select(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The same candidates, the best whole one selected and no other.

    >>> a, b = Candidate("https://e.org/a", "a", "src"), Candidate("https://e.org/b", "b", "src", 9)
    >>> [c.selected for c in select((a, b))]
    [False, True]
    >>> [c.selected for c in select((Candidate("/a", "/a", "src"), Candidate(None, "a", "src")))]
    [False, False]
    """
    best = _best(candidates)
    return tuple(
        c if c.selected is (c is best) else replace(c, selected=c is best) for c in candidates
    )


def _best(candidates: Sequence[Candidate]) -> Candidate | None:
    """The widest; without widths the densest; without either the first.

    Placeholders never, nor an address that is relative to nobody knows what.
    """
    usable = [c for c in candidates if c.url and is_web(c.url) and not is_placeholder(c.url)]
    if not usable:
        return None
    if len(usable) == 1:
        return usable[0]
    shapes = _shapes(usable)

    def size(candidate: Candidate) -> tuple[bool, int, float]:
        width = candidate.width or _width_in(candidate.url, shapes)
        return candidate.attribute in ORIGINALS, width, candidate.density or 0.0

    best = max(usable, key=size)
    if best.width or best.density:
        return best
    for other in usable:
        if size(other) == size(best) and _is_larger(other.url or "", best.url or ""):
            best = other
    return best


def _is_larger(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but sizes, and those of the first are larger.

    >>> _is_larger("https://e.org/a_1024x1024.jpg", "https://e.org/a_300x300.jpg")
    True
    >>> _is_larger("https://e.org/a.jpg", "https://e.org/a-300x200.jpg")
    True
    >>> _is_larger("https://e.org/2.jpg", "https://e.org/1.jpg")
    False
    """
    if one == other:
        return False
    if _SIZED.sub("", other) == one:
        return True
    if _NUMBER.sub("0", one) != _NUMBER.sub("0", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    sizes = [(int(a), int(b)) for a, b in pairs if a != b]
    return all(_SMALLEST <= b < a <= _LARGEST for a, b in sizes)


_NUMBER: Final = re.compile(r"[0-9]++")
_SIZED: Final = re.compile(r"-[0-9]{2,4}x[0-9]{2,4}(?=\.[a-z]{3,4}(?:\?|$))")
"""WordPress' name of a smaller copy; the original has none."""
_SMALLEST, _LARGEST = 16, 9999
"""CSS pixels: what is less counts pictures, what is more is a date or an id."""


def _shapes(candidates: Sequence[Candidate]) -> frozenset[tuple[str, str]]:
    """What stands before and behind the width, in addresses that hold the one they state."""
    found = set()
    for candidate in candidates:
        if candidate.url and candidate.width:
            parts = re.split(rf"(?<![0-9]){candidate.width}(?![0-9])", candidate.url)
            if len(parts) == 2:  # noqa: PLR2004  (it stands there once)
                found.add((parts[0], parts[1]))
    return frozenset(found)


def _width_in(url: str | None, shapes: Iterable[tuple[str, str]]) -> int:
    """The width that an address states by the place where its siblings state theirs; else 0.

    >>> _width_in("https://e.org/976/a.jpg", [("https://e.org/", "/a.jpg")])
    976
    >>> _width_in("https://e.org/original/a.jpg", [("https://e.org/", "/a.jpg")])
    0
    """
    for head, tail in shapes:
        if url and len(url) > len(head) + len(tail) and url.startswith(head) and url.endswith(tail):
            digits = url[len(head) : len(url) - len(tail)]
            if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_WIDTH:
                return int(digits)
    return 0

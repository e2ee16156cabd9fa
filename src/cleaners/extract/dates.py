"""When an article was published and when it was modified, each with what says so.

Claims are weighed by where they stand: structured data of the article, meta elements,
``<time>`` near the headline, a short line near the headline that is nothing but a date, the
address. A date in prose is no claim. What says of itself that it is an update never becomes
the publication.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from cleaners.extract.date_claims import Claim, What, days_of
from cleaners.extract.dates_shown import (
    labelled_dates,
    near_dates,
    original_dates,
    read_line,
    timed,
)
from cleaners.extract.dates_told import (
    address_date,
    confirmed,
    machine_dates,
    microdata_dates,
)
from cleaners.normalize.date import Stamp, parse_date, same_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.extract.lines import Line
    from cleaners.extract.structured import Structured
    from cleaners.page import Walk


class Dates(NamedTuple):
    """The chosen dates, and the claims that lost."""

    published: Claim | None
    modified: Claim | None
    others: tuple[Claim, ...]


_EARLIEST: Final = 1990
_SURE: Final = 0.9
_NEAR: Final = 0.75
"""Trust in a date that the page shows within a few blocks of its headline."""
_DAY: Final = timedelta(days=1)
_ANYWHERE: Final = timedelta(hours=36)
"""From the start of a day in UTC until it has ended in the last place on Earth."""


def find_dates(
    walk: Walk, told: Structured, url: str | None, headline: int, languages: tuple[str, ...]
) -> Dates:
    """The dates of the page at ``url``; its headline is block ``headline`` (-1: none shows it)."""
    claims = list(machine_dates(told, languages))
    home = _is_home(url)
    near = [] if home else near_dates(walk, headline, languages)
    if any(c.what == "published" and c.confidence > _SURE for c in claims):
        if not near and not home and _built(choose(claims)):
            labelled = labelled_dates(walk, url, languages)
            near = [each._replace(confidence=_NEAR) for each in labelled]
        return _with_its_offset(choose(_first_shown(claims, near)), [*claims, *near])
    claims += [*microdata_dates(walk, headline, languages), *near]
    claims += original_dates(walk, languages)
    claims = confirmed(claims, told, url)
    claims += address_date(url)
    if not home and not any(c.what == "published" for c in claims):
        claims += labelled_dates(walk, url, languages)
    return _with_its_offset(choose(claims), claims)


def _with_its_offset(dates: Dates, claims: Iterable[Claim]) -> Dates:
    """``dates``, the publication with the offset that the same wall clock has elsewhere.

    Templates append a bare ``Z`` to local times: of "20:57Z" and "20:57-04:00" the second is
    the instant.
    """
    chosen = dates.published
    if chosen is None or chosen.stamp.zone != "stated" or _offset(chosen.stamp):
        return dates
    clock = chosen.stamp.local.replace(second=0)
    for other in claims:
        same = other.what == "published" and other.stamp.local.replace(second=0) == clock
        if same and other.stamp.zone == "stated" and _offset(other.stamp):
            others = tuple(chosen if c is other else c for c in dates.others)
            return Dates(other, dates.modified, others)
    return dates


def _offset(stamp: Stamp) -> timedelta:
    return stamp.local - stamp.value.replace(tzinfo=None)


def _is_home(url: str | None) -> bool:
    """Whether an address is a site's front page: the dates that it shows are its articles'.

    >>> _is_home("https://example.org/"), _is_home("https://example.org/?p=7"), _is_home(None)
    (True, False, False)
    """
    parts = urlsplit(url) if url else None
    return parts is not None and parts.path in {"", "/"} and not parts.query


def _built(told: Dates) -> bool:
    """Whether one instant is told as publication and as last change: the day of a build, maybe."""
    published, modified = told.published, told.modified
    return published is not None and modified is not None and published.stamp == modified.stamp


def _first_shown(claims: list[Claim], near: list[Claim]) -> list[Claim]:
    """``claims`` for machines, led by the day that readers are shown if that is an earlier one.

    Builders of sites write the day of the last build into ``datePublished``; nobody shows the
    reader a day before the publication. A later day is an update, and what a time zone can
    explain is no difference.
    """
    shown = [c for c in near if c.what == "published"]
    best = max(shown, key=lambda c: c.confidence, default=None)
    if best is None or best.confidence < _NEAR or len(days_of(shown)) != 1:
        return claims
    stated = choose(claims).published
    if stated is None or not _precedes(best.stamp, stated.stamp):
        return claims
    doubted = [
        c._replace(confidence=c.confidence / 2) if c.what == "published" else c for c in claims
    ]
    return [*doubted, *near]


def _precedes(day: Stamp, other: Stamp) -> bool:
    """Whether ``day`` was over, wherever on Earth it was written, before ``other``."""
    if other.zone == "stated" and other.precision in {"second", "minute", "hour"}:
        start = day.local.replace(hour=0, minute=0, second=0)
        return other.value.replace(tzinfo=None) - start > _ANYWHERE
    return other.local.date() - day.local.date() > _DAY


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
    dated = (claim for line in lines for claim in _of_line(line, languages))
    claims = list(islice(dated, _MOST_LINES))
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
    own = [c for c in machine_dates(told, languages) if c.source.startswith("json-ld:article")]
    if any(claim.what == "published" for claim in own):
        return choose(own)
    near = head_of(lines)
    end = near[-1].block if near else -1
    times = [c for c in timed(walk, max(headline, 0), languages, end) if c.what == "published"]
    said = line_dates(near, languages)
    if said.published is None:
        best = max(times, key=lambda c: c.confidence, default=None)
        return said._replace(published=best) if said.modified is None else said
    shown = said.published.stamp
    same = next((c for c in times if shown.zone == "unknown" and _agree(shown, c.stamp)), None)
    return said._replace(published=same or said.published)


def _agree(shown: Stamp, timed: Stamp) -> bool:
    """Whether a day that is shown can be the day of an instant, somewhere on Earth."""
    return timed.zone == "stated" and abs(timed.local.date() - shown.local.date()).days <= 1


_MOST_LINES: Final = 1_000
"""Dates of a text's lines that are asked about; more are a table of dates."""


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
        for what, stamp, raw in read_line(line.text, languages):
            yield Claim(what or "published", stamp, "line:date", raw, 0.8)

"""One raw date or time -> one instant in UTC, how precise it is and whether its zone is known.

Three readers, from the certain to the weak: ISO 8601 with the slips that publishers make in
it, counts of seconds, and dates in words of many languages. What only dateparser can read is
asked of it last, behind a gate, because a miss costs it milliseconds.

A wall clock without a zone reads as UTC and claims no more than its day. So does a midnight to
the second, whatever its offset: it is how programs write a day, and the day is the local one.
Numeric dates whose day and month can change places are read by the language's habit; without
one they are None. Years of the Thai and the Persian calendar are converted where the text
names one: a year from 2401 to 2700, a Persian month.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.normalize.dateparsed import foreign
from cleaners.normalize.datewords import Parts, read_words
from cleaners.normalize.persian import read_persian
from cleaners.normalize.text import normalized
from cleaners.tables.date_words import UNKNOWN_ZONES, ZONES

if TYPE_CHECKING:
    from cleaners.records import Precision, Zone


class Stamp(NamedTuple):
    """An instant, as far as it was stated."""

    value: datetime
    """In UTC; truncated to ``precision``."""
    precision: Precision
    zone: Zone
    local: datetime
    """The wall clock as written, without a zone."""


_LONGEST: Final = 120
_LONGEST_STAMP: Final = 60
_FIRST_YEAR: Final = 1583  # of the calendar
_FIRST_EPOCH: Final = 600_000_000  # 1989
_LAST_EPOCH: Final = 2_000_000_000  # 2033
_MILLISECONDS: Final = 13
_CENTURY: Final = 100
_HALF_DAY: Final = 14 * 60
_ZONE_NAMES: Final = "|".join(sorted({*ZONES, *UNKNOWN_ZONES}, key=len, reverse=True))
_OFFSET: Final = (
    rf"(?P<zone>(?:(?:utc|gmt)\s?)?+[+−-]\d\d?(?::?\d\d)?(?:\s?(?:utc|gmt))?|(?:{_ZONE_NAMES})\b)"
)
_ISO: Final = re.compile(
    rf"""
    (?P<year>\d{{4}})
    (?: (?P<sep>[-/.\s\u2010-\u2015]) (?P<month>\d{{1,2}}) (?: (?P=sep) (?P<day>\d{{1,2}}) )?+ )
    (?:
        (?: \s*+ [t,_\s] \s*+ | - (?=\d\d:) )
        (?P<hour>\d{{1,2}}) (?: : (?P<minute>\d\d) (?: : (?P<second>\d\d) (?:[.,:]\d++)?+ )?+ )?+
        \s*+ (?P<half>[ap]\.?m\.?)?+
    )?+
    \s*+ {_OFFSET}?+ (?: \s*+ \[ [\w/+-]++ \] | \s*+ \( [\w\s]++ \) | \s++ (?:utc|gmt|z) )?+ z?+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT: Final = re.compile(
    rf"""
    (?P<year>(?:19|20)\d\d) (?P<month>\d\d) (?P<day>\d\d)
    (?:
        [t\s_-]?+ (?P<hour>\d\d) (?P<sep>:?+) (?P<minute>\d\d)
        (?: (?P=sep) (?P<second>\d\d) )?+ (?: [.,]\d++ )?+
      | t(?P<h>\d\d)
    )?+
    \s*+ {_OFFSET}?+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WEEK: Final = re.compile(r"(?P<year>\d{4})-?w(?P<week>\d\d)-?(?P<day>[1-7])", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<day>\d{3})")
_SLIPS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\A\\?/Date\((\d++)(?:[+-]\d{4})?\)\\?/\Z", r"\1"),  # .NET's JSON
        (r"(?<=\d[Tt])(\d\d)\.?+(\d\d)\.?+(\d\d)(?!\d)", r"\1:\2:\3"),  # T100000, T10.00.00
        (r"(?<=\d)[Tt]\Z", ""),
        (r"(?<=:\d\d)\s\d\d:\d\d\Z", ""),  # a plus that was decoded: its zone is lost
        (r"\s[A-Z]\w++/[\w/]++\Z", ""),  # America/New_York: an offset only with a calendar
        (r"(?<=[+-]\d\d:\d\d):00\Z", ""),
        (r"(?<=\s\d{4})T(?=\d\d:\d\d)", " "),  # Oct 01, 2025T10:00:00
    )
)
"""What programs get wrong, and what they meant."""
_EPOCH: Final = re.compile(r"(\d{10}|\d{13})(?:\.\d++)?+")


def parse_date(
    text: str, languages: tuple[str, ...] = (), *, day_first: bool | None = None
) -> Stamp | None:
    """Read ``text``, which must be a date and nothing else.

    ``languages`` (BCP 47, the likeliest first) decide between months that share a name, and
    the order of day and month where ``day_first`` does not.

    >>> stamp = parse_date("2019-03-07T09:15:00+0100")
    >>> stamp.value.isoformat(), stamp.precision, stamp.zone
    ('2019-03-07T08:15:00+00:00', 'second', 'stated')
    >>> parse_date("7. März 2019").value.date().isoformat()
    '2019-03-07'
    >>> parse_date("03/07/2019"), parse_date("highest since 2004")
    (None, None)
    """
    if not text or len(text) > _LONGEST:
        return None
    return _parse(_plain(text), languages, day_first)


@lru_cache(maxsize=4096)
def _parse(
    text: str,
    languages: tuple[str, ...],
    day_first: bool | None,  # noqa: FBT001  (the key of a cache)
) -> Stamp | None:
    if not any(map(str.isdigit, text)):
        return None
    text = _without_slips(text)
    persian = read_persian(text, languages)
    if persian is not None:
        return Stamp(persian, "day", "unknown", persian.replace(tzinfo=None))
    machine = parse_machine(text)
    if machine is not None:
        return machine
    parts = read_words(text, languages, day_first) or foreign(text, languages)
    return None if parts is None else _stamp(parts)


def _without_slips(text: str) -> str:
    """``text`` as a program would have written it without its bug.

    >>> _without_slips("2024-05-01T100000Z"), _without_slips("Oct 01, 2025T10:00")
    ('2024-05-01T10:00:00Z', 'Oct 01, 2025 10:00')
    >>> _without_slips("1 May 2024 10:00")
    '1 May 2024 10:00'
    """
    if text.isascii() and len(text) <= _LONGEST_STAMP:
        for slip, instead in _SLIPS:
            text = slip.sub(instead, text)
    return text


def parse_machine(text: str) -> Stamp | None:
    """Read a stamp that a program wrote: ISO 8601, eight or more digits, an epoch.

    >>> parse_machine("1551946500").value.isoformat()
    '2019-03-07T08:15:00+00:00'
    >>> parse_machine("7 March 2019")
    """
    for pattern in (_ISO, _COMPACT):
        found = pattern.fullmatch(text)
        if found is not None:
            return _of_iso(found.groupdict())
    if _EPOCH.fullmatch(text):
        return _epoch(text)
    return _calendar_day(text)


def same_instant(local: Stamp, absolute: Stamp) -> bool:
    """Whether a wall clock without zone can be the instant that ``absolute`` states.

    Offsets are whole quarters of an hour and at most 14 hours; a clock without seconds may
    have lost up to a minute.
    """
    gap = (local.local - absolute.value.replace(tzinfo=None)).total_seconds()
    if local.local.second == 0:
        gap = (gap + absolute.value.second) if absolute.value.second else gap
    return abs(gap) <= _HALF_DAY * 60 and gap % 900 == 0


def _plain(text: str) -> str:
    """NFKC (full-width forms, no-break spaces), one space, digits of any script as ASCII.

    The zero stays out of words: only decimal digits change. Arabic loses its vowel signs.
    """
    text = normalized("NFKC", text)
    if not text.isascii():
        text = "".join(
            str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c
            for c in text
            if unicodedata.category(c) != "Cf" and not "\u064b" <= c <= "\u0652"
        )
    return " ".join(text.split())


def _of_iso(found: dict[str, str | None]) -> Stamp | None:
    hour = found["hour"] or found.get("h")
    half = (found.get("half") or "")[:1].lower()
    clock = None
    if hour is not None:
        clock = int(hour) % 12 + 12 * (half == "p") if half else int(hour)
    day, minute, second = (_number(found.get(name)) for name in ("day", "minute", "second"))
    year, month = int(found["year"] or 0), int(found["month"] or 0)
    return _stamp(Parts(year, month, day, clock, minute, second, found["zone"]))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _epoch(text: str) -> Stamp | None:
    digits = text.partition(".")[0]
    seconds = int(digits) / (1000 if len(digits) == _MILLISECONDS else 1)
    if not _FIRST_EPOCH <= seconds <= _LAST_EPOCH:
        return None
    value = datetime.fromtimestamp(int(seconds), UTC)
    return Stamp(value, "second", "stated", value.replace(tzinfo=None))


def _calendar_day(text: str) -> Stamp | None:
    """ISO's week dates and ordinal dates."""
    week, ordinal = _WEEK.fullmatch(text), _ORDINAL.fullmatch(text)
    try:
        if week is not None:
            day = datetime.fromisocalendar(int(week["year"]), int(week["week"]), int(week["day"]))
        elif ordinal is not None:
            day = datetime.strptime(text, "%Y-%j")  # noqa: DTZ007  (a day has no zone)
        else:
            return None
    except ValueError:
        return None
    return Stamp(day.replace(tzinfo=UTC), "day", "unknown", day)


def _stamp(parts: Parts) -> Stamp | None:
    """The instant of ``parts``; None if they name no day of the calendar.

    >>> _stamp(Parts(2024, 5, 1, 0, 0, 0, "+02:00")).value.isoformat()
    '2024-05-01T00:00:00+00:00'
    >>> _stamp(Parts(2024, 5, 1, 0, 0, 1, "+02:00")).value.isoformat()
    '2024-04-30T22:00:01+00:00'
    """
    hour, minute, second = parts.hour or 0, parts.minute or 0, parts.second or 0
    if parts.year < _FIRST_YEAR:  # 0001-01-01 is no day but a program's nothing
        return None
    over = timedelta(days=1) if hour == 24 and not minute else timedelta()  # noqa: PLR2004
    try:
        local = datetime(  # noqa: DTZ001  (the wall clock, on purpose)
            parts.year, parts.month or 1, parts.day or 1, hour % 24 if over else hour, minute,
            min(second, 59),
        ) + over  # fmt: skip
    except (ValueError, OverflowError):
        return None
    offset = _offset(parts.zone)
    midnight = parts.hour == 0 and not minute and not second
    if parts.hour is None or offset is None or midnight:
        precision: Precision = "day" if parts.day else "month" if parts.month else "year"
        day = local.replace(hour=0, minute=0, second=0, tzinfo=UTC)
        return Stamp(day, precision, "unknown", local)
    exact: Precision = (
        "hour" if parts.minute is None else "minute" if parts.second is None else "second"
    )
    try:
        value = (local - timedelta(minutes=offset)).replace(tzinfo=UTC)
    except OverflowError:
        return None
    return Stamp(value, exact, "stated", local)


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC; None if ``zone`` names none that is known."""
    if zone is None:
        return None
    name = zone.lower().replace("−", "-")
    if name in ZONES:
        return ZONES[name]
    digits = re.search(r"([+-])(\d\d?):?(\d\d)?", name)
    if digits is None:
        return None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return None if minutes > _HALF_DAY else minutes if digits[1] == "+" else -minutes

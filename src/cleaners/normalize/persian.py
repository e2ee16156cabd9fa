"""Days of the Persian (Solar Hijri) calendar, as the press of Iran and Afghanistan writes them.

A text is read as one only if it holds nothing but a day, a Persian month and a year from 1300
to 1499 (1921 to 2121), and words that stand around dates. In bare numbers ("1403/02/12") only
Persian and its sisters are read so: elsewhere such a year may be of the lunar calendar.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from cleaners.tables.date_words import FILLERS
from cleaners.tables.months import PERSIAN, WEEKDAYS

_EPOCH: Final = datetime(622, 3, 20, tzinfo=UTC)  # the days are counted from here
_MONTHS: Final = {name: number for number, name in enumerate(PERSIAN, start=1)}
_DATE: Final = re.compile(
    rf"(?<!\d)(?P<day>\d\d?)\s(?P<month>{'|'.join(PERSIAN)})\s?(?:ماه\s|،\s?)?(?P<year>1[34]\d\d)(?!\d)"
)
_NUMBERS: Final = re.compile(
    r"(?<!\d)(?P<year>1[34]\d\d)(?P<sep>[/.-])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)"
)
_SPEAKERS: Final = ("fa", "ps", "prs", "ckb", "mzn", "lrc")
_CLOCK: Final = re.compile(r"(?<!\d)\d\d?:\d\d(?::\d\d)?(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]++")
_LONG: Final = 6  # months of 31 days


def read_persian(text: str, languages: tuple[str, ...] = ()) -> datetime | None:
    """The day that ``text`` names in the Persian calendar, in ours.

    >>> read_persian("1403/02/12", ("fa",)).date().isoformat(), read_persian("1403/02/12")
    ('2024-05-01', None)

    >>> read_persian("پنجشنبه 16 اسفند 1397").date().isoformat()
    '2019-03-07'
    >>> read_persian("16 مارس 2019"), read_persian("31 اسفند 1397")
    (None, None)
    """
    found = _DATE.search(text) if not text.isascii() else None
    if found is None and any(language.startswith(_SPEAKERS) for language in languages):
        found = _NUMBERS.search(text)
    if found is None:
        return None
    rest = _CLOCK.sub(" ", text[: found.start()] + " " + text[found.end() :])
    if any(map(str.isdigit, rest)) or not all(map(_stands_around, _WORD.findall(rest))):
        return None
    month = _MONTHS.get(found["month"]) or int(found["month"])
    return of_persian(int(found["year"]), month, int(found["day"]))


def _stands_around(word: str) -> bool:
    return word in FILLERS or word in WEEKDAYS


def of_persian(year: int, month: int, day: int) -> datetime | None:
    """A day of the Persian calendar in ours; None if the calendar has no such day.

    Leap years follow the cycle of 33 years, which agrees with the equinox from 1178 to 1633.

    >>> of_persian(1399, 12, 30).date().isoformat(), of_persian(1400, 12, 30)
    ('2021-03-20', None)
    """
    leap = (25 * year + 11) % 33 < 8  # noqa: PLR2004
    length = 31 if month <= _LONG else 30 if month < 12 or leap else 29  # noqa: PLR2004
    if not (1 <= month <= 12 and 1 <= day <= length):  # noqa: PLR2004
        return None
    before = 31 * (month - 1) - max(0, month - 1 - _LONG)
    return _EPOCH + timedelta(days=365 * (year - 1) + (8 * year + 21) // 33 + before + day)

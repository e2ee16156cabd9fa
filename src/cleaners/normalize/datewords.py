"""Dates in words and in bare numbers, in many languages: the parts of them.

A text is a date only if every word of it is a month, a day of the week or one of the words
that stand around dates. Whatever else it says, it is prose, and prose is no date.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cleaners.tables.date_words import (
    AFTERNOON,
    DAY_FIRST,
    DAY_FIRST_REGIONS,
    FILLERS,
    MONTH_FIRST,
    MORNING,
    UNKNOWN_ZONES,
    ZONES,
)
from cleaners.tables.months import ERAS, JOINED, MONTHS, WEEKDAYS


class Parts(NamedTuple):
    """What a date states; None where it states nothing."""

    year: int
    month: int | None
    day: int | None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None


_MARKS: Final = re.compile("[.\u05f3\u200c\u200d]")


def _bare(word: str) -> str:
    """``word`` without the dots and the geresh of abbreviations, and without joiners.

    >>> _bare("มี.ค."), _bare("sept.")
    ('มีค', 'sept')
    """
    return _MARKS.sub("", word)


def _months() -> dict[str, dict[int, frozenset[str]]]:
    """Each name of a month, what it may mean, and in which languages."""
    found: dict[str, dict[int, set[str]]] = {}
    for line in MONTHS.strip().splitlines():
        language, _, names = line.partition(" ")
        for month, words in enumerate(names.split("|"), start=1):
            for word in map(_bare, words.split()):
                found.setdefault(word, {}).setdefault(month, set()).add(language)
    return {word: {m: frozenset(ls) for m, ls in months.items()} for word, months in found.items()}


_MONTHS: Final = _months()
_DAYS_OF_WEEK: Final = frozenset(map(_bare, WEEKDAYS))
_FILLERS: Final = frozenset(map(_bare, FILLERS))
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<y>(?:19|20|25)\d\d)\s*+(?:[-/.]|年|년|оны)\s*+(?P<m>\d{1,2})\s*+"
    r"(?:[-/.]|月|월|-р сарын)\s*+(?P<d>\d{1,2})(?!\d)\s*+[日일号號]?"
)
_YEAR_LAST: Final = re.compile(
    r"(?<!\d)(?P<a>\d{1,2})\s?(?P<sep>[-/. ])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d\d)(?!\d)"
)
_CLOCK: Final = re.compile(
    r"(?<![\d.])(?P<h>[01]?\d|2[0-4])\s?(?::|[h時时點点시]\s?)\s?(?P<m>[0-5]\d)"
    r"(?:(?::|m(?=\d)|\s?[分분]\s?)(?P<s>[0-5]\d)(?:[.,]\d++)?\s?[s秒초]?)?(?:\s?[분分])?(?!\d)"
    r"|(?<!\d)(?P<h2>[01]?\d|2[0-4])\s?(?:uhr|h|時|时|시)(?!\w)"
    r"|(?<!\d)(?P<h3>1[0-2]|0?\d)(?=\s?[ap]\.?m\b)"
    r"|\b(?:kl\.?|klo|um|at|ore)\s(?P<h4>[01]?\d|2[0-3])\.(?P<m4>[0-5]\d)(?!\d)"
)
_DOTTED_CLOCK: Final = re.compile(r"(?<![\d.])(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?![\d.])")
_ZONE: Final = re.compile(r"(?:(?:utc|gmt)\s?)?[+-](?:\d\d:?\d\d|\d{1,2})(?!\d)")
_WORD: Final = re.compile(r"[^\s\d,،;؛:()\[\]/|·•–—_<>\"'’‘`*@&-]++")
_NUMBER: Final = re.compile(r"\d++")
_GLUED: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ère|º|ª|°|e|o|a)(?![^\W\d_])")
_LETTERS_GLUED: Final = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_VIETNAMESE: Final = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})\s(?:tháng|thg|th)\s?(?P<m>\d{1,2}),?\s(?:năm\s)?(?P<y>\d{4})(?!\d)"
)
_ERA: Final = re.compile(rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>\d{{1,3}}|元)\s?年")
_ARTICLE: Final = re.compile(r"(?<!\w)(?:i?[ltnsd]|iż|iċ|ir|ix|il)-(?=\w)")  # Maltese
_ASIDE: Final = re.compile(r"\([^()]{0,60}+\)")
_TWO: Final = 2
_FOUR: Final = 4
_TWELVE: Final = 12
_PIVOT: Final = 69  # POSIX: 69-99 are of the last century
_BUDDHIST: Final = 543


def read_words(text: str, languages: tuple[str, ...], day_first: bool | None) -> Parts | None:  # noqa: FBT001
    """The parts of a date in words or bare numbers.

    >>> read_words("Thursday, 7 March 2019 at 8:15 pm EST", ("en",), None)
    Parts(year=2019, month=3, day=7, hour=20, minute=15, second=None, zone='est')
    >>> read_words("7 boats sank in March 2019", ("en",), None)
    """
    rest = _ASIDE.sub(" ", text.casefold()) if "(" in text else text.casefold()
    if not rest.isascii():
        rest = _joined(rest)
    order = day_first if day_first is not None else day_comes_first(languages)
    day = _numeric(rest, order)
    if day is not None:
        parts, rest = day
        return _with_clock(parts, rest)
    if _YEAR_LAST.search(rest) or not any(_bare(w) for w in _WORD.findall(rest)):
        return None
    return _named(_GLUED.sub(" ", rest), languages)


def _joined(text: str) -> str:
    """``text`` with each month in one word, no article before a day, and years of our era.

    >>> _joined("6 تشرين الثاني 2019") == "6 تشرينالثاني 2019", _joined("令和元年5月1日")
    (True, '2019年5月1日')
    """
    for words, one in JOINED:
        text = text.replace(words, one)
    return _ARTICLE.sub("", _ERA.sub(_of_era, text))


def _of_era(found: re.Match[str]) -> str:
    """A year of an emperor's reign or of a republic, in ours: "令和6年" is 2024年."""
    number = 1 if found["year"] == "元" else int(found["year"])
    return f"{ERAS[found['era']] + number}年"


def day_comes_first(languages: tuple[str, ...]) -> bool | None:
    """Whether numeric dates of the likeliest language start with the day; None if it has no say.

    >>> day_comes_first(("de",)), day_comes_first(("en-US",)), day_comes_first(("en",))
    (True, False, None)
    """
    for language in languages:
        tag = language.lower()
        if tag in MONTH_FIRST:
            return False
        if tag in DAY_FIRST_REGIONS or tag.partition("-")[0] in DAY_FIRST:
            return True
    return None


def _numeric(text: str, day_first: bool | None) -> tuple[Parts, str] | None:  # noqa: FBT001
    found = _YEAR_FIRST.search(text) or _VIETNAMESE.search(text)
    if found is not None:
        parts = Parts(_year(found["y"]), int(found["m"]), int(found["d"]))
        return parts, _without(text, found)
    found = _YEAR_LAST.search(text)
    if found is None or (len(found["y"]) == _TWO and found["sep"] == " "):
        return None
    a, b = int(found["a"]), int(found["b"])
    if found["sep"] == "." and day_first is None and b <= _TWELVE and len(found["y"]) == _FOUR:
        day_first = True  # dots stand in countries that put the day first
    if a > _TWELVE:
        day_first = True
    elif b > _TWELVE:
        day_first = False
    if day_first is None and a != b:
        return None
    day, month = (a, b) if day_first else (b, a)
    return Parts(_year(found["y"]), month, day), _without(text, found)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _year(digits: str) -> int:
    if len(digits) == _TWO:
        return int(digits) + (2000 if int(digits) < _PIVOT else 1900)
    year = int(digits)
    return year - _BUDDHIST if 2400 < year <= 2700 else year  # noqa: PLR2004  (Thai news)


def _with_clock(parts: Parts, rest: str) -> Parts | None:
    """``parts`` with the time of day in ``rest``, which may hold nothing else."""
    timed, rest = _clock(parts, rest)
    if timed.hour is None:
        found = _DOTTED_CLOCK.search(rest)
        if found is not None:
            timed = timed._replace(hour=int(found["h"]), minute=int(found["m"]))
            rest = _without(rest, found)
    return timed if not _NUMBER.search(rest) and _only_fillers(rest) else None


def _clock(parts: Parts, text: str) -> tuple[Parts, str]:
    """The time of day and its zone, and the text without them."""
    found = _CLOCK.search(text)
    if found is None:
        return parts, text
    hour = int(found["h"] or found["h2"] or found["h3"] or found["h4"])
    minute, second = found["m"] or found["m4"], found["s"]
    rest = _without(text, found)
    words = {_bare(word) for word in _WORD.findall(rest)}
    if words & AFTERNOON and hour < _TWELVE:
        hour += _TWELVE
    elif words & MORNING and hour == _TWELVE:
        hour = 0
    zone, rest = _zone(rest, found.start())
    timed = parts._replace(
        hour=hour,
        minute=int(minute) if minute else None,
        second=int(second) if second else None,
        zone=zone,
    )
    return timed, rest


def _zone(text: str, start: int) -> tuple[str | None, str]:
    """The zone behind a clock."""
    found = _ZONE.search(text, max(0, start))
    if found is not None:
        return found[0], _without(text, found)
    return next((w for x in _WORD.findall(text) if (w := x.strip(".")) in ZONES), None), text


def _only_fillers(text: str) -> bool:
    return all(_is_filler(_bare(word)) for word in _WORD.findall(text))


def _is_filler(word: str) -> bool:
    return (
        not word
        or word in _FILLERS
        or word in _DAYS_OF_WEEK
        or word in ZONES
        or word in UNKNOWN_ZONES
        or word in MORNING
        or word in AFTERNOON
    )


def _named(text: str, languages: tuple[str, ...]) -> Parts | None:
    """A date whose month is a word."""
    text = _LETTERS_GLUED.sub(" ", text) if not _CLOCK.search(text) else text
    parts, rest = _clock(Parts(0, None, None), text)
    meant = _meant(rest, languages)
    return None if meant is None else _around(parts._replace(month=meant[0]), rest, meant[1])


def _meant(text: str, languages: tuple[str, ...]) -> tuple[int, int] | None:
    """The one month that ``text`` names, and where; None if it says anything else besides.

    A word that is a day of the week too ("Mawrth": March and Tuesday in Welsh) is a month only
    if no other word is one.
    """
    sure: dict[int, int] = {}
    maybe: dict[int, int] = {}
    for found in _WORD.finditer(text):
        word = _bare(found[0])
        filler = _is_filler(word)
        month = _month(word, languages) if not filler or word in _SHARED else None
        if month is not None:
            (maybe if filler else sure).setdefault(month, found.start())
        elif not filler:
            return None
    months = sure or maybe
    return next(iter(months.items())) if len(months) == 1 else None


_SHARED: Final = frozenset(w for w in _MONTHS if _is_filler(w))


def _month(word: str, languages: tuple[str, ...]) -> int | None:
    meanings = _MONTHS.get(word)
    if not meanings:
        return None
    if len(meanings) == 1:
        return next(iter(meanings))
    for language in languages:
        root = language.lower().partition("-")[0]
        for month, spoken in meanings.items():
            if root in spoken:
                return month
    return None


def _around(parts: Parts, text: str, at: int) -> Parts | None:
    """Day and year from the numbers around a month that stands at ``at``."""
    numbers = [(n[0], n.start() > at) for n in _NUMBER.finditer(text)]
    years = [n for n, _ in numbers if len(n) == _FOUR]
    days = [(n, after) for n, after in numbers if len(n) <= _TWO]
    if len(years) + len(days) != len(numbers) or len(years) > 1:
        return None
    if years and len(days) <= 1:
        day = int(days[0][0]) if days else None
        return parts._replace(year=_year(years[0]), day=day)
    if not years and len(days) == _TWO and days[0][1] is False and days[1][1]:
        return parts._replace(year=_year(days[1][0]), day=int(days[0][0]))
    if not years and len(days) == _TWO and "'" in text:
        return parts._replace(year=_year(days[1][0]), day=int(days[0][0]))
    return None

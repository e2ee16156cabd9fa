"""Days in 99 locales, and what programs write that is nearly ISO 8601."""

from __future__ import annotations

import importlib.util
from itertools import groupby
from pathlib import Path

import pytest

from cleaners.normalize import date
from cleaners.normalize.date import parse_date

_TABLE = Path(__file__).with_name("date_strings.py")
_SPEC = importlib.util.spec_from_file_location("date_strings", _TABLE)
assert _SPEC is not None
assert _SPEC.loader is not None
STRINGS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(STRINGS)


def lines(table: str) -> list[list[str]]:
    return [line.split(" | ", 2) for line in table.strip().splitlines()]


def wrong(cases: list[list[str]]) -> list[tuple[str, str]]:
    read = [(text, day, parse_date(text, (language,))) for language, day, text in cases]
    return [
        (text, stamp.value.isoformat() if stamp else "null")
        for text, day, stamp in read
        if stamp is None or (stamp.local.date().isoformat(), stamp.precision) != (day, "day")
    ]


LANGUAGES = {key: list(cases) for key, cases in groupby(lines(STRINGS.CLDR), lambda case: case[0])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_as_cldr_writes_them(language: str) -> None:
    assert wrong(LANGUAGES[language]) == []


def test_the_table_is_as_large_as_it_says() -> None:
    assert len(lines(STRINGS.CLDR)) >= 140
    assert len(LANGUAGES) >= 40


def test_days_as_pages_write_them_need_no_dateparser(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs 120 ms where it does not know a text, so it is asked of rare languages only."""
    monkeypatch.setattr(date, "foreign", lambda *_: None)
    date._parse.cache_clear()
    assert wrong(lines(STRINGS.SEEN)) == []


DAY, SECOND = "2024-05-01T00:00:00+00:00", "2024-05-01T10:00:00+00:00"
PROGRAMS = [
    ("20240501", DAY),
    ("2024-5-1", DAY),
    ("2024/05/01 10:00", DAY),
    ("2024-05-01T10:00:00.000+0000", SECOND),
    ("2024-05-01 10:00:00 UTC", SECOND),
    ("2024-W18-3", DAY),
    ("2024W183", DAY),
    ("2024-122", DAY),
    ("2024-05-01T10:00", DAY),
    ("2024-05-01T12:00:00,123+02", SECOND),
    ("2024-05-01T12:00:00+02", SECOND),
    ("2024-05-01t10:00:00z", SECOND),
    ("2024-05-01T10:00:00 Z", SECOND),
    ("2024-05-01T12:00:00 +02:00", SECOND),
    ("2024-05-01T12:00:00+02:00:00", SECOND),
    ("2024-05-01T100000Z", SECOND),
    ("2024-05-01T10.00.00Z", SECOND),
    ("20240501T10:00:00Z", SECOND),
    ("20240501T120000+0200", SECOND),
    ("20240501100000", DAY),
    ("2024-05-01T10:00:00.000000000Z", SECOND),
    ("2024-05-01T12:00:00 GMT+2", SECOND),
    ("2024-05-01T06:00:00.000-04:00[US/Eastern]", SECOND),
    ("2024-05-01 06:00:00 EDT", SECOND),
    ("2024-05-01 10:00:00 +0000 UTC", SECOND),
    ("2024-05-01 06:00:00 America/New_York", DAY),
    ("2024-05-01T12:00:00 02:00", DAY),
    ("2024-05-01T", DAY),
    ("May 01, 2024T12:00:00+02:00", SECOND),
    ("/Date(1714557600000)/", SECOND),
    ("/Date(1714557600000+0200)/", SECOND),
    ("1714557600", SECOND),
    ("1714557600000", SECOND),
    ("Wednesday, 01-May-24 10:00:00 GMT", SECOND),
    ("Wed May  1 10:00:00 2024", DAY),
    ("2024-05-01T00:00:00+02:00", DAY),
    ("2024-05-01T00:00:00-08:00", DAY),
    ("2024-05-01T00:00:00.000Z", DAY),
    ("Wed, 01 May 2024 00:00:00 +0200", DAY),
]
NEAR_MISSES = [
    ("2024-05-01T00:00:01+02:00", "2024-04-30T22:00:01+00:00"),
    ("2024-05-01T00:30+02:00", "2024-04-30T22:30:00+00:00"),
    ("2024-05-01T10:00:00+1500", DAY),  # no place on Earth
    ("0001-01-01T00:00:00Z", None),
    ("1445/10/22", None),  # of the lunar calendar
    ("November 20, 9999 7:00 PM", "9999-11-20T00:00:00+00:00"),
    ("2024-13-01", None),
    ("2024122", None),
    ("1714557600123456", None),
    ("03/04/2024", None),
    ("10:00 01/05/2024", None),
    ("2024", None),
    ("3 days ago", None),
    ("7 July clocks in March 2019", None),
]


@pytest.mark.parametrize(("text", "value"), [*PROGRAMS, *NEAR_MISSES])
def test_what_programs_write(text: str, value: str | None) -> None:
    stamp = parse_date(text, ("en",))
    assert (stamp and stamp.value.isoformat()) == value


@pytest.mark.parametrize("text", ["2024-05-01T00:00:00+02:00", "2024-05-01T00:00:00Z"])
def test_a_midnight_is_a_day(text: str) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert (stamp.precision, stamp.zone) == ("day", "unknown")


def test_a_word_of_two_meanings_in_welsh() -> None:
    """ "Mawrth" is March and Tuesday."""
    for text, month in (("Dydd Mawrth, 9 Awst 2022", 8), ("9 Mawrth 2022", 3)):
        stamp = parse_date(text, ("cy",))
        assert stamp is not None
        assert stamp.value.month == month


def test_a_language_that_dateparser_does_not_know() -> None:
    assert parse_date("agba 7 kpokpo 2019", ("sd", "xx")) is None

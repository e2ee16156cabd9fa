# ruff: noqa: DTZ001, E501  (wall clocks; tables of cases)
from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.normalize.date import parse_date, same_instant

MACHINE = [
    ("2019-03-07T08:15:00Z", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07T08:15:00.123+01:00", "2019-03-07T07:15:00+00:00", "second"),
    ("2019-03-07T09:15:00+0100", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07T09:15:00 +01", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07 08:15:00 UTC", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07T08:15:00+00:00Z", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07T03:15:00-5:00", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07T08:15Z", "2019-03-07T08:15:00+00:00", "minute"),
    ("2019-03-07T08Z", "2019-03-07T08:00:00+00:00", "hour"),
    ("20190307T081500Z", "2019-03-07T08:15:00+00:00", "second"),
    ("2019-03-07T24:00:00Z", "2019-03-08T00:00:00+00:00", "second"),
    ("2019-03-07T09:15:00+01:00[Europe/Berlin]", "2019-03-07T08:15:00+00:00", "second"),
    ("1551946500", "2019-03-07T08:15:00+00:00", "second"),
    ("1551946500000", "2019-03-07T08:15:00+00:00", "second"),
    ("Thu, 07 Mar 2019 09:15:00 +0100", "2019-03-07T08:15:00+00:00", "second"),
    ("Thu, 07 Mar 2019 08:15:00 GMT", "2019-03-07T08:15:00+00:00", "second"),
    (
        "Thu Mar 07 2019 09:15:00 GMT+0100 (Central European Standard Time)",
        "2019-03-07T08:15:00+00:00",
        "second",
    ),
    ("March 7, 2019 3:15 AM EST", "2019-03-07T08:15:00+00:00", "minute"),
]
DAYS = [
    "2019-03-07", "2019-3-7", "2019/03/07", "2019.03.07", "20190307", "2019-W10-4", "2019-066",
    "2019-03-07 08:15:00", "2019-03-07T08:15", "7 March 2019", "March 7, 2019", "7th of March 2019",
    "Thursday, 7 March 2019 at 08:15", "Mar. 7, 2019", "7 Mar 19", "Mar 7 '19", "07MAR2019",
    "7. März 2019 um 08:15 Uhr", "07.03.2019", "7 mars 2019 à 08h15", "7 de marzo de 2019",
    "7 de março de 2019 às 08h15", "7 marzo 2019 ore 8.15", "7 maart 2019", "7. mars 2019 kl. 08.15",
    "7. maaliskuuta 2019 klo 8.15", "7 marca 2019, godz. 08:15", "7. března 2019",
    "2019. március 7.", "7 martie 2019", "7 марта 2019 года", "7 березня 2019", "7 Mart 2019 Perşembe",
    "٧ مارس ٢٠١٩", "7 במרץ 2019", "7 Μαρτίου 2019", "7 मार्च 2019", "৭ মার্চ ২০১৯", "7 มีนาคม 2562",
    "2019年3月7日 08:15", "2019年03月07日08時15分", "2019년 3월 7일 오전 8:15", "7 Maret 2019",
]  # fmt: skip
NOT_DATES = [
    "", "--", "highest since 2004", "7 boats sank in March 2019", "2019-13-45", "0000-00-00 00:00:00",
    "31 February 2019", "2 hours ago", "March", "12:30", "5551234567", "99", "version 2019.03",
    "The winter of 2019 was mild", "Release Date: 7 March 2019", "1-800-2019-0307", "7 March",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "precision"), MACHINE, ids=[m[0] for m in MACHINE])
def test_an_instant_with_a_zone(text: str, value: str, precision: str) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert (stamp.value.isoformat(), stamp.precision, stamp.zone) == (value, precision, "stated")


@pytest.mark.parametrize("text", DAYS, ids=DAYS)
def test_a_clock_without_a_zone_claims_its_day_only(text: str) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert stamp.value == datetime(2019, 3, 7, tzinfo=UTC)
    assert (stamp.precision, stamp.zone) == ("day", "unknown")


@pytest.mark.parametrize("text", NOT_DATES, ids=[repr(n) for n in NOT_DATES])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


ORDERS = [
    pytest.param(("en",), None, id="english-readers-disagree"),
    pytest.param(("en-US",), "2019-03-04", id="american"),
    pytest.param(("en-GB",), "2019-04-03", id="british"),
    pytest.param(("fr",), "2019-04-03", id="french"),
    pytest.param((), None, id="nothing-known"),
]


@pytest.mark.parametrize(("languages", "day"), ORDERS)
def test_day_and_month_change_places(languages: tuple[str, ...], day: str | None) -> None:
    stamp = parse_date("03/04/2019", languages)
    assert (stamp and stamp.value.date().isoformat()) == day


def test_an_order_that_only_one_reading_allows() -> None:
    stamp = parse_date("03/14/2019")
    assert stamp is not None
    assert stamp.value.date().isoformat() == "2019-03-14"


@pytest.mark.parametrize(("language", "month"), [("pl", 11), ("hr", 10)])
def test_a_month_of_two_languages(language: str, month: int) -> None:
    stamp = parse_date("5 listopada 2019", (language,))
    assert stamp is not None
    assert stamp.value.month == month


def test_a_month_of_two_languages_without_one() -> None:
    assert parse_date("5 listopada 2019") is None


@pytest.mark.parametrize(("text", "precision"), [("2019-03", "month"), ("March 2019", "month")])
def test_less_than_a_day(text: str, precision: str) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert stamp.precision == precision


@pytest.mark.parametrize(
    ("hours", "seconds", "same"),
    [(1, 0, True), (5.75, 0, True), (1, 30, False), (15, 0, False)],
    ids=["an-hour", "nepal", "half-a-minute-off", "too-far"],
)
def test_a_clock_and_an_instant(hours: float, seconds: int, *, same: bool) -> None:
    local = datetime(2019, 3, 7, 8, 15, 1) + timedelta(hours=hours, seconds=seconds)
    clock, instant = parse_date(local.isoformat(" ")), parse_date("2019-03-07T08:15:01Z")
    assert clock is not None
    assert instant is not None
    assert same_instant(clock, instant) is same


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)))
def test_iso_comes_back(when: datetime) -> None:
    stamp = parse_date(when.replace(microsecond=0).isoformat() + "Z")
    assert stamp is not None
    assert stamp.value == when.replace(microsecond=0, tzinfo=UTC)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_fine(text: str) -> None:
    parse_date(text)
    parse_date(f"{text} 2019", ("de",))


HOSTILE = [
    "1" * 10**6,
    "2019-03-07" * 10**5,
    " " * 10**6,
    "a 1 " * 250_000,
    "(" * 120,
    "1 " * 60,
    "12:" * 40,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    parse_date(text, ("de",))
    assert time.perf_counter() - start < 5

"""Tonight against the nights before: what must be noticed, and what is an ordinary night."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from schemas.drift import compare
from schemas.frames import polars_schema

MONDAY = dt.date(2026, 3, 2)
USUAL = {
    "documents": 100, "articles": 98, "quarantined": 1, "coverage:headline": 1.0,
    "coverage:authors": 0.8, "distinct:headline": 0.99, "word_count": 500, "age_hours": 8,
    "language:en": 0.95, "language:de": 0.05, "source:headline=h1": 0.9,
    "source:headline=meta": 0.1, "source:authors=line": 0.6, "source:authors=json-ld": 0.4,
}  # fmt: skip
NOISE = (0.8, 1.2, 0.95, 1.1, 0.75, 1.0, 1.25)


def rows(night: dt.date, numbers: dict[str, float], accepted: bool = True) -> pl.DataFrame:  # noqa: FBT001, FBT002
    told = [(night.isoformat(), "a.example", m, float(v), accepted) for m, v in numbers.items()]
    return pl.DataFrame(told, schema=polars_schema("metrics"), orient="row")


def usual(night: dt.date) -> dict[str, float]:
    """An ordinary night: weekends are quiet, and no two nights have as many documents."""
    quiet = 0.4 if night.isoweekday() > 5 else 1
    factor = NOISE[night.toordinal() % len(NOISE)] * quiet
    return {**USUAL, "documents": 100 * factor, "articles": 98 * factor}


def history(nights: int = 28, accepted: bool = True) -> pl.DataFrame:  # noqa: FBT001, FBT002
    days = [MONDAY - dt.timedelta(days=back) for back in range(1, nights + 1)]
    return pl.concat([rows(day, usual(day), accepted) for day in days])


def alarms(numbers: dict[str, float], before: pl.DataFrame, night: dt.date = MONDAY) -> set[str]:
    found = compare(rows(night, numbers), before)
    return {r.check for r in found if r.severity in ("warning", "error", "critical")}


FAULTS = [
    pytest.param({"documents": 30}, {"documents": 70}, "volume", id="volume"),
    pytest.param({"documents": 900}, {"documents": 180}, "volume", id="surge"),
    pytest.param({"coverage:authors": 0.4}, {"coverage:authors": 0.65}, "coverage:authors",
                 id="template"),
    pytest.param({"distinct:headline": 0.3}, {"distinct:headline": 0.9}, "distinct:headline",
                 id="one-headline-for-all"),
    pytest.param({"word_count": 150}, {"word_count": 400}, "word_count", id="texts-cut"),
    pytest.param({"age_hours": 300}, {"age_hours": 30}, "freshness_drift", id="stale"),
    pytest.param({"language:en": 0.3, "language:de": 0.7}, {"language:en": 0.8, "language:de": 0.2},
                 "language_mix", id="language"),
    pytest.param({"language:en": 0.2, "language:ru": 0.8}, {"language:ru": 0.1}, "language_mix",
                 id="a-language-never-seen"),
    pytest.param({"source:headline=h1": 0.1, "source:headline=meta": 0.9},
                 {"source:headline=h1": 0.5, "source:headline=meta": 0.5}, "source:headline",
                 id="read-elsewhere"),
    pytest.param({"quarantined": 40}, {"quarantined": 8}, "quarantined_above_usual",
                 id="quarantine"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "calm", "check"), FAULTS)
def test_a_fault_is_noticed_and_an_ordinary_night_is_not(fault, calm, check) -> None:
    before = history()
    assert check in alarms({**USUAL, **fault}, before)
    assert not alarms({**USUAL, **calm}, before)


def test_a_source_that_is_gone_is_noticed_and_one_of_several_is_not() -> None:
    gone = {name: value for name, value in USUAL.items() if name != "source:headline=h1"}
    assert alarms(gone, history()) == {"source:headline"}
    mixed = {**USUAL, "source:authors=line": 0.1, "source:authors=json-ld": 0.9}
    assert not alarms(mixed, history())


def test_a_template_that_changed_is_named() -> None:
    old, new = "source:template=body>main>h1", "source:template=body>div>h1"
    before = pl.concat(
        [
            rows(day, usual(day) | {old: 0.95})
            for day in (MONDAY - dt.timedelta(days=back) for back in range(1, 29))
        ]
    )
    found = compare(rows(MONDAY, usual(MONDAY) | {old: 0.12, new: 0.88}), before)
    (told,) = [result for result in found if result.severity == "warning"]
    assert told.check == "source:template"
    sentence = "12% of the articles have the template body>main>h1, usually 95%"
    assert told.sentence.endswith(sentence)
    assert alarms(usual(MONDAY) | {new: 1.0}, before) == {"source:template"}
    assert not alarms(usual(MONDAY) | {old: 0.6, new: 0.4}, before)
    assert not alarms(usual(MONDAY), before)  # older rows have none


def test_a_source_that_was_not_measured_before_gives_no_alarm() -> None:
    before = history().filter(~pl.col("metric").str.starts_with("source:"))
    assert not alarms({**USUAL, "source:headline=h1": 0.0}, before)


def test_a_field_that_is_read_nowhere_is_left_to_its_coverage() -> None:
    nowhere = {n: v for n, v in USUAL.items() if not n.startswith("source:headline")}
    assert alarms({**nowhere, "coverage:headline": 0.0}, history()) == {"coverage:headline"}


def test_a_domain_that_is_missing_is_noticed() -> None:
    other = rows(MONDAY, {"documents": 5}).with_columns(domain=pl.lit("b.example"))
    found = {(r.domain, r.check): r.severity for r in compare(other, history())}
    assert found["a.example", "volume"] == "error"
    assert found["b.example", "drift"] == "no_verdict"


def test_a_quiet_weekend_is_no_fault_and_a_quiet_monday_is() -> None:
    saturday = MONDAY + dt.timedelta(days=5)
    quiet = {**USUAL, "documents": 40, "articles": 39}
    assert not alarms(quiet, history(), saturday)
    assert alarms(quiet, history(), MONDAY) == {"volume"}


def of_domains(number: int, part: dict[int, float], night: dt.date, before: bool) -> pl.DataFrame:  # noqa: FBT001
    """The volumes of some domains and of the whole night, as a part of the usual one."""
    usually = usual(night)["documents"] if before else USUAL["documents"]
    counts = [usually * (1 + n / number) * part.get(n, part[-1]) for n in range(number)]
    told = [(night.isoformat(), f"d{n}", "documents", v, before) for n, v in enumerate(counts)]
    told.append((night.isoformat(), "", "documents", sum(counts), before))
    return pl.DataFrame(told, schema=polars_schema("metrics"), orient="row")


@pytest.mark.parametrize(
    ("number", "part", "found"),
    [
        pytest.param(12, {-1: 1.0}, set(), id="an-ordinary-night"),
        pytest.param(12, {-1: 0.35}, {""}, id="a-holiday-is-told-once"),
        pytest.param(12, {-1: 0.35, 3: 0.0}, {"", "d3"}, id="one-is-missing-on-a-holiday"),
        pytest.param(12, {-1: 1.0, 3: 0.1}, {"d3"}, id="one-has-lost-most"),
        pytest.param(3, {-1: 0.35}, {"", "d0", "d1", "d2"}, id="too-few-for-a-holiday"),
    ],
)
def test_a_night_that_is_quiet_everywhere_is_told_once(number, part, found) -> None:
    days = [MONDAY - dt.timedelta(days=back) for back in range(1, 57)]
    before = pl.concat([of_domains(number, {-1: 1.0}, day, before=True) for day in days])
    tonight = of_domains(number, part, MONDAY, before=False)
    results = compare(tonight, before)
    assert {r.domain for r in results if r.check == "volume" and r.severity == "error"} == found


def test_few_articles_scatter_widely() -> None:
    small = pl.concat([rows(MONDAY - dt.timedelta(days=n), {**USUAL, "documents": 9, "articles": 9})
                       for n in range(1, 28)])  # fmt: skip
    assert not alarms({**USUAL, "documents": 9, "articles": 9, "coverage:authors": 5 / 9}, small)
    assert alarms({**USUAL, "documents": 9, "articles": 9, "coverage:authors": 0.0}, small)


@pytest.mark.parametrize("before", [history(6), history(28, accepted=False), history(0 + 1)],
                         ids=["six-nights", "none-accepted", "one-night"])  # fmt: skip
def test_too_few_accepted_nights_give_no_verdict(before: pl.DataFrame) -> None:
    found = compare(rows(MONDAY, {**USUAL, "documents": 1}), before)
    assert {r.severity for r in found} == {"no_verdict"}


def test_a_bad_night_among_them_does_not_move_the_baseline() -> None:
    bad = rows(MONDAY - dt.timedelta(days=7), {**USUAL, "documents": 0, "coverage:authors": 0.0})
    nights = history().filter(pl.col("night") != bad["night"][0])
    before = pl.concat([nights, bad])
    assert alarms({**USUAL, "coverage:authors": 0.3}, before) == {"coverage:authors"}
    assert not alarms(USUAL, before)


def test_later_nights_and_no_night_are_nothing() -> None:
    assert alarms(USUAL, history(), MONDAY - dt.timedelta(days=60)) == set()
    assert compare(rows(MONDAY, {}), history()) == ()

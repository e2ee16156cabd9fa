"""A night in numbers, and what they say of it."""

from __future__ import annotations

import polars as pl
import pytest

from cleaners.records import Provenance, as_row
from schemas.frames import frame, polars_schema
from schemas.gates import GateLimits, Steps, evaluate, wilson
from schemas.measure import WHOLE, measure
from tests.schemas.rows import ARTICLE, DOCUMENT, changed, frames


def night(count: int, **outcomes: int) -> tuple:
    """Documents of one domain with an article each, some of them not published."""
    told = [outcome for outcome, number in outcomes.items() for _ in range(number)]
    told += ["published"] * (count - len(told))
    documents = [
        changed(DOCUMENT, document_id=f"d{n}", outcome=outcome,
                duplicate_of="x" if outcome == "duplicate" else None)
        for n, outcome in enumerate(told)
    ]  # fmt: skip
    articles = [
        changed(ARTICLE, document_id=d.document_id, headline=f"Headline {n}")
        for n, d in enumerate(documents)
    ]
    given = frames(documents=documents, articles=articles)
    return given["documents"], given["articles"]


def judged(documents, articles, **limits) -> dict[tuple[str, str], str]:
    results = evaluate(measure(documents, articles, "2026-01-03"), limits=GateLimits(**limits))
    return {(r.domain, r.check): r.severity for r in results}


SHARES = [
    pytest.param(49, 49, "no_verdict", id="too-few"),
    pytest.param(50, 0, "passed", id="none"),
    pytest.param(50, 1, "passed", id="one-of-fifty-may-be-chance"),
    pytest.param(1000, 30, "warning", id="three-percent"),
    pytest.param(1000, 150, "error", id="fifteen-percent"),
    pytest.param(1000, 350, "critical", id="a-third"),
    pytest.param(50, 17, "error", id="a-third-of-few-may-be-less"),
]


@pytest.mark.parametrize(("count", "bad", "severity"), SHARES)
def test_share_quarantined(count: int, bad: int, severity: str) -> None:
    results = judged(*night(count, quarantined=bad))
    assert results["a.example", "share_quarantined"] == severity
    assert results[WHOLE, "share_quarantined"] == severity


UNREADABLE = [
    pytest.param(1000, 0, "passed", id="none"),
    pytest.param(1000, 1, "passed", id="one-of-a-thousand"),
    pytest.param(1000, 20, "warning", id="two-percent"),
    pytest.param(19, 8, "error", id="few-count-in-full"),
    pytest.param(2, 1, "error", id="an-archive-cut-behind-its-first-record"),
    pytest.param(49, 48, "error", id="few-hold-nothing-back"),
    pytest.param(50, 26, "error", id="half-of-few-may-be-less"),
    pytest.param(100, 70, "critical", id="most"),
]


@pytest.mark.parametrize(("count", "bad", "severity"), UNREADABLE)
def test_share_unreadable(count: int, bad: int, severity: str) -> None:
    results = judged(*night(count, unreadable=bad))
    assert results[WHOLE, "share_unreadable"] == severity
    assert ("a.example", "share_unreadable") not in results


def test_what_is_unreadable_as_a_whole_is_said_once() -> None:
    results = judged(*night(60, unreadable=60))
    assert results[WHOLE, "nothing_readable"] == "critical"
    assert (WHOLE, "share_unreadable") not in results
    for bad in ({"empty": 3}, {"empty": 1, "unreadable": 2}):
        assert judged(*night(3, **bad))[WHOLE, "nothing_readable"] == "critical"
    assert (WHOLE, "nothing_readable") not in judged(*night(3, empty=2))


def test_steps_are_parameters() -> None:
    steps = Steps(critical=0.01)
    results = judged(*night(100, quarantined=10), quarantined=steps)
    assert results["a.example", "share_quarantined"] == "critical"


def test_a_source_that_loses_more_than_half_its_rows_is_an_alarm() -> None:
    assert judged(*night(100, duplicate=70))["a.example", "share_duplicate"] == "error"
    assert judged(*night(100, duplicate=40))["a.example", "share_duplicate"] == "passed"


def test_headlines_that_repeat_and_fields_that_are_missing() -> None:
    documents, articles = night(100)
    bare = articles.with_columns(headline=pl.lit(None, pl.String))
    assert judged(documents, bare)["a.example", "share_without_headline"] == "error"
    results = judged(documents, articles)
    assert set(results.values()) == {"passed"}
    one = frame([{**row, "headline": "Subscribe"} for row in articles.to_dicts()], "articles")
    assert judged(documents, one)["a.example", "share_of_repeated_headlines"] == "error"


def test_a_night_is_measured_by_domain_and_as_a_whole() -> None:
    documents, articles = night(10, quarantined=2, empty=1)
    rows = measure(documents, articles, "2026-01-03")
    assert rows.schema == polars_schema("metrics")
    values = {(d, m): v for d, m, v in rows.select("domain", "metric", "value").iter_rows()}
    assert values["a.example", "documents"] == values[WHOLE, "documents"] == 10
    assert values["a.example", "quarantined"] == 2
    assert values["a.example", "articles"] == 7  # of published documents only
    assert values["a.example", "coverage:description"] == 0
    assert values["a.example", "language:en"] == 1
    assert values["a.example", "age_hours"] == 24


def test_documents_without_a_domain_count_for_the_whole_night_only() -> None:
    documents, articles = night(3)
    rows = measure(documents.with_columns(domain=None).cast(documents.schema), articles, "n")
    assert set(rows["domain"]) == {WHOLE}


def test_an_empty_night_is_measured_without_inventing_shares() -> None:
    documents, articles = night(0)
    rows = measure(documents, articles, "2026-01-03")
    assert not rows["value"].is_nan().any()
    assert set(judged(documents, articles).values()) == {"no_verdict"}


def test_bounds_enclose_the_share() -> None:
    for hits in range(51):
        low, high = wilson(hits, 50, 1.645)
        assert 0 <= low <= hits / 50 <= high + 1e-12 <= 1 + 1e-12


def test_where_a_field_is_read_is_measured_by_kind_of_place() -> None:
    documents, _ = night(4)
    places = [("h1.1",), ("h1.child",), ("meta:og:title", "meta:title"), ()]
    articles = [
        changed(ARTICLE, document_id=f"d{n}",
                provenance=tuple(Provenance("headline", place, None, 1.0) for place in told))
        for n, told in enumerate(places)
    ]  # fmt: skip
    rows = measure(documents, frame([as_row(each) for each in articles], "articles"), "2026-01-03")
    found = rows.filter(pl.col("metric").str.starts_with("source:"))
    shares = {"source:headline=h1": 2 / 3, "source:headline=meta": 1 / 3}
    assert dict(found.filter(domain="a.example").select("metric", "value").rows()) == shares
    assert dict(found.filter(domain=WHOLE).select("metric", "value").rows()) == shares


def test_templates_are_measured_by_domain_where_they_are_frequent() -> None:
    documents, articles = night(25)
    way = pl.Series(["body>main>h1"] * 20 + ["body>div>h1"] * 2 + ["body>p"] + [None] * 2)
    rows = measure(documents.with_columns(template=way), articles, "2026-01-03")
    found = rows.filter(pl.col("metric").str.starts_with("source:template"))
    assert found.select("domain", "metric", "value").rows() == [
        ("a.example", "source:template=body>main>h1", 20 / 23)
    ]

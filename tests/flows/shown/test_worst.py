"""What the badge and the message of a run say, without a page that must be opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.shown.summary import DomainFailure, Gate, Summary
from flows.shown.worst import told

QUIET = Summary(
    night="2026-11-02", out="out", state="published", run_id="r", version=7, read=100,
    outcomes={"published": 100}, rows={"articles": 100},
)  # fmt: skip
GONE = Gate("coverage:authors", "a.org", "error", 0.1, 0.6, "a.org: 10% of the articles have it")
SHORT = Gate("word_count", "b.org", "warning", 90, 150, "b.org: articles have 90 words")
HOLIDAY = Gate("volume", None, "error", 5, 36, "whole night: 5 documents, usually 60")
CUT = Gate("share_unreadable", None, "error", 0.2, 0.1, "whole night: 2 of 10 documents cannot")
FINE = Gate("volume", "c.org", "passed", 60, 36, "c.org: 60 documents, usually 60")
REJECTED = DomainFailure("articles", "page_has_a_body", "error", "a.org", 8, 40, "a.html")
LACKING = Gate("column_missing", None, "warning", 1, None, "no record of a.jsonl has the field 'u'")

NIGHTS = [
    pytest.param((FINE,), "Completed", "", id="as-ever"),
    pytest.param((), "Completed", "", id="no-verdict-at-all"),
    pytest.param(
        (GONE,), "Doubtful", " Look at a.org (10% of the articles have it).", id="a-field-is-gone"
    ),
    pytest.param((SHORT,), "Completed", " Changed: b.org (articles have 90 words).", id="shorter"),
    pytest.param(
        (GONE, SHORT), "Doubtful",
        " Look at a.org (10% of the articles have it). Changed: b.org (articles have 90 words).",
        id="both",
    ),
    pytest.param(
        (GONE, replace(SHORT, domain="a.org")), "Doubtful",
        " Look at a.org (10% of the articles have it).", id="one-site-is-named-once",
    ),
    pytest.param(
        (HOLIDAY,), "Doubtful", " Look at whole night (5 documents, usually 60).", id="all-sites"
    ),
    pytest.param((CUT,), "Doubtful", "", id="what-was-not-read-stands-in-the-sentence"),
    pytest.param((LACKING,), "Completed", "", id="a-warning-that-is-no-drift"),
]  # fmt: skip


@pytest.mark.parametrize(("gates", "badge", "more"), NIGHTS)
def test_the_list_of_runs_tells_what_drifted(
    gates: tuple[Gate, ...], badge: str, more: str
) -> None:
    """A night whose sites had lost a field was `Completed`, and green, as the best of nights."""
    summary = replace(QUIET, gates=gates)
    assert (summary.badge, told(summary)) == (badge, summary.sentence + more)


def test_rejected_rows_are_the_badge_and_drift_is_told_beside_them() -> None:
    summary = replace(
        QUIET, gates=(SHORT,), outcomes={"published": 92, "quarantined": 8},
        by_domain=(REJECTED,), pairs=1,
    )  # fmt: skip
    assert summary.badge == "Quarantined"
    assert "Look at a.org (8 of 40 rows of articles failed page_has_a_body" in told(summary)
    assert told(summary).endswith(" Changed: b.org (articles have 90 words).")


def test_a_night_that_is_held_back_says_so_once() -> None:
    summary = replace(QUIET, state="held", gates=(replace(HOLIDAY, severity="critical"),))
    assert summary.badge == "GateBreached"
    assert told(summary) == summary.sentence
    assert told(summary).count("5 documents") == 1


def test_many_sites_are_counted() -> None:
    gates = tuple(replace(SHORT, domain=f"{at}.org", message=f"{at}.org: x") for at in range(5))
    assert told(replace(QUIET, gates=gates)).endswith("2.org (x); and 2 more sites.")

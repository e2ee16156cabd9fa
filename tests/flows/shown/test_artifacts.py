"""What the UI shows: whole, bounded, inert, and telling what changed since the night before."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html
from markdown_it import MarkdownIt

from flows.shown.artifacts import pages
from flows.shown.scorecard import in_short, scorecard
from flows.shown.summary import DomainFailure, Failure, Gate, Reason, Sample, Summary
from tests.flows.hostile import HOSTILE

MARKDOWN = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
INERT = {
    "div", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "strong", "a",
    "ul", "li", "pre",
}  # fmt: skip
NIGHT = Summary(
    night="2026-11-02",
    out="data/set",
    state="published",
    run_id="20261102T023000-ab12",
    version=7,
    read=100,
    outcomes={"published": 90, "quarantined": 8, "duplicate": 2},
    rows={"articles": 90},
    failures=(Failure("articles", "page_has_a_body", "error", 8, source_uri="a.html"),),
    by_domain=(DomainFailure("articles", "page_has_a_body", "error", "a.org", 8, 40, "a.html"),),
    pairs=1,
)


def all_pages(summary: Summary, *before: Summary) -> dict[str, str]:
    shown = pages(summary, before[-1] if before else None)
    form = in_short(summary, before[-1] if before else None)
    return {**shown, "scorecard": scorecard(summary, before), "form": form}


def hostile(text: str, many: int = 1) -> Summary:
    gates = tuple(
        Gate(check, f"{text}{number}", "critical", 0.5, 0.3, f"{text}: half is gone")
        for number in range(many)
        for check in ("share_quarantined", "coverage:authors")
    )
    return replace(
        NIGHT,
        failures=tuple(
            Failure("articles", f"check_{number}", "error", 8, "headline", text, text, text, text)
            for number in range(many)
        ),
        gates=gates,
        repairs={f"{text}{number}": 3 for number in range(many)},
        blamed=(text,) * many,
        by_domain=tuple(
            DomainFailure("articles", f"check_{number}", "error", text, 8, 40, text)
            for number in range(many)
        ),
        pairs=many,
        samples=(Sample("articles", "id", text, text, (Reason("c", text, text),), text),) * many,
    )


def test_the_table_of_hostile_texts_is_long() -> None:
    assert len(set(HOSTILE)) >= 80


@pytest.mark.parametrize("text", HOSTILE, ids=[f"hostile-{at}" for at in range(len(HOSTILE))])
def test_nothing_scraped_is_more_than_text(text: str) -> None:
    summary = hostile(text)
    for key, page in all_pages(summary, summary).items():
        root = html.fragment_fromstring(MARKDOWN.render(page), create_parent="div")
        assert {node.tag for node in root.iter()} <= INERT, key
        places = [node.get("href") for node in root.iter("a")]
        assert all(place.startswith("../../artifacts/key/") for place in places), key
        widths = {len(row) for table in root.iter("table") for row in table.iter("tr")}
        assert all(
            len({len(row) for row in table.iter("tr")}) == 1 for table in root.iter("table")
        ), widths


def test_a_million_failures_are_a_small_page() -> None:
    """A summary holds a bounded number of lines; pages hold fewer, whatever is in them."""
    many = replace(hostile("<img src=x onerror=alert(1)> " * 20, 5_000), pairs=1_000_000)
    for key, page in all_pages(many, many).items():
        assert len(page.encode()) <= 50_000, key
        assert sum(line.startswith("|") for line in page.splitlines()) <= 500, key
    assert "… and 4,935 more" in all_pages(many)["failed-checks"]
    assert "more sites" in all_pages(many)["scorecard"]


YESTERDAY = replace(NIGHT, night="2026-11-01", outcomes={"published": 98, "quarantined": 2})
CHANGES = [
    pytest.param(8, 5, "+3", id="more"),
    pytest.param(8, 10, "−2", id="fewer"),
    pytest.param(8, 8, "=", id="the-same"),
    pytest.param(8, None, "**new**", id="new"),
]


@pytest.mark.parametrize(("now", "then", "shown"), CHANGES)
def test_failed_checks_tell_the_change(now: int, then: int | None, shown: str) -> None:
    line = replace(NIGHT.by_domain[0], rows=now)
    old = () if then is None else (replace(line, rows=then),)
    page = pages(
        replace(NIGHT, by_domain=(line,)), replace(YESTERDAY, by_domain=old, pairs=len(old))
    )
    (row,) = [row for row in page["failed-checks"].splitlines() if row.startswith("| `a.org`")]
    assert row.rstrip(" |").split(" | ")[3] == shown
    assert "20.0 %" in row
    yesterday = replace(YESTERDAY, by_domain=old, pairs=len(old))
    card = scorecard(replace(NIGHT, by_domain=(line,)), [yesterday])
    (told,) = [row for row in card.splitlines() if "page_has_a_body" in row]
    assert f"(**{shown.strip('*')}**" in told


def test_what_was_left_out_yesterday_is_not_called_new() -> None:
    page = pages(NIGHT, replace(YESTERDAY, by_domain=(), pairs=900))["failed-checks"]
    assert "**new**" not in page


def test_what_no_longer_fails_is_told() -> None:
    page = pages(replace(NIGHT, by_domain=(), pairs=0), YESTERDAY)["failed-checks"]
    assert "No longer failing since 2026-11-01" in page
    assert "a.org" in page


def test_a_scorecard_shows_the_trend_and_links_its_pages() -> None:
    page = scorecard(NIGHT, [YESTERDAY], ids={"samples": "42"})
    assert "[samples](../../artifacts/artifact/42)" in page
    assert "against 2026-11-01" in page
    assert re.search(r"\| 2026-11-01 \| Quarantined \| 100 \| 2 \| 2.0 % \|", page)
    assert "█" in page


def test_an_older_summary_is_still_read() -> None:
    text = NIGHT.to_json()
    assert Summary.from_json(text) == NIGHT
    assert Summary.from_json(hostile("`|`").to_json()) == hostile("`|`")

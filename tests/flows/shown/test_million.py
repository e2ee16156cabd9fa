"""A million rejected rows, through the real tables: small pages, in bounded time and memory."""

from __future__ import annotations

import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
import pytest

from flows.dataset import Dataset, file_schema
from flows.night import gates_of
from flows.settle import settle
from flows.shown.artifacts import pages
from flows.shown.examples import failures_of
from flows.shown.failing import MOST_PAIRS, failures_by_domain
from flows.shown.samples import samples_of
from flows.shown.scorecard import scorecard
from flows.shown.summary import Summary
from flows.store.staged import Staged
from schemas.reasons import Tally
from tests.flows.shards import NIGHT, run_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.prove
ROWS, SHARDS, DOMAINS, CHECKS = 1_000_000, 20, 3_000, 40
HOSTILE = "<img src=x onerror=alert(1)> | `[a](javascript:alert(1))` " * 8


class Made(NamedTuple):
    """What a process of its own made of the night, and what that took."""

    pages: dict[str, str]
    summary: int
    """Bytes of the summary that is kept."""
    seconds: float
    mebibytes: float
    """Above what settling the night has taken already."""


def stage(folder: Path, shard: int) -> None:
    """One shard: every document is rejected, by one of ``CHECKS``, with a hostile value."""
    at = pl.int_range(shard * ROWS // SHARDS, (shard + 1) * ROWS // SHARDS, eager=True)
    name = pl.format("{}{}", pl.lit("d"), "at")
    check = pl.format("check_{}", pl.col("at") % CHECKS)
    failure = pl.struct(
        check=check, column=pl.lit("headline"), severity=pl.lit("error"), value=pl.lit(HOSTILE),
        message=pl.lit("A headline is a line of words."),
    )  # fmt: skip
    columns = {
        "documents": {
            "document_id": name, "source_uri": pl.lit("a/feed.jsonl"), "source_record": "at",
            "domain": pl.format("<b>site-{}.example", pl.col("at") % DOMAINS),
            "outcome": pl.lit("quarantined"),
        },
        "quarantine": {
            "quarantine_id": name, "document_id": name, "table": pl.lit("articles"),
            "row_id": name, "stage": pl.lit("validate"), "failures": pl.concat_list(failure),
        },
        "raw": {"document_id": name, "raw": pl.lit(b"<body>" + HOSTILE.encode())},
    }  # fmt: skip
    place = folder / f"{shard:04}"
    place.mkdir(parents=True, exist_ok=True)
    for table, known in columns.items():
        schema = file_schema(table)
        filled = {column: known.get(column, pl.lit(None)) for column in schema}
        frame = pl.DataFrame({"at": at}).select(**filled).cast(schema)
        frame.write_parquet(place / f"{table}-0.parquet")


def make(folder: Path) -> Made:
    """Settle the night and make its pages, in a process whose memory is nobody else's."""
    dataset = Dataset.open_or_create(folder)
    run = run_of({f"{shard:04}": ROWS // SHARDS for shard in range(SHARDS)})
    with dataset.lock(run.run_id):
        for shard in range(SHARDS):
            stage(dataset.working_folder(run.run_id), shard)
        settled = settle(dataset, run)
        staged = Staged(dataset.working_folder(run.run_id))
        began = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        tallies = tuple(
            Tally("articles", f"check_{at}", "headline", "error", ROWS // CHECKS, "A line.",
                  f"d{at}", HOSTILE)
            for at in range(CHECKS)
        )  # fmt: skip
        by_domain = failures_by_domain(tallies, staged)
        summary = Summary(
            night=NIGHT, out=str(folder), state="held", run_id=run.run_id, version=None,
            read=settled.ledger.read, outcomes={"quarantined": settled.ledger.quarantined},
            rows=dict(settled.rows), failures=failures_of(tallies, staged),
            gates=gates_of(settled.checks), by_domain=by_domain[:MOST_PAIRS],
            pairs=len(by_domain), samples=samples_of(staged),
        )  # fmt: skip
    shown = pages(summary, summary) | {"scorecard": scorecard(summary, [summary] * 14)}
    took = time.process_time() - began
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak
    return Made(shown, len(summary.to_json()), took, more / 1024)


def test_a_million_rejected_rows_are_small_pages(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as alone:
        made = alone.submit(make, tmp_path / "out").result()
    assert made.pages.keys() == {"scorecard", "failed-checks", "samples", "drift", "data"}
    for key, page in made.pages.items():
        assert len(page.encode()) < 50_000, key
        assert page.count("\n|") < 500, key
    assert "1,000,000 documents read" in made.pages["scorecard"]
    assert "more sites" in made.pages["scorecard"]
    assert "feed.jsonl#0" in made.pages["failed-checks"]
    assert made.summary < 1_500_000
    assert made.seconds < 30, made.seconds  # of CPU; 4 where it was written
    assert made.mebibytes < 300, made.mebibytes

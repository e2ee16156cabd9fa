"""The summaries of nights that replay changed, so that reports tell of what is published now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from flows.dataset import scan_files
from flows.night import gates_of
from flows.settle import OUTCOMES
from flows.store.runs import keep_summary, last_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.dataset import Dataset
    from flows.rejected.releasing import After
    from flows.shown.summary import Failure, Summary
    from flows.store.manifest import Manifest, Night


def keep_summaries(manifest: Manifest, after: Sequence[After]) -> None:
    """Write a summary of each night that has other documents now, after its last one."""
    for each in after:
        dataset, name = each.before.dataset, each.before.name
        last = last_summary(dataset.path, name)
        if last is not None and not each.accepted.is_empty():
            keep_summary(dataset.path, retold(last, manifest, dataset, name))


def retold(last: Summary, manifest: Manifest, dataset: Dataset, name: str) -> Summary:
    """The last summary of a night with what replay changed."""
    night = manifest.nights[name]
    rejected = _rejected(dataset, night)
    ids = set(rejected["document_id"])
    failures = (_counted(failure, rejected) for failure in last.failures)
    return replace(
        last,
        state="published",
        run_id=manifest.run_id,
        version=manifest.version,
        outcomes={outcome: getattr(night.ledger, outcome) for outcome in OUTCOMES},
        rows={t: sum(file.rows for file in files) for t, files in night.tables.items()},
        failures=tuple(failure for failure in failures if failure.rows),
        gates=gates_of(night.checks),
        samples=tuple(sample for sample in last.samples if sample.document_id in ids),
    )


def _rejected(dataset: Dataset, night: Night) -> pl.DataFrame:
    """Table, document and checks of every row that is in quarantine."""
    rows = scan_files(dataset, tuple(night.tables.get("quarantine", ())), "quarantine")
    checks = pl.col("failures").list.eval(pl.element().struct.field("check"))
    return rows.select("table", "document_id", checks=checks).collect()


def _counted(failure: Failure, rejected: pl.DataFrame) -> Failure:
    """A failed check with the rows that it still rejects; a warning stays as it was."""
    if failure.severity != "error":
        return failure
    rows = rejected.filter(
        pl.col("table") == failure.table, pl.col("checks").list.contains(failure.check)
    )
    if failure.document_id in set(rows["document_id"]):
        return replace(failure, rows=len(rows))
    return replace(failure, rows=len(rows), document_id=None, source_uri=None, value=None)

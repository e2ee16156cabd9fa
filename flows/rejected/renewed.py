"""A night with what replay released: its tables written again, its ledger closed again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

import polars as pl

from flows.rejected.decide import added
from flows.rejected.releasing import judged_tables
from flows.rejected.rewrite import merged, parts, write
from flows.settle import OUTCOMES, total
from flows.store.manifest import CheckEntry, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.rejected.releasing import After, Before
    from flows.store.manifest import FileEntry, Night


def renewed(after: After, decisions: pl.DataFrame, folder: Path, version: int) -> Night | None:
    """The night as ``version`` has it; None where it stays as it is."""
    before = after.before
    old = before.night
    if decisions.is_empty() and after.accepted.is_empty():
        return None
    notes = added(before.dataset, before.name, before.files("decisions"), decisions, folder)
    tables = {**old.tables, "decisions": notes}
    if after.accepted.is_empty():
        return replace(old, tables=_present(tables))
    tables |= {
        table: _rewritten(after, table, folder) for table in (*judged_tables(), "fingerprints")
    }
    quarantine = list(_quarantine(after))
    tables["quarantine"] = write(before.dataset, folder, "quarantine", before.name, quarantine)
    tables["raw"] = write(before.dataset, folder, "raw", before.name, _raw(before, quarantine))
    tables["metrics"] = write(before.dataset, folder, "metrics", before.name, [after.metrics()])
    shards = ledgers(after)
    return replace(
        old,
        ledger=replace(total(shards), shard=None),
        tables=_present(tables),
        published_in=version,
        shards=shards if shards[0].shard is not None else (),
        checks=(*_row_checks(before, quarantine), *after.checks, *_closing(before)),
    )


def _present(tables: dict[str, tuple[FileEntry, ...]]) -> dict[str, tuple[FileEntry, ...]]:
    return {table: entries for table, entries in tables.items() if entries}


def _rewritten(after: After, table: str, folder: Path) -> tuple[FileEntry, ...]:
    before, new = after.before, after.new_rows(table)
    old = parts(before.dataset, before.files(table), table)
    if new.is_empty() and not _holds(after, table):
        return before.files(table)
    old = (part.drop("night") for part in old)
    rows = merged(old, after.gone, new, before.order)
    return write(before.dataset, folder, table, before.name, rows)


def _holds(after: After, table: str) -> bool:
    """Whether the table has rows that leave."""
    ids = after.before.scan(table).select("document_id")
    gone = pl.col("document_id").is_in(after.gone.implode())
    return bool(ids.select(gone.any()).collect().item())


def _quarantine(after: After) -> Iterator[pl.DataFrame]:
    """What stays in quarantine: other documents, what was discarded, what fails today."""
    before = after.before
    leaves = pl.col("document_id").is_in(after.gone.implode()) & ~pl.col("quarantine_id").is_in(
        before.discarded["quarantine_id"].implode()
    )
    for part in parts(before.dataset, before.files("quarantine"), "quarantine", ~leaves):
        yield part.drop("night")
    yield after.new_rejected()


def _raw(before: Before, quarantine: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The bytes of what still has something in quarantine."""
    names = pl.concat([part["document_id"] for part in quarantine]).unique()
    keep = pl.col("document_id").is_in(names.implode())
    for part in parts(before.dataset, before.files("raw"), "raw", keep):
        yield part.drop("night")


# The ledger and the checks


def ledgers(after: After) -> tuple[Ledger, ...]:
    """The ledger of each shard; one for the night where the shards are not known any more.

    Documents stand in the order of the input, so a shard is as many of them as it has read.
    """
    now = after.accepted.select("document_id", now="outcome")
    rows = after.before.documents.join(now, on="document_id", how="left", maintain_order="left")
    outcomes = rows.select(pl.coalesce("now", "outcome")).to_series()
    shards = after.before.in_full.shards
    reads = [shard.read for shard in shards]
    if sum(reads) != len(outcomes):
        return (_ledger(outcomes, None),)
    starts = [0, *accumulate(reads)]
    return tuple(
        _ledger(outcomes.slice(start, shard.read), shard.shard)
        for start, shard in zip(starts, shards, strict=False)
    )


def _ledger(outcomes: pl.Series, shard: str | None) -> Ledger:
    counts = Counter(outcomes.to_list())
    return Ledger(
        read=len(outcomes), shard=shard, **{name: counts.get(name, 0) for name in OUTCOMES}
    )


def _row_checks(before: Before, quarantine: list[pl.DataFrame]) -> tuple[CheckEntry, ...]:
    """The row checks that failed: those that reject are counted again, warnings stay."""
    old = [check for check in before.in_full.checks if check.scope.startswith("table:")]
    counts = _counted(quarantine)
    told = {(c.check, c.scope): c for c in old if c.outcome == "error"}
    again = [
        replace(
            told.get((check, f"table:{table}"))
            or CheckEntry(check, "error", f"table:{table}", sentence=message or ""),
            rows=rows,
        )
        for table, check, message, rows in counts.iter_rows()
    ]
    return (*again, *(check for check in old if check.outcome == "warning"))


def _counted(quarantine: list[pl.DataFrame]) -> pl.DataFrame:
    reasons = pl.concat([part.select("table", "failures") for part in quarantine])
    told = reasons.explode("failures").unnest("failures").filter(severity="error")
    groups = told.group_by("table", "check", maintain_order=True)
    return groups.agg(pl.col("message").first(), rows=pl.len())


def _closing(before: Before) -> tuple[CheckEntry, ...]:
    """What must hold of a night whatever it was made of; replay takes whole documents over."""
    names = ("ledger_balances", "document_ids_unique", "rows_have_documents")
    old = {check.check: check for check in before.in_full.checks}
    return tuple(old[name] for name in names if name in old)

"""Decisions about rows in quarantine: only ever added, the newest one counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from cleaners.errors import FragmendError
from flows.dataset import Dataset, file_schema, scan_files
from flows.night import new_run_id
from flows.rejected.quarantine import UnknownQuarantineError, decisions_about, pending
from flows.rejected.rewrite import write
from flows.store.manifest import Manifest
from flows.store.versions import code_version, rules_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.rejected.releasing import Before
    from flows.store.manifest import FileEntry, Night


class NoReasonError(FragmendError):
    """Rows were to be discarded without saying why."""

    def __str__(self) -> str:
        return "a discard needs a reason, for whoever reads it in a year. Give one by --reason."


def decided(before: Before, verdicts: pl.DataFrame, run_id: str, at: dt.datetime) -> pl.DataFrame:
    """Rows of ``decisions`` for what replay found, without what is on record already.

    That a row still fails is noted once for each version of the code.
    """
    version = code_version()
    names = verdicts["quarantine_id"].to_list()
    noted = {
        row["quarantine_id"]
        for row in _last(before, names).iter_rows(named=True)
        if row["verdict"] == "still failing" and row["code_version"] == version
    }
    again = pl.col("quarantine_id").is_in(sorted(noted)) & (pl.col("verdict") == "still failing")
    return _rows(verdicts.filter(~again), run_id, at, None)


def _last(before: Before, names: Sequence[str]) -> pl.DataFrame:
    rows = before.scan("decisions").filter(pl.col("quarantine_id").is_in(list(names)))
    ordered = rows.sort("at", maintain_order=True)
    return ordered.unique("quarantine_id", keep="last", maintain_order=True).collect()


def _rows(verdicts: pl.DataFrame, run_id: str, at: dt.datetime, reason: str | None) -> pl.DataFrame:
    schema = file_schema("decisions")
    return verdicts.select(
        "quarantine_id",
        "verdict",
        run_id=pl.lit(run_id),
        at=pl.lit(at, schema["at"]),
        code_version=pl.lit(code_version()),
        reason=pl.lit(reason, pl.String),
    ).select(*schema)


def added(
    dataset: Dataset, night: str, old: tuple[FileEntry, ...], new: pl.DataFrame, folder: Path
) -> tuple[FileEntry, ...]:
    """The decisions of a night with some more, as one file."""
    if new.is_empty():
        return old
    before = scan_files(dataset, old, "decisions").drop("night").collect()
    return write(dataset, folder, "decisions", night, [before, new])


def discard(folder: str | Path, names: Sequence[str], reason: str) -> tuple[str, ...]:
    """Discard rows: they stay in quarantine, named, and replay leaves them alone.

    Names may be the beginnings of ids. Gives those that were not discarded for this reason yet.
    """
    if not reason.strip():
        raise NoReasonError
    dataset = Dataset.open(folder)
    run_id = new_run_id()
    with dataset.lock(run_id):
        current = dataset.current()
        rows = [_named(dataset, current, str(folder), name) for name in names]
        rows = [row for row in rows if not _discarded(dataset, row[0], reason)]
        if current is None or not rows:
            return ()
        _note(dataset, current, rows, run_id, reason)
        dataset.remove_working_folder(run_id)
    return tuple(name for name, _ in rows)


def _named(dataset: Dataset, current: Manifest | None, folder: str, name: str) -> tuple[str, str]:
    found = pending(dataset, current).filter(pl.col("quarantine_id").str.starts_with(name))
    rows = found.select("quarantine_id", "night").collect()
    if rows["quarantine_id"].n_unique() != 1 or not name:
        raise UnknownQuarantineError(folder, name, len(rows))
    return rows.row(-1)


def _discarded(dataset: Dataset, name: str, reason: str) -> bool:
    last = decisions_about(dataset, [name])[-1:]
    return bool(last) and last[0].verdict == "discarded" and last[0].reason == reason


def _note(
    dataset: Dataset, current: Manifest, rows: Sequence[tuple[str, str]], run_id: str, reason: str
) -> None:
    at = dt.datetime.now(dt.UTC)
    working = dataset.working_folder(run_id)
    nights: dict[str, Night] = {}
    for name in sorted({night for _, night in rows}):
        ids = [row for row, night in rows if night == name]
        new = pl.DataFrame({"quarantine_id": ids, "verdict": ["discarded"] * len(ids)})
        old = current.nights[name]
        entries = added(
            dataset, name, tuple(old.tables.get("decisions", ())),
            _rows(new, run_id, at, reason), working / name,
        )  # fmt: skip
        nights[name] = replace(old, tables={**old.tables, "decisions": entries})
    dataset.commit(
        Manifest(
            version=current.version + 1, parent=None, created_at=at.isoformat(timespec="seconds"),
            run_id=run_id, code_version=code_version(), rules_version=rules_version(),
            nights=nights,
        ).after(current)
    )  # fmt: skip

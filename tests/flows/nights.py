"""Small nights for the tests of a dataset: some rows in two tables, committed or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from flows.dataset import Dataset
from flows.shown.summary import Summary
from flows.store.manifest import Inputs, Ledger, Manifest, Night
from flows.store.runs import keep_summary

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("articles", "images")


def staged_file(folder: Path, rows: int, salt: str = "") -> Path:
    path = folder / "finished.parquet"
    pl.DataFrame({"document_id": [f"{salt}{row}" for row in range(rows)]}).write_parquet(path)
    return path


def manifest_of(dataset: Dataset, rows: int, night: str, run_id: str) -> Manifest:
    """Stage ``rows`` rows in each table and name them in the manifest that comes next."""
    folder = dataset.working_folder(run_id)
    parent = dataset.current()
    version = parent.version + 1 if parent else 1
    tables = {}
    for table in TABLES:
        finished = staged_file(folder, rows, table)
        tables[table] = (dataset.stage(table, night, finished),)
    inputs, ledger = Inputs(f"{rows} rows"), Ledger(read=rows, published=rows)
    held = Night(run_id, "0.1", "rules", inputs, ledger, tables, version, shards=(ledger,))
    made = "2026-11-23T02:00:00+00:00"
    return Manifest(version, None, made, run_id, "0.1", "rules", {night: held}).after(parent)


def publish(
    dataset: Dataset, rows: int, night: str = "2026-11-22", run_id: str = "run"
) -> Manifest:
    with dataset.lock(run_id):
        manifest = manifest_of(dataset, rows, night, run_id)
        dataset.commit(manifest)
    return manifest


def roll_away(out: Path, *nights: str) -> None:
    """A dataset of one old night, whose later ``nights`` were published and rolled back."""
    dataset = Dataset.open_or_create(out)
    for number, night in enumerate(("2026-01-01", *nights)):
        publish(dataset, 3, night, f"run{number}")
        told = Summary(night, str(out), "published", f"run{number}", number + 1, 3, {}, {})
        keep_summary(dataset.path, told)
    dataset.roll_back(1, "back")


def shown_rows(folder: Path) -> dict[str, int]:
    """Rows of each table as one who globs sees them."""
    view = (folder / "current").resolve()
    return {table: pl.read_parquet(view / table / "*/*.parquet").height for table in TABLES}

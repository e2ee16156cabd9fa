"""What a commit costs beside a year of nights: ``python benchmarks/commit.py [NIGHTS]``."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from flows.dataset import Dataset, scan
from flows.store.manifest import Inputs, Ledger, Manifest, Night
from schemas import TABLES

FIRST = date(2026, 1, 1)


def night_of(dataset: Dataset, number: int) -> Manifest:
    """The manifest after one more night with a row in every table."""
    name = (FIRST + timedelta(days=number)).isoformat()
    finished = dataset.working_folder("bench") / "finished.parquet"
    tables = {}
    for table in TABLES:
        pl.DataFrame({"document_id": [f"{table}{number}"]}).write_parquet(finished)
        tables[table] = (dataset.stage(table, name, finished),)
    parent = dataset.current()
    ledger = Ledger(1, published=1)
    version = parent.version + 1 if parent else 1
    night = Night("bench", "0", "rules", Inputs(name), ledger, tables, version, (ledger,) * 20)
    return Manifest(1, None, "2026-01-01T00:00:00Z", "bench", "0", "rules", {name: night})


def main(nights: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dataset = Dataset.open_or_create(Path(folder) / "out")
        with dataset.lock("bench"):
            batch = None
            for number in range(nights - 1):
                one = night_of(dataset, number)
                batch = one.after(dataclasses.replace(batch, version=0) if batch else None)
            if batch:
                dataset.commit(dataclasses.replace(batch, version=1, parent=None))
        with dataset.lock("bench"):
            last = night_of(dataset, nights).after(dataset.current())
            start = time.perf_counter()
            dataset.commit(last)
            print(f"commit of night {nights}: {time.perf_counter() - start:.2f} s")
        size = (dataset.path / "versions" / f"{last.version:06}.json").stat().st_size
        print(f"its manifest: {size / 1000:.0f} kB")
        start = time.perf_counter()
        rows = scan("articles", dataset.path).collect().height
        print(f"scan of {rows} nights: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 365)

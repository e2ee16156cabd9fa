"""What shards stage, for the tests of settling: some columns, the others null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from flows.dataset import Dataset, file_schema
from flows.settle import Run, Settled, settle
from flows.store.manifest import Inputs

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = "2026-11-22"


def write_rows(
    folder: Path, shard: int, table: str, rows: list[dict[str, Any]], part: int = 0
) -> None:
    place = folder / f"{shard:04}"
    place.mkdir(parents=True, exist_ok=True)
    schema = file_schema(table)
    filled = {name: [row.get(name) for row in rows] for name in schema}
    pl.DataFrame(filled, schema=schema).write_parquet(place / f"{table}-{part}.parquet")


def write_document(
    folder: Path,
    shard: int,
    name: str,
    *,
    text: str | None = None,
    outcome: str = "published",
    domain: str | None = "a.org",
    part: int | None = None,
    uri: str | None = None,
    record: int = 0,
) -> None:
    """One document with an article, an image, a repair and, if it is rejected, its evidence."""
    part = part if part is not None else len(list((folder / f"{shard:04}").glob("documents-*")))
    identity = {"document_id": name}
    place = {"source_uri": uri or name, "source_record": record}
    document = {**identity, **place, "domain": domain, "outcome": outcome}
    rows: dict[str, dict[str, Any]] = {"documents": document}
    if outcome == "published":
        rows["articles"] = {**identity, "headline": name, "image_count": 1}
        rows["images"] = {**identity, "image_id": f"{name}-0", "position": 0}
        rows["repairs"] = {**identity, "seq": 0, "rule": "torn"}
        rows["fingerprints"] = {**identity, "exact_hash": text or name}
    if outcome == "quarantined":
        evidence = {"quarantine_id": f"q-{name}", "table": "articles", "row_id": name}
        rows["quarantine"] = {**identity, **evidence, "stage": "validate"}
        rows["raw"] = {**identity, "raw": name.encode()}
    for table, row in rows.items():
        write_rows(folder, shard, table, [row], part)


def run_of(read: dict[str, int], run_id: str = "run", night: str = NIGHT, **more: Any) -> Run:
    inputs = Inputs(digest=f"digest of {run_id}")
    return Run(run_id, night, inputs, read, "0.1", "rules", f"{night}T02:00:00+00:00", **more)


def settle_and_commit(dataset: Dataset, run: Run, **how: Any) -> Settled:
    """What the flow does with a night once its shards are staged."""
    with dataset.lock(run.run_id):
        settled = settle(dataset, run, **how)
        if settled.manifest:
            dataset.commit(settled.manifest)
            dataset.remove_working_folder(run.run_id)
    return settled

"""A night that a gate holds back: its evidence stays, and a person may publish or discard it.

``DIR/staging/<run>/final/`` has the night's files as they would be published, and ``held.json``
beside them what a manifest says of the night.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.dataset import STAGING, Dataset
from flows.errors import NotHeldError
from flows.settle import CARRIED, FINAL
from flows.store.durable import disk_told, no_step, write_whole
from flows.store.manifest import Manifest, Night, read_as
from flows.store.runs import keep_summary, last_summary
from flows.store.scanned import metadata, scan_paths
from flows.store.versions import rules_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.settle import Run, Settled
    from flows.shown.summary import Summary
    from flows.store.manifest import FileEntry

HELD: Final = "held.json"


def keep_held(settled: Settled, run: Run) -> None:
    """Write what a manifest would say of the night, beside its final files."""
    night = Night(
        run_id=run.run_id,
        code_version=run.code_version,
        rules_version=run.rules_version,
        inputs=run.inputs,
        ledger=settled.ledger,
        tables={},
        published_in=0,
        shards=settled.shards,
        checks=settled.checks,
        contract=run.contract,
    )
    content = json.dumps(dataclasses.asdict(night) | {"night": run.night}, indent=1)
    with disk_told(settled.evidence):
        write_whole(settled.evidence / HELD, content.encode(), no_step)


def held_run(dataset: Dataset, night: str) -> Summary:
    """The last run of a night, where it was held back and its evidence is still there."""
    last = last_summary(dataset.path, night)
    if last is None or last.state != "held":
        raise NotHeldError(str(dataset.path), night)
    if not (dataset.path / STAGING / last.run_id / FINAL / HELD).is_file():
        raise NotHeldError(str(dataset.path), night)
    return last


def publish_held(dataset: Dataset, night: str, run_id: str) -> Summary:
    """Publish a night that was held back, as its evidence stands: a person has looked at it.

    Its numbers count as accepted from now on, so the nights after it are compared with them.
    """
    with dataset.lock(run_id):
        last = held_run(dataset, night)
        folder = dataset.path / STAGING / last.run_id / FINAL
        manifest = _manifest(dataset, night, folder, run_id)
        dataset.commit(manifest)
        dataset.remove_working_folder(last.run_id)
        dataset.remove_working_folder(run_id)
        state = dataclasses.replace(
            last, state="published", run_id=run_id, version=manifest.version
        )
        keep_summary(dataset.path, state)
    return state


def discard_held(dataset: Dataset, night: str, run_id: str) -> Summary:
    """Remove the evidence of a night that was held back; these rules will not try it again."""
    with dataset.lock(run_id):
        last = held_run(dataset, night)
        dataset.remove_working_folder(last.run_id)
    return last


def _manifest(dataset: Dataset, night: str, folder: Path, run_id: str) -> Manifest:
    plain = json.loads((folder / HELD).read_text(encoding="utf-8"))
    plain.pop("night")
    current = dataset.current()
    version = current.version + 1 if current else 1
    before = current.nights.get(night) if current else None
    tables = {table: before.tables.get(table, ()) for table in CARRIED} if before else {}
    tables.update(_staged(dataset, night, folder, dataset.working_folder(run_id)))
    held = dataclasses.replace(
        read_as(Night, plain, HELD),
        tables={table: entries for table, entries in tables.items() if entries},
        published_in=version,
    )
    alone = Manifest(
        version=version,
        parent=None,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        run_id=run_id,
        code_version=held.code_version,
        rules_version=rules_version(),
        nights={night: held},
    )
    return alone.after(current)


def _staged(
    dataset: Dataset, night: str, folder: Path, work: Path
) -> dict[str, tuple[FileEntry, ...]]:
    """Copy the final files into the store, by table; the evidence stays until all is committed."""
    found: dict[str, tuple[FileEntry, ...]] = {}
    for table, path in _files(folder):
        with disk_told(work):
            copy = Path(shutil.copy2(path, work / path.name))
            if table == "metrics":
                _accept(copy)
        found[table] = (*found.get(table, ()), dataset.stage(table, night, copy))
    return found


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Final files with their tables, in order: ``<table>-<part>.parquet``."""
    for path in sorted(folder.glob("*.parquet")):
        yield path.stem.rpartition("-")[0], path


def _accept(path: Path) -> None:
    """Say of a night's numbers that they were accepted."""
    rows = scan_paths([path], "metrics").with_columns(accepted=pl.lit(value=True)).collect()
    rows.write_parquet(path, metadata=metadata("metrics"))

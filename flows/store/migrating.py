"""Writing a dataset's older files again in today's versions, for those who read the Parquet itself.

Our own readers migrate what they read (``flows.store.scanned``); whoever globs ``current/`` would
see the columns of each version side by side. The files become one new version of the dataset,
whole or not at all; older versions keep their files until a vacuum lets go of them.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import polars as pl

from flows.contracts import load, opened
from flows.dataset import Dataset
from flows.night import new_run_id
from flows.rejected.rewrite import parts, write
from flows.shown.escape import counting
from flows.store.durable import no_step
from flows.store.manifest import Manifest
from flows.store.scanned import file_schema
from flows.store.versions import code_version, rules_version
from schemas import TABLES
from schemas.errors import SchemaMismatchError
from schemas.frames import version_of
from schemas.migrate import require_way

if TYPE_CHECKING:
    from pathlib import Path

    from flows.store.durable import Step
    from flows.store.manifest import FileEntry, Night


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration wrote again."""

    version: int | None
    """The version that readers see now."""
    nights: tuple[str, ...] = ()
    files: dict[str, int] = field(default_factory=dict)
    """Older files by table."""
    unknown: tuple[str, ...] = ()
    """Tables that only a contract knows; they stay as they are."""
    dry_run: bool = False

    @property
    def sentence(self) -> str:
        """It in one sentence."""
        left = f" The contract of {', '.join(self.unknown)} was not given." if self.unknown else ""
        if not self.files:
            return f"Every file is of today's versions; nothing to do.{left}"
        told = ", ".join(f"{count:,} of {table}" for table, count in sorted(self.files.items()))
        files = counting(sum(self.files.values()), "file")
        what = f"{files} of {counting(len(self.nights), 'night')} ({told})"
        if self.dry_run:
            return f"{what} would be written again; a dry run, nothing was changed.{left}"
        return f"{what} are written again in today's versions, as version {self.version}.{left}"


def migrate_files(
    folder: str | Path,
    *,
    contract: str | Path | None = None,
    dry_run: bool = False,
    step: Step = no_step,
) -> Migrated:
    """Write the current version's older files again; a FragmendError where a step is missing."""
    dataset = Dataset.open(folder, step=step)
    opened(load(contract))
    current = dataset.current()
    if dry_run or current is None:
        return _told(current, _behind(dataset, current), dry_run=dry_run)
    run_id = new_run_id()
    with dataset.lock(run_id):
        current = dataset.current()
        behind = _behind(dataset, current)
        if current is None or not behind:
            return _told(current, behind)
        nights = {
            name: _renewed(dataset, name, current.nights[name], tables, run_id)
            for name, tables in behind.items()
        }
        manifest = Manifest(
            version=current.version + 1,
            parent=None,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            run_id=run_id,
            code_version=code_version(),
            rules_version=rules_version(),
            nights=nights,
        ).after(current)
        dataset.commit(manifest)
        dataset.remove_working_folder(run_id)
    return _told(manifest, behind)


Behind = dict[str, dict[str, int]]
"""By night and table: how many files are behind."""


def _behind(dataset: Dataset, manifest: Manifest | None) -> Behind:
    found: Behind = {}
    for name, night in (manifest.nights if manifest else {}).items():
        counts = {
            table: sum(_is_behind(dataset, entry, table) for entry in entries)
            for table, entries in night.tables.items()
            if table in TABLES
        }
        tables = {table: count for table, count in counts.items() if count}
        if tables:
            found[name] = tables
    return found


def _is_behind(dataset: Dataset, entry: FileEntry, table: str) -> bool:
    """Whether a file has other columns, or rows of another version, than one written today."""
    dataset.require((entry,))
    path = dataset.path / entry.path
    require_way(table, entry.schema_version, entry.path)
    if entry.schema_version < version_of(table):
        return True
    if pl.read_parquet_schema(path) != pl.Schema(file_schema(table)):
        return True
    return table == "quarantine" and _has_older_rows(path)


def _has_older_rows(path: Path) -> bool:
    """Whether rejected rows, which are JSON, are of an older version of their own table."""
    told = pl.scan_parquet(path, hive_partitioning=False).select("table", "row_version")
    rows = told.unique().collect().iter_rows()
    return any(table in TABLES and (version or 1) < version_of(table) for table, version in rows)


def _renewed(
    dataset: Dataset, name: str, night: Night, tables: dict[str, int], run_id: str
) -> Night:
    """The night with some tables written again; what it says of itself stays true."""
    folder = dataset.working_folder(run_id) / name
    again = {}
    for table in tables:
        old = night.tables[table]
        rows = (part.drop("night") for part in parts(dataset, old, table))
        again[table] = write(dataset, folder, table, name, rows)
        before, after = (sum(entry.rows for entry in entries) for entries in (old, again[table]))
        if before != after:
            problem = f"{before:,} rows became {after:,}; a migration gives a row for each"
            raise SchemaMismatchError(f"{table} in night {name}", (problem,))
    return dataclasses.replace(night, tables={**night.tables, **again})


def _told(manifest: Manifest | None, behind: Behind, *, dry_run: bool = False) -> Migrated:
    files: Counter[str] = Counter()
    for tables in behind.values():
        files.update(tables)
    nights = manifest.nights.values() if manifest else ()
    unknown = {table for night in nights for table in night.tables if table not in TABLES}
    return Migrated(
        manifest.version if manifest else None,
        tuple(behind),
        dict(files),
        tuple(sorted(unknown)),
        dry_run,
    )

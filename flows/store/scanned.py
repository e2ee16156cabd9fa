"""Reading a table's Parquet files, of whatever version of its schema, as rows of today.

Each file says in its own metadata which version its rows are of, and so does the manifest of a
file in the store; a file that says nothing is of the first. Files of today's version are read as
they are; older ones are led on by the migrations (``schemas.migrate``), step by step. Where a
step is missing, or a newer fragmend wrote the file, nothing is read: OtherVersionError.
"""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from flows.errors import MixedVersionsError, UnreadableFileError
from flows.sources.kept import SUFFIX as KEPT
from schemas import TABLES
from schemas.errors import SchemaMismatchError
from schemas.frames import polars_schema, version_of
from schemas.migrate import migrated, require_way, rows_today, shape, unlike
from schemas.renamed import named_today
from schemas.tables import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from flows.store.manifest import FileEntry

VERSION: Final = "fragmend:schema_version"
"""Key in the metadata of each Parquet file."""

_EVOLVED: Final[dict[str, Any]] = {
    "missing_columns": "insert",
    "extra_columns": "ignore",
    "cast_options": pl.ScanCastOptions(
        missing_struct_fields="insert", extra_struct_fields="ignore"
    ),
}
"""How files are read that were written before a column, or after it was given up."""


def metadata(table: str) -> dict[str, str]:
    """What a file of a table that is written today says of itself."""
    return {VERSION: str(version_of(table))}


def recorded(path: Path) -> int:
    """The version of its table that a file says its rows are of."""
    if path.exists() and not os.access(path, os.R_OK):
        raise UnreadableFileError(str(path))
    return int(pl.read_parquet_metadata(path).get(VERSION, "1"))


def file_schema(table: str) -> dict[str, pl.DataType]:
    """Columns that a table's files hold; the night stands in their path."""
    return _without_night(polars_schema(table))


def _without_night(columns: pl.Schema) -> dict[str, pl.DataType]:
    return {name: dtype for name, dtype in columns.items() if name != "night"}


def night_of(entry: FileEntry) -> str:
    """Night of a file, which stands in its path.

    >>> from flows.store.manifest import FileEntry
    >>> night_of(FileEntry("store/images/night=2026-11-23/ab.parquet", 1, 1, ""))
    '2026-11-23'
    """
    return entry.path.split("/")[2].removeprefix("night=")


def table_of(path: Path) -> str:
    """The table of a file, in the store or in a working folder."""
    if path.parts[-2].startswith("night="):
        return path.parts[-3]
    if path.suffix == KEPT:
        return "raw"
    return path.stem.rpartition("-")[0] or path.stem


# The store


def scan_entries(folder: Path, entries: Sequence[FileEntry], table: str) -> pl.LazyFrame:
    """Rows of some files of the store, in their order; the column ``night`` comes last."""
    for entry in entries:
        _require_readable(folder / entry.path, table, entry.schema_version)
    if not entries:
        frame = pl.LazyFrame(schema={**file_schema(table), "night": pl.String})
    elif "=" in str(folder) or any(e.schema_version != version_of(table) for e in entries):
        frame = _by_night(folder, entries, table)
    else:
        frame = pl.scan_parquet(
            [folder / entry.path for entry in entries],
            schema=file_schema(table),
            hive_partitioning=True,
            hive_schema={"night": pl.String},
            **_EVOLVED,
        )
    return _today(frame, table)


def _by_night(folder: Path, entries: Sequence[FileEntry], table: str) -> pl.LazyFrame:
    """The same where polars cannot take the night out of the paths.

    It would read a key of its own out of a folder with ``=`` in its name; and what a migration
    makes of the rows has no path.
    """
    frames = [
        _of_version([folder / entry.path for entry in some], table, version).with_columns(
            night=pl.lit(night)
        )
        for (night, version), some in groupby(entries, lambda e: (night_of(e), e.schema_version))
    ]
    return pl.concat(frames)


def scan_as_they_are(folder: Path, entries: Sequence[FileEntry], table: str) -> pl.LazyFrame:
    """A table that a contract brought, in a process that does not know the contract."""
    versions = sorted({entry.schema_version for entry in entries})
    if len(versions) > 1:
        raise MixedVersionsError(str(folder), table, tuple(versions))
    frames = [
        pl.scan_parquet(folder / entry.path, hive_partitioning=False).with_columns(
            night=pl.lit(night_of(entry))
        )
        for entry in entries
    ]
    return pl.concat(frames, how="diagonal_relaxed")


# Any files


def scan_paths(paths: Iterable[Path], table: str) -> pl.LazyFrame:
    """Rows of files of one table wherever they lie, by what they say of themselves; no night.

    A table that this process does not know is read as it is.
    """
    paths = list(paths)
    if table not in TABLES:
        frames = [pl.scan_parquet(path, hive_partitioning=False) for path in paths]
        return pl.concat(frames, how="diagonal_relaxed")
    frames = [pl.LazyFrame(schema=file_schema(table))]
    for version, some in groupby(paths, recorded):
        group = list(some)
        for path in group:
            _require_readable(path, table, version)
        frames.append(_of_version(group, table, version))
    return _today(pl.concat(frames), table)


def is_older(path: Path) -> bool:
    """Whether a file is of an older version than today's; OtherVersionError if of a newer one."""
    table = table_of(path)
    if table not in TABLES:
        return False
    version = recorded(path)
    require_way(table, version, str(path))
    return version < version_of(table)


def _of_version(paths: list[Path], table: str, version: int) -> pl.LazyFrame:
    columns = _without_night(shape(table, version))
    frame = pl.scan_parquet(paths, schema=columns, hive_partitioning=False, **_EVOLVED)
    return frame if version == version_of(table) else migrated(frame, table, version)


def _today(frame: pl.LazyFrame, table: str) -> pl.LazyFrame:
    """Rejected rows by the names that checks, and columns, have today."""
    return frame.with_columns(named_today(), *rows_today()) if table == "quarantine" else frame


def _require_readable(path: Path, table: str, version: int) -> None:
    """Refuse files that would be misread.

    The shapes of our own tables are held to their versions by a test. Whoever brings a class of
    their own may have changed it and left its version as it was; so the file is looked into.
    """
    require_way(table, version, str(path))
    if is_ours(table):
        return
    problems = unlike(pl.read_parquet_schema(path), table, version)
    if problems:
        told = "; ".join(problems)
        advice = f"raise the version of the class and write MIGRATIONS[{table!r}, {version}]"
        raise SchemaMismatchError(f"{table}, version {version}, in {path}", (told, advice))

"""What the shards of a night staged: ``<run>/<shard, 4 digits>/<table>-<part>.parquet``.

The order of the shards, of the parts in a shard and of the rows in a part is the order of the
input, so rows are taken over as they come. A missing file is a table without rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.dataset import file_schema
from schemas.tables import further

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path


STAGED_TABLES: Final = (
    "documents", "articles", "images", "repairs", "quarantine", "raw", "fingerprints",
)  # fmt: skip


def staged_tables() -> tuple[str, ...]:
    """Name the tables that shards stage: ours, and those of further kinds of records.

    >>> staged_tables()[-2:]
    ('fingerprints', 'products')
    """
    return (*STAGED_TABLES, *further())


@dataclass(frozen=True, slots=True)
class StagedFile:
    """One part of one table of one shard."""

    shard: str
    path: Path


@dataclass(frozen=True, slots=True)
class Staged:
    """The working folder of a run, read table by table, never all of it at once."""

    folder: Path

    def files(self, table: str) -> tuple[StagedFile, ...]:
        """Parts of a table, in the order of the input."""
        return tuple(
            StagedFile(shard.name, path)
            for shard in sorted(self.folder.glob("[0-9]*"))
            for path in sorted(shard.glob(f"{table}-*.parquet"), key=_part)
        )

    def parts(
        self, table: str, shards: Container[str] | None = None
    ) -> Iterator[tuple[str, pl.DataFrame]]:
        """Each part of a table with its shard, one part in memory at a time; of some shards."""
        for file in self.files(table):
            if shards is None or file.shard in shards:
                yield file.shard, _scan(file, table).collect()

    def parts_of(self, table: str, documents: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        """Each part with its shard, as far as it is of ``documents``, which name their shards.

        Parts without any row of them are left out.
        """
        wanted = dict(documents.group_by("shard").agg("document_id").iter_rows())
        for file in self.files(table):
            if file.shard in wanted:
                named = pl.col("document_id").is_in(wanted[file.shard])
                rows = _scan(file, table).filter(named).collect()
                if not rows.is_empty():
                    yield file.shard, rows

    def columns(self, table: str, *columns: str) -> pl.DataFrame:
        """Some columns of a whole table, with the shard of each row; all without names."""
        return self.scan(table, *columns).collect()

    def scan(self, table: str, *columns: str) -> pl.LazyFrame:
        """The same, lazily."""
        schema = file_schema(table)
        columns = columns or tuple(schema)
        frames = [
            _scan(file, table).select(*columns, shard=pl.lit(file.shard))
            for file in self.files(table)
        ]
        empty = pl.LazyFrame(schema={**{c: schema[c] for c in columns}, "shard": pl.String})
        return pl.concat([empty, *frames])


def _scan(file: StagedFile, table: str) -> pl.LazyFrame:
    return pl.scan_parquet(
        file.path, schema=file_schema(table), hive_partitioning=False, extra_columns="ignore"
    )


def _part(path: Path) -> tuple[int, str]:
    """Order of the parts: by number, however many digits it has."""
    number = path.stem.rpartition("-")[2]
    return (int(number) if number.isdecimal() else -1, number)

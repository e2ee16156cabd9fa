"""A Parquet file written again without some of its rows, a row group at a time.

A file of an older version of its table is written in today's: what is to go is told by the columns
of today, and half a file in each version would be neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from flows.store.scanned import VERSION, is_older, metadata, recorded, scan_paths, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(slots=True)
class Counts:
    """What a change did to the rows of a file."""

    rows: int = 0
    """That are left."""
    gone: int = 0
    changed: bool = False

    def add(self, before: pl.DataFrame, after: pl.DataFrame) -> None:
        """Count one part of the file."""
        self.rows += len(after)
        self.gone += len(before) - len(after)
        self.changed = self.changed or not after.equals(before)


def row_groups(path: Path) -> Iterator[pl.DataFrame]:
    """Rows of a file, a row group at a time."""
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield pl.DataFrame(pl.from_arrow(file.read_row_group(number)))


def rows_of_today(path: Path) -> Iterator[pl.DataFrame]:
    """The same; those of an older version of the file's table migrated, in as many row groups."""
    if not is_older(path):
        yield from row_groups(path)
        return
    rows, start = scan_paths([path], table_of(path)), 0
    with pq.ParquetFile(path) as file:
        sizes = [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)]
    for size in sizes:
        yield rows.slice(start, size).collect()
        start += size


def filtered(path: Path, to: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Counts:
    """Write a file's changed rows to another; nothing if none changes."""
    counts = Counts()
    for group in rows_of_today(path):
        counts.add(group, change(group))
    if not counts.changed:
        return counts
    schema = _schema(path)
    with pq.ParquetWriter(to, schema, compression="zstd", compression_level=3) as writer:
        for group in rows_of_today(path):
            rows = change(group).to_arrow(compat_level=pl.CompatLevel.oldest())
            writer.write_table(rows.cast(schema))
    return counts


def _schema(path: Path) -> pa.Schema:
    """Columns and version of what is written for a file: its own, or today's."""
    if is_older(path):
        told = metadata(table_of(path))
        none = scan_paths([path], table_of(path)).head(0).collect()
        return none.to_arrow(compat_level=pl.CompatLevel.oldest()).schema.with_metadata(told)
    with pq.ParquetFile(path) as file:
        return file.schema_arrow.with_metadata({VERSION: str(recorded(path))})

"""A Parquet file written again without some of its rows, a row group at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]

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


def filtered(path: Path, to: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Counts:
    """Write a file's changed rows to another, with the same columns; nothing if none changes."""
    counts = Counts()
    for group in row_groups(path):
        counts.add(group, change(group))
    if not counts.changed:
        return counts
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow.remove_metadata()
    with pq.ParquetWriter(to, schema, compression="zstd", compression_level=3) as writer:
        for group in row_groups(path):
            rows = change(group).to_arrow(compat_level=pl.CompatLevel.oldest())
            writer.write_table(rows.cast(schema))
    return counts

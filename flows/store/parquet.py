"""Writing a night's table: Parquet files that depend on the rows alone.

Row groups hold a fixed number of rows, whatever pieces the rows came in, and one thread writes
them, so the same rows give the same bytes, and the same name in the store. Only one row group
is in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from flows.store.durable import disk_told
from flows.store.scanned import file_schema, metadata

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

ROLL_BYTES: Final = 256 * 2**20
"""A file that reached this size is followed by another."""

ROW_GROUPS: Final = {
    "documents": 65_536,
    "articles": 4_096,
    "images": 16_384,
    "repairs": 65_536,
    "quarantine": 1_024,
    "raw": 32,  # a document may have 16 MiB
    "fingerprints": 65_536,
}
DEFAULT_ROW_GROUP: Final = 16_384


class TableWriter:
    """Writes the rows of one table, in the order in which they are given."""

    def __init__(self, folder: Path, table: str, *, roll_bytes: int = ROLL_BYTES) -> None:
        self._folder = folder
        self._table = table
        self._roll_bytes = roll_bytes
        self._schema = file_schema(table)
        self._group = ROW_GROUPS.get(table, DEFAULT_ROW_GROUP)
        self._waiting: list[pl.DataFrame] = []
        self._file: Any = None
        self.paths: list[Path] = []
        """Files so far; all of them are whole once the writer is closed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with disk_told(self._folder):
            if kind is None and self._waiting:
                self._write_group(pl.concat(self._waiting))
            self._end_file()

    def write(self, frame: pl.DataFrame) -> None:
        """Take over the rows of ``frame``, which has the columns of the table."""
        if frame.is_empty():
            return
        self._waiting.append(frame.select(*self._schema))
        if sum(map(len, self._waiting)) < self._group:
            return
        rows = pl.concat(self._waiting)
        whole = len(rows) - len(rows) % self._group
        with disk_told(self._folder):
            for start in range(0, whole, self._group):
                self._write_group(rows.slice(start, self._group))
        self._waiting = [rows.slice(whole)] if whole < len(rows) else []

    def _write_group(self, rows: pl.DataFrame) -> None:
        group = rows.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
        if self._file is None:
            self._begin_file(group.schema)
        self._file.write_table(group, row_group_size=len(rows))
        if self.paths[-1].stat().st_size >= self._roll_bytes:
            self._end_file()

    def _begin_file(self, columns: pa.Schema) -> None:
        schema = columns.with_metadata(metadata(self._table))
        path = self._folder / f"{self._table}-{len(self.paths):03}.parquet"
        self.paths.append(path)
        self._file = pq.ParquetWriter(path, schema, compression="zstd", compression_level=3)

    def _end_file(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            file.close()

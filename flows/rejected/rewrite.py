"""A night's tables written again with the rows of some documents replaced.

Rows stay in the order of the input, and only a part of a table is in memory at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from flows.dataset import file_schema, scan_files
from flows.store.parquet import DEFAULT_ROW_GROUP, ROW_GROUPS, TableWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from flows.dataset import Dataset
    from flows.store.manifest import FileEntry

_GROUPS: Final = 4
"""Row groups in memory at once."""


def parts(
    dataset: Dataset, entries: Iterable[FileEntry], table: str, keep: pl.Expr | None = None
) -> Iterator[pl.DataFrame]:
    """Rows of some files of a table, in order, a part at a time."""
    step = ROW_GROUPS.get(table, DEFAULT_ROW_GROUP) * _GROUPS
    for entry in entries:
        rows = scan_files(dataset, (entry,), table)
        for start in range(0, entry.rows, step):
            part = rows.slice(start, step)
            yield (part if keep is None else part.filter(keep)).collect()


def merged(
    old: Iterable[pl.DataFrame], gone: pl.Series, new: pl.DataFrame, order: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Rows of ``old`` without those of the documents ``gone``, and ``new``, in one order.

    ``order`` gives the place (``at``) of each ``document_id``; ``old`` is in it already.
    """
    waiting = _placed(new, order).sort("at", maintain_order=True)
    for part in old:
        stays = _placed(part.filter(~pl.col("document_id").is_in(gone.implode())), order)
        if stays.is_empty():
            continue
        until = pl.col("at") <= stays["at"].max()
        yield pl.concat([stays, waiting.filter(until)]).sort("at", maintain_order=True).drop("at")
        waiting = waiting.filter(~until)
    yield waiting.drop("at")


def _placed(rows: pl.DataFrame, order: pl.DataFrame) -> pl.DataFrame:
    return rows.join(order, on="document_id", how="left", maintain_order="left")


def write(
    dataset: Dataset, folder: Path, table: str, night: str, rows: Iterable[pl.DataFrame]
) -> tuple[FileEntry, ...]:
    """Write rows as the night's files of a table, and move them into the store."""
    folder.mkdir(parents=True, exist_ok=True)
    with TableWriter(folder, table) as writer:
        for part in rows:
            writer.write(part.select(*file_schema(table)))
    return tuple(dataset.stage(table, night, path) for path in writer.paths)

"""The night's final files: the staged rows that stay, with what only the whole night could tell."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.durable import disk_told, make_folders
from flows.parquet import TableWriter
from flows.staged import STAGED_TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from flows.staged import Staged

_OUTCOME: Final = pl.col("settled_outcome")
STAYS: Final = {
    "documents": pl.lit(value=True),
    "articles": _OUTCOME == "published",
    "images": _OUTCOME == "published",
    "repairs": _OUTCOME == "published",
    "quarantine": _OUTCOME != "duplicate",
    "raw": _OUTCOME != "duplicate",
    "fingerprints": _OUTCOME == "published",
}
"""Which rows of a table stay, by what became of their document."""

SETTLED: Final = {
    "documents": {"outcome": _OUTCOME, "duplicate_of": pl.col("settled_duplicate_of")},
    "articles": {"near_duplicate_of": pl.col("settled_near_duplicate_of")},
}
"""Columns that only the whole night can fill."""


def write_final(
    staged: Staged, documents: pl.DataFrame, folder: Path
) -> dict[str, tuple[Path, ...]]:
    """Write every table of the night as it would be published."""
    with disk_told(folder):
        shutil.rmtree(folder, ignore_errors=True)  # of an earlier try
        make_folders(folder)
    fates = documents.select(
        "shard", pl.col("document_id", "outcome", "duplicate_of", "near_duplicate_of")
        .name.prefix("settled_"),
    )  # fmt: skip
    by_shard = {shard: fate for (shard,), fate in fates.partition_by("shard", as_dict=True).items()}
    return {table: _write_table(staged, by_shard, folder, table) for table in STAGED_TABLES}


def _write_table(
    staged: Staged, fates: dict[str, pl.DataFrame], folder: Path, table: str
) -> tuple[Path, ...]:
    with TableWriter(folder, table) as writer:
        for shard, part in staged.parts(table):
            if shard in fates:  # else they are of no document, and the run is held back
                writer.write(settled_rows(table, part, fates[shard]))
    return tuple(writer.paths)


def settled_rows(table: str, part: pl.DataFrame, fates: pl.DataFrame) -> pl.DataFrame:
    """Rows of a part that stay; ``fates`` are those of its shard."""
    rows = part.join(
        fates, left_on="document_id", right_on="settled_document_id",
        how="left", maintain_order="left",
    )  # fmt: skip
    return rows.filter(STAYS[table]).with_columns(**SETTLED.get(table, {})).select(part.columns)

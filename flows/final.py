"""The night's final files: the staged rows that stay, with what only the whole night could tell."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.dataset import file_schema
from flows.store.durable import disk_told, make_folders
from flows.store.parquet import TableWriter
from flows.store.staged import staged_tables
from flows.workers.reread import reread
from schemas.frames import frame
from schemas.reasons import quarantined
from schemas.tables import further

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.store.staged import Staged

Withheld = Mapping[str, tuple[str, str]]
"""Domains that are not published tonight: the check that says so, and its sentence."""

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
"""Which rows of a table stay, by what became of their document; of further kinds, as articles."""

SETTLED: Final = {
    "documents": {"outcome": _OUTCOME, "duplicate_of": pl.col("settled_duplicate_of")},
    "articles": {"near_duplicate_of": pl.col("settled_near_duplicate_of")},
}
"""Columns that only the whole night can fill."""

_WITHHELD_TABLES: Final = ("documents", "articles", "images", "repairs")


@dataclass(frozen=True, slots=True)
class Closing:
    """A night about to be closed: its staged rows, and what became of its documents."""

    staged: Staged
    documents: pl.DataFrame
    """``fates`` of the night."""
    metrics: pl.DataFrame
    withheld: Withheld
    code_version: str

    def rows(self, table: str) -> Iterator[pl.DataFrame]:
        """Rows of the night's table, in order, some at a time."""
        if table == "metrics":
            yield self.metrics
            return
        fates = self._fates()
        for shard, part in self.staged.parts(table, fates):  # others are of no document: held back
            yield settled_rows(table, part, fates[shard])
        if table == "quarantine":
            yield from self._withheld_rows(fates)
        if table == "raw":
            yield from self._withheld_bytes()

    def _fates(self) -> dict[str, pl.DataFrame]:
        names = (
            "document_id",
            "outcome",
            "duplicate_of",
            "near_duplicate_of",
            "domain",
            "withheld",
        )
        fates = self.documents.select("shard", pl.col(names).name.prefix("settled_"))
        parts = fates.partition_by("shard", as_dict=True, include_key=False)
        return {str(shard): part for (shard,), part in parts.items()}

    def _withheld_rows(self, fates: dict[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Rows of ``quarantine`` for what would be published but for its domain."""
        concerned = self.documents.filter("withheld")
        for table in (*_WITHHELD_TABLES, *further()):
            for shard, part in self.staged.parts_of(table, concerned):
                rows = beside(part, fates[shard])
                reasons = rows["settled_domain"].replace_strict(
                    list(self.withheld), [_reason(*item) for item in self.withheld.items()],
                    return_dtype=file_schema("quarantine")["failures"],
                )  # fmt: skip
                yield quarantined(table, rows.select(part.columns), reasons, self.code_version)

    def _withheld_bytes(self) -> Iterator[pl.DataFrame]:
        """Rows of ``raw`` for the same; a shard keeps only what its own judgement rejected."""
        kept = self.staged.columns("raw", "document_id")
        missing = self.documents.filter("withheld").join(kept, on="document_id", how="anti")
        for row in reread(self.staged.folder, missing):
            yield frame([row], "raw")


def write_final(closing: Closing, folder: Path) -> dict[str, tuple[Path, ...]]:
    """Write every table of the night as it would be published."""
    with disk_told(folder):
        shutil.rmtree(folder, ignore_errors=True)  # of an earlier try
        make_folders(folder)
    return {table: _write_table(closing, folder, table) for table in (*staged_tables(), "metrics")}


def _write_table(closing: Closing, folder: Path, table: str) -> tuple[Path, ...]:
    with TableWriter(folder, table) as writer:
        for rows in closing.rows(table):
            writer.write(rows)
    return tuple(writer.paths)


def settled_rows(table: str, part: pl.DataFrame, fates: pl.DataFrame) -> pl.DataFrame:
    """Rows of a part that stay; ``fates`` are those of its shard."""
    rows = beside(part, fates).filter(STAYS.get(table, STAYS["articles"]))
    return rows.with_columns(**SETTLED.get(table, {})).select(part.columns)


def beside(part: pl.DataFrame, fates: pl.DataFrame) -> pl.DataFrame:
    """Rows of a part, each beside what became of its document."""
    return part.join(
        fates, left_on="document_id", right_on="settled_document_id",
        how="left", maintain_order="left",
    )  # fmt: skip


def _reason(domain: str, breach: tuple[str, str]) -> list[dict[str, str]]:
    """One reason, as ``quarantine`` has them, for every row of a withheld domain."""
    check, sentence = breach
    said = {"check": check, "column": "domain", "severity": "critical"}
    return [{**said, "value": domain, "message": sentence}]

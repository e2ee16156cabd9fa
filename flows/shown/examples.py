"""Failed checks with one row each that a person can look up: its file beside its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from flows.shown.summary import Failure
from schemas.frames import polars_schema
from schemas.tables import further

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.store.staged import Staged
    from schemas.reasons import Tally


_MANY: Final = r"(?i)\.(jsonl|ndjson)(\.\w+)?$"
"""Files of many records, as ``flows.sources`` names them."""
PLACE: Final = (
    pl.when(pl.col("source_uri").str.contains(_MANY))
    .then(pl.format("{}#{}", pl.col("source_uri"), pl.col("source_record")))
    .otherwise(pl.col("source_uri"))
)
"""A document's file, and its record in it, as ``fragmend inspect`` takes them."""


def failures_of(tallies: Sequence[Tally], staged: Staged) -> tuple[Failure, ...]:
    """Give each failed check of the shards, with the document and the file of its example."""
    rows = {tally.example_row_id for tally in tallies if tally.example_row_id}
    owners = _owners(rows, staged)
    uris = _uris(set(owners.values()) | rows, staged)
    return tuple(_failure(tally, owners, uris) for tally in tallies)


def _failure(tally: Tally, owners: dict[str, str], uris: dict[str, str]) -> Failure:
    row = tally.example_row_id or ""
    document = owners.get(row, row) or None
    return Failure(
        table=tally.table,
        check=tally.check,
        severity=tally.severity,
        rows=tally.rows,
        column=tally.column,
        value=tally.example_value,
        message=tally.sentence,
        document_id=document,
        source_uri=uris.get(document or ""),
    )


def _owners(rows: set[str], staged: Staged) -> dict[str, str]:
    """Document of each rejected row; a row of ``articles`` has its document's own id."""
    named = {"quarantine": "row_id", "images": "image_id"}
    found: dict[str, str] = {}
    for table, name in {**named, **{kind: _named(kind) for kind in further()}}.items():
        lines = staged.scan(table, *dict.fromkeys((name, "document_id")))
        chosen = lines.filter(pl.col(name).is_in(sorted(rows)))
        found.update(chosen.select(row=name, document="document_id").collect().iter_rows())
    return found


def _named(table: str) -> str:
    """The column that a row of a further kind is called by."""
    return next(iter(polars_schema(table)))


def _uris(documents: set[str], staged: Staged) -> dict[str, str]:
    lines = staged.scan("documents", "document_id", "source_uri", "source_record")
    chosen = lines.filter(pl.col("document_id").is_in(sorted(documents)))
    return dict(chosen.select("document_id", place=PLACE).collect().iter_rows())

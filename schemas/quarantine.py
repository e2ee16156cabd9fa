"""The ``quarantine`` table."""

from __future__ import annotations

from typing import Annotated

import pandera.polars as pa
import polars as pl

from schemas.columns import column, rule
from schemas.nested import FAILURE
from schemas.repair import STAGES


class Quarantine(pa.DataFrameModel):
    """One rejected row, with all its reasons."""

    quarantine_id: str = column("Hash of the table and the row.", unique=True)
    table: str = column("Table that the row would have joined.")
    row_id: str = column("Id of the row in that table.")
    document_id: str = column("The document that it came from.")
    stage: str = column("Step that rejected it.", isin=STAGES)
    failures: Annotated[pl.List, FAILURE] = column(
        "Reasons: check, column, severity, value (512 characters at most), message."
    )
    row: str = column("The row as JSON.", null="it never became one")
    error: str = column("What was raised, with its trace.", null="nothing was raised")
    code_version: str = column("Version of the code that rejected it.", null="unknown")
    row_version: int = column("Version of the table's class that the row is of.", null="1")

    @rule("failures")
    def rejection_has_a_reason(cls) -> pl.Expr:
        """A rejected row has at least one failed check, or an error."""
        return (pl.col("failures").list.len() > 0) | pl.col("error").is_not_null()

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

"""The ``repairs`` table, and a repair beside what is known of its document."""

from __future__ import annotations

from typing import Final

import pandera.polars as pa
import polars as pl

from schemas.columns import column
from schemas.columns import rule as row_rule  # the class has a column of that name

STAGES: Final = ("read", "decode", "mend", "extract", "validate")


class Repair(pa.DataFrameModel):
    """One piece of damage that was mended."""

    stage: str = column("Step that mended it: read, decode, mend, extract.", isin=STAGES)
    rule: str = column("Name of the rule.", str_length={"min_value": 1})
    before: str = column("What stood there.", unit="1 KiB at most")
    after: str = column("What stands there now.", unit="1 KiB at most")
    confidence: pl.Float64 = column(
        "Certainty (0-1) that this was meant.", in_range={"min_value": 0, "max_value": 1}
    )
    field: str = column("Field whose value was mended.", null="the source was mended")
    start: pl.Int64 = column(
        "First character of the decoded source.", unit="characters",
        null="a field's value was mended", ge=0,
    )  # fmt: skip
    end: pl.Int64 = column(
        "Character after the last.", unit="characters", null="a field's value was mended", ge=0
    )
    document_id: str = column("The document.")
    seq: pl.Int64 = column("Order in the document, from 0.", ge=0)

    @row_rule("end")
    def span_has_two_ends(cls) -> pl.Expr:
        """A span of the source has a start and an end behind it, or there is none."""
        start, end = pl.col("start"), pl.col("end")
        neither = start.is_null() & end.is_null()
        return neither | (end >= start).fill_null(value=False)

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)


class RepairInContext(Repair):
    """A repair beside facts of its document.

    Judging adds these columns and takes them away again.
    """

    document_domain: str = column("``domain`` of its document.", null="unknown")
    document_is_known: bool = column("Whether its document is in ``documents``.")

    @row_rule("document_id")
    def repair_has_its_document(cls) -> pl.Expr:
        """Every repair was made in a document."""
        return pl.col("document_is_known")

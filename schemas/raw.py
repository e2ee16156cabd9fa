"""The ``raw`` table."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl  # noqa: TC002  (pandera reads the annotations of a class)

from schemas.columns import column


class Raw(pa.DataFrameModel):
    """The bytes of a document that has something in quarantine, for replay."""

    document_id: str = column("The document.", unique=True)
    raw: pl.Binary = column("The bytes as read.")

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

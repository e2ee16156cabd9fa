"""The ``metrics`` table."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl  # noqa: TC002  (pandera reads the annotations of a class)

from schemas.columns import column


class Metric(pa.DataFrameModel):
    """One number about one domain on one night: the history that drift is told by."""

    night: str = column("The night.", unit="YYYY-MM-DD", str_matches=r"^\d{4}-\d{2}-\d{2}$")
    domain: str = column("The domain; empty for the whole night.")
    metric: str = column("Name of the number, such as documents or coverage:headline.")
    value: pl.Float64 = column("The number.", null="it could not be measured")
    accepted: bool = column("Whether the night was published: others never enter a baseline.")

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

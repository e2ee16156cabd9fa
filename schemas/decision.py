"""The ``decisions`` table."""

from __future__ import annotations

from typing import Annotated, Final

import pandera.polars as pa
import polars as pl  # noqa: TC002  (pandera reads the annotations of a class)

from schemas.columns import column

VERDICTS: Final = ("released", "discarded", "still failing", "superseded")


class Decision(pa.DataFrameModel):
    """What was decided about a row in quarantine; rows are only ever added."""

    quarantine_id: str = column("The row in quarantine.")
    verdict: str = column(
        "released (it is published now), discarded (by a person), still failing, or superseded "
        "(the document was released and no longer has such a row).",
        isin=VERDICTS,
    )
    run_id: str = column("Run that decided.")
    at: Annotated[pl.Datetime, "us", "UTC"] = column("When.", unit="UTC")
    code_version: str = column("Version of the code that decided.", null="unknown")
    reason: str = column("Why, in a person's words.", null="none was given")

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

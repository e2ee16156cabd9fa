"""The ``raw`` table."""

from __future__ import annotations

from typing import Annotated

import pandera.polars as pa
import polars as pl  # noqa: TC002  (pandera reads the annotations of a class)

from schemas.columns import column


class Raw(pa.DataFrameModel):
    """A document that has something in quarantine, as it was read: all that replay needs."""

    document_id: str = column("The document.", unique=True)
    raw: pl.Binary = column("The bytes as read.")
    is_text: bool = column(
        "Whether the source stored text; ``raw`` is its UTF-8 then.", null="it was not kept"
    )
    source_uri: str = column("File that it was read from.", null="it was not kept")
    source_record: pl.Int64 = column("Number of the record in its file.", null="it was not kept")
    url: str = column("Address as the source told it.", null="it told none")
    date_fetched: Annotated[pl.Datetime, "us", "UTC"] = column(
        "When it was scraped.", unit="UTC", null="the source did not tell"
    )
    encoding: str = column("Encoding as the transport declared it.", null="it declared none")

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

"""Rows beside what is known of their document, for rules across tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from schemas.article import ArticleInContext
from schemas.columns import UTC
from schemas.frames import model_of, polars_schema
from schemas.image import ImageInContext
from schemas.repair import RepairInContext
from schemas.tables import beside_its_document, further

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandera.polars as pa

IN_CONTEXT: Final[Mapping[str, type[pa.DataFrameModel]]] = {
    "articles": ArticleInContext,
    "images": ImageInContext,
    "repairs": RepairInContext,
}
"""Our tables whose rows stand in a document, and the class that sees them beside it."""

TORN: Final = "torn"
"""Repairs of torn tags have rules that begin so."""


def judging_model(table: str) -> type[pa.DataFrameModel]:
    """Find the class whose rules a table's rows are judged by."""
    if table in further():
        return beside_its_document(model_of(table))
    return IN_CONTEXT.get(table) or model_of(table)


def stands_in_document(table: str) -> bool:
    """Whether a table's rows stand in a document, and leave with it.

    >>> stands_in_document("images"), stands_in_document("metrics")
    (True, False)
    """
    return table in IN_CONTEXT or table in further()


def in_context(
    table: str, frames: Mapping[str, pl.DataFrame], night_ends: dt.datetime | None
) -> pl.DataFrame:
    """Give the rows of a table, beside the facts that its rules ask for."""
    frame = frames[table]
    if not stands_in_document(table):
        return frame
    wanted = [name for name in polars_schema(judging_model(table)) if name not in frame.columns]
    rows = frame.join(_facts(frames), on="document_id", how="left", maintain_order="left")
    return rows.with_columns(
        pl.col("document_is_known", "document_was_torn").fill_null(value=False),
        night_ends=pl.lit(night_ends, UTC),
    ).select(*frame.columns, *wanted)


def _facts(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What rules may ask of a document, one row a document."""
    documents = frames["documents"].unique("document_id", keep="first")
    facts = documents.select(
        "document_id",
        document_input_kind="input_kind",
        document_date_fetched="date_fetched",
        document_domain="domain",
        document_is_known=pl.lit(value=True),
    )
    torn: list[str] = []
    if "repairs" in frames:
        mended = frames["repairs"].filter(pl.col("rule").str.starts_with(TORN))
        torn = mended["document_id"].drop_nulls().unique().to_list()
    return facts.with_columns(document_was_torn=pl.col("document_id").is_in(torn))

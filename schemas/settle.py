"""After judging: what depends on the rows that stayed, so that nothing dangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from schemas.document import IDENTITY, UNSURE, Document
from schemas.frames import polars_schema
from schemas.split import split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.split import Split

IMAGE_LEFT: Final = "image_quarantined"
"""Warning of an article that lost an image."""


def with_warnings(judged: Split, table: str) -> pl.DataFrame:
    """Give the rows of a table with the names of failed checks that warn added to ``warnings``."""
    frame = judged.frame.select(*polars_schema(table))
    warning = [n for n, rule in enumerate(judged.rules) if rule.severity == "warning"]
    found = judged.failed.filter(pl.col("rule").is_in(warning))
    if "warnings" not in frame.columns or found.is_empty():
        return frame
    names = pl.Series([rule.name for rule in judged.rules])
    added = found.sort("row", "rule", maintain_order=True).select(
        "row", name=names.gather(found.sort("row", "rule", maintain_order=True)["rule"])
    )
    lists = added.group_by("row").agg(added=pl.col("name").unique(maintain_order=True))
    return (
        frame.with_row_index("row")
        .join(lists, on="row", how="left", maintain_order="left")
        .with_columns(_joined("warnings", pl.col("added")))
        .select(*frame.columns)
    )


def _joined(column: str, more: pl.Expr) -> pl.Expr:
    """Append the items of a list that are not there yet; null appends nothing."""
    both = pl.concat_list(column, more.fill_null([])).list.unique(maintain_order=True)
    return pl.when(more.is_null()).then(pl.col(column)).otherwise(both).alias(column)


def documents(frame: pl.DataFrame, good: pl.Series, gone: pl.Series) -> pl.DataFrame:
    """One row for every document: those of ``gone`` are quarantined, bad rows keep their identity.

    A row whose very id is bad is left out, and the ledger will not balance.
    """
    schema = polars_schema("documents")
    blank = {name: pl.lit(None, dtype) for name, dtype in schema.items() if name not in IDENTITY}
    blank |= {"outcome": pl.lit("quarantined"), "robots_directives": pl.lit([], pl.List(pl.String))}
    quarantined = pl.col("document_id").is_in(gone.implode())
    rows = _blanked(frame, ~good, blank).with_columns(
        outcome=pl.when(quarantined).then(pl.lit("quarantined")).otherwise("outcome")
    )
    if good.all():
        return rows
    rows = rows.unique("document_id", keep="first", maintain_order=True)
    doubtful = {name: pl.lit(None, schema[name]) for name in UNSURE}
    again = split(rows, Document)
    return split(_blanked(rows, ~again.good, doubtful), Document).clean


def _blanked(frame: pl.DataFrame, bad: pl.Series, values: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Replace some columns of bad rows."""
    return frame.with_columns(
        pl.when(pl.lit(bad)).then(value).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )


def articles(frame: pl.DataFrame, before: pl.DataFrame, images: pl.DataFrame) -> pl.DataFrame:
    """Count the images that stayed, and point to none that did not.

    ``before`` are the images as they came: an article that lost one says so.
    """
    counts = _count(images, "stayed").join(_count(before, "came"), on="document_id", how="full",
                                           coalesce=True)  # fmt: skip
    rows = frame.join(counts, on="document_id", how="left", maintain_order="left")
    stayed, came = pl.col("stayed").fill_null(0), pl.col("came").fill_null(0)
    main = pl.col("main_image_id")
    kept = main.is_in(images["image_id"].implode())
    lost = pl.when(stayed < came).then(pl.lit([IMAGE_LEFT], pl.List(pl.String)))
    return rows.with_columns(
        pl.when(kept).then(main).alias("main_image_id"),
        stayed.cast(pl.Int64).alias("image_count"),
        _joined("warnings", lost),
    ).select(*frame.columns)


def _count(images: pl.DataFrame, name: str) -> pl.DataFrame:
    return images.group_by("document_id").agg(pl.len().alias(name))

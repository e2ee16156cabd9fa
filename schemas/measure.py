"""A night in numbers, by domain: the rows of ``metrics`` that gates and drift are told by.

The domain ``""`` stands for the whole night.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from schemas.frames import polars_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE: Final = ""
"""The domain that stands for the whole night."""

COVERED: Final = (
    "headline", "article_body", "description", "date_published", "in_language",
    "publisher", "main_image_id",
)  # fmt: skip
"""Fields whose presence is watched; lists are present where they are not empty."""
COVERED_LISTS: Final = ("authors", "keywords")

SOURCED: Final = (
    "headline", "description", "date_published", "authors", "publisher", "article_section",
    "keywords",
)  # fmt: skip
"""Fields of which it is watched where in the page they are read."""

ARTICLE_COLUMNS: Final = ("document_id", *COVERED, *COVERED_LISTS, "word_count", "provenance")
"""Columns of ``articles`` that ``measure`` looks at."""
DOCUMENT_COLUMNS: Final = ("document_id", "domain", "outcome", "date_fetched", "template")
FREQUENT: Final = 0.1
"""Share of the articles of a night from which on their template is noted."""


def measure(
    documents: pl.DataFrame | pl.LazyFrame, articles: pl.DataFrame | pl.LazyFrame, night: str
) -> pl.DataFrame:
    """Measure all domains of a night, and the whole of it, as rows of ``metrics``.

    ``documents`` tell outcomes; of ``articles`` those count whose document is published. The
    rows are not ``accepted`` yet: that is said when the night is published.
    """
    every = documents.lazy().select(DOCUMENT_COLUMNS)
    standing = every.filter(pl.col("outcome") == "published").select(
        "document_id", "domain", "date_fetched", "template"
    )
    told = articles.lazy().select(ARTICLE_COLUMNS).join(standing, on="document_id")
    both = [
        *_by_domain(every, _counts()), *_by_domain(told, _qualities()), *_languages(told),
        *_sources(told), _templates(told),
    ]  # fmt: skip
    rows = (
        pl.concat(pl.collect_all(both))
        .drop_nulls("value")
        .drop_nans("value")
        .sort("domain", "metric")
    )
    return rows.select(
        night=pl.lit(night), domain="domain", metric="metric", value="value",
        accepted=pl.lit(value=False),
    ).cast(dict(polars_schema("metrics")))  # type: ignore[arg-type]  # fmt: skip


def _counts() -> dict[str, pl.Expr]:
    outcome = pl.col("outcome")
    counts = {
        name: (outcome == name).sum()
        for name in ("published", "quarantined", "duplicate", "empty", "unreadable")
    }
    return {"documents": pl.len(), **counts}


def _qualities() -> dict[str, pl.Expr]:
    covered = {f"coverage:{name}": pl.col(name).is_not_null().mean() for name in COVERED}
    lists = {f"coverage:{name}": (pl.col(name).list.len() > 0).mean() for name in COVERED_LISTS}
    headline = pl.col("headline")
    age = pl.col("date_fetched") - pl.col("date_published")
    return {
        "articles": pl.len(),
        **covered,
        **lists,
        "distinct:headline": headline.drop_nulls().n_unique() / headline.count(),
        "word_count": pl.col("word_count").median(),
        "age_hours": age.median().dt.total_seconds(fractional=True) / 3600,
    }


def _by_domain(rows: pl.LazyFrame, numbers: dict[str, pl.Expr]) -> Iterator[pl.LazyFrame]:
    values = [number.cast(pl.Float64).alias(name) for name, number in numbers.items()]
    for domain, frame in (
        ("domain", rows.filter(pl.col("domain").is_not_null()).group_by("domain").agg(values)),
        (WHOLE, rows.select(values).with_columns(domain=pl.lit(WHOLE))),
    ):
        told = frame if domain else frame.select("domain", *numbers)
        yield told.unpivot(index="domain", variable_name="metric", value_name="value")


def _languages(told: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """The share of each language among the articles whose language is known."""
    known = told.filter(pl.col("in_language").is_not_null()).select(
        "domain", language=pl.col("in_language").str.split("-").list.first()
    )
    for rows in (known.drop_nulls("domain"), known.with_columns(domain=pl.lit(WHOLE))):
        yield (
            rows.group_by("domain", "language")
            .agg(number=pl.len())
            .select(
                "domain",
                metric=pl.format("language:{}", "language"),
                value=(pl.col("number") / pl.col("number").sum().over("domain")).cast(pl.Float64),
            )
        )


def _sources(told: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """Of each field, the share of each kind of place where its values were read.

    A kind is a path up to its first dot or colon: json-ld, meta, h1, line. ``source:headline=h1``
    is the share among the articles of which it is known where the headline stands.
    """
    entry = pl.col("provenance").struct
    read = (
        told.select("domain", "document_id", "provenance")
        .explode("provenance", empty_as_null=True, keep_nulls=True)
        .select(
            "domain",
            "document_id",
            field=entry.field("field"),
            kind=entry.field("source").str.extract(r"^([^.:]*)"),
        )
        .filter(pl.col("field").is_in(SOURCED))
        .unique()
    )
    for rows in (read.drop_nulls("domain"), read.with_columns(domain=pl.lit(WHOLE))):
        articles = rows.group_by("domain", "field").agg(of=pl.col("document_id").n_unique())
        yield (
            rows.group_by("domain", "field", "kind")
            .agg(number=pl.len())
            .join(articles, on=["domain", "field"])
            .select(
                "domain",
                metric=pl.format("source:{}={}", "field", "kind"),
                value=(pl.col("number") / pl.col("of")).cast(pl.Float64),
            )
        )


def _templates(told: pl.LazyFrame) -> pl.LazyFrame:
    """Of each domain, the share of its frequent templates among the articles that have one."""
    known = told.drop_nulls(["domain", "template"])
    share = (pl.col("number") / pl.col("number").sum().over("domain")).cast(pl.Float64)
    return (
        known.group_by("domain", "template")
        .agg(number=pl.len())
        .select("domain", metric=pl.format("source:template={}", "template"), value=share)
        .filter(pl.col("value") >= FREQUENT)
    )

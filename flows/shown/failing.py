"""Failed checks by domain: the lines of a night that are compared with the night before.

Errors are read from the rows of ``quarantine``, warnings from the rows that carry their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from flows.shown.examples import PLACE
from flows.shown.summary import DomainFailure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.store.staged import Staged
    from schemas.reasons import Tally

MOST_PAIRS: Final = 400
"""Of a check and a domain, kept in a summary; the rest is counted."""
_WARNED: Final = {"articles": "document_id", "images": "image_id"}
"""Tables whose rows carry the names of warnings, and what a row is called by."""


def failures_by_domain(tallies: Sequence[Tally], staged: Staged) -> tuple[DomainFailure, ...]:
    """All failed checks, one a domain, errors first and then by rows."""
    if not tallies:
        return ()
    parts = [_rejected(staged), *(_warned(table, tallies, staged) for table in _WARNED)]
    documents = staged.scan(
        "documents", "document_id", "domain", "source_uri", "source_record"
    ).select("document_id", "domain", source_uri=PLACE)
    found = (
        pl.concat(parts)
        .unique(["table", "check", "row_id"])
        .join(documents, on="document_id", how="left")
        .group_by("table", "check", "severity", "domain")
        .agg(rows=pl.len(), source_uri=pl.col("source_uri").min())
        .join(_judged(staged), on=["table", "domain"], how="left", nulls_equal=True)
        .sort(
            pl.col("severity") != "error", -pl.col("rows").cast(pl.Int64), "table", "check",
            "domain", nulls_last=True,
        )
        .select("table", "check", "severity", "domain", "rows", pl.col("of").fill_null(0),
                "source_uri")
        .collect(engine="streaming")
    )  # fmt: skip
    return tuple(DomainFailure(**row) for row in found.iter_rows(named=True))


def _rejected(staged: Staged) -> pl.LazyFrame:
    """One line a rejected row and a check that it failed."""
    return (
        staged.scan("quarantine", "table", "row_id", "document_id", "failures")
        .explode("failures", empty_as_null=False, keep_nulls=False)
        .select(
            "table",
            pl.col("failures").struct.field("check"),
            pl.col("failures").struct.field("severity").cast(pl.String),
            "row_id",
            "document_id",
        )
    )


def _warned(table: str, tallies: Sequence[Tally], staged: Staged) -> pl.LazyFrame:
    """One line a row that was kept and a warning that it carries."""
    names = [each.check for each in tallies if (each.table, each.severity) == (table, "warning")]
    columns = dict.fromkeys((_WARNED[table], "document_id", "warnings"))
    return (
        staged.scan(table, *columns)
        .explode("warnings", empty_as_null=False, keep_nulls=False)
        .filter(pl.col("warnings").is_in(names))
        .select(
            table=pl.lit(table),
            check="warnings",
            severity=pl.lit("warning"),
            row_id=_WARNED[table],
            document_id="document_id",
        )
    )


def _judged(staged: Staged) -> pl.LazyFrame:
    """Rows of each table and domain that were judged, whatever came of them."""
    domains = staged.scan("documents", "document_id", "domain").select("document_id", "domain")
    kept = [
        staged.scan(table, "document_id").select(table=pl.lit(table), document_id="document_id")
        for table in ("articles", "images")
    ]
    gone = staged.scan("quarantine", "table", "document_id").select("table", "document_id")
    every = domains.select(table=pl.lit("documents"), document_id="document_id")
    inner = gone.filter(pl.col("table") != "documents")
    return (
        pl.concat([every, *kept, inner])
        .join(domains, on="document_id", how="left")
        .group_by("table", "domain")
        .agg(of=pl.len())
    )

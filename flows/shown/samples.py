"""Rejected rows to look at: one of each kind, with the place of the page that shows why."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from flows.shown.examples import PLACE
from flows.shown.summary import Reason, Sample
from schemas.judge import WITH_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flows.store.staged import Staged

MOST_SAMPLES: Final = 24
SNIPPET: Final = 320
"""Characters of the page that are shown."""
_KEY: Final = 24
"""Characters of a value by which its place is found."""
_REASONS: Final = 6
_VALUE: Final = 120


def samples_of(staged: Staged) -> tuple[Sample, ...]:
    """Some rejected rows: one of each set of reasons and domain, before a second one of any."""
    rows = _chosen(staged)
    wanted = sorted({row["document_id"] for row in rows})
    pages = dict(
        staged.scan("raw", "document_id", "raw")
        .filter(pl.col("document_id").is_in(wanted))
        .select("document_id", "raw")
        .collect(engine="streaming")
        .iter_rows()
    )
    return tuple(_sample(row, pages.get(row["document_id"])) for row in rows)


def _chosen(staged: Staged) -> list[dict[str, Any]]:
    checks = pl.col("failures").list.eval(pl.element().struct.field("check")).list.join(" ")
    documents = staged.scan(
        "documents", "document_id", "domain", "source_uri", "source_record", "encoding"
    ).with_columns(source_uri=PLACE)
    heads = (
        staged.scan("quarantine", "quarantine_id", "table", "document_id", "failures")
        .select("quarantine_id", "table", "document_id", checks=checks)
        .filter(pl.col("checks") != WITH_DOCUMENT)  # what only leaves with its document
        .join(documents.drop("shard"), on="document_id", how="left")
        .with_columns(
            of_domain=pl.int_range(pl.len()).over("table", "checks", "domain"),
            of_checks=pl.int_range(pl.len()).over("table", "checks"),
        )
        .filter(pl.col("of_domain") == 0)
        .sort("of_checks", "table", "checks", "domain", "document_id", nulls_last=True)
        .head(MOST_SAMPLES)
        .collect()
    )
    failures = (
        staged.scan("quarantine", "quarantine_id", "failures", "row")
        .filter(pl.col("quarantine_id").is_in(heads["quarantine_id"].to_list()))
        .select("quarantine_id", "failures", "row")
        .collect(engine="streaming")
    )
    joined = heads.join(failures, on="quarantine_id", maintain_order="left")
    return list(joined.iter_rows(named=True))


def _sample(row: dict[str, Any], raw: bytes | None) -> Sample:
    failures = sorted(row["failures"], key=lambda each: each["severity"] != "error")[:_REASONS]
    page = decoded(raw, row["encoding"]) if raw else ""
    return Sample(
        table=row["table"],
        document_id=row["document_id"],
        source_uri=row["source_uri"],
        domain=row["domain"],
        reasons=tuple(
            Reason(
                each["check"],
                each["message"] or "",
                (each["value"] or "")[:_VALUE] or None,
                each["severity"],
            )
            for each in failures
        ),
        snippet=snippet(page, stated(failures, json.loads(row["row"]) if row["row"] else None)),
    )


def stated(failures: Iterable[Mapping[str, Any]], row: Mapping[str, Any] | None) -> list[str]:
    """What to look for on a page: what stood there for each failed column, then its values.

    A value is canonical, and stands nowhere so; the raw one is in the provenance of the row.

    >>> said = [{"field": "headline", "raw": "Fog"}, {"field": "date_published", "raw": "Nov 30"}]
    >>> stated([{"column": "date_published", "value": "2027-11-30"}], {"provenance": said})
    ['Nov 30', '2027-11-30']
    """
    failed = list(failures)
    columns = {each["column"] for each in failed}
    told = (row or {}).get("provenance") or ()
    raws = [each["raw"] for each in told if each["field"] in columns and each["raw"]]
    return [*raws, *(each["value"] for each in failed if each["value"])]


def decoded(raw: bytes, encoding: str | None) -> str:
    """Bytes as text, good enough to be looked at.

    >>> decoded("Höhe".encode("latin-1"), "windows-1252"), decoded(b"abc", "no-such")
    ('Höhe', 'abc')
    """
    try:
        name = codecs.lookup(encoding or "utf-8").name
    except LookupError:
        name = "utf-8"
    try:
        return raw.decode(name, "replace")
    except (LookupError, UnicodeError):  # a codec that is none of text
        return raw.decode("latin-1")


def snippet(page: str, values: list[str]) -> str:
    """The part of a page around the first value that stands in it, else around its beginning.

    What is left out before and after it is shown by an ellipsis.

    >>> snippet("<body>" + "x" * 500 + "a value that failed", ["a value that failed"])[-19:]
    'a value that failed'
    >>> snippet("<html><head></head><body><p>Hello", ["nowhere to be found"])
    '…<body><p>Hello'
    """
    places = (page.find(value[:_KEY]) for value in values if len(value.strip()) > 3)  # noqa: PLR2004  (a shorter one is anywhere)
    at = next((place for place in places if place >= 0), None)
    start = max(0, page.find("<body")) if at is None else max(0, at - SNIPPET // 3)
    if at is not None:  # whole tags read better
        start = max(start, page.find("<", start, at))
    after = "…" if len(page) > start + SNIPPET else ""
    return ("…" if start else "") + page[start : start + SNIPPET] + after

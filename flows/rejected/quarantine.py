"""What is in quarantine, and what was decided about it: reading and grouping, no printing.

A row's status is a view over ``decisions``: the newest verdict about it, or ``open``. Rows that
were released are in the tables again and no longer here; their decisions stay.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from cleaners.errors import FragmendError
from flows.dataset import Dataset, night_of, scan_manifest
from flows.rejected.picked import Pick, require_there
from flows.shown.examples import PLACE
from schemas.judge import WITH_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.store.manifest import Manifest

OPEN: Final = "open"
STANDING: Final = ("discarded", "still failing")
"""Verdicts about a row that is in quarantine; one that came back after its release is open."""
_HOST: Final = r"^(?i:https?)://(?:[^/?#@]*@)?(?:www\.)?([^/:?#@]+)"


class UnknownQuarantineError(FragmendError):
    """A row was named that no kept version has in quarantine, or several were."""

    def __init__(self, path: str, name: str, found: int) -> None:
        super().__init__(path, name, found)
        self.path = path
        self.name = name
        self.found = found

    def __str__(self) -> str:
        if self.found:
            return (
                f"{self.found} rows in the quarantine of {self.path} have an id that begins with "
                f"{self.name!r}. Name more of it."
            )
        return (
            f"no version of {self.path} has a row {self.name!r} in quarantine. "
            f"`fragmend quarantine list {self.path}` names those that there are."
        )


class Row(NamedTuple):
    """One row of the quarantine, in short."""

    quarantine_id: str
    night: str
    status: str
    table: str
    row_id: str
    document_id: str
    domain: str | None
    source_uri: str | None
    checks: list[str]
    column: str | None
    value: str | None
    """Of the first reason; scraped, so escape it."""
    message: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that one check rejected on pages of one template, the smallest as the example."""

    check: str
    domain: str | None
    template: str | None
    """Elements down to the headline; None where the document has none, or was not read."""
    table: str
    rows: int
    documents: int
    example: str
    """``quarantine_id`` of the row with the smallest page."""
    source_uri: str | None
    raw_bytes: int | None
    value: str | None
    message: str | None
    noted: bool = True
    """Whether templates were told in those nights at all."""


class Decided(NamedTuple):
    """One decision about a row."""

    verdict: str
    at: str
    run_id: str
    code_version: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """All that is known of one row that is, or was, in quarantine."""

    row: Row
    stage: str
    failures: tuple[dict[str, Any], ...]
    values: dict[str, Any] | None
    """The row itself; None where it never became one."""
    error: str | None
    code_version: str | None
    decisions: tuple[Decided, ...]
    version: int
    """The newest version that has the row in quarantine."""
    current: bool
    """Whether that is the version that readers see."""


# Frames


def statuses(dataset: Dataset, manifest: Manifest | None) -> pl.LazyFrame:
    """The newest verdict about each row that has one: ``quarantine_id``, ``status``, ``by``."""
    decisions = scan_manifest(dataset, manifest, "decisions").with_row_index("order")
    return (
        decisions.sort("at", "order")
        .group_by("quarantine_id", maintain_order=True)
        .agg(status=pl.col("verdict").last(), by=pl.col("code_version").last())
    )


def pending(dataset: Dataset, manifest: Manifest | None) -> pl.LazyFrame:
    """Rows of the quarantine, each with ``status``, ``checks``, ``domain``, ``source_uri``."""
    documents = scan_manifest(dataset, manifest, "documents").select(
        "night", "document_id", "domain", "raw_bytes", "template", source_uri=PLACE
    )
    hosts = scan_manifest(dataset, manifest, "raw").select(
        "night",
        "document_id",
        host=pl.col("url").str.extract(_HOST).str.to_lowercase(),
        kept=pl.lit(value=True),
    )
    keys = ["night", "document_id"]
    checks = pl.col("failures").list.eval(pl.element().struct.field("check"))
    return (
        scan_manifest(dataset, manifest, "quarantine")
        .join(documents, on=keys, how="left", maintain_order="left")
        .join(hosts, on=keys, how="left", maintain_order="left")
        .join(statuses(dataset, manifest), on="quarantine_id", how="left", maintain_order="left")
        .with_columns(
            status=pl.when(pl.col("status").is_in(STANDING)).then("status").otherwise(pl.lit(OPEN)),
            domain=pl.coalesce("domain", "host"),
            kept=pl.col("kept").fill_null(value=False),
            checks=checks,
            raised=pl.col("error").is_not_null(),
        )
        .drop("host")
    )


def _short(rows: pl.DataFrame) -> list[Row]:
    first = pl.col("failures").list.first()
    told = rows.with_columns(
        column=first.struct.field("column"),
        value=first.struct.field("value"),
        message=pl.coalesce(
            first.struct.field("message"), pl.col("error").str.split("\n").list.last()
        ),
    )
    return [Row(**row) for row in told.select(Row._fields).iter_rows(named=True)]


# What is asked


def listed(folder: str | Path, pick: Pick, limit: int | None = None) -> tuple[list[Row], int]:
    """Rows of the quarantine, newest nights first, and how many there are without the limit."""
    dataset = Dataset.open(folder)
    require_there(dataset, pick)
    rows = pick.of(pending(dataset, dataset.current()))
    counted = rows.select(pl.len()).collect().item()
    chosen = rows.sort("night", descending=True, maintain_order=True)
    if limit is not None:
        chosen = chosen.head(limit)
    return _short(chosen.drop("row").collect()), counted


def stats(folder: str | Path, pick: Pick | None = None) -> tuple[Group, ...]:
    """The quarantine by check, domain, template and table, most rows first, the smallest of each.

    What only left with its document is not counted: its document's own reasons are.
    """
    dataset = Dataset.open(folder)
    require_there(dataset, pick or Pick())
    current = dataset.current()
    rows = (pick or Pick()).of(pending(dataset, current)).drop("row", "error")
    untold = pl.col("night").is_in(_before_templates(dataset, current))
    reasons = (
        rows.explode("failures")
        .with_columns(pl.col("failures").struct.unnest())
        .filter(
            pl.col("check").is_not_null()
            & (pl.col("check") != WITH_DOCUMENT)
            & (pl.col("severity") != "warning")
        )
        .sort("raw_bytes", nulls_last=True, maintain_order=True)
        .with_columns(noted=~untold)
    )
    keys = ("check", "domain", "template", "table", "noted")
    groups = reasons.group_by(keys, maintain_order=True).agg(
        rows=pl.len(),
        documents=pl.col("document_id").n_unique(),
        example=pl.col("quarantine_id").first(),
        source_uri=pl.col("source_uri").first(),
        raw_bytes=pl.col("raw_bytes").first(),
        value=pl.col("value").first(),
        message=pl.col("message").first(),
    )
    ordered = groups.sort(
        "rows", *keys, descending=[True, *(False for _ in keys)], maintain_order=True
    ).collect()
    return tuple(Group(**row) for row in ordered.iter_rows(named=True))


def _before_templates(dataset: Dataset, manifest: Manifest | None) -> list[str]:
    """Nights with rejected rows that an older fragmend wrote, which told no templates."""
    if manifest is None:
        return []
    nights = {night_of(entry) for entry in manifest.files("quarantine")}
    entries = (entry for entry in manifest.files("documents") if night_of(entry) in nights)
    lacking = {
        night_of(entry)
        for entry in entries
        if "template" not in pl.read_parquet_schema(dataset.path / entry.path)
    }
    return sorted(lacking)


def detail(folder: str | Path, name: str) -> Detail:
    """All about one row, by its id or the beginning of it; also when it has been released.

    A row that is no longer in quarantine is looked up in the versions that are kept.
    """
    dataset = Dataset.open(folder)
    current = dataset.current()
    for version in reversed(dataset.versions()):
        manifest = dataset.manifest(version)
        found = pending(dataset, manifest).filter(pl.col("quarantine_id").str.starts_with(name))
        rows = found.collect()
        if rows["quarantine_id"].n_unique() > 1:
            raise UnknownQuarantineError(str(folder), name, len(rows))
        if len(rows):
            latest = bool(current and current.version == version)
            return _detail(dataset, rows.tail(1), version, current=latest)
    raise UnknownQuarantineError(str(folder), name, 0)


def _detail(dataset: Dataset, rows: pl.DataFrame, version: int, *, current: bool) -> Detail:
    row = rows.row(0, named=True)
    decided = decisions_about(dataset, [row["quarantine_id"]])
    short = _short(rows)[0]
    if not current and decided:
        short = short._replace(status=decided[-1].verdict)
    return Detail(
        row=short,
        stage=row["stage"],
        failures=tuple(row["failures"]),
        values=json.loads(row["row"]) if row["row"] else None,
        error=row["error"],
        code_version=row["code_version"],
        decisions=decided,
        version=version,
        current=current,
    )


def decisions_about(dataset: Dataset, names: Sequence[str]) -> tuple[Decided, ...]:
    """All decisions about some rows, oldest first."""
    rows = scan_manifest(dataset, dataset.current(), "decisions").filter(
        pl.col("quarantine_id").is_in(list(names))
    )
    columns = ("verdict", "at", "run_id", "code_version", "reason")
    ordered = rows.sort("at", maintain_order=True).select(columns).collect()
    return tuple(
        Decided(verdict, at.isoformat(timespec="seconds"), run, version, reason)
        for verdict, at, run, version, reason in ordered.iter_rows()
    )

"""The end of a night: what all shards staged becomes one new version, or is held back.

Copies are found across shards and earlier nights, domains and the whole run are judged, the
ledger is closed, and the final files are written in the order of the input, a part at a time.
Evidence comes first: the final files lie in the working folder before a gate can hold them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from flows.fates import fates, known_before
from flows.final import Closing, write_final
from flows.shown.escape import counting
from flows.store.manifest import CheckEntry, FileEntry, Inputs, Ledger, Manifest, Night
from flows.store.staged import Staged, staged_tables
from schemas.gates import GateResult, evaluate
from schemas.measure import ARTICLE_COLUMNS, WHOLE, measure
from schemas.reasons import UNREADABLE, Tally, merged

if TYPE_CHECKING:
    from pathlib import Path

    from flows.dataset import Dataset

FINAL: Final = "final"
"""Folder in a run's working folder with the night as it would be published."""

CARRIED: Final = ("decisions",)
"""Tables that only grow: a night that runs again keeps what it had."""

OUTCOMES: Final = ("published", "quarantined", "duplicate", "empty", "unreadable")


@dataclass(frozen=True, slots=True)
class Run:
    """Which run settles which night, and what it was made of."""

    run_id: str
    night: str
    """YYYY-MM-DD."""
    inputs: Inputs
    read: Mapping[str, int]
    """Documents that each shard has read, by the shard's 4 digits, as the shards counted them."""
    code_version: str
    rules_version: str
    created_at: str
    """UTC, ISO 8601."""
    row_checks: tuple[CheckEntry, ...] = ()
    """What the shards' row checks found, added up."""
    contract: str | None = None
    """File of the dataset that keeps the contract."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A night that can be committed, or why it may not be."""

    outcome: Literal["ready", "held"]
    manifest: Manifest | None
    """To be committed; None when the night is held back."""
    ledger: Ledger
    shards: tuple[Ledger, ...]
    checks: tuple[CheckEntry, ...]
    rows: Mapping[str, int]
    """Rows of the night by table."""
    withheld: tuple[str, ...]
    """Domains that are not published tonight."""
    evidence: Path
    """Folder of the final files while the night is held back."""


Gates = Callable[[pl.DataFrame], tuple[GateResult, ...]]
"""Judges the domains and the whole of a night by its rows of ``metrics``."""


def settle(dataset: Dataset, run: Run, *, gates: Gates = evaluate) -> Settled:
    """Make the next version of what the shards of ``run`` staged; the dataset's lock is held.

    A critical gate of a domain withholds what the domain would publish tonight; one of the
    whole night holds it back, all domains in it, so that its evidence is what a person would
    publish after all. Nothing is visible before ``Dataset.commit`` gets the manifest.
    """
    staged = Staged(dataset.working_folder(run.run_id))
    known = known_before(dataset, staged, run.night)
    documents = fates(staged, known)
    metrics = measure(documents, _for_measuring(staged), run.night)
    judged = tuple(map(gate_check, gates(metrics)))
    withheld = {} if _holds_the_night(judged) else withheld_domains(judged)
    if withheld:
        documents = fates(staged, known, withheld)
    shards = ledgers(documents, run.read)
    checks = (
        *run.row_checks,
        *_explained(judged, run.row_checks),
        *closing_checks(staged, documents, shards),
        *_explained(_empties_the_night(dataset, run.night, total(shards)), run.row_checks),
    )
    held = _holds_the_night(checks)
    accepted = pl.lit(not held) & ~pl.col("domain").is_in(list(withheld))
    metrics = metrics.with_columns(accepted=accepted)
    closing = Closing(staged, documents, metrics, withheld, run.code_version)
    files = write_final(closing, staged.folder / FINAL)
    settled = Settled(
        outcome="held" if held else "ready",
        manifest=None,
        ledger=total(shards),
        shards=shards,
        checks=checks,
        rows={table: _rows(paths) for table, paths in files.items()},
        withheld=tuple(withheld),
        evidence=staged.folder / FINAL,
    )
    if held:
        return settled
    return replace(settled, manifest=_manifest(dataset, run, settled, files))


def _holds_the_night(checks: Iterable[CheckEntry]) -> bool:
    return any(check.outcome == "critical" and check.scope == "run" for check in checks)


def _for_measuring(staged: Staged) -> pl.DataFrame:
    """Articles as far as they are measured: that there is a body, and where values stood."""
    articles = staged.scan("articles", *ARTICLE_COLUMNS)
    body = pl.when(pl.col("article_body").is_not_null()).then(pl.lit("…"))
    place = pl.element().struct.with_fields(raw=pl.lit(None, pl.String))
    places = pl.col("provenance").list.eval(place)
    return articles.with_columns(article_body=body, provenance=places).collect(engine="streaming")


def withheld_domains(checks: Iterable[CheckEntry]) -> dict[str, tuple[str, str]]:
    """Domains with a critical check: the first of them, and its sentence.

    >>> withheld_domains([CheckEntry("share_quarantined", "critical", "domain:a.org")])
    {'a.org': ('share_quarantined', '')}
    >>> withheld_domains([CheckEntry("share_quarantined", "error", "domain:a.org")])
    {}
    """
    found: dict[str, tuple[str, str]] = {}
    for check in checks:
        kind, _, domain = check.scope.partition(":")
        if check.outcome == "critical" and kind == "domain":
            found.setdefault(domain, (check.check, check.sentence))
    return dict(sorted(found.items()))


def _manifest(
    dataset: Dataset, run: Run, settled: Settled, files: Mapping[str, tuple[Path, ...]]
) -> Manifest:
    """Move the final files into the store, and name them."""
    current = dataset.current()
    version = current.version + 1 if current else 1
    night = Night(
        run_id=run.run_id,
        code_version=run.code_version,
        rules_version=run.rules_version,
        inputs=run.inputs,
        ledger=settled.ledger,
        tables=_stage(dataset, run.night, files),
        published_in=version,
        shards=settled.shards,
        checks=settled.checks,
        contract=run.contract,
    )
    alone = Manifest(
        version=version,
        parent=None,
        created_at=run.created_at,
        run_id=run.run_id,
        code_version=run.code_version,
        rules_version=run.rules_version,
        nights={run.night: night},
    )
    return alone.after(current)


def _stage(
    dataset: Dataset, night: str, files: Mapping[str, tuple[Path, ...]]
) -> dict[str, tuple[FileEntry, ...]]:
    """Move the final files into the store; what only grows is kept from the night before."""
    current = dataset.current()
    before = current.nights.get(night) if current else None
    carried = {table: before.tables.get(table, ()) for table in CARRIED} if before else {}
    staged = {
        table: tuple(dataset.stage(table, night, path) for path in paths)
        for table, paths in files.items()
    }
    return {table: entries for table, entries in {**carried, **staged}.items() if entries}


def _rows(paths: tuple[Path, ...]) -> int:
    return sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in paths)


# The ledger


def ledgers(documents: pl.DataFrame, read: Mapping[str, int]) -> tuple[Ledger, ...]:
    """Close the ledger of each shard: what it read beside what became of it.

    >>> rows = pl.DataFrame({"shard": ["0000", "0000"], "outcome": ["published", "empty"]})
    >>> [ledger.balances for ledger in ledgers(rows, {"0000": 2, "0001": 1})]
    [True, False]
    """
    counts = documents.group_by("shard", "outcome").len()
    found = {(shard, outcome): number for shard, outcome, number in counts.iter_rows()}
    return tuple(
        Ledger(
            read=read.get(shard, 0),
            shard=shard,
            **{outcome: found.get((shard, outcome), 0) for outcome in OUTCOMES},
        )
        for shard in sorted({*read, *documents["shard"].unique()})
    )


def total(parts: tuple[Ledger, ...]) -> Ledger:
    """Add up the ledgers of all shards.

    >>> total((Ledger(2, published=2), Ledger(1, empty=1)))
    Ledger(read=3, published=2, quarantined=0, duplicate=0, empty=1, unreadable=0, shard=None)
    """
    sums = {outcome: sum(getattr(part, outcome) for part in parts) for outcome in OUTCOMES}
    return Ledger(read=sum(part.read for part in parts), **sums)


# Checks


def row_checks(tallies: Iterable[Tally]) -> tuple[CheckEntry, ...]:
    """What the row checks of all shards found, for the manifest.

    >>> row_checks([Tally("images", "gt", "width", "error", 2, "A width is above 0.")])
    (CheckEntry(check='gt', outcome='error', scope='table:images', ..., rows=2, sentence='A ...'),)
    """
    return tuple(
        CheckEntry(
            tally.check,
            tally.severity,
            f"table:{tally.table}",
            rows=tally.rows,
            sentence=tally.sentence,
        )
        for tally in merged(tuple(tallies))
    )


def gate_check(gate: GateResult) -> CheckEntry:
    """What a gate found, for the manifest.

    >>> gate_check(GateResult("freshness", "", "passed", 2.0, 30.0, "…")).scope
    'run'
    """
    return CheckEntry(
        gate.check,
        gate.severity,
        f"domain:{gate.domain}" if gate.domain != WHOLE else "run",
        value=gate.value,
        threshold=gate.threshold,
        sentence=gate.sentence,
    )


def closing_checks(
    staged: Staged, documents: pl.DataFrame, shards: tuple[Ledger, ...]
) -> tuple[CheckEntry, ...]:
    """What must hold of a night whatever it was made of; each would be a fault of ours."""
    lost = sum(abs(shard.read - shard.settled) for shard in shards)
    repeated = len(documents) - documents["document_id"].n_unique()
    return (
        _must_be_none(
            "ledger_balances", lost, "document", "read without an outcome, or with two of them"
        ),
        _must_be_none("document_ids_unique", repeated, "document", "with the id of another"),
        _must_be_none(
            "rows_have_documents", _orphans(staged, documents), "row", "of no document of the night"
        ),
    )


def _empties_the_night(dataset: Dataset, night: str, ledger: Ledger) -> Iterator[CheckEntry]:
    """A night that has articles is not replaced by one with nothing: an option was forgotten."""
    current = dataset.current()
    before = current.nights.get(night) if current else None
    articles = sum(file.rows for file in before.tables.get("articles", ())) if before else 0
    if articles and not ledger.published + ledger.duplicate:
        sentence = (
            f"nothing is left to publish, while the night has {counting(articles, 'article')} "
            "already, which readers keep"
        )
        yield CheckEntry("night_emptied", "critical", "run", 0.0, 1.0, sentence=sentence)


def _explained(checks: Iterable[CheckEntry], rows: Iterable[CheckEntry]) -> Iterator[CheckEntry]:
    """Add to a night without anything why most of its documents could not be read."""
    unread = [check for check in rows if check.check == UNREADABLE]
    why = max(unread, key=lambda check: check.rows or 0).sentence if unread else ""
    for check in checks:
        if why and check.check in {"nothing_readable", "night_emptied"}:
            yield replace(check, sentence=f"{check.sentence}: {why}")
        else:
            yield check


def _must_be_none(check: str, rows: int, noun: str, which: str) -> CheckEntry:
    sentence = f"{counting(rows, noun)} {which}; nothing is published" if rows else ""
    return CheckEntry(
        check,
        "critical" if rows else "passed",
        "run",
        value=float(rows),
        threshold=0.0,
        rows=rows,
        sentence=sentence,
    )


def _orphans(staged: Staged, documents: pl.DataFrame) -> int:
    known = documents.select("document_id")
    tables = (table for table in staged_tables() if table != "documents")
    return sum(
        len(staged.columns(table, "document_id").join(known, on="document_id", how="anti"))
        for table in tables
    )

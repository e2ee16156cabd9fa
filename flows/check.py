"""What if: how many rows a changed contract would move, without moving any.

What is published and what is in quarantine is judged again, night by night, as a run under the
contract would judge it, gates included; then both are compared. What would come back and is a
copy of what is published does not count; a document that is a copy stays one, also when its
original leaves. Records of a kind that was never read cannot be judged.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.contracts import kept, load, opened
from flows.copies import Copies, hashed
from flows.dataset import Dataset, scan_files
from flows.errors import NothingPublishedError
from flows.night import judge_night
from flows.settle import gate_check, withheld_domains
from flows.workers.stage import JUDGED
from schemas.frames import empty, polars_schema
from schemas.judge import WITH_DOCUMENT, judge
from schemas.measure import measure
from schemas.migrate import decoded, require_way
from schemas.reasons import row_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from flows.store.manifest import Night
    from flows.workers.work import ContractFile
    from schemas.judge import Verdict


@dataclass(frozen=True, slots=True)
class Move:
    """Rows of one table under the contract of today, and under the other one."""

    table: str
    published: int
    quarantined: int
    would_be_published: int
    would_be_quarantined: int
    leave: int
    """Published rows that would go to quarantine."""
    come: int
    """Rows in quarantine that would be published."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A check for which published rows would leave."""

    table: str
    check: str
    rows: int
    sentence: str | None
    example: str
    """``row_id`` of one of them."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a contract would change in the nights of a dataset."""

    contract: str
    nights: tuple[str, ...]
    moves: tuple[Move, ...]
    causes: tuple[Cause, ...]
    """Most rows first."""
    held: Mapping[str, str]
    """Nights that would be held back as a whole, each with the reason; they are counted too."""
    unread: tuple[str, ...]
    """Kinds of records that the contract asks for and that no night has; only a run reads them."""
    strangers: tuple[str, ...] = ()
    """Domains that the contract names and that no document of these nights has."""

    @property
    def moves_nothing(self) -> bool:
        """Whether every row would stay where it is."""
        return not self.held and not any(move.leave or move.come for move in self.moves)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the rows of one table are in one night."""

    published: pl.Series
    """Their ids."""
    quarantined: int


@dataclass(frozen=True, slots=True)
class _Night:
    """One night, before and after."""

    before: Mapping[str, _Place]
    after: Mapping[str, _Place]
    causes: pl.DataFrame
    held: str


def what_if(folder: str | Path, contract: str | Path, night: str | None = None) -> WhatIf:
    """Tell what ``contract`` would move in the current version of a dataset, or in one night."""
    file = load(contract)
    dataset = Dataset.open(folder)
    current = dataset.current()
    entries = {n: e for n, e in (current.nights if current else {}).items() if night in {None, n}}
    if not entries:
        raise NothingPublishedError(str(folder), night)
    copies = Copies(dataset)
    nights = {name: _judged(dataset, name, entries[name], file, copies) for name in sorted(entries)}
    wanted = opened(file).contract
    known = {table for entry in entries.values() for table in _tables_of(dataset, entry)}
    return WhatIf(
        contract=str(contract),
        nights=tuple(nights),
        moves=_moves(tuple(nights.values())),
        causes=_causes(each.causes for each in nights.values()),
        held={name: each.held for name, each in nights.items() if each.held},
        unread=tuple(table for table in wanted.kinds if table not in known),
        strangers=_strangers(dataset, entries.values(), wanted.domains),
    )


def _strangers(
    dataset: Dataset, nights: Iterable[Night], named: tuple[str, ...]
) -> tuple[str, ...]:
    files = tuple(file for night in nights for file in night.tables.get("documents", ()))
    seen = scan_files(dataset, files, "documents").select("domain").unique().collect()["domain"]
    return tuple(domain for domain in named if domain not in seen)


def _tables_of(dataset: Dataset, night: Night) -> tuple[str, ...]:
    """Tables that the run of a night read, whether rows came of it or not."""
    return (*JUDGED, *opened(kept(dataset.path, night.contract)).contract.kinds)


def _judged(
    dataset: Dataset, name: str, night: Night, file: ContractFile | None, copies: Copies
) -> _Night:
    tables = _tables_of(dataset, night)
    contract = opened(file).contract  # after the night's own, which may bring the same tables
    stored = _Stored(dataset, name, night)
    verdict = judge(
        {t: stored.rows(t) if t in tables else empty(t) for t in (*JUDGED, *contract.kinds)},
        contract=contract,
        night_ends=stored.ends,
    )
    documents = pl.concat([verdict.clean["documents"], stored.beyond])
    back = stored.back(documents, verdict.clean["articles"])
    told = _with_copies(documents, copies.among(back, documents, name, final=False))
    metrics = measure(told, verdict.clean["articles"], name)
    checks = tuple(map(gate_check, judge_night(dataset, metrics, contract=contract)))
    held = next((c.sentence for c in checks if c.scope == "run" and c.outcome == "critical"), "")
    withheld = {} if held else withheld_domains(checks)
    stood = pl.col("outcome") == "published"
    gone = pl.col("domain").is_in(list(withheld)).fill_null(value=False) & stood
    by_gate = _gate_causes(documents.filter(gone), withheld)
    documents = documents.with_columns(
        outcome=pl.when(gone).then(pl.lit("quarantined")).otherwise("outcome")
    )
    standing = documents.filter(stood)["document_id"].implode()
    back = back.filter(pl.col("document_id").is_in(standing))
    documents = _with_copies(documents, copies.among(back, documents, name, final=True))
    before = {table: stored.place(table) for table in tables}
    after = {table: _after(table, verdict, documents) for table in verdict.clean}
    left = {table: before[table].published for table in before}
    causes = pl.concat([_row_causes(verdict.rejected, left), by_gate])
    return _Night(before, after, causes, held)


def _with_copies(documents: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    copied = pl.col("document_id").is_in(names.implode())
    outcome = pl.when(copied).then(pl.lit("duplicate")).otherwise("outcome")
    return documents.with_columns(outcome=outcome)


def _place_of_documents(documents: pl.DataFrame) -> _Place:
    standing = documents.filter(pl.col("outcome") == "published")
    rejected = documents.filter(pl.col("outcome") == "quarantined")
    return _Place(standing["document_id"], len(rejected))


def _after(table: str, verdict: Verdict, documents: pl.DataFrame) -> _Place:
    """Where the rows would be; what stands in a withheld document leaves with it."""
    if table == "documents":
        return _place_of_documents(documents)
    rows, known = verdict.clean[table], documents.select("document_id", "outcome")
    outcomes = rows.select("document_id").join(
        known, on="document_id", how="left", maintain_order="left"
    )["outcome"]
    copied = documents.filter(pl.col("outcome") == "duplicate")["document_id"].implode()
    stays = ~pl.col("document_id").is_in(copied)  # of a copy nothing is kept but its outcome
    rejected = verdict.rejected.filter(pl.col("table") == table, stays)
    standing = row_id(table, rows).filter(outcomes == "published")
    return _Place(standing, len(rejected) + int((outcomes == "quarantined").sum()))


class _Stored:
    """The rows of a night as they lie in the dataset, published and in quarantine."""

    def __init__(self, dataset: Dataset, name: str, night: Night) -> None:
        self._dataset = dataset
        self._name = name
        self._night = night
        self.ends = dt.datetime.combine(
            dt.date.fromisoformat(name) + dt.timedelta(days=1), dt.time(), dt.UTC
        )
        self._quarantine = self._read("quarantine")
        judged = (pl.col("stage") == "validate") & pl.col("error").is_null()
        self._judged = self._quarantine.filter(judged, pl.col("row").is_not_null())
        failed = self._quarantine.filter(~judged)["document_id"].implode()
        documents = self._read("documents")
        self.documents = documents
        self.beyond = documents.filter(pl.col("document_id").is_in(failed))
        """Documents that never came to be judged: no contract moves them."""

    def _read(self, table: str) -> pl.DataFrame:
        files = tuple(self._night.tables.get(table, ()))
        return scan_files(self._dataset, files, table).drop("night").collect()

    def place(self, table: str) -> _Place:
        """Where the rows of a table are today."""
        if table == "documents":
            return _place_of_documents(self.documents)
        rejected = self._quarantine.filter(pl.col("table") == table)
        return _Place(row_id(table, self._read(table)), len(rejected))

    def back(self, documents: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
        """Documents in quarantine that would be published, with the hash of their words."""
        was = self.documents.filter(pl.col("outcome") == "quarantined")["document_id"]
        now = documents.filter(pl.col("outcome") == "published")["document_id"].implode()
        return hashed(self._dataset, self._night, was.filter(was.is_in(now)), articles)

    def rows(self, table: str) -> pl.DataFrame:
        """All rows of a table, those in quarantine among them, as they came to be judged."""
        own = self._judged.filter(pl.col("table") == table)
        rejected = _decoded(own, table, f"the quarantine of night {self._name}")
        if table != "documents":
            return pl.concat([self._read(table), rejected])
        names = pl.concat([rejected["document_id"], self.beyond["document_id"]]).implode()
        kept = self.documents.filter(~pl.col("document_id").is_in(names))
        was = pl.when(pl.col("outcome") == "quarantined").then(pl.lit("published"))
        return pl.concat([kept, rejected]).with_columns(outcome=was.otherwise("outcome"))


def _decoded(rejected: pl.DataFrame, table: str, where: str) -> pl.DataFrame:
    """Rows of a table that are in quarantine; OtherVersionError where they are not of today."""
    for version in rejected["row_version"].fill_null(1).unique():
        require_way(table, version, where)
    return decoded(rejected["row"], polars_schema(table))


# Telling

_CAUSE: Final = {"table": pl.String, "check": pl.String, "sentence": pl.String, "row": pl.String}


def _row_causes(rejected: pl.DataFrame, left: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Failed checks of rows that are published today, a row each."""
    were = pl.DataFrame(
        {
            "table": [table for table, names in left.items() for _ in range(len(names))],
            "row": pl.concat([pl.Series(dtype=pl.String), *left.values()]),
        },
        schema_overrides={"table": pl.String},
    )
    leaving = rejected.select("table", "failures", row="row_id").join(were, on=["table", "row"])
    failed = leaving.explode("failures").with_columns(pl.col("failures").struct.unnest())
    binding = failed.filter(pl.col("severity") == "error", pl.col("check") != WITH_DOCUMENT)
    return binding.select("table", "check", sentence="message", row="row").cast(_CAUSE)  # type: ignore[arg-type]


def _gate_causes(documents: pl.DataFrame, withheld: Mapping[str, tuple[str, str]]) -> pl.DataFrame:
    """The gates of domains that would be withheld, a row a document."""
    rows = [
        {
            "table": "documents",
            "check": withheld[domain][0],
            "sentence": withheld[domain][1],
            "row": name,
        }
        for name, domain in documents.select("document_id", "domain").iter_rows()
    ]
    return pl.DataFrame(rows, schema=_CAUSE)


def _causes(parts: Iterable[pl.DataFrame]) -> tuple[Cause, ...]:
    groups = pl.concat(parts).group_by("table", "check", maintain_order=True)
    told = groups.agg(
        rows=pl.len(), sentence=pl.col("sentence").first(), example=pl.col("row").first()
    ).sort("rows", "table", "check", descending=[True, False, False])
    return tuple(Cause(**row) for row in told.iter_rows(named=True))


def _moves(nights: Sequence[_Night]) -> tuple[Move, ...]:
    tables = dict.fromkeys(t for night in nights for t in (*night.before, *night.after))
    return tuple(_move(table, nights) for table in tables)


_NOWHERE: Final = _Place(pl.Series(dtype=pl.String), 0)


def _move(table: str, nights: Sequence[_Night]) -> Move:
    both = [(n.before.get(table, _NOWHERE), n.after.get(table, _NOWHERE)) for n in nights]
    return Move(
        table=table,
        published=sum(len(before.published) for before, _ in both),
        quarantined=sum(before.quarantined for before, _ in both),
        would_be_published=sum(len(after.published) for _, after in both),
        would_be_quarantined=sum(after.quarantined for _, after in both),
        leave=sum(_without(before.published, after.published) for before, after in both),
        come=sum(_without(after.published, before.published) for before, after in both),
    )


def _without(some: pl.Series, others: pl.Series) -> int:
    """How many names the others do not have."""
    return int((~some.is_in(others.implode())).sum())

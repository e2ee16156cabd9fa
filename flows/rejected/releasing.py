"""What replay makes of one night: which documents are released, and the night's tables with them.

A document is taken over whole or not at all, so that its rows are of one code. One that was
quarantined is released when it no longer is; one that could not even be cleaned is taken over
when it can be, whatever it fails then. One that is published and lost some rows is renewed when
it regains one of them and loses none. Nothing that is published is taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from flows.contracts import opened
from flows.dataset import file_schema, scan_files
from flows.final import settled_rows
from flows.settle import gate_check, withheld_domains
from flows.shown.examples import PLACE
from schemas import duplicates, settle
from schemas.judge import WITH_DOCUMENT
from schemas.measure import ARTICLE_COLUMNS, DOCUMENT_COLUMNS, measure
from schemas.reasons import row_id
from schemas.tables import further

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.dataset import Dataset
    from flows.settle import Gates
    from flows.store.manifest import CheckEntry, FileEntry, Night
    from flows.store.staged import Staged
    from flows.workers.work import ContractFile

JUDGED: Final = ("documents", "articles", "images", "repairs")
_WHOLE: Final = ("documents", "articles")
"""A discarded row of these discards its document."""


def judged_tables() -> tuple[str, ...]:
    """Tables whose rows are judged: ours, and those of further kinds of records.

    >>> judged_tables()[:2], "raw" in judged_tables()
    (('documents', 'articles'), False)
    """
    return (*JUDGED, *further())


class Failing(NamedTuple):
    """A row that today's code rejects."""

    table: str
    row_id: str
    document_id: str
    source_uri: str | None
    checks: list[str]

    @property
    def by_itself(self) -> bool:
        """Whether it failed a check of its own, and did not only leave with its document."""
        return self.checks != [WITH_DOCUMENT]


def once(rows: Iterable[Failing], told: Iterable[Failing] = ()) -> list[tuple[Failing, int]]:
    """Rows that failed by themselves, without those that were told of: alike ones as one, counted.

    >>> one, other = (Failing("images", name, "d", "a.html", ["gt"]) for name in ("i0", "i1"))
    >>> once([one, other]) == [(one, 2)], once([one, other], told=[one]) == [(other, 1)]
    (True, True)
    """
    before = {(row.table, row.row_id) for row in told}
    groups: dict[tuple[str, str, tuple[str, ...]], list[Failing]] = {}
    for row in rows:
        if row.by_itself and (row.table, row.row_id) not in before:
            groups.setdefault((row.table, row.document_id, tuple(row.checks)), []).append(row)
    return [(group[0], len(group)) for group in groups.values()]


@dataclass(frozen=True)
class Before:
    """A night as it is published."""

    dataset: Dataset
    name: str
    night: Night
    pending: pl.DataFrame
    """Its quarantine, with the ``status`` of each row, without the rows themselves."""
    contract: ContractFile | None = None
    """What it is judged by; None for the classes as they stand."""

    @property
    def in_full(self) -> Night:
        """The night with its shards and checks."""
        return self.dataset.in_full(self.name, self.night)

    def scan(self, table: str) -> pl.LazyFrame:
        """One of its tables, lazily."""
        return scan_files(self.dataset, self.files(table), table).drop("night")

    def files(self, table: str) -> tuple[FileEntry, ...]:
        """The files of one of its tables."""
        return tuple(self.night.tables.get(table, ()))

    @cached_property
    def documents(self) -> pl.DataFrame:
        """All its documents in the order of the input, as far as they are measured."""
        return self.scan("documents").select(*DOCUMENT_COLUMNS, "source_uri").collect()

    @cached_property
    def order(self) -> pl.DataFrame:
        """The place of each document."""
        return self.documents.select("document_id").with_row_index("at")

    @cached_property
    def discarded(self) -> pl.DataFrame:
        """Rows that a person discarded."""
        return self.pending.filter(pl.col("status") == "discarded")


def replayable(pending: pl.DataFrame) -> pl.Series:
    """Documents that something can be released of: their bytes are kept, nobody discarded them."""
    left = pending.filter(pl.col("status") == "discarded", pl.col("table").is_in(_WHOLE))
    return (
        pending.filter(pl.col("kept"), pl.col("status") != "discarded")
        .join(left, on="document_id", how="anti")["document_id"]
        .unique(maintain_order=True)
    )


@dataclass(frozen=True)
class After:
    """The same night by today's code, as far as its documents were replayed."""

    before: Before
    staged: Staged
    known: pl.DataFrame
    """Fingerprints that a released document could be a copy of."""
    gates: Gates

    @cached_property
    def fates(self) -> pl.DataFrame:
        """One row a replayed document: what it was, and what it is now."""
        columns = (*DOCUMENT_COLUMNS, "source_uri", "source_record")
        old = self.before.documents.select("document_id", was=pl.col("outcome"))
        near = self.before.scan("articles").select("document_id", was_near="near_duplicate_of")
        documents = (
            self.staged.columns("documents", *columns)
            .with_columns(source_uri=PLACE)
            .drop("source_record")
            .join(old, on="document_id", how="inner")  # what reads as another document is none
            .join(near.collect(), on="document_id", how="left")
            .join(self.before.order, on="document_id")
            .sort("at")
        )
        return self._without_copies(documents)

    def _without_copies(self, documents: pl.DataFrame) -> pl.DataFrame:
        """Find copies among what is published newly; what was published stays what it was."""
        released = documents.filter(outcome="published", was="quarantined").select("document_id")
        prints = released.join(
            self.staged.columns("fingerprints"), on="document_id", how="left", maintain_order="left"
        )
        found = duplicates.find(prints, self.known)
        copied = pl.col("duplicate_of").is_not_null()
        return documents.join(found, on="document_id", how="left", maintain_order="left").select(
            pl.exclude("outcome", "near_duplicate_of", "was_near"),
            outcome=pl.when(copied).then(pl.lit("duplicate")).otherwise("outcome"),
            near_duplicate_of=pl.coalesce("near_duplicate_of", "was_near"),
        )

    # What is released

    @cached_property
    def rejected(self) -> pl.DataFrame:
        """Rows that today's code rejects."""
        return self.staged.columns("quarantine")

    @cached_property
    def passing(self) -> pl.DataFrame:
        """``table``, ``row_id`` and ``document_id`` of all rows that pass today."""
        kept = self.fates.select("document_id", "outcome")
        frames = []
        for table in judged_tables():
            rows = self.staged.columns(table)
            ids = rows.select(
                pl.lit(table).alias("table"), row_id(table, rows).alias("row_id"), "document_id"
            )
            frames.append(ids.join(kept, on="document_id"))
        rows = pl.concat(frames)
        stays = (pl.col("outcome") == "published") | (pl.col("table") == "documents")
        out = pl.col("outcome") == "quarantined"
        return rows.filter(stays & ~out).drop("outcome")

    @cached_property
    def lost(self) -> pl.DataFrame:
        """Rows that are published and would not be today."""
        keys = ["table", "row_id", "document_id"]
        failing = self.rejected.select(*keys)
        return failing.join(self.before.pending, on=keys, how="anti").join(
            self.fates.filter(pl.col("was") != "quarantined"), on="document_id", how="semi"
        )

    @cached_property
    def candidates(self) -> pl.DataFrame:
        """Fates of the documents that would be released if no gate held them back."""
        open_rows = self.before.pending.filter(pl.col("status") != "discarded")
        still = open_rows.join(
            self.rejected, on=["table", "row_id", "document_id"], how="semi"
        ).select("quarantine_id")
        regained = open_rows.join(still, on="quarantine_id", how="anti")["document_id"]
        rejected, released = pl.col("was") == "quarantined", pl.col("outcome") != "quarantined"
        same = pl.col("outcome") == pl.col("was")
        lost = pl.col("document_id").is_in(self.lost["document_id"].implode())
        renewed = ~rejected & same & ~lost & pl.col("document_id").is_in(regained.implode())
        return self.fates.filter((rejected & released) | renewed | self._readable())

    def _readable(self) -> pl.Expr:
        """Whether a document that could not be cleaned at all now can be, and still fails.

        Until now no more was known of it than its place.
        """
        raised = self.before.pending.filter("raised")["document_id"]
        raises = self.rejected.filter(pl.col("error").is_not_null())["document_id"]
        name = pl.col("document_id")
        still = (pl.col("was") == "quarantined") & (pl.col("outcome") == "quarantined")
        return still & name.is_in(raised.implode()) & ~name.is_in(raises.implode())

    @cached_property
    def checks(self) -> tuple[CheckEntry, ...]:
        """The gates of the night as it would be with all candidates."""
        return tuple(map(gate_check, self.gates(self.measured(self.candidates))))

    @property
    def held(self) -> str | None:
        """Why nothing of the night may be released, if so."""
        breached = (c for c in self.checks if c.scope == "run" and c.outcome == "critical")
        return next((check.sentence for check in breached), None)

    @cached_property
    def accepted(self) -> pl.DataFrame:
        """Fates of the documents that are released."""
        if self.held:
            return self.candidates.clear()
        withheld = pl.col("domain").is_in(sorted(withheld_domains(self.checks)))
        published = pl.col("outcome").is_in(["published", "duplicate"])
        back = (pl.col("was") == "quarantined") & published & withheld.fill_null(value=False)
        return self._originals(self.candidates.filter(~back))

    def _originals(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Without copies of what is not released after all."""
        missing = self.candidates.join(rows, on="document_id", how="anti")["document_id"].implode()
        copies = pl.col("duplicate_of").is_in(missing).fill_null(value=False)
        near = pl.when(~pl.col("near_duplicate_of").is_in(missing)).then("near_duplicate_of")
        return rows.filter(~copies).with_columns(near_duplicate_of=near)

    # The night with it

    @property
    def gone(self) -> pl.Series:
        """Documents whose old rows are replaced."""
        return self.accepted["document_id"]

    def measured(self, fates: pl.DataFrame) -> pl.DataFrame:
        """The metrics of the night with some documents taken over."""
        names = fates["document_id"].implode()
        stays = ~pl.col("document_id").is_in(names)
        documents = self.before.documents.drop("source_uri")
        now = fates.select(documents.columns)
        articles = self.before.scan("articles").filter(stays).select(ARTICLE_COLUMNS)
        new = self.staged.scan("articles", *ARTICLE_COLUMNS).drop("shard").filter(~stays)
        body = pl.when(pl.col("article_body").is_not_null()).then(pl.lit("…"))
        told = pl.concat([articles, new]).with_columns(article_body=body)
        every = pl.concat([documents.filter(stays), now])
        return measure(every, told.collect(engine="streaming"), self.before.name)

    def metrics(self) -> pl.DataFrame:
        """The rows of ``metrics`` with what is released."""
        withheld = sorted(withheld_domains(self.checks))
        return self.measured(self.accepted).with_columns(accepted=~pl.col("domain").is_in(withheld))

    def new_rows(self, table: str) -> pl.DataFrame:
        """Rows of a table that the released documents bring."""
        names = ("document_id", "outcome", "duplicate_of", "near_duplicate_of")
        fates = self.accepted.select(pl.col(names).name.prefix("settled_"))
        rows = pl.DataFrame(schema=file_schema(table))
        found = (
            settled_rows(table, part.join(self.accepted, on="document_id", how="semi"), fates)
            for _, part in self.staged.parts(table)
        )
        rows = pl.concat([rows, *found])
        if table == "articles":
            images = self.new_images()
            return settle.articles(rows, self.staged.columns("images").drop("shard"), images)
        return self._undiscarded(table, rows)

    def new_images(self) -> pl.DataFrame:
        """Images that the released documents bring."""
        return self.new_rows("images")

    def _undiscarded(self, table: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Without what a person discarded."""
        discarded = self.before.discarded.filter(table=table)["row_id"]
        if discarded.is_empty() or rows.is_empty():
            return rows
        return rows.filter(~row_id(table, rows).is_in(discarded.implode()))

    def new_rejected(self) -> pl.DataFrame:
        """Rows of ``quarantine`` that the released documents bring."""
        stands = self.accepted.filter(pl.col("outcome") != "duplicate")
        found = self.rejected.join(stands, on="document_id", how="semi").drop("shard")
        return found.join(self.before.discarded, on="quarantine_id", how="anti")

    def decisions(self) -> pl.DataFrame:
        """``quarantine_id`` and ``verdict`` of every row of the replayed documents."""
        keys = ["table", "row_id", "document_id"]
        rows = self.before.pending.filter(pl.col("status") != "discarded").join(
            self.fates, on="document_id", how="semi"
        )
        passes = self.passing.select(*keys, passes=pl.lit(value=True))
        fails = self.new_rejected().select(*keys, fails=pl.lit(value=True))
        taken = pl.col("document_id").is_in(self.gone.implode())
        verdict = (
            pl.when(~taken | pl.col("fails").is_not_null())
            .then(pl.lit("still failing"))
            .when(pl.col("passes").is_not_null())
            .then(pl.lit("released"))
            .otherwise(pl.lit("superseded"))
        )
        return (
            rows.join(passes, on=keys, how="left", maintain_order="left")
            .join(fails, on=keys, how="left", maintain_order="left")
            .with_columns(verdict=verdict)
        )

    def newly_failing(self) -> tuple[Failing, ...]:
        """Rows that fail a check today which they did not fail before."""
        reasons = pl.col("failures").list.eval(
            pl.element()
            .filter(
                pl.element().struct.field("severity") != "warning",
                pl.element().struct.field("check") != WITH_DOCUMENT,
            )
            .struct.field("check")
        )
        before = self.before.pending.select("quarantine_id", old=pl.col("checks").list.drop_nulls())
        rows = (
            self.rejected.with_columns(checks=reasons)
            .join(before, on="quarantine_id", how="left", maintain_order="left")
            .with_columns(checks=pl.col("checks").list.set_difference(pl.col("old").fill_null([])))
            .filter(pl.col("checks").list.len() > 0)
            .join(self.fates.select("document_id", "source_uri"), on="document_id")
        )
        return tuple(Failing(**row) for row in rows.select(Failing._fields).iter_rows(named=True))


def in_force(after: After) -> After:
    """A night whose contract is in force again: two of them may differ in a table they bring."""
    opened(after.before.contract)
    return after

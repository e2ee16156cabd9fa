"""Replay: what is in quarantine goes through today's code, and what passes is published.

The bytes that the dataset keeps are cleaned and judged like a night's, in worker processes. Each
night is released by itself, the oldest first, and all of them become one version. A second
replay finds the same and publishes nothing. ``flows/replay.py`` runs it under Prefect.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import polars as pl

from flows.contracts import kept, load, opened
from flows.dataset import Dataset, file_schema, scan_manifest
from flows.fates import NEAR_NIGHTS
from flows.night import accumulate_progress, judge_night, new_run_id
from flows.production.interrupted import committing
from flows.rejected.decide import decided
from flows.rejected.picked import Pick, require_there
from flows.rejected.quarantine import pending
from flows.rejected.releasing import After, Before, Failing, in_force, replayable
from flows.rejected.renewed import renewed
from flows.rejected.retold import keep_summaries
from flows.rejected.rewrite import parts
from flows.shown.escape import counting
from flows.shown.progress import tell
from flows.sources.format import Piece
from flows.sources.kept import SUFFIX
from flows.store.manifest import Manifest
from flows.store.scanned import metadata
from flows.store.staged import Staged
from flows.store.versions import code_version, rules_version
from flows.workers.pool import DOCUMENT_TIMEOUT, Pool
from flows.workers.work import CLEANER, Shard
from schemas.judge import WITH_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flows.night import RunShards
    from flows.settle import Gates
    from flows.store.manifest import Night
    from flows.workers.work import ContractFile, ShardReport

State = Literal["released", "nothing released", "unchanged", "dry run"]
_EXAMPLES: Final = 100
"""Rows that are named in a result, of each kind and night; the rest is counted."""
_PORTION_BYTES: Final = 64 * 2**20  # in memory at once


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be replayed, and how."""

    out: str
    pick: Pick = field(default_factory=Pick)
    dry_run: bool = False
    workers: int | None = None
    document_timeout: float = DOCUMENT_TIMEOUT
    contract: str | None = None
    """File of a contract to judge by; None judges each night by its own."""
    cleaner: str = CLEANER
    """``module:function``; tests put others here."""


@dataclass(frozen=True, slots=True)
class NightReplay:
    """What replay made of one night."""

    night: str
    documents: int
    """Documents that went through today's code."""
    outcomes: dict[str, int]
    """Documents that are released, by what they are now."""
    verdicts: dict[str, int]
    """Rows of the quarantine by what was decided: released, still failing, superseded."""
    released: tuple[Failing, ...]
    """Rows that are published now, with the checks that they had failed."""
    still_failing: tuple[Failing, ...]
    newly_failing: tuple[Failing, ...]
    """Rows that fail a check today which they did not fail before."""
    newly_failing_rows: int = 0
    held: str | None = None
    """Why a gate of the night lets nothing go."""
    withheld: dict[str, str] = field(default_factory=dict)
    """Domains whose gate holds their documents back, and its sentence."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay."""

    out: str
    state: State
    run_id: str
    version: int | None
    """The version that readers see now."""
    nights: tuple[NightReplay, ...]
    without_bytes: int
    """Rows whose document's bytes are not kept: it was never read, or they were let go."""
    discarded: int = 0
    """Rows that a person discarded; they were left alone."""

    def rows(self, verdict: str) -> int:
        """Rows of all nights with a verdict."""
        return sum(night.verdicts.get(verdict, 0) for night in self.nights)

    @property
    def newly_failing(self) -> int:
        """Rows of all nights that fail a check which they did not fail before."""
        return sum(night.newly_failing_rows for night in self.nights)

    @property
    def sentence(self) -> str:
        """The replay in one sentence."""
        found = (
            f"{counting(self.rows('released'), 'row')} released, "
            f"{self.rows('still failing'):,} still failing, {self.newly_failing:,} newly failing"
        )
        ends = {
            "released": f"published as version {self.version}",
            "nothing released": f"what was decided is noted in version {self.version}",
            "unchanged": "nothing to publish",
            "dry run": "a dry run, nothing was changed",
        }
        return f"Replay of {self.out}: {found}; {ends[self.state]}."


def replay(request: Request, run_shards: RunShards, *, gates: Gates | None = None) -> Replayed:
    """Run the quarantine through today's code and publish what passes; or only say what would.

    Nights are judged as ``fragmend clean`` judges them, unless there are other ``gates``.

    Raises a DatasetError where a person must act; nothing has changed then.
    """
    dataset = Dataset.open(request.out)
    run_id = new_run_id()
    with _place(dataset, run_id, dry_run=request.dry_run) as folder:
        tell("plan", 0, 0)
        current = dataset.current()
        before = {name: n.tables for name, n in current.nights.items()} if current else {}
        nights, aside = _nights(dataset, request.pick, load(request.contract))
        run = Cleaning(folder, request.workers, request.document_timeout, request.cleaner)
        clean_kept(dataset, {b.name: (b, replayable(b.pending)) for b in nights}, run, run_shards)
        tell("settle", 0, 0)
        after = list(judged(dataset, nights, folder, gates))
        manifest = None if request.dry_run else _manifest(dataset, after, folder, run_id)
        if manifest is not None:
            tell("publish", 0, 0)
            published = [name for name, n in manifest.nights.items() if n.tables != before[name]]
            with committing(*published):
                dataset.commit(manifest)
            keep_summaries(manifest, after)
        told = tuple(map(_told, map(in_force, after)))
    current = dataset.current()
    return Replayed(
        out=request.out,
        state=_state(after, manifest, dry_run=request.dry_run),
        run_id=run_id,
        version=current.version if current else None,
        nights=told,
        without_bytes=aside.without_bytes,
        discarded=aside.discarded,
    )


@contextmanager
def _place(dataset: Dataset, run_id: str, *, dry_run: bool) -> Iterator[Path]:
    """Where the run works: the dataset, locked; a dry run elsewhere, so that it stops nobody."""
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="fragmend-") as folder:
            yield Path(folder)
        return
    with dataset.lock(run_id):
        try:
            yield dataset.working_folder(run_id)
        finally:
            dataset.remove_working_folder(run_id)


def _state(after: Sequence[After], manifest: Manifest | None, *, dry_run: bool) -> State:
    if dry_run:
        return "dry run"
    if manifest is None:
        return "unchanged"
    released = pl.col("outcome") != "quarantined"
    some = any(len(night.accepted.filter(released)) for night in after)
    return "released" if some else "nothing released"


def contract_of(dataset: Dataset, night: Night, given: ContractFile | None) -> ContractFile | None:
    """What a night is judged by: what is given, or its own; put in force in this process."""
    file = given or kept(dataset.path, night.contract)
    opened(file)
    return file


class _Aside(NamedTuple):
    """Rows that are not replayed."""

    without_bytes: int
    discarded: int


def _nights(
    dataset: Dataset, pick: Pick, given: ContractFile | None
) -> tuple[list[Before], _Aside]:
    """The nights with something to replay, oldest first; and the rows that are not."""
    require_there(dataset, pick)
    manifest = dataset.current()
    rows = pending(dataset, manifest).drop("row", "error", "failures")
    meant = pick.of(rows).select("night", "document_id").unique()
    chosen = rows.join(meant, on=["night", "document_id"], how="semi", maintain_order="left")
    found = chosen.collect()
    discarded = found["status"] == "discarded"
    aside = _Aside(found.filter(~pl.col("kept"), ~discarded).height, int(discarded.sum()))
    nights = []
    for (name,), part in sorted(found.partition_by("night", as_dict=True).items()):
        if manifest and len(replayable(part)):
            night = manifest.nights[str(name)]
            file = contract_of(dataset, night, given)
            nights.append(Before(dataset, str(name), night, part.drop("night"), file))
    return nights, aside


# Cleaning what is kept


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Where and how kept documents are cleaned."""

    folder: Path
    workers: int | None = None
    document_timeout: float = DOCUMENT_TIMEOUT
    cleaner: str = CLEANER


def clean_kept(
    dataset: Dataset,
    wanted: dict[str, tuple[Before, pl.Series]],
    how: Cleaning,
    run_shards: RunShards,
) -> None:
    """Clean and judge kept documents, night by night, each into ``<folder>/<night>``."""
    shards = [
        shard for before, names in wanted.values() for shard in _shards(dataset, before, names, how)
    ]
    workers = min(how.workers or os.cpu_count() or 1, max(1, len(shards)))
    done = accumulate_progress(sum(len(names) for _, names in wanted.values()))
    with Pool(workers, document_timeout=how.document_timeout, on_progress=done) as pool:
        run_shards(pool, shards)


def _shards(dataset: Dataset, before: Before, names: pl.Series, how: Cleaning) -> Iterator[Shard]:
    ends = dt.date.fromisoformat(before.name) + dt.timedelta(days=1)
    place = how.folder / before.name
    place.mkdir(parents=True, exist_ok=True)
    for number, rows in enumerate(_portions(dataset, before, names)):
        path = place / f"{number:04}{SUFFIX}"
        rows.write_parquet(path, row_group_size=8, metadata=metadata("raw"))
        yield Shard(
            number=number,
            folder=str(place / f"{number:04}"),
            pieces=(Piece(str(path), path.name),),
            night_ends=dt.datetime.combine(ends, dt.time(), dt.UTC),
            code_version=code_version(),
            cleaner=how.cleaner,
            contract=before.contract,
        )


def _portions(dataset: Dataset, before: Before, names: pl.Series) -> Iterator[pl.DataFrame]:
    """Rows of ``raw`` for some documents, about ``_PORTION_BYTES`` at a time."""
    waiting: list[pl.DataFrame] = []
    wanted = pl.col("document_id").is_in(names.implode())
    for part in parts(dataset, before.files("raw"), "raw", wanted):
        if len(part):
            waiting.append(part.select(*file_schema("raw")))
        if sum(rows.estimated_size() for rows in waiting) >= _PORTION_BYTES:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)


# Judging the nights


def judged(
    dataset: Dataset, nights: Sequence[Before], folder: Path, gates: Gates | None
) -> Iterator[After]:
    """Each night by today's code, the oldest first: a later one may copy what it releases."""
    released: list[pl.DataFrame] = []
    for before in nights:
        staged = Staged(folder / before.name)
        known = known_to(dataset, before.name, staged)
        contract = opened(before.contract).contract
        judge = gates or partial(judge_night, dataset, contract=contract)
        after = After(before, staged, pl.concat([known, *released]), judge)
        yield after
        prints = after.new_rows("fingerprints")
        released.append(prints.select("document_id", "exact_hash", "signature"))


def known_to(dataset: Dataset, night: str, staged: Staged) -> pl.DataFrame:
    """Fingerprints of what is published, as far as documents of ``night`` could be copies of it.

    Exact copies are told over all nights, also later ones: they were accepted before this
    replay. Near copies are told over the night itself and those shortly before it.
    """
    current = dataset.current()
    before = sorted(name for name in current.nights if name <= night) if current else []
    recent = pl.col("night").is_in(before[-NEAR_NIGHTS - 1 :])
    hashes = staged.columns("fingerprints", "exact_hash").select("exact_hash").unique().lazy()
    prints = scan_manifest(dataset, current, "fingerprints")
    same = prints.filter(~recent).join(hashes, on="exact_hash", how="semi", maintain_order="left")
    exact = same.with_columns(signature=pl.lit(None, pl.Binary))
    rows = pl.concat([prints.filter(recent), exact]).collect().sort("night", maintain_order=True)
    return rows.select("document_id", "exact_hash", "signature")


def _manifest(
    dataset: Dataset, after: Sequence[After], folder: Path, run_id: str
) -> Manifest | None:
    """The version after the replay; None where it would be the same."""
    current = dataset.current()
    # That rows still fail is no news to readers: it is noted beside what is released.
    if current is None or all(night.accepted.is_empty() for night in after):
        return None
    at = dt.datetime.now(dt.UTC)
    nights = {}
    for night in map(in_force, after):
        verdicts = decided(night.before, night.decisions(), run_id, at)
        changed = renewed(
            night, verdicts, folder / night.before.name / "final", current.version + 1
        )
        if changed is not None:
            nights[night.before.name] = changed
    if not nights:
        return None
    return Manifest(
        version=current.version + 1,
        parent=None,
        created_at=at.isoformat(timespec="seconds"),
        run_id=run_id,
        code_version=code_version(),
        rules_version=rules_version(),
        nights=nights,
    ).after(current)


# Telling


def _told(after: After) -> NightReplay:
    decisions = after.decisions()
    newly = after.newly_failing()
    names = after.fates.select("document_id", "source_uri")
    rows = decisions.drop("source_uri").join(names, on="document_id", how="left")
    rows = rows.sort(pl.col("checks").list.contains(WITH_DOCUMENT), maintain_order=True)

    def those(verdict: str) -> tuple[Failing, ...]:
        chosen = rows.filter(verdict=verdict).head(_EXAMPLES).select(Failing._fields)
        return tuple(Failing(**row) for row in chosen.iter_rows(named=True))

    withheld = {
        check.scope.removeprefix("domain:"): check.sentence
        for check in after.checks
        if check.outcome == "critical" and check.scope != "run"
    }
    return NightReplay(
        night=after.before.name,
        documents=len(after.fates),
        outcomes=dict(Counter(after.accepted["outcome"].to_list())),
        verdicts=dict(Counter(decisions["verdict"].to_list())),
        released=those("released"),
        still_failing=those("still failing"),
        newly_failing=newly[:_EXAMPLES],
        newly_failing_rows=len(newly),
        held=after.held,
        withheld=withheld,
    )


def serially(pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    """Run shards one after the other, without an engine."""
    return [pool.run(shard) for shard in shards]

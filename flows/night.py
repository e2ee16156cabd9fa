"""One night from its sources to a published version: the way of a run, without an engine.

``flows/clean.py`` runs it under Prefect; tests run it with threads. What an engine does is to
run shards side by side (``RunShards``), nothing else.
"""

from __future__ import annotations

import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows.contracts import keep, load, opened, settings
from flows.dataset import Dataset, scan_manifest
from flows.errors import DiskError, LockedError
from flows.production import interrupted
from flows.rejected.held import keep_held
from flows.settle import FINAL, Run, Settled, row_checks, settle
from flows.shown.examples import failures_of
from flows.shown.failing import MOST_PAIRS, failures_by_domain
from flows.shown.progress import tell
from flows.shown.samples import samples_of
from flows.shown.summary import Gate, Summary
from flows.sources.errors import NothingReadableError
from flows.sources.files import open_regular, why_not
from flows.sources.find import find
from flows.sources.format import Fields, Reading
from flows.store.manifest import CheckEntry, Inputs, SourceEntry
from flows.store.pointer import POINTER
from flows.store.runs import keep_summary, summary_of
from flows.store.staged import Staged
from flows.store.vacuum import vacuum
from flows.store.versions import code_version, rules_version
from flows.workers.plan import MOST_SHARDS, Options, Plan, plan
from flows.workers.pool import Pool
from flows.workers.work import ContractFile, Shard, ShardReport
from schemas.contract import CONTRACT, Contract
from schemas.drift import compare
from schemas.gates import GateResult, evaluate
from schemas.measure import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from flows.parameters import Job

RunShards = Callable[[Pool, Sequence[Shard]], list[ShardReport]]
"""Runs every shard in the pool and gives the reports in the order of the shards."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a run when it begins."""

    run_id: str
    began: float
    """Of ``time.monotonic``."""
    rules: str
    contract: ContractFile | None = None


def clean(job: Job, night: date, run_shards: RunShards, *, nights: int = 1) -> Summary:
    """Clean ``night`` and publish it, or say why not; the dataset is locked meanwhile.

    ``nights`` tells how many one run takes: they share the number of shards that an engine
    is good for.

    Raises a SourceError or a DatasetError where a person must act; nothing has changed then.
    """
    start = begin(job)
    if not (Path(job.out) / POINTER).is_file():
        require_input(job.sources, night)
    dataset = Dataset.open_or_create(job.out)
    with dataset.lock(start.run_id), _workplace(dataset, start.run_id) as staging:
        _drop_dead(dataset, start.run_id)
        tell("plan", 0, 0)
        planned = plan(
            job.sources, night=night, staging=staging, options=_options(job, start, nights)
        )
        if dataset.is_unchanged(str(night), planned.input_digest, start.rules):
            return _unchanged(job, night, dataset)
        shards = [Shard.load(path) for path in planned.shards]
        reports = _run(job, run_shards, shards, planned.documents)
        summary = _publish(job, night, dataset, start, planned, reports)
        keep_summary(dataset.path, summary)
    if summary.state == "published":
        _tidy(dataset)
    return summary


def begin(job: Job) -> Start:
    """Begin a run: name it, and read its contract once, so that all of it is judged alike."""
    contract = load(job.contract)
    rules = rules_version(*settings(contract))
    return Start(new_run_id(), time.monotonic(), rules, contract)


def require_input(sources: Sequence[str], night: date) -> None:
    """Raise the SourceError of sources that give nothing, before a dataset is made for them."""
    files = find(sources, night)
    problem = ""
    for file in files:
        try:
            open_regular(file.path).close()
        except OSError as error:
            problem = problem or why_not(error)
        else:
            return
    raise NothingReadableError(tuple(sources), len(files), problem)


def _tidy(dataset: Dataset) -> None:
    """Take away what no version names any more; a reader or a run at work comes first."""
    with suppress(LockedError, DiskError):
        vacuum(dataset, now=datetime.now(UTC))


def new_run_id() -> str:
    """Name of a run; names sort by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}"


@contextmanager
def _workplace(dataset: Dataset, run_id: str) -> Iterator[Path]:
    """The working folder of a run, gone afterwards; a kill leaves it to ``vacuum``.

    Of a night that is held back the final files stay: they are the evidence.
    """
    folder = dataset.working_folder(run_id)
    interrupted.clear_at_end(folder)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        interrupted.keep(folder)
    if any((folder / FINAL).glob("*.parquet")):  # staged files have left it
        _keep_only(folder, FINAL)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _drop_dead(dataset: Dataset, run_id: str) -> None:
    """Remove working folders of killed runs: the lock is ours, and they hold no evidence."""
    for folder in dataset.working_folder(run_id).parent.iterdir():
        if folder.name != run_id and not (folder / FINAL).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _keep_only(folder: Path, name: str) -> None:
    for inside in folder.iterdir():
        if inside.name != name:
            shutil.rmtree(inside, ignore_errors=True)


def _options(job: Job, start: Start, nights: int) -> Options:
    columns = job.columns
    fields = Fields(columns.html, columns.url, columns.date_fetched)
    return Options(
        workers=_workers(job),
        reading=Reading(fields, job.max_document_bytes),
        code_version=code_version(),
        most_shards=max(1, MOST_SHARDS // nights),
        contract=start.contract,
    )


def _workers(job: Job) -> int:
    return job.workers or os.cpu_count() or 1


def _run(
    job: Job, run_shards: RunShards, shards: Sequence[Shard], documents: int | None
) -> list[ShardReport]:
    done = accumulate_progress(documents or 0)
    workers = min(_workers(job), len(shards))
    with Pool(workers, document_timeout=job.document_timeout, on_progress=done) as pool:
        return run_shards(pool, shards)


def accumulate_progress(whole: int) -> Callable[[int], None]:
    """Something that adds up documents done, from any thread, and tells of the sum of ``whole``."""
    lock, done = threading.Lock(), 0

    def more(documents: int) -> None:
        nonlocal done
        with lock:
            done += documents
            tell("clean", done, whole)

    return more


def _publish(
    job: Job,
    night: date,
    dataset: Dataset,
    start: Start,
    planned: Plan,
    reports: Sequence[ShardReport],
) -> Summary:
    tell("settle", 0, 0)
    total = ShardReport.total(tuple(reports))
    run = replace(
        _run_facts(job, night, start, planned, reports, total),
        contract=keep(dataset.path, start.contract),
    )
    contract = opened(start.contract).contract
    judged = partial(judge_night, dataset, contract=contract)
    named = tuple(
        GateResult("column_missing", WHOLE, "warning", float(each.files), None, each.sentence)
        for each in planned.missing
    )
    named = contract.weighed(named)
    settled = settle(dataset, run, gates=lambda metrics: (*judged(metrics), *named))
    staged = Staged(dataset.working_folder(start.run_id))
    by_domain = failures_by_domain(total.tallies, staged)
    summary = Summary(
        night=str(night),
        out=job.out,
        state="published" if settled.manifest else "held",
        run_id=start.run_id,
        version=None,
        read=settled.ledger.read,
        outcomes=_outcomes(settled),
        rows=dict(settled.rows),
        failures=failures_of(total.tallies, staged),
        gates=gates_of(settled.checks),
        repairs=dict(total.repairs),
        blamed=total.blamed,
        input_bytes=planned.bytes,
        rules_version=start.rules,
        by_domain=by_domain[:MOST_PAIRS],
        pairs=len(by_domain),
        samples=samples_of(staged),
        left_alone=dict(planned.left_alone),
    )
    if settled.manifest is not None:
        tell("publish", 0, 0)
        with interrupted.committing(str(night)):
            dataset.commit(settled.manifest)
    else:
        keep_held(settled, run)
    current = dataset.current()
    version = current.version if current else None
    return replace(summary, version=version, seconds=time.monotonic() - start.began)


def judge_night(
    dataset: Dataset, metrics: pl.DataFrame, *, contract: Contract = CONTRACT
) -> tuple[GateResult, ...]:
    """Judge a night by itself, and beside the accepted nights before it."""
    history = scan_manifest(dataset, dataset.current(), "metrics").collect()
    drift = compare(metrics, history, limits=contract.drift, own=contract.domain_drift)
    return contract.weighed(
        (
            *evaluate(metrics, limits=contract.gates, own=contract.domain_gates),
            *(each for each in drift if each.severity != "no_verdict"),
        )
    )


def _run_facts(
    job: Job,
    night: date,
    start: Start,
    planned: Plan,
    reports: Sequence[ShardReport],
    total: ShardReport,
) -> Run:
    return Run(
        run_id=start.run_id,
        night=str(night),
        inputs=Inputs(
            digest=planned.input_digest,
            sources=tuple(SourceEntry(source) for source in job.sources),
            files=planned.files,
            bytes=planned.bytes,
            documents=total.documents,
        ),
        read={f"{number:04}": report.documents for number, report in enumerate(reports)},
        code_version=code_version(),
        rules_version=start.rules,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        row_checks=row_checks(total.tallies),
    )


def gates_of(checks: Sequence[CheckEntry]) -> tuple[Gate, ...]:
    """The checks of domains and of the run that did not pass."""
    return tuple(
        Gate(
            check=check.check,
            domain=check.scope.removeprefix("domain:") if check.scope != "run" else None,
            severity=check.outcome,
            value=check.value,
            threshold=check.threshold,
            message=check.sentence,
        )
        for check in checks
        if not check.scope.startswith("table:")
        and check.outcome in {"warning", "error", "critical"}
    )


def _outcomes(settled: Settled) -> dict[str, int]:
    ledger = settled.ledger
    return {
        "published": ledger.published,
        "quarantined": ledger.quarantined,
        "duplicate": ledger.duplicate,
        "empty": ledger.empty,
        "unreadable": ledger.unreadable,
    }


def _unchanged(job: Job, night: date, dataset: Dataset) -> Summary:
    """What the run that published the night found, all of it; only the state is today's."""
    current = dataset.current()
    assert current is not None
    published_by = current.nights[str(night)].run_id
    nothing = Summary(str(night), job.out, "unchanged", published_by, None, 0, {}, {})
    summary = summary_of(dataset.path, str(night), published_by) or nothing
    return replace(summary, out=job.out, state="unchanged", version=current.version)

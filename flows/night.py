"""One night from its sources to a published version: the way of a run, without an engine.

``flows/clean.py`` runs it under Prefect; tests run it with threads. What an engine does is to
run shards side by side (``RunShards``), nothing else.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from flows.dataset import Dataset
from flows.examples import failures_of
from flows.manifest import CheckEntry, Inputs, SourceEntry
from flows.plan import MOST_SHARDS, Options, Plan, plan
from flows.pool import Pool
from flows.progress import tell
from flows.runs import keep_summary, last_summary
from flows.settle import FINAL, Run, Settled, settle
from flows.sources.format import Fields, Reading
from flows.staged import Staged
from flows.summary import Gate, Summary
from flows.versions import code_version, rules_version
from flows.work import Shard, ShardReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def clean(job: Job, night: date, run_shards: RunShards, *, nights: int = 1) -> Summary:
    """Clean ``night`` and publish it, or say why not; the dataset is locked meanwhile.

    ``nights`` tells how many one run takes: they share the number of shards that an engine
    is good for.

    Raises a SourceError or a DatasetError where a person must act; nothing has changed then.
    """
    start = Start(new_run_id(), time.monotonic(), rules_version())
    dataset = Dataset.open_or_create(job.out)
    with dataset.lock(start.run_id), _workplace(dataset, start.run_id) as staging:
        tell("plan", 0, 0)
        planned = plan(job.sources, night=night, staging=staging, options=_options(job, nights))
        if dataset.is_unchanged(str(night), planned.input_digest, start.rules):
            return _unchanged(job, night, dataset, start)
        shards = [Shard.load(path) for path in planned.shards]
        reports = _run(job, run_shards, shards)
        summary = _publish(job, night, dataset, start, planned, reports)
        keep_summary(dataset.path, summary)
    return summary


def new_run_id() -> str:
    """Name of a run; names sort by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}"


@contextmanager
def _workplace(dataset: Dataset, run_id: str) -> Iterator[Path]:
    """The working folder of a run, gone afterwards; a kill leaves it to ``vacuum``.

    Of a night that is held back the final files stay: they are the evidence.
    """
    folder = dataset.working_folder(run_id)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if any((folder / FINAL).glob("*.parquet")):  # staged files have left it
        _keep_only(folder, FINAL)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _keep_only(folder: Path, name: str) -> None:
    for inside in folder.iterdir():
        if inside.name != name:
            shutil.rmtree(inside, ignore_errors=True)


def _options(job: Job, nights: int) -> Options:
    columns = job.columns
    fields = Fields(columns.html, columns.url, columns.date_fetched)
    return Options(
        workers=_workers(job),
        reading=Reading(fields, job.max_document_bytes),
        code_version=code_version(),
        most_shards=max(1, MOST_SHARDS // nights),
    )


def _workers(job: Job) -> int:
    return job.workers or os.cpu_count() or 1


def _run(job: Job, run_shards: RunShards, shards: Sequence[Shard]) -> list[ShardReport]:
    done = accumulate_progress()
    workers = min(_workers(job), len(shards))
    with Pool(workers, document_timeout=job.document_timeout, on_progress=done) as pool:
        return run_shards(pool, shards)


def accumulate_progress() -> Callable[[int], None]:
    """Something that adds up documents done and tells of the sum."""
    steps: list[int] = []

    def more(documents: int) -> None:
        steps.append(documents)
        tell("clean", sum(steps), 0)

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
    settled = settle(dataset, _run_facts(job, night, start, planned, reports, total))
    failures = failures_of(total.tallies, Staged(dataset.working_folder(start.run_id)))
    if settled.manifest is not None:
        tell("publish", 0, 0)
        dataset.commit(settled.manifest)
    current = dataset.current()
    return Summary(
        night=str(night),
        out=job.out,
        state="published" if settled.manifest else "held",
        run_id=start.run_id,
        version=current.version if current else None,
        read=settled.ledger.read,
        outcomes=_outcomes(settled),
        rows=dict(settled.rows),
        failures=failures,
        gates=gates_of(settled.checks),
        repairs=dict(total.repairs),
        blamed=total.blamed,
        seconds=time.monotonic() - start.began,
        input_bytes=planned.bytes,
        rules_version=start.rules,
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
        row_checks=tuple(
            CheckEntry(
                check=tally.check,
                outcome=tally.severity,
                scope=f"table:{tally.table}",
                rows=tally.rows,
                sentence=tally.sentence,
            )
            for tally in total.tallies
        ),
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


def _unchanged(job: Job, night: date, dataset: Dataset, start: Start) -> Summary:
    """What the run that published the night found, as the summary of one that did nothing."""
    current = dataset.current()
    before = last_summary(dataset.path, str(night))
    return Summary(
        night=str(night),
        out=job.out,
        state="unchanged",
        run_id=start.run_id,
        version=current.version if current else None,
        read=before.read if before else 0,
        outcomes=before.outcomes if before else {},
        rows=before.rows if before else {},
        seconds=time.monotonic() - start.began,
    )

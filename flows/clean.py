"""The main flow: nights of scraped HTML become versions of the dataset."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from prefect import flow, get_run_logger, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State  # noqa: TC002  (Prefect reads the annotations)
from prefect.events import emit_event
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from cleaners.errors import FragmendError
from flows import night
from flows.errors import LockedError
from flows.nights import left_alone, logical_night, unprocessed
from flows.parameters import Job
from flows.production.ahead import Runs, Waiting, taken
from flows.production.dead import sign_and_look
from flows.production.events import events_of, post
from flows.shown import artifacts
from flows.shown.outcome import Outcome
from flows.sources.errors import SourceError
from flows.store.runs import nights_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.shown.summary import Summary
    from flows.workers.work import ShardReport

WAITING: Final[Any] = ThreadPoolTaskRunner(max_workers=32)
"""Threads that wait for a worker process each; the pool decides how many work."""


class NightsFailedError(FragmendError):
    """A night was held back, or could not be read: what Prefect calls the result of a failure."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome

    def __str__(self) -> str:
        return self.outcome.sentence


def run_name() -> str:
    """Name of a run in the lists: the night that it is for."""
    parameters = runtime.flow_run.parameters
    job = Job.model_validate(parameters["job"])
    start = runtime.flow_run.scheduled_start_time or datetime.now(UTC)
    return f"night {logical_night(job, start)}"


@flow(
    name="clean",
    description=__doc__,
    flow_run_name=run_name,
    task_runner=WAITING,
    persist_result=False,
)
def clean(job: Job) -> State[Outcome]:
    """Clean the night that is asked for, or all that wait; publish each, or hold it back.

    Evidence is shown before a night that was held back fails the run, so it can be read.
    """
    sign_and_look()
    scheduled: datetime | None = runtime.flow_run.scheduled_start_time
    tonight = logical_night(job, scheduled or datetime.now(UTC))
    nights = unprocessed(job, tonight)
    return (
        clean_nights(job, nights) if nights else as_state(Outcome((left_alone(job, tonight),), ()))
    )


@task(name="clean shard", task_run_name="{night} shard {number}", cache_policy=NO_CACHE)
def clean_shard(night: str, number: int, shards: Shards) -> ShardReport:  # noqa: ARG001  (the name)
    """Hand a shard of documents to a worker process, and wait for its report."""
    return shards.pool.run(shards.all[number])


class Shards:
    """The work of a night, opaque to Prefect: parameters of a task are looked through."""

    __slots__ = ("all", "pool")

    def __init__(self, pool: Runs, shards: Sequence[Any]) -> None:
        self.pool = pool
        self.all = shards


def clean_nights(job: Job, nights: Sequence[date]) -> State[Outcome]:
    """Clean nights one after the other, oldest first, and show each."""
    summaries, problems = [], []
    for each in nights:
        try:
            summaries.append(_clean_night(job, each, len(nights)))
        except SourceError as error:  # the nights after it need not wait for its repair
            problems.append(error)
        except FragmendError as error:
            return stopped(error)
    return as_state(Outcome(tuple(summaries), tuple(problems)))


def _clean_night(job: Job, each: date, nights: int) -> Summary:
    begun = taken(job, each)
    if begun is None:
        summary = night.clean(job, each, partial(_run_shards, str(each)), nights=nights)
    else:
        _run_shards(str(each), Waiting(), begun.take())
        summary = begun.summary()
    before = nights_before(Path(job.out), str(each), artifacts.TREND)
    artifacts.publish(summary, before)
    get_run_logger().info(summary.sentence)
    tell(job, summary, before[-1] if before else None)
    return summary


def _run_shards(name: str, pool: Runs, shards: Sequence[Any]) -> list[ShardReport]:
    """One task a shard, and a bar; their order is the order of the input."""
    if not shards:
        return []
    work, bar = Shards(pool, shards), artifacts.Progress(name, len(shards))
    futures = [clean_shard.submit(name, number, work) for number in range(len(shards))]
    reports = []
    for future in futures:
        reports.append(future.result())
        bar.step()
    return reports


def tell(job: Job, summary: Summary, before: Summary | None) -> None:
    """Emit the events of a night, and post them where a webhook is given."""
    resource = {
        "prefect.resource.id": f"fragmend.dataset.{Path(job.out).name}",
        "prefect.resource.name": job.out,
        "fragmend.state": summary.state,
    }
    for name, facts in events_of(summary, before, growth=job.alert_growth):
        emit_event(event=name, resource=resource, payload=facts)
        problem = post(job.webhook, name, facts) if job.webhook else None
        if problem:
            get_run_logger().warning(problem)


def as_state(outcome: Outcome) -> State[Outcome]:
    """The final state: its name is the badge in the list of runs, which can be filtered by it."""
    if outcome.problems and not outcome.summaries:
        return stopped(outcome.problems[0])
    badges = [summary.badge for summary in outcome.summaries]
    badges += ["NightMissing"] * len(outcome.problems)
    order = ("GateBreached", "NightMissing", "Quarantined", "Doubtful", "RolledBack")
    worst = next((name for name in order if name in badges), "Completed")
    if worst in {"GateBreached", "NightMissing"}:
        return Failed(name=worst, message=outcome.sentence, data=NightsFailedError(outcome))
    return Completed(name=worst, message=outcome.sentence, data=outcome)


def stopped(error: FragmendError) -> State[Outcome]:
    """The final state of a run that a person must see to; its message says what to do."""
    if isinstance(error, LockedError):
        name = "Locked"
    else:
        name = "NightMissing" if isinstance(error, SourceError) else "Failed"
    return Failed(name=name, message=str(error), data=error)

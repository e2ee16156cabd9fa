"""The main flow: nights of scraped HTML become versions of the dataset."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import artifacts, night
from flows.nights import logical_night, unprocessed
from flows.parameters import Job  # noqa: TC001  (Prefect reads the annotation for its form)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prefect.client.schemas.objects import State

    from flows.pool import Pool
    from flows.summary import Summary
    from flows.work import Shard, ShardReport

WAITING: Final[Any] = ThreadPoolTaskRunner(max_workers=32)
"""Threads that wait for a worker process each; the pool decides how many work."""


@flow(name="clean", description=__doc__, task_runner=WAITING, persist_result=False)
def clean(job: Job) -> State[tuple[Summary, ...]]:
    """Clean the night that is asked for, or all that wait; publish each, or hold it back.

    Evidence is shown before a night that was held back fails the run, so it can be read.
    """
    scheduled: datetime | None = runtime.flow_run.scheduled_start_time
    nights = unprocessed(job, logical_night(job, scheduled or datetime.now(UTC)))
    summaries = []
    for each in nights:
        summaries.append(night.clean(job, each, clean_shards, nights=len(nights)))
        artifacts.publish(summaries[-1])
    return as_state(tuple(summaries))


@task(name="clean shard", task_run_name="shard {number}", cache_policy=NO_CACHE)
def clean_shard(number: int, shards: Shards) -> ShardReport:
    """Hand a shard of documents to a worker process, and wait for its report."""
    return shards.pool.run(shards.all[number])


class Shards:
    """The work of a night, opaque to Prefect: parameters of a task are looked through."""

    __slots__ = ("all", "pool")

    def __init__(self, pool: Pool, shards: Sequence[Shard]) -> None:
        self.pool = pool
        self.all = shards


def clean_shards(pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    """One task a shard; their order is the order of the input."""
    work = Shards(pool, shards)
    futures = [clean_shard.submit(number, work) for number in range(len(shards))]
    return [future.result() for future in futures]


def as_state(summaries: tuple[Summary, ...]) -> State[tuple[Summary, ...]]:
    """The final state: its name is the badge in the list of runs, which can be filtered by it."""
    badges = [summary.badge for summary in summaries]
    worst = next((name for name in ("GateBreached", "Quarantined") if name in badges), "Completed")
    make = Failed if worst == "GateBreached" else Completed
    message = " ".join(summary.sentence for summary in summaries)
    return make(name=worst, message=message, data=summaries)

"""The main flow: a night of scraped HTML becomes a version of the dataset."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import artifacts, night
from flows.parameters import Job  # noqa: TC001  (Prefect reads the annotation for its form)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prefect.client.schemas.objects import State

    from flows.pool import Pool
    from flows.summary import Summary
    from flows.work import Shard, ShardReport

WAITING: Final[ThreadPoolTaskRunner[Any]] = ThreadPoolTaskRunner(max_workers=32)
"""Threads that wait for a worker process each; the pool decides how many work."""


@flow(
    name="clean",
    flow_run_name="{job.night}",
    description=__doc__,
    task_runner=WAITING,
    persist_result=False,
)
def clean(job: Job) -> State[Summary]:
    """Clean one night and publish it, or hold it back; either way show what was found."""
    summary = night.clean(job, scheduled_night(job), clean_shards)
    artifacts.publish(summary)
    return as_state(summary)


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


def scheduled_night(job: Job) -> date:
    """Night of the run: as asked for, else the day of the scheduled start.

    A run that starts late, since its worker was down, still cleans the night it was meant for.
    """
    start: datetime | None = runtime.flow_run.scheduled_start_time
    return job.night or (start or datetime.now(UTC)).date()


def as_state(summary: Summary) -> State[Summary]:
    """The final state: its name is the badge in the list of runs, which can be filtered by it."""
    make = Failed if summary.state == "held" else Completed
    return make(name=summary.badge, message=summary.sentence, data=summary)

"""The flow ``replay``: what is in quarantine, judged again by today's code."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (pydantic reads the annotations)
from typing import TYPE_CHECKING, Any, Final, cast

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State  # noqa: TC002  (Prefect reads the annotations)
from prefect.states import Completed
from pydantic import BaseModel, ConfigDict, Field

from cleaners.errors import FragmendError
from flows.clean import WAITING, Shards, clean_shard, stopped
from flows.production.dead import sign_and_look
from flows.rejected.picked import Pick
from flows.rejected.releasing import once
from flows.rejected.replaying import Replayed, Request, replay
from flows.shown.escape import counting, for_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flows.rejected.releasing import Failing
    from flows.rejected.replaying import NightReplay
    from flows.workers.pool import Pool
    from flows.workers.work import Shard, ShardReport

_ROWS: Final = 50
"""Rows of each kind that the artifact names."""


class ReplayJob(BaseModel):
    """Which quarantine to replay, and how much of it."""

    model_config = ConfigDict(extra="forbid")

    out: str = Field(title="Dataset", description="Folder of the dataset.")
    night: dt.date | None = Field(None, title="Night", description="Only this one. Empty: all.")
    check: str | None = Field(
        None, title="Check", description="Only documents with a row that failed it. Empty: all."
    )
    domain: str | None = Field(None, title="Domain", description="Only its pages. Empty: all.")
    contract: str | None = Field(
        None, title="Contract", description="File to judge by. Empty: each night's own contract."
    )
    dry_run: bool = Field(
        default=False, title="Dry run", description="Say what would be released; change nothing."
    )
    workers: int | None = Field(
        None,
        ge=1,
        le=256,
        title="Workers",
        description="Processes side by side. Empty: one a core.",
    )
    document_timeout: float = Field(
        30.0, gt=0, le=3600, title="Seconds a document",
        description="A document that takes longer stays in quarantine.",
    )  # fmt: skip


@flow(name="replay", description=__doc__, task_runner=WAITING, persist_result=False)
def replay_quarantine(job: ReplayJob) -> State[Any]:
    """Run the kept bytes through today's code and publish what passes now."""
    sign_and_look()
    night = str(job.night) if job.night else None
    pick = Pick(night, job.check, job.domain)
    request = Request(job.out, pick, job.dry_run, job.workers, job.document_timeout, job.contract)
    try:
        result = replay(request, _clean_shards)
    except FragmendError as error:
        return stopped(error)
    create_markdown_artifact(page(result), key="replay", description=result.sentence)
    return Completed(name=badge(result), message=result.sentence, data=result)


def run(job: ReplayJob) -> Replayed:
    """Run the flow in this process; raises the ``FragmendError`` that stopped it."""
    state = replay_quarantine(job, return_state=True)
    return cast("Replayed", state.result())


def _clean_shards(pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    """One task a shard."""
    work = Shards(pool, shards)
    futures = [clean_shard.submit("replay", number, work) for number in range(len(shards))]
    return [future.result() for future in futures]


def badge(result: Replayed) -> str:
    """Name of the final state.

    >>> badge(Replayed("out", "unchanged", "r", 1, (), 0))
    'Unchanged'
    """
    return result.state.title().replace(" ", "")


def page(result: Replayed) -> str:
    """What a replay found, as Markdown."""
    lines = [f"# {badge(result)}", "", for_markdown(result.sentence, 400), ""]
    for night in result.nights:
        lines += _night(night)
    if result.without_bytes:
        lines += [
            f"{counting(result.without_bytes, 'row')} could not be replayed: no bytes are kept.",
            "",
        ]
    if result.discarded:
        lines += [f"{counting(result.discarded, 'discarded row')} left alone.", ""]
    return "\n".join(lines)


def _night(night: NightReplay) -> Iterator[str]:
    yield from (f"## Night {night.night}", "")
    counts = ", ".join(f"{count:,} {verdict}" for verdict, count in night.verdicts.items())
    yield from (f"{counting(night.documents, 'document')}; rows: {counts}.", "")
    for sentence in filter(None, (night.held, *night.withheld.values())):
        yield from (f"- **held back** {for_markdown(sentence, 300)}", "")
    for title, rows in (
        ("released", once(night.released)),
        ("newly failing", once(night.newly_failing)),
        ("still failing", once(night.still_failing, told=night.newly_failing)),
    ):
        if rows:
            yield from (f"### {title}", "", "| row | file | checks |", "|:--|:--|:--|")
            yield from (_row(*row) for row in rows[:_ROWS])
            yield ""


def _row(row: Failing, rows: int) -> str:
    checks = ", ".join(f"`{check}`" for check in row.checks)
    table = f"{rows:,} {row.table}" if rows > 1 else row.table
    return f"| {table} | {for_markdown(row.source_uri or row.document_id, 80)} | {checks} |"

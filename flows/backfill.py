"""Cleaning nights that lie in the past: each that lies at the source between two dates, once."""

from __future__ import annotations

from datetime import date  # noqa: TC003  (Prefect reads the annotations for its form)

from prefect import flow, runtime
from prefect.client.schemas.objects import State  # noqa: TC002  (Prefect reads the annotations)

from flows.clean import WAITING, clean_nights, stopped
from flows.nights import between
from flows.parameters import Job  # noqa: TC001  (as above)
from flows.production.dead import sign_and_look
from flows.shown.outcome import Outcome  # noqa: TC001  (as above)
from flows.sources.errors import NoNightsError


def run_name() -> str:
    """Name of a run in the lists: its first and last night."""
    asked = runtime.flow_run.parameters
    return f"nights {asked['first']} to {asked['last']}"


@flow(
    name="backfill",
    description=__doc__,
    flow_run_name=run_name,
    task_runner=WAITING,
    persist_result=False,
)
def backfill(job: Job, first: date, last: date) -> State[Outcome]:
    """Clean every night from ``first`` to ``last`` that lies at the sources, oldest first.

    A night that is published from the same input under the same rules is left as it is; the
    source says by ``{night:%Y-%m-%d}`` which night is which.
    """
    sign_and_look()
    nights = between(job.sources, first, last)
    if not nights:
        return stopped(NoNightsError(tuple(job.sources), first, last))
    return clean_nights(job.model_copy(update={"night": None}), nights)

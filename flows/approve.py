"""A person decides: a night that a gate held back is published as it stands, or discarded.

A flow of its own, started by the event ``fragmend.gate-breached``. It is suspended and not
paused: while it waits, no process waits with it, and no worker is blocked.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from prefect import flow, get_run_logger, runtime, suspend_flow_run
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State  # noqa: TC002  (Prefect reads the annotations)
from prefect.context import FlowRunContext
from prefect.input import RunInput
from prefect.states import Completed, Failed
from pydantic import Field

from cleaners.errors import FragmendError
from flows.dataset import Dataset
from flows.production.dead import sign_and_look
from flows.rejected.held import discard_held, held_run, publish_held
from flows.shown.artifacts import TREND, root
from flows.shown.escape import for_markdown
from flows.shown.evidence import failed_checks, samples
from flows.shown.scorecard import in_short, scorecard
from flows.store.runs import nights_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.shown.summary import Summary


MOST_CHARACTERS: Final = 12_000
"""Of each part of the evidence."""


class Decision(RunInput):
    """The form: what becomes of the night."""

    verdict: Literal["publish", "discard"] = Field(
        title="What becomes of the night",
        description="publish: readers see it as it is. discard: its evidence is removed; it is "
        "cleaned again once the rules have changed, or when you run it yourself.",
    )
    reason: str = Field("", title="Why", description="For those who ask later.", max_length=500)


def run_name() -> str:
    """Name of a run in the lists: the night that waits."""
    return f"approve night {runtime.flow_run.parameters['night']}"


@flow(name="approve", description=__doc__, flow_run_name=run_name)
def approve(out: str, night: date, hours: int = 72) -> State[Any]:
    """Show the evidence of a night that is held back, wait for a decision, and carry it out.

    Without a decision within ``hours`` the run fails and the night stays as it is.
    """
    sign_and_look()
    try:
        dataset = Dataset.open(out)
        held = held_run(dataset, str(night))
        before = nights_before(dataset.path, str(night), TREND)
        form = Decision
        if not resumed():  # else it was shown before it was suspended
            form = Decision.with_initial_data(description=show(held, before, hours))
        decision = suspend_flow_run(wait_for_input=form, timeout=hours * 3600)
        return carry_out(dataset, str(night), decision)
    except FragmendError as error:
        return Failed(name="NothingHeld", message=str(error), data=error)


def resumed() -> bool:
    """Whether this run was suspended before, and a person has answered."""
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    return bool(run and run.empirical_policy.pause_keys)


def carry_out(dataset: Dataset, night: str, decision: Decision) -> State[Any]:
    """Do what a person decided, and write it down."""
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-decision"
    if decision.verdict == "publish":
        version = publish_held(dataset, night, run_id).version
        name, sentence = "Published", f"Night {night} is published as version {version}."
    else:
        discard_held(dataset, night, run_id)
        name, sentence = "Discarded", f"Night {night} is discarded; readers see what they saw."
    told = f"# {sentence}\n\nReason given: {for_markdown(decision.reason or 'none', 500)}\n"
    create_markdown_artifact(told, key="decision", description=sentence)
    return Completed(name=name, message=sentence)


def show(held: Summary, before: Sequence[Summary], hours: int) -> str:
    """Show all evidence as a page of this run, and give what stands above the form."""
    about = f"Night {held.night}: what a person decides by"
    page = create_markdown_artifact(evidence_of(held, before), key="evidence", description=about)
    get_run_logger().info(
        "Night %s waits %d hours for a person. Press Resume (in the new UI: in the menu at the top "
        "right) and choose publish or discard; the evidence is under Artifacts.",
        held.night,
        hours,
    )
    return in_short(held, before[-1] if before else None, root(), str(page))


def evidence_of(held: Summary, before: Sequence[Summary]) -> str:
    """The run on one page, what failed, and some rows."""
    yesterday = before[-1] if before else None
    parts = (
        scorecard(held, before, root()),
        failed_checks(held, yesterday, root()),
        samples(held, root()),
    )
    return "\n\n".join(part[:MOST_CHARACTERS].rpartition("\n## ")[0] or part for part in parts)

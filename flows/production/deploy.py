"""The deployments of fragmend on a Prefect server: what ``prefect deploy --all`` sets up too.

``prefect.yaml`` is for those who keep deployments in a file; this is for one command.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    StateType,
    WorkerStatus,
)
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.approve import approve
from flows.backfill import backfill
from flows.clean import clean
from flows.production.dead import tell_of_dead
from flows.production.events import GATE_BREACHED
from flows.production.machine import HEARTBEAT_SECONDS, POOL, worker_name
from flows.replay import replay_quarantine

if TYPE_CHECKING:
    from datetime import datetime

    from prefect.client.orchestration import SyncPrefectClient

    from flows.parameters import Job

TAGS: Final = ["fragmend"]
PLANNED_WITHIN: Final = 12.0
"""Seconds in which a server plans the runs of a schedule that is new."""
WATCHED: Final = [flow.name for flow in (clean, backfill, replay_quarantine)]
"""Flows that are at work until they end. One that waits for a person is silent for days, and its
heartbeat, sent just before it is suspended, may arrive behind the word that it is."""
SILENT: Final = "fragmend: a run that is silent has crashed"
SILENT_SECONDS: Final = 5 * HEARTBEAT_SECONDS
"""Of a run whose heartbeat stops; a busy machine may miss one."""
ONE_AT_A_TIME: Final = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
)
"""Two runs would meet at the same lock: the second one is not started at all."""


def deploy(job: Job, *, cron: str, timezone: str) -> datetime | None:
    """Set up the pool, the schedule and the other flows, or bring them up to date.

    Gives the moment of the next run, as far as the server has planned it.
    """
    with get_client(sync_client=True) as client, suppress(ObjectAlreadyExists):
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
    with get_client(sync_client=True) as client:
        list(tell_of_dead(client))
        _keep(client, silent_runs())
    schedule = Cron(cron, timezone=timezone)
    parameters = job.model_dump(mode="json", exclude_unset=True)
    common: dict[str, Any] = {
        "tags": TAGS,
        "work_pool_name": POOL,
        "entrypoint_type": EntrypointType.MODULE_PATH,
    }
    nightly = RunnerDeployment.from_flow(
        clean,
        "nightly",
        schedule=schedule,
        parameters={"job": parameters},
        concurrency_limit=ONE_AT_A_TIME,
        **common,
    )
    past = RunnerDeployment.from_flow(
        backfill,
        "backfill",
        parameters={"job": parameters},
        concurrency_limit=ONE_AT_A_TIME,
        **common,
    )
    decide = RunnerDeployment.from_flow(approve, "approve", triggers=[trigger()], **common)
    again = RunnerDeployment.from_flow(
        replay_quarantine,
        "replay",
        parameters={"job": {"out": job.out}},
        concurrency_limit=ONE_AT_A_TIME,
        **common,
    )
    for each in (nightly, past, again, decide):
        each.apply()
    return next_run()


def trigger() -> DeploymentEventTrigger:
    """Ask a person whenever a gate holds a whole night back."""
    return DeploymentEventTrigger(
        name="ask a person about a night that is held back",
        expect={GATE_BREACHED},
        match={"prefect.resource.id": "fragmend.dataset.*", "fragmend.state": "held"},
        parameters={
            name: {"__prefect_kind": "jinja", "template": f"{{{{ event.payload.{name} }}}}"}
            for name in ("out", "night")
        },
    )


def served_by_another() -> bool:
    """Whether a worker that was not started by ``fragmend schedule`` takes the runs already."""
    with get_client(sync_client=True) as client:
        workers = client.read_workers_for_work_pool(POOL)
    alive = (each for each in workers if each.status is WorkerStatus.ONLINE)
    return any(each.name != worker_name() for each in alive)


def silent_runs() -> AutomationCore:
    """Crash a run whose heartbeat stops, wherever it ran: its machine or worker is gone."""
    return AutomationCore(
        name=SILENT,
        description="A flow run of fragmend that says nothing any more has no process.",
        enabled=True,
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            # Whatever its end is called: events bear the name of the state, as Quarantined.
            expect={"prefect.flow-run.*"},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related=[
                {"prefect.resource.id": [f"prefect.tag.{tag}" for tag in TAGS]},
                {"prefect.resource.role": ["flow"], "prefect.resource.name": WATCHED},
            ],
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=SILENT_SECONDS),
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message=f"Nothing was heard of its process for {SILENT_SECONDS // 60} minutes: it "
                "was killed, or its machine went down. The next run does what is left.",
            )
        ],
    )


def _keep(client: SyncPrefectClient, automation: AutomationCore) -> None:
    """Set up an automation, or bring it up to date."""
    there = client.read_automations_by_name(automation.name)
    if there:
        client.update_automation(there[0].id, automation)
    else:
        client.create_automation(automation)


def next_run(seconds: float = PLANNED_WITHIN) -> datetime | None:
    """When the nightly run starts next; the server plans the runs of a new schedule in its time."""
    deadline = time.monotonic() + seconds
    while True:
        starts = _planned()
        if starts or time.monotonic() > deadline:
            return min(starts, default=None)
        time.sleep(0.5)


def _planned() -> list[datetime]:
    with get_client(sync_client=True) as client, suppress(ObjectNotFound):
        deployment = client.read_deployment_by_name("clean/nightly")
        runs = client.get_scheduled_flow_runs_for_deployments([deployment.id])
        return [run.next_scheduled_start_time for run in runs if run.next_scheduled_start_time]
    return []


def pause() -> bool:
    """Stop the schedule; whether there was one."""
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name("clean/nightly")
        except ObjectNotFound:
            return False
        client.pause_deployment(deployment.id)
    return True

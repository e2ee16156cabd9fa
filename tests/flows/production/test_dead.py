"""Runs whose process is gone are told of; nobody else's run is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import yaml
from prefect.client.schemas.objects import FlowRun
from prefect.events.schemas.automations import AutomationCore, Posture
from prefect.states import Running

from flows.approve import approve
from flows.production.dead import Signature, machine_id, tell_of_dead
from flows.production.deploy import SILENT_SECONDS, WATCHED, silent_runs
from flows.production.machine import began, worker_settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def ended() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


ROOT = Path(__file__).parents[3]
OWN = Signature.own()
CASES = [
    pytest.param(OWN.labels, False, id="at-work"),
    pytest.param(Signature(machine_id(), ended(), "1").labels, True, id="ended"),
    pytest.param(OWN._replace(began="1").labels, True, id="its-number-is-another-process-now"),
    pytest.param(OWN._replace(place="elsewhere 1", process=ended()).labels, False, id="elsewhere"),
    pytest.param({"prefect.flow.id": "x"}, False, id="says-nothing"),
    pytest.param(OWN.labels | {"fragmend.process": "seven"}, False, id="says-nonsense"),
]


class Client:
    """A server with some runs at work."""

    def __init__(self, runs: Sequence[FlowRun]) -> None:
        self.runs = runs
        self.told: dict[Any, Any] = {}

    def read_flow_runs(self, **_asked: Any) -> Sequence[FlowRun]:
        return self.runs

    def set_flow_run_state(self, name: Any, state: Any, *, force: bool) -> None:
        assert force  # else the place that it holds would have to be free first
        self.told[name] = state


@pytest.mark.parametrize(("labels", "dead"), CASES)
def test_only_what_is_surely_dead_is_told_of(labels: dict[str, Any], *, dead: bool) -> None:
    run = FlowRun(id=uuid4(), flow_id=uuid4(), labels=labels, state=Running())
    client = Client([run])
    assert list(tell_of_dead(client)) == ([run] if dead else [])  # type: ignore[arg-type]
    assert [state.type.value for state in client.told.values()] == (["CRASHED"] if dead else [])


def test_a_process_is_known_by_when_it_began() -> None:
    assert began(os.getpid()) == OWN.began != ""


def test_a_run_that_waits_for_a_person_is_not_watched() -> None:
    """Its heartbeat may arrive behind the word that it is suspended; it was crashed for that."""
    assert approve.name not in WATCHED
    assert len(WATCHED) == 3


def test_the_file_and_the_command_set_up_the_same_automation() -> None:
    plain = yaml.safe_load((ROOT / "automations.yaml").read_text(encoding="utf-8"))
    (found,) = (AutomationCore.model_validate(each) for each in plain["automations"])
    assert found == silent_runs()


def test_a_run_that_is_silent_is_told_of_by_the_server() -> None:
    """Its end may have any name, and a beat or two may be missed."""
    trigger = silent_runs().trigger
    assert trigger.posture is Posture.Proactive  # type: ignore[union-attr]
    assert trigger.expect == {"prefect.flow-run.*"}  # type: ignore[union-attr]
    beat = int(worker_settings("http://x/api")["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])
    assert beat * 3 < SILENT_SECONDS

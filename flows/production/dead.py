"""Runs whose process is gone: nobody was left to tell Prefect, so its lists show them as running.

A run that begins writes down where it runs: the machine, the number of its process and when that
began. So the next run, and ``fragmend schedule``, can tell which of the others have no process
any more. Of a run on another machine nothing is known here; the automation of ``deploy`` sees
that its heartbeat stops.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import httpx
from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import PrefectHTTPStatusError
from prefect.states import Crashed

from flows.production import interrupted
from flows.production.machine import began

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

_PLACE, _PROCESS, _BEGAN = "fragmend.machine", "fragmend.process", "fragmend.began"
_AT_WORK: Final = [StateType.RUNNING, StateType.CANCELLING]
_MOST: Final = 200
"""Runs looked at; a server answers with so many at once."""
_MACHINE: Final = Path("/etc/machine-id")
_UNANSWERED: Final = (httpx.HTTPError, PrefectHTTPStatusError, OSError)


class Signature(NamedTuple):
    """Where a run runs."""

    place: str
    process: int
    began: str

    @classmethod
    def own(cls) -> Signature:
        """Of this process."""
        return cls(machine_id(), os.getpid(), began(os.getpid()))

    @classmethod
    def of(cls, labels: Mapping[str, Any]) -> Signature | None:
        """What a run wrote down; None if it did not.

        >>> Signature.of({"fragmend.machine": "box", "fragmend.process": 7, "fragmend.began": "1"})
        Signature(place='box', process=7, began='1')
        >>> Signature.of({"prefect.flow.id": "…"})
        """
        try:
            return cls(labels[_PLACE], int(labels[_PROCESS]), labels[_BEGAN])
        except (KeyError, ValueError, TypeError):
            return None

    @property
    def is_dead(self) -> bool:
        """Whether it ran on this machine, and its process is there no more.

        Another process may have got its number; that one began at another moment.
        """
        return self.place == machine_id() and began(self.process) != self.began

    @property
    def labels(self) -> dict[str, bool | int | float | str]:
        """As they are written down."""
        return {_PLACE: self.place, _PROCESS: self.process, _BEGAN: self.began}


def machine_id() -> str:
    """Name of this machine, or container, that no other one has; and the name people gave it."""
    try:
        own = _MACHINE.read_text(encoding="utf-8").strip()
    except OSError:
        own = ""
    return f"{os.uname().nodename} {own}".strip()


def sign_and_look() -> None:
    """Of the run at work: write down where it runs, and tell Prefect which others have ended.

    A server that does not answer keeps no night from being cleaned.
    """
    name = runtime.flow_run.id
    with suppress(*_UNANSWERED), get_client(sync_client=True) as client:
        if name:
            interrupted.note_run(str(client.api_url), name)
            client.update_flow_run_labels(name, Signature.own().labels)
        list(tell_of_dead(client))


def tell_of_dead(client: SyncPrefectClient) -> Iterator[FlowRun]:
    """Mark the runs as crashed that ran on this machine and whose process is gone."""
    at_work = FlowRunFilterStateType(any_=_AT_WORK)
    wanted = FlowRunFilter(state=FlowRunFilterState(type=at_work))
    for run in client.read_flow_runs(flow_run_filter=wanted, limit=_MOST):
        signed = Signature.of(run.labels)
        if signed is not None and signed.is_dead:
            client.set_flow_run_state(run.id, Crashed(message=sentence(signed)), force=True)
            yield run


def sentence(signed: Signature) -> str:
    """What the run's page says.

    >>> sentence(Signature("box 42", 7, "1"))[:48]
    'Its process (7 on box) ended without a word: it '
    """
    host = signed.place.partition(" ")[0]
    return (
        f"Its process ({signed.process} on {host}) ended without a word: it was killed, or the "
        "machine went down. It published whole nights or nothing; the next run does what is left."
    )

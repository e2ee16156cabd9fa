"""``fragmend schedule``: from a bare machine to a nightly run that can be seen in the UI."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cleaners.errors import FragmendError
from flows.production import machine
from flows.production.start import prepare

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flows.parameters import Job


class ScheduleError(FragmendError):
    """A cron or a time zone that is none."""

    def __init__(self, what: str, given: str, example: str) -> None:
        super().__init__(what, given, example)
        self.what = what
        self.given = given
        self.example = example

    def __str__(self) -> str:
        return f"{self.given!r} is no {self.what}; {self.example} is one. Nothing is scheduled."


def start(job: Job, *, cron: str, port: int, tell: Callable[[str], None]) -> str:
    """Set everything up, and say in a few lines where it is."""
    require_zone(job.timezone)
    tell("looking for a Prefect server")
    api, started = machine.ensure_server(port)
    os.environ["PREFECT_API_URL"] = api
    prepare(verbose=False)
    tell("setting up the deployments")
    from flows.production.deploy import deploy  # noqa: PLC0415  (Prefect reads its settings at its import)

    require_cron(cron)
    starts = deploy(job, cron=cron, timezone=job.timezone)
    tell("looking for a worker")
    machine.ensure_worker(api)
    server = "started for this" if started else "was there already"
    lines = [
        f"Scheduled: {', '.join(job.sources)} into {job.out}",
        f"Next run:  {said(starts, job.timezone)}  (cron {cron})",
        f"UI:        {api.removesuffix('/api')}/deployments  ({server})",
        f"Run now:   PREFECT_API_URL={api} prefect deployment run clean/nightly",
        f"Logs:      {machine.log_file('worker')}",
        "Stop:      fragmend schedule --stop",
        "After a restart of the machine: the same command again, or `fragmend schedule --systemd`.",
    ]
    return "\n".join(lines)


def require_zone(name: str) -> None:
    """Raise ScheduleError for a time zone that nobody knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ScheduleError("time zone", name, "Europe/Berlin") from error


def require_cron(cron: str) -> None:
    """Raise ScheduleError for a cron that is none."""
    from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415  (as above)

    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        raise ScheduleError("cron", cron, "'30 2 * * *' (half past two, every night)") from error


def said(moment: datetime | None, zone: str) -> str:
    """A moment in the zone of the schedule.

    >>> from datetime import UTC, datetime
    >>> said(datetime(2026, 11, 2, 1, 30, tzinfo=UTC), "Europe/Berlin")
    '2026-11-02 02:30 (Europe/Berlin)'
    >>> said(None, "UTC")
    'not planned yet; the log of the server may say why'
    """
    if moment is None:
        return "not planned yet; the log of the server may say why"
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def stop_all() -> str:
    """End the schedule, then the worker and the server that were started for it."""
    server = machine.running("server")
    told = []
    if server is not None:
        os.environ["PREFECT_API_URL"] = server.api
    if os.environ.get("PREFECT_API_URL"):
        prepare(verbose=False)
        from flows.production.deploy import pause  # noqa: PLC0415  (as above)

        told.append("The schedule is paused." if pause() else "There was no schedule.")
    ended = [name for name in ("worker", "server") if machine.stop(name)]
    told.append(f"Ended: {', '.join(ended)}." if ended else "No process of ours was running.")
    return " ".join(told)

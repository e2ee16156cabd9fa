"""``fragmend schedule``: from a bare machine to a nightly run that can be seen in the UI."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cleaners.errors import FragmendError
from flows.contracts import load
from flows.dataset import Dataset
from flows.errors import DiskError
from flows.production import machine
from flows.production.start import prepare, server_told
from flows.sources.errors import SourceError
from flows.sources.find import expand, find, has_night, nights

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flows.parameters import Job


class ScheduleError(FragmendError):
    """A cron, a time zone, … that is none."""

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
    require_job(job)
    # Prefect reads its settings at its import, and a cron is known to be none before anything runs.
    named = os.environ.get("PREFECT_API_URL")
    os.environ["PREFECT_API_URL"] = machine.address(port)
    prepare(verbose=False)
    require_cron(cron)
    tell("looking for a Prefect server")
    api, started = machine.ensure_server(port, named)
    tell("setting up the deployments")
    from flows.production.deploy import deploy, served_by_another  # noqa: PLC0415  (as above)

    with server_told():
        starts = deploy(job, cron=cron, timezone=job.timezone)
    tell("looking for a worker")
    if not served_by_another():  # else it would be the second, and no service's
        machine.ensure_worker(api)
    server = "started for this" if started else "was there already"
    lines = [
        *(f"Look at:   {problem}" for problem in oddities(job)),
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


def require_job(job: Job) -> None:
    """Raise what the first night would raise, while the person is there who can mend it."""
    load(job.contract)
    if job.webhook and not job.webhook.startswith(("https://", "http://")):
        raise ScheduleError("webhook", job.webhook, "https://hooks.example.org/fragmend")
    for source in job.sources:
        if has_night(source) and expand(source, _DAY) == expand(source, _DAY + timedelta(days=1)):
            raise ScheduleError("source by night", source, "dumps/{night:%Y-%m-%d}")
    out = Path(job.out)
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        Dataset.open(job.out)
    there = next(place for place in (out, *out.parents) if place.exists())
    if not os.access(there, os.W_OK):
        raise DiskError(str(there), "permission denied to this user")


_DAY: Final = date(2026, 11, 1)


def oddities(job: Job) -> list[str]:
    """What may be as it should, and most likely is not: a source where nothing lies yet.

    >>> from flows.parameters import Job
    >>> oddities(Job(sources=["nowhere/{night:%Y-%m-%d}"], out="out"))
    ['no night lies at nowhere/{night:%Y-%m-%d} yet; is the path right?']
    """
    return [told for told in map(_oddity, job.sources) if told]


def _oddity(source: str) -> str:
    if has_night(source):
        lying = nights(source)
        return "" if lying else f"no night lies at {source} yet; is the path right?"
    try:
        find([source])
    except SourceError as error:
        return str(error)
    return ""


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

        with server_told():
            told.append("The schedule is paused." if pause() else "There was no schedule.")
    ended = [name for name in ("worker", "server") if machine.stop(name)]
    told.append(f"Ended: {', '.join(ended)}." if ended else "No process of ours was running.")
    return " ".join(told)

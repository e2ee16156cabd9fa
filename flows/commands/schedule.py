"""``fragmend schedule | backfill``: nights by themselves, and nights of the past."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (cyclopts reads the annotations)
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console
from rich.text import Text

from flows.commands.options import (
    DateColumn,
    HtmlColumn,
    UrlColumn,
    as_day,
)

if TYPE_CHECKING:
    from cyclopts import App

_stdout = Console()
_stderr = Console(stderr=True)
OK: Final = 0
USAGE: Final = 2


def register(app: App) -> None:
    """Add the commands."""
    app.command(schedule)
    app.command(backfill)


def schedule(
    *sources: Annotated[
        str, Parameter(help="Folders, files or globs; {night:%Y-%m-%d} stands for the night.")
    ],
    out: Annotated[str | None, Parameter(help="Folder of the dataset.")] = None,
    cron: Annotated[str, Parameter(help="When: minute hour day month weekday.")] = "30 2 * * *",
    timezone: Annotated[str, Parameter(help="Of the cron and of the nights.")] = "UTC",
    since: Annotated[
        dt.date | None,
        Parameter(
            converter=as_day,
            help="Leave nights before this one alone.",
            show_default="all are caught up",
        ),
    ] = None,
    contract: Annotated[
        str | None, Parameter(help="A TOML or Python file with rules of your own.")
    ] = None,
    html_column: HtmlColumn = "html",
    url_column: UrlColumn = "url",
    date_column: DateColumn = "date_fetched",
    webhook: Annotated[
        str | None, Parameter(help="Address that gets alerts as JSON.", show_default="none")
    ] = None,
    port: Annotated[
        int,
        Parameter(help="Of a server that has to be started.", validator=Number(gte=1, lte=65_535)),
    ] = 4200,
    systemd: Annotated[
        bool, Parameter(help="Print units for systemd instead of starting anything.", negative=())
    ] = False,
    units: Annotated[
        Path | None,
        Parameter(help="Write these units to a folder, most likely ~/.config/systemd/user."),
    ] = None,
    stop: Annotated[
        bool, Parameter(help="End the schedule, the worker and the server.", negative=())
    ] = False,
) -> int:
    """Clean SOURCES every night: sets up a Prefect server, a worker and the schedule, as needed.

    A server that PREFECT_API_URL names, or that answers on this machine, is used; else one is
    started. Doing it again changes what has changed, and nothing else.

    Examples:
        fragmend schedule 'dumps/{night:%Y-%m-%d}' --out dataset --timezone Europe/Berlin

        fragmend schedule 'dumps/{night:%Y-%m-%d}' --out dataset --html-column body

        fragmend schedule --stop
    """
    if systemd or units:
        from flows.production import systemd as made

        found = made.units(os.environ.get("PREFECT_API_URL"), port)
        sys.stdout.write(made.write(found, units.expanduser()) if units else made.printed(found))
        return OK
    from flows.production.scheduling import start, stop_all

    if stop:
        _stdout.print(Text(stop_all()))
        return OK
    if not sources or out is None:
        _stderr.print(Text("fragmend: schedule needs SOURCES and --out.", style="red"))
        return USAGE
    from flows.parameters import Columns, Job

    job = Job(
        sources=[absolute(source) for source in sources],
        out=absolute(out),
        timezone=timezone,
        columns=Columns(html=html_column, url=url_column, date_fetched=date_column),
        **({"since": since} if since else {}),
        **({"webhook": webhook} if webhook else {}),
        **({"contract": absolute(contract)} if contract else {}),
    )
    _stdout.print(Text(start(job, cron=cron, port=port, tell=_told)), soft_wrap=True)
    return OK


def backfill(
    *sources: Annotated[
        str, Parameter(help="Folders, files or globs; {night:%Y-%m-%d} stands for the night.")
    ],
    out: Annotated[str, Parameter(help="Folder of the dataset; created when missing.")],
    from_: Annotated[
        dt.date, Parameter(converter=as_day, name="--from", help="The first night (YYYY-MM-DD).")
    ],
    to: Annotated[dt.date, Parameter(converter=as_day, help="The last night (YYYY-MM-DD).")],
    workers: Annotated[
        int | None, Parameter(help="Processes side by side.", show_default="one a core")
    ] = None,
    html_column: HtmlColumn = "html",
    url_column: UrlColumn = "url",
    date_column: DateColumn = "date_fetched",
    contract: Annotated[
        str | None, Parameter(help="A TOML or Python file with rules of your own.")
    ] = None,
    json: Annotated[
        bool, Parameter(help="Print the summaries as JSON, for scripts.", negative=())
    ] = False,
    verbose: Annotated[bool, Parameter(help="Show Prefect's log.", negative=())] = False,
) -> int:
    """Clean the nights of the past that lie at SOURCES, each once, oldest first.

    Examples:
        fragmend backfill 'dumps/{night:%Y-%m-%d}' --out dataset --from 2026-10-01 --to 2026-10-31
    """
    from flows.commands.ending import show_outcome
    from flows.parameters import Columns, Job
    from flows.production.start import run_backfill

    if not sources:
        _stderr.print(Text("fragmend: backfill needs at least one SOURCE.", style="red"))
        return USAGE
    columns = Columns(html=html_column, url=url_column, date_fetched=date_column)
    job = Job(sources=list(sources), out=out, columns=columns, workers=workers, contract=contract)
    outcome = run_backfill(job, from_, to, console=_stderr, verbose=verbose)
    return show_outcome(outcome, as_json=json)


def absolute(path: str) -> str:
    """A path as it is known from any folder: a worker runs in one of its own."""
    return str(Path.cwd() / path)


def _told(sentence: str) -> None:
    _stderr.print(Text(f"{sentence} …", style="dim"))

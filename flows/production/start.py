"""Starting a flow from the command line: Prefect quiet and offline, a bar that moves.

Prefect is imported here and nowhere below, and only after its settings stand in the
environment: it reads them once.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed
from rich.text import Text

from cleaners.errors import FragmendError
from flows.nights import left_alone, logical_night, unprocessed
from flows.production import temporary
from flows.production.ahead import begun
from flows.production.interrupted import ending_at_once, published_so_far
from flows.production.machine import home
from flows.production.machine import running as found
from flows.production.quiet import QUIET, TERMINAL
from flows.shown.outcome import Outcome
from flows.shown.progress import Step, listening
from flows.shown.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prefect.client.schemas.objects import State
    from rich.console import Console
    from rich.progress import Task

    from flows.parameters import Job

_NO_SERVER: Final = ("Failed to reach API", "ephemeral Prefect API server")
_STAGES: Final = {
    "start": "starting Prefect",
    "plan": "reading the sources",
    "clean": "cleaning",
    "settle": "settling duplicates and gates",
    "publish": "publishing",
}


class ServerGoneError(FragmendError):
    """Prefect's server does not answer, or its own temporary one did not start."""

    def __init__(self, api: str | None, reason: str) -> None:
        super().__init__(api, reason)
        self.api = api
        """None for a temporary one."""
        self.reason = reason

    def __str__(self) -> str:
        if self.api is None:
            found = f"Prefect's temporary server did not start ({self.reason})"
            advice = (
                "see that PREFECT_HOME (~/.prefect) can be written and has room, then run again"
            )
        else:
            found = f"no Prefect server answers at {self.api} ({self.reason})"
            advice = (
                "start it, or take PREFECT_API_URL out of the environment and of Prefect's "
                "profile to do without, then run again"
            )
        return f"{found}. {published_so_far()} Next: {advice}."


def run_clean(job: Job, *, console: Console, verbose: bool = False) -> Outcome:
    """Run the flow ``clean`` in this process and give what came of each night.

    Raises what the flow raises: a ``FragmendError`` where a person must act.
    """
    prepare(verbose=verbose)
    tonight = logical_night(job, datetime.now(UTC))
    nights = unprocessed(job, tonight)
    if not nights:
        return Outcome((left_alone(job, tonight),), ())
    with (
        ending_at_once(),
        running(console, shown=not verbose),
        begun(job, nights[0], len(nights)) as ahead,
    ):
        ended = ahead.soon() if len(nights) == 1 else None
        if isinstance(ended, Summary):  # before Prefect's server is waited for
            return Outcome((ended,), ())
        if ended is not None and temporary.needed():  # nobody could see a page of this run
            raise ended
        with at_server(verbose=verbose):
            from flows.clean import clean  # noqa: PLC0415  (after its settings; see above)

            return _outcome(clean(job, return_state=True))


def run_backfill(
    job: Job, first: date, last: date, *, console: Console, verbose: bool = False
) -> Outcome:
    """Run the flow ``backfill`` in this process, as ``run_clean`` does."""
    prepare(verbose=verbose)
    with (
        ending_at_once(),
        running(console, shown=not verbose),
        at_server(verbose=verbose),
    ):
        from flows.backfill import backfill  # noqa: PLC0415  (as above)

        return _outcome(backfill(job, first, last, return_state=True))


@contextmanager
def at_server(*, verbose: bool) -> Iterator[None]:
    """Run flows inside the block: at the server that is named, or else at a temporary one.

    What a flow needs is imported while the temporary one starts.
    """
    if not temporary.needed():
        with server_told():
            yield
        return
    _require_home()
    server = temporary.Server(verbose=verbose)
    from prefect.settings import get_current_settings  # noqa: PLC0415  (as above)

    import flows.clean  # noqa: F401, PLC0415  (as above)

    try:
        server.wait(get_current_settings().server.ephemeral.startup_timeout_seconds)
    except temporary.NoServerError as error:
        raise ServerGoneError(None, str(error)) from error
    with server_told():
        yield


@contextmanager
def server_told() -> Iterator[None]:
    """Turn the absence of Prefect's server into an error that says what to do."""
    import httpx  # noqa: PLC0415  (it is Prefect's; see above)

    if _api() is None:
        _require_home()
    try:
        yield
    except httpx.TransportError as error:
        raise ServerGoneError(_api(), str(error) or type(error).__name__) from error
    except RuntimeError as error:  # Prefect has no class for it
        if not any(sign in str(error) for sign in _NO_SERVER):
            raise
        raise ServerGoneError(_api(), str(error).partition(". ")[0].rstrip(".")) from error


def _require_home() -> None:
    """Raise at once where a temporary server could not keep anything: Prefect waits in vain."""
    with suppress(OSError):
        home().mkdir(parents=True, exist_ok=True)
    if not os.access(home(), os.W_OK):
        raise ServerGoneError(None, f"{home()} cannot be written")


def _api() -> str | None:
    from prefect.settings import get_current_settings  # noqa: PLC0415  (as above)

    return get_current_settings().api.url


def _outcome(state: State[Any]) -> Outcome:
    """What a flow gave; a night that is held back is a failed state, and has an outcome too."""
    from flows.clean import NightsFailedError  # noqa: PLC0415  (as above)

    try:
        return cast("Outcome", state.result())
    except NightsFailedError as failed:
        return failed.outcome


def prepare(*, verbose: bool) -> None:
    """Set what Prefect reads at its import; what the user has set stays.

    A server that ``fragmend schedule`` has started is used: its UI shows this run too, and two
    servers on one database would wait for each other.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if not verbose and "PREFECT_LOGGING_LEVEL" not in os.environ:
        os.environ.update(TERMINAL)
    server = found("server")
    if server is not None:
        os.environ.setdefault("PREFECT_API_URL", server.api)


@contextmanager
def running(console: Console, *, shown: bool) -> Iterator[None]:
    """A bar on a terminal, a line a stage elsewhere (a log file, CI)."""
    if not (shown and console.is_terminal):
        with listening(_Lines(console)):
            yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), Counted())
    with Progress(*columns, Elapsed(), console=console, transient=True) as progress:
        task = progress.add_task(_STAGES["start"], total=None)

        def move(step: Step) -> None:
            name = _STAGES.get(step.stage, step.stage)
            progress.update(task, description=name, completed=step.done, total=step.total or None)

        with listening(move):
            yield


class Counted(ProgressColumn):
    """How many are done, and of how many where that is known: what is packed does not tell."""

    def render(self, task: Task) -> Text:
        """As "12 of 40 documents", or as "12 documents"."""
        if not task.completed and not task.total:
            return Text()
        of = f" of {int(task.total):,}" if task.total else ""
        return Text(f"{int(task.completed):,}{of} documents", style="progress.download")


class _Lines:
    """Tells of each stage once, for places where a bar would only smear."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""

    def __call__(self, step: Step) -> None:
        if step.stage != self._stage:
            self._stage = step.stage
            self._console.print(f"{_STAGES.get(step.stage, step.stage)} …", style="dim")

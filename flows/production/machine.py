"""A Prefect server and a worker on this machine, as processes in the background.

For those who have neither. Each has a file with its process and a log in ``$PREFECT_HOME``;
a process is known by its number and the moment it began, so that a number which the system
has given to another process is never taken for ours, and never killed.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from cleaners.errors import FragmendError
from flows.production.quiet import QUIET, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

POOL: Final = "fragmend"
PORT: Final = 4200
RETENTION_DAYS: Final = 90
HEARTBEAT_SECONDS: Final = 60
"""Between two words of a run at work; by their end the server knows that it died."""
_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 20.0
Name = Literal["server", "worker"]


class ProcessNotStartedError(FragmendError):
    """The server or the worker did not come up."""

    def __init__(self, name: str, log: str) -> None:
        super().__init__(name, log)
        self.name = name
        self.log = log

    def __str__(self) -> str:
        return (
            f"the Prefect {self.name} did not start; its log is {self.log}. Nothing is "
            "scheduled. Another program on its port is the usual reason: name another --port."
        )


class PortTakenError(FragmendError):
    """Another program listens where the server should."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(port, reason)
        self.port = port
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"no Prefect server answers at port {self.port}, and none can be started there: "
            f"{self.reason[0].lower()}{self.reason[1:]}. Nothing is scheduled; name another --port."
        )


@dataclass(frozen=True, slots=True)
class Background:
    """A process of ours, as its file says it."""

    pid: int
    began: str
    """Clock ticks since the machine started, as the kernel says."""
    api: str

    @property
    def lives(self) -> bool:
        """Whether this very process is still there."""
        return began(self.pid) == self.began


def home() -> Path:
    """Where Prefect keeps its things."""
    return Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()


def state_file(name: Name) -> Path:
    """File that says which process is ours."""
    return home() / "fragmend" / f"{name}.json"


def log_file(name: Name) -> Path:
    """Where the process writes what it says."""
    return home() / "fragmend" / f"{name}.log"


def running(name: Name) -> Background | None:
    """Our server or worker, if it runs."""
    try:
        found = Background(**json.loads(state_file(name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.lives else None


def address(port: int = PORT) -> str:
    """Address of the API of the server that is named, or runs, or would be started."""
    ours = running("server")
    named = os.environ.get("PREFECT_API_URL") or (ours.api if ours else "")
    return named or f"http://127.0.0.1:{port}/api"


def ensure_server(port: int, named: str | None) -> tuple[str, bool]:
    """Address of the API of a server, and whether it had to be started."""
    ours = running("server")
    if named or ours is not None:
        return named or (ours.api if ours else ""), False
    api = f"http://127.0.0.1:{port}/api"
    if healthy(api):
        return api, False
    require_free(port)
    _start("server", ("server", "start"), server_settings(port), api)
    return api, True


def require_free(port: int) -> None:
    """Raise PortTakenError where another program listens: Prefect would wait in vain."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTakenError(port, error.strerror or str(error)) from error


def ensure_worker(api: str) -> bool:
    """See that a worker takes runs from the pool; whether it had to be started."""
    ours = running("worker")
    if ours is not None and ours.api == api:
        return False
    if ours is not None:
        stop("worker")
    command = ("worker", "start", "--pool", POOL, "--type", "process", "--name", worker_name())
    _start("worker", command, worker_settings(api), api)
    return True


def worker_name() -> str:
    """What a worker that is started here is called; those of systemd have names of their own."""
    return f"fragmend@{os.uname().nodename}"


def server_settings(port: int = PORT) -> dict[str, str]:
    """Environment of the server: quiet, and with a database that does not grow for ever."""
    return QUIET | {
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        # Not by --port: the UI would still call 4200.
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(RETENTION_DAYS * 86_400),
    }


def worker_settings(api: str) -> dict[str, str]:
    """Environment of the worker and the runs that it starts."""
    return QUIET | {
        "PREFECT_API_URL": api,
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
    }


def _start(name: Name, command: Sequence[str], settings: Mapping[str, str], api: str) -> None:
    """Start a process that outlives this one, and wait until it works."""
    log = log_file(name)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  (our own interpreter)
            [sys.executable, "-m", "prefect", *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=_inherited() | dict(settings),
            cwd=log.parent,
            start_new_session=True,  # Ctrl-C here is not meant for it
        )
    ours = Background(process.pid, began(process.pid), api)
    state_file(name).write_text(json.dumps(asdict(ours)), encoding="utf-8")
    deadline = time.monotonic() + _START_SECONDS
    while not (healthy(api) if name == "server" else _listens(log)):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ProcessNotStartedError(name, str(log))
        time.sleep(0.5)


def _inherited() -> dict[str, str]:
    """The environment of this process, but for what keeps its own terminal quiet."""
    return {name: value for name, value in os.environ.items() if name not in TERMINAL}


def _listens(log: Path) -> bool:
    """Whether the worker's log says that it has begun."""
    return b"started!" in log.read_bytes()[-20_000:]


def healthy(api: str) -> bool:
    """Whether a Prefect server answers there."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=3) as answer:  # noqa: S310  (http, as above)
            return bool(answer.status == 200)  # noqa: PLR2004  (HTTP's own number)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def stop(name: Name) -> bool:
    """End our process, and only ours; whether there was one."""
    ours = running(name)
    state_file(name).unlink(missing_ok=True)
    if ours is None:
        return False
    deadline = time.monotonic() + _STOP_SECONDS
    with suppress(ProcessLookupError):
        os.kill(ours.pid, signal.SIGINT if name == "worker" else signal.SIGTERM)
    while ours.lives and time.monotonic() < deadline:
        _reap(ours.pid)
        time.sleep(0.2)
    if ours.lives:
        with suppress(ProcessLookupError):
            os.killpg(ours.pid, signal.SIGKILL)
    return True


def _reap(pid: int) -> None:
    """Take note of the end of a child of this very process."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def began(pid: int) -> str:
    """When a process began, by the kernel's clock; empty if there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]

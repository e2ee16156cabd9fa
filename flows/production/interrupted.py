"""Ctrl-C, and a death without it: a run that was ended leaves nothing behind, and soon.

Prefect answers a signal with its log, with events that it still wants to send and with a wait
for its threads. Nothing of a run that has not published is worth that: its working folder is
taken away, its temporary server is ended, and the process is left at once. Workers end with it.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INTERRUPTED: Final = 130
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_LOOK_EVERY: Final = 0.2
_PATIENCE: Final = 30.0
"""Seconds in which a commit may end."""

_TELL_SECONDS: Final = 2.0
"""For a server to hear of it; a person who has pressed Ctrl-C waits."""

_WATCHER: Final = """\
import os, signal, sys
for line in sys.stdin:
    pid = int(line)
with open(f"/proc/{pid}/cmdline", "rb") as file:
    command = file.read()
if b"prefect_server" in command or b"uvicorn" in command:  # ours, or Prefect's own
    os.kill(pid, signal.SIGTERM)
"""
"""Outlives the run, and ends its temporary server when nobody else did; it reads until then."""

COMMITTING: Final = threading.Lock()
"""Held while a version is committed: what a person is told afterwards is true."""

_folders: set[Path] = set()


def clear_at_end(folder: Path) -> None:
    """Take this working folder away too, if the run is interrupted."""
    _folders.add(folder)


def keep(folder: Path) -> None:
    """Its run has ended in order."""
    _folders.discard(folder)


@contextmanager
def ending_at_once() -> Iterator[None]:
    """End the process within a moment of SIGINT or SIGTERM, whatever it is at.

    A thread hears of signals through a pipe: Prefect sets handlers of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard, told = os.pipe()
    os.set_blocking(told, False)
    handlers = {number: signal.signal(number, _nothing) for number in _SIGNALS}
    before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    over = threading.Event()
    threading.Thread(target=_wait, args=(heard,), daemon=True).start()
    threading.Thread(target=_look_for_server, args=(over,), daemon=True).start()
    try:
        yield
    finally:
        over.set()
        signal.set_wakeup_fd(before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.close(told)  # ends the thread that reads


def _nothing(_signal: int, _frame: object) -> None:
    """Be a handler, so that the signal is written into the pipe and nothing else happens."""


def _wait(heard: int) -> None:
    """End the process when one of the signals is heard."""
    while numbers := os.read(heard, 64):
        if any(number in _SIGNALS for number in numbers):
            _end()
    os.close(heard)


def _end() -> None:
    """Leave: nothing is published any more, or what is being published is, wholly."""
    COMMITTING.acquire(timeout=_PATIENCE)
    for address in _runs:
        _tell(address)
    _server_ended()
    for folder in list(_folders):
        shutil.rmtree(folder, ignore_errors=True)
    clean_line = "\x1b[?25h\r\x1b[2K" if sys.stderr.isatty() else ""
    with suppress(OSError):
        os.write(2, f"{clean_line}{sentence()}\n".encode())
    os._exit(INTERRUPTED)


_runs: list[str] = []
"""Addresses of the flow runs of this process."""


def note_run(api: str, run: str) -> None:
    """Let the server hear of it, if this run is interrupted; else its lists say that it runs."""
    _runs.append(f"{api.rstrip('/')}/flow_runs/{run}/set_state")


def _tell(address: str) -> None:
    """Say that a run was interrupted. Prefect refuses it of a run that has ended, as it should."""
    state = {"type": "CANCELLED", "name": "Interrupted", "message": sentence()}
    key = os.environ.get("PREFECT_API_KEY")
    about = {"Content-Type": "application/json"} | (
        {"Authorization": f"Bearer {key}"} if key else {}
    )
    with suppress(OSError, ValueError, http.client.HTTPException):
        body = json.dumps({"state": state}).encode()
        request = urllib.request.Request(address, body, about)  # noqa: S310  (Prefect's own)
        urllib.request.urlopen(request, timeout=_TELL_SECONDS).close()  # noqa: S310  (as above)


_published: list[str] = []


def note_published(night: str) -> None:
    """Let it be known, if a later night of the same run is interrupted."""
    _published.append(night)


@contextmanager
def committing(*nights: str) -> Iterator[None]:
    """Let a commit of these nights end, and be told of, before an interruption ends the run."""
    with COMMITTING:
        yield
        for night in nights:
            note_published(night)


def sentence() -> str:
    """What a person is told who interrupted it."""
    if not _published:
        return "fragmend: interrupted; nothing was published."
    nights = ", ".join(_published)
    return f"fragmend: interrupted; published before that: {nights}. Nothing else was."


def published_so_far() -> str:
    """What a person is told whose run failed; its server may be gone after it has published."""
    if not _published:
        return "Nothing was published by this run."
    return f"Published before that: {', '.join(_published)}. Nothing else was."


# The temporary server


def note_server(process: subprocess.Popen[bytes]) -> None:
    """See that the temporary server of this run ends with it, even by SIGKILL."""
    _servers.append(process)
    watcher = subprocess.Popen(  # noqa: S603  (our own interpreter)
        [sys.executable, "-I", "-S", "-c", _WATCHER],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in a terminal is not for it
    )
    assert watcher.stdin is not None
    watcher.stdin.write(f"{process.pid}\n".encode())
    watcher.stdin.flush()
    _kept.append(watcher)  # its pipe closes with this process


_servers: list[subprocess.Popen[bytes]] = []
_kept: list[subprocess.Popen[bytes]] = []


def _server_of_prefect() -> subprocess.Popen[bytes] | None:
    """The process of a temporary server that Prefect started by itself, if there is one."""
    module = sys.modules.get("prefect.server.api.server")
    kind = getattr(module, "SubprocessASGIServer", None)
    for instance in list(getattr(kind, "_instances", {}).values()):
        process: subprocess.Popen[bytes] | None = getattr(instance, "server_process", None)
        if process is not None:
            return process
    return None


def _server_ended() -> None:
    for process in filter(None, (*_servers, _server_of_prefect())):
        with suppress(OSError):
            process.kill()


def _look_for_server(over: threading.Event) -> None:
    """Note the server that Prefect starts by itself, once it is there, if it does."""
    while not _servers and not over.wait(_LOOK_EVERY):
        process = _server_of_prefect()
        if process is not None:
            note_server(process)

"""A Prefect server for the length of one run, where none is named and none runs.

Prefect would start one by itself, out of this very process, which imports the whole server to do
so: as much work as a small night. So it is started here, as Prefect's own application with what
Prefect sets for it, before Prefect is imported, and comes up while this process is busy with what
a flow needs.
"""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO, Final

from flows.production import interrupted
from flows.production.machine import healthy, home

_EPHEMERAL: Final = {
    "PREFECT_UI_ENABLED": "0",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
}
"""What Prefect tells its own temporary servers: no UI, and no services but those of a run."""
# -P: a json.py in the folder where one happens to be is not ours.
_COMMAND: Final = ("-P", "-m", "flows.production.prefect_server")
_API: Final = "PREFECT_API_URL"
_NAMING: Final = (_API, "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")
_LOOK_EVERY: Final = 0.1
_STOP_SECONDS: Final = 5.0
_SAID: Final = 300
"""Characters of its last words."""


class NoServerError(RuntimeError):
    """It ended, or did not answer in time; the message holds its last words."""


def needed() -> bool:
    """Whether surely no server is named, wherever Prefect looks for its settings.

    Where one might be, or Prefect has read its settings already, all is left to Prefect.
    """
    if "prefect" in sys.modules or any(os.environ.get(name) for name in _NAMING):
        return False
    off = ("PREFECT_SERVER_EPHEMERAL_ENABLED", "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE")
    if any(name in os.environ for name in off):
        return False
    files = (home() / "profiles.toml", Path(".env"), Path("prefect.toml"), Path("pyproject.toml"))
    return not any(map(_may_name_one, files))


def _may_name_one(settings: Path) -> bool:
    try:
        text = settings.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return settings.name == "prefect.toml" or _API in text or "[tool.prefect" in text


class Server:
    """A temporary server that was started, and may not answer yet; it ends with this process."""

    def __init__(self, *, verbose: bool) -> None:
        port = _free_port()
        self._api = f"http://127.0.0.1:{port}/api"
        self._said: BinaryIO | None = None if verbose else tempfile.TemporaryFile()  # noqa: SIM115  (as long as the process)
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter)
            [sys.executable, *_COMMAND, str(port)],
            env={**os.environ, **_EPHEMERAL},
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
        )
        interrupted.note_server(self._process)
        os.environ[_API] = self._api
        # Prefect registers what it still has to send later, so that is done before this.
        atexit.register(self.stop)

    def wait(self, seconds: float) -> None:
        """Return once it answers; NoServerError if it does not."""
        deadline = time.monotonic() + seconds
        while not healthy(self._api):
            code = self._process.poll()
            if code is not None:
                raise NoServerError(f"it ended with code {code}{self._words()}")
            if time.monotonic() > deadline:
                raise NoServerError(f"no answer in {seconds:.0f} seconds{self._words()}")
            time.sleep(_LOOK_EVERY)

    def stop(self) -> None:
        """End it, after it has written down what it was told."""
        atexit.unregister(self.stop)
        os.environ.pop(_API, None)
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self._process.kill()
            self._process.wait()

    def _words(self) -> str:
        """The last line that it wrote."""
        if self._said is None:
            return ""
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f": {last[:_SAID]}" if last else ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

"""A temporary Prefect server: started only where none is named, and gone with the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.production import temporary


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which Prefect was never set up; the folder is its home and where we are."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.delitem(sys.modules, "prefect", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


FILES = [
    pytest.param("profiles.toml", 'PREFECT_API_URL = "http://x/api"', False, id="profile"),
    pytest.param("profiles.toml", '[profiles.a]\nPREFECT_LOGGING_LEVEL = "INFO"', True, id="log"),
    pytest.param(".env", "PREFECT_API_URL=http://x/api", False, id="env-file"),
    pytest.param(".env", "OTHER=1", True, id="other-env-file"),
    pytest.param("pyproject.toml", '[tool.prefect.api]\nurl = "http://x/api"', False, id="project"),
    pytest.param("pyproject.toml", '[project]\nname = "x"', True, id="other-project"),
    pytest.param("prefect.toml", '[api]\nurl = "http://x/api"', False, id="prefect-toml"),
]


@pytest.mark.parametrize(("name", "text", "wanted"), FILES)
def test_a_file_may_name_a_server(bare: Path, name: str, text: str, wanted: bool) -> None:  # noqa: FBT001
    assert temporary.needed()
    (bare / name).write_text(text)
    assert temporary.needed() == wanted


@pytest.mark.parametrize(
    "name", ["PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_SERVER_EPHEMERAL_ENABLED"]
)
@pytest.mark.usefixtures("bare")
def test_the_environment_may_name_a_server(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "x")
    assert not temporary.needed()


@pytest.mark.usefixtures("bare")
def test_prefect_has_read_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect", sys)
    assert not temporary.needed()


RUN = """\
import os, sys, time
from flows.production import temporary
temporary._COMMAND = ("-c", sys.argv[1])
server = temporary.Server(verbose=False)
print(server._process.pid, flush=True)
try:
    server.wait(float(sys.argv[2]))
except temporary.NoServerError as error:
    print(error)
"""


def run(server: str, seconds: float) -> tuple[int, str]:
    """A run whose server is a few lines of ours: its process, and what was told of it."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, server, str(seconds)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    process, _, told = done.stdout.partition("\n")
    return int(process), told.strip()


def test_a_server_that_does_not_start_has_last_words() -> None:
    _, told = run("import sys; sys.exit('disk I/O error\\n')", 30)
    assert told == "it ended with code 1: disk I/O error"


def test_a_server_that_does_not_answer_ends_with_the_run() -> None:
    process, told = run("import time; time.sleep(60)", 0.3)
    assert told == "no answer in 0 seconds"
    with pytest.raises(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


def test_a_server_that_answers() -> None:
    server = (
        "import sys; from http.server import *\n"
        "class Healthy(BaseHTTPRequestHandler):\n"
        "    def do_GET(self): self.send_response(200); self.end_headers()\n"
        "HTTPServer(('127.0.0.1', int(sys.argv[1])), Healthy).serve_forever()"
    )
    assert run(server, 30)[1] == ""


KILLED = """\
import os, signal
from flows.production import temporary
server = temporary.Server(verbose=False)
print(server._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.usefixtures("bare")
def test_a_server_ends_with_a_run_that_was_killed() -> None:
    """The watcher knows it by its command line, which is ours."""
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, check=False)
    stat = Path(f"/proc/{int(done.stdout)}/stat")
    deadline = time.monotonic() + 30
    while _lives(stat) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(stat)


def _lives(stat: Path) -> bool:
    """Whether a process is there, and no mere entry that nobody has waited for."""
    try:
        return ") Z " not in stat.read_text(encoding="ascii")
    except OSError:
        return False


PATIENT = """\
from flows.production.prefect_server import _LOOK_EVERY, look_less_often
assert look_less_often()
from datetime import timedelta
from docket import Docket
from prefect.server.api import background_workers
worker = background_workers.Worker(Docket("test", "memory://"))
assert worker.minimum_check_interval == worker.scheduling_resolution == _LOOK_EVERY
background_workers.Worker = lambda docket: docket
assert not look_less_often()
"""


def test_the_broker_of_a_temporary_server_looks_less_often() -> None:
    """No setting says how often; where a newer Prefect has it elsewhere, it is left alone."""
    command = [sys.executable, "-c", PATIENT]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")

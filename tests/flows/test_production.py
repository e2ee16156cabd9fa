"""Production with a real server and worker: one command, missed nights, two runs at once."""

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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flows.dataset import Dataset
from tests.flows.dumps import IN_THE_FUTURE, dump, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.prove
FRAGMEND = [sys.executable, "-m", "flows.cli"]


class Place:
    """A machine of its own: a home of Prefect, a port, a folder with dumps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.api = f"http://127.0.0.1:{self.port}/api"
        dropped = {"PREFECT_API_URL", "PREFECT_LOGGING_LEVEL", "PREFECT_PROFILE"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        root = str(Path(__file__).parents[2])
        self.environment = kept | {
            "PREFECT_HOME": str(folder / "home"),
            "PYTHONPATH": f"{root}{os.pathsep}{root}/src",
        }

    def run(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [*FRAGMEND, *arguments],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
            timeout=240,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def schedule(self, *more: str) -> str:
        return self.run(
            "schedule", "dumps/{night:%Y-%m-%d}", "--out", "dataset", "--cron", "0 0 1 1 *",
            "--port", str(self.port), *more,
        )  # fmt: skip

    def ask(self, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            f"{self.api}/{path}",
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        for patience in (1, 2, 4, 8):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.loads(answer.read() or b"null")
            except urllib.error.HTTPError as error:
                if error.code != 503:  # its database is locked for a moment
                    raise
                time.sleep(patience)
        pytest.fail(f"the server is busy: {path}")

    def start(self, deployment: str, **parameters: Any) -> str:
        name = self.ask(f"deployments/name/{deployment}")["id"]
        made = self.ask(f"deployments/{name}/create_flow_run", {"parameters": parameters})
        return str(made["id"])

    def state(self, run: str) -> str:
        return str(self.ask(f"flow_runs/{run}")["state"]["name"])

    def wait(self, found: Callable[[], Any], seconds: float = 120) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = found()
            if answer:
                return answer
            time.sleep(0.5)
        log = self.folder / "home" / "fragmend" / "worker.log"
        pytest.fail(f"waited in vain; the worker says: {log.read_text()[-3000:]}")

    def ended(self, run: str, seconds: float = 120) -> str:
        """Name of the state in which a run has ended."""
        ends = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}

        def name() -> str | None:
            state = self.ask(f"flow_runs/{run}")["state"]
            return str(state["name"]) if state["type"] in ends else None

        return str(self.wait(name, seconds))

    def nights(self) -> dict[str, int]:
        current = Dataset.open(self.folder / "dataset").current()
        assert current is not None
        return {name: night.published_in for name, night in current.nights.items()}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.run("schedule", "--stop")


def put(place: Place, night: str, many: int = 4, **how: Any) -> None:
    pages = [page(f"{night}, story {at}", number=at, **how) for at in range(many)]
    dump(place.folder / "dumps" / night, pages, fetched=night)


def test_one_command_then_a_gate_then_a_person(place: Place) -> None:
    put(place, "2026-11-01", 60, **IN_THE_FUTURE)
    told = place.schedule()
    assert f"UI:        http://127.0.0.1:{place.port}" in told
    assert "Next run:  20" in told
    again = place.schedule("--timezone", "Europe/Berlin")
    assert "was there already" in again
    assert len(place.ask("deployments/filter", {})) == 4
    job = {
        "sources": [str(place.folder / "dumps/{night:%Y-%m-%d}")],
        "out": str(place.folder / "dataset"),
        "night": "2026-11-01",
    }
    run = place.start("clean/nightly", job=job)
    assert place.ended(run) == "GateBreached"
    asked = place.wait(
        lambda: [r for r in place.ask("flow_runs/filter", {}) if r["name"].startswith("approve")]
    )
    name = asked[0]["id"]
    place.wait(lambda: place.state(name) == "Suspended")
    form = {"run_input": {"verdict": "publish", "reason": "the clock of the site is wrong"}}
    assert place.ask(f"flow_runs/{name}/resume", form)["status"] == "ACCEPT"
    assert place.ended(name) == "Published"
    shown = place.ask("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [name]}}})
    assert sorted(each["key"] for each in shown) == ["decision", "evidence"]
    assert place.nights() == {"2026-11-01": 1}


def test_missed_nights_and_a_worker_that_is_killed(place: Place) -> None:
    today = datetime.now(UTC).date()
    nights = [str(today - timedelta(days)) for days in (2, 1, 0)]
    for night in nights[:2]:
        put(place, night)  # nobody was there: neither server nor worker
    put(place, nights[2], 400)
    place.schedule()
    run = place.start("clean/nightly")
    place.wait((place.folder / "dataset" / "runs" / nights[0]).is_dir)
    worker = json.loads((place.folder / "home/fragmend/worker.json").read_text())["pid"]
    family = [worker, *descendants(worker)]
    for process in family:
        with_suppressed_kill(process)
    assert place.state(run) == "Running"  # nobody is left to say otherwise
    place.schedule()
    state = place.ask(f"flow_runs/{run}")["state"]
    assert state["name"] == "Crashed"
    assert "ended without a word" in state["message"]
    assert place.ended(place.start("clean/nightly"), 200) == "Completed"
    assert sorted(place.nights()) == nights
    assert sorted(place.nights().values()) == [1, 2, 3]  # each was published once


def test_two_runs_of_one_night_by_two_doors(place: Place) -> None:
    night = str(datetime.now(UTC).date())
    put(place, night, 6000)
    place.schedule()
    run = place.start("clean/nightly")
    place.wait(lambda: place.state(run) == "Running")
    place.wait((place.folder / "dataset" / "staging").is_dir)
    second = place.start("clean/nightly")  # while the first is at work, whatever comes next takes
    source = "dumps/{night:%Y-%m-%d}"
    told = place.run("clean", source, "--out", "dataset", "--night", night, code=5)
    assert "is being written by run" in told
    assert place.ended(second) == "Cancelled"
    assert place.ended(run, 200) == "Completed"
    assert place.nights() == {night: 1}


def descendants(process: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            child = int(stat.parent.name)
            found += [child, *descendants(child)]
    return found


def with_suppressed_kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return

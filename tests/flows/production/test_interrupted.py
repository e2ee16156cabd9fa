"""A run that is interrupted, or killed, leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from flows.dataset import Dataset
from flows.night import clean
from flows.parameters import Job
from flows.production import interrupted
from tests.flows.dumps import dump, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.workers.pool import Pool
    from flows.workers.work import Shard, ShardReport

SLOW = """\
import sys, time
from datetime import date
from flows.production.interrupted import ending_at_once
from flows.night import clean
from flows.parameters import Job

def slow(pool, shards):
    reports = [pool.run(shard) for shard in shards]
    print("at work", flush=True)
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass

with ending_at_once():
    job = Job(sources=[sys.argv[1]], out=sys.argv[2], workers=1)
    clean(job, date(2026, 11, 1), slow)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_run_at_once(tmp_path: Path, number: signal.Signals) -> None:
    dump(tmp_path / "in", [page("A seal on the slipway")])
    command = [sys.executable, "-c", SLOW, str(tmp_path / "in"), str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert run.stdout.readline() == b"at work\n"
        began = time.monotonic()
        os.kill(run.pid, number)
        assert run.wait(10) == 130
        assert time.monotonic() - began < 5
        assert run.stderr.read() == b"fragmend: interrupted; nothing was published.\n"
    assert list((tmp_path / "out" / "staging").iterdir()) == []
    assert Dataset.open(tmp_path / "out").current() is None


def one_after_another(pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    return [pool.run(shard) for shard in shards]


def test_the_next_run_clears_what_a_killed_one_left_but_no_evidence(tmp_path: Path) -> None:
    dump(tmp_path / "in", [page("A seal on the slipway")])
    dataset = Dataset.open_or_create(tmp_path / "out")
    (dataset.working_folder("20260101T000000000000-dead") / "plan").mkdir()
    (dataset.working_folder("20260101T000000000000-held") / "final").mkdir()
    job = Job(sources=[str(tmp_path / "in")], out=str(tmp_path / "out"), workers=1)
    assert clean(job, date(2026, 11, 1), one_after_another).state == "published"
    left = [folder.name for folder in (tmp_path / "out" / "staging").iterdir()]
    assert left == ["20260101T000000000000-held"]


def test_a_server_hears_of_it_once_and_may_be_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[tuple[str, str, str]] = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["state"]
            got.append((self.path, state["type"], state["name"]))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    monkeypatch.setattr(interrupted, "_runs", [])
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        interrupted.note_run(f"http://127.0.0.1:{server.server_port}/api/", "7")
        (address,) = interrupted._runs
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        interrupted._tell(address)
        thread.join()
    assert got == [("/api/flow_runs/7/set_state", "CANCELLED", "Interrupted")]
    interrupted._tell(address)  # nobody listens any more, and nothing is raised

"""A schedule in one command: units, processes that are ours, and deployments that agree."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cleaners.errors import FragmendError
from flows import cli
from flows.parameters import Columns, Job
from flows.production import machine, scheduling
from flows.production import start as starting
from flows.production.machine import Background, running, server_settings, state_file, stop
from flows.production.scheduling import ScheduleError
from flows.production.start import prepare
from flows.production.systemd import printed, units, write
from flows.shown.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    return tmp_path


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def signed(pid: int, began: str) -> None:
    state_file("server").parent.mkdir(parents=True, exist_ok=True)
    state_file("server").write_text(json.dumps({"pid": pid, "began": began, "api": "http://x/api"}))


def test_our_process_is_known_and_ended(sleeper: subprocess.Popen[bytes]) -> None:
    signed(sleeper.pid, machine.began(sleeper.pid))
    assert running("server") == Background(sleeper.pid, machine.began(sleeper.pid), "http://x/api")
    assert stop("server")
    assert running("server") is None
    assert not stop("server")


def test_a_process_with_a_number_that_was_ours_is_left_alone(
    sleeper: subprocess.Popen[bytes],
) -> None:
    signed(sleeper.pid, "1")
    assert running("server") is None
    assert not stop("server")
    assert sleeper.poll() is None


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"pid": "x"}', "\x00"])
def test_a_damaged_file_is_no_process(content: str) -> None:
    state_file("server").parent.mkdir(parents=True)
    state_file("server").write_text(content)
    assert running("server") is None


def test_a_server_of_ours_is_used_by_every_command(
    sleeper: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    signed(sleeper.pid, machine.began(sleeper.pid))
    prepare(verbose=True)
    assert os.environ["PREFECT_API_URL"] == "http://x/api"


def test_units_name_this_installation_and_keep_the_database_small(home: Path) -> None:
    text = printed(units(port=4567))
    assert text.count("[Service]") == 2
    assert f"ExecStart={sys.executable} -m prefect server start" in text
    assert 'Environment="PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED=events,flow_runs"' in text
    assert 'Environment="PREFECT_API_URL=http://127.0.0.1:4567/api"' in text
    assert f'Environment="PREFECT_HOME={home}"' in text


def test_with_a_server_elsewhere_only_a_worker_is_needed() -> None:
    found = units("https://prefect.example/api")
    assert list(found) == ["fragmend-worker.service"]
    assert "https://prefect.example/api" in found["fragmend-worker.service"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "a home of 50 %"))
    told = write(units(), tmp_path / "units")
    assert "enable --now fragmend-server.service fragmend-worker.service" in told
    files = sorted(map(str, (tmp_path / "units").iterdir()))
    command = ["systemd-analyze", "verify", "--man=no", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../etc/passwd", "\x00"])
def test_a_time_zone_that_is_none(name: str) -> None:
    with pytest.raises(ScheduleError, match="Nothing is scheduled"):
        scheduling.require_zone(name)


@pytest.mark.parametrize("cron", ["", "whenever", "61 2 * * *", "* * * *"])
def test_a_cron_that_is_none(cron: str) -> None:
    with pytest.raises(ScheduleError, match="Nothing is scheduled"):
        scheduling.require_cron(cron)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        pytest.param({"webhook": "hooks.example"}, "no webhook", id="webhook-without-a-scheme"),
        pytest.param({"sources": ["in/{night:%Q}"]}, "no source by night", id="no-day-in-it"),
        pytest.param({"out": "{here}/file"}, "it is a file", id="out-is-a-file"),
        pytest.param({"out": "{here}"}, "is not a fragmend dataset", id="out-is-not-ours"),
        pytest.param({"contract": "none.toml"}, "none.toml", id="no-contract"),
    ],
)
def test_what_the_first_night_would_trip_over_is_told_now(
    wrong: dict[str, Any], told: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    fine = {"sources": ["in"], "out": str(tmp_path / "new" / "out")}
    scheduling.require_job(Job(**fine))
    given = {
        name: value.format(here=tmp_path) if isinstance(value, str) else value
        for name, value in wrong.items()
    }
    with pytest.raises(FragmendError, match=told):
        scheduling.require_job(Job(**(fine | given)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


COLUMNS = ["--html-column", "body", "--url-column", "link", "--date-column", "seen"]
NIGHTS = ["in/{night:%Y-%m-%d}", "--out", "out"]
PAST = ["--from", "2026-11-01", "--to", "2026-11-02"]


@pytest.mark.parametrize(
    ("command", "given", "wanted"),
    [
        pytest.param("schedule", COLUMNS, Columns(html="body", url="link", date_fetched="seen"),
                     id="schedule"),
        pytest.param("backfill", [*PAST, *COLUMNS],
                     Columns(html="body", url="link", date_fetched="seen"), id="backfill"),
        pytest.param("schedule", [], Columns(), id="schedule-as-ever"),
        pytest.param("backfill", PAST, Columns(), id="backfill-as-ever"),
    ],
)  # fmt: skip
def test_columns_of_other_names_reach_the_job(
    command: str, given: list[str], wanted: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Job] = []
    monkeypatch.setattr(scheduling, "start", lambda job, **_: jobs.append(job) or "")
    monkeypatch.setattr(
        starting, "run_backfill", lambda job, *_, **__: jobs.append(job) or Outcome((), ())
    )
    with pytest.raises(SystemExit) as ended:
        cli.main([command, *NIGHTS, *given])
    assert ended.value.code == 0
    (job,) = jobs
    assert job.columns == wanted
    # What a deployment keeps of it, and gives back.
    stored = job.model_dump(mode="json", exclude_unset=True)
    assert Job.model_validate(stored).columns == wanted


def test_a_port_of_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(machine, "healthy", lambda _api: False)
        with pytest.raises(machine.PortTakenError, match="name another --port"):
            machine.ensure_server(port, None)
    assert not machine.state_file("server").exists()


def test_retention_is_set() -> None:
    assert int(server_settings()["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"]) > 86_400


def deployments() -> dict[str, Any]:
    plain = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    return {each["name"]: each for each in plain["deployments"]}


def test_the_file_and_the_command_deploy_the_same() -> None:
    from flows.production.deploy import ONE_AT_A_TIME, trigger
    from flows.production.machine import POOL

    found = deployments()
    assert set(found) == {"nightly", "backfill", "replay", "approve"}
    assert {each["work_pool"]["name"] for each in found.values()} == {POOL}
    for name in ("nightly", "backfill", "replay"):
        assert found[name]["concurrency_limit"] == ONE_AT_A_TIME.model_dump(
            mode="json", exclude_none=True
        )
    (asked,) = found["approve"]["triggers"]
    ours = trigger().model_dump(mode="json", exclude_none=True)
    for key in ("match", "parameters", "name"):
        assert asked[key] == ours[key]
    assert asked["expect"] == list(ours["expect"])


def test_the_forms_know_the_types_of_what_they_ask() -> None:
    """One annotation that Prefect cannot read, and its form asks for anything at all."""
    from flows.approve import approve
    from flows.backfill import backfill
    from flows.clean import clean
    from flows.replay import replay_quarantine

    for each in (clean, backfill, replay_quarantine, approve):
        for name, asked in each.parameters.properties.items():
            assert {"type", "$ref", "allOf"} & set(asked), (each.name, name, asked)


@pytest.mark.parametrize("name", ["nightly", "backfill"])
def test_the_parameters_in_the_file_fit_the_form(name: str) -> None:
    assert Job.model_validate(deployments()[name]["parameters"]["job"]).out == "dataset"

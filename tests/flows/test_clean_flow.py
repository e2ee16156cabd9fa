"""The flows as Prefect runs them: catching up, badges, artifacts, nights that cannot be read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from flows.commands import ending
from flows.dataset import Dataset
from flows.errors import LockedError
from flows.parameters import Job
from flows.rejected.picked import Pick
from flows.rejected.quarantine import listed
from flows.sources.errors import NoNightsError, SourceError
from tests.flows.dumps import IN_THE_FUTURE, dump, page
from tests.flows.nights import roll_away
from tests.flows.replays import clean_by, version
from tests.flows.test_commands import run, run_json

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("prefect_server")


def job_of(tmp_path: Path, **more: Any) -> Job:
    source = str(tmp_path / "dumps" / "{night:%Y-%m-%d}")
    return Job(sources=[source], out=str(tmp_path / "out"), workers=1, **more)


def outcome_of(state: Any) -> Any:
    from flows.clean import NightsFailedError

    try:
        return state.result()
    except NightsFailedError as failed:
        return failed.outcome


def artifacts_of(run_id: Any) -> dict[str, Any]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    with get_client(sync_client=True) as client:
        wanted = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run_id]))
        found = client.read_artifacts(artifact_filter=wanted)
    return {key: "\n".join(str(e.data) for e in found if e.key == key) for key in map(_key, found)}


def _key(artifact: Any) -> str:
    return str(artifact.key)


def test_nights_that_were_missed_come_first_and_a_bad_one_keeps_none_waiting(
    tmp_path: Path,
) -> None:
    from flows.clean import clean

    dump(tmp_path / "dumps" / "2026-10-30", [page("A seal on the slipway")])
    (tmp_path / "dumps" / "2026-10-31").mkdir()
    pages = [page("A piano at noon"), page("A bicycle", **IN_THE_FUTURE)]
    dump(tmp_path / "dumps" / "2026-11-01", pages)
    state = clean(job_of(tmp_path), return_state=True)
    outcome = outcome_of(state)
    assert [summary.night for summary in outcome.summaries] == ["2026-10-30", "2026-11-01"]
    assert len(outcome.problems) == 2  # the empty one, and tonight, which is not there yet
    assert state.name == "NightMissing"
    assert "2026-10-31" in state.message
    manifest = Dataset.open(tmp_path / "out").current()
    assert manifest is not None
    assert sorted(manifest.nights) == ["2026-10-30", "2026-11-01"]
    shown = artifacts_of(state.state_details.flow_run_id)
    assert set(shown) == {"scorecard", "failed-checks", "samples", "drift", "data", "progress"}
    assert "published_before_it_was_fetched" in shown["failed-checks"]


def test_one_night_of_each_state(tmp_path: Path) -> None:
    from flows.clean import clean

    dump(tmp_path / "dumps" / "2026-11-01", [page("A bicycle", **IN_THE_FUTURE)])
    job = job_of(tmp_path, night=date(2026, 11, 1))
    state = clean(job, return_state=True)
    assert (state.name, state.is_completed()) == ("Quarantined", True)
    assert "1 document read" in str(state.message)
    state = clean(job, return_state=True)
    assert (state.name, state.is_completed()) == ("Completed", True)
    with Dataset.open(tmp_path / "out").lock("another"):
        state = clean(job, return_state=True)
    assert (state.name, state.is_failed()) == ("Locked", True)
    with pytest.raises(LockedError):
        state.result()
    state = clean(job_of(tmp_path, night=date(2026, 11, 2)), return_state=True)
    assert (state.name, state.is_failed()) == ("NightMissing", True)
    with pytest.raises(SourceError):
        state.result()


def test_a_night_that_was_rolled_back_is_left_alone_and_the_run_says_how_to_take_it(
    tmp_path: Path,
) -> None:
    from flows.clean import clean

    tonight = str(datetime.now(UTC).date())
    roll_away(tmp_path / "out", tonight)
    dump(tmp_path / "dumps" / tonight, [page("A seal on the slipway")])
    state = clean(job_of(tmp_path), return_state=True)
    assert (state.name, state.is_completed()) == ("RolledBack", True)
    assert f"run with --night {tonight}" in str(state.message)


def test_a_backfill_takes_each_night_once(tmp_path: Path) -> None:
    from flows.backfill import backfill

    for day in (28, 29, 30):
        dump(tmp_path / "dumps" / f"2026-10-{day}", [page(f"The seal of day {day}", number=day)])
    job = job_of(tmp_path)
    first, last = date(2026, 10, 29), date(2026, 10, 30)
    nights = [s.night for s in outcome_of(backfill(job, first, last, return_state=True)).summaries]
    assert nights == ["2026-10-29", "2026-10-30"]
    again = outcome_of(backfill(job, first, first, return_state=True)).summaries
    assert [summary.state for summary in again] == ["unchanged"]
    state = backfill(job, date(2020, 1, 1), date(2020, 2, 1), return_state=True)
    with pytest.raises(NoNightsError, match="from 2020-01-01"):
        state.result()


def test_replay_under_prefect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It stands here and not with the other commands, so that one server is enough for all."""
    out = tmp_path / "out"
    source = dump(tmp_path / "dump", [page("A seal"), page("A piano", **IN_THE_FUTURE)])
    clean_by(out, source)
    count = len(listed(out, Pick())[0])
    assert count == 1
    found = run_json(capsys, "replay", out, "--dry-run", "--workers", "1")
    assert (found["state"], found["nights"][0]["verdicts"]) == ("dry run", {"still failing": count})
    assert run("replay", out, "--workers", "1") == 0
    assert "still failing" in capsys.readouterr().out
    assert version(out) == 1
    assert run("replay", out, "--night", "2020-01-01") == ending.USAGE
    assert run("replay", out, "--dry-run", "--check", "nonsense") == ending.USAGE
    assert run("replay", out / "nowhere") == ending.DATASET

"""Which nights a run takes, and which it leaves alone until somebody asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from flows.nights import left_alone, rolled_back, unprocessed
from flows.parameters import Job
from flows.store.history import roll_back
from tests.flows.nights import roll_away

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (1, 2, 3))


def job_of(tmp_path: Path, **more: Any) -> Job:
    for day in (FIRST, SECOND, THIRD):
        (tmp_path / "dumps" / str(day)).mkdir(parents=True, exist_ok=True)
    source = str(tmp_path / "dumps" / "{night:%Y-%m-%d}")
    return Job(sources=[source], out=str(tmp_path / "out"), **more)


TONIGHT = [
    pytest.param((), THIRD, (FIRST, SECOND, THIRD), id="none-was-rolled-back"),
    pytest.param((SECOND,), THIRD, (FIRST, THIRD), id="the-night-before"),
    pytest.param((FIRST, SECOND), THIRD, (THIRD,), id="two-nights"),
    pytest.param((THIRD,), THIRD, (FIRST, SECOND), id="tonight"),
    pytest.param((FIRST,), FIRST, (), id="tonight-and-no-other"),
]


@pytest.mark.parametrize(("away", "tonight", "taken"), TONIGHT)
def test_what_was_rolled_back_does_not_come_back_by_itself(
    tmp_path: Path, away: tuple[date, ...], tonight: date, taken: tuple[date, ...]
) -> None:
    """Whoever rolled a night back at two found it published again by the next scheduled run."""
    roll_away(tmp_path / "out", *map(str, away))
    job = job_of(tmp_path)
    assert rolled_back(job) == {str(night) for night in away}
    assert unprocessed(job, tonight) == taken
    asked = job_of(tmp_path, night=tonight)
    assert unprocessed(asked, tonight) == (tonight,)  # somebody wants it


def test_a_roll_back_can_be_rolled_back(tmp_path: Path) -> None:
    roll_away(tmp_path / "out", str(SECOND))
    assert roll_back(tmp_path / "out", 2).left_out == ()
    assert rolled_back(job_of(tmp_path)) == frozenset()


def test_a_roll_back_says_which_nights_are_gone_and_how_to_take_one_again(tmp_path: Path) -> None:
    roll_away(tmp_path / "out", str(FIRST), str(SECOND))
    roll_back(tmp_path / "out", 3)
    done = roll_back(tmp_path / "out", 1)
    assert done.left_out == (str(FIRST), str(SECOND))
    assert "no longer see 2026-11-01 and 1 more night." in done.sentence
    assert "`fragmend clean … --night 2026-11-01`" in done.sentence


def test_the_run_that_leaves_a_night_alone_says_so(tmp_path: Path) -> None:
    roll_away(tmp_path / "out", str(SECOND))
    summary = left_alone(job_of(tmp_path), SECOND)
    assert (summary.badge, summary.version) == ("RolledBack", 3)
    assert "rolled back; readers see version 3, without it" in summary.sentence


def test_a_folder_that_is_no_dataset_yet_has_nothing_rolled_back(tmp_path: Path) -> None:
    assert rolled_back(job_of(tmp_path)) == frozenset()

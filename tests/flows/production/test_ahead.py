"""Work that begins before its flow: taken over once, given up without a trace."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from flows.dataset import Dataset
from flows.parameters import Job
from flows.production.ahead import Waiting, begun, taken
from flows.shown.summary import Summary
from flows.sources.errors import MissingSourceError
from tests.flows.dumps import dump, page

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = date(2026, 11, 1)


def job_of(tmp_path: Path) -> Job:
    return Job(sources=[str(tmp_path / "dump")], out=str(tmp_path / "out"), workers=1)


def test_a_flow_takes_over_what_was_begun(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal"), page("A piano", number=2)])
    job = job_of(tmp_path)
    with begun(job, NIGHT):
        ahead = taken(job, NIGHT)
        assert ahead is not None
        assert taken(job, NIGHT) is None
        reports = [Waiting().run(future) for future in ahead.take()]
        assert sum(report.documents for report in reports) == 2
        assert ahead.summary().state == "published"
    assert Dataset.open(tmp_path / "out").current() is not None


def test_without_its_flow_nothing_is_published(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal")])
    job = job_of(tmp_path)
    with pytest.raises(KeyboardInterrupt), begun(job, NIGHT):
        raise KeyboardInterrupt
    dataset = Dataset.open(tmp_path / "out")
    assert dataset.current() is None
    with dataset.lock("next"):
        assert not list((dataset.path / "staging").glob("*"))


def test_another_night_is_given_up(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal")])
    job = job_of(tmp_path)
    with begun(job, NIGHT):
        assert taken(job, date(2026, 11, 2)) is None
        with Dataset.open_or_create(tmp_path / "out").lock("next"):
            pass  # nobody holds it any more


def test_what_goes_wrong_is_raised_where_it_is_taken(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    with begun(job, NIGHT):
        ahead = taken(job, NIGHT)
        assert ahead is not None
        assert ahead.take() == []
        with pytest.raises(MissingSourceError):
            ahead.summary()
    assert not (tmp_path / "out").exists()


def test_what_a_person_must_see_to_is_known_before_prefect_starts(tmp_path: Path) -> None:
    with begun(job_of(tmp_path), NIGHT) as ahead:
        assert isinstance(ahead.soon(), MissingSourceError)


def test_of_a_night_at_work_nothing_is_known(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal")])
    job = job_of(tmp_path)
    with begun(job, NIGHT) as ahead:
        assert ahead.soon() is None
        assert taken(job, NIGHT) is ahead
        ahead.take()
        ahead.summary()
    with begun(job, NIGHT) as again:
        soon = again.soon()
    assert isinstance(soon, Summary)
    assert soon.state == "unchanged"

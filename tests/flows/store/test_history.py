"""Versions listed and gone back to; what is old is let go."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from flows import night
from flows.dataset import Dataset, scan
from flows.errors import UnknownVersionError
from flows.night import judge_night
from flows.rejected.decide import discard
from flows.rejected.picked import Pick
from flows.rejected.quarantine import listed
from flows.store.history import clear, history, roll_back
from schemas.drift import compare
from tests.flows.replays import LATE, MENDING, clean_by, copied, page, replay_by, write_source

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    pages = {"late": page("Library stays open", date=LATE), "market": page("Market moves")}
    clean_by(folder / "out", write_source(folder / "in", pages))
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


def test_the_newest_version_comes_first(out: Path) -> None:
    replay_by(out, MENDING + "dates_mended")
    told = history(out)
    assert [(v.version, v.current, v.published, v.quarantined) for v in told] == [
        (2, True, 2, 0), (1, False, 1, 1),
    ]  # fmt: skip


def test_a_version_names_the_nights_that_it_changed(out: Path) -> None:
    later = write_source(out.parent / "later", {"fair": page("Fair is over again")})
    clean_by(out, later, night="2026-11-02")
    (row,) = listed(out, Pick())[0]
    discard(out, [row.quarantine_id], "a test page")
    roll_back(out, 2)
    replay_by(out, MENDING + "dates_mended")
    first, second = ["2026-11-01"], ["2026-11-02"]
    assert [each.changed for each in history(out)] == [first, first, first, second, first]


def test_what_was_released_is_back_in_quarantine_after_a_rollback(out: Path) -> None:
    replay_by(out, MENDING + "dates_mended")
    assert roll_back(out, 1).version == 3
    assert [row.status for row in listed(out, Pick())[0]] == ["open"]
    assert len(scan("decisions", out).collect()) == 0
    assert replay_by(out, MENDING + "dates_mended").state == "released"
    assert len(scan("articles", out).collect()) == 2


def test_a_night_after_a_rollback_is_compared_with_what_is_published_then(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The history of a night is the metrics of the version that it follows."""
    compared: list[pl.DataFrame] = []

    def watched(metrics: pl.DataFrame, before: pl.DataFrame, **how: Any) -> tuple[Any, ...]:
        compared.append(before)
        return compare(metrics, before, **how)

    monkeypatch.setattr(night, "compare", watched)
    fair = write_source(out.parent / "later", {"fair": page("Fair is over again")})
    replay_by(out, MENDING + "dates_mended")
    clean_by(out, fair, night="2026-11-02")
    roll_back(out, 1)
    judge_night(Dataset.open(out), scan("metrics", out).collect())
    known = compared[-1].filter(domain="", metric="quarantined").select("night", "value").rows()
    assert known == [("2026-11-01", 1)]
    clean_by(out, fair, night="2026-11-03")
    assert sorted(set(scan("metrics", out).collect()["night"])) == ["2026-11-01", "2026-11-03"]


def test_there_must_be_such_a_version(out: Path) -> None:
    with pytest.raises(UnknownVersionError):
        roll_back(out, 9)


def test_old_bytes_are_let_go_in_every_version(out: Path) -> None:
    cleared = clear(out, keep_raw_days=7, now=NOW)
    assert cleared.raw_nights == ("2026-11-01",)
    for number in Dataset.open(out).versions():
        assert len(scan("raw", out, version=number).collect()) == 0
        assert len(scan("quarantine", out, version=number).collect()) == 1
    result = replay_by(out, MENDING + "dates_mended")
    assert (result.state, result.without_bytes) == ("unchanged", 1)
    assert clear(out, keep_raw_days=7, now=NOW).raw_nights == ()


def test_young_bytes_stay(out: Path) -> None:
    assert clear(out, keep_raw_days=60, now=NOW).raw_nights == ()
    assert len(scan("raw", out).collect()) == 1


def test_versions_go_when_few_are_to_be_kept(out: Path) -> None:
    replay_by(out, MENDING + "dates_mended")
    cleared = clear(out, keep_versions=1, grace_days=0, now=datetime.now(UTC))
    assert cleared.removed.versions == (1,)
    assert [each.version for each in history(out)] == [2]
    assert "1 version," in cleared.sentence
    assert Dataset.open(out).verify() == ()

"""A night that is killed while it is settled can be settled again, and nobody saw half of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.dataset import Dataset, scan
from flows.errors import DiskFullError
from flows.store.staged import STAGED_TABLES
from tests.flows.killed_writer import killed_folders
from tests.flows.shards import run_of, settle_and_commit, write_document

if TYPE_CHECKING:
    from pathlib import Path


def stage_six(folder: Path) -> None:
    for at in range(6):
        outcome = "quarantined" if at == 4 else "published"
        write_document(folder, at // 3, f"d{at}", outcome=outcome, text="same" if at > 4 else None)


def rows(folder: Path) -> dict[str, int]:
    return {table: scan(table, folder).collect().height for table in STAGED_TABLES}


STRIDES = [pytest.param(6, id="some"), pytest.param(1, id="every", marks=pytest.mark.prove)]


@pytest.fixture(scope="module", params=STRIDES)
def killed(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> dict[str, Path]:
    """Folders in which the settling of a night was killed before each of its steps."""
    base, out = tmp_path_factory.mktemp("base") / "ours", tmp_path_factory.mktemp("killed")
    dataset = Dataset.open_or_create(base)
    write_document(dataset.working_folder("old"), 0, "old")
    settle_and_commit(dataset, run_of({"0000": 1}, "old"))
    stage_six(dataset.working_folder("run"))
    return killed_folders(base, out, "settle", request.param)


NEW = {
    "documents": 6, "articles": 5, "images": 5, "repairs": 5,
    "quarantine": 1, "raw": 1, "fingerprints": 5,
}  # fmt: skip


def test_all_tables_change_together(killed: dict[str, Path]) -> None:
    seen = []
    for step, folder in killed.items():
        tables = rows(folder)
        assert tables == NEW or set(tables.values()) <= {0, 1}, step
        assert Dataset.open(folder).verify() == ()
        seen.append(tables == NEW)
    assert seen == sorted(seen)
    assert {True, False} <= set(seen)


def test_the_same_night_is_settled_again(killed: dict[str, Path]) -> None:
    for step, folder in killed.items():
        dataset = Dataset.open(folder)
        stage_six(dataset.working_folder("again"))
        settled = settle_and_commit(dataset, run_of({"0000": 3, "0001": 3}, "again"))
        assert settled.outcome == "ready", step
        assert rows(folder) == NEW, step


def test_a_disk_that_fills_up_while_settling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = Dataset.open_or_create(tmp_path / "out")
    stage_six(dataset.working_folder("run"))

    def full(*_: object, **__: object) -> None:
        raise OSError("[Errno 28] Error writing bytes to file. No space left on device")

    monkeypatch.setattr("pyarrow.parquet.ParquetWriter.write_table", full)
    with pytest.raises(DiskFullError, match="make room"):
        settle_and_commit(dataset, run_of({"0000": 3, "0001": 3}))
    assert dataset.versions() == ()
    assert not list((dataset.path / "store").rglob("*"))
    assert not list((dataset.path / "staging").iterdir())

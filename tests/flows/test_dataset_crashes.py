"""Whatever is killed when, and however full the disk: the old version or the new, never half."""

from __future__ import annotations

import errno
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from flows.dataset import Dataset, scan
from flows.errors import DiskFullError
from flows.store.vacuum import vacuum
from tests.flows.killed_writer import killed_folders, publish_over
from tests.flows.nights import publish, shown_rows

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = {"articles": 3, "images": 3}, {"articles": 5, "images": 5}
COMMITTED = "sync folder of current.json"
"""The first step after the new version is there."""


def scanned(folder: Path) -> dict[str, int]:
    return {table: scan(table, folder).collect().height for table in OLD}


def stored(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / "store").rglob("*.parquet")}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each step of a commit over an older version, left by a kill before it."""
    base, out = tmp_path_factory.mktemp("base") / "ours", tmp_path_factory.mktemp("killed")
    publish(Dataset.open_or_create(base), 3)
    return killed_folders(base, out, "publish")


def test_every_step_was_tried(killed: dict[str, Path]) -> None:
    names = [step.partition(" ")[2] for step in killed]
    assert names[0] == "stage articles"
    assert "rename 000002.json" in names
    assert names.index("rename current.json") + 1 == names.index(COMMITTED)
    assert names[-1] == "prune views"


def test_readers_see_the_old_version_or_the_new(killed: dict[str, Path]) -> None:
    names = list(killed)
    first_new = next(at for at, name in enumerate(names) if COMMITTED in name)
    for at, folder in enumerate(killed.values()):
        assert scanned(folder) == (OLD if at < first_new else NEW)
        assert shown_rows(folder) in (OLD, NEW)
        assert Dataset.open(folder).verify() == ()


def test_the_next_run_works_after_every_kill(killed: dict[str, Path]) -> None:
    for step, folder in killed.items():
        dataset = Dataset.open_or_create(folder)
        with dataset.lock("next"):
            assert shown_rows(folder) == scanned(folder), step
        publish(dataset, 8)
        assert scanned(folder) == shown_rows(folder) == {"articles": 8, "images": 8}
        assert list(dataset.versions()) == list(range(1, dataset.versions()[-1] + 1))
        assert not list(folder.rglob("*.unfinished"))


def test_vacuum_then_leaves_only_what_is_named(killed: dict[str, Path]) -> None:
    for step, folder in killed.items():
        dataset = Dataset.open(folder)
        vacuum(dataset, now=datetime.now(UTC) + timedelta(days=30))
        named = {e.path for v in dataset.versions() for e in dataset.manifest(v).files()}
        assert stored(folder) == named, step
        assert not list((folder / "staging").iterdir())


# A full disk


def steps_of_a_commit(folder: Path) -> list[str]:
    publish(Dataset.open_or_create(folder), 3)
    return publish_over(folder, None)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT], ids=["full", "quota"])
def test_a_full_disk_at_any_step(tmp_path: Path, number: int) -> None:
    names = steps_of_a_commit(tmp_path / "count")
    committed = names.index(COMMITTED)
    for at, name in enumerate(names):
        folder = tmp_path / f"{at:02}"
        publish(Dataset.open_or_create(folder), 3)
        before = stored(folder)
        fuse = FullAt(at, number)
        dataset = Dataset.open_or_create(folder, step=fuse)
        if at >= committed:
            publish(dataset, 5)
            assert scanned(folder) == NEW, name
        else:
            with pytest.raises(DiskFullError, match=r"no room is left for .*make room"):
                publish(dataset, 5)
            assert scanned(folder) == shown_rows(folder) == OLD, name
            assert stored(folder) == before, name
            assert not any((folder / "staging").iterdir()), name
        publish(Dataset.open(folder), 5)
        assert scanned(folder) == shown_rows(folder) == NEW


class FullAt:
    """Says before the ``at``-th step that the disk is full."""

    def __init__(self, at: int, number: int) -> None:
        self.at, self.number = at, number

    def __call__(self, _name: str) -> None:
        self.at -= 1
        if self.at == -1:
            raise OSError(self.number, "No space left on device")


def test_a_full_disk_at_the_creation(tmp_path: Path) -> None:
    with pytest.raises(DiskFullError):
        Dataset.open_or_create(tmp_path / "out", step=FullAt(0, errno.ENOSPC))
    assert Dataset.open_or_create(tmp_path / "out").current() is None


LIMITED = """
import resource, sys
from pathlib import Path
from flows.dataset import Dataset
from flows.errors import DiskFullError
from tests.flows.nights import manifest_of
dataset = Dataset.open(sys.argv[1])
with dataset.lock("full"):
    manifest = manifest_of(dataset, 5, "2026-11-22", "full")
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, resource.RLIM_INFINITY))
    try:
        dataset.commit(manifest)
    except DiskFullError as error:
        print(error)
"""


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """The kernel's own refusal, not ours: a limit on the size of files."""
    publish(Dataset.open_or_create(tmp_path), 3)
    before = stored(tmp_path)
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "no room is left" in done.stdout
    assert scanned(tmp_path) == shown_rows(tmp_path) == OLD
    assert stored(tmp_path) == before

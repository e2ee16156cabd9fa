"""Taking away what nobody needs: files that no manifest names, and the remains of dead runs.

Nothing younger than the grace goes: a reader may still hold an older version, and a run that
was killed may be looked at.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from flows.dataset import STAGING, STORE
from flows.store.durable import sync_folder
from flows.store.pointer import VERSIONS, manifest_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.dataset import Dataset

GRACE: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Removed:
    """What a vacuum took away."""

    versions: tuple[int, ...] = ()
    files: int = 0
    bytes: int = 0
    """Of the files in the store."""
    runs: tuple[str, ...] = ()
    """Working folders of runs that did not end."""


def vacuum(
    dataset: Dataset,
    *,
    now: datetime,
    grace: timedelta = GRACE,
    keep_versions: int | None = None,
    run_id: str = "vacuum",
) -> Removed:
    """Remove what is older than ``grace`` and named by no version that stays.

    All versions stay, or the newest ``keep_versions`` and those replaced within the grace.
    """
    with dataset.lock(run_id):
        versions = _drop_versions(dataset, keep_versions, now - grace)
        before = (now - grace).timestamp()
        files, size = _drop_files(dataset, before)
        return Removed(versions, files, size, _drop_runs(dataset.path / STAGING, before))


def _drop_versions(dataset: Dataset, keep: int | None, before: datetime) -> tuple[int, ...]:
    versions = dataset.versions()
    old = versions[: -max(keep, 1)] if keep is not None else ()
    gone = tuple(
        version
        for version, successor in pairwise(versions)
        if version in old and _created(dataset, successor) < before
    )
    for version in gone:
        manifest_path(dataset.path, version).unlink(missing_ok=True)
    if gone:
        sync_folder(dataset.path / VERSIONS)
    return gone


def _created(dataset: Dataset, version: int) -> datetime:
    created = datetime.fromisoformat(dataset.manifest(version).created_at)
    return created if created.tzinfo else created.replace(tzinfo=UTC)


def _drop_files(dataset: Dataset, before: float) -> tuple[int, int]:
    """Remove the store's files that no version names; their number and bytes."""
    named = {
        dataset.path / entry.path
        for version in dataset.versions()
        for entry in dataset.manifest(version).files()
    }
    count = size = 0
    for path in _files(dataset.path / STORE):
        state = path.stat()
        if path not in named and state.st_mtime < before:
            path.unlink()
            count, size = count + 1, size + state.st_size
            with suppress(OSError):  # the last file of its night and table
                path.parent.rmdir()
    return count, size


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _drop_runs(staging: Path, before: float) -> tuple[str, ...]:
    """Remove working folders; the lock is held, so no run is at work in one of them."""
    dead = [run for run in sorted(staging.glob("*")) if _touched(run) < before]
    for run in dead:
        shutil.rmtree(run, ignore_errors=True)
    return tuple(run.name for run in dead)


def _touched(run: Path) -> float:
    """When anything in a working folder was last written."""
    times = [run.stat().st_mtime]
    for folder, _, names in os.walk(run):
        times += [os.stat(os.path.join(folder, name)).st_mtime for name in names]  # noqa: PTH116, PTH118
    return max(times)

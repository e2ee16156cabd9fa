"""A dataset on disk: versions that appear whole or not at all.

    DIR/current.json                 which version is the current one; replaced in one step
    DIR/versions/000012.json         manifests
    DIR/store/<table>/night=…/       Parquet files named for their content; never rewritten
    DIR/current/<table>/night=…/     the current version for readers that glob (``store.view``)
    DIR/staging/<run>/               what a run works on; removed after it

A run takes the lock, stages files into the store, and commits a manifest that names them. The
replacement of ``current.json`` is the one moment at which a version appears. Whatever is killed
before it leaves the old version and some files that no manifest names (``flows.store.vacuum``).
"""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import os
import shutil
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.errors import (
    DamagedDatasetError,
    DiskFullError,
    NotADatasetError,
    StaleManifestError,
    UnknownVersionError,
    UnreadableFileError,
)
from flows.store import view
from flows.store.durable import (
    UNFINISHED,
    Step,
    digest,
    disk_told,
    make_folders,
    no_step,
    sync_file,
    sync_folder,
    write_whole,
)
from flows.store.lock import LOCK_FILE, only_writer
from flows.store.manifest import FileEntry, Manifest, Night
from flows.store.pointer import (
    POINTER,
    VERSIONS,
    Pointer,
    manifest_path,
    read_current,
    read_manifest,
    read_pointer,
    remember,
    write_pointer,
)
from flows.store.scanned import file_schema, night_of, recorded, scan_as_they_are, scan_entries
from schemas import TABLES
from schemas.frames import model_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["STAGING", "STORE", "Dataset", "file_schema", "night_of", "scan", "scan_files",
           "scan_manifest"]  # fmt: skip

STORE: Final = "store"
STAGING: Final = "staging"

_OURS_UNFINISHED: Final = frozenset({LOCK_FILE, POINTER + UNFINISHED})
"""All that a creation that was killed can have left."""


class Dataset:
    """One folder of ours. Make it by ``open_or_create`` (to write) or ``open`` (to read)."""

    def __init__(self, path: Path, step: Step = no_step) -> None:
        self.path = path
        self._step = step
        self._locked = False
        self._staged: set[Path] = set()

    @classmethod
    def open(cls, path: str | Path, *, step: Step = no_step) -> Dataset:
        """Open a dataset that exists; NotADatasetError says what is there instead."""
        dataset = cls(Path(path).resolve(), step)
        if not (dataset.path / POINTER).is_file():
            advice = "Name the folder that `fragmend clean … --out` wrote to."
            raise NotADatasetError(str(path), _what_is_there(dataset.path), advice)
        read_pointer(dataset.path)
        return dataset

    @classmethod
    def open_or_create(cls, path: str | Path, *, step: Step = no_step) -> Dataset:
        """Open a dataset, or make one of a folder that is missing or empty.

        Any other folder is refused and stays as it is.
        """
        dataset = cls(Path(path).resolve(), step)
        if not (dataset.path / POINTER).is_file():
            dataset._create(str(path))
        read_pointer(dataset.path)
        return dataset

    def _create(self, named: str) -> None:
        if self.path.exists() and not _may_become_ours(self.path):
            advice = "Nothing in it was touched; name an empty folder, or one that is not there."
            raise NotADatasetError(named, _what_is_there(self.path), advice)
        with disk_told(self.path):
            make_folders(self.path)
            with only_writer(self.path, "create"):
                if not (self.path / POINTER).is_file():
                    write_pointer(self.path, Pointer(None, None), self._step)

    # What is there

    def current(self) -> Manifest | None:
        """Manifest of the current version; None before the first one."""
        return read_current(self.path)

    def manifest(self, version: int) -> Manifest:
        """Manifest of any version that was committed and is kept."""
        if version not in self.versions():
            raise UnknownVersionError(str(self.path), version, self.versions())
        return read_manifest(self.path, version)

    def in_full(self, name: str, night: Night) -> Night:
        """A night with its shards and checks, which only the manifest that published it has."""
        if night.shards or night.checks:
            return night
        if not manifest_path(self.path, night.published_in).is_file():
            return night
        return read_manifest(self.path, night.published_in).nights.get(name, night)

    def versions(self) -> tuple[int, ...]:
        """Versions that were committed and are kept, oldest first."""
        newest = read_pointer(self.path).version or 0
        names = (path.stem for path in (self.path / VERSIONS).glob("*.json"))
        found = sorted(int(name) for name in names if name.isdecimal())
        return tuple(version for version in found if version <= newest)

    def is_unchanged(self, night: str, input_digest: str, rules_version: str) -> bool:
        """Tell whether ``night`` is published from this input under these rules, and is whole."""
        current = self.current()
        held = current.nights.get(night) if current else None
        if held is None or held.rules_version != rules_version:
            return False
        entries = (entry for files in held.tables.values() for entry in files)
        return held.inputs.digest == input_digest and not any(map(self._is_missing, entries))

    def verify(self) -> tuple[str, ...]:
        """Read every file of the current version again; the paths of those that differ."""
        current = self.current()
        entries = current.files() if current else ()
        return tuple(entry.path for entry in entries if self._differs(entry))

    def _differs(self, entry: FileEntry) -> bool:
        return self._is_missing(entry) or digest(self.path / entry.path) != entry.sha256

    def _is_missing(self, entry: FileEntry) -> bool:
        try:
            return (self.path / entry.path).stat().st_size != entry.bytes
        except PermissionError:
            return False  # whether it is there cannot be told
        except OSError:
            return True

    # Writing

    @contextmanager
    def lock(self, run_id: str) -> Iterator[None]:
        """Be the only writer through the block; what it staged and did not commit is removed.

        Where the disk is full, the run's working folder goes too: it is what filled it.
        """
        with ExitStack() as held:
            with disk_told(self.path):
                self._require_writable()
                held.enter_context(only_writer(self.path, run_id))
                self._mend()
            self._locked = True
            try:
                yield
            except DiskFullError:
                shutil.rmtree(self.path / STAGING / run_id, ignore_errors=True)
                raise
            finally:
                self._drop_uncommitted()
                self._locked = False

    def _require_writable(self) -> None:
        """Raise where this user may not write: now, and not when a night is to be published."""
        for folder in (self.path, self.path / STORE, self.path / VERSIONS):
            if folder.is_dir() and not os.access(folder, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    @contextmanager
    def _writing(self, run_id: str) -> Iterator[None]:
        """Hold the lock: the one that is held already, or a new one."""
        if self._locked:
            with disk_told(self.path):
                yield
        else:
            with self.lock(run_id):
                yield

    def working_folder(self, run_id: str) -> Path:
        """Where a run may keep what it works on, until ``remove_working_folder``."""
        with disk_told(self.path):
            folder = self.path / STAGING / run_id
            make_folders(folder)
        return folder

    def remove_working_folder(self, run_id: str) -> None:
        """Remove what a run worked on; its version is committed, or nobody will look at it."""
        shutil.rmtree(self.path / STAGING / run_id, ignore_errors=True)

    def stage(self, table: str, night: str, finished: Path) -> FileEntry:
        """Move a finished Parquet file into the store, under the name of its content."""
        with disk_told(self.path):
            self._step(f"stage {table}")
            sync_file(finished)
            sha256 = digest(finished)
            size = finished.stat().st_size
            rows = pl.scan_parquet(finished).select(pl.len()).collect().item()
            place = self.path / STORE / table / f"night={night}" / f"{sha256}.parquet"
            make_folders(place.parent)
            self._step(f"move {table}")
            self._place(finished, place)
            version = recorded(place)
        return FileEntry(place.relative_to(self.path).as_posix(), rows, size, sha256, version)

    def _place(self, finished: Path, place: Path) -> None:
        if not place.exists():  # else a version that is kept may name it
            self._staged.add(place)
        finished.replace(place)
        sync_folder(place.parent)

    def commit(self, manifest: Manifest) -> None:
        """Make ``manifest`` the current version: all of it, or nothing of it."""
        with self._writing(manifest.run_id):
            self._require_child(manifest)
            self.require(manifest.files())
            content = manifest.to_json().encode()
            make_folders(self.path / VERSIONS)
            write_whole(manifest_path(self.path, manifest.version), content, self._step)
            view.build(self.path, manifest, self._step)
            sha256 = hashlib.sha256(content).hexdigest()
            pointer = Pointer(manifest.version, sha256, manifest.least_format)
            write_pointer(self.path, pointer, self._step)
            remember(manifest, sha256)
            with suppress(OSError):  # it is published; a view left behind is mended later
                view.flip(self.path, self._step)
                view.prune(self.path, self._step)

    def roll_back(self, to: int, run_id: str) -> Manifest:
        """Publish the content of an earlier version again, as a new version."""
        with self._writing(run_id):
            old, current = self.manifest(to), self.current()
            manifest = dataclasses.replace(
                old,
                version=current.version + 1 if current else 1,
                parent=current.version if current else None,
                restored_from=to,
                run_id=run_id,
                created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            )
            self.commit(manifest)
        return manifest

    def _require_child(self, manifest: Manifest) -> None:
        current = read_pointer(self.path).version
        if manifest.parent != current or manifest.version != (current or 0) + 1:
            raise StaleManifestError(str(self.path), manifest.parent, current)

    def require(self, entries: Iterable[FileEntry]) -> None:
        """Raise where a file is gone or of another size, or this user may not read it."""
        for entry in entries:
            path = self.path / entry.path
            if self._is_missing(entry):
                problem = "it is gone, or of another size than its manifest says"
                raise DamagedDatasetError(str(path), problem)
            if not os.access(path, os.R_OK):
                raise UnreadableFileError(str(path))

    # After a run that died

    def _mend(self) -> None:
        """Finish or undo what a run that died left half done; the lock is held."""
        for unfinished in (*self.path.glob("*" + UNFINISHED), *self._dead_manifests()):
            unfinished.unlink(missing_ok=True)
        current = self.current()
        if current and view.shown(self.path) != current.version:
            view.build(self.path, current, no_step)
            view.flip(self.path, no_step)

    def _dead_manifests(self) -> Iterator[Path]:
        """Manifests that were written and never committed."""
        newest = read_pointer(self.path).version or 0
        for path in (self.path / VERSIONS).glob("*.json*"):
            if not path.stem.isdecimal() or int(path.stem) > newest:
                yield path

    def _drop_uncommitted(self) -> None:
        """Remove what this run staged and no version names."""
        with suppress(DamagedDatasetError):
            current = self.current()
            named = {self.path / entry.path for entry in current.files()} if current else set()
            left = self._staged - named
            for version in self.versions() if left else ():  # an erasure stages for old ones too
                left -= {self.path / entry.path for entry in self.manifest(version).files()}
            for path in left:
                path.unlink(missing_ok=True)
        self._staged.clear()


def scan(table: str, path: str | Path, *, version: int | None = None) -> pl.LazyFrame:
    """Read one table of one version, lazily: the current version unless one is named.

    The version is pinned here: what is published while the frame is read does not show in it.
    The column ``night`` (YYYY-MM-DD) comes last. A table without rows has its columns.
    """
    dataset = Dataset.open(path)
    manifest = dataset.current() if version is None else dataset.manifest(version)
    if table not in TABLES and manifest and manifest.files(table):
        dataset.require(manifest.files(table))
        return scan_as_they_are(dataset.path, manifest.files(table), table)
    model_of(table)  # or NoSuchTableError, before anything is read
    return scan_manifest(dataset, manifest, table)


def scan_manifest(dataset: Dataset, manifest: Manifest | None, table: str) -> pl.LazyFrame:
    """One table of one manifest, lazily: ``scan`` for those who hold the manifest."""
    return scan_files(dataset, manifest.files(table) if manifest else (), table)


def scan_files(dataset: Dataset, entries: tuple[FileEntry, ...], table: str) -> pl.LazyFrame:
    """Some files of one table, lazily, as rows of today whatever version they are of."""
    dataset.require(entries)
    return scan_entries(dataset.path, entries, table)


def _may_become_ours(path: Path) -> bool:
    """A folder that is empty, or holds no more than a creation that was killed left."""
    return path.is_dir() and {inside.name for inside in path.iterdir()} <= _OURS_UNFINISHED


def _what_is_there(path: Path) -> str:
    if not path.exists():
        return "there is no such folder"
    if not path.is_dir():
        return "it is a file"
    names = sorted(inside.name for inside in path.iterdir())
    if not names:
        return "it is an empty folder"
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""  # noqa: PLR2004  (as shown)
    return f"it has no {POINTER} and holds {', '.join(names[:3])}{more}"

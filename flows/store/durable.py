"""Writing so that it stays written: the few file operations that a crash must not tear.

Each step calls ``step`` with its name just before it acts. Nights pass nothing; tests pass a
function that kills the process or says that the disk is full, and so try every step.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from flows.errors import DiskError, DiskFullError

if TYPE_CHECKING:
    from pathlib import Path

Step = Callable[[str], None]

UNFINISHED: Final = ".unfinished"
"""Ends the name of a file that is being written; such a file may always be removed."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED: Final = frozenset(
    {
        errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO,
        errno.ENAMETOOLONG, errno.ENOTDIR, errno.EEXIST, errno.EISDIR,
    }
)  # fmt: skip
_FULL_SENTENCES: Final = ("No space left on device", "Disk quota exceeded", "File too large")


def no_step(_name: str) -> None:
    """Do nothing before a step: what every night does."""


@contextmanager
def disk_told(path: Path) -> Iterator[None]:
    """Turn the file system's refusals inside the block into one clear error.

    Polars and pyarrow lose the error number on their way out of Rust and C++, so their
    sentences are read too.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno in _FULL or is_full(str(error)):
            raise DiskFullError(str(path), reason) from error
        if error.errno in _REFUSED:
            inside = str(error.filename).startswith(str(path))  # else the text of a link
            raise DiskError(str(error.filename if inside else path), reason) from error
        raise
    except Exception as error:
        if is_full(str(error)):
            raise DiskFullError(str(path), "no space left on device") from error
        raise


def is_full(sentence: str) -> bool:
    """Tell whether a library's sentence says that the disk is full.

    >>> is_full("IOError: [Errno 28] Error writing bytes to file: No space left on device")
    True
    >>> is_full("No such file or directory")
    False
    """
    return any(full in sentence for full in _FULL_SENTENCES)


def write_whole(path: Path, content: bytes, step: Step = no_step) -> None:
    """Put ``content`` at ``path``: readers see the old file or the new one, never a part."""
    unfinished = path.with_name(path.name + UNFINISHED)
    step(f"write {path.name}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    step(f"rename {path.name}")
    unfinished.replace(path)
    step(f"sync folder of {path.name}")
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folders(path: Path) -> None:
    """Make a folder and its parents, and see that their names are on the disk."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        sync_folder(folder.parent)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""One writer at a time: a lock that ends with the process that holds it.

The kernel releases a ``flock`` when its holder dies, however it dies, so a crash leaves no
lock behind; what the lock's file says is only for the sentence that the next run shows.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from flows.errors import DiskError, LockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE: Final = ".lock"
_READ: Final = 4096


@contextmanager
def only_writer(folder: Path, run_id: str) -> Iterator[None]:
    """Hold the lock of ``folder`` through the block; LockedError where another holds it."""
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(handle, folder)
        _sign(handle, run_id)
        yield
        _clear(handle)
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockedError(str(folder), holder(os.pread(handle, _READ, 0))) from error
    except OSError as error:  # some network file systems know no locks
        raise DiskError(str(folder), f"it cannot be locked ({error.strerror})") from error


def _sign(handle: int, run_id: str) -> None:
    """Write who holds the lock; a full disk may leave the name out, never the lock."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    who = {"run": run_id, "pid": os.getpid(), "host": socket.gethostname(), "since": since}
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(who).encode(), 0)


def _clear(handle: int) -> None:
    with suppress(OSError):
        os.ftruncate(handle, 0)


def holder(signature: bytes) -> str:
    """Who holds a lock, as its file says it.

    >>> holder(b'{"run": "r1", "pid": 7, "host": "box", "since": "2026-11-23T02:00:00+00:00"}')
    'run r1 (process 7 on box, since 2026-11-23T02:00:00+00:00)'
    >>> holder(b"")
    'another run'
    """
    try:
        who = json.loads(signature)
        return f"run {who['run']} (process {who['pid']} on {who['host']}, since {who['since']})"
    except (ValueError, KeyError, TypeError):
        return "another run"

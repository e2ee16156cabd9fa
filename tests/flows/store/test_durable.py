"""Refusals of the disk become one sentence; everything else passes as it is."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from flows.errors import DiskError, DiskFullError, LockedError
from flows.store.durable import digest, disk_told, write_whole

if TYPE_CHECKING:
    from pathlib import Path

TOLD = [
    pytest.param(OSError(errno.ENOSPC, "No space left on device"), DiskFullError, id="full"),
    pytest.param(OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFullError, id="quota"),
    pytest.param(OSError(errno.EFBIG, "File too large"), DiskFullError, id="file-size-limit"),
    pytest.param(OSError("[Errno 28] No space left on device"), DiskFullError, id="arrow"),
    pytest.param(
        RuntimeError("io: No space left on device (os error 28)"), DiskFullError, id="rust"
    ),
    pytest.param(PermissionError(errno.EACCES, "Permission denied"), DiskError, id="permission"),
    pytest.param(OSError(errno.EROFS, "Read-only file system"), DiskError, id="read-only"),
    pytest.param(FileNotFoundError(errno.ENOENT, "No such file"), FileNotFoundError, id="missing"),
    pytest.param(ValueError("no space in the name"), ValueError, id="another-error"),
    pytest.param(LockedError("out", "run x"), LockedError, id="our-own"),
]


@pytest.mark.parametrize(("error", "becomes"), TOLD)
def test_refusals_are_told(tmp_path: Path, error: Exception, becomes: type[Exception]) -> None:
    with pytest.raises(Exception) as raised, disk_told(tmp_path):  # noqa: PT011  (its type is asserted)
        raise error
    assert type(raised.value) is becomes


def test_a_write_replaces_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_whole(path, b"old")
    steps: list[str] = []
    write_whole(path, b"new", steps.append)
    assert path.read_bytes() == b"new"
    assert steps == ["write a.json", "rename a.json", "sync folder of a.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_digest_is_the_files(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert digest(tmp_path / "x").startswith("e3b0c44298fc1c14")

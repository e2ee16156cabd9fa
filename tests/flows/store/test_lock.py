"""One writer at a time, and a dead one holds nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from flows.errors import LockedError
from flows.store.lock import LOCK_FILE, only_writer

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from flows.store.lock import only_writer
with only_writer(Path(sys.argv[1]), "night-7"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with only_writer(tmp_path, "first"), pytest.raises(LockedError) as told:
        only_writer(tmp_path, "second").__enter__()
    assert "run first" in str(told.value)
    assert f"process {os.getpid()}" in str(told.value)
    assert str(tmp_path) in str(told.value)


def test_it_is_free_afterwards(tmp_path: Path) -> None:
    with only_writer(tmp_path, "first"):
        pass
    with only_writer(tmp_path, "second"):
        assert b"second" in (tmp_path / LOCK_FILE).read_bytes()


def test_it_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="boom"), only_writer(tmp_path, "first"):
        raise ValueError("boom")
    with only_writer(tmp_path, "second"):
        pass


def test_it_ends_with_the_process_that_held_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=f"run night-7 .process {process.pid} on "):
            only_writer(tmp_path, "other").__enter__()
        process.send_signal(signal.SIGKILL)
        process.wait()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            with only_writer(tmp_path, "other"):
                return
        except LockedError:  # the kernel may take a moment
            time.sleep(0.01)
    pytest.fail("the lock outlived its process")


def test_a_child_process_does_not_inherit_it(tmp_path: Path) -> None:
    with only_writer(tmp_path, "first"):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    try:
        with only_writer(tmp_path, "second"):
            pass
    finally:
        child.kill()
        child.wait()

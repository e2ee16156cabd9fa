"""Publish, and die at each step of it: ``killed_writer.py BASE OUT JOB STRIDE``.

For every step there is (every third one with a stride of 3), ``BASE`` is copied to
``OUT/<number>``, and a child process works there and kills itself just before the step. The job
``publish`` publishes a version, ``settle`` settles a night that is staged, ``erase`` erases what
``OUT/../named.json`` names. ``OUT/steps.json`` lists the steps. One interpreter forks all
children: its imports cost more than all their work.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.dataset import Dataset
from tests.flows.nights import publish

if TYPE_CHECKING:
    from collections.abc import Callable


class Fuse:
    """Kills this process before the ``at``-th step; notes the steps that it let pass."""

    def __init__(self, at: int | None) -> None:
        self.at = at
        self.names: list[str] = []

    def __call__(self, name: str) -> None:
        if len(self.names) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(name)


def publish_over(folder: Path, at: int | None) -> list[str]:
    fuse = Fuse(at)
    publish(Dataset.open_or_create(folder, step=fuse), 5, "2026-11-22", "killed")
    return fuse.names


def settle_over(folder: Path, at: int | None) -> list[str]:
    from tests.flows.shards import run_of, settle_and_commit

    fuse = Fuse(at)
    settle_and_commit(Dataset.open(folder, step=fuse), run_of({"0000": 3, "0001": 3}))
    return fuse.names


def erase_over(folder: Path, at: int | None) -> list[str]:
    from flows.rejected.erase import erase

    fuse = Fuse(at)
    named = json.loads((folder.parent.parent / "named.json").read_text())
    erase(folder, **named, step=fuse)
    return fuse.names


JOBS = {"publish": publish_over, "settle": settle_over, "erase": erase_over}


def main(base: Path, out: Path, job: Callable[[Path, int | None], list[str]], stride: int) -> None:
    """Fork a child for each step, and one more that lives and says how many steps there are."""
    for at in itertools.count(0, stride):
        folder = out / f"{at:03}"
        shutil.copytree(base, folder, symlinks=True)
        child = os.fork()
        if child == 0:
            (out / "steps.json").write_text(json.dumps(job(folder, at)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))


def killed_folders(base: Path, out: Path, job: str, stride: int = 1) -> dict[str, Path]:
    """Run this file; the folders that its children left, by the step that they died before."""
    command = [sys.executable, __file__, str(base), str(out), job, str(stride)]
    subprocess.run(command, check=True, timeout=300)
    steps = json.loads((out / "steps.json").read_text())
    named = [f"{at:03} {name}" for at, name in enumerate(steps)]
    return {name: out / name[:3] for name in named[::stride]}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), JOBS[sys.argv[3]], int(sys.argv[4]))

"""Run a commit that dies at each of its steps: ``killed_writer.py BASE OUT``.

For every step there is, ``BASE`` is copied to ``OUT/<number>`` and a child process publishes
there and kills itself just before the step. ``OUT/steps.json`` lists the steps' names. One
interpreter forks all children, since its imports cost more than all the commits.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from flows.dataset import Dataset
from tests.flows.nights import publish


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


def main(base: Path, out: Path) -> None:
    """Fork a child for each step, and one more that lives and says how many steps there are."""
    at = 0
    while True:
        folder = out / f"{at:02}"
        shutil.copytree(base, folder, symlinks=True)
        child = os.fork()
        if child == 0:
            (out / "steps.json").write_text(json.dumps(publish_over(folder, at)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            os._exit(os.waitstatus_to_exitcode(status))
        at += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

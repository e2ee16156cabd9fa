"""Commands run by a user whom the system may refuse: ``without_rights.py FILE``.

FILE holds a list of command lines as JSON; each runs in this process, and what it said and its
exit code are written back. For root no mode of a file counts, so ``refusable`` takes that right
from the process before it starts; any other user needs nothing.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import subprocess
import sys
from pathlib import Path

_DROP = 24  # PR_CAPBSET_DROP
_OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: reading and writing whatever the mode


def refusable() -> None:
    """Give up root's right to every file; what is started from here does not have it."""
    if os.geteuid() == 0:
        for override in _OVERRIDES:
            ctypes.CDLL(None).prctl(_DROP, override, 0, 0, 0)


def said(command: list[str]) -> tuple[int, str]:
    """Exit code of a command, and all that it said."""
    from flows.cli import main

    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
        try:
            main(command)
        except SystemExit as ended:
            return int(ended.code or 0), words.getvalue()
    raise AssertionError(command)


def run(commands: list[list[str]], folder: Path) -> list[tuple[int, str]]:
    """Run commands as such a user."""
    file = folder / "commands.json"
    file.write_text(json.dumps(commands))
    subprocess.run(
        [sys.executable, "-m", "tests.flows.without_rights", str(file)],
        check=True, timeout=120, preexec_fn=refusable,
    )  # fmt: skip
    return [(code, words) for code, words in json.loads(file.read_text())]


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.write_text(json.dumps([said(command) for command in json.loads(place.read_text())]))

"""The commands that work on a dataset that is there, one subject a file; ``register`` adds them.

No logic: each calls one function below and shows what it gives. What is heavy is imported inside
the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.commands import check, explain, keeping, quarantine, replay, schedule

if TYPE_CHECKING:
    from cyclopts import App

_SUBJECTS = (quarantine, explain, replay, check, keeping, schedule)


def register(app: App) -> None:
    """Add all of them to the command line."""
    for subject in _SUBJECTS:
        subject.register(app)

"""How a command ends: what is shown of the nights it cleaned, and its exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from cleaners.errors import FragmendError
    from flows.shown.outcome import Outcome
    from flows.shown.summary import Summary

PUBLISHED, INTERNAL, USAGE, HELD, UNREADABLE, LOCKED, DATASET = range(7)

_stdout = Console()
_stderr = Console(stderr=True)


def show_outcome(outcome: Outcome, *, as_json: bool) -> int:
    """Show each night; a night that could not be read at all is told of at the end."""
    last = outcome.summaries[-1:]
    codes = [_show(each, as_json=as_json, last=each in last) for each in outcome.summaries]
    for problem in outcome.problems:
        # A night that has not come yet keeps none of the others from being published.
        late = bool(codes) and "MissingSourceError" in _kinds(problem)
        colour = "yellow" if late else "red"
        _stderr.print(Text(f"fragmend: {problem}", style=colour), soft_wrap=True)
        codes.append(PUBLISHED if late else UNREADABLE)
    return max(codes, default=PUBLISHED)


def _show(summary: Summary, *, as_json: bool, last: bool) -> int:
    from flows.shown.terminal import show_summary

    if as_json:
        sys.stdout.write(summary.to_json() + "\n")
    else:
        _stdout.print(show_summary(summary, last=last), soft_wrap=False)
    return HELD if summary.state == "held" else PUBLISHED


_NOT_THERE: Final = {"UnknownVersionError", "NothingPublishedError", "NotHeldError"}
"""A night or a version was asked for that the dataset does not have; there is nothing amiss."""


def _kinds(error: FragmendError) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def code_of(error: FragmendError) -> int:
    """The exit code of an error: the tree stands in cleaners/errors.py."""
    names = _kinds(error)
    if "LockedError" in names:
        return LOCKED
    if "SourceError" in names:
        return UNREADABLE
    if names & _NOT_THERE:
        return USAGE
    return DATASET if names & {"DatasetError", "OtherVersionError"} else USAGE

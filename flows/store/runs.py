"""The summaries of runs, kept beside the dataset: ``DIR/runs/<night>/<run id>.json``.

A night that was held back publishes nothing, so what it found must stand somewhere else; and a
night is compared with the ones before it. They are small, and written whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flows.shown.summary import Summary
from flows.store.durable import make_folders, no_step, write_whole
from flows.store.pointer import POINTER, read_current

if TYPE_CHECKING:
    from pathlib import Path

RUNS: Final = "runs"


def keep_summary(folder: Path, summary: Summary) -> Path:
    """Write the summary of a run below a dataset's folder."""
    place = folder / RUNS / summary.night / f"{summary.run_id}.json"
    make_folders(place.parent)
    write_whole(place, summary.to_json().encode(), no_step)
    return place


def last_summary(folder: Path, night: str) -> Summary | None:
    """The newest summary of a night; None where no run left one. Run ids sort by time."""
    for path in sorted((folder / RUNS / night).glob("*.json"), reverse=True):
        try:
            return Summary.from_json(path.read_text(encoding="utf-8"))
        except (ValueError, KeyError, TypeError):
            continue  # of another release, or damaged: the tables are what counts
    return None


def summary_of(folder: Path, night: str, run_id: str) -> Summary | None:
    """The summary of one run of a night; else the newest, as of a run that kept none."""
    path = folder / RUNS / night / f"{run_id}.json"
    try:
        return Summary.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return last_summary(folder, night)


def nights_before(folder: Path, night: str, most: int) -> tuple[Summary, ...]:
    """The newest summaries of the last ``most`` nights before ``night``, oldest first.

    A night that was published and rolled away is none that another is compared with.
    """
    names = sorted(path.name for path in (folder / RUNS).glob("*-*-*") if path.name < night)
    current = read_current(folder) if (folder / POINTER).is_file() else None
    published = current.nights if current else {}
    found: list[Summary] = []
    for name in reversed(names):
        if len(found) == most:
            break
        last = last_summary(folder, name)
        if last is not None and (last.state == "held" or name in published or current is None):
            found.append(last)
    return tuple(reversed(found))

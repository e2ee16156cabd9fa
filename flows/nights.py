"""Which nights a run takes: the one that is asked for, or all that wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.contracts import load, settings
from flows.dataset import Dataset
from flows.shown.summary import Summary
from flows.sources.find import nights
from flows.store.pointer import POINTER
from flows.store.runs import RUNS, last_summary
from flows.store.versions import rules_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.parameters import Job


def logical_night(job: Job, start: datetime) -> date:
    """Night that a run is for: as asked, else the day of its scheduled start in the job's zone.

    A run that starts late, since its worker was down, is still for the night it was meant for.

    >>> from flows.parameters import Job
    >>> from datetime import UTC
    >>> job = Job(sources=["in"], out="out", timezone="Asia/Tokyo")
    >>> logical_night(job, datetime(2026, 11, 1, 17, 30, tzinfo=UTC))
    datetime.date(2026, 11, 2)
    """
    return job.night or start.astimezone(ZoneInfo(job.timezone)).date()


def unprocessed(job: Job, tonight: date) -> tuple[date, ...]:
    """Nights to clean, oldest first; ``tonight`` is the last of them.

    Where the sources say which night is which, nights that lie there and were never published
    come first: whatever kept their run from happening, this one catches up. A night that a
    gate held back is not tried again by itself, unless the rules have changed since. One that
    a person rolled back is not tried again at all, tonight's neither, before a person asks for it.
    """
    if job.night is not None:
        return (job.night,)
    lying = {each for source in job.sources for each in nights(source)}
    away = rolled_back(job)
    done = _done(Path(job.out), rules_version(*settings(load(job.contract)))) | away
    waiting = sorted(each for each in lying if each < tonight and str(each) not in done)
    first = job.since or date.min
    taken = tuple(each for each in waiting if each >= first)
    return taken if str(tonight) in away else (*taken, tonight)


def rolled_back(job: Job) -> frozenset[str]:
    """Nights whose last run published them, and that readers do not see any more."""
    out = Path(job.out)
    if not (out / POINTER).is_file():
        return frozenset()
    dataset = Dataset.open(out)
    current = dataset.current()
    seen = current.nights if current else {}
    gone = [name for name in _tried(dataset.path) if name not in seen]
    last = {name: last_summary(dataset.path, name) for name in gone}
    return frozenset(name for name, each in last.items() if each and each.state == "published")


def left_alone(job: Job, night: date) -> Summary:
    """What a run says of a night that was rolled back, and that nobody asked for."""
    dataset = Dataset.open(job.out)
    current = dataset.current()
    version = current.version if current else None
    nothing = Summary(str(night), job.out, "rolled back", "", version, 0, {}, {})
    last = last_summary(dataset.path, str(night)) or nothing
    return replace(last, out=job.out, state="rolled back", version=version)


def between(sources: Sequence[str], first: date, last: date) -> tuple[date, ...]:
    """Nights from ``first`` to ``last`` that lie at the sources, oldest first.

    >>> between(["a/folder/without/nights"], date.min, date.max)
    ()
    """
    lying = {each for source in sources for each in nights(source)}
    return tuple(each for each in sorted(lying) if first <= each <= last)


def _done(out: Path, rules: str) -> frozenset[str]:
    """Nights that are published, or were held back under the rules of today."""
    if not (out / POINTER).is_file():
        return frozenset()
    dataset = Dataset.open(out)
    current = dataset.current()
    published = set(current.nights) if current else set()
    summaries = [(name, last_summary(dataset.path, name)) for name in _tried(out)]
    held = {name for name, last in summaries if last and last.held_under(rules)}
    return frozenset(published | held)


def _tried(out: Path) -> list[str]:
    """Nights that a run has told of."""
    return [path.name for path in (out / RUNS).glob("*-*-*")]

"""What a person sees in the Prefect UI: Markdown artifacts with stable keys, so each has a history.

Markdown and not table artifacts, since one of the two UIs renders the cells of a table as HTML
and the other shows them as they are. The pages are made in ``flows.shown.scorecard`` and
``flows.shown.evidence``, which know no Prefect.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.settings import get_current_settings

from flows.shown import evidence
from flows.shown.escape import counting
from flows.shown.scorecard import HERE, PAGES, scorecard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from flows.shown.summary import Summary

TREND: Final = 14
"""Nights shown beside the one of the run."""
_EVERY: Final = 2.0
"""Seconds between two moves of the progress bar: each one is a request."""


def publish(summary: Summary, before: Sequence[Summary] = ()) -> None:
    """Write the artifacts of a night; ``before`` are the nights before it, oldest first.

    The scorecard comes last, so that it can link the others.
    """
    start = root()
    ids = {
        key: str(_write(key, page, f"Night {summary.night}: {PAGES[key]}"))
        for key, page in pages(summary, before[-1] if before else None, start).items()
    }
    about = f"Night {summary.night}: {summary.badge}, {counting(summary.read, 'document')} read"
    _write("scorecard", scorecard(summary, before, start, ids), about)


def pages(summary: Summary, before: Summary | None = None, root: str = HERE) -> dict[str, str]:
    """All pages of a night but the scorecard, by key."""
    return {
        "failed-checks": evidence.failed_checks(summary, before, root),
        "samples": evidence.samples(summary, root),
        "drift": evidence.drift(summary, root),
        "data": evidence.data(summary, root),
    }


def _write(key: str, page: str, about: str) -> object:
    """Write one; its description is Markdown too in the classic UI, so nothing scraped is in it."""
    return create_markdown_artifact(page, key=key, description=about)


def root() -> str:
    """What goes before ``/artifacts``: a workspace's address in Prefect Cloud, else from here."""
    settings = get_current_settings()
    if settings.connected_to_cloud and settings.ui_url:
        return settings.ui_url.rstrip("/")
    return HERE


class Progress:
    """A bar in the UI: shards that are done, of all shards of the night."""

    def __init__(self, night: str, shards: int) -> None:
        self._shards = shards
        self._done = 0
        self._told = time.monotonic()
        made = create_progress_artifact(
            0.0, key="progress", description=f"Night {night}: done, of {shards} shards"
        )
        self._id: UUID = made  # type: ignore[assignment]

    def step(self) -> None:
        """One more shard is done."""
        self._done += 1
        last = self._done == self._shards
        if last or time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            update_progress_artifact(self._id, progress=100.0 * self._done / self._shards)

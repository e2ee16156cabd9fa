"""What came of a run over several nights; known without an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flows.shown.worst import told

if TYPE_CHECKING:
    from cleaners.errors import FragmendError
    from flows.shown.summary import Summary


class Outcome(NamedTuple):
    """What came of the nights that a run took."""

    summaries: tuple[Summary, ...]
    problems: tuple[FragmendError, ...]
    """Nights that could not be read at all; the others were not kept waiting by them."""

    @property
    def sentence(self) -> str:
        """All nights in words."""
        parts = [told(each) for each in self.summaries] + [str(each) for each in self.problems]
        return " ".join(parts)

"""Progress of a run, told to whoever listens: the terminal's bar, the artifact in the UI.

A flow's parameters are data, so a listener cannot be one of them; it is set around the call.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Step(NamedTuple):
    """How far a run is."""

    stage: str
    """plan, clean, settle or publish."""
    done: int
    total: int
    """Documents, or bytes where a source cannot tell its documents beforehand; 0 if unknown."""


class Listener(Protocol):
    """Told of every step, from any thread; it must be quick and must not raise."""

    def __call__(self, step: Step, /) -> None:
        """Hear of one step."""


_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell ``listener`` of the progress of what runs inside the block."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def tell(stage: str, done: int, total: int) -> None:
    """Tell all listeners."""
    for listener in tuple(_listeners):
        listener(Step(stage, done, total))

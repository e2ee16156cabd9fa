"""Work that begins before Prefect does: its server takes longer to start than a small night takes.

``fragmend clean`` begins to plan and to clean at once, in a thread; when the flow runs, it takes
over what was begun. Nothing is settled or published before: without its flow a night that was
begun ends as if it had been killed, and leaves nothing.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from cleaners.errors import FragmendError
from flows import night

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from flows.parameters import Job
    from flows.shown.summary import Summary
    from flows.workers.pool import Pool
    from flows.workers.work import Shard, ShardReport

_PATIENCE: Final = 30.0
"""Seconds in which a commit may end; else it dies with the process, which tears nothing."""
_SOON: Final = 5.0
"""Seconds in which a plan may find that there is nothing to do; Prefect waits for it."""
Reports = list["Future[ShardReport]"]


class Runs(Protocol):
    """Runs a shard: a pool, or what waits for one."""

    def run(self, shard: Any, /) -> ShardReport:  # noqa: ANN401  (a shard, or its future)
        """Give the report of a shard."""


class Waiting:
    """Where a pool is expected: the shards are at work already."""

    def run(self, shard: Future[ShardReport], /) -> ShardReport:
        """Wait for the report."""
        return shard.result()


class NobodyCameError(FragmendError):
    """The flow that should have taken over did not begin."""

    def __str__(self) -> str:
        return "Prefect did not start, so the night was not published; see its message, run again."


class _Key(NamedTuple):
    job: Job
    night: date


class Ahead:
    """A night that was begun before its flow."""

    def __init__(self, job: Job, each: date, nights: int) -> None:
        self.key = _Key(job, each)
        self._shards: Future[Reports] = Future()
        self._taken = threading.Event()
        self._left = False
        self._pool: Pool | None = None
        self._summary: Future[Summary] = Future()
        self._thread = threading.Thread(target=self._work, args=(nights,), daemon=True)
        self._thread.start()

    def _work(self, nights: int) -> None:
        try:
            job, each = self.key
            self._summary.set_result(night.clean(job, each, self._run, nights=nights))
        except BaseException as error:  # noqa: BLE001  (raised again by the flow, in its thread)
            self._summary.set_exception(error)
        finally:
            if not self._shards.done():  # nothing to do, or nothing could be done
                self._shards.set_result([])

    def _run(self, pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
        """Clean all shards; what comes after waits for the flow."""
        self._pool = pool
        if self._left:
            raise NobodyCameError
        with ThreadPoolExecutor(max_workers=max(1, len(shards))) as threads:
            futures = [threads.submit(pool.run, shard) for shard in shards]
            self._shards.set_result(futures)
            self._taken.wait()
            if self._left:
                raise NobodyCameError
            return [future.result() for future in futures]

    def take(self) -> Reports:
        """Reports of the shards, as they come; from now on the night is the caller's."""
        self._taken.set()
        return self._shards.result()

    def summary(self) -> Summary:
        """What came of the night, once it is there; raises what went wrong."""
        return self._summary.result()

    def soon(self) -> Summary | FragmendError | None:
        """What a night that has nothing to clean ends with; None for one that is at work.

        That is the summary of a night that is unchanged, or what a person must see to.
        """
        try:
            if self._shards.result(timeout=_SOON):
                return None
            summary = self._summary.result(timeout=_SOON)
        except FragmendError as problem:
            return problem
        except Exception:  # noqa: BLE001  (the flow will meet it, and tell of it)
            return None
        return summary if summary.state == "unchanged" else None

    def leave(self) -> None:
        """End it, unless it has ended: its flow never came, or was interrupted."""
        self._left = True
        self._taken.set()
        if self._thread.is_alive() and self._pool is not None:
            self._pool.stop()
        self._thread.join(_PATIENCE)


_begun: list[Ahead] = []


@contextmanager
def begun(job: Job, each: date, nights: int = 1) -> Iterator[Ahead]:
    """Begin a night; the flow inside the block will find it."""
    ahead = Ahead(job, each, nights)
    _begun.append(ahead)
    try:
        yield ahead
    finally:
        if ahead in _begun:
            _begun.remove(ahead)
        ahead.leave()


def taken(job: Job, each: date) -> Ahead | None:
    """What was begun of a night; what was begun of another one, at midnight, is given up."""
    found = None
    while _begun:
        ahead = _begun.pop()
        if ahead.key == _Key(job, each):
            found = ahead
        else:
            ahead.leave()
    return found

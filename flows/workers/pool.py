"""Processes that clean side by side, and survive what documents do to them.

A process that dies, hangs or eats the memory is replaced. The document that it had begun is the
suspect: what stood before it is done first, then the suspect alone in a fresh process, then the
rest. If it ends that process too, it is quarantined; if not, a stray kill had met it and it
stays. Where no single document is suspected (the batch was being judged), the batch is halved.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable  # noqa: TC003  (dataclasses read their annotations)
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Self

from cleaners.errors import FragmendError
from flows.workers.process import Ended, Limits, Process
from flows.workers.work import Segment, Shard, ShardReport

if TYPE_CHECKING:
    from types import TracebackType

DOCUMENT_TIMEOUT: Final = 30.0
MAX_WORKER_BYTES: Final = 2 * 2**30
START_SECONDS: Final = 120.0
_TRIES: Final = 3
"""Of processes that end before they do anything."""


def _nobody(_documents: int) -> None:
    """Hear of progress and do nothing."""


class WorkersFailError(FragmendError):
    """Worker processes end before they have begun any document."""

    def __init__(self, shard: int, reason: str) -> None:
        super().__init__(shard, reason)
        self.shard = shard
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"the processes that clean shard {self.shard} end before they begin: {self.reason}. "
            "The documents are not at fault; see to memory and the installation, then run again."
        )


class Pool:
    """A fixed number of workers; ``run`` may be called from as many threads as one likes."""

    def __init__(
        self,
        workers: int,
        *,
        document_timeout: float = DOCUMENT_TIMEOUT,
        max_worker_bytes: int = MAX_WORKER_BYTES,
        on_progress: Callable[[int], None] = _nobody,
    ) -> None:
        limits = Limits(document_timeout, max_worker_bytes, START_SECONDS)
        self._all = [Process(limits) for _ in range(max(1, workers))]
        self._free: queue.LifoQueue[Process] = queue.LifoQueue()  # a warm one first
        self._on_progress = on_progress
        for process in reversed(self._all):
            self._free.put(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def stop(self) -> None:
        """Make what still runs fail, soon; from any thread. ``close`` waits for it."""
        for process in self._all:
            process.stop()

    def close(self) -> None:
        """End all workers; what still runs fails."""
        self.stop()
        for process in [self._free.get() for _ in self._all]:  # their runs have ended now
            process.close()
            self._free.put(process)

    def run(self, shard: Shard, on_progress: Callable[[int], None] | None = None) -> ShardReport:
        """Clean a shard in a free worker, whatever its documents do.

        ``on_progress`` is told, in this thread, how many more documents are done.
        """
        process = self._free.get()
        try:
            return _Run(shard, process, on_progress or self._on_progress).report()
        except BaseException:
            process.close()  # it may be amid a document
            raise
        finally:
            self._free.put(process)


@dataclass(slots=True)
class _Run:
    """One shard on one worker."""

    shard: Shard
    process: Process
    on_progress: Callable[[int], None]
    part: int = 0
    parts: list[ShardReport] = field(default_factory=list)
    told: int = 0
    """Documents that were told of as done; what is done again is not told again."""
    vain: int = 0
    """Processes that ended one after the other without a document to blame."""

    def report(self) -> ShardReport:
        """Work until every document is staged."""
        todo = deque([Segment()])
        while todo:
            segment = replace(todo.popleft(), part=self.part)
            if segment.single and segment.blame is None:
                self.process.renew()
            ended = _Try(self, segment).end()
            if ended is not None:
                todo.extendleft(reversed(self._again(*ended)))
        return ShardReport.total(tuple(self.parts))

    def reach(self, number: int) -> None:
        """Tell of all documents before ``number`` as done."""
        if number > self.told:
            self.on_progress(number - self.told)
            self.told = number

    def _again(self, left: Segment, ended: Ended, suspects: range) -> list[Segment]:
        """What to do instead of the rest of a segment whose process ended."""
        if left.stop is not None and left.first >= left.stop:
            return []
        if left.blame is not None or not suspects:  # no document was being cleaned
            self.vain += 1
            if self.vain > _TRIES:
                raise WorkersFailError(self.shard.number, ended.account)
            return [left]
        self.vain = 0
        if left.single:
            return [replace(left, blame=ended.account)]
        return divided(left, suspects)


def divided(segment: Segment, suspects: range) -> list[Segment]:
    """Cut a segment before and after its suspects; several of them are halved.

    >>> [(part.first, part.stop) for part in divided(Segment(0, 9), range(4, 5))]
    [(0, 4), (4, 5), (5, 9)]
    >>> [(part.first, part.stop) for part in divided(Segment(0), range(0, 4))]
    [(0, 2), (2, 4), (4, None)]
    """
    middle = {suspects.start + len(suspects) // 2} if len(suspects) > 1 else set()
    edges = sorted({segment.first, suspects.start, suspects.stop} | middle)
    ends: list[int | None] = [*edges[1:]]
    if segment.stop is None or suspects.stop < segment.stop:
        ends.append(segment.stop)
    return [Segment(first, stop) for first, stop in zip(edges, ends, strict=False)]


class _Try:
    """One segment on one worker, as the worker tells of it."""

    def __init__(self, run: _Run, segment: Segment) -> None:
        self._run = run
        self._segment = segment
        self._kept = segment.first
        """The first document that is not staged yet."""
        self._begun: int | None = None
        self._judging = False

    def end(self) -> tuple[Segment, Ended, range] | None:
        """None once the segment is staged; else what is left of it, and who is suspected."""
        process = self._run.process
        process.send((self._run.shard, self._segment))
        while True:
            told = process.hear()
            if isinstance(told, Ended):
                process.end_child()
                return replace(self._segment, first=self._kept), told, self._suspects()
            if told[0] == "done":
                self._run.reach(self._kept)
                return None
            if told[0] == "raised":
                raise told[1]
            self._note(*told)

    def _note(self, word: str, fact: object) -> None:
        if word == "begun":
            assert isinstance(fact, int)
            self._begun, self._judging = fact, False
            self._run.reach(fact)
        elif word == "judging":
            self._judging = True
        elif word == "kept":
            assert isinstance(fact, ShardReport)
            self._keep(fact)

    def _keep(self, report: ShardReport) -> None:
        self._kept += report.documents
        self._judging = False
        self._run.part += 1
        self._run.parts.append(report)

    def _suspects(self) -> range:
        """Documents of which one may have ended the process."""
        if self._begun is None:
            return range(0)
        begun = max(self._begun, self._kept)
        return range(self._kept if self._judging else begun, begun + 1)

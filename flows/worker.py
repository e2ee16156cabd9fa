"""One worker process: ``python -m flows.worker TASKS LIFE``, two file descriptors.

Over TASKS it is sent (shard, segment) pairs and tells what it is at. LIFE says nothing; when
the parent dies, its other end closes and the kernel ends this process, whatever it is doing.
Prefect is never imported here.
"""

from __future__ import annotations

import faulthandler
import fcntl
import os
import select
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from flows.work import Segment, Shard, ShardReport

    Told = (
        tuple[Literal["ready", "judging", "done"], None]
        | tuple[Literal["begun"], int]
        | tuple[Literal["kept"], ShardReport]
        | tuple[Literal["raised"], BaseException]
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """A watcher that tells the parent."""

    parent: Connection

    def begun(self, number: int) -> None:
        """Say which document comes next."""
        self.parent.send(("begun", number))

    def judging(self) -> None:
        """Say that what follows concerns the whole batch."""
        self.parent.send(("judging", None))

    def kept(self, report: ShardReport) -> None:
        """Hand over what came of a batch."""
        self.parent.send(("kept", report))


def end_with_parent(life: int) -> None:
    """Have the kernel end this process when the parent's end of ``life`` closes.

    A thread that looks after the parent would wait for the interpreter, which a hung call into
    C may never give back; the default action of SIGIO does not.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    if select.select([life], [], [], 0)[0]:  # it died before we asked
        sys.exit()


def serve(parent: Connection) -> None:
    """Work until the parent has no more to do."""
    from flows.shard import clean_segment  # noqa: PLC0415  (after the signals stand)

    parent.send(("ready", None))
    while True:
        try:
            shard, segment = parent.recv()
        except EOFError:
            return
        parent.send(_done(shard, segment, parent, clean_segment))


def _done(shard: Shard, segment: Segment, parent: Connection, work: object) -> Told:
    """Work on a segment; what it raises is the parent's to raise."""
    try:
        work(shard, segment, Telling(parent))  # type: ignore[operator]
    except (KeyboardInterrupt, SystemExit, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001  (it is raised again on the other side)
        return "raised", error
    return "done", None


def main() -> None:
    """Entry of the process."""
    tasks, life = map(int, sys.argv[1:])
    end_with_parent(life)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    faulthandler.enable()
    faulthandler.register(signal.SIGUSR1, all_threads=False)
    with Connection(tasks) as parent:
        serve(parent)


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, ConnectionResetError):
        sys.exit()  # the parent has gone

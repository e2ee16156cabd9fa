"""A worker: ``python -m flows.workers.worker CONTROL LIFE BOARD``, three file descriptors.

The process that starts here only imports what cleaning needs, forks a child that works, and
tells how the child ended; the next child is there in milliseconds, for nothing is imported
again. It must stay without threads, else it could not fork. Each request on CONTROL brings the
descriptor over which the child is sent (shard, segment) pairs and tells what it is at. LIFE says
nothing; when the parent dies, its other end closes and the kernel ends both processes, whatever
they are doing. BOARD is a few shared bytes on which the child writes the number of the document
that it begins: a message a document would cost the parent more than all else it does.
Prefect is never imported here.
"""

from __future__ import annotations

import faulthandler
import fcntl
import importlib
import mmap
import os
import select
import signal
import socket
import struct
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Final, Literal, NoReturn

if TYPE_CHECKING:
    from flows.workers.work import Segment, Shard, ShardReport

    Told = (
        tuple[Literal["ready", "judging", "done"], None]
        | tuple[Literal["kept"], ShardReport]
        | tuple[Literal["raised"], BaseException]
    )


NUMBER: Final = struct.Struct("<q")
"""A process id, or an exit code, on CONTROL."""
BEGUN: Final = struct.Struct("@q")
"""The number of a document on BOARD. Native, so that it is written in one step."""
NONE_BEGUN: Final = -1


@dataclass(frozen=True, slots=True)
class Telling:
    """A watcher that tells the parent."""

    parent: Connection
    board: mmap.mmap

    def begun(self, number: int) -> None:
        """Write down which document comes next."""
        BEGUN.pack_into(self.board, 0, number)

    def judging(self) -> None:
        """Say that what follows concerns the whole batch."""
        self.parent.send(("judging", None))

    def kept(self, report: ShardReport) -> None:
        """Hand over what came of a batch."""
        self.parent.send(("kept", report))


def end_with_parent(life: int) -> None:
    """Have the kernel end this process and its children when the other end of ``life`` closes.

    A thread that looks after the parent would wait for the interpreter, which a hung call into
    C may never give back; the default action of SIGIO does not.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(life, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    if select.select([life], [], [], 0)[0]:  # it died before we asked
        sys.exit()


def serve(parent: Connection, board: mmap.mmap) -> None:
    """Work until the parent has no more to do."""
    from flows.shard import clean_segment  # noqa: PLC0415  (after the signals stand)

    parent.send(("ready", None))
    while True:
        try:
            shard, segment = parent.recv()
        except EOFError:
            return
        parent.send(_done(shard, segment, Telling(parent, board), clean_segment))


def _done(shard: Shard, segment: Segment, telling: Telling, work: object) -> Told:
    """Work on a segment; what it raises is the parent's to raise."""
    try:
        work(shard, segment, telling)  # type: ignore[operator]
    except (KeyboardInterrupt, SystemExit, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001  (it is raised again on the other side)
        return "raised", error
    return "done", None


def fork_on_request(control: socket.socket, board: mmap.mmap) -> None:
    """Fork a child for each request and tell its id, then how it ended; never two at once."""
    while True:
        _, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not handles:
            return
        child = os.fork()
        if child == 0:
            control.close()
            _work(handles[0], board)
        os.close(handles[0])
        control.send(NUMBER.pack(child))
        _, status = os.waitpid(child, 0)
        control.send(NUMBER.pack(os.waitstatus_to_exitcode(status)))


def _work(handle: int, board: mmap.mmap) -> NoReturn:
    """Be the child."""
    code = 1
    try:
        with Connection(handle) as parent:
            serve(parent, board)
        code = 0
    except ConnectionError:
        code = 0  # the parent has gone
    except BaseException:  # noqa: BLE001  (told on stderr, which the parent reads)
        traceback.print_exc()
    finally:
        os._exit(code)


def main() -> None:
    """Entry of the process."""
    control, life, shared = map(int, sys.argv[1:])
    end_with_parent(life)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    faulthandler.enable()
    faulthandler.register(signal.SIGUSR1, all_threads=False)
    importlib.import_module("flows.shard")
    with socket.socket(fileno=control) as requests, mmap.mmap(shared, BEGUN.size) as board:
        fork_on_request(requests, board)


if __name__ == "__main__":
    try:
        main()
    except ConnectionError:
        sys.exit()  # the parent has gone

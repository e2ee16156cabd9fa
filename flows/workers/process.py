"""A worker as the flow's process sees it: started when needed, watched, replaced.

It is two processes: one that has imported everything and forks (``_root``), and its child, which
works and which documents may end.

It is killed when it tells nothing for too long or takes too much memory. What it wrote to
stderr (the interpreter's own trace of a crash, or of the place where it hung) goes on record.
"""

from __future__ import annotations

import mmap
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Final

from cleaners.errors import FragmendError
from flows.workers.worker import BEGUN, NONE_BEGUN, NUMBER

if TYPE_CHECKING:
    from typing import IO

    from flows.workers.work import Segment, Shard

_QUIET: Final = {
    # One worker a core: threads of its libraries would only get into each other's way.
    "POLARS_MAX_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONUNBUFFERED": "1",
}
_LOOK_EVERY: Final = 100
"""Milliseconds between two looks at a worker that tells nothing."""
_LOOK_ANYWAY: Final = 0.5
"""Seconds between two looks at one that tells a lot."""
_TRACE_SECONDS: Final = 0.3
"""For a hung worker to write where it hangs."""
_TRACE_BYTES: Final = 4096
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may do."""

    silent_seconds: float
    bytes: int
    start_seconds: float


@dataclass(frozen=True, slots=True)
class Ended:
    """How a worker ended."""

    sentence: str
    trace: str = ""

    @property
    def account(self) -> str:
        """All that is known, for the row in quarantine."""
        return f"{self.sentence}\n{self.trace}".strip()


class Process:
    """One place for a worker; it holds at most one process at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._root: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._life: socket.socket | None = None
        self._errors: IO[bytes] | None = None
        self._errors_before = 0
        self._child = 0
        """Process id; 0 for none."""
        self._tasks: Connection | None = None
        self._ears = select.poll()
        """Waits for what it tells; ``Connection.poll`` would make one anew for each look."""
        self._memory: int | None = None
        """Handle of the file in which the kernel says how much the child takes."""
        self._board: mmap.mmap | None = None
        self._begun = NONE_BEGUN
        """The last document that was told of."""
        self._heard: tuple[str, Any] | Ended | None = None
        """What it told after it had begun a document that is still to be told of."""
        self._worked = self._ready = self._stopped = False
        self._quiet_since = self._looked = 0.0

    # Starting and ending

    def renew(self) -> None:
        """Let the next task find a process that has done nothing yet."""
        if self._worked:
            self.end_child()

    def stop(self) -> None:
        """End it from another thread than its own, and let nothing be started again."""
        self._stopped = True
        _kill(self._child)
        if self._root is not None:
            self._root.kill()

    def end_child(self) -> int | None:
        """End the working process; its exit code, if that can be known."""
        tasks, self._tasks = self._tasks, None
        memory, self._memory = self._memory, None
        child, self._child = self._child, 0
        if memory is not None:
            os.close(memory)
        if tasks is not None:
            tasks.close()
        if not child:
            return None
        _kill(child)
        return self._number()

    def close(self) -> None:
        """End everything that belongs to it."""
        self.end_child()
        if self._root is not None:
            self._root.kill()
            self._root.wait()
        for end in (self._control, self._life, self._errors, self._board):
            if end is not None:
                end.close()
        self._root = self._control = self._life = self._errors = self._board = None

    def _start(self) -> None:
        self._control, their_control = socket.socketpair()
        self._life, their_life = socket.socketpair()
        self._errors = tempfile.TemporaryFile("a+b")  # noqa: SIM115  (closed with the process)
        shared = tempfile.TemporaryFile()  # noqa: SIM115  (as above)
        shared.write(BEGUN.pack(NONE_BEGUN))
        shared.flush()
        self._board = mmap.mmap(shared.fileno(), BEGUN.size)
        handles = (their_control.fileno(), their_life.fileno(), shared.fileno())
        # -P: a json.py in the folder where one happens to be is not ours.
        command = [sys.executable, "-P", "-m", "flows.workers.worker", *map(str, handles)]
        with their_control, their_life, shared:
            self._root = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
                command,
                pass_fds=handles,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env=os.environ | _QUIET,
                start_new_session=True,  # Ctrl-C in a terminal is for the parent alone
            )
        self._control.settimeout(self._limits.start_seconds)

    def _fork(self) -> Connection:
        """A new child, and the line to it; where that fails, the line is found to be dead."""
        if self._stopped:
            raise PoolClosedError
        if self._root is not None and self._root.poll() is not None:
            self.close()
        if self._root is None:
            self._start()
        assert self._control is not None
        assert self._errors is not None
        self._errors_before = self._errors.seek(0, os.SEEK_END)
        ours, theirs = socket.socketpair()
        with theirs, suppress(OSError):
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        self._child = self._number() or 0
        self._tasks = Connection(ours.detach())
        self._ears = select.poll()
        self._ears.register(self._tasks.fileno(), select.POLLIN)
        with suppress(OSError):  # it is gone already, or there is none
            self._memory = os.open(f"/proc/{self._child}/statm", os.O_RDONLY | os.O_CLOEXEC)
        self._worked = self._ready = False
        return self._tasks

    def _number(self) -> int | None:
        """What the forking process says next; None if it has ended, or hangs."""
        assert self._control is not None
        try:
            told = self._control.recv(NUMBER.size)
        except OSError:
            return None
        return int(NUMBER.unpack(told)[0]) if len(told) == NUMBER.size else None

    # Talking

    def send(self, task: tuple[Shard, Segment]) -> None:
        """Give it something to do; whether it still lives is heard afterwards."""
        tasks = self._tasks or self._fork()
        assert self._board is not None
        self._begun, self._heard = NONE_BEGUN, None
        BEGUN.pack_into(self._board, 0, NONE_BEGUN)  # nobody else writes: it waits for this
        self._quiet_since = time.monotonic()
        self._worked = True
        with suppress(OSError):  # it died meanwhile, and ``hear`` will say how
            tasks.send(task)

    def hear(self) -> tuple[str, Any] | Ended:
        """The next thing that the worker tells, or how it ended.

        That it has begun a document comes before what it told afterwards.
        """
        while True:
            told, self._heard = self._heard or self._next(), None
            number = self._moved()
            if told is None or time.monotonic() - self._looked > _LOOK_ANYWAY:
                told = self._wrong(silent=told is None and number is None) or told
            if number is not None:
                self._heard = told
                self._quiet_since = time.monotonic()
                return ("begun", number)
            if told is None:
                continue
            self._quiet_since = time.monotonic()
            if isinstance(told, Ended) or told[0] != "ready":
                return told
            self._ready = True

    def _moved(self) -> int | None:
        """The document that it has begun, if that was not told of yet."""
        assert self._board is not None
        (number,) = BEGUN.unpack_from(self._board)
        if number == self._begun:
            return None
        self._begun = number
        return int(number)

    def _next(self) -> tuple[str, Any] | Ended | None:
        """What it tells; None if it is silent for a moment."""
        assert self._tasks is not None
        try:
            return self._tasks.recv() if self._ears.poll(_LOOK_EVERY) else None
        except (EOFError, OSError):
            return self._died()

    # Watching

    def _wrong(self, *, silent: bool) -> Ended | None:
        """Kill a worker that is over its limits."""
        self._looked = time.monotonic()
        seconds = self._looked - self._quiet_since if silent else 0.0
        if seconds > (self._limits.silent_seconds if self._ready else self._limits.start_seconds):
            return self._killed(f"the process hung for {seconds:.0f} s and was killed")
        used = resident(self._memory) if self._memory is not None else 0
        if used > self._limits.bytes:
            return self._killed(
                f"the process took {_gib(used)} of memory, over the limit of "
                f"{_gib(self._limits.bytes)}, and was killed",
                trace=False,  # every moment costs more memory
            )
        return None

    def _killed(self, sentence: str, *, trace: bool = True) -> Ended:
        if trace and self._child and self._ready:
            os.kill(self._child, signal.SIGUSR1)  # faulthandler writes where it is
            time.sleep(_TRACE_SECONDS)
        self.end_child()
        return Ended(sentence, self._trace())

    def _died(self) -> Ended:
        """How a process that nobody here killed has ended."""
        if not self._child:
            code = self._root.wait() if self._root else None
            return Ended(f"none could be started ({_end(code)})", self._trace())
        code = self._number()  # before anything is killed that still lives
        self._child = 0
        self.end_child()
        return Ended(_end(code), self._trace())

    def _trace(self) -> str:
        """The end of what it wrote to stderr."""
        if self._errors is None:
            return ""
        length = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(self._errors_before, length - _TRACE_BYTES))
        return self._errors.read().decode("utf-8", "backslashreplace").strip()


class PoolClosedError(FragmendError):
    """The pool was closed while a shard was being cleaned."""

    def __str__(self) -> str:
        return "the run was ended before its shards were cleaned; nothing was published."


def _kill(child: int) -> None:
    """Kill a process, if it is still there."""
    if child:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _end(code: int | None) -> str:
    """Say how a process ended, by its exit code.

    >>> _end(-6), _end(1)
    ('the process was killed by signal 6 (SIGABRT)', 'the process exited with code 1')
    """
    if code is None:
        return "the process ended, nobody knows how"
    if code >= 0:
        return f"the process exited with code {code}"
    try:
        name = f" ({signal.Signals(-code).name})"
    except ValueError:  # a real-time signal has no name
        name = ""
    return f"the process was killed by signal {-code}{name}"


def _gib(size: int) -> str:
    """Bytes for people.

    >>> _gib(3 * 2**29)
    '1.50 GiB'
    """
    return f"{size / 2**30:.2f} GiB"


def resident(memory: int) -> int:
    """Bytes that a process takes, by its open ``/proc/…/statm``; 0 where the system is silent."""
    try:
        return int(os.pread(memory, 128, 0).split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0

"""The plan of a night: its files, their digest, and shards of about the same size.

Shards follow the order of the input and are written as JSON, so that what goes through the
engine is the name of a file. Hashing reads every file once; the same pass finds the lines at
which a large JSONL file can be cut.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from flows.sources import format_of
from flows.sources.errors import NothingReadableError
from flows.sources.files import FILES, open_regular, why_not
from flows.sources.find import find, left_alone
from flows.sources.format import Piece, Reading
from flows.sources.named import missing_fields
from flows.store.durable import disk_told, make_folders
from flows.workers.work import CLEANER, Shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from flows.sources.find import Found
    from flows.sources.named import Missing
    from flows.workers.work import ContractFile

MOST_SHARDS: Final = 100
"""A task costs the engine about 50 ms, and a part of each table is read again at the end."""
SHARD_BYTES: Final = 128 * 2**20
FEW_BYTES: Final = 8 * 2**20
"""Of a shard at least, where more of them would only keep the workers equally busy to the end."""
A_WORKER: Final = 8
"""Shards for each worker: the last one to end lets the others wait for a sixteenth of its work."""
SMALL_SHARD: Final = 2**18
"""Below this a second worker does not pay for its start."""
_CUT_EVERY: Final = 2**20
_NEWLINE: Final = ord("\n")
_OVERHEAD: Final = 4096
"""What a document costs besides its bytes, in bytes."""
_UNPACKED: Final = 6
"""HTML packs to about a sixth."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a plan depends on besides its sources."""

    workers: int = 1
    reading: Reading = field(default_factory=Reading)
    code_version: str | None = None
    cleaner: str = CLEANER
    most_shards: int = MOST_SHARDS
    contract: ContractFile | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One file, read once."""

    path: str
    uri: str
    sha256: str | None
    """None for a file that cannot be read."""
    bytes: int = 0
    cuts: tuple[tuple[int, int], ...] = ()
    """Places (byte, number of the record) where a line begins."""
    problem: str = ""
    lines: int = 0
    """Of a format whose records are lines."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a night is made of, and its shards."""

    shards: tuple[Path, ...]
    """Files for ``Shard.load``."""
    input_digest: str
    """The same digest is the same input, read in the same way."""
    files: int
    bytes: int
    documents: int | None = None
    """None where only reading tells: in what is compressed."""
    left_alone: Mapping[str, int] = field(default_factory=dict)
    """Files of formats that are not read, by suffix."""
    missing: tuple[Missing, ...] = ()
    """Fields that were named and that files do not have."""


def plan(
    sources: Sequence[str], *, night: date | None, staging: Path, options: Options | None = None
) -> Plan:
    """Plan a night in ``staging``, the working folder of its run; SourceError if it cannot be.

    Nothing is written where there is nothing to read.
    """
    options = options or Options()
    found = find(sources, night)
    files = [measure(file) for file in found]
    if not any(file.sha256 for file in files):
        raise NothingReadableError(tuple(sources), len(files), files[0].problem)
    shards = [
        Shard(
            number=number,
            folder=str(staging / f"{number:04}"),
            pieces=tuple(pieces),
            reading=options.reading,
            night_ends=_end(night),
            code_version=options.code_version,
            cleaner=options.cleaner,
            contract=options.contract,
        )
        for number, pieces in enumerate(divide(files, options.workers, options.most_shards))
    ]
    return Plan(
        shards=tuple(_write(shard, staging / "plan") for shard in shards),
        input_digest=_digest(files, options.reading),
        files=len(files),
        bytes=sum(file.bytes for file in files),
        documents=documents_of(files),
        left_alone=left_alone(sources, night),
        missing=missing_fields(found, options.reading),
    )


def documents_of(files: Sequence[Measured]) -> int | None:
    """How many documents the files hold; None where that would have to be unpacked.

    Blank lines of JSONL count too, and are no documents: a bar may end a little early.

    >>> documents_of([Measured("a.html", "a.html", ""), Measured("b.jsonl", "b", "", lines=9)])
    10
    >>> documents_of([Measured("a.html", "a.html", ""), Measured("b.jsonl.gz", "b", "")])
    """
    kinds = [format_of(file.path) for file in files]
    if any(kind is not FILES and not (kind and kind.lines) for kind in kinds):
        return None
    return sum(1 if kind is FILES else file.lines for file, kind in zip(files, kinds, strict=True))


def _end(night: date | None) -> datetime | None:
    return datetime.combine(night + timedelta(days=1), time(), UTC) if night else None


def _write(shard: Shard, folder: Path) -> Path:
    path = folder / f"{shard.number:04}.json"
    with disk_told(folder):
        make_folders(folder)
        path.write_text(shard.to_json(), encoding="utf-8")
    return path


def _digest(files: Sequence[Measured], reading: Reading) -> str:
    total = hashlib.sha256(repr(reading).encode())
    for file in sorted(files, key=lambda file: file.uri):
        total.update(f"\n{file.uri}\n{file.sha256}".encode())
    return total.hexdigest()


# Reading each file once


def measure(file: Found) -> Measured:
    """Hash a file, and note where it can be cut."""
    kind = format_of(file.path)
    hasher, length, cuts, record, chunk = hashlib.sha256(), 0, [(0, 0)], 0, b"\n"
    try:
        with open_regular(file.path) as opened:
            while more := opened.read(_CUT_EVERY):
                chunk = more
                hasher.update(chunk)
                newline = chunk.find(b"\n") if kind and kind.lines else -1
                if length and newline >= 0:
                    cuts.append((length + newline + 1, record + 1))
                record += _newlines(chunk) if newline >= 0 else 0
                length += len(chunk)
    except OSError as error:
        return Measured(file.path, file.uri, None, problem=why_not(error))
    kept = tuple(cut for cut in cuts if cut[0] < length) if kind and kind.lines else ()
    lines = record + (not chunk.endswith(b"\n")) if kind and kind.lines else 0
    return Measured(file.path, file.uri, hasher.hexdigest(), length, kept, lines=lines)


def _newlines(chunk: bytes) -> int:
    r"""Count the ends of lines, four times as fast as ``bytes.count``, which looks byte by byte.

    >>> _newlines(b"one\ntwo\n"), _newlines(b"one")
    (2, 0)
    """
    return int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == _NEWLINE))


# Shards


def divide(files: Sequence[Measured], workers: int, most: int = MOST_SHARDS) -> list[list[Piece]]:
    """Cut the files into shards of about the same size, in the order of the input."""
    pieces = [piece for file in files for piece in _pieces(file)]
    whole = sum(weight for _, weight in pieces)
    target = whole / shard_count(whole, workers, most)
    shards: list[list[Piece]] = []
    done = 0.0
    for piece, weight in pieces:
        if not shards or done >= target * len(shards):
            shards.append([])
        _add(shards[-1], piece)
        done += weight
    return shards


def shard_count(weight: int, workers: int, most: int = MOST_SHARDS) -> int:
    """How many shards keep the workers busy and the engine idle.

    >>> shard_count(100_000, 4), shard_count(2_000_000, 4), shard_count(2**40, 4)
    (1, 4, 100)
    >>> shard_count(2**30, 2), shard_count(2**30, 16)
    (16, 100)

    As many for one worker as for another: an odd one would let the others wait for it.

    >>> shard_count(25 * 2**27, 4), shard_count(25 * 2**27, 1)
    (32, 25)
    """
    busy = min(workers, math.ceil(weight / SMALL_SHARD))
    even = min(workers * A_WORKER, math.ceil(weight / FEW_BYTES))
    count = max(busy, even, math.ceil(weight / SHARD_BYTES))
    if count > workers:
        count = math.ceil(count / workers) * workers
    return max(1, min(most, count))


def _pieces(file: Measured) -> Iterator[tuple[Piece, int]]:
    packed = _UNPACKED if file.path.lower().endswith((".gz", ".zst")) else 1
    if len(file.cuts) <= 1:
        yield Piece(file.path, file.uri), file.bytes * packed + _OVERHEAD
        return
    ends = [cut[0] for cut in file.cuts[1:]] + [file.bytes]
    for (start, record), end in zip(file.cuts, ends, strict=True):
        yield Piece(file.path, file.uri, start, end, record), end - start


def _add(shard: list[Piece], piece: Piece) -> None:
    """Add a piece; one that continues the last one is made one with it."""
    if shard and shard[-1].path == piece.path and shard[-1].end == piece.start:
        shard[-1] = replace(shard[-1], end=piece.end)
    else:
        shard.append(piece)

"""Where documents come from: files of known formats, found by folder, name or glob."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flows.sources.files import FILES
from flows.sources.jsonl import JSONL, PACKED_JSONL
from flows.sources.kept import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.sources.format import Format, Piece, Reading, Record

FORMATS: Final = (FILES, JSONL, PACKED_JSONL)
SUFFIXES: Final = tuple(suffix for kind in FORMATS for suffix in kind.suffixes)


def format_of(name: str) -> Format | None:
    """The format of a file, by its name.

    >>> format_of("a/B.HTML") is FILES, format_of("a.jsonl.gz") is PACKED_JSONL
    (True, True)
    >>> format_of("a.pdf")
    """
    low = name.lower()
    return next((kind for kind in FORMATS if low.endswith(kind.suffixes)), None)


def read(piece: Piece, reading: Reading) -> Iterator[Record]:
    """All records of a piece, in their order."""
    kind = KEPT if piece.path.endswith(KEPT.suffixes) else format_of(piece.path)
    if kind is None:  # planning lets no such file through
        raise ValueError(piece.path)
    yield from kind.read(piece, reading)

"""What a source format is: the words that ``flows/sources/*.py`` are written in.

A new format is one file here with one ``Format``, and one line in ``flows.sources.FORMATS``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003  (dataclasses read their annotations)
from typing import TYPE_CHECKING, Final, Literal

from cleaners.records import RawDocument
from flows.sources.errors import SEE_TO_THE_DISK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

MAX_DOCUMENT_BYTES: Final = 16 * 2**20
_CHUNK: Final = 2**20


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of the fields of a record that hold a document."""

    html: str = "html"
    url: str = "url"
    date_fetched: str = "date_fetched"


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read."""

    fields: Fields = field(default_factory=Fields)
    max_document_bytes: int = MAX_DOCUMENT_BYTES


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or the lines of it that begin in a range of bytes."""

    path: str
    uri: str
    """``source_uri`` of its documents."""
    start: int = 0
    end: int | None = None
    """None reads to the end of the file."""
    first_record: int = 0
    """Number of the first record in the range."""
    only: tuple[int, ...] | None = None
    """Numbers of records that are wanted; others may be left out. None for all."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that is there and cannot become a ``RawDocument``."""

    source_uri: str
    source_record: int
    why: Literal["unreadable", "oversized"]
    reason: str
    """A sentence."""
    raw_sha256: str | None = None
    raw_bytes: int | None = None
    url: str | None = None
    date_fetched: datetime | None = None
    advice: str = SEE_TO_THE_DISK
    """What a person does about it; empty where the reason says so itself."""


Record = RawDocument | Unread


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file, and how documents are read from it."""

    suffixes: tuple[str, ...]
    """In lower case, with their dots."""
    read: Callable[[Piece, Reading], Iterator[Record]]
    """One record after the other, never raising on what the file holds."""
    lines: bool = False
    """A record is a line, and the file can be read from any of them on."""


def digest_rest(file: BinaryIO, head: bytes = b"", *, to_newline: bool = False) -> tuple[str, int]:
    """SHA-256 and length of ``head`` and what follows it in a file, never all of it in memory."""
    total = hashlib.sha256(head)
    length = len(head)
    while chunk := file.readline(_CHUNK) if to_newline else file.read(_CHUNK):
        total.update(chunk)
        length += len(chunk)
        if to_newline and chunk.endswith(b"\n"):
            break
    return total.hexdigest(), length

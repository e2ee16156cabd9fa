"""One document a file: pages, fragments and texts as a scraper saved them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from cleaners.records import RawDocument
from flows.sources.format import Format, Piece, Reading, Record, Unread, digest_rest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_BUFFER: Final = 2**20
"""Bytes read at once: a line of 80 kB that comes in 8 kB at a time takes twice as long."""


def open_regular(path: str) -> BinaryIO:
    """Open a file for reading; OSError for a pipe or a device, which could hang for ever."""
    # Without O_NONBLOCK the open itself would wait for a pipe's writer.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "it is no regular file")
    return os.fdopen(handle, "rb", _BUFFER)


def why_not(error: Exception) -> str:
    """Say in a sentence why a file cannot be read.

    >>> why_not(PermissionError(13, "Permission denied")), why_not(EOFError("cut short"))
    ('the file cannot be read: permission denied', 'the file cannot be read: cut short')
    """
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"the file cannot be read: {reason[0].lower()}{reason[1:]}"


def _read(piece: Piece, reading: Reading) -> Iterator[Record]:
    yield _document(piece, reading.max_document_bytes)


def _document(piece: Piece, limit: int) -> Record:
    try:
        with open_regular(piece.path) as file:
            # As much as is there, for Python makes room for as much as is asked.
            content = file.read(min(limit, os.fstat(file.fileno()).st_size) + 1)
            if len(content) <= limit:
                return RawDocument(content, piece.uri)
            sha256, length = digest_rest(file, content)
    except OSError as error:
        return Unread(piece.uri, 0, "unreadable", why_not(error))
    return Unread(piece.uri, 0, "oversized", too_large(length, limit), sha256, length)


def too_large(length: int, limit: int) -> str:
    """Say that a document is over the limit.

    >>> too_large(2_000_000, 1_048_576)
    'a document of 2,000,000 bytes is over the limit of 1,048,576 (max_document_bytes)'
    """
    return f"a document of {length:,} bytes is over the limit of {limit:,} (max_document_bytes)"


FILES: Final = Format(suffixes=(".html", ".htm", ".xhtml", ".txt"), read=_read)

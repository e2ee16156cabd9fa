"""zstd archives, unpacked as they are read, that say when they were cut.

The library's own reader ends a file that was cut as if it were whole, and what the cut took is
gone without a word.
"""

from __future__ import annotations

from io import RawIOBase
from typing import TYPE_CHECKING, BinaryIO, Final

import zstandard

if TYPE_CHECKING:
    from typing_extensions import Buffer

_MAX_WINDOW: Final = 2**31
"""Archives are written with ``--long`` too."""
_CHUNK: Final = 1024
"""Bytes unpacked at once: a block of four bytes may stand for 128 KiB, so at most 32 MiB."""


class Frames(RawIOBase):
    """The content of all frames of ``file``, one after the other; EOFError if the last was cut.

    >>> import io
    >>> packed = zstandard.compress(b"fog " * 9) + zstandard.compress(b"bay")
    >>> Frames(io.BytesIO(packed)).readall()[-7:]
    b'fog bay'
    >>> Frames(io.BytesIO(packed[:-4])).readall()
    Traceback (most recent call last):
    EOFError: the archive ends in the middle of a frame
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill ``buffer`` with what comes next; 0 at the end."""
        while not self._ready:
            packed = self._packed or self._file.read(_CHUNK)
            if not packed and self._frame is not None:
                raise EOFError("the archive ends in the middle of a frame")
            if not packed:
                return 0
            self._unpack(packed)
        room = memoryview(buffer)
        size = min(len(room), len(self._ready))
        room[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack(self, packed: bytes) -> None:
        if self._frame is None:
            self._frame = self._unpacker.decompressobj()
        self._ready = memoryview(self._frame.decompress(packed))
        self._packed = b""
        if self._frame.eof:
            self._packed, self._frame = self._frame.unused_data, None

"""What the system refuses: a place that cannot be written, a full disk, a path through a file.

Where it was foreseen it is an error of the dataset or of a source. This is for the rest: it is
no fault of ours either, and a trace of our code would tell a person nothing.
"""

from __future__ import annotations

import errno
from typing import Final

_REFUSALS: Final = frozenset(
    {
        errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG,
        errno.EIO, errno.ESTALE, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
        errno.ENAMETOOLONG, errno.ELOOP, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
    }
)  # fmt: skip
_WITHOUT_A_PATH: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE})
"""These say enough even where nothing tells which file it was."""


def is_refusal(error: OSError) -> bool:
    """Whether the system refused something that a person can see to.

    >>> is_refusal(PermissionError(13, "Permission denied", "report.html"))
    True
    >>> is_refusal(OSError(28, "No space left on device"))
    True

    What tells neither a path nor a full disk may be anything, so a fault of ours too.

    >>> is_refusal(PermissionError(13, "Permission denied")), is_refusal(OSError("odd"))
    (False, False)
    """
    told = error.filename is not None or error.errno in _WITHOUT_A_PATH
    return told and error.errno in _REFUSALS


def place_of(error: OSError) -> str:
    """The path that the error is about; where none is told, who it was.

    >>> place_of(OSError(13, "Permission denied", b"/a/b")), place_of(OSError(28, "No space"))
    ('/a/b', 'the system refused')
    """
    name = error.filename
    if name is None:
        return "the system refused"
    return name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else str(name)


def reason_of(error: OSError) -> str:
    """What the system said, as the middle of a sentence.

    >>> reason_of(OSError(13, "Permission denied", "a"))
    'permission denied'
    """
    reason = error.strerror or type(error).__name__
    return f"{reason[0].lower()}{reason[1:]}"

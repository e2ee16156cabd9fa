"""What the system refuses: a place that cannot be written, a full disk, a path through a file.

Where it was foreseen it is an error of the dataset or of a source. This is for the rest: it is
no fault of ours either, and a trace of our code would tell a person nothing.
"""

from __future__ import annotations

import errno
import re
from typing import Final

_REFUSALS: Final = frozenset(
    {
        errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG,
        errno.EIO, errno.ESTALE, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
        errno.ENAMETOOLONG, errno.ELOOP, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
    }
)  # fmt: skip
_POLARS: Final = re.compile(
    r"(.+) \(os error (\d+)\): (.+?)(?: \(set POLARS_VERBOSE=.*\))?", re.DOTALL
)
_PYARROW: Final = re.compile(r"local file '(.+)'\. Detail: \[errno (\d+)\] (.+)", re.DOTALL)
"""How libraries say it that lose the number, or the path, of the system's own error."""

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

    Polars and pyarrow tell both in their sentence.

    >>> is_refusal(PermissionError("Permission denied (os error 13): a.parquet"))
    True
    """
    _, number, place = _told(error)
    return number in _REFUSALS and (place is not None or number in _WITHOUT_A_PATH)


def place_of(error: OSError) -> str:
    """The path that the error is about; where none is told, who it was.

    >>> place_of(OSError(13, "Permission denied", b"/a/b")), place_of(OSError(28, "No space"))
    ('/a/b', 'the system refused')
    >>> place_of(PermissionError("Permission denied (os error 13): a/b.parquet"))
    'a/b.parquet'
    """
    return _told(error)[2] or "the system refused"


def reason_of(error: OSError) -> str:
    """What the system said, as the middle of a sentence.

    >>> reason_of(OSError(13, "Permission denied", "a"))
    'permission denied'
    """
    reason = _told(error)[0]
    return f"{reason[0].lower()}{reason[1:]}"


def _told(error: OSError) -> tuple[str, int | None, str | None]:
    """What the system said, its number for it, and of which path.

    >>> _told(OSError(13, "Failed to open local file 'a'. Detail: [errno 13] Permission denied"))
    ('Permission denied', 13, 'a')
    """
    if found := _POLARS.fullmatch(str(error)):
        return found[1], int(found[2]), found[3]
    if found := _PYARROW.search(str(error)):
        return found[3], int(found[2]), found[1]
    name = error.filename
    place = name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else name
    reason = error.strerror or type(error).__name__
    return reason, error.errno, None if place is None else str(place)

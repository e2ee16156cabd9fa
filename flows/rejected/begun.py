"""What an erasure set out to erase, kept beside the dataset until it is done.

A killed erasure may have taken a document out of the very files that its id is found by from its
address. So what was found is written down first, and the next erasure finishes that as well.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Final

from flows.rejected.tracing import Found
from flows.store.durable import disk_told, sync_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from flows.store.durable import Step

BEGUN: Final = ".erasing.json"


def begun(folder: Path) -> Found:
    """What an erasure that was killed set out to erase; nothing where none was."""
    try:
        plain = json.loads((folder / BEGUN).read_bytes())
    except FileNotFoundError:
        return Found((), (), (), ())
    return Found(**{name: tuple(names) for name, names in plain.items()})


def begin(folder: Path, found: Found, step: Step) -> None:
    """Write down what is about to be erased."""
    with disk_told(folder):
        write_whole(folder / BEGUN, json.dumps(dataclasses.asdict(found)).encode(), step)


def end(folder: Path, step: Step) -> None:
    """Forget it: all is done."""
    step("forget what was begun")
    (folder / BEGUN).unlink(missing_ok=True)
    sync_folder(folder)


def together(one: Found, other: Found) -> Found:
    """Both of two erasures.

    >>> together(Found(("a",), (), (), ()), Found(("a", "b"), (), ("u",), ())).documents
    ('a', 'b')
    """
    pairs = zip(dataclasses.astuple(one), dataclasses.astuple(other), strict=True)
    return Found(*(tuple(sorted({*mine, *theirs})) for mine, theirs in pairs))

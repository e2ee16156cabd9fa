"""``current/``: the committed version as plain folders, for readers that glob.

``current`` is a symbolic link to ``.views/000012``, whose files are hard links into the store
(symbolic links or copies where the file system knows no hard links). A version's view is built
whole beside the others, then the link is flipped in one step. A reader that lists files and
opens them later should resolve the link once: the last ``KEPT`` views stay.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flows.store.durable import UNFINISHED, make_folders, sync_file, sync_folder

if TYPE_CHECKING:
    from flows.store.durable import Step
    from flows.store.manifest import Manifest

VIEWS: Final = ".views"
LINK: Final = "current"
KEPT: Final = 3
"""Views that stay, the current one among them."""

_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}
)


def build(folder: Path, manifest: Manifest, step: Step) -> None:
    """Build the view of a version, and the link that is to become ``current``."""
    view = folder / VIEWS / f"{manifest.version:06}"
    shutil.rmtree(view, ignore_errors=True)  # of a run that died here
    step("build view")
    make_folders(view)
    for entry in manifest.files():
        source = folder / entry.path
        target = view / Path(entry.path).relative_to("store")
        target.parent.mkdir(parents=True, exist_ok=True)
        link_file(source, target)
    step("sync view")
    for inside in (view, *(path for path in view.rglob("*") if path.is_dir())):
        sync_folder(inside)
    step("make link")
    _make_link(folder, view)


def flip(folder: Path, step: Step) -> None:
    """Let ``current`` name the view that was built last."""
    step("flip view")
    with suppress(FileNotFoundError):  # a file system without symbolic links has no view
        (folder / (LINK + UNFINISHED)).replace(folder / LINK)
    sync_folder(folder)


def shown(folder: Path) -> int | None:
    """Version that ``current`` shows; None where there is no view."""
    try:
        return int((folder / LINK).readlink().name)
    except (OSError, ValueError):
        return None


def prune(folder: Path, step: Step) -> None:
    """Remove all but the newest views; the data stays in the store."""
    step("prune views")
    views = sorted(path for path in (folder / VIEWS).glob("*") if path.name.isdecimal())
    for view in views[:-KEPT]:
        shutil.rmtree(view, ignore_errors=True)


def link_file(source: Path, target: Path) -> None:
    """Give ``source`` a second name: a hard link, or else a symbolic link, or else a copy."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _link_otherwise(source, target)


def _link_otherwise(source: Path, target: Path) -> None:
    try:
        target.symlink_to(os.path.relpath(source, target.parent))
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, target)
        sync_file(target)


def _make_link(folder: Path, view: Path) -> None:
    link = folder / (LINK + UNFINISHED)
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(view.relative_to(folder), target_is_directory=True)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise

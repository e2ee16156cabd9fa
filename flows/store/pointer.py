"""``current.json``, the one file that says which version is the current one, and the manifests.

The pointer holds the number of the version and the SHA-256 of its manifest, so that a manifest
that was changed afterwards is noticed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from flows.errors import DamagedDatasetError, NotADatasetError
from flows.store.durable import Step, no_step, write_whole
from flows.store.manifest import FORMAT, Manifest, ManifestError

if TYPE_CHECKING:
    from pathlib import Path

POINTER: Final = "current.json"
VERSIONS: Final = "versions"
OURS: Final = "fragmend-dataset"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which version is the current one; None before the first."""

    version: int | None
    sha256: str | None
    format_version: int = 1
    """That of the manifest: a fragmend that could misread it must not open the dataset."""


def read_pointer(folder: Path) -> Pointer:
    """Read ``current.json``; an error says whether it is damaged or another program's."""
    path = folder / POINTER
    try:
        plain = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise DamagedDatasetError(str(path), "it is gone") from error
    except ValueError as error:
        raise DamagedDatasetError(str(path), f"it is not JSON ({error})") from error
    _require_ours(folder, plain)
    match plain:
        case {"version": int(version), "sha256": str(sha256)}:
            return Pointer(version, sha256, plain["format_version"])
        case {"version": None}:
            return Pointer(None, None)
    raise DamagedDatasetError(str(path), "it names no version")


def is_dataset(folder: Path) -> bool:
    """Whether a folder is a dataset of ours, of whatever format."""
    try:
        plain = json.loads((folder / POINTER).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(plain, dict) and plain.get("format") == OURS


def _require_ours(folder: Path, plain: Any) -> None:  # noqa: ANN401  (JSON is of any type)
    if not isinstance(plain, dict) or plain.get("format") != OURS:
        found = f"its {POINTER} is another program's"
        advice = "Nothing in it was touched; name an empty folder, or one that is not there."
        raise NotADatasetError(str(folder), found, advice)
    if plain.get("format_version") not in range(1, FORMAT + 1):
        found = f"its format is {plain.get('format_version')!r}, which this fragmend cannot read"
        raise NotADatasetError(str(folder), found, "Nothing in it was touched; update fragmend.")


def write_pointer(folder: Path, pointer: Pointer, step: Step = no_step) -> None:
    """Make a version the current one. Once the file is replaced it is, synced or not."""
    content = json.dumps({"format": OURS, **asdict(pointer)}, indent=1) + "\n"
    try:
        write_whole(folder / POINTER, content.encode(), step)
    except OSError:
        if not (folder / POINTER).is_file() or read_pointer(folder) != pointer:
            raise


def manifest_path(folder: Path, version: int) -> Path:
    """Where the manifest of a version lies."""
    return folder / VERSIONS / f"{version:06}.json"


def read_current(folder: Path) -> Manifest | None:
    """Manifest of the current version, as it was committed; None before the first version."""
    pointer = read_pointer(folder)
    if pointer.version is None:
        return None
    return read_manifest(folder, pointer.version, pointer.sha256)


_KEPT: Final = 2
_known: dict[str, Manifest] = {}
"""Manifests by the hash of what their files hold; a run looks into the same one a dozen times."""


def remember(manifest: Manifest, sha256: str) -> None:
    """Keep a manifest that was written, so that it need not be read back."""
    _known[sha256] = manifest
    for oldest in list(_known)[:-_KEPT]:
        del _known[oldest]


def _parsed(content: bytes, sha256: str) -> Manifest:
    if sha256 not in _known:
        remember(Manifest.from_json(content), sha256)
    return _known[sha256]


def read_manifest(folder: Path, version: int, sha256: str | None = None) -> Manifest:
    """Manifest of a version; compared with its hash where one is given."""
    path = manifest_path(folder, version)
    try:
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        manifest = _parsed(content, found)
    except FileNotFoundError as error:
        raise DamagedDatasetError(str(path), "it is gone") from error
    except ManifestError as error:
        raise DamagedDatasetError(str(path), str(error)) from error
    if sha256 not in {None, found}:
        raise DamagedDatasetError(str(path), "it is not the manifest that was committed")
    return manifest

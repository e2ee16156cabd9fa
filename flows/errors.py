"""The errors of a dataset. Each says what was found, what was expected and what to do.

FragmendError
└── DatasetError               an output folder that is not ours, or is damaged
    ├── NotADatasetError       the folder holds something else, or nothing yet
    ├── DamagedDatasetError    a file of the dataset is missing or does not say what it must
    ├── UnreadableFileError    a file of the dataset that this user may not read
    ├── UnknownVersionError    a version that was never committed, or has been removed
    ├── UnknownTableError      a table that no schema describes
    ├── MixedVersionsError     files of several versions of a table whose contract is not at hand
    ├── NotHeldError           a night that no gate holds back, or whose evidence is gone
    ├── LockedError            another run holds the dataset
    ├── StaleManifestError     a manifest that was made beside another version
    └── DiskError              the file system refused
        └── DiskFullError      no room (or quota) left

Each says what was found, what was expected and what to do next.
"""

from __future__ import annotations

from cleaners.errors import FragmendError

__all__ = [
    "DamagedDatasetError",
    "DatasetError",
    "DiskError",
    "DiskFullError",
    "LockedError",
    "MixedVersionsError",
    "NotADatasetError",
    "NotHeldError",
    "NothingPublishedError",
    "StaleManifestError",
    "UnknownVersionError",
    "UnreadableFileError",
]


class DatasetError(FragmendError):
    """Base of what goes wrong with an output folder."""


class NotADatasetError(DatasetError):
    """A folder was named that is no dataset of ours; nothing in it was touched."""

    def __init__(self, path: str, found: str, advice: str) -> None:
        super().__init__(path, found, advice)
        self.path = path
        self.found = found
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.path} is not a fragmend dataset: {self.found}. {self.advice}"


class DamagedDatasetError(DatasetError):
    """A file of the dataset is missing, or does not say what it must."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"{self.path} is damaged: {self.problem}. Restore it from a backup, "
            "or clean the sources again into a new folder."
        )


class UnreadableFileError(DatasetError):
    """A file of the dataset is there, and this user may not read it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be read: permission denied. Nothing was changed; give this user "
            "the right to read the dataset's files, then run again."
        )


class UnknownVersionError(DatasetError):
    """A version was asked for that the dataset does not have."""

    def __init__(self, path: str, version: int, known: tuple[int, ...]) -> None:
        super().__init__(path, version, known)
        self.path = path
        self.version = version
        self.known = known

    def __str__(self) -> str:
        has = f"it has {_span(self.known)}" if self.known else "nothing was published in it yet"
        return f"{self.path} has no version {self.version}: {has}. Name one of those."


class MixedVersionsError(DatasetError):
    """Files of a contract's table are of several versions, and the contract is not at hand."""

    def __init__(self, path: str, table: str, versions: tuple[int, ...]) -> None:
        super().__init__(path, table, versions)
        self.path = path
        self.table = table
        self.versions = versions

    def __str__(self) -> str:
        return (
            f"{self.path} holds the table {self.table} in {_span(self.versions)}, and only the "
            "contract that brought it knows how they differ. Run `fragmend migrate "
            f"{self.path} --contract FILE` once, or put the contract in force before reading: "
            "`flows.contracts.opened(flows.contracts.load(FILE))`."
        )


class NothingPublishedError(DatasetError):
    """There is no version yet, or none that has the night that was asked for."""

    def __init__(self, path: str, night: str | None = None) -> None:
        super().__init__(path, night)
        self.path = path
        self.night = night

    def __str__(self) -> str:
        what = f"the night {self.night}" if self.night else "anything"
        return (
            f"no version of {self.path} that readers see has {what}. Run `fragmend clean … --out "
            f"{self.path}` first, or see whether it was held back or rolled back "
            f"(`fragmend versions {self.path}`)."
        )


class NotHeldError(DatasetError):
    """A night was to be published or discarded that is not held back."""

    def __init__(self, path: str, night: str) -> None:
        super().__init__(path, night)
        self.path = path
        self.night = night

    def __str__(self) -> str:
        return (
            f"{self.path} holds no night {self.night} back: it was published or discarded, or a "
            "vacuum took its evidence. Run the night again with `fragmend clean … --night "
            f"{self.night}`."
        )


class LockedError(DatasetError):
    """Another run holds the dataset."""

    def __init__(self, path: str, holder: str) -> None:
        super().__init__(path, holder)
        self.path = path
        self.holder = holder

    def __str__(self) -> str:
        return (
            f"{self.path} is being written by {self.holder}. Nothing was changed; "
            "start this run again when that one has ended."
        )


class StaleManifestError(DatasetError):
    """A manifest was made on top of a version that is no longer the current one."""

    def __init__(self, path: str, parent: int | None, current: int | None) -> None:
        super().__init__(path, parent, current)
        self.path = path
        self.parent = parent
        self.current = current

    def __str__(self) -> str:
        return (
            f"the new version of {self.path} was made on top of version {self.parent}, but "
            f"version {self.current} is current. Nothing was published; run again."
        )


class DiskError(DatasetError):
    """The file system refused to take what was written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"cannot write to {self.path}: {self.reason}. "
            "What was published before is unchanged; see to the folder, then run again."
        )


class DiskFullError(DiskError):
    """No room, or no quota, is left where the dataset lies."""

    def __str__(self) -> str:
        return (
            f"no room is left for {self.path}: {self.reason}. What was published before is "
            "unchanged and what this run had written is removed; make room, then run again."
        )


def _span(versions: tuple[int, ...]) -> str:
    """Versions as a person would name them.

    >>> _span((3, 4, 5)), _span((7,))
    ('versions 3 to 5', 'version 7')
    >>> _span((3, 5))
    'versions 3, 5'
    """
    if len(versions) == 1:
        return f"version {versions[0]}"
    if versions[-1] - versions[0] == len(versions) - 1:
        return f"versions {versions[0]} to {versions[-1]}"
    return f"versions {', '.join(map(str, versions))}"

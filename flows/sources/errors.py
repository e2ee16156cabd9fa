"""The errors of sources.

SourceError                  (a FragmendError)
├── MissingSourceError       nothing has the name
│   └── NightNotThereError   nights lie there, and this one is not among them
├── EmptySourceError         it holds nothing of a format that we read
├── UnknownFormatError       a file was named that is of no such format
├── UnreadableSourceError    the file system refuses to show it
├── NothingReadableError     there are files, and none of them can be read
├── NotOneDocumentError      one document was asked for, and a folder was named
├── NotBelowError            a document does not lie below the folder that was named
├── NightNeededError         a path with a place for the night, and no night
└── NoNightsError            no night lies there between two dates

One file that cannot be read among others is no error: it is a document with the outcome
``unreadable``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaners.errors import FragmendError
from flows.shown.escape import counting

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "SEE_TO_THE_DISK",
    "EmptySourceError",
    "MissingSourceError",
    "NightNeededError",
    "NightNotThereError",
    "NoNightsError",
    "NotBelowError",
    "NotOneDocumentError",
    "NothingReadableError",
    "SourceError",
    "UnknownFormatError",
    "UnreadableSourceError",
]


SEE_TO_THE_DISK: Final = "See to the permissions and the disk, then run again."


class SourceError(FragmendError):
    """Base of what goes wrong with a source as a whole; nothing was cleaned."""


class MissingSourceError(SourceError):
    """Nothing has the name that was given."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source

    def __str__(self) -> str:
        return f"{self.source} does not exist. Check the path, and the night if it names one."


class NightNotThereError(MissingSourceError):
    """Other nights lie where the source says, so the path is right: this one is late."""

    def __init__(self, source: str, night: date, last: date) -> None:
        super(MissingSourceError, self).__init__(source, night, last)
        self.source = source
        self.night = night
        self.last = last
        """The last night that lies there."""

    def __str__(self) -> str:
        return (
            f"night {self.night} does not lie at {self.source}; the last one there is "
            f"{self.last}. A later run takes it once it has come."
        )


class EmptySourceError(SourceError):
    """A folder or a pattern without a file of a known format."""

    def __init__(self, source: str, suffixes: tuple[str, ...], ignored: int) -> None:
        super().__init__(source, suffixes, ignored)
        self.source = source
        self.suffixes = suffixes
        self.ignored = ignored
        """Files that are there and are of no format that we read."""

    def __str__(self) -> str:
        found = f"{counting(self.ignored, 'file')} and none" if self.ignored else "nothing"
        return (
            f"{self.source} holds {found} that can be cleaned ({', '.join(self.suffixes)}). "
            "Name a folder, a file or a quoted glob that holds some."
        )


class UnknownFormatError(SourceError):
    """A file was named that is of no format that we read."""

    def __init__(self, source: str, suffixes: tuple[str, ...]) -> None:
        super().__init__(source, suffixes)
        self.source = source
        self.suffixes = suffixes

    def __str__(self) -> str:
        return (
            f"{self.source} is of no format that can be cleaned: its name must end in one of "
            f"{', '.join(self.suffixes)}. Rename it, or name another."
        )


class UnreadableSourceError(SourceError):
    """The file system refuses to show what is in a source."""

    def __init__(self, source: str, path: str, reason: str) -> None:
        super().__init__(source, path, reason)
        self.source = source
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"{self.path} cannot be listed: {self.reason}. What it holds would be lost without "
            "a trace; give this user the right to read it, or leave it out of the sources."
        )


class NothingReadableError(SourceError):
    """There are files, and not one of them can be read."""

    def __init__(
        self, sources: tuple[str, ...], files: int, reason: str, advice: str = SEE_TO_THE_DISK
    ) -> None:
        super().__init__(sources, files, reason, advice)
        self.sources = sources
        self.files = files
        self.reason = reason
        """Why the first of them cannot be read."""
        self.advice = advice
        """What to do about it; empty where the reason says so itself."""

    def __str__(self) -> str:
        names = ", ".join(self.sources)
        none = f"none of the {self.files} files of {names} can be read" if self.files > 1 else names
        return f"{none}: {self.reason}. {self.advice}".rstrip()


class NotOneDocumentError(SourceError):
    """One document was asked for, and a folder was named."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source

    def __str__(self) -> str:
        return f"{self.source} is a folder. Name one file in it, or a record such as feed.jsonl#3."


class NotBelowError(SourceError):
    """A document was said to lie below a folder, and lies elsewhere."""

    def __init__(self, source: str, root: str) -> None:
        super().__init__(source, root)
        self.source = source
        self.root = root

    def __str__(self) -> str:
        return (
            f"{self.source} does not lie below {self.root}. Name as --root the folder that was "
            "given to `fragmend clean`."
        )


class NightNeededError(SourceError):
    """A path has a place for the night, and no night was given."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source

    def __str__(self) -> str:
        return f"{self.source} has a place for the night. Name one: --night YYYY-MM-DD."


class NoNightsError(SourceError):
    """No night lies at the sources between two dates."""

    def __init__(self, sources: tuple[str, ...], first: date, last: date) -> None:
        super().__init__(sources, first, last)
        self.sources = sources
        self.first = first
        self.last = last

    def __str__(self) -> str:
        return (
            f"no night from {self.first} to {self.last} lies at {', '.join(self.sources)}. "
            "Check the dates, and that the path says where the night stands: "
            "dumps/{night:%Y-%m-%d}."
        )

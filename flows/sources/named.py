"""Fields that a person named and no record has: a misspelt column leaves its values null.

A wrong column of the HTML makes every record unreadable, which is told with each of them. One of
the URL or of the fetch time costs no document, so the files are asked.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from typing import TYPE_CHECKING, Final, NamedTuple

import zstandard

from flows.shown.escape import counting, for_terminal
from flows.sources import format_of
from flows.sources.files import open_regular
from flows.sources.format import Fields
from flows.sources.jsonl import JSONL, PACKED_JSONL, longest_line, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.sources.find import Found
    from flows.sources.format import Reading

_ASKED: Final = 1000
"""Records of a file that are looked into; most files answer with their first."""
_NAMED: Final = 12
_OPTIONS: Final = {"url": "--url-column", "date_fetched": "--date-column"}


class Missing(NamedTuple):
    """A field that was named, and the files without it."""

    field: str
    option: str
    uri: str
    """The first of the files."""
    files: int
    has: tuple[str, ...]
    """Fields of its first record."""

    @property
    def sentence(self) -> str:
        """What is missing, and what to do.

        >>> Missing("lnk", "--url-column", "feed.jsonl", 1, ("html", "link")).sentence
        "no record of feed.jsonl has the field 'lnk'; its fields are html, link (see --url-column)"
        """
        more = f" and {counting(self.files - 1, 'more file')}" if self.files > 1 else ""
        names = for_terminal(", ".join(self.has[:_NAMED]), 200)
        place = for_terminal(self.uri, 120)
        return (
            f"no record of {place}{more} has the field {self.field!r}; its fields are {names} "
            f"(see {self.option})"
        )


def missing_fields(files: Sequence[Found], reading: Reading) -> tuple[Missing, ...]:
    """Give the fields that were named, not ours by default, and the JSONL files without them."""
    usual = Fields()
    asked = {
        each.name: getattr(reading.fields, each.name)
        for each in fields(Fields)
        if each.name in _OPTIONS and getattr(reading.fields, each.name) != getattr(usual, each.name)
    }
    lacking: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for file in files if asked else ():
        if format_of(file.path) in {JSONL, PACKED_JSONL}:
            first, absent = _absent(file.path, frozenset(asked.values()), reading)
            for name, field in asked.items():
                if field in absent:
                    lacking.setdefault(name, []).append((file.uri, first))
    return tuple(
        Missing(asked[name], _OPTIONS[name], found[0][0], len(found), found[0][1])
        for name, found in lacking.items()
    )


def _absent(
    path: str, asked: frozenset[str], reading: Reading
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Fields of the first record, and those asked for that none has; none where none is read."""
    first: tuple[str, ...] = ()
    limit = longest_line(reading)
    try:
        with open_regular(path) as file:
            lines = unpacked(file, path)
            for _ in range(_ASKED):
                line = lines.readline(limit)
                if not line or not asked:
                    break
                names = _names(line)
                first = first or names
                asked -= frozenset(names)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError):
        pass  # told with the documents of the file; what was read of it tells enough
    return first, asked if first else frozenset()


def _names(line: bytes) -> tuple[str, ...]:
    """Names of a record's fields; none of a line that is no record.

    >>> _names(b'{"b": 1, "a": null}'), _names(b"[1]"), _names(b"{")
    (('a', 'b'), (), ())
    """
    try:
        record = json.loads(line.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return ()
    return tuple(sorted(record)) if isinstance(record, dict) else ()

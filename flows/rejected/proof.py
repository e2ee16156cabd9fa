"""The proof that documents are gone: every file below a folder is read, every value looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from flows.rejected.tracing import PARQUET
from flows.shown.escape import counting
from flows.store.filtered import row_groups
from schemas.reasons import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST: Final = 20
"""Places that are named."""
_GOES_ON: Final = r"(?![\w/\-.%?#&=~+@:])"
"""After an address: a longer one is another page's."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What must not be there any more."""

    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()

    def pattern(self) -> re.Pattern[str]:
        """Finds any of them."""
        addresses = [re.escape(address) + _GOES_ON for address in self.addresses]
        return re.compile("|".join([*map(re.escape, self.names), *addresses]) or r"(?!)")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found when all was read again."""

    files: int
    rows: int
    remains: tuple[str, ...] = ()
    """Files that still hold a name or an address."""
    mentions: tuple[str, ...] = ()
    """Documents whose own content names an address: it is theirs, and stays."""

    @property
    def holds(self) -> bool:
        """Whether nothing remains."""
        return not self.remains

    @property
    def sentence(self) -> str:
        """The proof in one sentence."""
        counted = f"{counting(self.files, 'file')}, {counting(self.rows, 'row')}"
        read = f"everything was read again ({counted})"
        if self.remains:
            return f"{read}, and {len(self.remains)} hold them: {', '.join(self.remains[:_MOST])}."
        if self.mentions:
            told = ", ".join(self.mentions[:_MOST])
            return (
                f"{read}, and no name is in them; {len(self.mentions)} other documents "
                f"mention an address in their own content: {told}."
            )
        return f"{read}, and no name or address is in them."


def prove(folder: Path, sought: Sought) -> Proof:
    """Read every file below a folder, links to folders aside, and look for what must be gone."""
    pattern = sought.pattern()
    remains: list[str] = []
    mentions: set[str] = set()
    files = rows = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        files += 1
        place = path.relative_to(folder).as_posix()
        owners: list[str | None] = []
        if path.suffix in PARQUET:
            for group in row_groups(path):
                rows += len(group)
                owners += _owners(group, sought, pattern)
        mentions |= {owner for owner in owners if owner}
        names_only = Sought(sought.names).pattern() if any(owners) else pattern
        if None in owners or names_only.search(path.read_bytes().decode("latin-1")):
            remains.append(place)
    return Proof(files, rows, tuple(remains), tuple(sorted(mentions)))


def _owners(group: pl.DataFrame, sought: Sought, pattern: re.Pattern[str]) -> list[str | None]:
    """Documents whose row holds an address; None for a row that holds a name."""
    found: list[str | None] = []
    for at in _hits(group, sought):
        row = group[at]
        text = as_json(row.drop(_binary(row))).item() + "".join(
            value.decode("latin-1") for name in _binary(row) for value in row[name] if value
        )
        if any(name in text for name in sought.names) or "document_id" not in row.columns:
            found.append(None)
        elif pattern.search(text):
            found.append(row["document_id"].item())
    return found


def _hits(group: pl.DataFrame, sought: Sought) -> Iterator[int]:
    needles = [*sought.names, *sought.addresses]
    if not needles or group.is_empty():
        return
    text = as_json(group.drop(_binary(group))).str.contains_any(needles)
    for name in _binary(group):
        for needle in needles:
            text |= group[name].bin.contains(needle.encode()).fill_null(value=False)
    yield from text.arg_true()


def _binary(frame: pl.DataFrame) -> list[str]:
    return [name for name, dtype in frame.schema.items() if dtype == pl.Binary]

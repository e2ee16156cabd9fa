"""The manifest: what one version of a dataset consists of, and the proof that nothing was lost.

One JSON file a version, self-contained: a reader needs no other. None (null) is unknown, 0 is
none. Nights that a version did not touch are carried over as they stood.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal, TypeVar

T = TypeVar("T")

FORMAT: Final = 2
"""The newest that is read. What is written is the least one that says all: 1 as long as every file
is of the first version of its table, else 2, since a fragmend of before would misread such a file.
"""

CheckOutcome = Literal["passed", "warning", "error", "critical", "no_verdict"]


class ManifestError(ValueError):
    """A manifest that does not say what it must; the reader of the file names the file."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One immutable Parquet file of the store."""

    path: str
    """Below the dataset's folder, with forward slashes."""
    rows: int
    bytes: int
    sha256: str
    schema_version: int = 1
    """Of the table's class; not written where it is 1."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source that a night was read from."""

    uri: str
    files: int | None = None
    bytes: int | None = None
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a night was made of."""

    digest: str
    """Over the names and contents of all inputs: the same digest is the same input."""
    sources: tuple[SourceEntry, ...] = ()
    files: int | None = None
    bytes: int | None = None
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promise 1 in numbers: every document that was read has exactly one outcome.

    >>> Ledger(read=3, published=2, empty=1).balances
    True
    >>> Ledger(read=3, published=2).balances
    False
    """

    read: int
    published: int = 0
    quarantined: int = 0
    duplicate: int = 0
    empty: int = 0
    unreadable: int = 0
    shard: str | None = None
    """None for the sum over a night."""

    @property
    def balances(self) -> bool:
        """Whether the outcomes add up to what was read."""
        return self.read == self.settled

    @property
    def settled(self) -> int:
        """Documents that have an outcome."""
        parts = self.published + self.quarantined + self.duplicate
        return parts + self.empty + self.unreadable


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """One check of a night, and how it went."""

    check: str
    outcome: CheckOutcome
    scope: str
    """``run``, ``domain:example.org`` or ``table:articles``."""
    value: float | None = None
    threshold: float | None = None
    rows: int | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """One night of the dataset, as its last accepted run left it."""

    run_id: str
    code_version: str
    rules_version: str
    """The same rules over the same inputs give the same rows."""
    inputs: Inputs
    ledger: Ledger
    tables: Mapping[str, tuple[FileEntry, ...]]
    published_in: int
    """The version that published it; the manifest of that one holds its shards and checks."""
    shards: tuple[Ledger, ...] = ()
    checks: tuple[CheckEntry, ...] = ()
    contract: str | None = None
    """File in ``contracts/`` that it was judged by; None for the classes as they stand."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One version of the dataset."""

    version: int
    parent: int | None
    created_at: str
    """UTC, ISO 8601."""
    run_id: str
    code_version: str
    rules_version: str
    nights: Mapping[str, Night] = field(default_factory=dict)
    """By name, YYYY-MM-DD."""
    restored_from: int | None = None
    """The version whose content a roll-back brought back."""
    format: int = 1
    """As it was read; what is written is ``least_format``."""

    def after(self, parent: Manifest | None) -> Manifest:
        """Put this manifest on top of another: its nights replace, the others are carried over.

        What is carried over leaves the details behind, where they stand already; else the
        manifests of a year of nights would repeat each other.
        """
        carried = {
            name: dataclasses.replace(night, shards=(), checks=())
            for name, night in (parent.nights if parent else {}).items()
        }
        return dataclasses.replace(
            self,
            version=parent.version + 1 if parent else 1,
            parent=parent.version if parent else None,
            nights=dict(sorted({**carried, **self.nights}.items())),
        )

    def files(self, table: str | None = None) -> tuple[FileEntry, ...]:
        """Every file of a table (of all tables without a name), nights in order."""
        return tuple(
            entry
            for name in sorted(self.nights)
            for key, entries in sorted(self.nights[name].tables.items())
            if table in {None, key}
            for entry in entries
        )

    @property
    def least_format(self) -> int:
        """The format that the manifest needs, so that no fragmend misreads it."""
        return 2 if any(entry.schema_version > 1 for entry in self.files()) else 1

    def to_json(self) -> str:
        """Write the manifest as JSON that a person can read: a file, a shard, a check a line."""
        return _spread(_fields(self) | {"format": self.least_format}) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Manifest:
        """Read a manifest; ManifestError says which part of it cannot be."""
        try:
            plain = json.loads(text)
        except ValueError as error:
            raise ManifestError(f"it is not JSON ({error})") from error
        if isinstance(plain, dict) and isinstance(plain.get("format"), int):
            _refuse_newer(plain["format"])
        manifest = read_as(cls, plain, "manifest")
        _check_sense(manifest)
        return manifest


def _spread(value: object, margin: str = "") -> str:
    """Write what holds other things over several lines, and each of the smallest on one.

    That is quick as well: Python's own indented JSON is written without its C encoder.

    >>> print(_spread({"shards": (Ledger(0), Ledger(1, empty=1)), "checks": ()}))
    {
     "shards": [
      {"read": 0, "published": 0, ..., "shard": null},
      {"read": 1, "published": 0, ..., "empty": 1, "unreadable": 0, "shard": null}
     ],
     "checks": []
    }
    """
    inner = margin + " "
    if isinstance(value, Night):
        value = _fields(value)
    if isinstance(value, Mapping) and value:
        parts = (f"{_on_a_line(name)}: {_spread(item, inner)}" for name, item in value.items())
        opening, closing = "{}"
    elif isinstance(value, tuple) and value:
        parts = (_spread(item, inner) for item in value)
        opening, closing = "[]"
    else:
        return _on_a_line(value)
    lines = ",\n".join(inner + part for part in parts)
    return f"{opening}\n{lines}\n{margin}{closing}"


def _fields(one: Any) -> dict[str, Any]:  # noqa: ANN401  (a dataclass of the manifest)
    """Give what stands in an entry, as it is written."""
    fields = {name: getattr(one, name) for name in one.__slots__}
    if isinstance(one, FileEntry) and one.schema_version == 1:
        del fields["schema_version"]
    return fields


_on_a_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_fields).encode


def _refuse_newer(found: int) -> None:
    if found > FORMAT:
        raise ManifestError(
            f"its format is {found} and this fragmend reads up to {FORMAT}: update fragmend"
        )


def _check_sense(manifest: Manifest) -> None:
    """What types alone cannot say: paths stay inside the store, ledgers balance."""
    for name, night in manifest.nights.items():
        if not night.ledger.balances:
            raise ManifestError(f"the ledger of night {name} does not balance")
        for entry in (entry for entries in night.tables.values() for entry in entries):
            if not entry.path.startswith("store/") or ".." in entry.path.split("/"):
                raise ManifestError(f"night {name} names {entry.path!r}, outside the store")


def read_as(kind: type[T], value: object, where: str) -> T:
    """Read plain JSON as a dataclass, strictly: no unknown key, no other type.

    >>> read_as(Ledger, {"read": 1, "empty": 1}, "ledger").empty
    1
    >>> read_as(Ledger, {"read": "1"}, "ledger")
    Traceback (most recent call last):
    flows.store.manifest.ManifestError: ledger.read should be int and is '1'
    """
    if not isinstance(value, dict):
        raise ManifestError(f"{where} should be an object and is {value!r:.80}")
    hints = _hints(typing.cast("Hashable", kind))
    unknown = sorted(set(value) - set(hints))
    if unknown:
        raise ManifestError(f"{where} has the unknown key {unknown[0]!r}")
    parts = {name: _read(hints[name], item, f"{where}.{name}") for name, item in value.items()}
    try:
        return kind(**parts)
    except TypeError as error:
        raise ManifestError(f"{where} lacks a key ({error})") from error


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    """Types of a class's fields; a manifest has thousands of objects of a few classes."""
    return typing.get_type_hints(kind)


def _read(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401  (JSON is of any type)
    """Read plain JSON as what a type hint says."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return read_as(typing.cast("type", hint), value, where)
    if origin is types.UnionType:
        return None if value is None else _read(inner[0], value, where)
    if origin is tuple and isinstance(value, list):
        return tuple(_read(inner[0], item, f"{where}[{at}]") for at, item in enumerate(value))
    if origin is Mapping and isinstance(value, dict):
        return {name: _read(inner[1], item, f"{where}.{name}") for name, item in value.items()}
    return _read_leaf(hint, value, where)


def _read_leaf(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401  (as above)
    allowed = typing.get_args(hint) if typing.get_origin(hint) is Literal else ()
    if value in allowed or type(value) is hint:
        return value
    if hint is float and type(value) is int:
        return float(value)
    name = hint.__name__ if isinstance(hint, type) else f"one of {', '.join(allowed)}"
    raise ManifestError(f"{where} should be {name} and is {value!r:.80}")

"""A shard, and what came of it: the plain data that passes between the flow and the workers.

A shard is a list of pieces of files. Its documents are numbered from 0 in the order in which
they are read; a ``Segment`` of them is what a worker is given at once.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping  # noqa: TC003  (dataclasses read their annotations)
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flows.sources.format import Fields, Piece, Reading

if TYPE_CHECKING:
    from schemas.reasons import Tally

CLEANER: Final = "cleaners:clean"


@dataclass(frozen=True, slots=True)
class ContractFile:
    """The text of a contract; its name says how to read it."""

    name: str
    text: str

    @property
    def digest(self) -> str:
        """Hash of how it is read and of what it says."""
        said = f"{Path(self.name).suffix}\0{self.text}"
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are cleaned together, and where their tables go."""

    number: int
    folder: str
    """``<working folder of the run>/<number, 4 digits>``."""
    pieces: tuple[Piece, ...]
    reading: Reading = field(default_factory=Reading)
    night_ends: datetime | None = None
    """Stands for the time of the fetch where a document has none."""
    code_version: str | None = None
    cleaner: str = CLEANER
    """``module:function``; tests put others here."""
    contract: ContractFile | None = None
    """What a user says otherwise; None leaves the classes as they stand."""

    def to_json(self) -> str:
        """As JSON, for the file that a task is given the name of."""
        ends = self.night_ends.isoformat() if self.night_ends else None
        return json.dumps(asdict(self) | {"night_ends": ends})

    @classmethod
    def from_json(cls, text: str) -> Shard:
        """What ``to_json`` wrote."""
        plain: dict[str, Any] = json.loads(text)
        reading, ends = plain.pop("reading"), plain.pop("night_ends")
        contract = plain.pop("contract", None)
        pieces = tuple(Piece(**piece) for piece in plain.pop("pieces"))
        fields = Fields(**reading.pop("fields"))
        return cls(
            pieces=pieces,
            reading=Reading(fields=fields, **reading),
            night_ends=datetime.fromisoformat(ends) if ends else None,
            contract=ContractFile(**contract) if contract else None,
            **plain,
        )

    @classmethod
    def load(cls, path: str | Path) -> Shard:
        """Read the file of a plan."""
        return cls.from_json(Path(path).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents ``first`` to ``stop`` (exclusive) of a shard, staged as parts from ``part`` on."""

    first: int = 0
    stop: int | None = None
    part: int = 0
    blame: str | None = None
    """Why these documents must not be cleaned: they ended the process that tried."""

    @property
    def single(self) -> bool:
        """It holds one document."""
        return self.stop == self.first + 1


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What came of a shard, or of a part of it."""

    documents: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    """Documents by outcome; they add up to ``documents``."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows staged, by table."""
    tallies: tuple[Tally, ...] = ()
    """Checks that failed, each with an example."""
    repairs: Mapping[str, int] = field(default_factory=dict)
    """Repairs by rule."""
    bytes: int = 0
    """Of the documents, as read."""
    seconds: float = 0.0
    """Spent in workers."""
    blamed: tuple[str, ...] = ()
    """Documents that ended or hung their process, each with the reason."""

    @classmethod
    def total(cls, parts: tuple[ShardReport, ...]) -> ShardReport:
        """Add up reports.

        >>> ShardReport.total((ShardReport(documents=2), ShardReport(documents=1))).documents
        3
        """
        from schemas.reasons import merged  # noqa: PLC0415  (polars, which a mere Shard does not need)

        return cls(
            documents=sum(part.documents for part in parts),
            outcomes=_added([part.outcomes for part in parts]),
            rows=_added([part.rows for part in parts]),
            tallies=merged([tally for part in parts for tally in part.tallies]),
            repairs=_added([part.repairs for part in parts]),
            bytes=sum(part.bytes for part in parts),
            seconds=sum(part.seconds for part in parts),
            blamed=tuple(name for part in parts for name in part.blamed),
        )


def _added(counts: list[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total)

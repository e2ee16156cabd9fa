"""Staging: entries become frames, are judged, and are written as one part of each table.

A batch that makes judging raise is halved until the document that does it stands alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import polars as pl

from cleaners.identity import as_bytes, document_id
from cleaners.records import Document, as_row
from flows.contracts import opened
from flows.store.durable import disk_told, make_folders
from flows.store.scanned import metadata
from flows.workers.raised import Raised, attempt
from flows.workers.work import ShardReport
from schemas.document import IDENTITY
from schemas.frames import frame, version_of
from schemas.judge import judge
from schemas.reasons import OVERSIZED, Tally, merged, quarantine_id, unreadable

if TYPE_CHECKING:
    from cleaners.records import RawDocument, Stage
    from flows.sources.format import Unread
    from flows.workers.work import Shard

PROCESS_ENDED: Final = "process_ended"
CLEANING_RAISED: Final = "cleaning_raised"
JUDGING_RAISED: Final = "judging_raised"
JUDGED: Final = ("documents", "articles", "images", "repairs")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Frames = dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document on its way into the tables."""

    source_uri: str
    raw: bytes | None
    """None for what was not read."""
    rows: Rows = field(repr=False)
    failure: Mapping[str, Any] | None = None
    """The row of ``quarantine`` of a document that never came to be judged."""
    tally: Tally | None = None
    size: int = 0
    origin: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What the source told of the document besides its content, as ``raw`` keeps it."""

    def __post_init__(self) -> None:
        if self.raw is not None:
            object.__setattr__(self, "size", len(self.raw))

    @property
    def identity(self) -> Mapping[str, Any]:
        """The document's row."""
        return self.rows["documents"][0]

    @property
    def ended_its_process(self) -> bool:
        """It is here because no process survived it."""
        return self.tally is not None and self.tally.check == PROCESS_ENDED

    @classmethod
    def of_unread(cls, unread: Unread) -> Self:
        """A document that is known to be there and no more."""
        row = _identity(unread, unread.raw_sha256, unread.raw_bytes)
        if unread.why == "oversized":
            made = _rejected(row, "read", OVERSIZED, unread.reason, None)
            return cls(unread.source_uri, None, size=unread.raw_bytes or 0, **made)
        row |= {"outcome": "unreadable"}
        tally = unreadable(row["document_id"], unread.reason)
        return cls(
            unread.source_uri, None, {"documents": [row]}, tally=tally, size=unread.raw_bytes or 0
        )

    @classmethod
    def of_failed(
        cls, raw: RawDocument, stage: Stage, check: str, sentence: str, error: str
    ) -> Self:
        """A document that could not be cleaned."""
        content = as_bytes(raw.content)
        row = _identity(raw, hashlib.sha256(content).hexdigest(), len(content))
        made = _rejected(row, stage, check, sentence, error)
        return cls(raw.source_uri, content, origin=origin(raw), **made)

    def failed(self, raised: Raised) -> Self:
        """The same document, whose rows could not be judged."""
        row = {name: self.identity.get(name) for name in IDENTITY}
        made = _rejected(row | _BARE, "validate", JUDGING_RAISED, raised.sentence, raised.traceback)
        return type(self)(self.source_uri, self.raw, size=self.size, origin=self.origin, **made)


_BARE: Final = {"outcome": "quarantined", "repair_count": 0, "robots_directives": []}


def _identity(record: RawDocument | Unread, sha256: str | None, size: int | None) -> dict[str, Any]:
    uri, number = record.source_uri, record.source_record
    return as_row(
        Document(
            document_id=document_id(uri, number, sha256),
            source_uri=uri,
            source_record=number,
            raw_sha256=sha256,
            raw_bytes=size,
            date_fetched=record.date_fetched,
        )
    )


def _rejected(
    row: Mapping[str, Any], stage: str, check: str, sentence: str, error: str | None
) -> dict[str, Any]:
    """Fields of an entry that is quarantined before it is judged."""
    name = row["document_id"]
    tally = _tally(row, check, "error", sentence)
    reason = {
        "check": check,
        "column": tally.column,
        "severity": "error",
        "value": tally.example_value,
        "message": sentence,
    }
    failure = {
        "quarantine_id": quarantine_id("documents", name),
        "table": "documents",
        "row_id": name,
        "document_id": name,
        "stage": stage,
        "failures": [reason],
        "row": frame([row], "documents").select(pl.struct(pl.all()).struct.json_encode()).item(),
        "error": error,
        "row_version": version_of("documents"),
    }
    return {"rows": {"documents": [{**row, **_BARE}]}, "failure": failure, "tally": tally}


def _tally(row: Mapping[str, Any], check: str, severity: Any, sentence: str) -> Tally:  # noqa: ANN401
    size = row["raw_bytes"]
    value = None if size is None else str(size)
    return Tally("documents", check, "raw_bytes", severity, 1, sentence, row["document_id"], value)


class Stager:
    """Writes the parts of a shard, beginning with ``part``; what a killed try left goes first."""

    def __init__(self, shard: Shard, part: int) -> None:
        self._shard = shard
        self._folder = Path(shard.folder)
        self._part = part
        self._contract = opened(shard.contract).contract
        self._judging = (*JUDGED, *self._contract.kinds)
        with disk_told(self._folder):
            make_folders(self._folder)
            for path in self._folder.glob("*.parquet"):
                if int(path.stem.rpartition("-")[2]) >= part:
                    path.unlink()

    def stage(self, entries: Sequence[Entry], seconds: float) -> ShardReport:
        """Judge some documents and write them as the next part."""
        frames, tallies = self._judged(entries)
        for table, rows in frames.items():
            self._write(table, rows)
        self._part += 1
        outcomes = frames["documents"]["outcome"].value_counts()
        return ShardReport(
            documents=len(entries),
            outcomes=dict(outcomes.iter_rows()),
            rows={table: len(rows) for table, rows in frames.items() if len(rows)},
            tallies=tallies,
            repairs=Counter(frames["repairs"]["rule"].to_list()),
            bytes=sum(entry.size for entry in entries),
            seconds=seconds,
            blamed=tuple(_blame(entry) for entry in entries if entry.ended_its_process),
        )

    def _write(self, table: str, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        path = self._folder / f"{table}-{self._part:04}.parquet"
        with disk_told(self._folder):
            # lz4: it is read once, minutes later, by the process that closes the night.
            rows.write_parquet(path, compression="lz4", metadata=metadata(table))

    def _judged(self, entries: Sequence[Entry]) -> tuple[Frames, tuple[Tally, ...]]:
        """Frames of all tables; entries that make judging raise are found by halving."""
        done = attempt(lambda: self._frames(entries))
        if not isinstance(done, Raised):
            return done
        if len(entries) == 1:
            return self._bare(entries[0] if entries[0].failure else entries[0].failed(done))
        half = len(entries) // 2
        (one, some), (other, more) = self._judged(entries[:half]), self._judged(entries[half:])
        return {table: pl.concat([one[table], other[table]]) for table in one}, merged(
            [*some, *more]
        )

    def _frames(self, entries: Sequence[Entry]) -> tuple[Frames, tuple[Tally, ...]]:
        verdict = judge(
            {table: _frame(entries, table) for table in self._judging},
            contract=self._contract,
            night_ends=self._shard.night_ends,
            code_version=self._shard.code_version,
        )
        failures = [entry.failure for entry in entries if entry.failure]
        quarantine = pl.concat([self._quarantine(failures), verdict.rejected])
        kept = verdict.clean["documents"].filter(pl.col("outcome") != "quarantined")
        frames = {
            **{table: verdict.clean[table] for table in self._judging},
            "quarantine": quarantine,
            "raw": _raw(entries, set(quarantine["document_id"])),
            "fingerprints": _frame(entries, "fingerprints").join(
                kept.select("document_id"), on="document_id", how="semi", maintain_order="left"
            ),
        }
        tallies = [entry.tally for entry in entries if entry.tally]
        return frames, merged([*tallies, *verdict.tallies])

    def _bare(self, entry: Entry) -> tuple[Frames, tuple[Tally, ...]]:
        """Frames of a document that judging cannot stand."""
        frames = {table: frame([], table) for table in (*self._judging, "fingerprints")}
        failures = [entry.failure] if entry.failure else []
        frames["documents"] = _frame([entry], "documents")
        frames["quarantine"] = self._quarantine(failures)
        frames["raw"] = _raw([entry], {entry.identity["document_id"]})
        return frames, (entry.tally,) if entry.tally else ()

    def _quarantine(self, failures: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
        version = {"code_version": self._shard.code_version}
        return frame([{**failure, **version} for failure in failures], "quarantine")


def _frame(entries: Sequence[Entry], table: str) -> pl.DataFrame:
    return frame([row for entry in entries for row in entry.rows.get(table, ())], table)


def _blame(entry: Entry) -> str:
    sentence = entry.tally.sentence if entry.tally else ""
    return f"{entry.source_uri}#{entry.identity['source_record']}: {sentence}"


def _raw(entries: Sequence[Entry], wanted: set[str]) -> pl.DataFrame:
    """Bytes of the documents that have something in quarantine."""
    rows = [
        {**entry.origin, "document_id": entry.identity["document_id"], "raw": entry.raw}
        for entry in entries
        if entry.raw is not None and entry.identity["document_id"] in wanted
    ]
    return frame(rows, "raw")


def origin(record: RawDocument) -> dict[str, Any]:
    """What a source told of a document besides its content: columns of ``raw``."""
    return {
        "is_text": isinstance(record.content, str),
        "source_uri": writable(record.source_uri),
        "source_record": record.source_record,
        "url": writable(record.url),
        "date_fetched": record.date_fetched,
        "encoding": writable(record.encoding),
    }


def writable(text: str | None) -> str | None:
    r"""Text that a file can hold: half a surrogate pair, which JSON may write, becomes a "?".

    >>> writable("a\ud83d"), writable("a")
    ('a?', 'a')
    """
    return None if text is None else text.encode("utf-8", "replace").decode()

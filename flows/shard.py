"""The work of a shard: read, clean, judge and stage its documents, in one process.

Whatever a document does to the code that cleans it, short of ending the process, ends here: it
is quarantined with its traceback and the next one is cleaned. This is the one place where
``except Exception`` stands. Neither Prefect nor rich is imported.
"""

from __future__ import annotations

import importlib
import time
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Protocol

from cleaners.fingerprint import fingerprint
from cleaners.identity import as_bytes
from cleaners.records import RawDocument, as_row
from flows.contracts import opened
from flows.sources import read
from flows.sources.format import Unread
from flows.workers.raised import Raised, attempt, stage_of
from flows.workers.stage import CLEANING_RAISED, PROCESS_ENDED, Entry, Stager, origin
from flows.workers.work import Segment, Shard, ShardReport
from schemas.known import require_columns
from schemas.reasons import unreadable
from schemas.tables import is_ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaners.records import Cleaned
    from flows.sources.format import Record

BATCH_DOCUMENTS: Final = 1024
"""Judged and staged at once. Each batch is a part of every table, which the end of the night opens
again; a process that is killed takes one batch with it, half a minute of work.
"""
BATCH_BYTES: Final = 64 * 2**20
WHOLE: Final = Segment()


class Watcher(Protocol):
    """Hears what a shard is at; the parent process tells by it which document did what."""

    def begun(self, number: int) -> None:
        """Document ``number`` is about to be read and cleaned."""

    def judging(self) -> None:
        """All documents begun since the last ``kept`` are about to be judged and staged."""

    def kept(self, report: ShardReport) -> None:
        """They are staged and will stay; this is what came of them."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A watcher that only counts: what a shard outside of a pool needs."""

    on_document: Callable[[int], None] = lambda _number: None

    def begun(self, number: int) -> None:
        """Pass it on."""
        self.on_document(number)

    def judging(self) -> None:
        """Nobody waits."""

    def kept(self, report: ShardReport) -> None:
        """The report of the whole follows."""


def clean_shard(
    shard: Shard, on_document: Callable[[int], None] = lambda _number: None
) -> ShardReport:
    """Clean a whole shard in this process, without a guard against what ends processes."""
    return clean_segment(shard, WHOLE, Alone(on_document))


def clean_segment(shard: Shard, segment: Segment, watcher: Watcher) -> ShardReport:
    """Clean some documents of a shard; what earlier tries at them staged is replaced."""
    clean = _cleaner(shard)
    stager = Stager(shard, segment.part)
    reports: list[ShardReport] = []
    waiting: list[Entry] = []
    started, size = time.monotonic(), 0

    def keep() -> None:
        nonlocal started, size
        if not waiting:
            return
        watcher.judging()
        now = time.monotonic()
        reports.append(stager.stage(waiting, now - started))
        watcher.kept(reports[-1])
        waiting.clear()
        started, size = now, 0

    for record in _records(shard, segment, watcher):
        waiting.append(entry_of(record, clean, segment.blame))
        size += waiting[-1].size
        if len(waiting) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            keep()
    keep()
    return ShardReport.total(tuple(reports))


def _cleaner(shard: Shard) -> Callable[[RawDocument], Cleaned]:
    module, _, function = shard.cleaner.partition(":")
    found: Callable[..., Cleaned] = getattr(importlib.import_module(module), function)
    kinds = opened(shard.contract).extract
    return partial(found, kinds=kinds) if kinds else found


def _records(shard: Shard, segment: Segment, watcher: Watcher) -> Iterator[Record]:
    """Records of the segment; each is told of before it is read."""
    records = (record for piece in shard.pieces for record in read(piece, shard.reading))
    for number in count():
        if segment.stop is not None and number >= segment.stop:
            return
        if number >= segment.first:
            watcher.begun(number)
        record = next(records, None)
        if record is None:
            return
        if number >= segment.first:
            yield record


# One document


def entry_of(
    record: Record, clean: Callable[[RawDocument], Cleaned], blame: str | None = None
) -> Entry:
    """Clean one record; whatever the document does, it becomes an entry.

    A contract whose rows have a column that there is not stops the run: ContractError.
    """
    if isinstance(record, Unread):
        return Entry.of_unread(record)
    if blame is not None:
        sentence = blame.partition("\n")[0]
        return Entry.of_failed(record, stage_of(blame), PROCESS_ENDED, sentence, blame)
    done = attempt(lambda: _rows(record, clean))
    if isinstance(done, Raised):
        return Entry.of_failed(record, done.stage, CLEANING_RAISED, done.sentence, done.traceback)
    rows, why = done
    for table in rows:
        if not is_ours(table):
            require_columns(table, rows[table])
    tally = unreadable(rows["documents"][0]["document_id"], why) if why else None
    content = as_bytes(record.content)
    return Entry(record.source_uri, content, rows, tally=tally, origin=origin(record))


def _rows(
    raw: RawDocument, clean: Callable[[RawDocument], Cleaned]
) -> tuple[dict[str, list[dict[str, Any]]], str | None]:
    """All rows of a document, by table, and why it could not be read if it could not."""
    cleaned = clean(raw)
    document = as_row(cleaned.document)
    rows = {
        "documents": [document],
        "articles": [as_row(cleaned.article)] if cleaned.article else [],
        "images": [as_row(image) for image in cleaned.images],
        "repairs": [as_row(repair) for repair in cleaned.repairs],
        "fingerprints": [],
        **{
            table: [record if isinstance(record, dict) else as_row(record) for record in records]
            for table, records in cleaned.further.items()
        },
    }
    prints = fingerprint(cleaned.fingerprint_text)
    if prints.exact is not None:
        rows["fingerprints"] = [
            {
                "document_id": document["document_id"],
                "exact_hash": prints.exact,
                "signature": prints.signature,
            }
        ]
    return rows, cleaned.unreadable

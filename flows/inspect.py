"""One document explained: how it was decoded, what was mended, where each field was read.

Nothing is printed and nothing is written; ``flows.shown.explain`` shows an ``Inspection``.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaners import clean
from cleaners.records import RawDocument, as_row
from flows.contracts import opened
from flows.sources import format_of, read
from flows.sources.errors import (
    SEE_TO_THE_DISK,
    MissingSourceError,
    NotBelowError,
    NothingReadableError,
    NotOneDocumentError,
)
from flows.sources.files import FILES, too_large, why_not
from flows.sources.format import Fields, Piece, Reading, Unread
from schemas.frames import frame
from schemas.judge import judge
from schemas.reasons import OVERSIZED, Tally, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.records import Article, Cleaned, Document, Image, Repair
    from flows.workers.work import ContractFile

_ANY_SIZE: Final = 2**40
_ABOUT: Final = frozenset({"document_id", "provenance", "warnings"})
"""Columns of an article that tell of the others."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One field of the article, and where its value was read."""

    name: str
    value: Any
    source: str | None = None
    raw: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that is known of one document."""

    document: Document
    outcome: str
    """After judging; copies in a dataset are not looked for."""
    article: Article | None
    fields: tuple[Seen, ...]
    """Of the article, in the order of its table; empty where there is none."""
    images: tuple[Image, ...]
    repairs: tuple[Repair, ...]
    failures: tuple[Tally, ...]
    """Checks that fail, those that reject first."""
    further: dict[str, tuple[Mapping[str, Any], ...]] = dataclasses.field(default_factory=dict)
    """Records of the kinds that a contract asks for, by table."""
    contract: str | None = None
    """Name of the contract that it was judged by; None for the classes as they stand."""

    def to_json(self) -> str:
        """As a JSON object."""
        plain = dataclasses.asdict(self)
        return json.dumps(plain, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def read_one(file: str, *, root: Path | None = None, fields: Fields | None = None) -> RawDocument:
    """Read one document: a file, ``-`` for standard input, ``x.jsonl#3`` for a record.

    Below ``root``, the source that a dataset was made from, it has the id that it has there;
    without one it is known by its name alone. ``fields`` are those of a record.
    A file of an unknown format is read as one document. SourceError if there is none.
    """
    if file == "-":
        return RawDocument(sys.stdin.buffer.read(), "-")
    try:
        path, number = _place(file)
        found = path.exists()
    except OSError as error:  # a folder above it may not be entered
        raise NothingReadableError((file,), 1, why_not(error), SEE_TO_THE_DISK) from error
    if not found:
        raise MissingSourceError(file)
    if path.is_dir():
        raise NotOneDocumentError(file)
    piece = Piece(str(path), _uri(path, root), only=(number,))
    reading = Reading(fields or Fields(), max_document_bytes=_ANY_SIZE)
    records = read(piece, reading) if format_of(path.name) else FILES.read(piece, reading)
    record = next((r for r in records if r.source_record >= number), None)
    if record is None or record.source_record != number:
        raise MissingSourceError(file)
    if isinstance(record, Unread):
        raise NothingReadableError((file,), 1, record.reason, record.advice)
    return record


def _uri(path: Path, root: Path | None) -> str:
    if root is None:
        return path.name
    if not path.resolve().is_relative_to(root.resolve()):
        raise NotBelowError(str(path), str(root))
    return path.resolve().relative_to(root.resolve()).as_posix()


def _place(file: str) -> tuple[Path, int]:
    """Path and number of a record; a ``#`` that belongs to a name is left in it."""
    name, mark, number = file.rpartition("#")
    if mark and number.isdecimal() and not Path(file).exists():
        return Path(name), int(number)
    return Path(file), 0


def inspect(
    raw: RawDocument | bytes | str,
    *,
    url: str | None = None,
    date_fetched: datetime | None = None,
    night_ends: datetime | None = None,
    contract: ContractFile | None = None,
    max_document_bytes: int | None = None,
) -> Inspection:
    """Clean and judge one document, and gather all that is known of it.

    ``url`` and ``date_fetched`` stand in for what the source does not say; a publication date
    is judged against ``night_ends``, by default now. Without a contract the classes judge.
    One above ``max_document_bytes`` is shown all the same, with what a night would say of it.
    """
    if not isinstance(raw, RawDocument):
        raw = RawDocument(raw)
    raw = dataclasses.replace(
        raw, url=raw.url or url, date_fetched=raw.date_fetched or date_fetched
    )
    force = opened(contract)
    cleaned = clean(raw, kinds=force.extract) if force.extract else clean(raw)
    records = _records(cleaned)
    verdict = judge(
        {table: frame(rows, table) for table, rows in records.items()},
        contract=force.contract,
        night_ends=night_ends or datetime.now(UTC),
    )
    own = tuple(_own(cleaned, max_document_bytes))
    large = any(tally.severity == "error" for tally in own)
    return Inspection(
        document=cleaned.document,
        outcome="quarantined" if large else verdict.clean["documents"]["outcome"].item(),
        article=cleaned.article,
        fields=_fields(cleaned.article) if cleaned.article else (),
        images=cleaned.images,
        repairs=cleaned.repairs,
        failures=tuple(sorted((*own, *verdict.tallies), key=lambda t: t.severity != "error")),
        further={table: tuple(records[table]) for table in cleaned.further},
        contract=contract.name if contract else None,
    )


def _own(cleaned: Cleaned, most: int | None) -> Iterator[Tally]:
    """What a night tells of a document before its rows are judged."""
    document = cleaned.document
    size = document.raw_bytes or 0
    if cleaned.unreadable:
        yield unreadable(document.document_id, cleaned.unreadable)
    if most is not None and size > most:
        said, name = too_large(size, most), document.document_id
        yield Tally("documents", OVERSIZED, "raw_bytes", "error", 1, said, name, str(size))


def _records(cleaned: Cleaned) -> dict[str, list[dict[str, Any]]]:
    """All rows of a document, by table."""
    records: dict[str, Sequence[Any]] = {
        "documents": (cleaned.document,),
        "articles": (cleaned.article,) if cleaned.article else (),
        "images": cleaned.images,
        "repairs": cleaned.repairs,
        **cleaned.further,
    }
    return {
        table: [row if isinstance(row, dict) else as_row(row) for row in rows]
        for table, rows in records.items()
    }


def _fields(article: Article) -> tuple[Seen, ...]:
    """Every field with its value; one that several places state stands once a place."""
    seen: list[Seen] = []
    for field in dataclasses.fields(article):
        if field.name in _ABOUT:
            continue
        value = getattr(article, field.name)
        places = [p for p in article.provenance if p.field == field.name]
        seen += [Seen(field.name, value, p.source, p.raw, p.confidence) for p in places]
        if not places:
            seen.append(Seen(field.name, value))
    return tuple(seen)

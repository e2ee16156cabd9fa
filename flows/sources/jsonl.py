"""One document a line: JSONL as crawlers write it, plain or compressed by gzip or zstd.

The number of a record is the number of its line, from 0, so that it can be found again with
any editor. Blank lines are no records. A line that cannot be read is one unreadable document.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from datetime import UTC, datetime, timedelta
from io import BufferedReader
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import zstandard

from cleaners.identity import as_bytes
from cleaners.records import RawDocument
from flows.shown.escape import counting
from flows.sources.files import open_regular, too_large, why_not
from flows.sources.format import Format, Piece, Reading, Record, Unread, digest_rest
from flows.sources.frames import Frames
from flows.workers.raised import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_ESCAPED: Final = 6
"""A character can take six bytes of JSON (``\\u0041``), so a line may be longer than its text."""
_ROOM: Final = 2**16
"""Bytes of a line for its other fields."""
_NAMED: Final = 12
"""Fields that are named where the right one is missing."""
_UNPACKING: Final = (OSError, zlib.error, zstandard.ZstdError)
_CUT: Final = (
    "the archive ends in its middle, behind {}: what came after them is not here. "
    "Fetch it again and run the night again; the night is then replaced"
)

_MEND: Final = "Write it as one JSON object on one line, or fetch the file again, then run again."
_NAME_IT: Final = "Name the field that holds the page with --html-column, then run again."


def _read(piece: Piece, reading: Reading) -> Iterator[Record]:
    record = piece.first_record
    try:
        with open_regular(piece.path) as file:
            file.seek(piece.start)
            span = None if piece.end is None else piece.end - piece.start
            for record, line in _lines(unpacked(file, piece.path), piece, reading, span):
                if line is not None:
                    yield line
                record += 1  # noqa: PLW2901  (what follows the last good line)
    except EOFError:
        reason = _CUT.format(counting(record - piece.first_record, "whole record"))
        yield Unread(piece.uri, record, "unreadable", reason, advice="")
    except _UNPACKING as error:
        yield Unread(piece.uri, record, "unreadable", why_not(error))


def unpacked(file: BinaryIO, path: str) -> BinaryIO:
    """The file's content; what is compressed is unpacked as it is read."""
    if path.lower().endswith(".gz"):
        return gzip.open(file)  # type: ignore[return-value]
    if path.lower().endswith(".zst"):
        return BufferedReader(Frames(file))
    return file


def longest_line(reading: Reading) -> int:
    """Bytes that the line of a document which is not too large may have."""
    return reading.max_document_bytes * _ESCAPED + _ROOM


def _lines(
    file: BinaryIO, piece: Piece, reading: Reading, span: int | None
) -> Iterator[tuple[int, Record | None]]:
    """Each line's number and its document; None for a blank line, and one that is not wanted."""
    limit = longest_line(reading)
    position = 0
    only = None if piece.only is None else frozenset(piece.only)
    for number in count(piece.first_record):
        if only is not None and number > max(only, default=-1):
            return
        line = file.readline(limit) if span is None or position < span else b""
        if not line:
            return
        position += len(line)
        if len(line) == limit and not line.endswith(b"\n"):
            sha256, length = digest_rest(file, line, to_newline=True)
            position += length - limit
            reason = too_large(length, reading.max_document_bytes)
            yield number, Unread(piece.uri, number, "oversized", reason, sha256, length)
        elif only is None or number in only:  # else its line need not be understood
            yield number, _document(line, piece.uri, number, reading)
        else:
            yield number, None


def _document(line: bytes, uri: str, number: int, reading: Reading) -> Record | None:
    if number == 0:
        line = line.removeprefix(b"\xef\xbb\xbf")
    if not line.strip():
        return None
    try:
        record, valid = _parse(line)
    except (ValueError, RecursionError) as error:
        return _broken(line, uri, number, f"the line is no JSON: {error}", _MEND)
    html = record.get(reading.fields.html) if isinstance(record, dict) else None
    if not isinstance(html, str):
        reason = _without_text(record, reading.fields.html)
        advice = _NAME_IT if isinstance(record, dict) else _MEND
        return _broken(line, uri, number, reason, advice)
    content = html if valid else _original(html)
    url = _text(record.get(reading.fields.url))
    fetched = parse_fetch_time(record.get(reading.fields.date_fetched))
    raw = as_bytes(content)
    if len(raw) <= reading.max_document_bytes:
        return RawDocument(content, uri, number, url, fetched)
    sha256, reason = (
        hashlib.sha256(raw).hexdigest(),
        too_large(len(raw), reading.max_document_bytes),
    )
    return Unread(uri, number, "oversized", reason, sha256, len(raw), url, fetched)


def _parse(line: bytes) -> tuple[Any, bool]:
    """The record, and whether its line is UTF-8; its bytes stand as surrogates where it is not."""
    try:
        return json.loads(line.decode("utf-8")), True
    except UnicodeDecodeError:
        return json.loads(line.decode("utf-8", "surrogateescape")), False


def _original(html: str) -> bytes | str:
    """The bytes that the crawler wrote into its JSON as they came; decoding is not done here."""
    try:
        return html.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # escaped surrogates too: nothing is known of these bytes
        return as_bytes(html)


def _broken(line: bytes, uri: str, number: int, reason: str, advice: str) -> Unread:
    sha256 = hashlib.sha256(line).hexdigest()
    return Unread(uri, number, "unreadable", reason, sha256, len(line), advice=advice)


def _without_text(record: object, field: str) -> str:
    """Say what a record has instead of its document: most likely a column has another name.

    >>> _without_text({"body": "<p>", "url": None}, "html")
    "the record has no text in 'html'; its fields are body, url (see --html-column)"
    >>> _without_text([], "html")
    'the line is no JSON object'
    """
    if not isinstance(record, dict):
        return "the line is no JSON object"
    names = ", ".join(sorted(record)[:_NAMED])
    found = cut(f"its fields are {names or 'none'}", 448)
    return f"the record has no text in {field!r}; {found} (see --html-column)"


def _text(value: object) -> str | None:
    """A text that says something, as UTF-8 can write it."""
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip().encode("utf-8", "replace").decode("utf-8")


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER: Final = re.compile(r"[0-9]{9,13}(?:\.[0-9]{1,9})?", re.ASCII)
_SECONDS: Final = (100_000_000, 100_000_000_000)  # 1973 to 5138
_MILLISECONDS: Final = 1000


def parse_fetch_time(value: object) -> datetime | None:
    """Read the time of a fetch: ISO 8601, or epoch seconds or milliseconds; else None.

    A time without a zone is read as UTC, which is what crawlers keep.

    >>> parse_fetch_time("2026-11-01T03:00:00+01:00").isoformat()
    '2026-11-01T02:00:00+00:00'
    >>> parse_fetch_time(1793498400) == parse_fetch_time("1793498400000")
    True
    >>> parse_fetch_time("yesterday")
    """
    if isinstance(value, str):
        text = value.strip()
        return _from_epoch(float(text)) if _NUMBER.fullmatch(text) else _from_iso(text)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(value)
    return None


def _from_epoch(number: float) -> datetime | None:
    least, most = _SECONDS
    seconds = number if number < most else number / _MILLISECONDS
    return _EPOCH + timedelta(seconds=seconds) if least <= seconds < most else None


def _from_iso(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
        return (time.replace(tzinfo=UTC) if time.tzinfo is None else time).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


JSONL: Final = Format(suffixes=(".jsonl", ".ndjson"), read=_read, lines=True)
PACKED_JSONL: Final = Format(
    suffixes=(".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"), read=_read
)

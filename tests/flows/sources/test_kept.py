"""A kept document is read as its source gave it: text as text, bytes as bytes, with all it told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cleaners.identity import as_bytes
from cleaners.records import RawDocument
from flows.sources import format_of, read
from flows.sources.format import Piece, Reading
from flows.sources.kept import SUFFIX
from flows.workers.stage import origin
from schemas.frames import frame

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)
DOCUMENTS = [
    pytest.param(RawDocument(b"<p>caf\xe9", "a/b.html"), id="bytes"),
    pytest.param(RawDocument("<p>café", "a.jsonl", 3, "https://a.example/", AT), id="text"),
    pytest.param(RawDocument("half a pair \ud83d", "a.jsonl", 4), id="surrogate"),
    pytest.param(RawDocument(b"x", "w.warc", 0, None, AT, "iso-8859-2"), id="declared-encoding"),
    pytest.param(RawDocument(b"", "empty.html"), id="empty"),
]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_the_same_document(document: RawDocument, tmp_path: Path) -> None:
    path = tmp_path / f"0000{SUFFIX}"
    row = {"document_id": "a", "raw": as_bytes(document.content), **origin(document)}
    frame([row], "raw").write_parquet(path)
    assert list(read(Piece(str(path), path.name), Reading())) == [document]


def test_no_source_is_such_a_file() -> None:
    assert format_of(f"a{SUFFIX}") is None

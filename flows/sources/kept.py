"""Documents that a dataset keeps: rows of its ``raw`` table, read again as their source gave them.

Not a format that a person names: replay writes such files, below the working folder of its run.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from cleaners.records import RawDocument
from flows.sources.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.sources.format import Piece, Reading

SUFFIX: Final = ".fragmend-raw"
BATCH: Final = 8
"""Documents in memory at once; one may have 16 MiB."""


def read_kept(piece: Piece, _reading: Reading) -> Iterator[RawDocument]:
    """Read the documents of a file, in its order."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415  (planning needs none)

    with pq.ParquetFile(piece.path) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                yield document_of(row)


def document_of(row: dict[str, Any]) -> RawDocument:
    r"""Give a row of ``raw`` as the document that it was.

    >>> document_of({"raw": b"\xc3\xa9", "is_text": True}).content
    'é'
    >>> document_of({"raw": b"\xc3\xa9", "is_text": None}).content
    b'\xc3\xa9'
    """
    raw, fetched = row["raw"], row.get("date_fetched")
    return RawDocument(
        raw.decode("utf-8", "surrogatepass") if row.get("is_text") else raw,
        row.get("source_uri") or "",
        row.get("source_record") or 0,
        row.get("url"),
        fetched.replace(tzinfo=UTC) if fetched and fetched.tzinfo is None else fetched,
        row.get("encoding"),
    )


KEPT: Final = Format((SUFFIX,), read_kept)

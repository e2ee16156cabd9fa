"""The bytes of documents that their shards published and the whole night rejects.

A shard keeps the bytes of what its own judgement rejects. When a gate withholds a whole domain,
the bytes of its other documents must be kept too, so they are read again where they were read.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cleaners.identity import as_bytes, document_id
from cleaners.records import RawDocument
from flows.sources import read
from flows.workers.stage import origin
from flows.workers.work import Shard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

PLAN: Final = "plan"
"""Folder in a run's working folder with its shards as JSON."""


def reread(working_folder: Path, documents: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows of ``raw`` for some documents of a run, one at a time.

    ``documents`` has ``shard`` (its 4 digits), ``source_uri``, ``source_record`` and
    ``document_id``. What has changed or gone since it was read has another id, and is left out.
    """
    for (shard,), wanted in sorted(documents.partition_by("shard", as_dict=True).items()):
        path = working_folder / PLAN / f"{shard}.json"
        if path.is_file():
            yield from _of_shard(Shard.load(path), wanted)


def _of_shard(shard: Shard, wanted: pl.DataFrame) -> Iterator[dict[str, Any]]:
    missing = set(wanted["document_id"])
    numbers = dict(wanted.group_by("source_uri").agg("source_record").iter_rows())
    for piece in shard.pieces:
        if piece.uri not in numbers:
            continue
        for record in read(replace(piece, only=tuple(numbers[piece.uri])), shard.reading):
            if isinstance(record, RawDocument):
                raw = as_bytes(record.content)
                sha256 = hashlib.sha256(raw).hexdigest()
                name = document_id(record.source_uri, record.source_record, sha256)
                if name in missing:
                    missing.discard(name)
                    yield {"document_id": name, "raw": raw, **origin(record)}

"""Ledgers without some documents, for what an erasure leaves."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.settle import OUTCOMES, total
from flows.store.durable import write_whole
from flows.store.manifest import Ledger, Night, read_as
from flows.store.scanned import scan_paths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.store.durable import Step


def less(ledger: Ledger, outcomes: Sequence[str]) -> Ledger:
    """A ledger without some documents.

    >>> less(Ledger(read=3, published=2, empty=1), ["published"])
    Ledger(read=2, published=1, quarantined=0, duplicate=0, empty=1, unreadable=0, shard=None)
    """
    counts = Counter(outcomes)
    left = {name: getattr(ledger, name) - count for name, count in counts.items()}
    return dataclasses.replace(ledger, read=ledger.read - len(outcomes), **left)


def less_shards(shards: tuple[Ledger, ...], gone: Sequence[tuple[int, str]]) -> tuple[Ledger, ...]:
    """Ledgers of shards without some documents, by their place in the night.

    >>> parts = (Ledger(2, published=2), Ledger(1, empty=1))
    >>> [shard.read for shard in less_shards(parts, [(2, "empty")])]
    [2, 0]
    """
    start = 0
    left = []
    for shard in shards:
        inside = [outcome for at, outcome in gone if start <= at < start + shard.read]
        left.append(less(shard, inside))
        start += shard.read
    return tuple(left) if total(tuple(left)).balances else ()


def places(paths: Sequence[Path], documents: Sequence[str]) -> list[tuple[int, str]]:
    """Places and outcomes of some documents in a night's files, in their order."""
    if not paths or not all(path.is_file() for path in paths):
        return []
    rows = _outcomes(paths).with_row_index("at")
    chosen = rows.filter(pl.col("document_id").is_in(list(documents)))
    return list(chosen.select("at", "outcome").collect().iter_rows())


def close_held(held: Path, gone: Sequence[tuple[int, str]], step: Step) -> None:
    """Close the ledger of a night that is held back by the documents that are left.

    It is counted anew, so that it is right also where a killed erasure had begun. Then the
    ledgers of its shards may be lost; they are left out rather than wrong.
    """
    plain = json.loads(held.read_bytes())
    night = read_as(Night, {k: v for k, v in plain.items() if k != "night"}, held.name)
    rows = _outcomes(sorted(held.parent.glob("documents-*.parquet"))).collect()["outcome"]
    counts: dict[str, Any] = {name: int((rows == name).sum()) for name in OUTCOMES}
    ledger = Ledger(len(rows), **counts)
    shards = less_shards(night.shards, gone) if gone else night.shards
    if sum(shard.read for shard in shards) != ledger.read:
        shards = ()
    if (ledger, shards) == (night.ledger, night.shards):
        return
    plain["ledger"] = dataclasses.asdict(ledger)
    plain["shards"] = [dataclasses.asdict(shard) for shard in shards]
    write_whole(held, json.dumps(plain, indent=1).encode(), step)


def _outcomes(paths: Sequence[Path]) -> pl.LazyFrame:
    return scan_paths(paths, "documents").select("document_id", "outcome")

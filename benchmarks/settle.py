"""Time and memory of closing a large night: ``python benchmarks/settle.py [DOCUMENTS]``."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from flows.dataset import Dataset, file_schema
from flows.settle import Run, settle
from flows.store.manifest import Inputs

SHARDS = 100
REJECTED, COPIED = 0.05, 0.1
WORDS = [f"word{n}" for n in range(5000)]


def write(folder: Path, table: str, rows: dict[str, list[Any]]) -> None:
    schema = file_schema(table)
    count = len(next(iter(rows.values())))
    filled = {name: rows.get(name, [None] * count) for name in schema}
    frame = pl.DataFrame(filled, schema=schema)
    frame.write_parquet(folder / f"{table}-0.parquet", compression_level=3)


def stage_shard(folder: Path, shard: int, count: int) -> None:
    """``count`` documents of some 5 kB; one in twenty is rejected, one in ten a copy."""
    rng = random.Random(shard)
    names = [f"{shard:04}{row:028x}" for row in range(count)]
    rejected = [rng.random() < REJECTED for _ in names]
    good = [name for name, bad in zip(names, rejected, strict=True) if not bad]
    bad = [name for name, bad in zip(names, rejected, strict=True) if bad]
    texts = [" ".join(rng.choices(WORDS, k=700)) for _ in good]
    prints = [str(rng.randrange(100 if rng.random() < COPIED else 10**9)) for _ in good]
    random_bits = np.random.default_rng(shard)
    signatures = [random_bits.integers(0, 2**32, 128, dtype="<u4").tobytes() for _ in good]
    folder.mkdir(parents=True)
    outcome = ["quarantined" if bad else "published" for bad in rejected]
    domains = [f"d{rng.randrange(30)}.org" for _ in names]
    write(folder, "documents", {"document_id": names, "outcome": outcome, "domain": domains})
    write(folder, "articles", {"document_id": good, "headline": good, "article_body": texts})
    images = [name for name in good for _ in range(5)]
    ids = [f"{name}{at}" for at, name in enumerate(images)]
    write(folder, "images", {"document_id": images, "image_id": ids})
    write(
        folder, "fingerprints", {"document_id": good, "exact_hash": prints, "signature": signatures}
    )
    write(folder, "quarantine", {"document_id": bad, "quarantine_id": bad})
    write(folder, "raw", {"document_id": bad, "raw": [rng.randbytes(50_000) for _ in bad]})


def main(documents: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dataset = Dataset.open_or_create(Path(folder) / "out")
        count = documents // SHARDS
        for shard in range(SHARDS):
            stage_shard(dataset.working_folder("bench") / f"{shard:04}", shard, count)
        read = {f"{shard:04}": count for shard in range(SHARDS)}
        run = Run("bench", "2026-11-22", Inputs("x"), read, "0", "rules", "2026-11-22T00:00:00Z")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.perf_counter()
        with dataset.lock("bench"):
            settled = settle(dataset, run)
            assert settled.manifest, settled.checks
            dataset.commit(settled.manifest)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{documents:,} documents: {seconds:.1f} s, peak {peak:.0f} MB ({before:.0f} before)")
        print(settled.ledger)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

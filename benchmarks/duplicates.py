"""Copies among many documents: seconds and memory.

    python benchmarks/duplicates.py [DOCUMENTS]

The bar: 100,000 documents within a few minutes and 2 GiB on two cores.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
import polars as pl

from schemas.duplicates import find
from schemas.fingerprint import PERMUTATIONS
from schemas.frames import empty, polars_schema

LEAST = 2**32 // 20
"""Above the least numbers of a text of some hundred words."""


def prints(documents: int) -> pl.DataFrame:
    """Fingerprints of which a third are near copies and a tenth exact ones."""
    rng = np.random.default_rng(20261123)
    signs = rng.integers(0, LEAST, (documents, PERMUTATIONS), dtype=np.uint32)
    origin = rng.integers(0, documents, documents)
    copied = rng.random(documents) < 1 / 3
    kept = rng.random(signs.shape) < 0.85
    signs = np.where(copied[:, None] & kept, signs[origin], signs).astype("<u4")
    hashes = np.where(rng.random(documents) < 0.1, origin, np.arange(documents))
    data = {
        "document_id": [str(n) for n in range(documents)],
        "exact_hash": [str(n) for n in hashes],
        "signature": [sign.tobytes() for sign in signs],
    }
    return pl.DataFrame(data, schema=polars_schema("fingerprints"))


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    new = prints(documents)
    start = time.perf_counter()
    found = find(new, empty("fingerprints"))
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    near = found["near_duplicate_of"].is_not_null().sum()
    exact = found["duplicate_of"].is_not_null().sum()
    print(f"{documents:,} documents: {exact:,} exact, {near:,} near, {spent:.2f} s, {peak:.2f} GiB")


if __name__ == "__main__":
    main()

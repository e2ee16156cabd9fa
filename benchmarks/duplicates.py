"""Copies among many documents: what signing them and finding their copies cost.

    python benchmarks/duplicates.py [DOCUMENTS]

The bar: 100,000 documents within a few minutes and 2 GiB on two cores. The texts have 400 words; a
third of them repeat another number's text with 20 words exchanged, a tenth repeat one as it is (of
which some find no partner, since that number may itself be a copy). They are made one at a time
and thrown away when they are signed, as a night does with its shards.

100,000 took 62 s of CPU to sign on one core and 0.9 s to match, with 0.36 GiB at most; 20,000 took
12.5 s, 0.2 s and 0.22 GiB. So signing is the cost, it grows with the documents, and a night
shares it among its worker processes.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from typing import TYPE_CHECKING

import polars as pl

from cleaners.fingerprint import fingerprint
from schemas.duplicates import find
from schemas.frames import empty, polars_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 400
VOCABULARY = 20_000
CHANGED = 20
"""Words of a near copy that are others."""


def text(number: int) -> list[str]:
    """The words of one text, always the same."""
    return [f"w{n}" for n in random.Random(number).choices(range(VOCABULARY), k=WORDS)]


def texts(documents: int) -> Iterator[str]:
    """Texts of which a third are near copies and a tenth exact ones."""
    chance = random.Random(20261123)
    for number in range(documents):
        kind, origin = chance.random(), chance.randrange(number + 1)
        if kind < 1 / 3:
            words, at = text(origin), chance.randrange(WORDS - CHANGED)
            words[at : at + CHANGED] = text(documents + number)[:CHANGED]
            yield " ".join(words)
        else:
            yield " ".join(text(origin if kind < 1 / 3 + 0.1 else number))


def signed(documents: int) -> tuple[pl.DataFrame, float]:
    """Fingerprints of the texts, and the seconds of CPU that signing alone took."""
    spent, signs = 0.0, []
    for each in texts(documents):
        start = time.process_time()
        signs.append(fingerprint(each))
        spent += time.process_time() - start
    data = {
        "document_id": [str(n) for n in range(documents)],
        "exact_hash": [sign.exact for sign in signs],
        "signature": [sign.signature for sign in signs],
    }
    return pl.DataFrame(data, schema=polars_schema("fingerprints")), spent


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    new, signing = signed(documents)
    wall, cpu = time.perf_counter(), time.process_time()
    found = find(new, empty("fingerprints"))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    near = found["near_duplicate_of"].is_not_null().sum()
    exact = found["duplicate_of"].is_not_null().sum()
    print(f"{documents:,} documents: {exact:,} exact, {near:,} near")
    print(f"signing {signing:.1f} s CPU on one core; finding {cpu:.1f} s CPU, {wall:.1f} s")
    print(f"{peak:.2f} GiB at most")


if __name__ == "__main__":
    main()

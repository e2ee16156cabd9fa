"""Copies among documents: exact ones by their hash, near ones by MinHash.

Near copies are looked for in bands: two signatures that agree in a whole band are compared in
full. In each bucket of a band a document is compared with the first and with the one before it,
never with all, so the work grows with the number of documents and not with its square. Bands of
3 places find a similarity of 0.6 but for 1 in 27,000, one of 0.5 but for 1 in 270, and one of
0.2, which is none, 2 in 7.

What counts as a near copy is a convention: the same story mostly in the same words, as the
customers of an agency print it, or an update that keeps three quarters of the sentences. A
story that was rewritten, or a report of the same series, is none; nor are two short texts of one
site with the same lines below them, so short texts must agree in more. The thresholds were chosen
on one half of ``benchmarks/syndication.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from schemas.fingerprint import PERMUTATIONS, SIGNATURE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Signatures = NDArray[np.uint32]

THRESHOLD: Final = 0.42
"""Share of equal places from which on two texts are near copies."""
SHORT: Final = 80
"""Shingles below which a text is short, with those of numbers counted four times."""
SHORT_THRESHOLD: Final = 0.55
"""Share of equal places from which on a short text is a near copy, or has one."""
SEEN: Final = 32
"""How many shingles there are to one that a place of a signature sees."""
ROWS: Final = 3
"""Places of a band."""
CHUNK: Final = 65_536
"""Pairs that are compared at once."""


def find(new: pl.DataFrame, known: pl.DataFrame, *, threshold: float = THRESHOLD) -> pl.DataFrame:
    """Say for each row of ``new`` which document it is a copy of, if any.

    Both have ``document_id``, ``exact_hash`` and ``signature``; ``known`` holds what was accepted
    before. The earliest is the original, in the order of ``known``, then of ``new``. An exact
    copy is not looked at for near copies, and nothing is a near copy of an exact copy.

    >>> prints = {"document_id": ["a", "b"], "exact_hash": ["x", "x"], "signature": [None, None]}
    >>> new = pl.DataFrame(prints, schema_overrides={"signature": pl.Binary})
    >>> find(new, new.clear())["duplicate_of"].to_list()
    [None, 'a']
    """
    columns = ("document_id", "exact_hash", "signature")
    both = pl.concat([known.select(columns), new.select(columns)])
    exact = _first_of_each(both["exact_hash"])
    near = _near(both["signature"], exact, threshold)
    ids = both["document_id"]
    return pl.DataFrame(
        {
            "document_id": ids,
            "duplicate_of": _named(ids, exact),
            "near_duplicate_of": _named(ids, near),
        }
    )[len(known) :]


def _named(ids: pl.Series, original: Numbers) -> pl.Series:
    """Give the id of each original; null where a row is its own."""
    own = original == np.arange(len(ids))
    return ids.gather(original).set(pl.Series(own), None)


def _first_of_each(hashes: pl.Series) -> Numbers:
    """Give the number of the first row with the same hash; its own for null."""
    rows = pl.DataFrame({"hash": hashes}).with_row_index("row")
    first = (
        pl.when(pl.col("hash").is_null()).then("row").otherwise(pl.col("row").min().over("hash"))
    )
    return rows.select(first.cast(pl.Int64)).to_series().to_numpy().astype(np.intp)


def _near(signatures: pl.Series, exact: Numbers, threshold: float) -> Numbers:
    """Give the number of the earliest near copy of each row; its own where there is none."""
    original = np.arange(len(signatures), dtype=np.intp)
    signed = (signatures.bin.size() == SIGNATURE_BYTES).fill_null(value=False).to_numpy()
    rows = np.flatnonzero(signed & (exact == original))
    if len(rows) == 0:
        return original
    raw = b"".join(signatures.gather(rows).to_list())
    table = np.frombuffer(raw, dtype="<u4").reshape(-1, PERMUTATIONS)
    original[rows] = rows[_originals(table, threshold)]
    return original


def _originals(table: Signatures, threshold: float) -> Numbers:
    """Give the number of the earliest signature that is similar; its own where there is none."""
    count = len(table)
    original = np.arange(count, dtype=np.intp)
    short = sizes(table) < SHORT

    def alike(one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        least = np.where(short[one] | short[other], max(threshold, SHORT_THRESHOLD), threshold)
        return similarity(table, one, other) >= least

    for late, early in _pairs(table):
        nearer = early < original[late]  # else no comparison could change anything
        late, early = late[nearer], early[nearer]  # noqa: PLW2901  (those that are left)
        copies = alike(late, early)
        np.minimum.at(original, late[copies], early[copies])
    while True:  # what its original is similar to may be earlier still
        earlier = original[original]
        moved = np.flatnonzero(earlier != original)
        copies = alike(moved, earlier[moved])
        if not copies.any():
            return original
        original[moved[copies]] = earlier[moved[copies]]


def _pairs(table: Signatures) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs that agree in a band, the later one first; each pair once a band at most."""
    for start in range(0, PERMUTATIONS, ROWS):
        keys = _mixed(table[:, start : start + ROWS])
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1]) + 1
        if len(same) == 0:
            continue
        begins = np.ones(len(order), dtype=bool)
        begins[same] = False
        first = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))[same]
        late = order[same]
        yield late, order[first]
        other = first != same - 1
        yield late[other], order[same - 1][other]


def _mixed(band: Signatures) -> NDArray[np.uint64]:
    """Hash the places of a band to one number (FNV-1a by words of 32 bits, then a finaliser)."""
    mixed = np.full(len(band), 0xCBF29CE484222325, dtype=np.uint64)
    for place in range(band.shape[1]):
        mixed = (mixed ^ band[:, place]) * np.uint64(0x100000001B3)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def sizes(table: Signatures) -> NDArray[np.float64]:
    """Estimate how many shingles each text has: within 15 %, or a third too many for the shortest.

    The more there are, the smaller is the least number of each place. The factor was measured:
    a place of rensa's MinHash sees one shingle in ``SEEN``.

    >>> sizes(np.full((1, 128), 2**32 // 100, np.uint32)).round().tolist()
    [3200.0]
    """
    least: NDArray[np.float64] = table.mean(axis=1)
    return SEEN * 2.0**32 / (least + 1)


def similarity(table: Signatures, one: Numbers, other: Numbers) -> NDArray[np.float64]:
    """Estimate the Jaccard similarity of pairs of rows: the share of places that are equal."""
    parts = [
        (table[one[at : at + CHUNK]] == table[other[at : at + CHUNK]]).mean(axis=1)
        for at in range(0, len(one), CHUNK)
    ]
    return np.concatenate(parts) if parts else np.empty(0)

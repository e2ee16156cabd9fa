"""What becomes of each document of a night, once all its shards are seen.

A shard judges its documents alone. Whether one is a copy of another, of this night or an
earlier one, and whether its domain may be published, only shows here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from flows.dataset import scan_manifest
from schemas import duplicates
from schemas.measure import DOCUMENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection

    from flows.dataset import Dataset
    from flows.store.staged import Staged

NEAR_NIGHTS: Final = 30
"""Nights before whose signatures are looked through; each is some 600 bytes a document."""


def fates(staged: Staged, known: pl.DataFrame, withheld: Collection[str] = ()) -> pl.DataFrame:
    """One row a document, in the order of the input: its outcome, and what it is a copy of.

    Only what would be published can be a copy, or be copied: a copy of a document in
    quarantine is in quarantine for the same reasons. What would be published of a ``withheld``
    domain is quarantined before copies are looked for, so nothing points at it.
    """
    documents = staged.columns("documents", *DOCUMENT_COLUMNS, "source_uri", "source_record")
    held_back = pl.col("domain").is_in(sorted(withheld)) & (pl.col("outcome") == "published")
    documents = documents.with_columns(
        withheld=held_back.fill_null(value=False),
    ).with_columns(
        outcome=pl.when("withheld").then(pl.lit("quarantined")).otherwise(pl.col("outcome"))
    )
    published = documents.filter(pl.col("outcome") == "published").select("document_id")
    prints = staged.columns("fingerprints").join(published, on="document_id", how="semi")
    found = duplicates.find(prints, known)
    copied = pl.col("duplicate_of").is_not_null()
    return documents.join(
        found.select("document_id", "duplicate_of", "near_duplicate_of"),
        on="document_id", how="left", maintain_order="left",
    ).with_columns(
        outcome=pl.when(copied).then(pl.lit("duplicate")).otherwise(pl.col("outcome"))
    )  # fmt: skip


def known_before(dataset: Dataset, staged: Staged, night: str) -> pl.DataFrame:
    """Fingerprints of the nights before, as far as tonight's could be copies of them.

    Later nights are left out: they are no originals of an earlier one. Exact copies are told
    over all nights before, near ones over the last ``NEAR_NIGHTS``.
    """
    current = dataset.current()
    before = sorted(name for name in current.nights if name < night) if current else []
    recent = before[-NEAR_NIGHTS:]
    prints = scan_manifest(dataset, current, "fingerprints")
    hashes = staged.columns("fingerprints", "exact_hash").select("exact_hash").unique().lazy()
    older = prints.filter(pl.col("night").is_in(before[: -len(recent)] if recent else []))
    found = older.join(hashes, on="exact_hash", how="semi", maintain_order="left").with_columns(
        signature=pl.lit(None, pl.Binary)
    )
    near = prints.filter(pl.col("night").is_in(recent))
    return pl.concat([found, near]).collect().sort("night", maintain_order=True)

"""Which documents that a contract would let back are copies of what is published.

A rejected document has no fingerprint in the dataset, for it was no original of anything. It is
made again: of the article's words as they came to be judged, else of the bytes that are kept.
What is released is compared with all that is published, of any night, as a replay does it; of
copies that would come back together the first one stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from cleaners import clean
from cleaners.fingerprint import fingerprint
from flows.dataset import scan_files, scan_manifest
from flows.sources.kept import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.dataset import Dataset
    from flows.store.manifest import Night

_SCHEMA = {"document_id": pl.String, "exact_hash": pl.String}


@dataclass(slots=True)
class Copies:
    """What was let back in the nights so far: later ones may be copies of it."""

    dataset: Dataset
    released: set[str] = field(default_factory=set)
    """Hashes."""

    def among(
        self, back: pl.DataFrame, documents: pl.DataFrame, night: str, *, final: bool
    ) -> pl.Series:
        """Ids of those in ``back`` (ids and hashes, in order) that are copies.

        ``documents`` are the night's, with the outcomes that they would have: what would leave is
        no original any more. With ``final`` the others count as published from here on.
        """
        hashes = back["exact_hash"].drop_nulls().unique()
        prints = scan_manifest(self.dataset, self.dataset.current(), "fingerprints")
        same = prints.filter(pl.col("exact_hash").is_in(hashes.implode()))
        stays = documents.filter(pl.col("outcome") == "published")["document_id"].implode()
        left = (pl.col("night") == night) & ~pl.col("document_id").is_in(stays)
        known = set(same.filter(~left).select("exact_hash").collect()["exact_hash"])
        known |= self.released
        copied = []
        for name, exact in back.iter_rows():
            if exact in known:
                copied.append(name)
            elif exact is not None:
                known.add(exact)
        if final:
            self.released |= set(hashes)
        return pl.Series(copied, dtype=pl.String)


def hashed(
    dataset: Dataset, night: Night, names: pl.Series, articles: pl.DataFrame
) -> pl.DataFrame:
    """The hash of each of some documents of a night, in their order; null where none is known."""
    chosen = pl.col("document_id").is_in(names.implode())
    told = articles.filter(chosen).select("document_id", "headline", "article_body")
    found = {
        name: fingerprint(f"{headline or ''}\n{body or ''}").exact
        for name, headline, body in told.iter_rows()
    }
    rest = names.filter(~names.is_in(list(found)))
    found |= dict(_of_bytes(dataset, night, rest))
    return pl.DataFrame([(name, found.get(name)) for name in names], _SCHEMA, orient="row")


def _of_bytes(dataset: Dataset, night: Night, names: pl.Series) -> Iterator[tuple[str, str | None]]:
    """Of documents without an article, whose hash is that of all their text."""
    if names.is_empty():
        return
    rows = scan_files(dataset, tuple(night.tables.get("raw", ())), "raw")
    for row in rows.filter(pl.col("document_id").is_in(names.implode())).collect().to_dicts():
        yield row["document_id"], fingerprint(clean(document_of(row)).fingerprint_text).exact

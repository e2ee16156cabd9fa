"""Which documents an erasure concerns: by id or address, in any file that lies in the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import polars as pl

from cleaners.normalize.url import resolve
from flows.dataset import STAGING, STORE
from flows.sources.kept import SUFFIX as KEPT
from flows.store.scanned import scan_paths, table_of
from schemas.migrate import require_way
from schemas.reasons import quarantine_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flows.dataset import Dataset

PARQUET: Final = frozenset({".parquet", KEPT})
"""A replay that was killed leaves bytes under a name of their own."""
_ADDRESSES: Final = ("url", "canonical_url")


@dataclass(frozen=True, slots=True)
class Found:
    """What an erasure concerns."""

    documents: tuple[str, ...]
    decisions: tuple[str, ...]
    """``quarantine_id`` of their rows."""
    addresses: tuple[str, ...]
    """Addresses that belong to nobody else."""
    sources: tuple[str, ...]
    """Their files and records, as summaries name them: ``file#record``."""


def near(dataset: Dataset, urls: Sequence[str]) -> tuple[str, ...]:
    """Addresses in the dataset that differ from these in scheme, query or last slash only."""
    wanted = {*map(_bare, urls)}
    stored = {
        address
        for frame in _identities(dataset.path)
        for column in set(_ADDRESSES) & set(frame.columns)
        for address in frame[column].drop_nulls().unique()
    }
    return tuple(sorted(address for address in stored if _bare(address) in wanted))


def _bare(url: str) -> str:
    """An address without what people write one way or the other.

    >>> _bare("HTTPS://a.example/b/?c=1#d") == _bare("http://A.example/b"), _bare("a.example/B")
    (True, 'a.example/B')
    """
    parts = urlsplit(url if "://" in url else f"//{url}")
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}"


def missing(
    dataset: Dataset, documents: Sequence[str], urls: Sequence[str], before: Found
) -> tuple[str, ...]:
    """Ids and addresses that no file has, and that no erasure which was killed had found."""
    known = {*before.documents, *before.addresses}
    for frame in _identities(dataset.path):
        for column in {"document_id", *_ADDRESSES} & set(frame.columns):
            known |= set(frame[column].drop_nulls())
    lost = [name for name in documents if name not in known]
    lost += [url for url in urls if not {url, resolve(url, None)} & known]
    return tuple(dict.fromkeys(lost))


def find(dataset: Dataset, documents: Sequence[str], urls: Sequence[str]) -> Found:
    """The documents of these ids or addresses, in any file that lies in the dataset."""
    wanted = sorted({*urls, *filter(None, (resolve(url, None) for url in urls))})
    names = set()
    frames = list(_identities(dataset.path))
    for frame in frames:
        named = pl.col("document_id").is_in(list(documents))
        for column in set(_ADDRESSES) & set(frame.columns):
            named |= pl.col(column).is_in(wanted).fill_null(value=False)
        names |= set(frame.filter(named)["document_id"])
    return Found(
        tuple(sorted(names)),
        tuple(sorted(_decisions(dataset.path, names))),
        tuple(sorted(_own_addresses(frames, names) | (set(wanted) if names else set()))),
        tuple(sorted(_sources(frames, names))),
    )


def _identities(folder: Path) -> Iterator[pl.DataFrame]:
    """Ids and addresses of every file that has them."""
    wanted = ("document_id", "quarantine_id", "source_uri", "source_record", *_ADDRESSES)
    for path in parquet_files(folder):
        lazy = scan_paths([path], table_of(path))
        columns = lazy.collect_schema().names()
        if "document_id" not in columns:
            continue
        frame = lazy.select(name for name in wanted if name in columns).unique().collect()
        yield frame
        if {"quarantine_id", "row_version"} <= set(columns):
            yield _rejected_identities(lazy, str(path))


def _rejected_identities(lazy: pl.LazyFrame, where: str) -> pl.DataFrame:
    """Addresses that stand in rows of the quarantine only."""
    rows = lazy.filter(pl.col("table").is_in(["documents", "articles"]))
    for table, version in rows.select("table", "row_version").unique().collect().iter_rows():
        require_way(table, version or 1, where)  # else its address may be called otherwise
    kind = pl.Struct(dict.fromkeys(_ADDRESSES, pl.String))
    told = rows.select("document_id", pl.col("row").str.json_decode(kind))
    return told.unnest("row").collect()


def parquet_files(folder: Path) -> list[Path]:
    """Every file of the store, and of the working folders of runs."""
    return [*sorted((folder / STORE).rglob("*.parquet")), *staged_files(folder)]


def staged_files(folder: Path) -> list[Path]:
    """Every file of the working folders of runs."""
    return sorted(path for path in (folder / STAGING).rglob("*") if path.suffix in PARQUET)


def _decisions(folder: Path, names: set[str]) -> set[str]:
    found = {quarantine_id(table, name) for name in names for table in ("documents", "articles")}
    for path in parquet_files(folder):
        lazy = scan_paths([path], table_of(path))
        if {"document_id", "quarantine_id"} <= set(lazy.collect_schema().names()):
            chosen = lazy.filter(pl.col("document_id").is_in(sorted(names)))
            found |= set(chosen.select("quarantine_id").collect()["quarantine_id"])
    return found


def _own_addresses(frames: Sequence[pl.DataFrame], names: set[str]) -> set[str]:
    """Addresses of the documents that no other document has."""
    own: set[str] = set()
    others: set[str] = set()
    for frame in frames:
        mine = pl.col("document_id").is_in(sorted(names))
        for column in set(_ADDRESSES) & set(frame.columns):
            own |= set(frame.filter(mine)[column].drop_nulls())
            others |= set(frame.filter(~mine)[column].drop_nulls())
    return own - others


def _sources(frames: Sequence[pl.DataFrame], names: set[str]) -> set[str]:
    found: set[str] = set()
    for frame in frames:
        if {"source_uri", "source_record"} <= set(frame.columns):
            rows = frame.filter(pl.col("document_id").is_in(sorted(names)))
            found |= {f"{uri}#{n}" for uri, n in rows["source_uri", "source_record"].iter_rows()}
    return found

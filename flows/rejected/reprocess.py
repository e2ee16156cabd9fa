"""Kept documents through today's code, beside what the dataset says of them, field by field.

Only documents with something in quarantine are kept. Nothing is written; where nothing changed,
nothing differs.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from flows.contracts import load, opened
from flows.dataset import Dataset
from flows.rejected.picked import Pick, require_there
from flows.rejected.quarantine import pending
from flows.rejected.releasing import Before, judged_tables
from flows.rejected.replaying import Cleaning, clean_kept, contract_of
from flows.shown.examples import PLACE
from flows.store.staged import Staged
from schemas.reasons import as_json, row_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.night import RunShards
    from flows.workers.work import ContractFile

_SETTLED: Final = ("outcome", "duplicate_of", "near_duplicate_of")
"""Columns that only a whole night can fill."""
_KEY: Final = ["table", "row_id", "document_id", "place"]
_MOST: Final = 1000
"""Differences that are named; the rest is counted."""


class Difference(NamedTuple):
    """One field of one row that today's code fills otherwise."""

    night: str
    document_id: str
    source_uri: str | None
    table: str
    row_id: str
    field: str
    """``row`` where the whole row is new or gone, ``checks`` where its reasons are others."""
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs."""

    documents: int
    """Documents that went through today's code."""
    changed: int
    """Documents that differ."""
    fields: dict[str, int]
    """Differences by ``table.field``."""
    differences: tuple[Difference, ...]

    @property
    def sentence(self) -> str:
        """It in one sentence."""
        if not self.changed:
            return f"{self.documents:,} kept documents give what the dataset says: no difference."
        return (
            f"{self.changed:,} of {self.documents:,} kept documents differ from what the dataset "
            f"says, in {sum(self.fields.values()):,} fields."
        )


def compare(
    folder: str | Path,
    run_shards: RunShards,
    *,
    pick: Pick | None = None,
    workers: int | None = None,
    cleaner: str | None = None,
    contract: str | Path | None = None,
) -> Compared:
    """Clean kept documents by today's code and compare; nothing is written.

    Each night is judged by its own contract, or all of them by the one that is given.
    """
    dataset = Dataset.open(folder)
    nights = _nights(dataset, pick or Pick(), load(contract))
    wanted = {before.name: (before, names) for before, names in nights}
    with tempfile.TemporaryDirectory(prefix="fragmend-") as place:
        how = Cleaning(Path(place), workers)
        if cleaner is not None:
            how = Cleaning(Path(place), workers, cleaner=cleaner)
        clean_kept(dataset, wanted, how, run_shards)
        found = [
            difference
            for before, names in nights
            for difference in _differences(before, Staged(Path(place) / before.name), names)
        ]
    return Compared(
        documents=sum(len(names) for _, names in nights),
        changed=len({difference.document_id for difference in found}),
        fields=dict(Counter(f"{each.table}.{each.field}" for each in found).most_common()),
        differences=tuple(found[:_MOST]),
    )


def _nights(
    dataset: Dataset, pick: Pick, given: ContractFile | None
) -> list[tuple[Before, pl.Series]]:
    require_there(dataset, pick)
    manifest = dataset.current()
    rows = pick.of(pending(dataset, manifest)).drop("row", "error", "failures").collect()
    kept = rows.filter("kept")
    found = []
    for (name,), part in sorted(kept.partition_by("night", as_dict=True).items()):
        if manifest:
            night = manifest.nights[str(name)]
            file = contract_of(dataset, night, given)
            before = Before(dataset, str(name), night, part.drop("night"), file)
            found.append((before, part["document_id"].unique(maintain_order=True)))
    return found


def _differences(before: Before, staged: Staged, names: pl.Series) -> Iterator[Difference]:
    opened(before.contract)  # another night's may have brought another class of the same table
    chosen = pl.col("document_id").is_in(names.implode())
    old = _rows({t: before.scan(t).filter(chosen).collect() for t in judged_tables()})
    new = _rows({t: staged.columns(t).drop("shard") for t in judged_tables()})
    rejected = before.scan("quarantine").filter(chosen).collect()
    old = _with_rejected(old, rejected)
    new = _with_rejected(new, staged.columns("quarantine").drop("shard"))
    both = old.join(new, on=_KEY, how="full", coalesce=True, suffix="_new", maintain_order="left")
    differs = ~pl.col("row").eq_missing(pl.col("row_new")) | ~pl.col("checks").eq_missing(
        pl.col("checks_new")
    )
    places = before.scan("documents").filter(chosen).select("document_id", PLACE)
    uris = dict(places.collect().iter_rows())
    for row in both.filter(differs).iter_rows(named=True):
        about = (before.name, row["document_id"], uris.get(row["document_id"]))
        for name, was, now in _fields(row):
            yield Difference(*about, row["table"], row["row_id"], name, was, now)


def _rows(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Rows of all tables as JSON, by what they are called."""
    parts = [
        pl.DataFrame(
            {
                "table": pl.Series([table], dtype=pl.String).new_from_index(0, len(frame)),
                "row_id": row_id(table, frame),
                "document_id": frame["document_id"],
                "row": as_json(frame.drop(*_SETTLED, strict=False)),
            }
        )
        for table, frame in frames.items()
    ]
    nothing = pl.lit(None, pl.List(pl.String))
    return pl.concat(parts).with_columns(place=pl.lit("published"), checks=nothing)


def _with_rejected(rows: pl.DataFrame, rejected: pl.DataFrame) -> pl.DataFrame:
    """Add rows of the quarantine. What only a gate holds back counts as published."""
    failures = pl.col("failures").list
    gate = failures.eval(pl.element().struct.field("severity") == "critical").list.all()
    checks = failures.eval(pl.element().struct.field("check")).list.sort()
    told = rejected.select(
        "table",
        "row_id",
        "document_id",
        "row",
        place=pl.when(gate & (failures.len() > 0))
        .then(pl.lit("published"))
        .otherwise(pl.lit("quarantine")),
        checks=checks,
    )
    withheld = pl.col("place") == "published"
    told = told.filter(~(withheld & (pl.col("table") == "documents"))).with_columns(
        checks=pl.when(~withheld).then("checks"),
        row=pl.col("row").map_elements(_unsettled, return_dtype=pl.String),
    )
    return pl.concat([rows, told.select(rows.columns)])


def _unsettled(row: str) -> str:
    plain = json.loads(row)
    return json.dumps({name: value for name, value in plain.items() if name not in _SETTLED})


def _fields(row: dict[str, Any]) -> Iterator[tuple[str, str | None, str | None]]:
    """Names of the fields that differ, with both values."""
    was, now = _values(row["row"]), _values(row["row_new"])
    if was is None or now is None:
        there = row["place"]
        yield "row", None if was is None else there, None if now is None else there
        return
    for name in {**was, **now}:
        if was.get(name) != now.get(name):
            yield name, _text(was.get(name)), _text(now.get(name))
    if row["checks"] != row["checks_new"]:
        yield "checks", _text(row["checks"]), _text(row["checks_new"])


def _values(row: str | None) -> dict[str, Any] | None:
    if row is None:
        return None
    plain: dict[str, Any] = json.loads(row)
    return plain


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)

"""A dataset as an older fragmend wrote it: `articles` in the first version of its class.

Today's class counts as the second version: once `headline` was called `title`, and `word_count`
was text. Files and manifests say nothing of versions, as those of before said nothing.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import polars as pl

from schemas import migrate
from schemas.article import Article
from schemas.migrate import Migration

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import pytest


def step(rows: pl.LazyFrame) -> pl.LazyFrame:
    named = rows.rename({"title": "headline"})
    return named.with_columns(pl.col("word_count").cast(pl.Int64))


STEP = Migration(
    "a title is called headline, and words are counted in numbers",
    step,
    before={"title": pl.String, "headline": None, "word_count": pl.String},
)


def second_version(patch: pytest.MonkeyPatch, *, known: bool = True) -> None:
    """Today's class of articles is its second version; the step to it may be unknown."""
    patch.setitem(Article.Config.metadata, "version", 2)  # type: ignore[attr-defined]
    if known:
        patch.setitem(migrate._KNOWN, ("articles", 1), STEP)


def age(out: Path, nights: tuple[str, ...] | None = None) -> None:
    """Make the files of some nights, of all without names, what they once were."""
    done: dict[str, dict[str, Any]] = {}  # several versions name the same files
    for path in sorted((out / "versions").glob("*.json")):
        plain = json.loads(path.read_bytes())
        for name, night in plain["nights"].items():
            if nights is None or name in nights:
                night["tables"] = {
                    table: [_aged(out, table, entry, done) for entry in entries]
                    for table, entries in night["tables"].items()
                }
        path.write_text(json.dumps(plain | {"format": 1}))
    pointer = json.loads((out / "current.json").read_bytes())
    manifest = out / "versions" / f"{pointer['version']:06}.json"
    pointer["sha256"] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    (out / "current.json").write_text(json.dumps(pointer | {"format_version": 1}))


def _aged(
    out: Path, table: str, entry: dict[str, Any], done: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    if table not in {"articles", "quarantine"}:
        return entry
    old = out / entry["path"]
    if entry["path"] in done:
        return done[entry["path"]]
    rows = pl.read_parquet(old, hive_partitioning=False)
    rows = _first(rows) if table == "articles" else _first_rejected(rows)
    new = old.with_name("new.parquet")
    rows.write_parquet(new)
    sha256 = hashlib.sha256(new.read_bytes()).hexdigest()
    path = new.rename(new.with_name(f"{sha256}.parquet"))
    told = {"path": path.relative_to(out).as_posix(), "rows": entry["rows"]}
    told |= {"bytes": path.stat().st_size, "sha256": sha256}
    old.unlink()
    done[entry["path"]] = told
    return told


def _first(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename({"headline": "title"}).with_columns(pl.col("word_count").cast(pl.String))


def _first_rejected(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.drop("row_version").with_columns(
        pl.struct("table", "row").map_elements(_first_row, return_dtype=pl.String).alias("row")
    )


def _first_row(told: dict[str, Any]) -> str | None:
    if told["table"] != "articles" or told["row"] is None:
        return None if told["row"] is None else str(told["row"])
    plain = json.loads(told["row"])
    words = plain.pop("word_count")
    plain |= {"title": plain.pop("headline"), "word_count": None if words is None else str(words)}
    return json.dumps(plain)

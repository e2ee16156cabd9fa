"""Rejected rows in words: rows of ``quarantine``, and a tally of the checks that failed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from schemas.frames import empty, polars_schema, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.columns import Severity
    from schemas.rules import Rule
    from schemas.split import Split

MOST_CHARACTERS: Final = 512
"""Of a failing value."""

ROW_ID: Final = {
    "documents": pl.col("document_id"),
    "articles": pl.col("document_id"),
    "images": pl.col("image_id"),
    "repairs": pl.format("{}:{}", pl.col("document_id"), pl.col("seq")),
    "decisions": pl.col("quarantine_id"),
    "metrics": pl.format("{}:{}:{}", pl.col("night"), pl.col("domain"), pl.col("metric")),
}
"""What a row is called by in quarantine, by table; else its first column."""

UNREADABLE: Final = "source_unreadable"
"""The check of a document that could not be read; its sentence says why."""
OVERSIZED: Final = "document_oversized"
"""The check of a document that is larger than what is read."""
_DETAIL: Final = re.compile(r"(?<=no JSON):|; its fields| \(")


@dataclass(frozen=True, slots=True)
class Tally:
    """One check that failed, how often, and for example where."""

    table: str
    check: str
    column: str
    severity: Severity
    rows: int
    sentence: str
    example_row_id: str | None = None
    example_value: str | None = None


def unreadable(document_id: str, why: str) -> Tally:
    """Tell of a document that could not be read; no value is shown, for it has none."""
    column = "raw_bytes"
    return Tally("documents", UNREADABLE, column, "warning", 1, why, document_id, None)


def row_id(table: str, frame: pl.DataFrame) -> pl.Series:
    """Give the id of each row of a table, as text; empty where it has none."""
    named = ROW_ID.get(table, pl.col(frame.columns[0]))
    return frame.select(named.cast(pl.String).fill_null("")).to_series()


def shown(values: pl.Series) -> pl.Series:
    """Give values as text of at most 512 characters; nested ones as JSON.

    >>> shown(pl.Series([[1, None], None])).to_list()
    ['[1,null]', None]
    >>> shown(pl.Series([1.5])).to_list()
    ['1.5']
    """
    there = values.is_not_null()
    text = _json(values) if values.dtype.is_nested() else _flat(values)
    return text.str.slice(0, MOST_CHARACTERS).set(~there, None)


def _flat(values: pl.Series) -> pl.Series:
    if values.dtype == pl.Binary:
        return values.bin.slice(0, MOST_CHARACTERS).bin.encode("base64")
    return values.cast(pl.String)


def _json(values: pl.Series) -> pl.Series:
    """JSON of each value; polars only writes structs, whose wrapping is cut off again."""
    wrapped = values.alias("_").to_frame().select(pl.struct("_").struct.json_encode())
    return wrapped.to_series().str.slice(5).str.head(-1)


def as_json(frame: pl.DataFrame) -> pl.Series:
    """Give each row as a JSON object; bytes as base64."""
    binary = [name for name, dtype in frame.schema.items() if dtype == pl.Binary]
    texts = frame.with_columns(pl.col(binary).bin.encode("base64")) if binary else frame
    return texts.select(pl.struct(pl.all()).struct.json_encode()).to_series()


def failures(judged: Split, rows: pl.Series) -> pl.DataFrame:
    """All reasons of some rows: a column ``row``, and ``failures`` as ``quarantine`` has them."""
    wanted = judged.failed.filter(pl.col("row").is_in(rows.implode()))
    parts = [
        _reasons(judged.frame, rule, wanted.filter(pl.col("rule") == number)["row"])
        for number, rule in enumerate(judged.rules)
        if (wanted["rule"] == number).any()
    ]
    schema = {"row": pl.UInt32, "failures": polars_schema("quarantine")["failures"].inner}  # type: ignore[attr-defined]
    found = pl.concat(parts) if parts else pl.DataFrame(schema=schema)
    return found.group_by("row", maintain_order=True).agg("failures")


def _reasons(frame: pl.DataFrame, rule: Rule, rows: pl.Series) -> pl.DataFrame:
    """Put one rule's failures in words."""
    value = pl.Series([None], dtype=pl.String).new_from_index(0, len(rows))
    if rule.column in frame.columns:
        value = shown(frame[rule.column].gather(rows))
    said = {
        "check": rule.name, "column": rule.column, "severity": rule.severity,
        "value": None, "message": rule.sentence,
    }  # fmt: skip
    fields = [value.alias(n) if n == "value" else pl.lit(text).alias(n) for n, text in said.items()]
    return pl.DataFrame({"row": rows}).select("row", failures=pl.struct(fields))


def quarantined(
    table: str, frame: pl.DataFrame, reasons: pl.Series, code_version: str | None
) -> pl.DataFrame:
    """Rows of ``quarantine`` for rejected rows of a table, with one list of reasons a row."""
    if frame.is_empty():
        return empty("quarantine")
    ids = row_id(table, frame)
    documents = frame["document_id"].fill_null("") if "document_id" in frame.columns else ids
    rows = pl.DataFrame(
        {
            "quarantine_id": pl.Series(_ids(table, ids)),
            "table": pl.Series([table]).new_from_index(0, len(frame)),
            "row_id": ids,
            "document_id": documents,
            "failures": reasons,
            "row": as_json(frame),
        }
    ).with_columns(
        stage=pl.lit("validate"),
        error=pl.lit(None, pl.String),
        code_version=pl.lit(code_version, pl.String),
        row_version=pl.lit(version_of(table), pl.Int64),
    )
    return rows.select(
        pl.col(name).cast(dtype) for name, dtype in polars_schema("quarantine").items()
    )


def quarantine_id(table: str, row: str, ordinal: int = 0) -> str:
    """Name a rejected row, the same on any machine; ``ordinal`` tells rows with one id apart.

    >>> quarantine_id("images", "a") == quarantine_id("images", "a", 1)
    False
    """
    named = "\0".join((table, row, str(ordinal)) if ordinal else (table, row))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _ids(table: str, ids: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    names = []
    for row in ids:
        names.append(quarantine_id(table, row, seen[row]))
        seen[row] += 1
    return names


def tallies(table: str, judged: Split) -> tuple[Tally, ...]:
    """Count each check that failed, with its first row as the example."""
    counts = judged.failed.group_by("rule").agg(pl.len().alias("rows"), pl.col("row").min())
    return tuple(
        _tally(table, judged, number, rows, first)
        for number, rows, first in counts.sort("rule").iter_rows()
    )


def _tally(table: str, judged: Split, number: int, rows: int, first: int) -> Tally:
    rule, example = judged.rules[number], judged.frame[first]
    known = rule.column in example.columns
    value = shown(example[rule.column])[0] if known else None
    name = row_id(table, example)[0]
    return Tally(table, rule.name, rule.column, rule.severity, rows, rule.sentence, name, value)


def merged(parts: Sequence[Tally]) -> tuple[Tally, ...]:
    """Add up tallies of several frames, such as the shards of a night; the first example stays.

    >>> one = Tally("images", "gt", "width", "error", 2, "…", "a", "-1")
    >>> [t.rows for t in merged([one, one])]
    [4]
    """
    sums: dict[tuple[str, str, str, str, str], Tally] = {}
    for part in parts:
        key = (part.table, part.check, part.column, part.severity, _kind(part))
        before = sums.get(key)
        sums[key] = replace(before, rows=before.rows + part.rows) if before else part
    return tuple(sums.values())


def _kind(tally: Tally) -> str:
    """Why documents are unreadable is told apart, without what differs from line to line."""
    return _DETAIL.split(tally.sentence, maxsplit=1)[0] if tally.check == UNREADABLE else ""

"""A table's shape is bound to its version: files of older nights are read by it.

Where a digest differs, decide what changed. A column that may be null, or a field of a nested
value, is mere growth: older rows get nulls, so only the digest changes here. A column that is
renamed, retyped, dropped, or new and never null needs a higher version in the class and a named
migration in ``schemas.migrate``; then both numbers change here.
"""

from __future__ import annotations

import hashlib

import polars as pl
import pytest

from schemas import TABLES
from schemas.frames import polars_schema, version_of
from schemas.migrate import MIGRATIONS

SHAPES = {
    "documents": (1, "4cde880980da"),
    "articles": (1, "1d5be4d69d5e"),
    "images": (1, "3acfda0b2fa6"),
    "repairs": (1, "e13adbeeb0a5"),
    "quarantine": (1, "7606867ae1ef"),
    "raw": (1, "bcd6a05b0194"),
    "decisions": (1, "c06360e0c6ae"),
    "fingerprints": (1, "f154404356e1"),
    "metrics": (1, "312ba6614c83"),
    "products": (1, "ed2575a59abc"),
}


def shape(table: str) -> list[str]:
    """Each column with its type, and whether it may be null."""
    columns = TABLES[table].to_schema().columns
    return [
        f"{name} {dtype}{'' if columns[name].nullable else ' never null'}"
        for name, dtype in polars_schema(table).items()
    ]


def digest(lines: list[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=6).hexdigest()


@pytest.mark.parametrize("table", TABLES)
def test_a_shape_that_changes_comes_with_its_version(table: str) -> None:
    found = version_of(table), digest(shape(table))
    assert found == SHAPES[table], f"the shape of {table} is now:\n" + "\n".join(shape(table))


@pytest.mark.parametrize("table", TABLES)
def test_each_version_can_be_reached_from_the_one_before(table: str) -> None:
    steps = [(table, version) for version in range(1, version_of(table))]
    assert all(step in MIGRATIONS for step in steps)


CHANGES = [
    pytest.param(lambda lines: lines[1:], id="dropped"),
    pytest.param(lambda lines: [*lines, "more String"], id="new"),
    pytest.param(lambda lines: [lines[0].replace("String", "Int64"), *lines[1:]], id="retyped"),
    pytest.param(lambda lines: [lines[0].removesuffix(" never null"), *lines[1:]], id="nullable"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_shows(change) -> None:
    lines = shape("articles")
    assert digest(change(lines)) != digest(lines) == digest(list(lines))


def test_types_inside_of_nested_values_show() -> None:
    (line,) = [line for line in shape("images") if line.startswith("candidates ")]
    assert "truncated" in line
    assert str(pl.Boolean()) in line

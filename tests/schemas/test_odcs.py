"""The contract file stands as the classes say it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from schemas import TABLES
from schemas.frames import polars_schema
from schemas.odcs import contract
from schemas.odcs import yaml as written

FILE = Path(__file__).parents[2] / "docs" / "contract.odcs.yaml"
VALUES = [
    {"a": None, "b": True, "c": 1.5, "d": "2026-01-01", "e": "no", "f": "ü: #x"},
    {"a": {}, "b": [], "c": {"d": [{"e": [{"f": 1}], "g": 2}]}},
    {"a b": 1, "on": "*x", "é": "\n"},
]


def test_the_file_is_written_from_the_classes() -> None:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert told == contract(), "write it again: python -m schemas.odcs > docs/contract.odcs.yaml"


@pytest.mark.parametrize("value", VALUES)
def test_yaml_reads_what_was_written(value: dict) -> None:
    assert yaml.safe_load(written(value)) == value


def test_every_table_and_column_is_in_it() -> None:
    tables = {table["name"]: table for table in contract()["schema"]}
    assert list(tables) == list(TABLES)
    for name, table in tables.items():
        assert [column["name"] for column in table["properties"]] == list(polars_schema(name))


def test_nested_types_are_told() -> None:
    (images,) = [table for table in contract()["schema"] if table["name"] == "images"]
    (candidates,) = [c for c in images["properties"] if c["name"] == "candidates"]
    assert candidates["logicalType"] == "array"
    inner = {field["name"]: field["logicalType"] for field in candidates["items"]["properties"]}
    assert inner["density"] == "number"
    assert inner["truncated"] == "boolean"

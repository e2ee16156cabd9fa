"""The classes say the same as the records that fill them."""

from __future__ import annotations

import dataclasses

import pytest

from cleaners import records
from schemas import TABLES
from schemas.frames import polars_schema

RECORDS = {
    "documents": records.Document,
    "articles": records.Article,
    "images": records.Image,
    "repairs": records.Repair,
}
LITERALS = [
    pytest.param("documents", "outcome", records.Outcome, id="outcome"),
    pytest.param("documents", "input_kind", records.InputKind, id="input_kind"),
    pytest.param("articles", "date_published_precision", records.Precision, id="precision"),
    pytest.param("articles", "date_published_zone", records.Zone, id="zone"),
    pytest.param("repairs", "stage", records.Stage, id="stage"),
]


@pytest.mark.parametrize("table", RECORDS)
def test_columns_are_the_fields_of_the_record(table: str) -> None:
    assert list(polars_schema(table)) == [f.name for f in dataclasses.fields(RECORDS[table])]


@pytest.mark.parametrize(
    ("table", "column", "record"),
    [
        ("articles", "authors", records.Person),
        ("articles", "provenance", records.Provenance),
        ("images", "provenance", records.Provenance),
        ("images", "candidates", records.Candidate),
    ],
)
def test_nested_columns_are_the_fields_of_their_record(table, column, record) -> None:
    fields = [field.name for field in polars_schema(table)[column].inner.fields]
    assert fields == [f.name for f in dataclasses.fields(record)]


@pytest.mark.parametrize(("table", "column", "literal"), LITERALS)
def test_allowed_values_are_those_of_the_record(table, column, literal) -> None:
    (check,) = TABLES[table].to_schema().columns[column].checks
    assert set(check.statistics["allowed_values"]) == set(literal.__args__)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_it_holds_and_what_null_means(table: str) -> None:
    for name, column in TABLES[table].to_schema().columns.items():
        assert column.description, name
        assert column.nullable == (column.metadata["null"] is not None), name


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_is_a_sentence_about_a_column(table: str) -> None:
    schema = TABLES[table].to_schema()
    names = [check.name for check in schema.checks]
    assert len(set(names)) == len(names)
    for check in schema.checks:
        assert check.title in schema.columns, check.name
        assert check.description.endswith("."), check.name

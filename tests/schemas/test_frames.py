"""Rows become frames of their table's types, or an error that names the column."""

from __future__ import annotations

import datetime as dt
import pickle

import polars as pl
import pytest

from cleaners.records import Article, Candidate, Document, Image, Person, Repair, as_row
from schemas import TABLES
from schemas.errors import NoSuchTableError, SchemaMismatchError
from schemas.frames import arrow_schema, empty, frame, polars_schema

NOON = dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC)
CANDIDATE = Candidate("https://a.example/b.jpg", "b.jpg", "src", width=240, density=1.5)
RECORDS = {
    "documents": Document("d", "a.html", 0, date_fetched=NOON, robots_directives=("noindex",)),
    "articles": Article("d", headline="A", authors=(Person("Ada"),), date_published=NOON),
    "images": Image("i", "d", 0, candidates=(CANDIDATE,), truncated=("srcset",)),
    "repairs": Repair("mend", "torn-tag", "<im", "<img>", 0.9, start=1, end=4, document_id="d"),
}
IMAGE = as_row(RECORDS["images"])
WRONG = [
    pytest.param({"width": 1.5}, "width is 1.5", id="float-for-an-integer"),
    pytest.param({"width": True}, "width is True", id="bool-for-an-integer"),
    pytest.param({"alt": 15}, "alt:", id="number-for-a-text"),
    pytest.param({"placeholder": "no"}, "placeholder:", id="text-for-a-bool"),
    pytest.param({"colour": "red"}, "no column colour", id="unknown-column"),
    pytest.param({"position": 2**70}, "position:", id="integer-beyond-64-bits"),
    pytest.param({"alt": "\ud800"}, "alt:", id="lone-surrogate"),
    pytest.param({"candidates": [{"hue": 1}]}, "no column candidates.hue", id="unknown-nested"),
    pytest.param(
        {"candidates": [{"width": 1.5}]}, "candidates.width is 1.5", id="float-for-nested-integer"
    ),
]


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_comes_back_as_it_was(table: str) -> None:
    row = as_row(RECORDS[table])
    rows = frame([row], table)
    assert rows.schema == polars_schema(table)
    assert rows.to_dicts() == [row]


@pytest.mark.parametrize("table", TABLES)
def test_no_rows_have_all_columns(table: str) -> None:
    assert frame([], table).schema == empty(table).schema == polars_schema(table)
    assert arrow_schema(table).names == list(polars_schema(table))


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_wrong_value_is_named(change: dict, said: str) -> None:
    with pytest.raises(SchemaMismatchError, match=said) as caught:
        frame([IMAGE, {**IMAGE, **change}], "images")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_missing_key_is_null() -> None:
    assert frame([{"image_id": "i"}], "images")["position"].to_list() == [None]


def test_an_integer_is_a_float_where_one_is_asked_for() -> None:
    rows = frame([{**IMAGE, "candidates": [{"density": 2}]}], "images")
    assert rows["candidates"][0][0]["density"] == 2.0


def test_an_unknown_table_names_those_there_are() -> None:
    with pytest.raises(NoSuchTableError, match="articles, images"):
        frame([], "article")


def test_types_are_those_that_readers_of_parquet_know() -> None:
    for table in TABLES:
        for name, dtype in polars_schema(table).items():
            assert not isinstance(dtype, pl.Enum | pl.Categorical), name

"""The data dictionary stands as the classes say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas import TABLES
from schemas.dictionary import describe, markdown, summary
from schemas.frames import polars_schema

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_is_written_from_the_classes() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), (
        "write it again: python -m schemas.dictionary > docs/tables.md"
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described(table: str) -> None:
    assert [column.name for column in describe(table)] == list(polars_schema(table))
    assert all(column.description.endswith((".", "?")) for column in describe(table))
    assert summary(table)


def test_rules_across_tables_are_told_with_their_column() -> None:
    (headline,) = [column for column in describe("articles") if column.name == "headline"]
    told = {check.check: check.severity for check in headline.checks}
    assert told["page_has_a_headline"] == "error"
    assert told["headline_without_markup"] == "warning"

"""Rows of older files: what only grew comes along, what changed needs a name."""

from __future__ import annotations

import polars as pl
import pytest

from schemas.errors import SchemaMismatchError
from schemas.migrate import Migration, migrate
from tests.schemas.rows import IMAGE, changed, frames

NOW = frames(images=[IMAGE, changed(IMAGE, image_id="i1", candidates=())])["images"]


def test_todays_rows_stay_as_they_are() -> None:
    assert migrate(NOW, "images", 1).equals(NOW)


def test_what_there_was_not_yet_is_null_or_empty() -> None:
    grown = migrate(NOW.drop("alt", "warnings"), "images", 1)
    assert grown.columns == NOW.columns
    assert grown.equals(NOW)


def test_nested_values_grow_field_by_field() -> None:
    item = pl.element().struct
    fewer = pl.struct(item.field("url_raw"), item.field("url"), item.field("attribute"))
    before = NOW.with_columns(pl.col("candidates").list.eval(fewer))
    (candidate,) = migrate(before, "images", 1)["candidates"][0].to_list()
    assert candidate["url"] == IMAGE.candidates[0].url
    assert candidate["url_raw"] == IMAGE.candidates[0].url_raw
    assert candidate["selected"] is None


CHANGES = [
    pytest.param(NOW.drop("image_id"), "image_id is new and never null", id="never-null"),
    pytest.param(NOW.rename({"alt": "alternative"}), "alternative is not known", id="renamed"),
    pytest.param(
        NOW.with_columns(pl.col("width").cast(pl.String)), "width was String", id="retyped"
    ),
]


@pytest.mark.parametrize(("before", "said"), CHANGES)
def test_what_changed_needs_a_named_migration(before: pl.DataFrame, said: str) -> None:
    with pytest.raises(SchemaMismatchError, match=said):
        migrate(before, "images", 1)


def test_a_named_migration_leads_to_today() -> None:
    back = Migration("alternative is called alt", lambda rows: rows.rename({"alternative": "alt"}))
    before = NOW.rename({"alt": "alternative"})
    assert migrate(before, "images", 0, migrations={("images", 0): back}).equals(NOW)

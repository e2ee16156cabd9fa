"""Rows of older versions: what only grew comes along, what changed needs a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from schemas import migrate
from schemas.errors import OtherVersionError, SchemaMismatchError
from schemas.frames import polars_schema
from schemas.image import Image
from schemas.migrate import Migration, migrated, require_way, rows_today, shape, unlike
from schemas.reasons import quarantined
from tests.schemas.rows import IMAGE, changed, frames

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = frames(images=[IMAGE, changed(IMAGE, image_id="i1", candidates=())])["images"]
THIRD = {
    ("images", 1): Migration(
        "alternative is called alt",
        lambda rows: rows.rename({"alternative": "alt"}),
        before={"alternative": pl.String, "alt": None},
    ),
    ("images", 2): Migration(
        "widths were in twips of a point",
        lambda rows: rows.with_columns((pl.col("width") // 20).alias("width")),
    ),
}
FIRST = NOW.rename({"alt": "alternative"}).with_columns(width=pl.col("width") * 20)


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch) -> None:
    """Images are in their third version."""
    monkeypatch.setitem(Image.Config.metadata, "version", 3)  # type: ignore[attr-defined]
    for key, step in THIRD.items():
        monkeypatch.setitem(migrate._KNOWN, key, step)


@pytest.mark.usefixtures("third")
def test_a_shape_is_told_back_step_by_step() -> None:
    assert shape("images", 3) == shape("images", 2) == polars_schema("images")
    assert set(shape("images", 1)) ^ set(shape("images", 2)) == {"alternative", "alt"}


@pytest.mark.usefixtures("third")
def test_steps_lead_to_today() -> None:
    assert migrated(FIRST.lazy(), "images", 1).collect().equals(NOW)
    assert migrated(NOW.lazy(), "images", 3).collect().equals(NOW)


@pytest.mark.usefixtures("third")
def test_rejected_rows_are_led_on_by_their_own_version() -> None:
    reasons = pl.Series([[], []], dtype=polars_schema("quarantine")["failures"])
    rejected = quarantined("images", NOW, reasons, None)
    assert rejected["row_version"].to_list() == [3, 3]
    first = quarantined("images", FIRST, reasons, None)["row"]
    both = pl.concat([rejected, rejected.with_columns(row=first, row_version=None)])
    both = both.with_columns(row=pl.when(pl.int_range(pl.len()) != 3).then("row"))
    told = both.with_columns(*rows_today())
    rows = [json.loads(row) if row else None for row in told["row"]]
    assert rows[2] == rows[0]
    assert rows[3] is None  # it never became one
    assert told["row_version"].to_list() == [3, 3, 3, 3]


@pytest.mark.usefixtures("third")
def test_rejected_rows_that_no_way_leads_from_stay() -> None:
    reasons = pl.Series([[], []], dtype=polars_schema("quarantine")["failures"])
    rejected = quarantined("images", NOW, reasons, None).with_columns(
        row_version=pl.lit(9, pl.Int64)
    )
    assert rejected.with_columns(*rows_today()).equals(rejected)


WAYS = [
    pytest.param(1, None, id="all-steps"),
    pytest.param(3, None, id="today"),
    pytest.param(4, "version 3 is the newest that is known here", id="newer"),
    pytest.param(0, "no migration leads from 0 to 1", id="no-step"),
]


@pytest.mark.parametrize(("version", "said"), WAYS)
@pytest.mark.usefixtures("third")
def test_no_way_is_told(version: int, said: str | None) -> None:
    if said is None:
        require_way("images", version, "a.parquet")
        return
    with pytest.raises(OtherVersionError, match=said):
        require_way("images", version, "a.parquet")


STEPS: list[tuple[Callable[[pl.LazyFrame], pl.LazyFrame], str]] = [
    (lambda rows: rows, "column alt is not there"),
    (lambda rows: rows.with_columns(alt=pl.lit(1)), "column alt is Int32 and should be String"),
    (lambda rows: rows.rename({"alternativ": "alt"}), "ColumnNotFoundError"),
]


@pytest.mark.parametrize(("change", "said"), STEPS, ids=["nothing-done", "another-type", "raises"])
@pytest.mark.usefixtures("third")
def test_a_step_that_leads_elsewhere_is_told(
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pl.LazyFrame], pl.LazyFrame],
    said: str,
) -> None:
    wrong = Migration("a wrong one", change, THIRD["images", 1].before)
    monkeypatch.setitem(migrate._KNOWN, ("images", 1), wrong)
    with pytest.raises(SchemaMismatchError, match="after the migration 'a wrong one'") as caught:
        migrated(FIRST.lazy(), "images", 1)
    assert said in str(caught.value)


def candidates_of_before() -> pl.DataFrame:
    item = pl.element().struct
    fewer = pl.struct(item.field("url_raw"), item.field("url"), item.field("attribute"))
    return NOW.with_columns(pl.col("candidates").list.eval(fewer))


GREW = [
    pytest.param(NOW, id="today"),
    pytest.param(NOW.drop("alt", "warnings"), id="a-column-and-a-list-more"),
    pytest.param(candidates_of_before(), id="nested-fields-more"),
]
CHANGED = [
    pytest.param(NOW.drop("image_id"), "image_id is new and never null", id="never-null"),
    pytest.param(NOW.rename({"alt": "alternative"}), "alternative is not known", id="renamed"),
    pytest.param(
        NOW.with_columns(pl.col("width").cast(pl.String)), "width was String", id="retyped"
    ),
]


@pytest.mark.parametrize("before", GREW)
def test_what_only_grew_needs_no_step(before: pl.DataFrame) -> None:
    assert unlike(before.schema, "images", 1) == ()


@pytest.mark.parametrize(("before", "said"), CHANGED)
def test_what_changed_needs_a_step(before: pl.DataFrame, said: str) -> None:
    (problem,) = unlike(before.schema, "images", 1)
    assert said in problem

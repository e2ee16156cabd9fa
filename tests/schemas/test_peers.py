"""Row by row the same verdict as Pandera's own lazy validation, and as dataframely's.

Also the faults of Pandera that our way round it must not have.
"""

from __future__ import annotations

import dataframely as dy
import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from pandera.errors import SchemaErrors
from polars.testing.parametric import column, dataframes

from schemas.reasons import failures
from schemas.split import split

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


class Mixed(pa.DataFrameModel):
    """Built-in checks and some of one's own, over flat and nested columns."""

    number: int = pa.Field(ge=0, le=100, nullable=True)
    share: float = pa.Field(in_range={"min_value": 0, "max_value": 1}, nullable=True)
    text: str = pa.Field(str_length={"min_value": 1, "max_value": 5}, nullable=True)
    there: float = pa.Field()
    kind: str = pa.Field(isin=["a", "b"], nullable=True)
    items: pl.List(pl.Int64) = pa.Field(nullable=True)

    @pa.check("text", ignore_na=False)
    def text_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key) != "null")

    @pa.dataframe_check
    def number_is_not_the_share(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("number") != pl.col("share"))

    @pa.dataframe_check
    def few_items(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("items").list.len() < 3)

    class Config:
        strict = True


class Peer(dy.Schema):
    """The same rules, as dataframely says them."""

    number = dy.Int64(nullable=True, min=0, max=100)
    share = dy.Float64(nullable=True, allow_inf=True, allow_nan=True)
    text = dy.String(nullable=True)
    there = dy.Float64(nullable=False, allow_inf=True, allow_nan=True)
    kind = dy.String(nullable=True)
    items = dy.List(dy.Int64(nullable=True), nullable=True)

    @dy.rule()
    def share_in_range(cls) -> pl.Expr:
        return pl.col("share").is_between(0, 1)

    @dy.rule()
    def text_has_a_length(cls) -> pl.Expr:
        return pl.col("text").str.len_chars().is_between(1, 5)

    @dy.rule()
    def text_is_known(cls) -> pl.Expr:
        return pl.col("text").ne_missing("null") & pl.col("text").is_not_null()

    @dy.rule()
    def there_is_a_number(cls) -> pl.Expr:
        return pl.col("there").is_not_nan()

    @dy.rule()
    def kind_is_known(cls) -> pl.Expr:
        return pl.col("kind").is_in(["a", "b"])

    @dy.rule()
    def number_is_not_the_share(cls) -> pl.Expr:
        return pl.col("number") != pl.col("share")

    @dy.rule()
    def few_items(cls) -> pl.Expr:
        return pl.col("items").list.len() < 3


def strategies():
    from hypothesis import strategies as st

    return [
        column("number", dtype=pl.Int64, strategy=st.integers(-2, 102), allow_null=True),
        column("share", dtype=pl.Float64, allow_null=True,
               strategy=st.sampled_from([0.0, 0.5, 1.0, 2.0, -1.0, float("nan"), float("inf")])),
        column("text", dtype=pl.String, allow_null=True,
               strategy=st.sampled_from(["", "a", "ü" * 5, "abcdef", "null", "\ufffd"])),
        column("there", dtype=pl.Float64, allow_null=True,
               strategy=st.sampled_from([0.0, float("nan"), 1e300])),
        column("kind", dtype=pl.String, strategy=st.sampled_from(["a", "b", "c"]), allow_null=True),
        column("items", dtype=pl.List(pl.Int64), allow_null=True,
               strategy=st.lists(st.integers(0, 3), max_size=4)),
    ]  # fmt: skip


FRAMES = dataframes(cols=strategies(), max_size=12, allow_chunks=True)


def by_pandera(frame: pl.DataFrame) -> tuple[set[int], dict[str, set[int]]]:
    """Rows that pass, and the rows that fail by check; from the outputs of the checks."""
    try:
        Mixed.validate(frame, lazy=True)
    except SchemaErrors as errors:
        found: dict[str, set[int]] = {}
        for error in errors.schema_errors:
            name = error.check if isinstance(error.check, str) else error.check.name
            mask = error.check_output.to_series()
            about = error.schema.name or "*"
            found.setdefault(f"{about} {name}", set()).update((~mask).arg_true().to_list())
        bad = set().union(*found.values())
        return set(range(len(frame))) - bad, found
    return set(range(len(frame))), {}


def compare(frame: pl.DataFrame) -> None:
    judged = split(frame, Mixed)
    stay = set(judged.good.arg_true().to_list())
    assert len(judged.clean) + len(judged.rejected) == len(frame)
    passed, found = by_pandera(frame)
    ours: dict[str, set[int]] = {}
    for row, rule in judged.failed.iter_rows():
        told = judged.rules[rule]
        about = "Mixed" if told.column == "*" else told.column
        ours.setdefault(f"{about} {told.declared}", set()).add(row)
    assert stay == passed
    assert ours == found
    good, _ = Peer.filter(frame.with_row_index().select(pl.exclude("index")))
    assert len(good) == len(stay)
    assert good.equals(frame[sorted(stay)].select(good.columns))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(FRAMES)
def test_a_few_frames_are_judged_as_the_peers_judge_them(frame: pl.DataFrame) -> None:
    compare(frame)


@pytest.mark.prove
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(FRAMES)
def test_many_frames_are_judged_as_the_peers_judge_them(frame: pl.DataFrame) -> None:
    compare(frame)


class Nested(pa.DataFrameModel):
    """Columns whose failing values Pandera cannot show."""

    key: pl.Binary = pa.Field()
    items: pl.List(pl.Int64) = pa.Field(nullable=True)
    people: pl.List(pl.Struct({"name": pl.String})) = pa.Field(nullable=True)

    @pa.dataframe_check(title="key")
    def key_is_short(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("key").bin.size() < 3)

    @pa.dataframe_check(title="items")
    def items_are_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(
            pl.col("items").list.eval(pl.element().is_not_null()).list.all()
        )

    @pa.dataframe_check(title="people")
    def people_are_few(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("people").list.len() < 2)


def test_failing_values_of_nested_and_binary_columns_are_shown() -> None:
    frame = pl.DataFrame(
        {
            "key": [b"abc", b"ab", b"\xff\x00\x01"],
            "items": [[None], [1], [2, None]],
            "people": [[{"name": "A"}, {"name": "B"}], None, [{"name": None}]],
        },
        schema_overrides={"items": pl.List(pl.Int64)},
    )
    judged = split(frame, Nested)
    assert judged.good.to_list() == [False, True, False]
    shown = failures(judged, (~judged.good).arg_true())
    values = {row: [f["value"] for f in found] for row, found in shown.iter_rows()}
    assert values == {
        0: ["YWJj", "[null]", '[{"name":"A"},{"name":"B"}]'],
        2: ["/wAB", "[2,null]"],
    }


def test_a_null_is_no_duplicate_of_a_null_only_where_pandera_says_so() -> None:
    class Unique(pa.DataFrameModel):
        a: int = pa.Field(unique=True, nullable=True)

    frame = pl.DataFrame({"a": [1, None, None, 2, 2]})
    with pytest.raises(SchemaErrors) as caught:
        Unique.validate(frame, lazy=True)
    (error,) = caught.value.schema_errors
    assert split(frame, Unique).good.to_list() == error.check_output.to_series().to_list()


def test_an_answer_for_the_whole_frame_holds_for_every_row() -> None:
    class Whole(pa.DataFrameModel):
        a: int

        @pa.dataframe_check
        def sum_is_small(cls, data: pa.PolarsData) -> pl.LazyFrame:
            return data.lazyframe.select(pl.col("a").sum() < 3)

    assert split(pl.DataFrame({"a": [1, 2]}), Whole).good.to_list() == [False, False]
    assert split(pl.DataFrame({"a": [1, 1]}), Whole).good.to_list() == [True, True]
    assert split(pl.DataFrame({"a": []}, schema={"a": pl.Int64}), Whole).good.to_list() == []


def test_unique_together_and_warnings() -> None:
    class Pairs(pa.DataFrameModel):
        a: int
        b: int = pa.Field(le=1, raise_warning=True)

        class Config:
            unique = ("a", "b")

    judged = split(pl.DataFrame({"a": [1, 1, 1], "b": [1, 1, 2]}), Pairs)
    assert judged.good.to_list() == [False, False, True]
    assert {judged.rules[rule].name for rule in judged.failed["rule"]} == {
        "a_and_b_are_unique", "b_is_not_above_its_most"
    }  # fmt: skip

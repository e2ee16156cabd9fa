"""Rows of released documents join a table in the order of the input, however it is read."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.rejected.rewrite import merged

PLACES = 12
IDS = [f"{place:02}" for place in range(PLACES)]
ORDER = pl.DataFrame({"document_id": IDS}).with_row_index("at")


def rows(documents: list[str], version: str) -> pl.DataFrame:
    """Two rows a document."""
    told = [(name, f"{version}{row}") for name in documents for row in range(2)]
    schema = {"document_id": pl.String, "value": pl.String}
    return pl.DataFrame(told, schema=schema, orient="row")


@settings(deadline=None)
@given(
    old=st.sets(st.sampled_from(IDS)),
    new=st.sets(st.sampled_from(IDS)),
    gone=st.sets(st.sampled_from(IDS)),
    step=st.integers(1, 9),
)
def test_the_parts_of_a_table_do_not_show(
    old: set[str], new: set[str], gone: set[str], step: int
) -> None:
    gone |= new  # whose new rows come has lost the old ones
    table = rows(sorted(old), "old")
    parts = [table.slice(start, step) for start in range(0, len(table), step)]
    names = pl.Series(sorted(gone), dtype=pl.String)
    found = pl.concat(merged(iter(parts), names, rows(sorted(new), "new"), ORDER))
    wanted = [(n, f"old{r}") for n in old - gone for r in range(2)]
    wanted += [(n, f"new{r}") for n in new for r in range(2)]
    assert found.rows() == sorted(wanted)

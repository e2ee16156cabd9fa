"""The same rows are the same bytes, whatever pieces they came in."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.dataset import file_schema
from flows.store.durable import digest
from flows.store.parquet import ROW_GROUPS, TableWriter
from schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 100


def rows_of(table: str, count: int = ROWS) -> pl.DataFrame:
    """Rows with an id and nothing else."""
    schema = file_schema(table)
    ids = pl.DataFrame({"document_id": [f"{row:05}" for row in range(count)]})
    nulls = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items()]
    return ids.select(*(n for n in nulls if n.meta.output_name() != "document_id"), "document_id")


def written(folder: Path, table: str, pieces: list[pl.DataFrame], **how: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    with TableWriter(folder, table, **how) as writer:
        for piece in pieces:
            writer.write(piece)
    return writer.paths


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cuts=st.lists(st.integers(0, ROWS), max_size=8))
def test_pieces_do_not_show(tmp_path: Path, cuts: list[int]) -> None:
    rows = rows_of("raw")
    edges = [0, *sorted(cuts), ROWS]
    pieces = [rows[a:b] for a, b in itertools.pairwise(edges)]
    (whole,) = written(tmp_path / "whole", "raw", [rows])
    (parts,) = written(tmp_path / "parts", "raw", pieces)
    assert digest(whole) == digest(parts)
    assert pl.read_parquet(parts).equals(rows.select(*file_schema("raw")))


def test_row_groups_are_bounded(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "raw", [rows_of("raw")])
    assert ROWS // ROW_GROUPS["raw"] > 1
    with path.open("rb") as file:
        assert file.read(4) == b"PAR1"


def test_large_tables_are_several_files(tmp_path: Path) -> None:
    rows = rows_of("raw")
    paths = written(tmp_path, "raw", [rows], roll_bytes=1)
    assert [path.name for path in paths] == [f"raw-{n:03}.parquet" for n in range(4)]
    assert pl.read_parquet(paths)["document_id"].equals(rows["document_id"])


def test_no_rows_are_no_file(tmp_path: Path) -> None:
    assert written(tmp_path, "raw", []) == []
    assert written(tmp_path, "raw", [rows_of("raw", 0)]) == []


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_comes_back_with_its_types(tmp_path: Path, table: str) -> None:
    schema = file_schema(table)
    if "document_id" not in schema:
        rows = pl.DataFrame([pl.Series(name, [None], dtype) for name, dtype in schema.items()])
    else:
        rows = rows_of(table, 1)
    (path,) = written(tmp_path, table, [rows])
    back = pl.scan_parquet(path, schema=schema).collect()
    assert back.equals(rows.select(*schema))


def test_a_failure_leaves_the_writer_closed(tmp_path: Path) -> None:
    writer = TableWriter(tmp_path, "raw")

    def fail() -> None:
        with writer:
            writer.write(rows_of("raw"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(writer.paths) == 1

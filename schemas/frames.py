"""Records to frames: rows as dicts in, a polars frame with the types of its class out.

The types of polars and arrow are derived from the class and stand nowhere else. Rows go through
arrow, which is four times as fast as polars and refuses wrong types; the two things that it does
in silence are refused here: unknown keys, and floats cut down to integers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from schemas import TABLES
from schemas.errors import NoSuchTableError, SchemaMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandera.polars as pandera

    Table = str | type[pandera.DataFrameModel]


REFUSED: Final = (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError)
"""What arrow says of a value that is not of its column's type."""


def model_of(table: Table) -> type[pandera.DataFrameModel]:
    """Find the class of a table by its name; a class stands for itself."""
    if not isinstance(table, str):
        return table
    if table not in TABLES:
        raise NoSuchTableError(table, tuple(TABLES))
    return TABLES[table]


def version_of(table: Table) -> int:
    """Give the version of a table's class; it rises with every change that is not mere growth."""
    metadata = getattr(model_of(table).Config, "metadata", None) or {}
    return int(metadata.get("version", 1))


def polars_schema(table: Table) -> pl.Schema:
    """Names and polars types of a table's columns, in order."""
    return _polars_schema(model_of(table))


@lru_cache
def _polars_schema(model: type[pandera.DataFrameModel]) -> pl.Schema:
    dtypes = model.to_schema().dtypes
    return pl.Schema({name: dtype.type for name, dtype in dtypes.items()})


def arrow_schema(table: Table) -> pa.Schema:
    """Names and arrow types of a table's columns, in order."""
    return _arrow_schema(model_of(table))


@lru_cache
def _arrow_schema(model: type[pandera.DataFrameModel]) -> pa.Schema:
    return _polars_schema(model).to_frame().to_arrow(compat_level=pl.CompatLevel.oldest()).schema


def empty(table: Table) -> pl.DataFrame:
    """Give a frame of a table without rows."""
    return polars_schema(table).to_frame()


def frame(rows: Sequence[Mapping[str, Any]], table: Table) -> pl.DataFrame:
    """Give rows of a table as a frame; SchemaMismatchError if they do not have its shape.

    A key that is missing is null, and judged as such.

    >>> frame([{"document_id": "a", "raw": b"x"}], "raw")["raw"].to_list()
    [b'x']
    >>> frame([{"document_id": "a", "rwa": b"x"}], "raw")
    Traceback (most recent call last):
    schemas.errors.SchemaMismatchError: the rows do not have the shape of Raw: no column rwa. ...
    """
    model = model_of(table)
    schema = _arrow_schema(model)
    problems = _problems(rows, _polars_schema(model), "")
    if problems:
        raise SchemaMismatchError(model.__name__, tuple(problems))
    try:
        arrow = pa.Table.from_pylist(rows, schema)
    except REFUSED as error:
        raise SchemaMismatchError(model.__name__, (_sentence(rows, schema, error),)) from error
    return pl.DataFrame(pl.from_arrow(arrow)).cast(dict(_polars_schema(model)))  # type: ignore[arg-type]


def _problems(
    rows: Iterable[Mapping[str, Any]], schema: Mapping[str, pl.DataType], where: str
) -> list[str]:
    """What arrow would swallow in rows of this shape, at any depth."""
    unknown = {key for row in rows for key in row if key not in schema}
    problems = [f"no column {where}{key}" for key in sorted(unknown)]
    for name, dtype in schema.items():
        if dtype.is_integer():
            problems += _cut(rows, name, where)
        elif isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct):
            inner = {field.name: field.dtype for field in dtype.inner.fields}
            items = [item for row in rows for item in row.get(name) or () if item is not None]
            problems += _problems(items, inner, f"{name}.")  # type: ignore[arg-type]
    return problems


def _cut(rows: Iterable[Mapping[str, Any]], name: str, where: str) -> list[str]:
    """Name the first value of an integer column that is none."""
    for row in rows:
        value = row.get(name)
        if value is not None and type(value) is not int:
            return [f"{where}{name} is {value!r}, which is no integer"]
    return []


def _sentence(rows: Sequence[Mapping[str, Any]], schema: pa.Schema, error: Exception) -> str:
    """Name the column that arrow refused; it does not do so itself."""
    for column in schema:
        try:
            pa.array([row.get(column.name) for row in rows], column.type)
        except REFUSED as refusal:
            return f"{column.name}: {refusal}"
    return str(error)

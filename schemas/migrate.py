"""Rows that an older fragmend wrote, or that an older contract described, in the shape of today.

A class has a version (``metadata`` of its ``Config``), and each file says which one its rows are
of. What only grew migrates by itself: a column, or a field of a nested value, that there was not
yet is null, and a list is empty. Whatever else changed (a name, a type, a unit) raises the version
and needs a step with a name, from each version to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import polars as pl

from schemas.errors import ContractError, OtherVersionError, SchemaMismatchError
from schemas.frames import model_of, polars_schema, version_of
from schemas.reasons import as_json
from schemas.tables import TABLES


@dataclass(frozen=True, slots=True)
class Migration:
    """One named step from a version of a table to the next: rows in, as many rows out."""

    name: str
    """What became otherwise, for people."""
    change: Callable[[pl.LazyFrame], pl.LazyFrame]
    before: Mapping[str, Any] = field(default_factory=dict)
    """Columns that were otherwise before the step: their polars types then, or None for a column
    that there was not. A change of values alone, as of a unit, names none."""


Migrations = Mapping[tuple[str, int], Migration]
"""By table, and by the version that a step starts from."""

_OURS: Final[Migrations] = MappingProxyType({})
"""None is needed so far: every table of ours is in its first version, or only grew."""
_KNOWN: dict[tuple[str, int], Migration] = {**_OURS}

MIGRATIONS: Final[Migrations] = MappingProxyType(_KNOWN)
"""Every step that this process knows: ours, and those of a contract in force."""


def admit_steps(table: str, steps: Migrations) -> None:
    """Put the steps of a contract's own table in force, instead of those that it had."""
    for key in [key for key in _KNOWN if key[0] == table]:
        del _KNOWN[key]
    _KNOWN.update({key: step for key, step in steps.items() if key[0] == table})


def require_steps(steps: Mapping[Any, Any], tables: Mapping[str, Any]) -> None:
    """Raise the ContractError of the first step that leads nowhere; the ``tables`` are in force.

    Each is tried on a table without rows, so what is wrong is told before a row is read.
    """
    for key, step in steps.items():
        where = f"MIGRATIONS[{key!r}]"
        if not (isinstance(key, tuple) and len(key) == 2 and isinstance(step, Migration)):  # noqa: PLR2004
            raise ContractError(where, "is no step", "(TABLE, VERSION): Migration(…)")
        table, version = key
        if table not in tables:
            raise ContractError(where, "is of no table in KINDS", f"one of {sorted(tables)}")
        newest = version_of(table)
        if not (isinstance(version, int) and 1 <= version < newest):
            expected = f"a version from 1 to below that of its class, which is {newest}"
            raise ContractError(where, "starts from no version", expected)
        if all((table, later) in steps for later in range(version, newest)):
            try:
                _step(shape(table, version).to_frame().lazy(), table, version)
            except (SchemaMismatchError, TypeError) as error:
                told = "; ".join(getattr(error, "problems", ())) or str(error)
                expected = "rows as the class of the next version has them, and in `before` the "
                expected += "polars types of what was otherwise"
                raise ContractError(where, f"does not lead there ({told})", expected) from error


def require_way(table: str, version: int, where: str) -> None:
    """Raise OtherVersionError where rows of ``version`` cannot become rows of today."""
    newest = version_of(table)
    missing = [step for step in range(version, newest) if (table, step) not in MIGRATIONS]
    if version > newest or missing:
        raise OtherVersionError(where, table, version, newest, missing[0] if missing else None)


def shape(table: str, version: int) -> pl.Schema:
    """Columns of a table as they were in a version, with all that it grew by since.

    >>> shape("raw", 1) == polars_schema("raw")
    True
    """
    columns = dict(polars_schema(table))
    for step in reversed(range(version, version_of(table))):
        for name, dtype in MIGRATIONS[table, step].before.items():
            columns.pop(name, None)
            if dtype is not None:
                columns[name] = _typed(dtype)
    return pl.Schema(columns)


def migrated(rows: pl.LazyFrame, table: str, version: int) -> pl.LazyFrame:
    """Bring rows of the ``shape`` of a version to today's, step by step; other columns go."""
    for step in range(version, version_of(table)):
        rows = _step(rows, table, step)
    there = rows.collect_schema()
    return rows.select(name for name in polars_schema(table) if name in there)


def _step(rows: pl.LazyFrame, table: str, version: int) -> pl.LazyFrame:
    """Take one step, and see that it leads where it should."""
    step, wanted = MIGRATIONS[table, version], shape(table, version + 1)
    given = rows.collect_schema()
    try:
        after = step.change(rows)
        found = after.collect_schema()
    except Exception as error:
        told = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        raise SchemaMismatchError(_named(table, version), (told,)) from error
    # The night of a file stands in its path, also where it is a column of the table.
    lacking = {name for name in wanted if name == "night" and name not in given}
    problems = [
        f"column {name} is {found.get(name, 'not there')} and should be {dtype}"
        for name, dtype in wanted.items()
        if found.get(name) != dtype and name not in lacking
    ]
    if problems:
        raise SchemaMismatchError(_named(table, version), tuple(problems))
    return after


def _named(table: str, version: int) -> str:
    name = MIGRATIONS[table, version].name
    return f"version {version + 1} of {table} after the migration {name!r}"


def unlike(columns: Mapping[str, pl.DataType], table: str, version: int) -> tuple[str, ...]:
    """What a file's columns have that its version does not, which no step is there for.

    >>> unlike({"document_id": pl.String(), "raw": pl.Binary()}, "raw", 1)
    ()
    >>> unlike({"document_id": pl.Int64(), "rwa": pl.Binary()}, "raw", 1)[1]
    'column document_id was Int64 and is String'
    """
    wanted = shape(table, version)
    there = model_of(table).to_schema().columns
    problems = [f"column {name} is not known any more" for name in columns if name not in wanted]
    for name, now in wanted.items():
        before = columns.get(name)
        if before is None:
            never_null = name in there and not there[name].nullable
            if name != "night" and never_null and not isinstance(now, pl.List):
                problems.append(f"column {name} is new and never null")
        elif not _grows(before, now):
            problems.append(f"column {name} was {before} and is {now}")
    return tuple(problems)


# Rejected rows


def rows_today() -> tuple[pl.Expr, ...]:
    """Rows in quarantine, which are JSON, as rows of today; where no way leads they stay.

    Gives the columns ``row`` and ``row_version`` of ``quarantine``.
    """
    if all(version_of(table) == 1 for table in TABLES):
        return ()
    told = pl.struct("table", "row", "row_version")
    kind = pl.Struct({"row": pl.String(), "row_version": pl.Int64()})
    both = told.map_batches(_rows_today, return_dtype=kind, is_elementwise=True)
    return both.struct.field("row"), both.struct.field("row_version")


def _rows_today(told: pl.Series) -> pl.Series:
    rows = told.struct.unnest().with_columns(pl.col("row_version").fill_null(1)).with_row_index()
    parts = [
        _of_version(part, str(table), int(str(version)))
        for (table, version), part in rows.group_by("table", "row_version", maintain_order=True)
    ]
    found = pl.concat([rows.clear(), *parts]).sort("index")
    return found.select(pl.struct("row", "row_version")).to_series()


def _of_version(part: pl.DataFrame, table: str, version: int) -> pl.DataFrame:
    if table not in TABLES or version == version_of(table):
        return part
    try:
        require_way(table, version, "quarantine")
    except OtherVersionError:
        return part  # whoever needs more than its words says so
    there = part.filter(pl.col("row").is_not_null())
    rows = decoded(there["row"], shape(table, version)).lazy()
    now = as_json(migrated(rows, table, version).collect()).alias("row")
    both = pl.concat([there.with_columns(now), part.filter(pl.col("row").is_null())])
    return both.with_columns(row_version=pl.lit(version_of(table), pl.Int64))


def decoded(rows: pl.Series, columns: pl.Schema) -> pl.DataFrame:
    """Rows out of the JSON that quarantine keeps; a list that was not there yet is empty."""
    if rows.is_empty():
        return columns.to_frame()
    read = rows.str.json_decode(pl.Struct(dict(columns))).struct.unnest()
    lists = [name for name, dtype in columns.items() if isinstance(dtype, pl.List)]
    return read.select(*columns).with_columns(pl.col(lists).fill_null([]))


# Growth


def _grows(before: pl.DataType, now: pl.DataType) -> bool:
    """Whether a type is the same, or the same structs with more fields."""
    if isinstance(before, pl.List) and isinstance(now, pl.List):
        return _grows(_typed(before.inner), _typed(now.inner))
    if isinstance(before, pl.Struct) and isinstance(now, pl.Struct):
        fields = {field.name: _typed(field.dtype) for field in now.fields}
        return all(
            field.name in fields and _grows(_typed(field.dtype), fields[field.name])
            for field in before.fields
        )
    return before == now


def _typed(dtype: object) -> pl.DataType:
    kind = dtype() if isinstance(dtype, type) else dtype
    if not isinstance(kind, pl.DataType):
        raise TypeError(kind)
    return kind

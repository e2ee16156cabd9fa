"""Rows that an older fragmend wrote, in the shape of today's classes.

What only grew migrates by itself: a column, or a field of a nested value, that there was not yet
is null, and a list is empty. Whatever else changed needs a migration with a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import polars as pl

from schemas.errors import SchemaMismatchError
from schemas.frames import model_of, polars_schema


@dataclass(frozen=True, slots=True)
class Migration:
    """One named step from a version of a table to the next."""

    name: str
    change: Callable[[pl.DataFrame], pl.DataFrame]


Migrations = Mapping[tuple[str, int], Migration]
"""By table, and by the version that a step starts from."""

MIGRATIONS: Final[Migrations] = MappingProxyType({})
"""None is needed so far: every table is in its first version, or only grew."""


def version_of(table: str) -> int:
    """Give the version of a table's class; it rises with every change that is not mere growth."""
    metadata = getattr(model_of(table).Config, "metadata", None) or {}
    return int(metadata.get("version", 1))


def migrate(
    frame: pl.DataFrame, table: str, version: int, *, migrations: Migrations = MIGRATIONS
) -> pl.DataFrame:
    """Bring rows of a table's ``version`` to today's; SchemaMismatchError if no way leads there.

    >>> migrate(pl.DataFrame({"document_id": ["a"], "raw": [b"x"]}), "raw", 1).columns[:3]
    ['document_id', 'raw', 'is_text']
    """
    for step in range(version, version_of(table)):
        if (table, step) in migrations:
            frame = migrations[table, step].change(frame)
    return _grown(frame, table)


def _grown(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Add what there was not yet; anything else that differs is an error."""
    model, wanted = model_of(table), polars_schema(table)
    problems = [
        f"column {name} is not known any more" for name in frame.columns if name not in wanted
    ]
    for name, column in model.to_schema().columns.items():
        before, now = frame.schema.get(name), wanted[name]
        if before is None and not column.nullable and not isinstance(now, pl.List):
            problems.append(f"column {name} is new and never null, so it needs a migration")
        elif before is not None and not _grows(before, now):
            problems.append(f"column {name} was {before} and is {now}, so it needs a migration")
    if problems:
        raise SchemaMismatchError(model.__name__, tuple(problems))
    return frame.select(
        pl.col(name).cast(dtype) if name in frame.columns else _missing(dtype).alias(name)
        for name, dtype in wanted.items()
    )


def _missing(dtype: pl.DataType) -> pl.Expr:
    return pl.lit([] if isinstance(dtype, pl.List) else None, dtype)


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

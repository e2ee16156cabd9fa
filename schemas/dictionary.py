"""The data dictionary: what each table and column holds, derived from the classes.

``python -m schemas.dictionary`` writes it as Markdown.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from schemas import TABLES
from schemas.codes import THERE
from schemas.context import judging_model
from schemas.contract import CONTRACT
from schemas.frames import model_of, polars_schema
from schemas.rules import Rule, rules_of

if TYPE_CHECKING:
    from schemas.columns import Severity

_NAMES: Final = {
    pl.String: "string", pl.Int64: "int64", pl.Float64: "float64", pl.Boolean: "bool",
    pl.Binary: "binary", pl.Datetime: "timestamp",
}  # fmt: skip
_SILENT: Final = frozenset({THERE})
"""Rules that the dictionary tells by other means."""

_PREFACE: Final = (
    "Written by `python -m schemas.dictionary` from the classes in `schemas/`; a test holds it to "
    "them. null is unknown, empty is none. A check of severity *error* sends a row to quarantine; "
    "one of severity *warning* names itself in `warnings`."
)


class CheckDescription(NamedTuple):
    """One rule about a column."""

    check: str
    severity: Severity
    sentence: str


class ColumnDescription(NamedTuple):
    """One column of a table."""

    name: str
    type: str
    description: str
    unit: str | None
    null: str | None
    """What null means; None where it is never null."""
    checks: tuple[CheckDescription, ...]


def describe(table: str) -> list[ColumnDescription]:
    """Describe the columns of a table, with the rules that its rows are judged by.

    >>> [(c.name, c.type, c.null) for c in describe("raw")][:2]
    [('document_id', 'string', None), ('raw', 'binary', None)]
    """
    columns = model_of(table).to_schema().columns
    model = judging_model(table)
    rules = rules_of(model, polars_schema(model), table, CONTRACT)
    return [
        ColumnDescription(
            name, type_name(dtype), columns[name].description or "",
            (columns[name].metadata or {}).get("unit"), (columns[name].metadata or {}).get("null"),
            tuple(_told(r) for r in rules if r.column == name and r.declared not in _SILENT),
        )
        for name, dtype in polars_schema(table).items()
    ]  # fmt: skip


def summary(table: str) -> str:
    """Say in a sentence what one row of a table is."""
    return (model_of(table).__doc__ or "").strip().splitlines()[0]


def type_name(dtype: pl.DataType) -> str:
    """Name a type as readers of Parquet know it.

    >>> type_name(pl.List(pl.Struct({"name": pl.String})))
    'list<struct<name: string>>'
    """
    if isinstance(dtype, pl.List):
        return f"list<{type_name(_typed(dtype.inner))}>"
    if isinstance(dtype, pl.Decimal):
        return f"decimal({dtype.precision}, {dtype.scale})"
    if isinstance(dtype, pl.Struct):
        inner = ", ".join(f"{f.name}: {type_name(_typed(f.dtype))}" for f in dtype.fields)
        return f"struct<{inner}>"
    name = _NAMES[dtype.base_type()]
    return f"{name}[us, UTC]" if name == "timestamp" else name


def _typed(dtype: object) -> pl.DataType:
    """Give a type as an instance; polars also takes classes."""
    found = dtype() if isinstance(dtype, type) else dtype
    if not isinstance(found, pl.DataType):
        raise TypeError(found)
    return found


def _told(rule: Rule) -> CheckDescription:
    return CheckDescription(rule.name, rule.severity, rule.sentence)


def markdown() -> str:
    """The whole dictionary."""
    parts = [
        "# The tables",
        _PREFACE,
    ]
    for table in TABLES:
        parts += [f"## {table}", summary(table), _columns(table), _checks(table)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _columns(table: str) -> str:
    lines = ["| column | type | unit | what it holds | null means |", "|---|---|---|---|---|"]
    for column in describe(table):
        cells = (
            f"`{column.name}`", f"`{column.type}`", column.unit or "", column.description,
            column.null or "*never null*",
        )  # fmt: skip
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def _checks(table: str) -> str:
    rows = [(c.name, check) for c in describe(table) for check in c.checks]
    if not rows:
        return ""
    lines = ["| check | about | severity | what must hold |", "|---|---|---|---|"]
    for column, check in rows:
        cells = (f"`{check.check}`", f"`{column}`", check.severity, check.sentence)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(markdown())

"""The tables as a data contract of the Open Data Contract Standard, for tools that read one.

``python -m schemas.odcs`` writes it as YAML. Each value is written as JSON, which YAML reads as
it stands, so nothing needs an own rule for quoting.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from schemas import TABLES
from schemas.codes import UNIQUE, code_of
from schemas.dictionary import describe, summary, type_name
from schemas.frames import polars_schema, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from schemas.dictionary import ColumnDescription

STANDARD: Final = "v3.1.0"

_LOGICAL: Final = {
    pl.String: "string", pl.Int64: "integer", pl.Float64: "number", pl.Boolean: "boolean",
    pl.Decimal: "number", pl.Binary: "string", pl.Datetime: "timestamp", pl.List: "array",
    pl.Struct: "object",
}  # fmt: skip

_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML does not read as text."""


def contract() -> dict[str, Any]:
    """Give the whole contract as plain values."""
    versions = [version_of(table) for table in TABLES]
    return {
        "apiVersion": STANDARD,
        "kind": "DataContract",
        "id": "fragmend",
        "name": "fragmend",
        "version": f"{max(versions)}.0.0",
        "status": "active",
        "description": {"purpose": "Scraped HTML as tables that can be trusted."},
        "schema": [_table(table) for table in TABLES],
    }


def _table(table: str) -> dict[str, Any]:
    types = polars_schema(table)
    columns = describe(table)
    rules = [
        {
            "name": check.check, "type": "text", "description": check.sentence,
            "severity": check.severity,
            "customProperties": [{"property": "column", "value": column.name}],
        }
        for column in columns
        for check in column.checks
    ]  # fmt: skip
    told = {
        "name": table,
        "logicalType": "object",
        "physicalType": "table",
        "description": summary(table),
        "customProperties": [{"property": "version", "value": version_of(table)}],
        "properties": [_column(column, types[column.name]) for column in columns],
    }
    return {**told, "quality": rules} if rules else told


def _column(column: ColumnDescription, dtype: pl.DataType) -> dict[str, Any]:
    unique = any(check.check == code_of(UNIQUE, column.name) for check in column.checks)
    told = {
        "name": column.name,
        "description": column.description,
        "required": column.null is None,
        "unique": unique,
        **_typed(dtype),
    }
    own = {"unit": column.unit, "nullMeans": column.null}
    custom = [{"property": name, "value": value} for name, value in own.items() if value]
    return {**told, "customProperties": custom} if custom else told


def _typed(dtype: object) -> dict[str, Any]:
    kind = dtype() if isinstance(dtype, type) else dtype
    if not isinstance(kind, pl.DataType):
        raise TypeError(kind)
    told: dict[str, Any] = {
        "logicalType": _LOGICAL[kind.base_type()],
        "physicalType": type_name(kind),
    }
    if isinstance(kind, pl.List):
        told["items"] = {"name": "item", **_typed(kind.inner)}
    elif isinstance(kind, pl.Struct):
        told["properties"] = [{"name": f.name, **_typed(f.dtype)} for f in kind.fields]
    return told


def yaml(value: Mapping[str, Any]) -> str:
    r"""Write plain values as YAML, two blanks a level.

    >>> print(yaml({"a": 1, "b": [{"c": "x: y", "d": []}]}), end="")
    a: 1
    b:
      - c: "x: y"
        d: []
    """
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, item in value.items():
        plain = key.isidentifier() and key.lower() not in _WORDS
        name = key if plain else json.dumps(key)
        if isinstance(item, dict) and item:
            yield f"{indent}{name}:"
            yield from _lines(item, f"{indent}  ")
        elif isinstance(item, list) and item:
            yield f"{indent}{name}:"
            for entry in item:
                first, *rest = _lines(entry, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{name}: {json.dumps(item, ensure_ascii=False)}"


if __name__ == "__main__":
    sys.stdout.write("# Written by `python -m schemas.odcs`; a test holds it to the classes.\n")
    sys.stdout.write(yaml(contract()))

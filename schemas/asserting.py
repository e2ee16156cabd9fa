"""The proof at the end: what is called clean passes Pandera's own validation."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from schemas.codes import THERE, TOGETHER, UNIQUE, code_of, together
from schemas.rules import measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandera.polars as pa
    import polars as pl
    from pandera.api.checks import Check

    from schemas.columns import Severity
    from schemas.contract import Contract


def assert_clean(
    frame: pl.DataFrame, model: type[pa.DataFrameModel], table: str, contract: Contract
) -> None:
    """Validate rows by the rules whose severity is error; Pandera's SchemaError if one fails.

    It can only fail if rows were judged otherwise than Pandera judges them: a bug of ours.
    """
    if not frame.is_empty():
        binding(model, table, contract).validate(frame)


def binding(model: type[pa.DataFrameModel], table: str, contract: Contract) -> pa.DataFrameSchema:
    """Give the schema of a class, with no other rules than those that reject rows."""
    schema = copy.copy(model.to_schema())
    schema.checks = _binding(schema.checks, None, table, contract)
    if schema.unique and not _binds(together([*schema.unique]), TOGETHER, "error", table, contract):
        schema.unique = None
    schema.columns = {name: copy.copy(column) for name, column in schema.columns.items()}
    for name, column in schema.columns.items():
        column.checks = _binding(column.checks, name, table, contract)
        column.nullable = column.nullable or _waived(THERE, name, table, contract)
        column.unique = column.unique and not _waived(UNIQUE, name, table, contract)
    return schema


def _waived(declared: str, column: str, table: str, contract: Contract) -> bool:
    return not _binds(code_of(declared, column), declared, "error", table, contract)


def _binds(code: str, declared: str, severity: Severity, table: str, contract: Contract) -> bool:
    """Whether a check rejects rows of any domain."""
    everywhere = not contract.of_domains(table, code, declared)
    return everywhere and contract.setting(table, code, severity, declared) == "error"


def _binding(
    checks: Iterable[Check], column: str | None, table: str, contract: Contract
) -> list[Check]:
    bound = []
    limits = contract.measured(table)
    for check in checks:
        severity: Severity = "warning" if check.raise_warning else "error"
        name = check.name or "check"
        code = code_of(name, column, check.statistics) if column else name
        if _binds(code, name, severity, table, contract):
            strict = copy.copy(measured(check, limits))
            strict.raise_warning = False
            bound.append(strict)
    return bound

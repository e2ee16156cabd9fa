"""The proof at the end: what is called clean passes Pandera's own validation."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

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
    schema.checks = _binding(schema.checks, table, contract)
    schema.columns = {name: copy.copy(column) for name, column in schema.columns.items()}
    for column in schema.columns.values():
        column.checks = _binding(column.checks, table, contract)
        column.nullable = column.nullable or _waived("not_nullable", table, contract)
        column.unique = column.unique and not _waived("field_uniqueness", table, contract)
    return schema


def _waived(name: str, table: str, contract: Contract) -> bool:
    return not _binds(name, "error", table, contract)


def _binds(name: str, declared: Severity, table: str, contract: Contract) -> bool:
    """Whether a check rejects rows of any domain."""
    everywhere = (table, name) not in contract.domain_severities
    return everywhere and contract.setting(table, name, declared) == "error"


def _binding(checks: Iterable[Check], table: str, contract: Contract) -> list[Check]:
    bound = []
    limits = contract.measured(table)
    for check in checks:
        if _binds(check.name or "", "warning" if check.raise_warning else "error", table, contract):
            strict = copy.copy(measured(check, limits))
            strict.raise_warning = False
            bound.append(strict)
    return bound

"""The words that the table classes are written in: a column, and a rule over rows.

A column says what it holds and what its null means. A rule is a method that gives a polars
expression, true for a good row; its name is the reason written beside a rejected row, and its
docstring is the sentence that people read. Pandera sees both as its own fields and checks, so a
class is an ordinary ``DataFrameModel``.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final, Literal

import pandera.polars as pa
import polars as pl

from schemas.limits import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Callable

Severity = Literal["error", "warning"]
"""error: the row goes to quarantine. warning: it stays, and names the check in ``warnings``."""

Scope = Literal["row", "group"]
"""group: the rule reads other rows too, so it is judged again when rows were removed."""

UTC: Final = pl.Datetime("us", "UTC")


def column(says: str, *, null: str | None = None, unit: str | None = None, **checks: Any) -> Any:  # noqa: ANN401
    """Declare a column: what it holds, and what null means; without ``null`` it is never null."""
    metadata = {"null": null, "unit": unit}
    return pa.Field(description=says, nullable=null is not None, metadata=metadata, **checks)


def rule(about: str, *, severity: Severity = "error", scope: Scope = "row") -> Callable[..., Any]:
    """Make a row rule of a method; ``about`` is the column whose value is shown as the reason.

    The method takes the class, and the limits if it has any: ``(cls)`` or ``(cls, limits)``.
    """

    def declare(method: Callable[..., pl.Expr]) -> Any:  # noqa: ANN401
        measured = len(inspect.signature(method).parameters) > 1

        def check(
            cls: Any,  # noqa: ANN401
            data: pa.PolarsData,
            *,
            limits: Limits = LIMITS,
            scope: Scope = scope,  # noqa: ARG001  (read from the schema by those who judge)
        ) -> pl.LazyFrame:
            good = method(cls, limits) if measured else method(cls)
            return data.lazyframe.select(good.alias(method.__name__))

        check.__name__ = method.__name__
        check.__doc__ = method.__doc__
        return pa.dataframe_check(
            check,
            title=about,
            raise_warning=severity == "warning",
            n_failure_cases=1,  # pandera would copy every failing row
            limits=LIMITS,
            scope=scope,
        )

    return declare

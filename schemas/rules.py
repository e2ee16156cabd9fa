"""The row rules of a class, read from its Pandera schema and evaluated all at once.

Any ``DataFrameModel`` will do, also one that was not written with the words of ``columns``:
nullability, uniqueness, built-in checks, checks of one's own. Each rule is judged exactly as
Pandera judges it; only the way there differs, since Pandera evaluates one check at a time and
copies the failing rows of each.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pandera.polars as pa
import polars as pl
from pandera.backends.polars.checks import PolarsCheckBackend
from pandera.backends.polars.register import register_polars_backends

from schemas.codes import THERE, TOGETHER, UNIQUE, code_of, together
from schemas.contract import domain_column
from schemas.limits import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pandera.api.checks import Check

    from schemas.columns import Scope, Severity
    from schemas.contract import Contract
    from schemas.limits import Limits

    Evaluate = Callable[[pl.LazyFrame], pl.LazyFrame | bool]

register_polars_backends()  # else built-in checks are unknown outside of validate

ANY: Final = "*"
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning")

PHRASES: Final = {
    "equal_to": "is {value}",
    "not_equal_to": "is not {value}",
    "greater_than": "is above {min_value}",
    "greater_than_or_equal_to": "is {min_value} or more",
    "less_than": "is below {max_value}",
    "less_than_or_equal_to": "is {max_value} or less",
    "in_range": "is between {min_value} and {max_value}",
    "isin": "is one of {allowed_values}",
    "notin": "is none of {forbidden_values}",
    "str_matches": "matches {pattern}",
    "str_contains": "contains {pattern}",
    "str_startswith": "begins with {string}",
    "str_endswith": "ends with {string}",
}
"""Sentences of Pandera's own checks, after the name of the column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for which a row may be rejected."""

    name: str
    """Stable: the reason code."""
    column: str
    """Whose value is shown; ``*`` for none in particular."""
    severity: Severity
    scope: Scope
    sentence: str
    null_passes: bool
    evaluate: Evaluate
    declared: str
    """What Pandera calls it; of its own checks this is a word such as ``isin``."""
    meant: pl.Expr | None = None
    """Rows that the rule is for; the others pass it."""


def rules_of(
    model: type[pa.DataFrameModel], columns: Iterable[str], table: str, contract: Contract
) -> tuple[Rule, ...]:
    """Read all rules for a frame with these columns: of its class, and those of the contract."""
    names = tuple(columns)
    limits = contract.measured(table)
    found = [
        rule
        for one in (model, *contract.rules.get(table, ()))
        for rule in _declared(one.to_schema(), names, limits)
    ]
    own = {name for of in contract.domain_limits.values() for name in of}
    told = (replace(rule, sentence=worded(rule.sentence, contract.limits, own)) for rule in found)
    return tuple(bound for rule in told for bound in _bound(rule, table, contract))


def _declared(
    schema: pa.DataFrameSchema, columns: tuple[str, ...], limits: Limits
) -> Iterator[Rule]:
    yield from _column_rules(schema, columns, limits)
    if schema.unique:
        yield _together([schema.unique] if isinstance(schema.unique, str) else [*schema.unique])
    for check in schema.checks:
        yield _checked(check, check.title or ANY, ANY, limits)


def _column_rules(
    schema: pa.DataFrameSchema, columns: tuple[str, ...], limits: Limits
) -> Iterator[Rule]:
    for declared, column in schema.columns.items():
        for name in _named(declared, columns, regex=column.regex):
            if not column.nullable:
                yield Rule(
                    code_of(THERE, name), name, "error", "row", f"{name} is never null.",
                    null_passes=False, evaluate=partial(_is_there, name), declared=THERE,
                )  # fmt: skip
            if column.unique:
                yield Rule(
                    code_of(UNIQUE, name), name, "error", "group", f"{name} is unique.",
                    null_passes=False, evaluate=partial(_is_single, [name]), declared=UNIQUE,
                )  # fmt: skip
            for check in column.checks:
                yield _checked(check, name, name, limits)


def _named(declared: str, columns: tuple[str, ...], *, regex: bool) -> tuple[str, ...]:
    if regex:
        return tuple(name for name in columns if re.search(declared, name))
    return (declared,) if declared in columns else ()


def _is_there(name: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    there = pl.col(name).is_not_null()
    if frame.collect_schema()[name].is_float():
        there &= pl.col(name).is_not_nan()  # as Pandera has it
    return frame.select(there)


def _is_single(names: list[str], frame: pl.LazyFrame) -> pl.LazyFrame:
    one = pl.col(names[0]) if len(names) == 1 else pl.struct(names)
    return frame.select(~one.is_duplicated())


def _together(names: list[str]) -> Rule:
    return Rule(
        together(names), ANY, "error", "group", f"{', '.join(names)} are unique together.",
        null_passes=False, evaluate=partial(_is_single, names), declared=TOGETHER,
    )  # fmt: skip


def _checked(check: Check, about: str, key: str, limits: Limits) -> Rule:
    arguments = kwargs_of(check)
    sentence = check.description or _built_in(check, about)
    scope: Scope = arguments.get("scope", "row" if key != ANY else "group")
    name = check.name or "check"
    return Rule(
        name if key == ANY else code_of(name, key, check.statistics),
        about,
        "warning" if check.raise_warning else "error",
        scope,
        " ".join(sentence.split()),
        check.ignore_na,
        partial(_judged_by, measured(check, limits), key),
        name,
    )


def _built_in(check: Check, about: str) -> str:
    phrase = PHRASES.get(check.name or "")
    if check.name == "str_length":
        return f"{about} has {_lengths(check.statistics or {})} characters."
    if phrase is None:
        return f"{about}: {check.error or check.name}."
    values = {name: _written(value) for name, value in (check.statistics or {}).items()}
    return f"{about} {phrase.format(**values)}."


def _lengths(bounds: dict[str, int | None]) -> str:
    least, most = bounds.get("min_value"), bounds.get("max_value")
    if bounds.get("exact_value") is not None:
        return str(bounds["exact_value"])
    if most is None:
        return f"at least {least}"
    return f"{least or 0} to {most}"


def _written(value: Any) -> str:  # noqa: ANN401
    return ", ".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)


def _judged_by(check: Check, key: str, frame: pl.LazyFrame) -> pl.LazyFrame | bool:
    answer: pl.LazyFrame | bool = PolarsCheckBackend(check).apply(pa.PolarsData(frame, key))
    return answer


def kwargs_of(check: Check) -> dict[str, Any]:
    """What a check hands to its function; Pandera has no public way to ask."""
    arguments: dict[str, Any] = check._check_kwargs  # noqa: SLF001  (no public way)
    return arguments


def measured(check: Check, limits: Limits) -> Check:
    """Give the check with other limits, if it has limits."""
    arguments = kwargs_of(check)
    if "limits" not in arguments:
        return check
    other = copy.copy(check)
    other._check_kwargs = {**arguments, "limits": limits}  # noqa: SLF001  (no public way)
    return other


def _bound(rule: Rule, table: str, contract: Contract) -> Iterator[Rule]:
    """Give a rule its severity; where domains have their own, it becomes one rule a severity."""
    usual = contract.setting(table, rule.name, rule.severity, rule.declared)
    domains = contract.of_domains(table, rule.name, rule.declared)
    if not domains:
        if usual in SEVERITIES:
            yield replace(rule, severity=usual)
        return
    column = pl.col(domain_column(table))
    others = ~column.is_in([*domains]).fill_null(value=False)
    for severity in SEVERITIES:
        own = [domain for domain, setting in domains.items() if setting == severity]
        meant = column.is_in(own).fill_null(value=False)
        if severity == usual:
            meant |= others
        if own or severity == usual:
            yield replace(rule, severity=severity, meant=meant)


def evaluate(rules: Iterable[Rule], frame: pl.DataFrame) -> list[pl.Series]:
    """Judge every row by every rule in one evaluation: a mask a rule, true where a row is fine."""
    rules = tuple(rules)
    lazy = frame.lazy()
    answers = [rule.evaluate(lazy) for rule in rules]
    asked = [answer for answer in answers if isinstance(answer, pl.LazyFrame)]
    told = iter(pl.collect_all(asked))
    return [
        _mask(
            pl.Series([answer]) if isinstance(answer, bool) else next(told).to_series(),
            frame,
            rule,
        )
        for rule, answer in zip(rules, answers, strict=True)
    ]


def _mask(answer: pl.Series, frame: pl.DataFrame, rule: Rule) -> pl.Series:
    """A full mask without nulls; one answer for the whole frame holds for every row."""
    if answer.null_count():
        answer = answer.fill_null(rule.null_passes)
    if len(answer) != len(frame):
        answer = answer.new_from_index(0, len(frame))
    return answer if rule.meant is None else answer | frame.select(~rule.meant).to_series()

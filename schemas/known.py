"""Which checks there are, so that a contract that names another one is refused.

A severity for a check that is misspelt would change nothing, and nobody would notice.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from polars.exceptions import PolarsError

from schemas.context import judging_model, stands_in_document
from schemas.contract import CONTRACT, NIGHT, Contract
from schemas.drift import TEMPLATE
from schemas.errors import ContractError
from schemas.frames import model_of, polars_schema
from schemas.measure import COVERED, COVERED_LISTS, SOURCED
from schemas.rules import ANY, evaluate, kwargs_of, rules_of
from schemas.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    import pandera.polars as pa
    import polars as pl

GATES: Final = (
    "share_quarantined", "share_duplicate", "share_without_headline", "share_without_body",
    "share_of_repeated_headlines", "share_unreadable", "nothing_readable", "freshness",
    "column_missing",
)  # fmt: skip
DRIFT: Final = (
    "volume", "quarantined_above_usual", "freshness_drift", "word_count", "language_mix",
    "distinct:headline",
    *(f"coverage:{field}" for field in (*COVERED, *COVERED_LISTS)),
    *(f"source:{field}" for field in (*SOURCED, TEMPLATE)),
)  # fmt: skip
CLOSE: Final = 0.6
"""Likeness from which on a name is offered for a misspelt one."""


def require_known(contract: Contract) -> None:
    """Raise the ContractError of the first severity that is for no check.

    >>> from schemas.contract import parse
    >>> require_known(parse({"severities": {"images.width_is_postive": "off"}}))
    Traceback (most recent call last):
    schemas.errors.ContractError: the contract says severities.images.width_is_postive, which is \
no check; expected images.width_is_positive or another one of `fragmend schema images`. ...
    """
    for where, table, check in _named(contract):
        if table not in {*TABLES, NIGHT}:
            tables = ", ".join((*TABLES, NIGHT))
            raise ContractError(where, f"names no table {table!r}", f"one of {tables}")
        known = checks_of(table, contract)
        if check not in known:
            raise ContractError(where, "is no check", _expected(table, check, known))


def require_fitting(contract: Contract) -> None:
    """Raise the ContractError of the first rule that no row of its table could be judged by.

    Each rule is tried on a frame without rows: so a column that there is not, or one of another
    type, is told of before a night has begun.
    """
    kinds = ((table, (model_of(table),)) for table in contract.kinds)
    for table, classes in (*contract.rules.items(), *kinds):
        where = f"RULES[{table!r}]"
        if table not in TABLES or not (stands_in_document(table) or table == "documents"):
            judged = [name for name in TABLES if stands_in_document(name)]
            expected = f"one of documents, {', '.join(judged)}"
            raise ContractError(where, "is no table that is judged", expected)
        frame = polars_schema(judging_model(table)).to_frame()
        for each in classes:
            _try(each, f"{where} = {each.__name__}", frame, table, contract)


def require_columns(table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raise the ContractError of the first key of a contract's own rows that is no column.

    It is a mistake of the program, of every row alike, and no document's fault.
    """
    columns = tuple(polars_schema(table))
    for key in dict.fromkeys(key for row in rows for key in row):
        if key not in columns:
            said = f"KINDS[{table!r}] with rows that have {key!r}"
            close = get_close_matches(str(key), columns, 3, CLOSE)
            expected = f"one of {', '.join(close or columns)}"
            raise ContractError(said, "is no column of its class", expected)


def _try(
    each: type[pa.DataFrameModel], where: str, frame: pl.DataFrame, table: str, contract: Contract
) -> None:
    schema = each.to_schema()
    columns = tuple(frame.columns)
    unknown = [(n, n) for n, c in schema.columns.items() if not c.regex and n not in columns]
    unknown += [
        (f"{check.name} about {check.title!r}", check.title)
        for check in schema.checks
        # Ours; the title of a check of Pandera's own is prose.
        if "limits" in kwargs_of(check) and check.title not in {ANY, *columns}
    ]
    if unknown:
        said, name = unknown[0]
        expected = _expected_column(table, name, columns)
        raise ContractError(f"{where} with {said}", "is no column", expected)
    own = Contract(limits=contract.limits, domain_limits=contract.domain_limits)
    for rule in rules_of(each, frame.columns, table, own):
        try:
            evaluate([rule], frame)
        except PolarsError as error:
            told = str(error).partition("\n")[0].partition("; valid columns")[0]
            said = f"{where}.{rule.name}"
            raise ContractError(said, f"cannot be judged by ({told})", _columns(table)) from error


def _expected_column(table: str, name: str, columns: tuple[str, ...]) -> str:
    """Name the columns that may be meant, nearest first.

    >>> _expected_column("articles", "author", ("headline", "authors"))
    'authors or another one of the columns and types of `fragmend schema articles`'
    >>> _expected_column("articles", "colour", ("headline", "authors"))
    'the columns and types of `fragmend schema articles`'
    """
    close = get_close_matches(name, columns, 3, CLOSE)
    return f"{', '.join(close)} or another one of {_columns(table)}" if close else _columns(table)


def _columns(table: str) -> str:
    return f"the columns and types of `fragmend schema {table}`"


def _named(contract: Contract) -> Iterator[tuple[str, str, str]]:
    for table, check in contract.severities:
        yield f"severities.{table}.{check}", table, check
    for (table, check), domains in contract.domain_severities.items():
        yield f"domains.{next(iter(domains))}.severities.{table}.{check}", table, check


def checks_of(table: str, contract: Contract = CONTRACT) -> tuple[str, ...]:
    """Name the checks of a table, and Pandera's own names of them.

    >>> [name for name in checks_of("images") if name.startswith("width")]
    ['width_is_positive', 'width_is_plausible']
    """
    if table == NIGHT:
        return (*GATES, *DRIFT)
    model = judging_model(table)
    # by the classes and with the rules that it brings, but with none of them turned off
    every = Contract(rules=contract.rules)
    rules = rules_of(model, polars_schema(model), table, every)
    return tuple(dict.fromkeys(n for rule in rules for n in (rule.name, rule.declared)))


def _expected(table: str, check: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(check, known, 1, CLOSE)
    where = "docs/contract.md" if table == NIGHT else f"`fragmend schema {table}`"
    return f"{table}.{close[0]} or another one of {where}" if close else f"one of {where}"

"""Reasons of rows that an older fragmend rejected, by the names that the checks have today.

Once a check of Pandera's own was called by Pandera's word alone: ``isin``, of the column
``outcome``. Rows of those nights are read with the name of today, ``outcome_is_known``; else
nothing that fails today would be what failed then, and every such row would look mended.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from schemas.codes import PHRASES, TOGETHER
from schemas.context import judging_model, stands_in_document
from schemas.contract import CONTRACT
from schemas.frames import polars_schema
from schemas.rules import rules_of
from schemas.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

_BETWEEN = "\0"


def named_today(failures: str = "failures") -> pl.Expr:
    """Give lists of reasons with today's names; those that have them already stay as they are.

    >>> old = {"check": "isin", "column": "outcome"}, {"check": "page_has_a_body", "column": "isin"}
    >>> rows = pl.DataFrame({"failures": [list(old)]}).select(named_today())
    >>> [reason["check"] for reason in rows["failures"][0]]
    ['outcome_is_known', 'page_has_a_body']
    """
    check, column = (pl.element().struct.field(name) for name in ("check", "column"))
    phrase = check.replace_strict(dict(PHRASES), default=None, return_dtype=pl.String)
    name = pl.concat_str(check, column, separator=_BETWEEN).replace_strict(
        dict(names()), default=None, return_dtype=pl.String
    )
    told = pl.coalesce(name, pl.concat_str(column, phrase, separator="_"), check).alias("check")
    return pl.col(failures).list.eval(pl.element().struct.with_fields(told))


@cache
def names() -> Mapping[str, str]:
    r"""Today's names of Pandera's own checks, by their word and their column.

    >>> names()["greater_than\0width"]
    'width_is_positive'
    """
    tables = sorted(TABLES, key=lambda table: not stands_in_document(table))  # these are judged
    found: dict[str, str] = {}
    for table in tables:
        model = judging_model(table)
        for rule in rules_of(model, polars_schema(model), table, CONTRACT):
            if rule.declared in PHRASES or rule.declared == TOGETHER:
                found.setdefault(f"{rule.declared}{_BETWEEN}{rule.column}", rule.name)
    return found

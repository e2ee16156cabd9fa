"""One frame, split: each row lands in exactly one of two frames, with all of its reasons.

The reasons are pairs of numbers (row, rule), gathered from the masks of those rules that failed
somewhere; ``reasons`` turns them into words for the rows that need words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Final

import polars as pl

from schemas.contract import CONTRACT, Contract
from schemas.rules import Rule, evaluate, rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandera.polars as pa

FAILED: Final = {"row": pl.UInt32, "rule": pl.UInt16}


@dataclass(frozen=True, slots=True)
class Split:
    """The rows of a frame, judged."""

    frame: pl.DataFrame
    """All rows, as they came."""
    good: pl.Series
    """True for the rows that no rule of severity error rejects."""
    failed: pl.DataFrame
    """``row`` (number in ``frame``) and ``rule`` (number in ``rules``), whatever the severity."""
    rules: tuple[Rule, ...]

    @property
    def clean(self) -> pl.DataFrame:
        """The rows that stay."""
        return self.frame if self.good.all() else self.frame.filter(self.good)

    @property
    def rejected(self) -> pl.DataFrame:
        """The rows that go."""
        return self.frame.filter(~self.good)


def split(
    frame: pl.DataFrame,
    model: type[pa.DataFrameModel],
    *,
    table: str = "",
    contract: Contract = CONTRACT,
) -> Split:
    """Judge each row of a frame that has the shape of ``model``, once, by all of its rules."""
    return split_by(frame, rules_of(model, frame.columns, table, contract))


def split_by(frame: pl.DataFrame, rules: Sequence[Rule]) -> Split:
    """Judge each row of a frame by these rules."""
    masks = evaluate(rules, frame)
    wrong = [mask for rule, mask in zip(rules, masks, strict=True) if rule.severity == "error"]
    good = reduce(and_, wrong) if wrong else pl.repeat(value=True, n=len(frame), eager=True)
    found = [
        pl.DataFrame({"row": (~mask).arg_true()}).with_columns(rule=pl.lit(number, pl.UInt16))
        for number, mask in enumerate(masks)
        if not mask.all()
    ]
    failed = pl.concat(found) if found else pl.DataFrame(schema=FAILED)
    return Split(frame, good, failed, tuple(rules))

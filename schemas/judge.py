"""Rows judged across tables: each lands in exactly one place, with all its reasons.

Documents first, then what stands in them. A document whose article is rejected is quarantined,
and its images and repairs leave with it; what leaves for another's sake says so. Rules that read
other rows are judged again until nothing more leaves.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (dataclasses read their annotations)
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from schemas import settle
from schemas.asserting import assert_clean
from schemas.context import in_context, judging_model, stands_in_document
from schemas.contract import CONTRACT, Contract
from schemas.frames import empty, model_of, polars_schema
from schemas.reasons import Tally, failures, quarantined, tallies
from schemas.rules import rules_of
from schemas.shape import require_shape
from schemas.split import Split, split_by

if TYPE_CHECKING:
    import datetime as dt

WITH_DOCUMENT: Final = "document_quarantined"
"""The reason of rows that leave because their document does."""

_SAKE: Final = "It held until other rows left."
"""Of a rule about several rows that a row fails for another's sake."""
_SENTENCE: Final = "What stands in a document that is quarantined leaves with it."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of every row."""

    clean: Mapping[str, pl.DataFrame]
    """By table: the rows that may be published, and a row for every document."""
    rejected: pl.DataFrame
    """Rows of ``quarantine``."""
    tallies: tuple[Tally, ...]
    """Checks that failed, in the order of tables and rules."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A table on its way: its rows as they came, what was found, and which rows still stand."""

    table: str
    split: Split
    stands: pl.Series
    left: pl.Series
    """Rows that leave, or would leave, with their document."""


def judge(
    frames: Mapping[str, pl.DataFrame],
    *,
    contract: Contract = CONTRACT,
    night_ends: dt.datetime | None = None,
    code_version: str | None = None,
) -> Verdict:
    """Judge all rows of some documents; SchemaMismatchError if a frame lacks its table's shape.

    ``night_ends`` stands for the time of fetching where a document has none.
    """
    frames = {"documents": empty("documents"), **frames}
    frames = {table: require_shape(frame, model_of(table)) for table, frame in frames.items()}
    splits = {table: _split(table, frames, contract, night_ends) for table in frames}
    gone = _gone(splits)
    judged = [_again(_beside(table, found, gone)) for table, found in splits.items()]
    for one in judged:
        rows = one.split.frame.filter(one.stands)
        assert_clean(rows, judging_model(one.table), one.table, contract)
    rejected = [_rejected(one, code_version) for one in judged]
    counted = [tally for one in judged for tally in _tallies(one)]
    return Verdict(
        _settled({one.table: one for one in judged}, frames, gone),
        pl.concat([empty("quarantine"), *rejected]),
        tuple(counted),
    )


def _split(
    table: str,
    frames: Mapping[str, pl.DataFrame],
    contract: Contract,
    night_ends: dt.datetime | None,
) -> Split:
    rows = in_context(table, frames, night_ends)
    return split_by(rows, rules_of(judging_model(table), rows.columns, table, contract))


def _gone(splits: Mapping[str, Split]) -> pl.Series:
    """Ids of the documents that are quarantined: for their own row, or for their article."""
    rejected = [
        splits[table].rejected["document_id"]
        for table in ("documents", "articles")
        if table in splits
    ]
    return pl.concat(rejected).drop_nulls().unique()


def _beside(table: str, found: Split, gone: pl.Series) -> _Judged:
    """Let rows leave with their documents; a rejected article is its document's reason itself."""
    left = pl.repeat(value=False, n=len(found.frame), eager=True)
    if stands_in_document(table):
        left = found.frame["document_id"].is_in(gone.implode()).fill_null(value=False)
    if table == "articles":
        left &= found.good
    return _Judged(table, found, found.good & ~left, left)


def _again(one: _Judged) -> _Judged:
    """Judge rules that read other rows by the rows that still stand, until all of them hold."""
    rules = [rule for rule in one.split.rules if rule.scope == "group" and rule.severity == "error"]
    while rules and not one.stands.all():
        rows = one.stands.arg_true()
        again = split_by(one.split.frame.filter(one.stands), rules)
        if again.good.all():
            break
        numbers = pl.Series(
            [len(one.split.rules) + at for at in range(len(rules))], dtype=pl.UInt16
        )
        failed = again.failed.select(
            row=rows.gather(again.failed["row"]), rule=numbers.gather(again.failed["rule"])
        )
        told = tuple(replace(rule, sentence=f"{rule.sentence} {_SAKE}") for rule in rules)
        found = replace(
            one.split,
            failed=pl.concat([one.split.failed, failed]),
            rules=(*one.split.rules, *told),
        )
        stands = one.stands.scatter(rows.filter(~again.good), values=False)
        one = replace(one, split=found, stands=stands)
    return one


def _rejected(one: _Judged, code_version: str | None) -> pl.DataFrame:
    """Rows of ``quarantine`` for what does not stand."""
    rows = (~one.stands).arg_true()
    reasons = failures(one.split, rows)
    kind = polars_schema("quarantine")["failures"]
    told = {
        "check": WITH_DOCUMENT, "column": "document_id", "severity": "error",
        "value": None, "message": _SENTENCE,
    }  # fmt: skip
    with_document = pl.lit([told], kind)
    everything = (
        pl.DataFrame({"row": rows, "left": one.left.gather(rows)})
        .join(reasons, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("failures").fill_null(pl.lit([], kind)))
        .select(
            pl.when("left")
            .then(pl.concat_list("failures", with_document))
            .otherwise("failures")
            .alias("failures")
        )
        .to_series()
    )
    frame = one.split.frame.select(*polars_schema(one.table))[rows]
    return quarantined(one.table, frame, everything, code_version)


def _tallies(one: _Judged) -> tuple[Tally, ...]:
    found = tallies(one.table, one.split)
    left = int(one.left.sum())
    if not left:
        return found
    example = one.split.frame.filter(one.left)["document_id"][0]
    with_document = Tally(
        one.table, WITH_DOCUMENT, "document_id", "error", left, _SENTENCE, example, example
    )
    return (*found, with_document)


def _settled(
    judged: Mapping[str, _Judged], frames: Mapping[str, pl.DataFrame], gone: pl.Series
) -> dict[str, pl.DataFrame]:
    """Give the rows that stay, with what depends on each other set right."""
    clean = {
        table: settle.with_warnings(one.split, table).filter(one.stands)
        for table, one in judged.items()
    }
    stands = judged["documents"].stands
    clean["documents"] = settle.documents(frames["documents"], stands, gone)
    if "articles" in clean and "images" in clean:
        clean["articles"] = settle.articles(clean["articles"], frames["images"], clean["images"])
    return clean

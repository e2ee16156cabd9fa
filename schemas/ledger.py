"""Nothing is lost: the rows of every table add up to what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.judge import Verdict


class Balance(NamedTuple):
    """One table of some documents: what came, and where it is now."""

    table: str
    read: int
    clean: int
    quarantined: int

    @property
    def balances(self) -> bool:
        """Whether every row is in exactly one place."""
        return self.read == self.clean + self.quarantined


def balances(read: Mapping[str, int], verdict: Verdict) -> tuple[Balance, ...]:
    """Add up the rows of each table that was judged.

    A document whose row was rejected keeps a row with its identity, so of ``documents`` only
    those count as clean whose row was not.

    >>> Balance("images", 3, 2, 1).balances, Balance("images", 3, 3, 1).balances
    (True, False)
    """
    rejected = dict(verdict.rejected.group_by("table").agg(pl.len()).iter_rows())
    return tuple(
        Balance(table, rows, len(clean) - _replaced(table, verdict), rejected.get(table, 0))
        for table, rows in read.items()
        if (clean := verdict.clean.get(table)) is not None
    )


def _replaced(table: str, verdict: Verdict) -> int:
    """Count the documents that have but their identity left."""
    if table != "documents":
        return 0
    bad = verdict.rejected.filter(table="documents")["document_id"]
    return int(verdict.clean[table]["document_id"].is_in(bad.implode()).sum())

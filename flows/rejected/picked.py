"""What a person picks of the quarantine: it must be there, or have a name at all.

A night that was never published or a check that no rule has would else look as if all were well.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import polars as pl

from cleaners.errors import FragmendError
from flows.contracts import kept, opened
from flows.dataset import scan_manifest
from flows.errors import NothingPublishedError
from flows.workers.stage import CLEANING_RAISED, JUDGING_RAISED, PROCESS_ENDED
from schemas.contract import CONTRACT, NIGHT
from schemas.judge import WITH_DOCUMENT
from schemas.known import CLOSE, checks_of
from schemas.reasons import OVERSIZED, UNREADABLE
from schemas.tables import TABLES

if TYPE_CHECKING:
    from flows.dataset import Dataset
    from flows.store.manifest import Manifest
    from schemas.contract import Contract

OURS: Final = (
    CLEANING_RAISED, JUDGING_RAISED, PROCESS_ENDED, OVERSIZED, UNREADABLE, WITH_DOCUMENT,
)  # fmt: skip
"""Checks that no class declares."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Which rows of the quarantine are meant; None means all."""

    night: str | None = None
    check: str | None = None
    domain: str | None = None

    def of(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows that are meant."""
        if self.night is not None:
            rows = rows.filter(pl.col("night") == self.night)
        if self.check is not None:
            rows = rows.filter(pl.col("checks").list.contains(self.check))
        if self.domain is not None:
            rows = rows.filter(pl.col("domain") == self.domain)
        return rows


class UnknownCheckError(FragmendError):
    """A check was named that no rule has."""

    def __init__(self, check: str, close: str | None) -> None:
        super().__init__(check, close)
        self.check = check
        self.close = close

    def __str__(self) -> str:
        hint = f"did you mean {self.close}? " if self.close else ""
        return (
            f"there is no check {self.check!r}; {hint}`fragmend schema articles`, or another "
            "table, names those that there are."
        )


def require_there(dataset: Dataset, pick: Pick) -> None:
    """Raise where the dataset has no such night, or where no rule has such a check."""
    current = dataset.current()
    if pick.night is not None and pick.night not in (current.nights if current else ()):
        raise NothingPublishedError(str(dataset.path), pick.night)
    if pick.check is None or pick.check in (known := _declared()):
        return
    if current is not None:
        known |= _found(dataset, current) | _contracted(dataset, current)
    if pick.check not in known:
        close = get_close_matches(pick.check, sorted(known), 1, CLOSE)
        raise UnknownCheckError(pick.check, close[0] if close else None)


def _declared(contract: Contract = CONTRACT) -> set[str]:
    return {*OURS, *(check for table in (*TABLES, NIGHT) for check in checks_of(table, contract))}


def _found(dataset: Dataset, manifest: Manifest) -> set[str]:
    """Checks that rows failed, whichever release judged them."""
    checks = scan_manifest(dataset, manifest, "quarantine").select(
        pl.col("failures").list.eval(pl.element().struct.field("check"))
    )
    return set(checks.explode("failures").drop_nulls().unique().collect()["failures"])


def _contracted(dataset: Dataset, manifest: Manifest) -> set[str]:
    """Checks of the contracts that the nights were judged by."""
    names = {night.contract for night in manifest.nights.values()}
    contracts = [opened(kept(dataset.path, name)).contract for name in names if name]
    return {check for contract in contracts for check in _declared(contract)}

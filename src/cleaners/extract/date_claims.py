"""What a page claims about a date: what, when, where it says so, and how far that is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cleaners.normalize.date import Stamp, parse_date
from cleaners.normalize.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

What = Literal["published", "modified"]

MANY_DAYS = 4
"""Days around one headline, or in one page's microdata, that make a list of it."""


class Claim(NamedTuple):
    """One date that a page states, where, and how far it is to be trusted."""

    what: What
    stamp: Stamp
    source: str
    raw: str
    confidence: float


def claim(
    what: What, raw: str, source: str, trust: float, languages: tuple[str, ...]
) -> Iterator[Claim]:
    """The claim that ``raw`` makes, if it is a date; less trusted if it names no day."""
    stamp = parse_date(plain(raw[:200]), languages)
    if stamp is not None:
        yield Claim(what, stamp, source, raw, trust - 0.2 * (stamp.precision in {"month", "year"}))


def days_of(claims: list[Claim]) -> set[object]:
    """The days that ``claims`` name, as the page writes them."""
    return {each.stamp.local.date() for each in claims}

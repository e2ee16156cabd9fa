"""The numbers that row rules are measured by, each with its source.

Every one is a parameter: ``dataclasses.replace(LIMITS, headline_characters=500)``. A value may
also be a polars expression over a column of the judged frame; that is how a limit differs by
domain.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Collection

Number = float | pl.Expr
Instant = dt.datetime | pl.Expr

GOPHER: Final = "Gopher, Rae et al. 2021, appendix A.1.1"
FINEWEB: Final = "FineWeb, Penedo et al. 2024, section 3.6"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the row rules; each annotation says where the number comes from."""

    headline_characters: Annotated[Number, "ours: a longer one is a paragraph"] = 300
    replacement_share: Annotated[Number, "ours: above it, a text was decoded wrongly"] = 0.01
    earliest_publication: Annotated[Instant, "ours: hardly a page on the web is older"] = (
        dt.datetime(1995, 1, 1, tzinfo=dt.UTC)
    )
    clock_skew_hours: Annotated[Number, "ours: a day is a time zone, more is a mistake"] = 24
    largest_dimension: Annotated[Number, "ours: beyond it, a number is no CSS pixels"] = 100_000
    fewest_words: Annotated[Number, GOPHER] = 50
    most_words: Annotated[Number, GOPHER] = 100_000
    shortest_mean_word: Annotated[Number, GOPHER] = 3
    longest_mean_word: Annotated[Number, GOPHER] = 10
    symbols_a_word: Annotated[Number, GOPHER] = 0.1
    lettered_words: Annotated[Number, GOPHER] = 0.8
    elided_lines: Annotated[Number, GOPHER] = 0.3
    bulleted_lines: Annotated[Number, GOPHER] = 0.9
    short_lines: Annotated[Number, FINEWEB] = 0.67
    short_line_characters: Annotated[int, FINEWEB] = 30
    repeated_line_characters: Annotated[Number, FINEWEB] = 0.1


LIMITS: Final = Limits()

_NAMES: Final = frozenset(field.name for field in fields(Limits))
_NAMED: Final = re.compile(r"\{(\w+)\}")


def worded(sentence: str, limits: Limits, of_domains: Collection[str] = ()) -> str:
    """Put the limits in force into a rule's sentence, which names them in braces.

    ``of_domains`` are limits that some domains have of their own. Other braces are left alone.

    >>> worded("It has {fewest_words} to {most_words} words, {2}.", LIMITS)
    'It has 50 to 100,000 words, {2}.'
    >>> worded("At most {elided_lines}.", LIMITS, ["elided_lines"])
    'At most 30 %. Some domains have a limit of their own.'
    """
    named = [name for name in _NAMED.findall(sentence) if name in _NAMES]
    for name in named:
        number = _written(getattr(limits, name), share=_is_share(getattr(LIMITS, name)))
        sentence = sentence.replace(f"{{{name}}}", number)
    own = " Some domains have a limit of their own." if {*named} & {*of_domains} else ""
    return f"{sentence}{own}"


def _is_share(usual: object) -> bool:
    return isinstance(usual, float) and 0 < usual < 1


def _written(value: object, *, share: bool) -> str:
    """A limit as people write it.

    >>> _written(0.015, share=True), _written(1e5, share=False), _written(2.5, share=False)
    ('1.5 %', '100,000', '2.5')
    >>> [_written(dt.datetime(1995, 1, day), share=False) for day in (1, 2)]
    ['1995', '1995-01-02']
    """
    if isinstance(value, dt.datetime):
        first = (value.month, value.day) == (1, 1)
        return str(value.year) if first else f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        number = round(value * 100 if share else value, 6)
        return f"{number:,.10g} %" if share else f"{number:,.10g}"
    return "(a limit by row)"

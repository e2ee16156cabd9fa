"""The numbers that row rules are measured by, each with its source.

Every one is a parameter: ``dataclasses.replace(LIMITS, headline_characters=500)``. A value may
also be a polars expression over a column of the judged frame; that is how a limit differs by
domain.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Final

import polars as pl

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

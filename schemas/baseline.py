"""How each metric of each domain has been: medians and deciles of the accepted nights before."""

from __future__ import annotations

from typing import Final, NamedTuple

import polars as pl

FRIDAY: Final = 5
SUNDAY: Final = 7
FIRM: Final = 2
"""Nights of a day of the week of which half its own level is believed."""
LOW: Final = 0.1
"""The share of nights that are lower than what is low."""


class Usual(NamedTuple):
    """How a metric of a domain has been."""

    nights: int
    middle: float
    low: float
    """Its lowest decile; of volumes the second lowest night."""
    high: float
    spread: float
    """Robust standard deviation of its logarithm."""


Baseline = dict[str, dict[str, Usual]]
"""By domain and metric."""


def latest(history: pl.DataFrame, nights: int) -> pl.DataFrame:
    """Keep the newest nights of a history."""
    names = history["night"].unique().sort().tail(nights)
    return history.filter(pl.col("night").is_in(names.implode()))


def as_such(volumes: pl.DataFrame, day: int, fewest: int) -> pl.DataFrame:
    """Volumes as if each night had been such a day of the week (Monday is 1).

    So a few Mondays are judged by the scatter of all nights. Weekends differ most and are a level
    of their own; the single day's is believed the more, the more nights there are of it. A domain
    that has hardly been seen on such a kind of day has none.
    """
    own, value = pl.col("day"), pl.col("value")
    kind = value.median().over("domain", "weekend")
    nights = pl.len().over("domain", "day")
    shift = (value.median().over("domain", "day") / kind - 1) * nights / (nights + FIRM)
    such = pl.col("weekend") == (day > FRIDAY)
    level = pl.col("level")
    of_kind = level.filter(such).median().over("domain")
    tonight = pl.coalesce(level.filter(own == day).first().over("domain"), of_kind)
    return (
        volumes.with_columns(day=pl.col("night").str.to_date("%Y-%m-%d").dt.weekday())
        .with_columns(weekend=own > FRIDAY)
        .with_columns(level=kind * (1 + shift))
        .with_columns(value=value / level * tonight)
        .filter(value.is_finite() & (such.sum().over("domain") >= fewest))
        .drop("day", "weekend", "level")
    )


def baseline(history: pl.DataFrame, *, low: float = LOW) -> Baseline:
    """Say how each metric of each domain has been on these nights."""
    value = pl.col("value")
    logs = (value + 0.5).log()
    rows = (
        history.drop_nulls("value")
        .group_by("domain", "metric")
        .agg(
            nights=pl.len(),
            middle=value.median(),
            low=value.quantile(low, "lower" if low == LOW else "linear"),
            high=value.quantile(0.9, "higher"),
            spread=(logs - logs.median()).abs().median() * 1.4826,
        )
    )
    found: Baseline = {}
    for domain, metric, *numbers in rows.iter_rows():
        found.setdefault(domain, {})[metric] = Usual(*numbers)
    return found

"""The weight of each sign that a text is the headline: a conditional logit over claims."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from cleaners.tables.headline_weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SOFTER: Final = 1.0
"""By how much the weights are too sure of themselves, as pages of unseen domains show."""


def chances(claims: Sequence[Mapping[str, float]]) -> list[float]:
    """The chance (0-1) of each of the claims of one page that it is the headline.

    >>> heading, title = chances([{"is h1.1": 1.0}, {"is title": 1.0}])
    >>> heading > title
    True
    """
    totals = [sum(value * WEIGHTS.get(name, 0.0) for name, value in c.items()) for c in claims]
    best = max(totals, default=0.0)
    powers = [math.exp((total - best) / _SOFTER) for total in totals]
    return [power / sum(powers) for power in powers]

"""The weight of each sign that a text is the headline: a logistic over claims."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cleaners.tables.headline_weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping


def score(facts: Mapping[str, float]) -> float:
    """The chance (0-1) that a claim with these ``facts`` is the headline.

    >>> score({"is h1.1": 1.0, "only h1": 1.0}) > score({"is title": 1.0})
    True
    """
    total = sum(value * WEIGHTS.get(name, 0.0) for name, value in facts.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

"""What a user may change about the judgement without touching the classes."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (dataclasses read their annotations)
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from schemas.columns import Severity  # noqa: TC001  (likewise)
from schemas.limits import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Contract:
    """Limits of the row rules, and severities that differ from those of the classes."""

    limits: Limits = LIMITS
    severities: Mapping[tuple[str, str], Severity] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """By table and check: ``{("articles", "page_has_a_headline"): "warning"}``."""


CONTRACT: Final = Contract()
"""The classes as they stand."""

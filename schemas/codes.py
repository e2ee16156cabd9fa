"""The reason codes of Pandera's own checks: what must hold, in words, of which column.

Pandera calls them by what they do (``isin``, ``in_range``), which tells nobody at night which
column is meant. A code is the column and a phrase that stays as it is when a bound changes:
``element_is_known``, ``width_is_positive``. Checks of one's own have their own names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THERE: Final = "not_nullable"
UNIQUE: Final = "field_uniqueness"
TOGETHER: Final = "multiple_fields_uniqueness"

PHRASES: Final = {
    THERE: "is_there",
    UNIQUE: "is_unique",
    "equal_to": "is_what_it_must_be",
    "not_equal_to": "is_not_what_it_must_not_be",
    "greater_than": "is_above_its_least",
    "greater_than_or_equal_to": "is_not_below_its_least",
    "less_than": "is_below_its_most",
    "less_than_or_equal_to": "is_not_above_its_most",
    "in_range": "is_within_its_bounds",
    "isin": "is_known",
    "notin": "is_not_excluded",
    "str_matches": "has_its_form",
    "str_contains": "contains_what_it_must",
    "str_startswith": "begins_as_it_must",
    "str_endswith": "ends_as_it_must",
    "str_length": "has_its_length",
    "unique_values_eq": "has_all_its_values",
}
"""What is said of the column, by Pandera's name of the check."""

PLAINER: Final[Mapping[tuple[str, tuple[Any, ...]], str]] = {
    ("greater_than", (0,)): "is_positive",
    ("greater_than_or_equal_to", (0,)): "is_not_negative",
    ("in_range", (0, 1)): "is_a_share",
}
"""Bounds that have a word of their own."""


def code_of(check: str, column: str, bounds: Mapping[str, Any] | None = None) -> str:
    """Give the reason code of a check; a name that is not Pandera's stays.

    >>> code_of("isin", "element"), code_of("greater_than", "width", {"min_value": 0})
    ('element_is_known', 'width_is_positive')
    >>> code_of("headline_is_readable", "headline")
    'headline_is_readable'
    """
    phrase = PHRASES.get(check)
    if phrase is None:
        return check
    ends = tuple((bounds or {}).get(end) for end in ("min_value", "max_value"))
    return f"{column}_{PLAINER.get((check, tuple(e for e in ends if e is not None)), phrase)}"


def together(columns: Sequence[str]) -> str:
    """Give the reason code of columns that are unique together.

    >>> together(["document_id", "seq"])
    'document_id_and_seq_are_unique'
    """
    return f"{'_and_'.join(columns)}_are_unique"

"""One attribute of a tag that may be torn."""

from __future__ import annotations

from typing import NamedTuple


class Attribute(NamedTuple):
    """An attribute as it stands in the source."""

    name: str
    value: str | None
    start: int
    end: int
    quote: str = ""
    cut: bool = False
    """Its value goes on past the place where the tag was cut."""

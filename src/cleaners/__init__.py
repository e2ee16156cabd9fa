"""HTML in, records out: ``clean`` and the records, nothing else is public.

They are loaded when they are first asked for. Cleaning takes a third of a second to import, and
most of what imports something from this floor (an error, an identity) cleans nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.cleaning import clean
    from cleaners.records import (
        Article,
        Candidate,
        Cleaned,
        Document,
        Image,
        Person,
        Provenance,
        RawDocument,
        Repair,
    )

__all__ = [
    "Article",
    "Candidate",
    "Cleaned",
    "Document",
    "Image",
    "Person",
    "Provenance",
    "RawDocument",
    "Repair",
    "clean",
]


def __getattr__(name: str) -> object:
    """Load a public name, once.

    >>> import cleaners
    >>> cleaners.clean(cleaners.RawDocument("<p>Hello</p>")).document.input_kind
    'fragment'
    >>> cleaners.claen
    Traceback (most recent call last):
    AttributeError: module 'cleaners' has no attribute 'claen'
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  (for the first use alone)

    place = "cleaners.cleaning" if name == "clean" else "cleaners.records"
    found: object = getattr(import_module(place), name)
    globals()[name] = found
    return found

"""Bylines at the head of a body: they have a field of their own, and leave the text for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.extract.lines import by_itself, is_dateline
from cleaners.normalize.role import is_role
from cleaners.normalize.text import fold
from cleaners.tables.people import AND, BY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.records import Person

_LONGEST: Final = 160
_FIRST: Final = 2
"""Paragraphs that can stand where a byline does."""
_PARTS: Final = re.compile(r",\s|\s[|–—•·-]\s|[|/•·\n()]")
_WORDS: Final = frozenset(map(fold, (*BY, *AND)))


def without_byline(paragraphs: Sequence[str], people: Sequence[Person]) -> tuple[str, ...]:
    """``paragraphs`` without a first one that says nothing but who wrote the article.

    >>> from cleaners.records import Person
    >>> ada = [Person("Ada Lovelace")]
    >>> without_byline(["By Ada Lovelace, Science Editor", "Fog came."], ada)
    ('Fog came.',)
    >>> without_byline(["By Ada Lovelace’s count it was fog.", "It stayed."], ada)[0]
    'By Ada Lovelace’s count it was fog.'

    The only paragraph stays, whatever it says.
    """
    names = sorted((person.name for person in people), key=len, reverse=True)
    signed = [at for at, text in enumerate(paragraphs[:_FIRST]) if _is_byline(text, names)]
    if not signed or len(signed) == len(paragraphs):
        return tuple(paragraphs)
    return tuple(text for at, text in enumerate(paragraphs) if at not in signed)


def _is_byline(text: str, names: Sequence[str]) -> bool:
    """Whether a short text names authors and says nothing else but their roles and a day."""
    if len(text) > _LONGEST or not names:
        return False
    named = re.compile(
        "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE
    )
    rest, count = named.subn("\n", text)
    return count > 0 and all(map(_says_nothing, _PARTS.split(rest)))


def _says_nothing(part: str) -> bool:
    """Whether what stands around names is no more than a "by", an "and", a role or a day.

    >>> [_says_nothing(x) for x in ("By ", "Science Editor", "Photo: Reuters", "came home")]
    [True, True, True, False]
    """
    said = " ".join(word for word in part.split() if fold(word) not in _WORDS)
    if not fold(said) or fold(part) in _WORDS or is_dateline(said) or is_role(said):
        return True
    return by_itself(said)[0] == "credit"

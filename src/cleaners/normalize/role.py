"""One part of a byline -> the name in it, without what its bearer is called beside it.

"Jane Doe, Science Editor" names one person, and where only a style sheet parts the two, so does
"Jane DoeScience Editor".
"""

from __future__ import annotations

import re
from typing import Final

from cleaners.normalize.text import fold
from cleaners.tables.people import NOT_IN_NAMES, PARTICLES
from cleaners.tables.roles import ENDINGS, NOUNS, RANKS, WEAK

_LONGEST: Final = 12
"""Words of a part that can be a role, and a name beside it."""
_GLUED: Final = re.compile(
    r"(?<=[a-zß-öø-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bLe)(?<!\bDe)(?<!\bVan)"
    r"(?P<role>[A-ZÀ-ÖØ-Þ][\w&-]*+(?:\s[A-Z&À-ÖØ-Þ][\w&-]*+){0,3})"
)


def set_apart(text: str) -> str:
    """``text`` with a comma before a role that a style sheet alone kept apart from a name.

    >>> set_apart("Jane DoeScience Editor"), set_apart("Jane MacDonald"), set_apart("LeBron James")
    ('Jane Doe, Science Editor', 'Jane MacDonald', 'LeBron James')
    """
    return _GLUED.sub(_parted, text) if _holds_noun(text) else text


def _parted(found: re.Match[str]) -> str:
    return f", {found['role']}" if is_role(found["role"]) else found[0]


def is_role(text: str) -> bool:
    """Whether a text says what somebody is, and not who.

    >>> [is_role(x) for x in ("Science Editor", "correspondante à Berlin", "Editor Jane Doe")]
    [True, True, False]
    """
    return without_role(text) == ""


def without_role(text: str) -> str:
    """The name in ``text``, without a role before or behind it; empty if it is nothing but a role.

    >>> without_role("Jane Doe Senior Science Editor"), without_role("Science Editor Jane Doe")
    ('Jane Doe', 'Jane Doe')
    >>> without_role("Chief Political Correspondent"), without_role("Kate Author")
    ('', 'Kate Author')
    """
    if not _holds_noun(text):
        return text
    words = text.split()
    at = next((n for n, word in enumerate(words) if _is_noun(fold(word))), None)
    if at is None or len(words) > _LONGEST:
        return text
    before, after = words[:at], words[at + 1 :]
    while before and fold(before[-1]) in RANKS:
        before.pop()
    while after and fold(after[0]) in RANKS:
        after.pop(0)
    if _are_names(before):
        return " ".join(before).rstrip(" ,:-–—|(")
    if _are_names(after) and not before:
        return " ".join(after)
    surname = fold(words[at]) in WEAK and len(before) == at == 1 and not after
    return text if surname else ""


def _holds_noun(text: str) -> bool:
    folded = fold(text)
    return not NOUNS.isdisjoint(folded.split()) or any(word in folded for word in ENDINGS)


def _is_noun(word: str) -> bool:
    return word in NOUNS or word.endswith(ENDINGS)


def _are_names(words: list[str]) -> bool:
    """Whether words are two or more that can be a name: capitalised, and no labels."""
    large = [w for w in words if w[:1].isupper() or (w[:1].isalpha() and w.lower() == w.upper())]
    return (
        len(large) > 1
        and all(w in PARTICLES or w in large for w in words)
        and NOT_IN_NAMES.isdisjoint(fold(w) for w in words)
    )

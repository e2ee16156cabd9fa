"""Hashtags in a text, by the rules of twitter-text."""

from __future__ import annotations

import re
from typing import Final

_URL: Final = re.compile(r"(?:https?://|www\.)\S++", re.IGNORECASE)
# \w lacks the vowel signs of Indic scripts, so their whole blocks stand beside it
_LETTERS: Final = (
    "\\w\u00b7\u200c\u200d\u0300-\u036f\u05b0-\u05f4\u0610-\u065f\u0900-\u109f\u1780-\u17ff\u3003\u301c\u30fb\uff5e"
    "\U00016f00-\U00016f9f"
)
_HASHTAG: Final = re.compile(
    rf"(?<![\w&\u0300-\u036f#＃/])[#＃](?!\ufe0f|\u20e3)(?P<tag>[{_LETTERS}]++)(?![#＃]|://)"
)


def find_hashtags(text: str) -> tuple[str, ...]:
    """The hashtags of ``text`` without their sign, in order; a mere number is none.

    >>> find_hashtags("#fog over the #港口, #1 in the charts https://example.org/#top a&#39;b")
    ('fog', '港口')
    >>> find_hashtags("C# and issue#7")
    ()
    """
    if "#" not in text and "＃" not in text:
        return ()
    blank = _URL.sub(lambda url: " " * len(url[0]), text)
    tags = [found["tag"] for found in _HASHTAG.finditer(blank)]
    return tuple(tag for tag in tags if any(map(str.isalpha, tag)))

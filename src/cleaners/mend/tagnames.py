"""What is left of the name of a tag before its first attribute: ``mg src=…``, ``p-img alt=…``."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = [
    "img",
    "amp-img",
    "amp-anim",
    "source",
    "picture",
    "iframe",
    "amp-iframe",
    "video",
    "meta",
    "link",
    "figure",
    "script",
    "style",
    "input",
    "span",
    "div",
    "section",
]
_ENDS: Final = frozenset(name[at:] for name in _NAMES for at in range(len(name))) | {"a"}
_NO_WORDS: Final = frozenset(("img", "mg", "amp-img", "mp-img", "p-img", "-img"))
"""Ends that no prose has."""
_LAST: Final = re.compile(r"(?:\A|(?<=[\s.!?…,;:)\"”’]))[\w-]{1,12}+(?=\s{1,40}+\Z)")
_FAR: Final = 60


def name_before(text: str, start: int, floor: int) -> tuple[int, str | None]:
    """Where remains begin that begin with the end of a name, and the image that it names.

    A word that prose has as well counts only at the start of its line or of the text.

    >>> name_before('Fog. mp-img alt="Fog">', 12, 0)
    (5, 'amp-img')
    >>> name_before('He is a class="x">', 8, 0)
    (8, None)
    """
    lead = text[max(floor, start - _FAR) : start]
    found = _LAST.search(lead)
    if found is None:
        return start, None
    name, at = found[0].lower(), start - len(lead) + found.start()
    first = at == floor or text[at - 1] == "\n" or not text[floor:at].strip()
    if name not in (_ENDS if first else _NO_WORDS):
        return start, None
    if name.endswith("-img"):
        return at, "amp-img"
    return at, "img" if name in ("img", "mg", "g") else None

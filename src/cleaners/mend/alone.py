"""Remains that are hardly any: the end of one value, or attributes that have no value.

``r-item">`` at the end of a line, ``w-full" loop muted>``, ``oplay playsinline>``: no name with a
value is left that could tell of a tag. What tells is where they stand, and that prose has
neither a quote that nothing opened before a ``>``, nor such names before one.
"""

from __future__ import annotations

import re
from typing import Final

from cleaners.mend.edits import Edit
from cleaners.mend.tagnames import BEHIND_BLOCK

_MAX_LINE: Final = 2000
_LONG_WORD: Final = 12
_FEW_WORDS: Final = 12
_VALUE_END: Final = re.compile(r"(?=[^\s;:_]{0,80}?[;:_])[^\s\"'<>=(){}]{4,200}")
"""A line of one word that no prose has: the end of a style or a class."""
_BLOCK_END: Final = 16
_BEHIND_HEAD: Final = re.compile(r"<(?:meta|link)\s[^<>]{0,400}>\s*\Z", re.IGNORECASE)
"""Between the elements of a head no words stand."""
_OPENS: Final = {"”": "“", "’": "‘"}


def alone(text: str, start: int, quote: int, end: int) -> bool:
    r"""Whether the quote before a ``>`` is the only one of its line, and no sentence begins there.

    ``start`` is where the text begins, ``end`` the place behind the ``>``.

    >>> said = "It lay.", 'r-item">', 'So "he">', 'The harbour">', "r-item’>", 'Fog.\nof a bay">'
    >>> [alone(one, 0, len(one) - 2, len(one)) for one in said]
    [False, True, False, True, True, True]
    """
    mark = text[quote]
    begin = max(text.rfind("\n", start, quote) + 1, start)
    if mark not in "\"'”’" or quote - begin > _MAX_LINE:
        return False
    line = text[begin:quote]
    said, first = line.strip(), not text[start:begin].strip()
    if not first and _VALUE_END.fullmatch(line):
        return True
    opening = _OPENS.get(mark, mark)
    if said[:1] == opening and line.count(opening) == 1:
        return True  # a value of which only the name was lost
    if mark in line or opening in line:
        return False
    ends_line = text[end : end + 1] in ("", "\n", "<")
    if said[:1].islower() and ends_line and len(said.split()) <= _FEW_WORDS and (first or said[1:]):
        return True
    return first and _begins(text, start, said, mark)


def _begins(text: str, start: int, said: str, mark: str) -> bool:
    """Whether a text may begin inside of a value."""
    if mark in "'’":
        return len(said) > _LONG_WORD and not any(c.isspace() for c in said)
    behind = text[max(start - _BLOCK_END, 0) : start]
    return (
        not said[:1].isupper()
        or start == 0
        or BEHIND_BLOCK.search(behind) is not None
        or _BEHIND_HEAD.search(text[max(start - _MAX_LINE, 0) : start]) is not None
    )


_BARE: Final = (
    *("allowfullscreen", "async", "autoplay", "controls", "defer", "hidden", "itemscope", "loop"),
    *("mozallowfullscreen", "muted", "playsinline", "webkitallowfullscreen", "crossorigin"),
    "preload",
)
_LEAST: Final = 5
_ENDS: Final = frozenset(name[at:] for name in _BARE for at in range(len(name) - 1))
_SURE: Final = frozenset(end for end in _ENDS if len(end) >= _LEAST)
_RUN: Final = re.compile(
    rf"(?:\b(?:{'|'.join(_BARE)}|data-[\w-]{{1,40}})|(?<![\w-])[a-z]{{5,20}})\s{{0,4}}/?>"
)
_LAST: Final = re.compile(r"(?:\A|\s)(?P<lead>\S{0,200}[.!?…)”’。])?(?P<name>[\w-]{1,40})\Z")
_FAR: Final = 400
_MOST: Final = 5_000


def bare(text: str, start: int, end: int) -> list[Edit]:
    """The ends of tags that state names without values and nothing else.

    They begin a line, or are glued to a sentence; a name that was cut may be the first.

    >>> said = "Fog.load loop muted>It lay.", "aysinline>It lay.", "Press controls> or muted>"
    >>> [[(e.start, e.end) for e in bare(one, 0, len(one))] for one in said]
    [[(4, 20)], [(0, 10)], []]
    """
    edits: list[Edit] = []
    floor = start
    for found in _RUN.finditer(text, start, end):
        if len(edits) >= _MOST:
            break
        begin = _first(text, max(floor, found.start() - _FAR), found)
        if begin is not None:
            edits.append(Edit(begin, found.end(), "", "torn-tag-head", 0.7))
            floor = found.end()
    return edits


def _first(text: str, floor: int, found: re.Match[str]) -> int | None:
    """Where a run of names begins of which the last was found; None if a word is no such name."""
    stop = found.end() - len(found[0]) + len(found[0].rstrip("/> \t\r\n"))
    said = text[max(text.rfind("\n", floor, stop) + 1, floor) : stop]
    names, left = 0, said
    while left.strip():
        last = _LAST.search(left)
        if last is None or not _is_bare(last["name"]):
            break
        names, left = names + 1, left[: last.start("name")]
        if last["lead"]:
            break
        left = left.rstrip() if left.strip() else left
    if not names and not left.strip():
        return None
    last = _LAST.search(left)
    if names and last and last["name"] in _ENDS and (last["lead"] or not left[: last.start()]):
        left = left[: last.start("name")]
    glued = not said[len(left) : len(left) + 1].isspace()
    whole = not left.strip() or (left[-1:] in _STOPS and (names > 1 or glued))
    return stop - len(said) + len(left) if names and whole else None


_STOPS: Final = frozenset(".!?…”’)。")


def _is_bare(name: str) -> bool:
    return name in _BARE or name in _SURE or (name.startswith("data-") and len(name) > _LEAST)


def bare_before(text: str, start: int, floor: int) -> int:
    """Where remains begin that have names without values before their first whole attribute.

    >>> said = 'ipt async src="a.js">', 'fer src="a.js">', 'so it is async src="a.js">'
    >>> [bare_before(one, one.index("src"), 0) for one in said]
    [4, 0, 15]
    """
    begin = max(text.rfind("\n", floor, start) + 1, floor, start - _FAR)
    left = text[begin:start]
    if not left[-1:].isspace():
        return start
    at, left = start, left.rstrip()
    while (last := _LAST.search(left)) and not last["lead"] and last["name"] in _BARE:
        at, left = begin + last.start("name"), left[: last.start("name")].rstrip()
    if left in _ENDS and len(left) > 1:
        return begin
    whole = not left or " " not in left.strip()
    return at if whole else start

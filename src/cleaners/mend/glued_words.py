"""Words of a page in a tag that was cut: what reads as attributes, or is glued to a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.tables.torn import ATTRIBUTES, BOOLEANS, CLOSED, PREFIXES

if TYPE_CHECKING:
    from cleaners.mend.attribute import Attribute


def count_words(read: list[Attribute]) -> int:
    """How many of the last attributes are words of prose: the first is no attribute of its own.

    >>> from cleaners.mend.attribute import Attribute
    >>> [count_words([Attribute(name, None, 0, 0) for name in said.split()])
    ...  for said in ("controls the ferry", "the download of fog", "data-a data-b", "c1-1 c1-2 b")]
    [2, 4, 0, 0]
    """
    at = len(read)
    while at and read[at - 1].value is None:
        at -= 1
    while at < len(read) and stands_alone(read[at].name):
        at += 1
    plain = sum(1 for word in read[at:] if _LETTERS.search(word.name))
    return len(read) - at if plain * 2 >= len(read) - at else 0


_LETTERS: Final = re.compile(r"\A[^\w]*[^\W\d_]+(?:['’-][^\W\d_]+)?[^\w]*\Z")


def stands_alone(name: str) -> bool:
    """Whether an attribute may stand without a value."""
    return name in BOOLEANS or (name.startswith(PREFIXES) and len(name) > 4)  # noqa: PLR2004


def own_name(text: str, word: Attribute) -> int:
    r"""Where prose begins: at ``word``, or inside or behind it if it is the head of a name.

    >>> from cleaners.mend.markup import read_tag
    >>> read = read_tag("<img cla\nIn the bay", 0, 4, "img")
    >>> read.end, read_tag("<img claIn the bay", 0, 4, "img").end
    (8, 8)
    """
    said = text[word.start : word.end]
    head = _HEAD.match(said)
    if head is None or not (
        head[0].startswith(PREFIXES) or any(full.startswith(head[0]) for full in ATTRIBUTES)
    ):
        return word.start
    if head.end() < len(said):
        return word.start + head.end()
    behind = _AHEAD.match(text, word.end)
    return word.end if behind else word.start


_HEAD: Final = re.compile(r"[a-z-]++(?=[A-Z]|\Z)")
_AHEAD: Final = re.compile(r"[^\S\n]*+\n|\s++[A-Z“\"]")


_HUMP: Final = re.compile(
    r"(?<=[a-zß-ÿ0-9/_=&?,-])(?=[A-ZÀ-Þ](?:[^\W\d_A-Z]{2,}+|[A-Z]++(?![a-z]))(?:[^\S\n][^<>=\"]{0,200})?\s*+\Z)"
    r"|(?<=[!-~])(?=[^\x00-\u036f\u2000-\u206f])"
)
_WORDS_ALONE: Final = re.compile(
    r"(?<=[\"'])(?=[A-ZÀ-Þ][^\W\d_A-Z]{2,}+(?:[^\S\n][^<>=\"]{0,200})?\s*+\Z)"
)
"""Words right behind the quote of a value that no words are."""
_MOST_WORDS: Final = 300


def own_words(text: str, read: list[Attribute], end: int) -> int:
    """Where the words begin that an element holds whose end tag stands right behind: it has some.

    >>> from cleaners.mend.markup import read_tag
    >>> said = '<a href="/foFog closes</a>'
    >>> said[read_tag(said, 0, 2, "a").end :]
    'Fog closes</a>'
    """
    last = read[-1]
    begin = max(last.start + len(last.name) + 1, end - _MOST_WORDS)
    hump = _HUMP.search(text, begin, end) if last.value else None
    if hump is None and last.value and last.name in CLOSED:
        hump = _WORDS_ALONE.search(text, begin, end)
    if hump is None:
        return end
    cut = end - hump.start()
    read[-1] = last._replace(value=(last.value or "")[:-cut], end=hump.start())
    return hump.start()

"""How much of what a reader saw the records took over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.page import Walk


def text_coverage(
    walk: Walk, body_blocks: Iterable[int], values: Iterable[str | None] = ()
) -> float | None:
    """Share (0-1) of the visible characters that stand in a record; None without any text.

    ``body_blocks`` were taken whole; ``values`` are the other texts that fields took over
    (headline, authors, captions, credits …): a block counts when it is such a value, or is a
    label and a value. White space counts on neither side.

    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> seen = walk(etree.HTML("<h1>Fog</h1><p>Thick fog.<p>By Ada"))
    >>> text_coverage(seen, [1], ["Fog", "Ada"])
    1.0
    >>> text_coverage(walk(etree.HTML("<p>Fog<p>Sun")), [0])
    0.5
    """
    total = _visible(walk.said)
    if not total:
        return None
    taken = set(body_blocks)
    covered = _visible("".join([walk.texts[block] for block in taken]))
    known = [" ".join(value.split()) for value in values if value and value.strip()]
    if known:
        rest = (text for block, text in enumerate(walk.texts) if block not in taken)
        covered += sum(_within(text, known) for text in rest)
    return covered / total


_LONGEST_LABEL = 30


def _within(text: str, known: list[str]) -> int:
    """Characters of ``text`` that a value took: all where little but the value stands in it."""
    flat = text.replace("\n", " ") if "\n" in text else text
    for value in known:
        if value in flat and len(flat) <= len(value) + _LONGEST_LABEL:
            return _visible(text)
        if flat in value:
            return _visible(text)
    return 0


def _visible(text: str) -> int:
    return len(text) - text.count(" ") - text.count("\n")

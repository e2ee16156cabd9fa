"""Long articles to their end: paragraphs that go on where the model lost heart.

The model has learnt from annotated pages, and annotators grow tired: of very long articles many
hold the first part alone. So the further down a paragraph stands the less it is believed, and of
250 alike the last 80 fell below what is worth taking. Paragraphs that stand beside each other in
one element are one text: where a good part of them was chosen, the others belong to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cleaners.page import Walk

_FEWEST: Final = 10
"""Paragraphs of one element that were chosen; fewer are no long text."""
_FEWEST_OTHER: Final = 30
"""The same where they are no ``p``: captions, teasers and comments are such elements too."""
_SHARE: Final = 0.3
"""Of the paragraphs of one element that were chosen."""
_LONG_ENOUGH: Final = 40
_LINKED: Final = 0.2
"""Share of a paragraph inside links, from which on it leads elsewhere."""
_UNLIKELY: Final = 0.05
_PARAGRAPHS: Final = frozenset(("p", "div", "li"))
_PARTS: Final = frozenset(("h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_LISTS: Final = frozenset(("ul", "ol", "dl"))


def run_on(
    walk: Walk, chosen: Sequence[int], chance: NDArray[np.float64], copies: Iterable[int]
) -> list[int]:
    """``chosen`` (indices of blocks, ascending) and what runs on in the same element.

    Never ``copies``, nor what the model holds for unlikely, nor paragraphs that are mostly links.

    >>> import numpy as np
    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> said = "<p>Ferries stayed in port on Monday, said the harbour master.</p>"
    >>> page = walk(etree.HTML(f"<article>{said * 20}</article>"))
    >>> [len(run_on(page, range(size), np.full(20, 0.3), ())) for size in (12, 1)]
    [20, 1]
    """
    if len(chosen) < _FEWEST:
        return list(chosen)
    kept, left = set(chosen), set(copies)
    for blocks in _beside(walk):
        likely = [b for b in blocks if b not in left and chance[b] >= _UNLIKELY]
        taken = sum(b in kept for b in likely)
        fewest = _FEWEST if _are_paragraphs(walk, likely) else _FEWEST_OTHER
        if taken < max(fewest, _SHARE * len(likely)) or taken == len(likely):
            continue
        more = [b for b in likely if b not in kept]
        kept.update(more)
        kept.update(_between(walk, more[0], likely[-1]))
    return sorted(kept)


def _beside(walk: Walk) -> Iterable[list[int]]:
    """The paragraphs that stand beside each other, an element at a time."""
    beside: dict[int, list[int]] = {}
    for block, holder in enumerate(walk.holders):
        if walk.tags[holder] in _PARAGRAPHS and _is_prose(walk, block):
            beside.setdefault(_around(walk, holder), []).append(block)
    return beside.values()


def _are_paragraphs(walk: Walk, blocks: Iterable[int]) -> bool:
    return all(walk.tags[walk.holders[block]] == "p" for block in blocks)


def _around(walk: Walk, holder: int) -> int:
    """The nearest element around a paragraph that holds others too."""
    around = walk.parents[holder]
    while around > 0 and walk.lasts[around] - walk.firsts[around] == 1:
        around = walk.parents[around]
    return around


def _is_prose(walk: Walk, block: int) -> bool:
    size = len(walk.texts[block])
    return size >= _LONG_ENOUGH and walk.link_chars[block] <= _LINKED * size


def _between(walk: Walk, first: int, last: int) -> Iterable[int]:
    """Subheadings, quotations and lists among paragraphs of one element."""
    around = _around(walk, walk.holders[first])
    for block in range(first, last):
        holder = walk.holders[block]
        tag, parent = walk.tags[holder], walk.parents[holder]
        if (parent == around and tag in _PARTS) or (
            tag in ("li", "dd", "dt")
            and walk.tags[parent] in _LISTS
            and walk.parents[parent] == around
            and walk.link_chars[block] <= _LINKED * len(walk.texts[block])
        ):
            yield block

"""Tables of data between the paragraphs of a text: wholly of the body, or not at all.

The model judges a cell by its size, as it judges a label, and took some cells of a table and left
others. What a row says is lost with one of its cells, so a table goes in or out as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.extract.furniture import marked
from cleaners.tables.furniture import LABELS, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.page import Walk

_CELLS: Final = frozenset(("td", "th"))
_DEPTH: Final = 3
"""Containers between a block and its cell."""
_LEAST: Final = 4
_MOST: Final = 400
"""Cells; more are a listing of its own."""
_LONGEST: Final = 200
_MEAN: Final = 60
"""Characters of a cell: in longer ones a page is laid out."""
_COLUMNS: Final = 1.5
"""Cells of a row, on average."""
_LINKED: Final = 0.4
_STOPS: Final = tuple(".!?…。！？।")
_BESIDE: Final = 2
"""Blocks that a figure may hold besides its table: a title and a source."""


class Table(NamedTuple):
    """A table of data: its blocks, and the element in which it stands among others."""

    first: int
    last: int
    """Behind its last block."""
    around: int
    """-1 where what is around it stands outside of any text."""


def whole_tables(
    walk: Walk, chosen: Sequence[int], copies: Iterable[int] = (), likely: Iterable[int] = ()
) -> list[int]:
    """``chosen`` (indices of blocks, ascending), each table of data among them whole or left out.

    A table belongs to the body where chosen blocks of the same element stand before and behind it.
    Right before or right behind it is enough where some of its cells were chosen, or were
    ``likely`` and gave way to sentences. In what is no part of a text it goes with its first cell.

    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> rows = "<table><tr><td>North<td>12<tr><td>South<td>7</table>"
    >>> page = walk(etree.HTML(f"<div><p>Fog came.</p>{rows}<p>It stayed.</p></div>"))
    >>> whole_tables(page, [0, 2, 5]), whole_tables(page, [2, 3])
    ([0, 1, 2, 3, 4, 5], [2, 3])
    """
    if "table" not in walk.tags:
        return list(chosen)
    kept, left = set(chosen), set(copies)
    known = kept.union(likely)
    for table in _tables(walk):
        cells = range(table.first, table.last)
        outer = [block for block in chosen if not table.first <= block < table.last]
        if table.around < 0:
            if outer and not kept.issuperset(cells):
                kept.difference_update(cells)
        elif _belongs(walk, table, outer, some=not known.isdisjoint(cells)):
            kept.update(block for block in cells if block not in left)
    return sorted(kept)


def _belongs(walk: Walk, table: Table, outer: Sequence[int], *, some: bool) -> bool:
    """Whether a table stands in the text that the ``outer`` blocks are of."""
    first, last = walk.firsts[table.around], walk.lasts[table.around]
    before = any(first <= block < table.first for block in outer)
    behind = any(table.last <= block < last for block in outer)
    return (before and behind) or (
        some and ((before and table.first - 1 in outer) or (behind and table.last in outer))
    )


def cells_alone(walk: Walk, chosen: Sequence[int]) -> list[int]:
    """The cells of a table of which all of ``chosen`` are, though sentences stand beside it.

    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> rows = "<table><tr><td>North<td>12<tr><td>South<td>7</table>"
    >>> page = walk(etree.HTML(f"<div>{rows}<p>Fog came.</p><p>It stayed.</p></div>"))
    >>> cells_alone(page, [0, 1]), cells_alone(page, [0, 4])
    ([0, 1, 2, 3], [])
    """
    if not chosen or walk.tags[walk.holders[chosen[0]]] not in _CELLS:
        return []
    for table in _tables(walk):
        if table.around >= 0 and table.first <= chosen[0] and chosen[-1] < table.last:
            beside = range(walk.firsts[table.around], walk.lasts[table.around])
            said = any(walk.texts[b].endswith(_STOPS) and _is_paragraph(walk, b) for b in beside)
            return list(range(table.first, table.last)) if said else []
    return []


def _is_paragraph(walk: Walk, block: int) -> bool:
    return walk.tags[walk.holders[block]] == "p" and not walk.link_chars[block]


def _tables(walk: Walk) -> Iterator[Table]:
    for at, tag in enumerate(walk.tags):
        if tag != "table":
            continue
        first, last = walk.firsts[at], walk.lasts[at]
        if _LEAST <= last - first <= _MOST and _is_data(walk, at):
            yield Table(first, last, _around(walk, at))


def _is_data(walk: Walk, at: int) -> bool:
    """Whether a table holds short cells in rows of several, and hardly any links."""
    blocks = range(walk.firsts[at], walk.lasts[at])
    sizes = [len(walk.texts[block]) for block in blocks]
    linked = sum(walk.link_chars[block] for block in blocks)
    if max(sizes) > _LONGEST or sum(sizes) > _MEAN * len(sizes) or linked > _LINKED * sum(sizes):
        return False
    cells = [walk.holders[block] for block in blocks if walk.holders[block] != at]  # no title
    rows = {_row(walk, cell) for cell in cells}
    return len(rows) > 1 and None not in rows and len(cells) >= _COLUMNS * len(rows)


def _row(walk: Walk, holder: int) -> int | None:
    """The row of a block; None if it stands in no cell, or deep inside of one."""
    for _ in range(_DEPTH):
        if walk.tags[holder] in _CELLS:
            return walk.parents[holder]
        holder = walk.parents[holder]
    return None


def _around(walk: Walk, at: int) -> int:
    """The element in which a table stands among others; -1 if one on the way is furniture."""
    size = walk.lasts[at] - walk.firsts[at]
    around = at
    while walk.lasts[around] - walk.firsts[around] <= size + _BESIDE:
        if walk.tags[around] in OUTSIDE - {"figure"} or marked(walk.nodes[around], LABELS):
            return -1
        above = walk.parents[around]
        if above < 0 or walk.tags[above] == "html":
            break
        around = above
    return around

"""Short paragraphs that the choice of the body left out, though they stand in its midst.

The model judges a block by its size among much else, and the set with the best expected F1 can
do without a short one: of a page of three sentences it may take the longest alone. What stands
in the same element as most of the body, and does not say of itself that it is furniture, is
part of the same text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.extract.furniture import marked
from cleaners.extract.lines import fold
from cleaners.tables.elements import HEADINGS
from cleaners.tables.furniture import LABELS, OUTSIDE
from cleaners.tables.junk_lines import JUNK
from cleaners.tables.line_labels import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cleaners.page import Walk

_MAIN: Final = 0.25
"""Share of the body's characters that an element must hold: comments each have their own."""
_SHARE: Final = 0.5
"""Of an element's characters that must be chosen, unless it holds few blocks …"""
_FEW: Final = 12
"""… or the body stands in it for the most part."""
_LONGEST: Final = 200
"""Characters: of longer paragraphs the model has enough to judge by. Listings are long too."""
_LINKED: Final = 0.2
_LINK: Final = 0.8
"""Share of a block inside links that makes it a link."""
_TAKEN: Final = {"p": 0.2, "li": 0.2, "dd": 0.2, "dt": 0.2, "pre": 0.1, "blockquote": 0.1}
"""How likely a block must be, of how likely the likeliest chosen one beside it is."""
_TAKEN_HEADING: Final = 0.3
_ITEMS: Final = frozenset(("li", "dd", "dt"))
_WRAPS: Final = frozenset(("ul", "ol", "dl", "blockquote", "li"))
"""They stand inside of a text, and are no text of their own."""
_NOTICE: Final = re.compile(
    r"^©|\bcookies\b.*\b(?:site|website|accept|agree|consent|experience|privacy|policy)\b"
    r"|\ball rights reserved\b",
    re.IGNORECASE | re.DOTALL,
)
_PLEA: Final = re.compile(
    r"\bcopyright\b|\bnewsletter\b|^(?:subscribe|sign up|follow us)\b", re.IGNORECASE
)
_COUNT: Final = re.compile(r"[\d()]+")
_ENDS: Final = frozenset('.!?。！？…।॥؟۔"”»」』:;：')
_UNSTOPPED: Final = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]$")
"""Thai, Lao and Khmer part sentences by spaces alone."""


class _Text(NamedTuple):
    """An element that holds a good part of the body."""

    box: int
    blocks: list[int]
    taken: list[int]
    """The chosen ones, without headings and known labels."""
    few: bool
    least: float
    """What the share of each kind of block is taken of: how likely the likeliest chosen one is.

    Half of it where there are few, since the model doubts whatever stands on so small a page.
    """


def fill(
    walk: Walk, chosen: Sequence[int], chance: NDArray[np.float64], copies: Iterable[int]
) -> list[int]:
    """``chosen`` (indices of blocks, ascending) and the short blocks that belong to the same text.

    Never ``copies``, links, known labels, and what its own element calls furniture.

    >>> import numpy as np
    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> page = walk(etree.HTML("<div><p>No ferry today.<p>It runs on Monday.<p>Share</div>"))
    >>> fill(page, [0], np.array([0.3, 0.2, 0.2]), ())
    [0, 1]

    What the model holds for much less likely than its neighbours stays out:

    >>> fill(page, [0], np.array([0.3, 0.02, 0.2]), ())
    [0]
    """
    kept, left = set(chosen), set(copies)
    for text in _texts(walk, chosen, chance):
        kept.update(_more(walk, text, chance, kept, left))
    return sorted(kept)


def without_asides(walk: Walk, chosen: Sequence[int]) -> list[int]:
    """``chosen`` without the links of an ``<aside>``: they lead to other articles.

    Where little else was chosen than links they stay: such a page is a list of them.

    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> page = walk(etree.HTML("<p>Fog came.</p><aside><a href=/a>Storm ahead</a></aside>"))
    >>> without_asides(page, [0, 1]), without_asides(page, [1])
    ([0], [1])
    """
    if "aside" not in walk.tags:
        return list(chosen)
    kept = [b for b in chosen if not (_leads_away(walk, b) and _is_aside(walk, walk.holders[b]))]
    linked = sum(walk.link_chars[block] for block in kept)
    return kept if linked < _LINKED * _chars(walk, kept) else list(chosen)


def _leads_away(walk: Walk, block: int) -> bool:
    return walk.link_chars[block] >= _LINK * len(walk.texts[block])


def _is_aside(walk: Walk, at: int) -> bool:
    while at >= 0:
        if walk.tags[at] == "aside":
            return True
        at = walk.parents[at]
    return False


def gives_notice(said: str) -> bool:
    """Whether a short block is the notice of a site: of its cookies, of its rights.

    >>> gives_notice("We use cookies to improve your experience."), gives_notice("© 2026 Zed")
    (True, True)
    >>> gives_notice("The baker of Zed sells cookies again.")
    False
    """
    return len(said) <= _LONGEST and _NOTICE.search(said) is not None


def _texts(walk: Walk, chosen: Sequence[int], chance: NDArray[np.float64]) -> Iterator[_Text]:
    whole = _chars(walk, chosen) - sum(walk.link_chars[block] for block in chosen)
    kept = set(chosen)
    boxes: dict[int, int] = {}
    beside: dict[int, list[int]] = {}
    for block, holder in enumerate(walk.holders):
        if holder not in boxes:
            boxes[holder] = _box(walk, holder)
        beside.setdefault(boxes[holder], []).append(block)
    for box, blocks in beside.items():
        taken = [b for b in blocks if b in kept and _anchors(walk, b)]
        held = _chars(walk, taken)
        if not taken or held < _MAIN * whole:
            continue
        few = len(blocks) <= _FEW and held >= whole / 2
        prose = [b for b in blocks if _tag(walk, b) in _TAKEN or _tag(walk, b) in HEADINGS]
        if few or held >= _SHARE * _chars(walk, prose):
            top = max(float(chance[b]) for b in taken)
            yield _Text(box, blocks, taken, few, top / 2 if few else top)


def _anchors(walk: Walk, block: int) -> bool:
    """Whether a chosen block says where the text is: no heading, and nothing chosen by mistake."""
    said = walk.texts[block]
    return not (_tag(walk, block) in HEADINGS or _parts(said) or gives_notice(said))


def _more(
    walk: Walk, text: _Text, chance: NDArray[np.float64], kept: set[int], left: set[int]
) -> list[int]:
    """The blocks of one element that belong to its chosen ones."""
    first, last = text.taken[0], text.taken[-1]
    known, more = sorted(kept), list[int]()  # both ascend, so that both can be searched by halving
    for block in text.blocks:
        if block > last and _parts(walk.texts[block]):
            break  # what follows is another list: related pages, comments
        if block in kept or block in left or not _likely(walk, text, block, chance):
            continue
        within = first < block < last
        if _is_furniture(walk, text.box, block):
            continue
        if _fits(walk, text, block, within=within, known=(known, more)):
            more.append(block)
    while more and more[-1] > last and _tag(walk, more[-1]) in HEADINGS:
        more.pop()  # headings at the end head nothing
    return more


def _fits(
    walk: Walk, text: _Text, block: int, *, within: bool, known: tuple[list[int], list[int]]
) -> bool:
    """Whether a block goes on with the text around it."""
    tag, said = _tag(walk, block), walk.texts[block]
    if tag in HEADINGS:
        return block > text.taken[0]
    if within:
        return True
    if tag in _ITEMS:
        return _listed(walk, block, known)
    return said[-1] in _ENDS or _UNSTOPPED.search(said) is not None


def _listed(walk: Walk, block: int, known: tuple[list[int], list[int]]) -> bool:
    """Whether of a list something is known, or the paragraph before it announces it."""
    around = walk.parents[walk.holders[block]]
    first, last = walk.firsts[around], walk.lasts[around]
    if any(bisect_left(some, first) < bisect_left(some, last) for some in known):
        return True
    announced = first > 0 and walk.texts[first - 1].endswith((":", "："))
    return announced and any(
        bisect_left(some, first - 1) < bisect_left(some, first) for some in known
    )


def _likely(walk: Walk, text: _Text, block: int, chance: NDArray[np.float64]) -> bool:
    tag = _tag(walk, block)
    least = _TAKEN_HEADING if tag in HEADINGS and tag != "h1" else _TAKEN.get(tag)
    if tag == "div" and text.few and any(_tag(walk, b) == "div" for b in text.taken):
        least = _TAKEN["p"]  # elsewhere labels of all kinds are such boxes
    if least is None or len(walk.texts[block]) > _LONGEST:
        return False
    return float(chance[block]) >= least * text.least


def _is_furniture(walk: Walk, box: int, block: int) -> bool:
    """Whether a block leads away, is a known label, or its elements below ``box`` say so."""
    said = walk.texts[block]
    if walk.link_chars[block] > _LINKED * len(said) or not any(map(str.isalnum, said)):
        return True
    if _parts(said) or gives_notice(said) or _PLEA.search(said):
        return True
    at = walk.holders[block]
    while at != box:
        node = walk.nodes[at]
        if walk.tags[at] in OUTSIDE or node.get("hidden") is not None or marked(node, LABELS):
            return True
        at = walk.parents[at]
    return False


def _parts(said: str) -> bool:
    """Whether a line is a label that pages put around their articles.

    >>> _parts("Related articles"), _parts("Comments (3)"), _parts("The ferry waits.")
    (True, True, False)
    """
    folded = fold(_COUNT.sub(" ", said)) if len(said) <= _LONGEST else ""
    return bool(folded) and (
        folded in JUNK or folded in FORMS or all(word in JUNK for word in folded.split())
    )


def _box(walk: Walk, holder: int) -> int:
    """The nearest element around a block that holds others too, and is no list or quotation."""
    around = walk.parents[holder]
    while around > 0 and (
        walk.lasts[around] - walk.firsts[around] == 1 or walk.tags[around] in _WRAPS
    ):
        around = walk.parents[around]
    return around


def _tag(walk: Walk, block: int) -> str:
    return walk.tags[walk.holders[block]]


def _chars(walk: Walk, blocks: Iterable[int]) -> int:
    return sum(len(walk.texts[block]) for block in blocks)

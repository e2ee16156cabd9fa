"""What the model is told of each block: its text, its ancestors, its neighbours, its page.

Blocks below a container are one run of blocks (``Walk.firsts`` to ``Walk.lasts``), so a sum over
a subtree is the difference of two entries of a running sum, for all containers at once. Only
what must look at each text or each attribute is a loop in Python.

The order of the columns is part of the trained weights: append, never sort.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cleaners.extract.lines import fold
from cleaners.tables.class_words import BITS, HIDDEN_BIT, MASK_WIDTH, TAG_BITS, TAG_CODES
from cleaners.tables.junk_lines import JUNK
from cleaners.tables.line_labels import FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element
    from numpy.typing import NDArray

    from cleaners.page import Walk

    Columns = list[NDArray[Any]]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

_LEVELS: Final = 6
"""How many ancestors of a block are described: its holder and five above."""
_PROSE_CHARS: Final = 70
_SHORT_CHARS: Final = 30
_LABEL_CHARS: Final = 60
_TITLE_CHARS: Final = 10
_LINKED: Final = 0.35
_WORDS: Final = re.compile(r"[A-Z]?[a-z]++|[A-Z]++(?![a-z])|h[1-6]")
_DENSE: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_DENSITY: Final = 3
"""The model learnt from alphabets; a Chinese sentence has a third of the characters."""
_DIGIT: Final = re.compile(r"\d")
_MARK: Final = re.compile(r"[|©»›•→]")
_ENDS: Final = frozenset('.!?。！？…।؟"”»」』:;')
_STOPS: Final = frozenset('.!?。！？…।؟"”»」』')


def features(walk: Walk) -> Floats:
    """One row a feature, one column a block; ``walk`` must hold a block.

    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> features(walk(etree.HTML("<h1>Fog</h1><p>It is thick."))).shape[1]
    2
    """
    holders = np.array(walk.holders)
    own = _own(walk)
    ladder = _ladder(walk, holders)
    classes, near, far = _containers(walk)
    columns = [
        *own,
        *_ancestors(walk, ladder, own),
        *_repeats(walk, ladder, classes),
        *_neighbours(own, holders),
        *_page(walk, own),
        *_places(walk, own, ladder),
        *_hints(walk, ladder),
        *_order(walk, holders),
    ]
    plain = np.concatenate(columns, dtype=np.float32, casting="unsafe")
    masks = np.array([far, near])[:, holders]
    return np.concatenate((plain.reshape(-1, len(holders)), _unfolded(masks)))


# columns of the text itself: the first four are named, since others are built on them
_SIZE, _LINK, _PROSE, _SHORT = range(4)


def _own(walk: Walk) -> Columns:
    plain = np.array([len(text) for text in walk.texts], dtype=np.float32)
    dense = np.array([_dense(text) for text in walk.texts], dtype=np.float32)
    sizes = plain + (_DENSITY - 1) * dense
    links = np.array(walk.link_chars, dtype=np.float32) * (sizes / plain)
    counts = np.array([_text(text) for text in walk.texts], dtype=np.float32).T
    counts[2] += dense / 2
    prose = np.where((sizes >= _PROSE_CHARS) & (links < _LINKED * sizes), sizes, 0)
    prose = np.where(counts[0] > 0, prose, prose / 3)
    tags = np.array([TAG_CODES.get(walk.tags[c], 0) for c in walk.holders], dtype=np.float32)
    return [
        sizes,
        links / sizes,
        prose.astype(np.float32),
        (sizes < _SHORT_CHARS).astype(np.float32),
        tags,
        *counts,
        counts[1] / sizes,
        counts[0] / sizes,
        sizes / counts[2],
    ]


def _dense(text: str) -> int:
    """Characters that say as much as ``_DENSITY`` letters of an alphabet do.

    >>> _dense("港口 fog"), _dense("fog")
    (2, 0)
    """
    return 0 if text.isascii() else len(_DENSE.findall(text))


def _text(text: str) -> tuple[float, ...]:
    """Counts of one block's text; some only where they can matter."""
    last, first, size = text[-1], text[0], len(text)
    stops, commas = text.count(". "), text.count(",")
    if size > _LABEL_CHARS:
        stops += text.count("? ") + text.count("! ")
    if not text.isascii():
        stops += text.count("。")
        commas += text.count("，") + text.count("、")
    start = first.isupper() + 2 * first.isdigit() + 4 * first.isalpha()
    common = (stops + (last in _STOPS), commas, text.count(" ") + 1, last in _ENDS, start)
    if size > _LABEL_CHARS:
        return (*common, text.count("\n"), 0, 0, 0, 0, 0)
    return (
        *common,
        text.count("\n"),
        text.istitle(),
        text.isupper(),
        _DIGIT.search(text) is not None,
        _MARK.search(text) is not None,
        (last == ":") + 2 * (first == "©"),
    )


def _ladder(walk: Walk, holders: Ints) -> list[Ints]:
    """For each level the ancestor of every block; the root stands for what is missing."""
    parents = np.maximum(np.array(walk.parents), 0)
    ladder = [holders]
    for _ in range(_LEVELS - 1):
        ladder.append(parents[ladder[-1]])
    return ladder


def _sums(values: Floats, firsts: Ints, lasts: Ints) -> NDArray[np.float64]:
    """For each container, the sum over the blocks below it."""
    running = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    below: NDArray[np.float64] = running[lasts] - running[firsts]
    return below


def _ancestors(walk: Walk, ladder: Sequence[Ints], own: Columns) -> Columns:
    firsts, lasts = np.array(walk.firsts), np.array(walk.lasts)
    sizes, links = own[_SIZE], own[_LINK]
    chars = _sums(sizes, firsts, lasts)
    linked = _sums(sizes * links, firsts, lasts)
    prose = _sums(own[_PROSE], firsts, lasts)
    short = _sums(own[_SHORT], firsts, lasts)
    number = (lasts - firsts).astype(np.float64)
    some = np.maximum(chars, 1.0)
    table = np.stack(
        [
            np.log1p(chars),
            linked / some,
            prose / some,
            np.log1p(number),
            chars / max(float(chars[0]), 1.0),
            prose / max(float(prose[0]), 1.0),
            chars / np.maximum(number, 1.0),
            short / np.maximum(number, 1.0),
        ]
    ).astype(np.float32)
    return [column for level in ladder for column in table[:, level]]


def _repeats(walk: Walk, ladder: Sequence[Ints], classes: Sequence[str | None]) -> Columns:
    """How often an ancestor's likeness (tag and class) stands beside it, and in the page."""
    names: dict[tuple[str, str | None], int] = {}
    pairs = zip(walk.tags, classes, strict=True)
    like = np.array([names.setdefault(pair, len(names)) for pair in pairs])
    everywhere = np.bincount(like)[like]
    family = (np.array(walk.parents) + 1) * len(names) + like
    _, where, count = np.unique(family, return_inverse=True, return_counts=True)
    beside = count[where]
    return [
        *(np.log1p(beside[level]).astype(np.float32) for level in ladder[:5]),
        *(np.log1p(everywhere[level]).astype(np.float32) for level in ladder[:3]),
    ]


def _shifted(values: Floats, by: int) -> Floats:
    """``values`` of the block ``by`` places further on; zero beyond the page."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def _window(values: NDArray[Any], reach: int) -> NDArray[Any]:
    running = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    at = np.arange(len(values))
    upper, lower = np.minimum(at + reach + 1, len(values)), np.maximum(at - reach, 0)
    return (running[upper] - running[lower]).astype(np.float32)


def _neighbours(own: Columns, holders: Ints) -> Columns:
    size = np.log1p(own[_SIZE])
    columns: Columns = [
        _shifted(values, by)
        for values in (size, own[_LINK], own[4], own[8])
        for by in (-2, -1, 1, 2)
    ]
    columns += [
        (_shifted(holders.astype(np.float32) + 1, by) == holders + 1).astype(np.float32)
        for by in (-1, 1)
    ]
    linked = own[_SIZE] * own[_LINK]
    for reach in (2, 5, 12):
        chars = np.maximum(_window(own[_SIZE], reach), 1)
        columns += [
            np.log1p(chars),
            _window(linked, reach) / chars,
            _window(own[_PROSE], reach) / chars,
            _window(own[_SHORT], reach) / (2 * reach + 1),
        ]
    return columns


def _page(walk: Walk, own: Columns) -> Columns:
    """Facts of the whole page, the same for every block, and whether a text comes again."""
    sizes = own[_SIZE]
    chars = float(sizes.sum())
    prose = float(own[_PROSE].sum())
    kinds = " ".join(text for kind, text in walk.scripts if "ld+json" in kind)
    og = next((content for name, content in walk.metas if name == "og:type"), "")
    facts = (
        np.log1p(chars),
        prose / max(chars, 1.0),
        float((sizes * own[_LINK]).sum()) / max(chars, 1.0),
        np.log1p(len(sizes)),
        float(sizes.max()),
        walk.tags.count("h1"),
        np.log1p(walk.tags.count("p")),
        np.log1p(walk.tags.count("li")),
        np.log1p(len(walk.images)),
        walk.tags.count("article"),
        'rticle"' in kinds or "BlogPosting" in kinds,
        'Product"' in kinds,
        "Forum" in kinds or "QAPage" in kinds,
        og == "article",
        og.startswith("product"),
    )
    seen: dict[str, int] = {}
    again = []
    for text in walk.texts:
        seen[text] = seen.get(text, 0) + 1
        again.append(seen[text] - 1)
    total = np.array([seen[text] for text in walk.texts], dtype=np.float32)
    whole = np.repeat(np.array(facts, dtype=np.float32), len(sizes))
    return [whole, np.array(again, dtype=np.float32), total]


def _places(walk: Walk, own: Columns, ladder: Sequence[Ints]) -> Columns:
    """Where a block stands: in the page, from the headline, in the part that holds most prose."""
    count = len(walk.texts)
    at = np.arange(count, dtype=np.float32)
    firsts, lasts = np.array(walk.firsts), np.array(walk.lasts)
    prose, sizes = own[_PROSE], own[_SIZE]
    before = np.concatenate(([0.0], np.cumsum(sizes, dtype=np.float64)))
    written = np.concatenate(([0.0], np.cumsum(prose, dtype=np.float64)))
    head = headline_block(walk)
    columns: Columns = [at, at / count, before[:-1] / before[-1]]
    columns += [written[:-1] / max(written[-1], 1.0), written[-1] - written[:-1]]
    columns += [np.full(count, head >= 0), at - max(head, 0), before[:-1] - before[max(head, 0)]]
    columns += [written[:-1] - written[max(head, 0)]]
    for best in (_closest(prose, ladder, len(walk.tags)), _smallest(prose, firsts, lasts)):
        inside = (at >= firsts[best]) & (at < lasts[best])
        held = np.flatnonzero(inside & (prose > 0))
        edge = (held[0], held[-1]) if held.size else (0, count)
        columns += [inside, at - edge[0], at - edge[1]]
        columns += [
            np.full(count, (written[lasts[best]] - written[firsts[best]]) / max(written[-1], 1.0))
        ]
    for level in ladder[1:5]:
        columns += [at - firsts[level], lasts[level] - at]
    titles = " ".join(walk.titles[:1])
    columns += [
        np.array([len(text) >= _TITLE_CHARS and text[:80] in titles for text in walk.texts])
    ]
    columns += [np.array(_in_data(walk))]
    return [np.asarray(column, dtype=np.float32) for column in columns]


def headline_block(walk: Walk) -> int:
    """The block of the h1 that the title repeats, or of the first h1; -1 without one."""
    found = [b for b, holder in enumerate(walk.holders) if walk.tags[holder] == "h1"]
    title = walk.titles[0] if walk.titles else ""
    named = [b for b in found if walk.texts[b] in title or title[:20] in walk.texts[b]]
    return (named or found or [-1])[0]


def _closest(prose: Floats, ladder: Sequence[Ints], containers: int) -> int:
    """The container with the most prose among its children (their children counting half)."""
    score = np.bincount(ladder[1], prose, containers) + np.bincount(
        ladder[2], prose / 2, containers
    )
    return int(np.argmax(score))


def _smallest(prose: Floats, firsts: Ints, lasts: Ints) -> int:
    """The innermost container that holds seven tenths of the page's prose."""
    held = _sums(prose, firsts, lasts)
    return int(np.flatnonzero(held >= 0.7 * held[0])[-1])


def _in_data(walk: Walk) -> list[bool]:
    """Whether the page's own JSON-LD repeats a block's text in its ``articleBody``."""
    data = " ".join(text for _, text in walk.scripts if '"articleBody"' in text)[:200_000]
    if not data:
        return [False] * len(walk.texts)
    return [len(text) > _SHORT_CHARS and text[:_SHORT_CHARS] in data for text in walk.texts]


def _hints(walk: Walk, ladder: Sequence[Ints]) -> Columns:
    """Pictures and times around a block, and lines that say themselves that they are junk."""
    count = len(walk.texts)
    seen = np.bincount([image.block for image in walk.images], minlength=count + 1)[: count + 1]
    times = np.bincount([stamp.block for stamp in walk.times], minlength=count + 1)[:count]
    running = np.concatenate(([0], np.cumsum(seen)))
    below = running[np.array(walk.lasts)] - running[np.array(walk.firsts)]
    junk = np.zeros(count)
    for at, text in enumerate(walk.texts):
        if len(text) <= _LABEL_CHARS:
            folded = fold(text)
            junk[at] = (folded in JUNK) + 2 * (folded in FORMS)
    columns = [seen[:-1], seen[1:], times, junk, *(np.log1p(below[level]) for level in ladder[:5])]
    columns += [_shifted(junk.astype(np.float32), -1), _shifted(junk.astype(np.float32), 1)]
    return [np.asarray(column, dtype=np.float32) for column in columns]


def _order(walk: Walk, holders: Ints) -> Columns:
    """How many headlines and articles began above a block: pages may carry several stories."""
    columns: Columns = []
    for tag in ("h1", "article"):
        here = np.array([name == tag for name in walk.tags])
        columns.append(np.cumsum(here)[holders])
    return columns


def _containers(walk: Walk) -> tuple[list[str | None], list[int], list[int]]:
    """Each container's class, its own mask, and the mask of all above it (itself included)."""
    classes: list[str | None] = []
    near: list[int] = []
    far: list[int] = []
    rows = zip(walk.tags, walk.nodes, walk.parents, walk.firsts, walk.lasts, strict=True)
    for tag, node, parent, first, last in rows:
        if first == last:  # holds no text
            classes.append(None)
            near.append(0)
            far.append(0)
            continue
        stated = node.keys()
        if stated:
            names = node.get("class") if "class" in stated else None
            mask = TAG_BITS.get(tag, 0) | _mask_of(node, stated, names)
        else:
            names, mask = None, TAG_BITS.get(tag, 0)
        classes.append(names)
        near.append(mask | near[parent] if tag in _SMALL and parent > 0 else mask)
        far.append(mask | far[parent] if parent >= 0 else mask)
    return classes, near, far


_SMALL: Final = frozenset(("p", "li", "td", "dd", "dt"))


def _unfolded(masks: Ints) -> Floats:
    """Each bit of each mask as a row of its own."""
    shifts = np.arange(MASK_WIDTH, dtype=np.int64)[:, None]
    bits = (masks[:, None, :] >> shifts) & 1
    return bits.astype(np.float32).reshape(-1, masks.shape[1])


def _mask_of(node: _Element, stated: Sequence[str | bytes], names: str | None) -> int:
    """Of a container that states attributes; most state no more than a class."""
    mask = _bits(names) if names else 0
    if len(stated) == 1 and names is not None:
        return mask
    if "id" in stated and (names := node.get("id")):
        mask |= _bits(names)
    if (
        "hidden" in stated
        or ("aria-hidden" in stated and node.get("aria-hidden") == "true")
        or ("style" in stated and "none" in node.get("style", ""))
    ):
        mask |= HIDDEN_BIT
    return mask


@functools.lru_cache(maxsize=1 << 15)
def _bits(names: str) -> int:
    """The groups of the words in a class or an id.

    >>> _bits("ArticleBody__main") == BITS["article"] | BITS["body"] | BITS["main"]
    True
    >>> _bits("teasertext") == BITS["teaser"] | BITS["text"]
    True
    >>> _bits("x7")
    0
    """
    mask = 0
    for name in _WORDS.findall(names[:400]):
        mask |= _word_bits(name.lower())
    return mask


_SHORTEST_PART: Final = 4


@functools.lru_cache(maxsize=1 << 15)
def _word_bits(word: str) -> int:
    return BITS.get(word) or _compound(word)


def _compound(word: str) -> int:
    """The groups of the longest known word at the start and at the end of an unknown one."""
    mask = 0
    for cut in range(len(word) - 1, _SHORTEST_PART - 1, -1):
        if word[:cut] in BITS:
            mask |= BITS[word[:cut]]
            break
    for cut in range(1, len(word) - _SHORTEST_PART + 1):
        if word[cut:] in BITS:
            mask |= BITS[word[cut:]]
            break
    return mask

"""How likely each block of a page belongs to the body, and which blocks to take then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaners.page import Walk


def choose(walk: Walk) -> list[int]:
    """Indices of the blocks of ``walk`` that are taken for the body, in order."""
    if not walk.texts:
        return []
    sizes = np.array([len(text) for text in walk.texts], dtype=np.float64)
    return best_set(likelihood(walk), sizes)


def best_set(chance: NDArray[np.float64], sizes: NDArray[np.float64]) -> list[int]:
    """The blocks whose choice has the greatest expected F1, each weighing its size.

    With the blocks in falling order of their chance the best set is a head of that order
    (whatever is taken, a likelier block of the same size would do better).

    >>> best_set(np.array([0.9, 0.1, 0.8]), np.array([10.0, 10.0, 10.0]))
    [0, 2]
    >>> best_set(np.array([0.01]), np.array([5.0]))
    [0]
    """
    order = np.argsort(-chance, kind="stable")
    right = np.cumsum((chance * sizes)[order])
    expected = 2 * right / (np.cumsum(sizes[order]) + right[-1] + 1e-9)
    return sorted(order[: int(np.argmax(expected)) + 1].tolist())


def likelihood(walk: Walk) -> NDArray[np.float64]:
    """The chance of each block, by rules: prose in a container that holds much of it."""
    sizes = np.array([len(text) for text in walk.texts], dtype=np.float64)
    linked = np.array(walk.link_chars, dtype=np.float64) / sizes
    prose = np.where((sizes > 60) & (linked < 0.3), sizes, 0.0)  # noqa: PLR2004
    below = np.concatenate(([0.0], np.cumsum(prose)))
    firsts, lasts = np.array(walk.firsts), np.array(walk.lasts)
    held = below[lasts] - below[firsts]
    parents = np.maximum(np.array(walk.parents), 0)
    holders = np.array(walk.holders)
    up = parents[holders]
    near = np.maximum(held[up], 0.7 * held[parents[up]]) / max(below[-1], 1.0)
    tags = np.array([walk.tags[c] in {"p", "li", "h2", "h3", "pre", "blockquote"} for c in holders])
    logit = 6 * near - 6 * linked + 0.8 * np.log1p(sizes) - 6.0 + tags
    result: NDArray[np.float64] = 1 / (1 + np.exp(-logit))
    return result

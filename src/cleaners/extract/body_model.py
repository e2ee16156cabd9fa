"""How likely each block of a page belongs to the body, and which blocks to take then.

The model is a sum of oblivious trees: each level of a tree asks one question of every block, so
that all answers of all trees are one comparison of arrays. ``benchmarks/train_body.py`` trains
it; ``body_features`` says what it sees.
"""

from __future__ import annotations

import base64
import functools
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from cleaners.extract.body_features import features
from cleaners.tables import body_weights as table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaners.page import Walk

_AT_ONCE: Final = 4096
"""Blocks that are judged together, so that a huge page takes no more memory than a long one."""


class _Trees(NamedTuple):
    columns: NDArray[np.int64]
    limits: NDArray[np.float32]
    leaves: NDArray[np.float64]
    starts: NDArray[np.int32]
    """Where each tree's leaves begin."""


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
    """The chance (0-1) of each block of ``walk``, which must hold one.

    >>> from lxml import etree
    >>> from cleaners.walk import walk
    >>> likelihood(walk(etree.HTML("<nav><a href=/>Home</a></nav><p>Fog."))).shape
    (2,)
    """
    rows = features(walk)
    parts = [_sum(rows[:, at : at + _AT_ONCE]) for at in range(0, rows.shape[1], _AT_ONCE)]
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.concatenate(parts)))
    return chance


def _sum(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sum of all trees for each column of ``rows``."""
    trees = _trees()
    count, depth = table.SHAPE
    answers = (rows[trees.columns] > trees.limits).reshape(count, depth, -1)
    leaf = np.repeat(trees.starts, rows.shape[1], axis=1)
    for level in range(depth):
        leaf += answers[:, level].astype(np.int32) << level
    total: NDArray[np.float64] = trees.leaves[leaf].sum(axis=0)
    return table.BASE + table.STEP * total


@functools.cache
def _trees() -> _Trees:
    count, depth = table.SHAPE
    return _Trees(
        _unpack(table.COLUMNS, "<u2").astype(np.int64),
        _unpack(table.LIMITS, "<f4").astype(np.float32)[:, None],
        _unpack(table.LEAVES, "<i2").astype(np.float64),
        (np.arange(count, dtype=np.int32) << depth)[:, None],
    )


def _unpack(text: str, kind: str) -> NDArray[np.generic]:
    return np.frombuffer(zlib.decompress(base64.b85decode(text)), dtype=kind)

"""Train the model that chooses the body, and say how good it is on pages it has not seen.

    FRAGMEND_EVAL=… python benchmarks/train_body.py [--write] [--trees 160]

Pages are split into folds by domain; every figure printed is out of fold. ``--write`` then
trains on all pages and writes ``src/cleaners/tables/body_weights.py``.

The model is a sum of oblivious trees (every level of a tree asks one question of all its
nodes), grown on histograms with numpy alone: its prediction is a few operations on arrays.
A block's truth is the share of its words that stand in the annotated body in that order.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np

KIT = Path(os.environ["FRAGMEND_EVAL"])
sys.path[:0] = [str(KIT), str(Path(__file__).parent)]
WEIGHTS = Path(__file__).parents[1] / "src/cleaners/tables/body_weights.py"
BINS = 48
DEPTH = 6
GRAM = 4


class Sample(NamedTuple):
    set: str
    key: str
    fold: int
    truth: dict[str, Any]
    walk: Any
    rows: np.ndarray
    target: np.ndarray
    weight: np.ndarray


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def targets(texts: list[str], body: str) -> tuple[np.ndarray, np.ndarray]:
    """(share of each block's words that the body holds, words of each block)."""
    wanted = words(body)
    grams = {tuple(wanted[i : i + GRAM]) for i in range(len(wanted) - GRAM + 1)}
    lines = {tuple(words(line)) for line in body.split("\n")}
    tokens = [words(text) for text in texts]
    flat = [word for block in tokens for word in block]
    inside = np.zeros(len(flat) + GRAM, dtype=bool)
    for i in range(len(flat) - GRAM + 1):
        if tuple(flat[i : i + GRAM]) in grams:
            inside[i : i + GRAM] = True
    shares, at = [], 0
    for block in tokens:
        share = float(inside[at : at + len(block)].mean()) if block else 0.0
        if len(block) > 1 and tuple(block) in lines:
            share = 1.0
        shares.append(share)
        at += len(block)
    return np.array(shares), np.array([len(block) for block in tokens], dtype=float)


def samples(folds: int, every: int) -> list[Sample]:
    from datasets import DATASETS
    from lxml import etree
    from quality import encoding

    from cleaners.extract.body_features import features
    from cleaners.walk import walk

    found: list[Sample] = []
    domains: dict[str, int] = {}
    for name, load in DATASETS.items():
        for number, record in enumerate(load()):
            parser = etree.HTMLParser(huge_tree=True, encoding=encoding(record.html))
            tree = etree.fromstring(record.html, parser)
            if number % every or tree is None:
                continue
            seen = walk(tree)
            if not seen.texts:
                continue
            address = record.url or record.truth["source"] or f"x://{record.id}"
            host = urlsplit(address).netloc.removeprefix("www.")
            fold = domains.setdefault(host, zlib.crc32(host.encode()) % folds)
            share, size = targets(seen.texts, record.truth["body"])
            found.append(
                Sample(name, record.id, fold, record.truth, seen, features(seen).T, share, size)
            )
    return found


class Trees(NamedTuple):
    base: float
    columns: np.ndarray  # trees x depth
    limits: np.ndarray  # trees x depth
    leaves: np.ndarray  # trees x 2**depth

    def predict(self, rows: np.ndarray) -> np.ndarray:
        powers = 1 << np.arange(self.columns.shape[1])
        total = np.full(len(rows), self.base)
        for columns, limits, leaves in zip(self.columns, self.limits, self.leaves, strict=True):
            total += leaves[(rows[:, columns] > limits) @ powers]
        return total


def cuts(rows: np.ndarray) -> list[np.ndarray]:
    """Candidate thresholds of each column: quantiles of its distinct values."""
    found = []
    for column in rows.T:
        values = np.unique(column)
        if len(values) > BINS:
            values = np.unique(np.quantile(column, np.linspace(0, 1, BINS)))
        found.append(((values[:-1] + values[1:]) / 2).astype(np.float32))
    return found


def binned(rows: np.ndarray, limits: list[np.ndarray]) -> np.ndarray:
    out = np.empty(rows.shape, dtype=np.uint8, order="F")
    for at, limit in enumerate(limits):
        out[:, at] = np.searchsorted(limit, rows[:, at], side="left")
    return out


def grow(
    rows: np.ndarray, target: np.ndarray, weight: np.ndarray, trees: int, rate: float, seed: int = 7
) -> Trees:
    rng = np.random.default_rng(seed)
    limits = cuts(rows[:: max(1, len(rows) // 60_000)])
    bins = binned(rows, limits)
    mean = (weight * target).sum() / weight.sum()
    base = float(np.log(mean / (1 - mean)))
    score = np.full(len(rows), base)
    columns, edges, leaves = [], [], []
    for _ in range(trees):
        chance = 1 / (1 + np.exp(-score))
        pick = rng.random(len(rows)) < min(1.0, 60_000 / len(rows))
        sub = np.flatnonzero(pick)
        gradient = (weight * (target - chance))[sub]
        curve = (weight * chance * (1 - chance))[sub]
        usable = [c for c in rng.permutation(rows.shape[1])[:80] if len(limits[c])]
        chosen, at = grow_tree(bins[sub], gradient, curve, usable)
        where = sum(
            (bins[:, c] > a).astype(np.int64) << d
            for d, (c, a) in enumerate(zip(chosen, at, strict=True))
        )
        up = np.bincount(where, weight * (target - chance), 1 << DEPTH)
        down = np.bincount(where, weight * chance * (1 - chance), 1 << DEPTH)
        leaf = rate * up / (down + 4.0)
        score += leaf[where]
        columns.append(chosen)
        edges.append([limits[c][a] for c, a in zip(chosen, at, strict=True)])
        leaves.append(leaf)
    return Trees(base, np.array(columns), np.array(edges, dtype=np.float32), np.array(leaves))


def grow_tree(
    bins: np.ndarray, gradient: np.ndarray, curve: np.ndarray, usable: list[int]
) -> tuple[list[int], list[int]]:
    """The questions of one tree: at each level the one that gains most over all its nodes."""
    node = np.zeros(len(bins), dtype=np.int64)
    chosen: list[int] = []
    at: list[int] = []
    for level in range(DEPTH):
        best = (-1.0, usable[0], 0)
        for c in usable:
            key = node * BINS + bins[:, c]
            up = np.bincount(key, gradient, (1 << level) * BINS).reshape(-1, BINS).cumsum(1)
            down = np.bincount(key, curve, (1 << level) * BINS).reshape(-1, BINS).cumsum(1)
            rest_up, rest_down = up[:, -1:] - up, down[:, -1:] - down
            gain = (up**2 / (down + 4.0) + rest_up**2 / (rest_down + 4.0)).sum(0)[:-1]
            peak = int(np.argmax(gain))
            if gain[peak] > best[0]:
                best = (float(gain[peak]), c, peak)
        chosen.append(int(best[1]))
        at.append(best[2])
        node += (bins[:, best[1]] > best[2]).astype(np.int64) << level
    return chosen, at


def fit(pages: list[Sample], trees: int, rate: float) -> Trees:
    rows = np.concatenate([page.rows for page in pages])
    target = np.concatenate([page.target for page in pages])
    weight = np.concatenate([page_weight(page) for page in pages])
    return grow(rows, target, weight / weight.mean(), trees, rate)


def page_weight(page: Sample) -> np.ndarray:
    """Pages count alike whatever their length; in a page, long blocks count more."""
    weight = np.sqrt(page.weight + 1)
    news = page.truth.get("page_type") in {None, "article"}
    return weight / weight.sum() * (2.0 if news else 1.0)


def report(pages: list[Sample], scores: dict[str, np.ndarray]) -> None:
    import score
    from run import show

    from cleaners.extract.body import body_of_chances

    results = {}
    by_set = defaultdict(list)
    for page in pages:
        chance = 1 / (1 + np.exp(-scores[page.key]))
        body = body_of_chances(page.walk, chance, page.truth.get("title"))
        by_set[page.set].append((page.key, page.truth, {"body": body.text}))
    for name, rows in by_set.items():
        results[name] = {**score.evaluate(rows), "pages": len(rows)}
    show(results)
    for name, result in results.items():
        told = ("word_", "shingle_")
        print(name, {k: round(v, 4) for k, v in result.items() if k.startswith(told)})


def pack(values: np.ndarray) -> str:
    return base64.b85encode(zlib.compress(values.tobytes(), 9)).decode()


def write(model: Trees) -> None:
    step = float(np.abs(model.leaves).max() / 32767)
    leaves = np.round(model.leaves / step).astype("<i2")
    chunks = {
        "COLUMNS": pack(model.columns.astype("<u2")),
        "LIMITS": pack(model.limits.astype("<f4")),
        "LEAVES": pack(leaves),
    }
    lines = [
        '"""The weights of the model that chooses the body; written by benchmarks/train_body.py.',
        "",
        "Base 85 of zlib of little-endian arrays: COLUMNS (trees x levels, uint16) and",
        "LIMITS (float32) are the questions, LEAVES (trees x 2**levels, int16,",
        "in units of STEP) the answers.",
        '"""',
        "",
        "from typing import Final",
        "",
        f"SHAPE: Final = {model.columns.shape}",
        f"BASE: Final = {model.base!r}",
        f"STEP: Final = {step!r}",
    ]
    for name, text in chunks.items():
        lines.append(f"{name}: Final = (")
        lines += [f'    "{text[i : i + 120]}"' for i in range(0, len(text), 120)]
        lines.append(")")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--trees", type=int, default=160)
    ask.add_argument("--rate", type=float, default=0.15)
    ask.add_argument("--folds", type=int, default=4)
    ask.add_argument("--every", type=int, default=1, help="only each N-th page")
    ask.add_argument("--scores", help="write the out-of-fold scores here (npz)")
    ask.add_argument("--write", action="store_true")
    args = ask.parse_args()
    pages = samples(args.folds, args.every)
    print(len(pages), "pages,", sum(len(p.rows) for p in pages), "blocks,", pages[0].rows.shape[1])
    scores = {}
    for fold in range(args.folds):
        model = fit([p for p in pages if p.fold != fold], args.trees, args.rate)
        scores |= {p.key: model.predict(p.rows) for p in pages if p.fold == fold}
        print("fold", fold, flush=True)
    if args.scores:
        np.savez_compressed(args.scores, **scores)
    report(pages, scores)
    if args.write:
        write(fit(pages, args.trees, args.rate))


if __name__ == "__main__":
    main()

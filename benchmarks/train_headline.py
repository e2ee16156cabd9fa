"""Fit the weights of ``extract.headline`` and measure them out of fold, split by domain.

    FRAGMEND_EVAL=… python train_headline.py [--write]

A conditional logit: of the claims of one page, the one that equals the annotated title should
score highest. Every figure that is printed is of pages whose domain was not trained on.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from lxml import etree

from cleaners.decode import decode
from cleaners.extract.headline import features, place_of
from cleaners.extract.headline_claims import headline_claims
from cleaners.extract.structured import read_structured
from cleaners.normalize.url import domain_of
from cleaners.walk import walk

SETS = ("wcxb-dev", "fundus-dev")
FOLDS = 5
SEEN = 10
RATE, ROUNDS, SHRINK = 0.05, 300, 5e-3
SMALLEST = 0.005
TABLE = Path(__file__).parents[1] / "src/cleaners/tables/headline_weights.py"
HEAD = '''"""How much each sign speaks for a text as the headline: a conditional logit.

Fitted by ``benchmarks/train_headline.py``; the names are those of ``extract.headline.features``.
"""

from typing import Final

WEIGHTS: Final[dict[str, float]] = {
'''


class Case(NamedTuple):
    data: str
    domain: str
    facts: list[dict[str, float]]
    right: list[bool]


def cases() -> list[Case]:
    sys.path.insert(0, os.environ["FRAGMEND_EVAL"])
    from datasets import load
    from score import fold

    found = []
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    for data in SETS:
        for page in load(data):
            title = fold(page.truth.get("title"))
            if not title:
                continue
            text = decode(page.html, None).text
            seen = walk(etree.fromstring(text.encode(), parser))
            told = read_structured(seen)
            claims = headline_claims(seen, told, page.url)
            place = place_of(told, page.url)
            domain = domain_of(page.truth["source"]) or page.id
            facts = [features(claim, claims, place) for claim in claims]
            found.append(Case(data, domain, facts, [fold(c.text) == title for c in claims]))
    return found


class Fit:
    """Claims as one matrix, pages as runs of its rows."""

    def __init__(self, table: list[Case]) -> None:
        seen = Counter(name for case in table for facts in case.facts for name in facts)
        self.names = sorted(name for name, count in seen.items() if count >= SEEN)
        self.place = {name: at for at, name in enumerate(self.names)}

    def rows(self, case: Case) -> Any:
        rows = np.zeros((len(case.facts), len(self.names)))
        for at, facts in enumerate(case.facts):
            for name, value in facts.items():
                if name in self.place:
                    rows[at, self.place[name]] = value
        return rows

    def train(self, table: list[Case]) -> Any:
        table = [case for case in table if any(case.right)]
        rows = np.vstack([self.rows(case) for case in table])
        sizes = [len(case.facts) for case in table]
        starts = np.cumsum([0, *sizes[:-1]])
        page = np.repeat(np.arange(len(table)), sizes)
        wanted = np.concatenate([np.array(c.right, float) / sum(c.right) for c in table])
        weights = np.zeros(len(self.names))
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, ROUNDS + 1):  # Adam
            scores = rows @ weights
            power = np.exp(scores - np.maximum.reduceat(scores, starts)[page])
            chance = power / np.add.reduceat(power, starts)[page]
            slope = rows.T @ (chance - wanted) / len(table) + SHRINK * weights
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope**2
            scale = np.sqrt(second / (1 - 0.999**step)) + 1e-8
            weights -= RATE * first / (1 - 0.9**step) / scale
        return weights


def main() -> None:
    table = cases()
    fit = Fit(table)
    domains = sorted({case.domain for case in table})
    random.Random(1).shuffle(domains)
    part = {domain: at % FOLDS for at, domain in enumerate(domains)}
    hits, sure = defaultdict(list), defaultdict(list)
    for fold in range(FOLDS):
        weights = fit.train([case for case in table if part[case.domain] != fold])
        for case in table:
            if part[case.domain] == fold:
                if not case.facts:
                    hits[case.data].append(False)
                    continue
                scores = fit.rows(case) @ weights
                best = int(np.argmax(scores))
                hits[case.data].append(case.right[best])
                chance = 1 / np.exp(scores - scores[best]).sum()
                sure[min(int(chance * 10), 9)].append(case.right[best])
    for data, right in hits.items():
        print(f"{data}: {np.mean(right):.3f} of {len(right)} titles exact, out of fold")
    for tenth, right in sorted(sure.items()):
        print(f"confidence from .{tenth}: {np.mean(right):.2f} of {len(right)} right")
    if "--write" in sys.argv:
        weights = fit.train(table)
        told = zip(fit.names, weights, strict=True)
        lines = [f'    "{n}": {round(float(w), 2)},' for n, w in told if abs(w) >= SMALLEST]
        TABLE.write_text(HEAD + "\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

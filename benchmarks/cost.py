"""What cleaning costs, in multiples of a bare lxml parse of the same bytes, side by side.

    FRAGMEND_EVAL=… python benchmarks/cost.py [--data wcxb-dev] [--every 6] [--whole]

Every step is measured in turn on each page, and the least of three rounds counts for each.
``--whole`` adds ``clean`` from end to end. Only the ratios are meant to be compared.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path[:0] = [os.environ["FRAGMEND_EVAL"], str(Path(__file__).parent)]
ROUNDS = 3


def steps(page: bytes, *, whole: bool) -> dict[str, Callable[[], Any]]:
    from quality import encoding

    from cleaners.extract.body import select_body
    from cleaners.extract.body_features import features
    from cleaners.page import Page
    from cleaners.walk import walk

    parser = etree.HTMLParser(huge_tree=True, encoding=encoding(page))
    tree = etree.fromstring(page, parser)
    if tree is None:
        return {}
    seen = walk(tree)
    if not seen.texts:
        return {}
    shown = Page("page", "", tree, seen)
    found: dict[str, Callable[[], Any]] = {
        "lxml": lambda: html.document_fromstring(page),
        "walk": lambda: walk(tree),
        "features": lambda: features(seen),
        "body": lambda: select_body(shown),
    }
    if whole:
        from cleaners import clean

        found["clean"] = lambda: clean(page)
    return found


def spent(step: Callable[[], Any]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        step()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    from datasets import DATASETS

    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--data", default="wcxb-dev")
    ask.add_argument("--every", type=int, default=6, help="only each N-th page")
    ask.add_argument("--whole", action="store_true")
    args = ask.parse_args()
    totals: dict[str, float] = {}
    for record in itertools.islice(DATASETS[args.data](), 0, None, args.every):
        for name, step in steps(record.html, whole=args.whole).items():
            totals[name] = totals.get(name, 0.0) + spent(step)
    for name, total in totals.items():
        print(f"{name:10} {total:8.3f} s {total / totals['lxml']:6.2f} x lxml")


if __name__ == "__main__":
    main()

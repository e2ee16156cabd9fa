"""What each stage of cleaning costs, in multiples of a bare lxml parse of the same bytes.

    [FRAGMEND_EVAL=…] python benchmarks/cost.py [--every 6]

Every stage is measured in turn on each page, and the least of three rounds counts for each, so
that what else the machine does hits all alike. Only the ratios are meant to be compared. With
the kit of data its pages are read, without it the HTML files of ``sample_data``.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html

from cleaners import clean
from cleaners.decode import decode
from cleaners.extract.article import extract_article, headline_of
from cleaners.extract.body import select_body
from cleaners.extract.body_features import features
from cleaners.extract.context import Context
from cleaners.extract.coverage import text_coverage
from cleaners.extract.images import extract_images
from cleaners.extract.lines import read_lines
from cleaners.extract.page_type import page_facts
from cleaners.extract.structured import read_structured
from cleaners.mend import gate, mend
from cleaners.mend.parse import parse
from cleaners.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 3
SAMPLES = Path(__file__).parent.parent / "sample_data"


class Clock:
    """The least time that each stage took on each page."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    def time(self, name: str, step: Callable[[], Any]) -> Any:
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            result = step()
            times.append(time.process_time() - start)
        self.times.setdefault(name, []).append(min(times))
        return result


def measure(clock: Clock, page: bytes, url: str | None) -> None:
    if not mend(decode(page).text).walk.texts:
        return
    run = clock.time
    run("bare lxml", lambda: html.document_fromstring(page))
    text = run("decode", lambda: decode(page)).text
    parsed = run("parse", lambda: parse(text))
    walked = run("walk", lambda: walk(parsed.tree))
    run("detect: texts as one", lambda: "\n".join(walked.texts))  # the walk keeps it once made
    run("detect remains", lambda: gate.torn(walked))
    run("detect open ends", lambda: gate.ragged(text, parsed.tree))
    run("detect characters", lambda: gate.characters(text, walked))
    shown = run("mend (all above but decode)", lambda: mend(text))
    context = Context("", url, None)
    told = run("structured data", lambda: read_structured(shown.walk))
    few = shown.kind in {"text", "fragment"}
    lines = run("lines", lambda: read_lines(shown.walk) if few else ())
    head = run("headline", lambda: headline_of(shown, lines, context, told))
    run("features of blocks", lambda: features(shown.walk))
    body = run("body (with features)", lambda: select_body(shown, head.text if head else None))
    run("kind of page", lambda: page_facts(shown, body))
    run("images", lambda: extract_images(shown, body.blocks, lines, context, told))
    run("other fields", lambda: extract_article(shown, body, lines, context, told, head))
    run("coverage", lambda: text_coverage(shown.walk, body.blocks))
    run("clean, end to end", lambda: clean(page, url=url))


def pages() -> Iterator[tuple[str, list[tuple[bytes, str | None]]]]:
    """(name of a set, its pages)."""
    if "FRAGMEND_EVAL" not in os.environ:
        yield "sample_data", [(p.read_bytes(), None) for p in sorted(SAMPLES.rglob("*.html"))]
        return
    sys.path.insert(0, os.environ["FRAGMEND_EVAL"])
    from datasets import DATASETS

    for name in ("wcxb-dev", "fundus-dev"):
        yield name, [(record.html, record.url) for record in DATASETS[name]()]


DETECTION = ("detect: texts as one", "detect remains", "detect open ends", "detect characters")


def show(name: str, times: dict[str, list[float]]) -> None:
    """Each stage as a multiple of the bare parse: over all pages, and on the median page."""
    bare = times["bare lxml"]
    times = {
        **times,
        "detection in all": [sum(t) for t in zip(*map(times.get, DETECTION), strict=True)],
    }
    print(f"\n{name:28} {'seconds':>8} {'of all':>9} {'median':>9}")
    for stage, spent in times.items():
        middle = statistics.median(a / b for a, b in zip(spent, bare, strict=True))
        print(f"{stage:28} {sum(spent):8.3f} {sum(spent) / sum(bare):7.3f} x {middle:7.3f} x")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--every", type=int, default=6, help="only each N-th page")
    every = ask.parse_args().every
    for name, found in pages():
        clock = Clock()
        for page, url in itertools.islice(found, 0, None, every):
            if page.strip() and not decode(page).unreadable:
                measure(clock, page, url)
        show(name, clock.times)


if __name__ == "__main__":
    main()

"""A large dump out of few pages, for measuring a night.

    FRAGMEND_EVAL=… python benchmarks/dump.py FOLDER [--rounds 30]

Each round is a JSONL file of all pages below 150 kB; from the second round on a tenth of the words
of each body is replaced, by seed, so that no page is a copy of another.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from pathlib import Path

LARGEST = 150_000
REPLACED = 0.1
_WORD = re.compile(rb"(?<=[ >])[a-z]{4,12}(?=[ ,.<])")
_LETTERS = b"abcdefghiklmnoprstuvw"


def varied(page: bytes, seed: int) -> bytes:
    """The page with other words; its head stays."""
    chance = random.Random(seed)
    at = max(page.find(b"<body"), 0)

    def other(found: re.Match[bytes]) -> bytes:
        if chance.random() > REPLACED:
            return found[0]
        return bytes(chance.choices(_LETTERS, k=len(found[0])))

    return page[:at] + _WORD.sub(other, page[at:])


def write(folder: Path, rounds: int) -> None:
    sys.path.append(os.environ["FRAGMEND_EVAL"])
    from datasets import DATASETS

    pages = [(r.url or f"https://example.org/{r.id}", r.html) for r in DATASETS["wcxb-dev"]()]
    pages = [(url, html) for url, html in pages if len(html) < LARGEST]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(rounds):
        with (folder / f"part-{number:02}.jsonl").open("w", encoding="utf-8") as file:
            for at, (url, html) in enumerate(pages):
                page = varied(html, number * 100_003 + at) if number else html
                line = {
                    "html": page.decode("utf-8", "replace"),
                    "url": f"{url}{'&' if '?' in url else '?'}id={number}",
                    "date_fetched": "2026-11-01T02:00:00Z",
                }
                file.write(json.dumps(line) + "\n")
    print(f"{rounds * len(pages):,} documents of {len(pages)} pages")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    write(given.folder, given.rounds)

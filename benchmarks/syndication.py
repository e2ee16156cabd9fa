"""Near copies among syndicated articles: recall and precision by kind.

    python benchmarks/syndication.py [tune]

The texts are the bodies of the sample data and, where FRAGMEND_EVAL names the kit, of its pages.
Once as long as they are, once cut to the length of an agency's text, where each change weighs
more, and once to that of a brief, which the bars do not reach. With ``tune`` one half of the
texts and other seeds are used: what is chosen there is reported on the other half. The bars:
recall and precision of .97.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from syndicate import Made, Text, make

from cleaners import clean
from cleaners.fingerprint import fingerprint
from schemas.duplicates import find
from schemas.frames import polars_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

TUNING = (11, 12, 13)
REPORTED = (20261123, 20261124, 20261125)
SAMPLES = Path(__file__).parents[1] / "sample_data"
FEWEST_WORDS = 80
LONGEST_CUT = 600
BRIEF, LONGEST_BRIEF = 50, 90


def pages() -> Iterator[tuple[str, bytes]]:
    for path in sorted(SAMPLES.rglob("*.html")):
        if "duplicates" not in path.parts:
            yield path.name, path.read_bytes()
    if kit := os.environ.get("FRAGMEND_EVAL"):
        data = Path(kit).parent / "data"
        for name in ("fundus-dev", "wcxb-dev"):
            for line in (data / name / "truth.jsonl").read_text().strip().split("\n"):
                truth = json.loads(line)
                if truth.get("page_type", "article") == "article":
                    yield truth["id"], gzip.decompress(page_of(data / name, truth["id"]))


def page_of(folder: Path, name: str) -> bytes:
    return next((folder / "pages").glob(f"{name}.html*")).read_bytes()


def texts(*, tuning: bool) -> list[Text]:
    """The articles of one half that are long enough to be syndicated, each story once."""
    found = {}
    for name, page in pages():
        if zlib.crc32(name.encode()) % 2 == tuning:
            article = clean(page).article
            if article is not None and article.headline:
                text = Text(article.headline, tuple(article.paragraphs))
                if text.words >= FEWEST_WORDS:
                    found[text.paragraphs[0]] = text
    return list(found.values())


def cut(text: Text) -> Text:
    """The first paragraphs, 120 to 400 words of them."""
    limit = 120 + zlib.crc32(text.headline.encode()) % 281
    kept = Text(text.headline, text.paragraphs[:1])
    while kept.words < limit and kept.paragraphs != text.paragraphs:
        kept = Text(text.headline, text.paragraphs[: len(kept.paragraphs) + 1])
    return kept


def brief(text: Text) -> Text:
    """The first sentences, some 50 words of them, in the paragraphs that they stand in."""
    kept: list[str] = []
    left = BRIEF
    for paragraph in text.paragraphs:
        sentences = []
        for sentence in re.split(r"(?<=[.!?…]) +", paragraph):
            if left > 0:
                sentences.append(sentence)
                left -= len(sentence.split())
        kept += [" ".join(sentences)] if sentences else []
    return Text(text.headline, tuple(kept))


def prints(made: list[Made]) -> pl.DataFrame:
    rows = [(str(at), *fingerprint(each.text)) for at, each in enumerate(made)]
    return pl.DataFrame(rows, schema=polars_schema("fingerprints"), orient="row")


@dataclass
class Score:
    """What was to be found, found, and wrongly found."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, made: list[Made], frame: pl.DataFrame) -> None:
        seen = set()
        told = frame.select(pl.coalesce("duplicate_of", "near_duplicate_of")).to_series()
        for each, of in zip(made, told, strict=True):
            right = of is not None and made[int(of)].family == each.family
            if each.family in seen:
                self.wanted[each.kind] += 1
                self.found[each.kind] += right
            if of is not None and not right:
                kinds = sorted((each.kind, made[int(of)].kind))
                self.wrong[" / ".join(kinds)] += 1
            seen.add(each.family)

    @property
    def recall(self) -> float:
        return self.found.total() / self.wanted.total()

    @property
    def precision(self) -> float:
        return self.found.total() / (self.found.total() + self.wrong.total())


def report(articles: list[Text], seeds: tuple[int, ...]) -> None:
    score = Score()
    for seed in seeds:
        made = make(articles, seed)
        score.add(made, find(prints(made), prints([])))
    for kind, wanted in score.wanted.items():
        print(f"  {kind:12} {score.found[kind]:5} of {wanted:5}")
    for kinds, number in score.wrong.items():
        print(f"  wrong: {kinds:20} {number:5}")
    print(f"  recall {score.recall:.4f}, precision {score.precision:.4f}")


def main() -> None:
    tuning = sys.argv[1:] == ["tune"]
    articles = texts(tuning=tuning)
    short = [each for each in map(cut, articles) if each.words <= LONGEST_CUT]
    briefs = [each for each in map(brief, articles) if each.words <= LONGEST_BRIEF]
    for name, told in (
        ("as they are", articles),
        ("of an agency's length", short),
        ("of a brief's length", briefs),
    ):
        print(f"{len(told)} articles {name}")
        report(told, TUNING if tuning else REPORTED)


if __name__ == "__main__":
    main()

"""Simulated months: how many seeded faults are found the same night, and how many false alarms.

    python benchmarks/drift.py [FAMILY …] [tune]

Sites differ in size, in their quiet days and in what they state; the volume varies by 30 %. A
fault lasts one night or some. The bars: at least .95 of the faults, at most 5 false alarms in
1,000 nights of a domain. The detector is adjusted on the seeds of ``tune``; those that it is
reported on were written down before it was first run on them.

Families of noise, of which ``even`` is the one that the bars are set for:

even      30 % more or less, all alike likely; sites of 30 to 2,000 documents
gauss     a standard deviation of 30 %, and each day of the week has a level of its own
small     that, with sites of 5 to 60 documents a night
counts    counts of a negative binomial, sites of 5 to 60 documents a night
trend     a site grows or shrinks up to threefold within the four months
holidays  on seven days of the four months all sites are as quiet as on Sundays, or quieter

On sites of few documents a fault of shares counts where the night has the eight articles below
which no share is judged, and a fault of volume on nights that usually have eight documents. A
fall of volume counts where the noise alone leaves so few less than once in 250 nights; how many
are found of all falls, on sites of 50 documents and more, is told beside it.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from schemas.drift import compare
from schemas.frames import polars_schema
from schemas.gates import evaluate

SEEDS = (2026112601, 2026112602, 2026112603, 2026112604, 2026112605)
TUNING = (20261101, 20261102, 20261103)
FAMILIES = ("even", "gauss", "small", "counts", "trend", "holidays")
HOLIDAYS = 7
BIG = 50
DOMAINS = 40
NIGHTS = 120
WARM_UP = 28
FIRST = dt.date(2026, 1, 1)
FAULT_SHARE = 0.01
VISIBLE = 8
COVERED = ("headline", "article_body", "description", "date_published", "authors", "main_image_id",
           "keywords")  # fmt: skip


@dataclass
class Site:
    """How a site is on an ordinary night."""

    name: str
    rng: np.random.Generator
    how: str = ""
    week: tuple[float, ...] = ()
    size: float = 0
    quiet: float = 1
    words: float = 0
    scatter: float = 0
    coverage: dict[str, float] = field(default_factory=dict)
    languages: tuple[float, ...] = ()
    growth: float = 0
    """Of the logarithm, a night."""
    lumps: float = 0
    """Size of the negative binomial; 0 for another noise."""

    def __post_init__(self) -> None:
        rng = self.rng
        least, most = (5, 60) if self.how in ("small", "counts") else (30, 2000)
        self.size = float(np.exp(rng.uniform(np.log(least), np.log(most))))
        self.quiet = float(rng.uniform(0.25, 1.0))
        self.words = float(rng.uniform(200, 900))
        self.scatter = float(rng.uniform(0.4, 0.8))
        self.coverage = {name: float(rng.choice([0.99, 0.95, 0.8, 0.6, 0.2])) for name in COVERED}
        self.coverage |= {"headline": 0.995, "article_body": 0.98}
        main = float(rng.choice([1.0, 0.97, 0.7]))
        self.languages = (main, 1 - main)
        if self.how in ("gauss", "small"):
            self.week = tuple(rng.uniform(0.7, 1.3, 7))
        if self.how == "trend":
            self.growth = float(rng.uniform(-1, 1)) * np.log(3) / NIGHTS
        if self.how == "counts":
            self.lumps = float(rng.uniform(4, 12))

    def mean(self, date: dt.date) -> float:
        """Documents of such a day."""
        quiet = self.quiet if date.weekday() >= 5 else 1
        grown = np.exp(self.growth * (date - FIRST).days)
        return self.size * quiet * grown * (self.week[date.weekday()] if self.week else 1)

    def seldom(self, date: dt.date, documents: float) -> bool:
        """Whether the noise alone leaves so few less than once in 250 such nights."""
        if self.how not in ("gauss", "small", "counts"):
            return True
        dice = np.random.default_rng(7)
        nights = dice.poisson(self.mean(date) * self.noise(dice, 20_000))
        return bool((nights <= documents).mean() < 1 / 250)

    def noise(self, dice: np.random.Generator, nights: int = 1) -> np.ndarray:
        if self.lumps:
            return dice.gamma(self.lumps, 1 / self.lumps, nights)
        if self.week:
            return dice.normal(1, 0.3, nights).clip(0.05)
        return dice.uniform(0.7, 1.3, nights)

    def night(self, date: dt.date, fault: str | None, holiday: float) -> dict[str, float]:
        """The numbers of one night; ``holiday`` tells how quiet it is, 1 for an ordinary one."""
        rng = self.rng
        mean = self.mean(date) * self.noise(rng)[0]
        if holiday < 1 and date.weekday() < 5:
            mean *= min(self.quiet, holiday)
        if fault == "volume":
            mean *= rng.uniform(0, 0.25)
        documents = int(rng.poisson(mean))
        numbers: dict[str, float] = {"documents": documents}
        share = 0.005 if fault != "quarantine" else rng.uniform(0.3, 0.9)
        quarantined = int(rng.binomial(documents, share))
        articles = documents - quarantined
        numbers |= {"quarantined": quarantined, "duplicate": int(rng.binomial(articles, 0.01)),
                    "published": articles, "articles": articles}  # fmt: skip
        if articles == 0:
            return numbers
        return numbers | self.qualities(articles, fault)

    def qualities(self, articles: int, fault: str | None) -> dict[str, float]:
        rng = self.rng
        lost = rng.choice([name for name in COVERED if self.coverage[name] >= 0.6])
        numbers = {}
        for name, usual in self.coverage.items():
            share = usual
            if fault == "template" and name == lost:
                share = max(0.0, usual - rng.uniform(0.4, 1.0))
            numbers[f"coverage:{name}"] = rng.binomial(articles, share) / articles
        words = self.words * (rng.uniform(0.1, 0.4) if fault == "words" else 1)
        numbers["word_count"] = float(
            np.median(rng.lognormal(np.log(words), self.scatter, articles))
        )
        main = 1 - self.languages[0] if fault == "language" else self.languages[0]
        if fault == "language" and self.languages[0] < 0.9:
            main = 0.1
        hits = rng.binomial(articles, main)
        numbers |= {"language:en": hits / articles, "language:de": 1 - hits / articles}
        same = rng.uniform(0.02, 0.4) if fault == "headlines" else 0.99
        numbers["distinct:headline"] = max(1, rng.binomial(articles, same)) / articles
        age = rng.uniform(100, 1000) if fault == "stale" else rng.uniform(6, 14)
        numbers["age_hours"] = float(age)
        return numbers


FAULTS = ("volume", "missing", "quarantine", "template", "words", "language", "headlines", "stale")


@dataclass
class Score:
    """What was seeded, found and wrongly alarmed."""

    seeded: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    false: Counter = field(default_factory=Counter)
    calm: int = 0
    big: list[bool] = field(default_factory=list)
    """Of all faults of sites of 50 documents and more, which were found."""

    def note(
        self,
        site: str,
        fault: tuple[str, bool] | None,
        alarms: dict[str, list[str]],
        *,
        seen: bool,
        big: bool,
    ) -> None:
        if fault is None:
            self.calm += 1
            self.false.update(alarms.get(site, [])[:1])
        elif fault[1]:  # its first night
            if big:
                self.big.append(site in alarms)
            if seen:
                self.seeded[fault[0]] += 1
                self.found[fault[0]] += site in alarms


def rows(night: str, numbers: dict[str, dict[str, float]]) -> pl.DataFrame:
    told = [(night, d, m, float(v), True) for d, of in numbers.items() for m, v in of.items()]
    return pl.DataFrame(told, schema=polars_schema("metrics"), orient="row")


def alarms_of(tonight: pl.DataFrame, history: pl.DataFrame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for result in (*evaluate(tonight), *compare(tonight, history)):
        if result.severity in ("warning", "error", "critical"):
            found.setdefault(result.domain, []).append(result.check)
    return found


def seed_faults(
    ongoing: dict[str, tuple[str, int]], sites: list[Site], rng: np.random.Generator
) -> dict[str, tuple[str, bool]]:
    """Which sites are faulty tonight, by what, and whether it is the fault's first night."""
    tonight = {}
    for site in sites:
        kind, left = ongoing.pop(site.name, ("", 0))
        first = not kind
        if first and rng.random() < FAULT_SHARE:
            kind, left = str(rng.choice(FAULTS)), int(rng.choice([1, 1, 1, 2, 3]))
        if kind:
            tonight[site.name] = (kind, first)
        if left > 1:
            ongoing[site.name] = (kind, left - 1)
    return tonight


def visible(site: Site, date: dt.date, kind: str, numbers: dict[str, float]) -> bool:
    """Whether so few documents can tell of such a fault."""
    documents = numbers.get("documents", 0)
    if kind in ("volume", "missing"):
        return site.mean(date) >= VISIBLE and site.seldom(date, documents)
    return (documents if kind == "quarantine" else numbers.get("articles", 0)) >= VISIBLE


def months(seed: int, score: Score, how: str) -> None:
    rng = np.random.default_rng(seed)
    sites = [Site(f"site{n}.example", rng, how) for n in range(DOMAINS)]
    history, ongoing = rows("", {}), {}
    quiet = dict.fromkeys(rng.choice(range(WARM_UP, NIGHTS), HOLIDAYS, replace=False), 1.0)
    if how == "holidays":
        quiet = {night: float(rng.uniform(0.3, 0.8)) for night in quiet}
    for number in range(NIGHTS):
        date = FIRST + dt.timedelta(days=number)
        faults = seed_faults(ongoing, sites, rng) if number >= WARM_UP else {}
        kinds = {name: kind for name, (kind, _) in faults.items()}
        numbers = {
            site.name: site.night(date, kinds.get(site.name), quiet.get(number, 1.0))
            for site in sites
            if kinds.get(site.name) != "missing"
        }
        tonight = rows(date.isoformat(), numbers)
        if number >= WARM_UP:
            alarms = alarms_of(tonight, history)
            for site in sites:
                fault = faults.get(site.name)
                seen = visible(site, date, fault[0] if fault else "", numbers.get(site.name, {}))
                big = site.mean(date) >= BIG
                score.note(site.name, fault, alarms, seen=seen, big=big)
        history = pl.concat([history, tonight])


def report(how: str, seeds: tuple[int, ...]) -> None:
    start = time.perf_counter()
    score = Score()
    for seed in seeds:
        months(seed, score, how)
    seeded, found, false = score.seeded, score.found, score.false
    kinds = ", ".join(f"{kind} {found[kind]}/{seeded[kind]}" for kind in FAULTS)
    rate = 1000 * false.total() / score.calm
    print(f"{how}: found {found.total() / seeded.total():.3f} of {seeded.total()} faults: {kinds}")
    print(f"  of all {len(score.big)} faults of sites of {BIG} and more {np.mean(score.big):.3f}")
    print(f"  {rate:.2f} false alarms in 1,000 domain-nights ({score.calm:,}): {dict(false)}")
    print(f"  {time.perf_counter() - start:.0f} s")


def main() -> None:
    asked = [name for name in sys.argv[1:] if name != "tune"] or list(FAMILIES)
    for how in asked:
        report(how, TUNING if "tune" in sys.argv[1:] else SEEDS)


if __name__ == "__main__":
    main()

"""Tonight against the accepted nights before, domain by domain.

A site that changes its template, or a scraper that is shown something else, moves a number far
from where it has been. Far is measured three ways at once: by a step that matters (30 points of
coverage, half the volume), by chance (few articles scatter widely), and by what the domain has
shown before; all three must agree, so that quiet sites and weekends raise no alarm. Medians and
deciles of four weeks are not moved by a bad night among them. Too few nights give no verdict.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import polars as pl

from schemas.baseline import FRIDAY, SUNDAY, Usual, as_such, baseline, latest
from schemas.gates import GateResult, by_domain, counted, wilson
from schemas.measure import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from schemas.baseline import Baseline
    from schemas.gates import Numbers, Outcome


@dataclass(frozen=True, slots=True)
class DriftLimits:
    """Bounds of the comparison; each annotation says where the number comes from."""

    window: Annotated[int, "ours: four weeks"] = 28
    fewest_nights: Annotated[int, "ours: a week"] = 7
    fewest_alike: Annotated[int, "ours: weekends of two weeks"] = 4
    fewest_articles: Annotated[int, "ours: below it, shares are chance"] = 8
    volume: Annotated[float, "ours: 0.6 of the usual; nights vary by 0.3"] = 0.6
    volume_window: Annotated[int, "ours: eight weeks, for 16 weekends of nights"] = 56
    lowest: Annotated[float, "ours: hardly above the lowest of 40 such nights"] = 0.01
    below: Annotated[float, "ours: further below it by half of its own distance"] = 0.5
    counted: Annotated[float, "ours: of few documents, half a standard deviation is chance"] = 0.5
    fewest_domains: Annotated[int, "ours: of fewer, a fault of one is a large part"] = 8
    holiday: Annotated[float, "ours: where half of the domains have less, the night is quiet"] = 0.8
    surge: Annotated[float, "ours: more than thrice the usual is an archive"] = 3.0
    coverage: Annotated[float, "ours: 30 points say that a template changed"] = 0.3
    quarantined: Annotated[float, "ours: 10 points above the usual"] = 0.1
    words: Annotated[float, "ours: texts of 0.6 of the usual length are cut"] = 0.6
    few_words: Annotated[
        float, "ours: a quarter more of 8 articles, for their spread is unsure"
    ] = 2.0
    language: Annotated[float, "ours: 30 points of the mix"] = 0.3
    source: Annotated[float, "ours: a field that is nearly always read at one place"] = 0.8
    source_left: Annotated[float, "ours: and seldom tonight, says that a template changed"] = 0.3
    age_hours: Annotated[float, "ours: two days older than usual"] = 48
    deviations: Annotated[float, "ours: three robust standard deviations"] = 3.0
    confidence: Annotated[float, "ours: z of a one-sided 99.9 %; nine shares a night"] = 3.0


DRIFT: Final = DriftLimits()


TEMPLATE: Final = "template"


def compare(
    tonight: pl.DataFrame,
    history: pl.DataFrame,
    *,
    limits: DriftLimits = DRIFT,
    own: Mapping[str, DriftLimits] = MappingProxyType({}),
) -> tuple[GateResult, ...]:
    """Judge the ``metrics`` of one night by those of the accepted nights before it.

    ``own`` has the limits of domains that differ from the others.
    """
    if tonight.is_empty():
        return ()
    night = str(tonight["night"][0])
    before = history.filter(pl.col("accepted") & (pl.col("night") < night))
    numbers = by_domain(tonight)
    usual = _Before.of(before, night, limits)
    others = {domain: _Before.of(before, night, its, only=domain) for domain, its in own.items()}
    shared = usual.shared(numbers)
    return tuple(
        result
        for domain in sorted({*numbers, *usual.usual, *(d for d in own if others[d].usual)})
        for result in others.get(domain, usual).compared(domain, numbers.get(domain, {}), shared)
    )


class _Before(NamedTuple):
    """How the domains have been, as some limits see it."""

    limits: DriftLimits
    usual: Baseline
    alike: Baseline
    """Volumes as on such days of the week."""
    quiet: Baseline
    """Volumes as on Sundays."""

    @classmethod
    def of(
        cls, before: pl.DataFrame, night: str, limits: DriftLimits, *, only: str | None = None
    ) -> _Before:
        meant = pl.lit(value=True) if only is None else pl.col("domain") == only
        usual = latest(before, limits.window).filter(meant)
        volumes = latest(before.filter(pl.col("metric") == "documents"), limits.volume_window)
        volumes, day = volumes.filter(meant), dt.date.fromisoformat(night).isoweekday()
        alike = as_such(volumes, day, limits.fewest_alike)
        quiet = as_such(volumes, SUNDAY if day <= FRIDAY else day, limits.fewest_alike)
        return cls(
            limits,
            baseline(usual),
            baseline(alike, low=limits.lowest),
            baseline(quiet, low=limits.lowest),
        )

    def shared(self, numbers: Mapping[str, Numbers]) -> float:
        """How much of their usual volume the domains have tonight: 1 where most have theirs.

        On a holiday all are quiet. That is told once, of the whole night, and not of each.
        """
        of = self.limits
        parts = [
            numbers.get(domain, {}).get("documents", 0.0) / usual["documents"].middle
            for domain, usual in self.alike.items()
            if domain != WHOLE and usual["documents"].middle >= of.fewest_articles
        ]
        part = median(parts) if len(parts) >= of.fewest_domains else 1.0
        return part if 0 < part < of.holiday else 1.0

    def compared(self, domain: str, now: Numbers, shared: float) -> Iterator[GateResult]:
        """Judge one domain by how it has been."""
        quiet = self.quiet.get(domain, {}) if shared < 1 and domain != WHOLE else {}
        such = _Such(self.alike.get(domain, {}), quiet, 1.0 if domain == WHOLE else shared)
        return _compared(domain, now, self.usual.get(domain, {}), such, self.limits)


class _Such(NamedTuple):
    """How a domain has been on such nights."""

    alike: Mapping[str, Usual]
    quiet: Mapping[str, Usual]
    """Of the nights of its weekends, where tonight is quiet everywhere."""
    shared: float


def _compared(
    domain: str,
    now: Numbers,
    usual: Mapping[str, Usual],
    such: _Such,
    limits: DriftLimits,
) -> Iterator[GateResult]:
    nights = usual["documents"].nights if "documents" in usual else 0
    if nights < limits.fewest_nights:
        few = f"{_told(domain)}: {nights} accepted nights; too few for a comparison"
        yield GateResult("drift", domain, "no_verdict", float(nights), limits.fewest_nights, few)
        return
    yield _volume(domain, now.get("documents", 0), such, limits)
    yield from _shares(domain, now, usual, limits)
    yield from _texts(domain, now, usual, limits)
    yield from _sources(domain, now, usual, limits)
    language = _language(domain, now, usual, limits)
    if language:
        yield language


def _volume(domain: str, now: float, such: _Such, limits: DriftLimits) -> GateResult:
    """Whether a domain has as many documents as on such nights."""
    usual, quiet = such.alike.get("documents"), such.quiet.get("documents")
    if usual is None or usual.middle < limits.fewest_articles:
        few = f"{_told(domain)}: too few documents or nights of this kind of day for its volume"
        return GateResult("volume", domain, "no_verdict", now, None, few)
    moved, chance = _moved(now, usual, limits)
    fewer = _is_fewer(now / such.shared, usual, limits)
    fewer &= quiet is None or _is_fewer(now, quiet, limits)
    more = moved > max(chance, math.log(limits.surge)) and now > usual.high / 0.85
    outcome: Outcome = "error" if fewer else "warning" if more else "passed"
    words = f"{_told(domain)}: {counted(now, 'document')}, usually {usual.middle:,.0f}"
    return GateResult("volume", domain, outcome, now, usual.middle * limits.volume, words)


def _moved(now: float, usual: Usual, limits: DriftLimits) -> tuple[float, float]:
    """How far a volume is from the usual one, as a logarithm, and how far chance may move it."""
    chance = limits.deviations * math.hypot(usual.spread, 1 / math.sqrt(usual.middle + 0.5))
    return math.log((now + 0.5) / (usual.middle + 0.5)), chance


def _is_fewer(now: float, usual: Usual, limits: DriftLimits) -> bool:
    moved, chance = _moved(now, usual, limits)
    least = _least(usual, limits) - limits.counted * math.sqrt(now)
    return -moved > max(chance, -math.log(limits.volume)) and now < least


def _least(usual: Usual, limits: DriftLimits) -> float:
    """How few documents no such night has had: further below the lowest the more nights scatter."""
    if usual.low <= 0:
        return 0.0
    return max(usual.low - limits.below * (usual.middle - usual.low), usual.middle / 10)


def _shares(
    domain: str, now: Numbers, usual: Mapping[str, Usual], limits: DriftLimits
) -> Iterator[GateResult]:
    """Coverage of the fields, distinct headlines, and the share in quarantine."""
    articles = now.get("articles", 0)
    for metric, share in now.items():
        if metric.startswith(("coverage:", "distinct:")) and metric in usual:
            if articles < limits.fewest_articles:
                few = f"{_told(domain)}: too few articles for {metric}"
                yield GateResult(metric, domain, "no_verdict", share, None, few)
                continue
            yield _fallen(domain, metric, share, articles, usual[metric], limits)
    documents = now.get("documents", 0)
    if documents >= limits.fewest_articles and "quarantined" in usual:
        yield _quarantined(domain, now.get("quarantined", 0), documents, usual, limits)


def _fallen(
    domain: str, metric: str, share: float, of: float, usual: Usual, limits: DriftLimits
) -> GateResult:
    step = usual.middle - limits.coverage
    high = wilson(share * of, of, limits.confidence)[1]
    fallen = share <= step and share < usual.low and high < usual.middle - limits.coverage / 3
    kind, _, field = metric.partition(":")
    what = f"articles have {field}" if kind == "coverage" else f"{field}s differ from each other"
    words = f"{_told(domain)}: {share:.0%} of the {what}, usually {usual.middle:.0%}"
    return GateResult(metric, domain, "error" if fallen else "passed", share, step, words)


def _quarantined(
    domain: str, number: float, of: float, usual: Mapping[str, Usual], limits: DriftLimits
) -> GateResult:
    before = usual["quarantined"].middle / max(usual["documents"].middle, 1)
    low = wilson(number, of, limits.confidence)[0]
    step = before + limits.quarantined
    words = f"{_told(domain)}: {number / of:.0%} in quarantine, usually {before:.0%}"
    outcome: Outcome = "error" if low > step else "passed"
    return GateResult("quarantined_above_usual", domain, outcome, number / of, step, words)


def _texts(
    domain: str, now: Numbers, usual: Mapping[str, Usual], limits: DriftLimits
) -> Iterator[GateResult]:
    """Length and age of the articles."""
    if now.get("articles", 0) < limits.fewest_articles:
        return
    if "word_count" in now and "word_count" in usual:
        yield _length(domain, now, usual, limits)
    if "age_hours" in now and "age_hours" in usual:
        age, before = now["age_hours"], usual["age_hours"]
        step = before.middle + limits.age_hours
        older = age > step and age > before.high + limits.age_hours / 2
        words = (
            f"{_told(domain)}: half are older than {age:,.0f} hours, usually {before.middle:,.0f}"
        )
        outcome: Outcome = "warning" if older else "passed"
        yield GateResult("freshness_drift", domain, outcome, age, step, words)


def _length(
    domain: str, numbers: Numbers, before: Mapping[str, Usual], limits: DriftLimits
) -> GateResult:
    now, usual = numbers["word_count"], before["word_count"]
    articles = before["articles"].middle if "articles" in before else 0.0
    fewer = max(1.0, articles / numbers["articles"])  # a median of fewer scatters more
    moved = abs(math.log((now + 0.5) / (usual.middle + 0.5)))
    few = 1 + limits.few_words / numbers["articles"]
    chance = limits.deviations * usual.spread * math.sqrt(fewer) * few
    far = moved > max(chance, -math.log(limits.words))
    beyond = now < 0.9 * usual.low or now > usual.high / 0.9
    words = f"{_told(domain)}: articles have {counted(now, 'word')}, usually {usual.middle:,.0f}"
    outcome: Outcome = "warning" if far and beyond else "passed"
    return GateResult("word_count", domain, outcome, now, usual.middle * limits.words, words)


def _sources(
    domain: str, now: Numbers, usual: Mapping[str, Usual], limits: DriftLimits
) -> Iterator[GateResult]:
    """Whether a field is read where it always was, as long as the template stays."""
    nights = usual["documents"].nights
    seen = {metric.partition("=")[0] for metric in now if metric.startswith("source:")}
    for metric, before in usual.items():
        field, _, kind = metric.partition("=")
        known = 2 * before.nights >= nights >= limits.fewest_nights
        if field not in seen or not known or before.middle < limits.source:
            continue
        name = field.removeprefix("source:")
        of = now.get("articles", 0) * now.get(f"coverage:{name}", 1.0)
        if of < limits.fewest_articles:
            continue
        share = now.get(metric, 0.0)
        high = wilson(share * of, of, limits.confidence)[1]
        left = share <= limits.source_left and share < before.low and high < before.middle
        what = "the articles have the template" if name == TEMPLATE else f"{name} stand in"
        words = f"{_told(domain)}: {share:.0%} of {what} {kind}, usually {before.middle:.0%}"
        outcome: Outcome = "warning" if left else "passed"
        yield GateResult(field, domain, outcome, share, limits.source_left, words)


def _language(
    domain: str, now: Numbers, usual: Mapping[str, Usual], limits: DriftLimits
) -> GateResult | None:
    """Whether a language has become much more frequent than it was."""
    articles = now.get("articles", 0)
    shares = {metric: share for metric, share in now.items() if metric.startswith("language:")}
    if articles < limits.fewest_articles or not shares:
        return None
    nights = usual["documents"].nights
    before = {m: usual[m] if m in usual else Usual(0, 0, 0, 0, 0) for m in shares}
    # a language that is seldom seen has a median over the nights that saw it
    known = {m: u.middle if 2 * u.nights >= nights else 0.0 for m, u in before.items()}
    risen = max(shares, key=lambda metric: shares[metric] - known[metric])
    share, step = shares[risen], known[risen] + limits.language
    low = wilson(share * articles, articles, limits.confidence)[0]
    ceiling = before[risen].high if 2 * before[risen].nights >= nights else 0.0
    changed = share >= step and share > ceiling and low > known[risen] + limits.language / 3
    told = risen.removeprefix("language:")
    words = (
        f"{_told(domain)}: {share:.0%} of the articles are in {told}, usually {known[risen]:.0%}"
    )
    outcome: Outcome = "warning" if changed else "passed"
    return GateResult("language_mix", domain, outcome, share, step, words)


def _told(domain: str) -> str:
    return "whole night" if domain == WHOLE else domain

"""A night judged as a whole: by domain, and over all of them.

*warning* and *error* are shown; *critical* withholds the rows of a domain, or the whole night
when it is the whole night that failed. Shares are judged from 50 documents up, by a bound of
their Wilson interval, so that few documents do not make a loud alarm.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Literal

from schemas.measure import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

Outcome = Literal["passed", "warning", "error", "critical", "no_verdict"]

Numbers = dict[str, float]
"""The metrics of one domain on one night."""


@dataclass(frozen=True, slots=True)
class Steps:
    """From which value on a check is a warning, an error, critical; None: never."""

    warning: float | None = None
    error: float | None = None
    critical: float | None = None

    def outcome(self, value: float) -> tuple[Outcome, float | None]:
        """Tell the worst step that is reached, and its threshold.

        >>> Steps(0.02, 0.1, 0.3).outcome(0.15), Steps(0.02).outcome(0.01)
        (('error', 0.1), ('passed', 0.02))
        """
        for name, step in (
            ("critical", self.critical),
            ("error", self.error),
            ("warning", self.warning),
        ):
            if step is not None and value >= step:
                return name, step  # type: ignore[return-value]
        return "passed", self.warning if self.warning is not None else self.error


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Bounds of the checks of a night; each annotation says where the number comes from."""

    fewest_documents: Annotated[
        int, "ours: below it, a Wilson interval is wider than the steps"
    ] = 50
    confidence: Annotated[float, "ours: z of a one-sided 95 %"] = 1.645
    quarantined: Annotated[Steps, "ours: one site that changes its template is worth a look"] = (
        Steps(0.02, 0.1, 0.3)
    )
    duplicates: Annotated[Steps, "ours: a source that loses more than half its rows"] = Steps(
        error=0.5
    )
    without_headline: Annotated[Steps, "ours: half without it is a template that changed"] = Steps(
        0.2, 0.5
    )
    without_body: Annotated[Steps, "ours: half without it is a template that changed"] = Steps(
        0.2, 0.5
    )
    repeated_headlines: Annotated[Steps, "ours: pages share a headline when it is the site's"] = (
        Steps(0.2, 0.5)
    )
    unreadable: Annotated[
        Steps, "ours: one cut archive hides more; half is a wrong column or a broken crawl"
    ] = Steps(0.01, 0.1, 0.5)
    age_days: Annotated[Steps, "ours: half of a nightly scrape is younger than a month"] = Steps(30)


GATES: Final = GateLimits()


@dataclass(frozen=True, slots=True)
class GateResult:
    """How one check of one domain, or of the whole night, went."""

    check: str
    domain: str
    """Empty for the whole night."""
    severity: Outcome
    value: float | None
    threshold: float | None
    sentence: str


def wilson(hits: float, number: float, z: float) -> tuple[float, float]:
    """Bound a share from below and above (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(10, 50, 1.645)]
    [0.123, 0.307]
    >>> wilson(0, 0, 1.645)
    (0.0, 1.0)
    """
    if number <= 0:
        return 0.0, 1.0
    share, square = hits / number, z * z
    middle = share + square / (2 * number)
    spread = z * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    scale = 1 + square / number
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def by_domain(metrics: pl.DataFrame) -> dict[str, Numbers]:
    """Give the metrics of one night as numbers by domain, domains in order."""
    found: defaultdict[str, Numbers] = defaultdict(dict)
    for domain, metric, value in (
        metrics.select("domain", "metric", "value").sort("domain").iter_rows()
    ):
        if value is not None:
            found[domain][metric] = value
    return dict(found)


def evaluate(
    metrics: pl.DataFrame,
    *,
    limits: GateLimits = GATES,
    own: Mapping[str, GateLimits] = MappingProxyType({}),
) -> tuple[GateResult, ...]:
    """Judge each domain of a night, and the whole of it, by what ``measure`` found.

    ``own`` has the limits of domains that differ from the others.
    """
    return tuple(
        result
        for domain, numbers in by_domain(metrics).items()
        for result in _judged(domain, numbers, own.get(domain, limits))
    )


def _judged(domain: str, numbers: Mapping[str, float], limits: GateLimits) -> Iterator[GateResult]:
    documents, articles = numbers.get("documents", 0), numbers.get("articles", 0)
    lacks = {
        f: (1 - numbers.get(f"coverage:{f}", 1)) * articles for f in ("headline", "article_body")
    }
    headlines = articles - lacks["headline"]
    repeated = (1 - numbers.get("distinct:headline", 1)) * headlines
    told = "whole night" if domain == WHOLE else domain
    for check, hits, of, steps, noun, one, many in (
        ("share_quarantined", numbers.get("quarantined", 0), documents, limits.quarantined,
         "document", "is in quarantine", "are in quarantine"),
        ("share_duplicate", numbers.get("duplicate", 0), documents, limits.duplicates,
         "document", "is a copy of another", "are copies of others"),
        ("share_without_headline", lacks["headline"], articles, limits.without_headline,
         "article", "has no headline", "have no headline"),
        ("share_without_body", lacks["article_body"], articles, limits.without_body,
         "article", "has no body", "have no body"),
        ("share_of_repeated_headlines", repeated, headlines, limits.repeated_headlines,
         "headline", "repeats another", "repeat another"),
    ):  # fmt: skip
        words = f"{told}: {_some(hits, of, noun, one, many)}"
        yield _share(check, domain, hits, of, steps, words, limits)
    unreadable = numbers.get("unreadable", 0)
    if domain == WHOLE and documents and unreadable + numbers.get("empty", 0) == documents:
        failed = "could be read" if unreadable == documents else "holds any text"
        sentence = f"not one of {counted(documents, 'document')} {failed}"
        yield GateResult("nothing_readable", domain, "critical", 1.0, 1.0, sentence)
    elif domain == WHOLE and documents:
        yield _lost(unreadable, documents, limits)
    if "age_hours" in numbers and articles >= limits.fewest_documents:
        days = numbers["age_hours"] / 24
        outcome, threshold = limits.age_days.outcome(days)
        sentence = f"{told}: half of the articles are older than {counted(days, 'day')}"
        yield GateResult("freshness", domain, outcome, days, threshold, sentence)


def _lost(hits: float, of: float, limits: GateLimits) -> GateResult:
    """Judge the documents that could not be read: no sample of any, so few count in full.

    A page that was not read has no address, so only the whole night is judged by it. To hold
    it back takes as many documents as for any other share.
    """
    share, steps = hits / of, limits.unreadable
    sure = of >= limits.fewest_documents and steps.critical is not None
    if not sure or wilson(hits, of, limits.confidence)[0] < (steps.critical or 0):
        steps = replace(steps, critical=None)
    outcome, threshold = steps.outcome(share)
    sentence = f"whole night: {_some(hits, of, 'document', *['cannot be read'] * 2)}"
    return GateResult("share_unreadable", WHOLE, outcome, share, threshold, sentence)


def _share(
    check: str, domain: str, hits: float, of: float, steps: Steps, words: str, limits: GateLimits
) -> GateResult:
    share = hits / of if of else None
    if of < limits.fewest_documents:
        few = f"{words}; too few for a verdict (fewer than {limits.fewest_documents})"
        return GateResult(check, domain, "no_verdict", share, None, few)
    outcome, threshold = steps.outcome(wilson(hits, of, limits.confidence)[0])
    return GateResult(check, domain, outcome, share, threshold, words)


def counted(number: float, noun: str) -> str:
    """A number with its noun, one or many.

    >>> counted(1.0, "document"), counted(1200, "word"), counted(0, "day")
    ('1 document', '1,200 words', '0 days')
    """
    told = f"{number:,.0f}"
    return f"{told} {noun}{'s' * (told != '1')}"


def _some(hits: float, of: float, noun: str, one: str, many: str) -> str:
    """How many of how many, as a sentence of one or of several.

    >>> _some(1, 60, "article", "has no body", "have no body")
    '1 of 60 articles has no body'
    >>> _some(0, 1, "article", "has no body", "have no body")
    '0 of 1 article have no body'
    """
    return f"{hits:,.0f} of {counted(of, noun)} {one if round(hits) == 1 else many}"

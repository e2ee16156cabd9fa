"""``fragmend report``: a night and the nights before it as one HTML file, for those without the UI.

One file without scripts, fonts or addresses to load; a Content-Security-Policy in it forbids
them too. Scraped text is escaped by the template and stripped of control signs (``plain``).
A night that a gate holds back is shown from its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import DictLoader, Environment, StrictUndefined

from flows.dataset import Dataset
from flows.errors import NothingPublishedError
from flows.shown import plots, worst
from flows.shown.escape import counting, for_terminal, harmless, shorten
from flows.shown.measured import FIELDS, Coverage, Measured, named, series_of
from flows.shown.scorecard import share
from flows.shown.summary import OUTCOMES, DomainFailure, Failure, Gate, Sample, Summary
from flows.shown.worst import Trouble, by_weight, change, said, troubles
from flows.store.durable import disk_told
from flows.store.runs import nights_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_DOMAINS, _REPAIRS, _FAILURES, _SITES, _DRIFTED, _GATES = 40, 12, 40, 8, 12, 60


class Plot(NamedTuple):
    """A small plot, and the words beside it."""

    title: str
    where: str
    """A domain; empty for the whole night."""
    now: str
    told: str
    svg: str


class FailedAt(NamedTuple):
    """A domain at which rows failed a check."""

    domain: str
    rows: int
    share: str
    change: str


class Failed(NamedTuple):
    """A check that rows failed, with its largest domains."""

    failure: Failure
    domains: tuple[FailedAt, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page shows."""

    night: str
    dataset: str
    summary: Summary
    before: Summary | None
    troubles: tuple[Trouble, ...]
    sites: int
    """All places with a trouble, those counted that are not shown."""
    ledger: tuple[tuple[str, int, str, str], ...]
    """Outcome, documents, share, change."""
    read_change: str
    warnings: tuple[tuple[str, str], ...]
    failed: tuple[Failed, ...]
    nights: tuple[str, ...]
    bars: str
    most: int
    """Documents of the night that had most."""
    plots: tuple[Plot, ...]
    drifted: tuple[Plot, ...]
    fields: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    domains: int
    repairs: tuple[dict[str, Any], ...]
    repair_counts: tuple[tuple[str, int], ...]
    samples: tuple[Sample, ...]
    quarantined_rows: int
    is_evidence_there: bool
    made_by: str
    rolled_back: tuple[str, ...]
    """Later nights that the current version does not have."""


def write_report(path: str, out: Path, *, night: str | None = None) -> Path:
    """Write the report of a dataset's night (the last one unless named) to the file ``out``."""
    page = render(gather(Dataset.open(path), night))
    with disk_told(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8")
    return out


def render(facts: Facts) -> str:
    """The page."""
    source = (files("flows") / "templates" / "report.html").read_text(encoding="utf-8")
    environment = Environment(
        loader=DictLoader({"report.html": source}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda text, limit: for_terminal(text or "", limit)
    environment.filters["lines"] = _lines
    environment.filters["counting"] = counting
    return environment.get_template("report.html").render(facts=facts)


def _lines(text: str, limit: int) -> str:
    return "\n".join(map(harmless, shorten(text, limit).splitlines()))


def gather(dataset: Dataset, night: str | None) -> Facts:
    """Read what the page shows: of the current version, or of what is held back."""
    measured = Measured.of(dataset, night)
    if measured is None:
        raise NothingPublishedError(str(dataset.path), night)
    night, summary = measured.night, measured.summary
    earlier = nights_before(dataset.path, night, plots.MOST_NIGHTS - 1)
    before = earlier[-1] if earlier else None
    nights, ledgers = measured.ledgers(earlier)
    series = {name: [ledger.get(name, 0) for ledger in ledgers] for name in OUTCOMES}
    numbers = measured.numbers(nights)
    coverage = measured.coverage()
    counts = measured.repair_counts()
    found = troubles(summary, before)
    return Facts(
        night=night,
        dataset=dataset.path.name,
        summary=summary,
        before=before,
        troubles=found[:_SITES],
        sites=len(found),
        ledger=tuple(_ledger(summary, before)),
        read_change=change(summary.read, before.read if before else None),
        warnings=tuple(_warnings(summary.gates)),
        failed=tuple(_failed(summary, before))[:_FAILURES],
        nights=tuple(nights),
        bars=plots.stacked(nights, series, "Documents by outcome"),
        most=max((sum(ledger.values()) for ledger in ledgers), default=0),
        plots=tuple(_plots(nights, numbers)),
        drifted=tuple(_drifted(nights, numbers, summary.gates))[:_DRIFTED],
        fields=FIELDS,
        coverage=coverage[:_DOMAINS],
        domains=len(coverage),
        repairs=measured.repairs(_REPAIRS),
        repair_counts=counts[:_REPAIRS],
        samples=summary.samples,
        quarantined_rows=summary.rows.get("quarantine", 0),
        is_evidence_there=measured.is_there,
        made_by=measured.made_by,
        rolled_back=measured.rolled_back,
    )


def _ledger(summary: Summary, before: Summary | None) -> Iterator[tuple[str, int, str, str]]:
    for name in OUTCOMES:
        count = summary.outcomes.get(name, 0)
        then = before.outcomes.get(name, 0) if before else None
        yield name, count, share(count, summary.read), change(count, then)


def _warnings(gates: Sequence[Gate]) -> Iterator[tuple[str, str]]:
    found = [gate for gate in gates if gate.severity == "warning"]
    for gate in found[:_GATES]:
        yield gate.domain or "the whole night", said(gate)


def _failed(summary: Summary, before: Summary | None) -> Iterator[Failed]:
    """Checks with their domains, those that reject first."""
    at: dict[tuple[str, str, str], list[DomainFailure]] = {}
    for each in summary.by_domain:
        at.setdefault((each.table, each.check, each.severity), []).append(each)
    for failure in by_weight(summary.failures):
        found = at.get((failure.table, failure.check, failure.severity), [])
        domains = tuple(
            FailedAt(
                each.domain or worst.UNKNOWN,
                each.rows,
                share(each.rows, each.of),
                worst.moved(each, before) or "–",
            )
            for each in found[:4]
        )
        yield Failed(failure, domains, len(found) - len(domains))


def _plots(
    nights: Sequence[str], numbers: Mapping[tuple[str, str], Mapping[str, float]]
) -> Iterator[Plot]:
    """What every night is looked at by: rejected documents, fields, words."""
    for metric in ("quarantined", *(f"coverage:{field}" for field in FIELDS), "word_count"):
        if numbers.get(("", metric)):
            yield _plot(nights, numbers, metric, "")


def _drifted(
    nights: Sequence[str],
    numbers: Mapping[tuple[str, str], Mapping[str, float]],
    gates: Sequence[Gate],
) -> Iterator[Plot]:
    """The sites that are not as they were, each by the number that tells it."""
    seen = set()
    for gate in sorted(gates, key=lambda gate: (gate.severity != "error", gate.domain or "")):
        metric = {"volume": "documents", "quarantined_above_usual": "quarantined",
                  "freshness_drift": "age_hours"}.get(gate.check, gate.check)  # fmt: skip
        place = (gate.domain or "", metric)
        if gate.is_drift and gate.domain and place in numbers and place not in seen:
            seen.add(place)
            yield _plot(nights, numbers, metric, gate.domain)._replace(told=said(gate))


def _plot(
    nights: Sequence[str],
    numbers: Mapping[tuple[str, str], Mapping[str, float]],
    metric: str,
    domain: str,
) -> Plot:
    values = series_of(nights, numbers, metric, domain)
    title, is_share = named(metric)
    return Plot(
        title,
        domain,
        plots.number(values[-1] if values else None, share=is_share),
        plots.told(values, share=is_share),
        plots.line(nights, values, title, share=is_share) if len(nights) > 1 else "",
    )

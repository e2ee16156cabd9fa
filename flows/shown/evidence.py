"""What went wrong and where, as Markdown: failed checks by domain, samples, drift, the data.

The same care as in ``flows.shown.scorecard``: scraped text in code, every page bounded, every
table narrow.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from flows.shown.escape import counting, fenced, for_markdown, prose
from flows.shown.scorecard import HERE, bounded, counted, links, share, where
from flows.shown.worst import WHOLE, by_weight, key, moved, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flows.shown.summary import DomainFailure, Failure, Gate, Reason, Sample, Summary

_CHECKS, _DOMAINS, _EXAMPLES, _GONE, _DRIFTED = 25, 12, 3, 20, 60
_WIDE: Final = 64
"""Characters of a line in a fence: neither UI breaks longer ones."""
_DID: Final = {"error": "rejected", "warning": "marked with a warning"}


def failed_checks(summary: Summary, before: Summary | None = None, root: str = HERE) -> str:
    """A section a check, those that reject first, with its domains and their changes."""
    blocks = [f"# Night {summary.night}: failed checks\n", links("failed-checks", root)]
    if not summary.failures:
        return bounded([*blocks, "Every row passed every check.\n", _gone(summary, before)])
    ordered = by_weight(summary.failures)
    blocks += [_check(failure, summary, before) for failure in ordered[:_CHECKS]]
    if len(ordered) > _CHECKS:
        rest = [(f"{each.table}.{each.check}", each.rows) for each in ordered[_CHECKS:]]
        blocks.append(counted("More checks", "check", rest))
    return bounded([*blocks, _gone(summary, before)])


def _check(failure: Failure, summary: Summary, before: Summary | None) -> str:
    """One check: what it asks, a row that failed it, and the domains where rows failed it."""
    did = _DID.get(failure.severity, failure.severity)
    verb = "was" if failure.rows == 1 else "were"
    rejected = f"**{counting(failure.rows, 'row')}** of {failure.table} {verb} {did}."
    lines = [
        f"## {for_markdown(failure.check, 80)}",
        "",
        f"{rejected} {prose(failure.message, 200)}" if failure.message else rejected,
        "",
    ]
    if failure.value:
        at = f" at {for_markdown(failure.source_uri, 120)}" if failure.source_uri else ""
        lines += [f"For example{at}: {for_markdown(failure.value, 120)}", ""]
    elif failure.source_uri:
        lines += [f"For example {for_markdown(failure.source_uri, 120)}", ""]
    found = [
        each
        for each in summary.by_domain
        if (each.table, each.check, each.severity)
        == (failure.table, failure.check, failure.severity)
    ]
    lines += _domains(found, failure, before)
    if summary.pairs > len(summary.by_domain) and not found:
        lines += ["Its domains are not among the largest of the night.", ""]
    return "\n".join(lines)


def _domains(
    found: Sequence[DomainFailure], failure: Failure, before: Summary | None
) -> Iterable[str]:
    if not found:
        return
    yield f"| domain | rows | share | {f'against {before.night}' if before else 'change'} |"
    yield "|:--|--:|--:|--:|"
    for each in found[:_DOMAINS]:
        change = moved(each, before) or "–"
        change = "**new**" if change == "new" else change
        yield (
            f"| {where(each.domain, 40)} | {each.rows:,} | {share(each.rows, each.of)} | {change} |"
        )
    left = failure.rows - sum(each.rows for each in found[:_DOMAINS])
    if left > 0:
        yield f"| … elsewhere | {left:,} | | |"
    yield ""
    places = [each.source_uri for each in found[:_EXAMPLES] if each.source_uri]
    if places:
        yield f"Look at {', '.join(for_markdown(place, 120) for place in places)}"
        yield ""


def _gone(summary: Summary, before: Summary | None) -> str:
    """What failed the night before and no longer does."""
    if before is None or summary.pairs > len(summary.by_domain):
        return ""
    now = set(map(key, summary.by_domain))
    gone = [each for each in before.by_domain if key(each) not in now]
    lines = [
        f"- {for_markdown(each.check, 80)} at {where(each.domain)} ({counting(each.rows, 'row')})"
        for each in gone[:_GONE]
    ]
    if len(gone) > _GONE:
        lines.append(f"- … and {len(gone) - _GONE} more")
    return "\n".join([f"## No longer failing since {before.night}", "", *lines, ""]) if gone else ""


def samples(summary: Summary, root: str = HERE) -> str:
    """Rejected rows, one of each kind, with the fenced part of the page that shows why."""
    head = [f"# Night {summary.night}: samples of rejected rows\n", links("samples", root)]
    if not summary.samples:
        return bounded([*head, "Nothing was rejected.\n"])
    return bounded([*head, *map(_sample, summary.samples)])


def _sample(sample: Sample) -> str:
    place = for_markdown(sample.source_uri or sample.document_id, 120)
    lines = [f"## {where(sample.domain)}", "", f"A row of {sample.table}, from {place}", ""]
    lines += [_reason(reason) for reason in sample.reasons]
    if sample.snippet.strip():
        lines += ["", fenced(_wrapped(sample.snippet), 500)]
    lines += ["", f"Document {for_markdown(sample.document_id, 40)}", ""]
    return "\n".join(lines)


def _reason(reason: Reason) -> str:
    also = "" if reason.severity == "error" else " (a warning)"
    asks = f": {prose(reason.message, 160)}" if reason.message else ""
    found = f" Found {for_markdown(reason.value, 100)}" if reason.value else ""
    return f"- {for_markdown(reason.check, 80)}{also}{asks}{found}"


def _wrapped(text: str) -> str:
    """Break long lines, between words where there are some; neither UI does it in a fence.

    >>> _wrapped("x" * 70).splitlines() == ["x" * 64, "x" * 6], _wrapped("short")
    (True, 'short')
    """
    lines = (wrap(line, _WIDE, break_on_hyphens=False) or [""] for line in text.splitlines())
    return "\n".join(part for line in lines for part in line)


def drift(summary: Summary, root: str = HERE) -> str:
    """Sites that are not as they were on the accepted nights before."""
    gates = [gate for gate in summary.gates if gate.is_drift]
    head = [f"# Night {summary.night}: drift\n", links("drift", root)]
    if not gates:
        return bounded([*head, "No domain differs from its accepted nights of the last weeks.\n"])
    ordered = sorted(gates, key=lambda gate: (gate.severity != "error", gate.domain or ""))
    lines = [_drifted(gate) for gate in ordered[:_DRIFTED]]
    if len(gates) > _DRIFTED:
        lines.append(f"- … and {len(gates) - _DRIFTED:,} more")
    about = "Against the middle of the accepted nights of the last weeks; worst first.\n"
    return bounded([*head, about, "\n".join([*lines, ""])])


def _drifted(gate: Gate) -> str:
    """A line a gate.

    >>> from flows.shown.summary import Gate
    >>> _drifted(Gate("volume", "a.org", "error", 5, 36, "a.org: 5 documents, usually 60"))
    '- **error** `a.org`: 5 documents, usually 60 (`volume`, bound 36)'
    """
    bound = "" if gate.threshold is None else f", bound {_bound(gate.threshold)}"
    place, words = where(gate.domain or WHOLE), prose(said(gate), 160)
    return f"- **{gate.severity}** {place}: {words} ({for_markdown(gate.check, 60)}{bound})"


def _bound(number: float) -> str:
    """A share as people say it, or a number.

    >>> _bound(0.7), _bound(36.0)
    ('70%', '36')
    """
    return f"{number:.0%}" if number <= 1 else f"{number:,.4g}"


def data(summary: Summary, root: str = HERE) -> str:
    """Where the tables of the night lie, and how they are read."""
    version = f"version {summary.version}" if summary.version else "nothing yet"
    out, night = summary.out, summary.night
    held = summary.state == "held"
    code = f"""\
from flows.dataset import scan
scan("articles", {out!r}).collect()

place = {f"{out}/current/articles"!r}
duckdb.read_parquet(f"{{place}}/*/*.parquet")
pandas.read_parquet(place)"""
    places = [
        (f"{out}/runs/{night}/{summary.run_id}.json", "what this run found"),
        (f"fragmend report {out} --night {night}", "all of it as one HTML file"),
        (f"{out}/staging/{summary.run_id}/final/", "the night that is held back, as Parquet")
        if held
        else (f"{out}/current/quarantine/night={night}/", "rejected rows, with their reasons"),
    ]
    if not held:
        places.append((f"fragmend quarantine list {out} --night {night}", "the same, to read"))
    lines = [f"- {what}: {for_markdown(place, 300)}" for place, what in places]
    blocks = [
        f"# Night {night}: the data\n",
        links("data", root),
        f"Readers see {version}{', without this night' if held else ''}.\n",
        fenced(code, 3000) + "\n",
        "\n".join([*lines, ""]),
        counted("Tables of the night", "table", sorted(summary.rows.items())),
    ]
    return bounded(blocks)

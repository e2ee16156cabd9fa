"""What to look at first: the sites of a night that something is wrong with, the worst first.

Every place where a person reads of a night begins with these: the message of the run, the
scorecard, the terminal, the report. They are facts here; each place escapes them its own way.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from flows.shown.escape import counting, for_terminal
from flows.shown.summary import Gate
from schemas.judge import WITH_DOCUMENT
from schemas.reasons import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from flows.shown.summary import DomainFailure, Failure, Summary

WHOLE: Final = "whole night"
UNKNOWN: Final = "unknown domain"
_NAMED: Final = 3
"""Sites that a run's message names; the pages name more."""
_SAID_BEFORE: Final = (UNREADABLE, "share_unreadable")
"""Of the whole night: the sentence of a run names the files that could not be read, and why."""
_RANK: Final = {"critical": 0, "error": 1}


class Trouble(NamedTuple):
    """A site, or the whole night, and what is wrong with it."""

    where: str
    """A domain, which is scraped; or ``WHOLE``, or ``UNKNOWN``."""
    severity: str
    gates: tuple[tuple[str, str], ...]
    """Its gates that failed: the name, and what it says, with scraped text where it names some."""
    failure: DomainFailure | None = None
    """The check that most of its rows failed."""
    asks: str = ""
    """What that check asks of a row."""
    change: str = ""
    """How many more rows than the night before failed it; ``new`` where none did."""

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of this site is published tonight."""
        return self.severity == "critical"


def troubles(summary: Summary, before: Summary | None = None) -> tuple[Trouble, ...]:
    """Sites with a gate that failed or with rejected rows, the worst first."""
    gates: defaultdict[str, list[Gate]] = defaultdict(list)
    for gate in summary.gates:
        if gate.severity in _RANK:
            gates[gate.domain or WHOLE].append(gate)
    failing: dict[str, DomainFailure] = {}
    for each in summary.by_domain:  # errors first, and many rows first
        if each.severity == "error" and each.check != WITH_DOCUMENT:  # that only follows another
            failing.setdefault(each.domain or UNKNOWN, each)
    for failure in summary.unread:
        one = f"{failure.source_uri} cannot be read: {failure.message}"
        more = f"{failure.rows:,} documents cannot be read, for example {failure.source_uri}"
        words = f"{more}: {failure.message}" if failure.rows > 1 else one
        gates[WHOLE].append(Gate(UNREADABLE, None, "error", None, None, words))
    asks = {(each.table, each.check): each.message for each in summary.failures}
    found = (
        _trouble(where, gates.get(where, []), failing.get(where), asks, before)
        for where in {**gates, **failing}
    )
    return tuple(sorted(found, key=_order))


def _order(trouble: Trouble) -> tuple[bool, int, int, str]:
    rows = trouble.failure.rows if trouble.failure else 0
    return trouble.where != WHOLE, _RANK[trouble.severity], -rows, trouble.where


def _trouble(
    where: str,
    gates: list[Gate],
    failure: DomainFailure | None,
    asks: dict[tuple[str, str], str],
    before: Summary | None,
) -> Trouble:
    gates = sorted(gates, key=lambda gate: _RANK[gate.severity])
    return Trouble(
        where,
        gates[0].severity if gates else "error",
        tuple(_told(gates)),
        failure,
        asks.get((failure.table, failure.check), "") if failure else "",
        moved(failure, before) if failure else "",
    )


def said(gate: Gate) -> str:
    """What a gate says, without the place that it says it of.

    >>> from flows.shown.summary import Gate
    >>> said(Gate("volume", "a.org", "error", 5, 36, "a.org: 5 documents, usually 60"))
    '5 documents, usually 60'
    """
    return gate.message.removeprefix(f"{gate.domain or WHOLE}: ") or gate.check


def _told(gates: Iterable[Gate]) -> Iterable[tuple[str, str]]:
    """What gates of one place say; the usual share is not told as a sentence of its own."""
    gates = list(gates)
    usual = next((said(g) for g in gates if g.check == "quarantined_above_usual"), "")
    counted = any(gate.check == "share_quarantined" for gate in gates)
    for gate in gates:
        if gate.check == "share_quarantined" and usual:
            yield gate.check, f"{said(gate)}, {usual.partition(', ')[2] or usual}"
        elif gate.check != "quarantined_above_usual" or not counted:
            yield gate.check, said(gate)


def moved(each: DomainFailure, before: Summary | None) -> str:
    """How many more rows failed a check than the night before, in a sign or a word.

    What was left out of the night before cannot be compared: nothing is said then.
    """
    if before is None:
        return ""
    then = {key(other): other.rows for other in before.by_domain}.get(key(each))
    if then is None:
        return "new" if before.pairs <= len(before.by_domain) else ""
    return change(each.rows, then)


def change(now: int, then: int | None) -> str:
    """How a number moved since the night before.

    >>> change(5, 3), change(3, 5), change(3, 3), change(3, None)
    ('+2', '−2', '=', '–')
    """
    if then is None:
        return "–"
    if now == then:
        return "="
    return f"+{now - then:,}" if now > then else f"−{then - now:,}"


def by_weight(failures: Iterable[Failure]) -> list[Failure]:
    """Failed checks in the order to look at them: what rejects, many rows; what follows others."""
    return sorted(
        failures,
        key=lambda f: (f.severity != "error", f.check == WITH_DOCUMENT, -f.rows, f.table, f.check),
    )


def key(each: DomainFailure) -> tuple[str, str, str | None]:
    """What a line is compared by from night to night."""
    return each.table, each.check, each.domain


def told(summary: Summary) -> str:
    """The run in a few sentences: what became of it, and the sites to look at, with an example."""
    if summary.state in {"unchanged", "rolled back"}:
        return summary.sentence
    found = list(filter(None, (_to_name(each, summary) for each in troubles(summary))))
    look = f" Look at {_few([_short(each) for each in found])}." if found else ""
    moved = _drifted(summary, {trouble.where for trouble in found})
    slight = f" Changed: {_few(moved)}." if moved else ""
    return f"{summary.sentence}{look}{slight}"


def _to_name(trouble: Trouble, summary: Summary) -> Trouble | None:
    """What the message names: of the whole night what the sentence of the run has not said yet."""
    if trouble.where != WHOLE:
        return trouble
    gates = tuple(each for each in trouble.gates if each[0] not in _SAID_BEFORE)
    return trouble._replace(gates=gates) if gates and summary.state == "published" else None


def _few(sites: Sequence[str]) -> str:
    """The first sites, and how many more there are.

    >>> _few(["a", "b"]), _few(["a", "b", "c", "d"])
    ('a; b', 'a; b; c; and 1 more site')
    """
    more = len(sites) - _NAMED
    return "; ".join([*sites[:_NAMED], *([f"and {counting(more, 'more site')}"] * (more > 0))])


def _drifted(summary: Summary, named: Container[str]) -> list[str]:
    """Sites that are not as they were and have no error, each with what a warning says of it.

    Without them a night that only drifted would say that all is well.
    """
    moved: defaultdict[str, list[str]] = defaultdict(list)
    for gate in summary.gates:
        where = gate.domain or WHOLE
        if gate.is_drift and gate.severity == "warning" and where not in named:
            moved[where].append(said(gate))
    sites = sorted(moved, key=lambda where: (where != WHOLE, where))
    return [for_terminal(f"{where} ({'; '.join(moved[where])})", 300) for where in sites]


def _short(trouble: Trouble) -> str:
    parts = [words for _, words in trouble.gates]
    if trouble.failure:
        failure = trouble.failure
        rows = f"{failure.rows:,} of {counting(failure.of, 'row')} of {failure.table}"
        example = f", for example {failure.source_uri}" if failure.source_uri else ""
        parts.append(f"{rows} failed {failure.check}{example}")
    return for_terminal(f"{trouble.where} ({'; '.join(parts)})", 300)

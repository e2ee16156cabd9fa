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
    from collections.abc import Iterable

    from flows.shown.summary import DomainFailure, Failure, Summary

WHOLE: Final = "whole night"
UNKNOWN: Final = "unknown domain"
_NAMED: Final = 3
"""Sites that a run's message names; the pages name more."""
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
    if summary.state == "unchanged":
        return summary.sentence
    found = [trouble for trouble in troubles(summary) if trouble.where != WHOLE]
    names = "; ".join(map(_short, found[:_NAMED]))
    more = f"; and {counting(len(found) - _NAMED, 'more site')}" if len(found) > _NAMED else ""
    return f"{summary.sentence} Look at {names}{more}." if found else summary.sentence


def _short(trouble: Trouble) -> str:
    parts = [words for _, words in trouble.gates]
    if trouble.failure:
        failure = trouble.failure
        rows = f"{failure.rows:,} of {counting(failure.of, 'row')} of {failure.table}"
        example = f", for example {failure.source_uri}" if failure.source_uri else ""
        parts.append(f"{rows} failed {failure.check}{example}")
    return for_terminal(f"{trouble.where} ({'; '.join(parts)})", 300)

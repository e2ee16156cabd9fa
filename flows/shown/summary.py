"""The facts of one run, small enough for every place where a person reads them.

The terminal, the Prefect artifacts and the run's page in ``report.html`` all show a
``Summary``; none of them looks into the tables. It is plain data, so it is kept as JSON
beside the version that it tells of, and read again for comparison with the next night.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from flows.shown.escape import counting, for_terminal
from schemas.reasons import UNREADABLE

State = Literal["published", "unchanged", "held", "rolled back"]

OUTCOMES = ("published", "quarantined", "duplicate", "empty", "unreadable")
_CAUSES: Final = 2
"""Reasons why documents were not read that a run's sentence names."""
_SAYS_WHY: Final = frozenset({"nothing_readable", "night_emptied"})
"""Gates that say themselves why documents could not be read."""
DRIFT_CHECKS = frozenset(
    {"volume", "quarantined_above_usual", "word_count", "freshness_drift", "language_mix"}
)
"""Names that ``schemas.drift`` gives its results, besides those of fields."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that rows failed, with one of them."""

    table: str
    check: str
    severity: str
    rows: int
    column: str | None = None
    value: str | None = None
    """What stood in the column of the example; scraped, so escape it."""
    message: str = ""
    document_id: str | None = None
    source_uri: str | None = None
    """File of the example; scraped names can be hostile too."""


@dataclass(frozen=True, slots=True)
class DomainFailure:
    """A check that rows of one domain failed: what the next night is compared with."""

    table: str
    check: str
    severity: str
    domain: str | None
    """None where the documents tell no domain."""
    rows: int
    of: int
    """Rows of that table and domain that were judged."""
    source_uri: str | None = None
    """File of one of them; scraped names can be hostile."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was rejected."""

    check: str
    message: str = ""
    value: str | None = None
    """Scraped, so escape it."""
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Sample:
    """A rejected row to look at, with the place of its page that shows why. All scraped."""

    table: str
    document_id: str
    source_uri: str | None
    domain: str | None
    reasons: tuple[Reason, ...]
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A check of a domain or of the whole run."""

    check: str
    domain: str | None
    severity: str
    value: float | None
    threshold: float | None
    message: str

    @property
    def is_drift(self) -> bool:
        """Whether it compares tonight with the nights before.

        >>> Gate("coverage:authors", "a.org", "error", 0.1, 0.6, "…").is_drift
        True
        >>> Gate("share_quarantined", "a.org", "error", 0.1, 0.1, "…").is_drift
        False
        """
        return self.check in DRIFT_CHECKS or self.check.startswith(
            ("coverage:", "distinct:", "source:")
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """One run over one night."""

    night: str
    out: str
    state: State
    run_id: str
    version: int | None
    """The dataset's version that readers see after the run; None when there is none yet."""
    read: int
    """Documents in."""
    outcomes: dict[str, int]
    """Documents by outcome; they add up to ``read``."""
    rows: dict[str, int]
    """Rows of the night by table, as published."""
    failures: tuple[Failure, ...] = ()
    gates: tuple[Gate, ...] = ()
    repairs: dict[str, int] = field(default_factory=dict)
    """Repairs by rule."""
    blamed: tuple[str, ...] = ()
    """Documents that killed, hung or exhausted their process."""
    seconds: float = 0.0
    input_bytes: int = 0
    rules_version: str = ""
    by_domain: tuple[DomainFailure, ...] = ()
    """Failed checks by domain, errors and many rows first; not all of them where there are many."""
    pairs: int = 0
    """Failed checks by domain, all counted."""
    samples: tuple[Sample, ...] = ()
    left_alone: dict[str, int] = field(default_factory=dict)
    """Files among the sources that are of no format we read, by suffix."""

    @property
    def badge(self) -> str:
        """Name of the run's final state."""
        if self.state == "held":
            return "GateBreached"
        if self.state == "unchanged":
            return "Completed"
        if self.state == "rolled back":
            return "RolledBack"
        if self.outcomes.get("quarantined"):
            return "Quarantined"
        doubtful = any(gate.severity == "error" for gate in self.gates)
        return "Doubtful" if doubtful else "Completed"

    @property
    def sentence(self) -> str:
        """The run in one sentence."""
        if self.state == "unchanged":
            return (
                f"Night {self.night}: nothing to do. The same input under the same rules is "
                f"published already (version {self.version})."
            )
        if self.state == "rolled back":
            return (
                f"Night {self.night}: left alone, because it was rolled back; readers see version "
                f"{self.version}, without it. To take it again, run with --night {self.night}."
            )
        known = (name for name in OUTCOMES if self.outcomes.get(name) or name == "published")
        counts = ", ".join(f"{self.outcomes.get(name, 0):,} {name}" for name in known)
        read = f"{counting(self.read, 'document')} read"
        if self.state == "published":
            told = f"Night {self.night}: published as version {self.version}; {read} ({counts})."
            return told + self._not_read
        kept = f"{self.outcomes.get('published', 0):,} fit to publish"
        counts = counts.replace(f"{self.outcomes.get('published', 0):,} published", kept, 1)
        see = "still see the version before" if self.version else "see nothing yet"
        return (
            f"Night {self.night}: held back, because {self._reason}; readers {see}. "
            f"{read} ({counts}).{self._not_read}"
        )

    @property
    def unread(self) -> tuple[Failure, ...]:
        """Why documents could not be read, with one each, what took most of them first.

        They are nowhere but in this count: no site misses them, and no row is in quarantine.
        """
        found = (each for each in self.failures if each.check == UNREADABLE)
        return tuple(sorted(found, key=lambda each: -each.rows))

    @property
    def _not_read(self) -> str:
        """Files that could not be read, and why; empty where the run was held back for that."""
        if any(gate.check in _SAYS_WHY for gate in self.breached):
            return ""
        parts = [_why(failure) for failure in self.unread[:_CAUSES]]
        if more := len(self.unread) - len(parts):
            parts.append(f"and {counting(more, 'more reason')}")
        return f" Not read: {'; '.join(parts)}." if parts else ""

    @property
    def _reason(self) -> str:
        """What the gates say that hold the whole night back."""
        whole = [gate for gate in self.breached if gate.domain is None] or self.breached
        told = {gate.check: gate.message.removeprefix("whole night: ") for gate in whole}
        return for_terminal(", ".join(words or check for check, words in told.items()), 300)

    def held_under(self, rules: str) -> bool:
        """Whether the night was held back, and by these rules."""
        return self.state == "held" and self.rules_version == rules

    @property
    def breached(self) -> tuple[Gate, ...]:
        """The gates that hold something back."""
        return tuple(gate for gate in self.gates if gate.severity == "critical")

    def to_json(self) -> str:
        """As a JSON object."""
        plain = asdict(self) | {"badge": self.badge, "sentence": self.sentence}
        return json.dumps(plain, ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, text: str) -> Summary:
        """What ``to_json`` wrote."""
        plain: dict[str, Any] = json.loads(text)
        plain.pop("badge", None)
        plain.pop("sentence", None)
        plain["failures"] = tuple(Failure(**item) for item in plain["failures"])
        pairs = plain.get("by_domain", ())  # absent in what an older release wrote
        plain["by_domain"] = tuple(DomainFailure(**item) for item in pairs)
        plain["samples"] = tuple(map(_sample, plain.get("samples", ())))
        plain["gates"] = tuple(Gate(**item) for item in plain["gates"])
        plain["blamed"] = tuple(plain["blamed"])
        return cls(**plain)


def _why(failure: Failure) -> str:
    """A file that could not be read, how many more, and why.

    >>> _why(Failure("documents", UNREADABLE, "warning", 3, message="cut", source_uri="a.gz#1"))
    'a.gz#1 and 2 more: cut'
    """
    more = f" and {failure.rows - 1:,} more" if failure.rows > 1 else ""
    place = for_terminal(failure.source_uri or failure.document_id or "", 120)
    return f"{place}{more}: {for_terminal(failure.message.rstrip('.'), 240)}"


def _sample(plain: dict[str, Any]) -> Sample:
    reasons = tuple(Reason(**reason) for reason in plain.pop("reasons"))
    return Sample(reasons=reasons, **plain)

"""What a user may change about the judgement without touching the classes.

A contract comes as the mapping that a TOML file gives (reading it is not this floor's work):

    kinds = ["products"]                           # records besides articles and images

    [limits]
    headline_characters = 500

    [severities]
    "articles.page_has_a_headline" = "warning"     # or "error", or "off"

    [gates]
    quarantined = { warning = 0.05, error = 0.2 }

    [drift]
    coverage = 0.2

    [domains."forum.example".limits]
    fewest_words = 5

    [domains."forum.example".severities]
    "articles.page_has_a_headline" = "off"
    "night.volume" = "critical"                    # a check of the whole night, or of a domain

    [domains."forum.example".gates]
    quarantined = { critical = 0.6 }

    [domains."forum.example".drift]
    volume = 0.3

Classes with more rules for a table are given beside it, since names of modules are code.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import polars as pl

from schemas.drift import DRIFT, DriftLimits
from schemas.errors import ContractError
from schemas.gates import GATES, GateLimits, GateResult, Steps
from schemas.limits import LIMITS, Limits
from schemas.tables import further

if TYPE_CHECKING:
    import pandera.polars as pa

    from schemas.columns import Severity

Setting = Literal["critical", "error", "warning", "off"]
SETTINGS: Final = ("error", "warning", "off")
NIGHT: Final = "night"
"""Stands for the table of the checks that judge a night or a domain of it."""
NIGHT_SETTINGS: Final = ("critical", *SETTINGS)
NEVER: Final = "never"
"""Instead of a number: the step of a gate that is never reached."""

OF_DOMAINS: Final = ("documents", "articles", "images", "repairs", NIGHT)
"""Tables of ours whose rows belong to a domain; those of further kinds do too."""
_HOST: Final = re.compile(r"(?!www\.)[^\s/:?#@A-Z]+")

PLAIN: Final = frozenset({"short_line_characters"})
"""Limits that cannot differ by domain: they are applied inside of lists."""


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Contract:
    """Limits, severities, gates and rules that differ from those of the classes."""

    limits: Limits = LIMITS
    gates: GateLimits = GATES
    drift: DriftLimits = DRIFT
    severities: Mapping[tuple[str, str], Setting] = field(default_factory=_nothing)
    """By table and check: ``{("articles", "page_has_a_headline"): "warning"}``."""
    domain_limits: Mapping[str, Mapping[str, float]] = field(default_factory=_nothing)
    """By domain and limit."""
    domain_gates: Mapping[str, GateLimits] = field(default_factory=_nothing)
    domain_drift: Mapping[str, DriftLimits] = field(default_factory=_nothing)
    domain_severities: Mapping[tuple[str, str], Mapping[str, Setting]] = field(
        default_factory=_nothing
    )
    """By table and check, then by domain."""
    rules: Mapping[str, tuple[type[pa.DataFrameModel], ...]] = field(default_factory=_nothing)
    """Classes with more rules for the rows of a table; they need not name all its columns."""
    kinds: tuple[str, ...] = ()
    """Further kinds of records that are wanted, by their tables."""

    @property
    def domains(self) -> tuple[str, ...]:
        """Domains that have something of their own."""
        severities = (name for names in self.domain_severities.values() for name in names)
        named = {*self.domain_limits, *self.domain_gates, *self.domain_drift, *severities}
        return tuple(sorted(named))

    def setting(self, table: str, check: str, severity: Severity, declared: str = "") -> Setting:
        """Say how severe a check is, but for domains of their own.

        Pandera's name of a check (``declared``) means it on every column of the table.
        """
        usual = self.severities.get((table, declared), severity)
        return self.severities.get((table, check), usual)

    def of_domains(self, table: str, check: str, declared: str = "") -> Mapping[str, Setting]:
        """Say how severe a check is on domains of their own."""
        every = self.domain_severities.get((table, declared), {})
        return {**every, **self.domain_severities.get((table, check), {})}

    def weighed(self, results: Iterable[GateResult]) -> tuple[GateResult, ...]:
        """Give what checks of a night found the severities that are wanted for them.

        A check that passed, or has no verdict, stays so; one that is off is not told of.
        """
        found = []
        for result in results:
            key = (NIGHT, result.check)
            own = self.domain_severities.get(key, {}).get(result.domain)
            setting = own or self.severities.get(key)
            if setting == "off":
                continue
            if setting and result.severity not in {"passed", "no_verdict"}:
                found.append(dataclasses.replace(result, severity=setting))
            else:
                found.append(result)
        return tuple(found)

    def measured(self, table: str) -> Limits:
        """Give the limits for the rows of a table: by domain where they differ."""
        names = {name for limits in self.domain_limits.values() for name in limits}
        changes: dict[str, Any] = {
            name: self._by_domain(name, domain_column(table)) for name in sorted(names)
        }
        return dataclasses.replace(self.limits, **changes)

    def _by_domain(self, name: str, column: str) -> pl.Expr:
        own = {domain: of[name] for domain, of in self.domain_limits.items() if name in of}
        usual = getattr(self.limits, name)
        return pl.col(column).replace_strict(own, default=usual, return_dtype=pl.Float64)


CONTRACT: Final = Contract()
"""The classes as they stand."""


def domain_column(table: str) -> str:
    """Name the column of a judged frame that holds the domain."""
    return "domain" if table == "documents" else "document_domain"


def parse(
    told: Mapping[str, Any],
    rules: Mapping[str, tuple[type[pa.DataFrameModel], ...]] | None = None,
) -> Contract:
    """Read a contract; ContractError names what it says that cannot be.

    >>> parse({"limits": {"headline_characters": 500}}).limits.headline_characters
    500
    >>> parse({"limits": {"headline_chars": 500}})
    Traceback (most recent call last):
    schemas.errors.ContractError: the contract says limits.headline_chars, which is not known; ...
    """
    _known(told, ("kinds", "limits", "severities", "gates", "drift", "domains"), "")
    domains = told.get("domains", {})
    _known(domains, tuple(domains), "domains.")
    for domain, own in domains.items():
        _known(own, ("limits", "severities", "gates", "drift"), f"domains.{domain}.")
        if not _HOST.fullmatch(domain):
            raise ContractError(f"domains.{domain}", "is no domain", _bare(domain))
    gates = dataclasses.replace(GATES, **_gates(told.get("gates", {}), GATES, "gates."))
    drift = dataclasses.replace(DRIFT, **_numbers(told.get("drift", {}), DRIFT, "drift."))
    return Contract(
        limits=dataclasses.replace(LIMITS, **_numbers(told.get("limits", {}), LIMITS, "limits.")),
        gates=gates,
        drift=drift,
        severities=_severities(told.get("severities", {}), "severities."),
        domain_limits=_domain_limits(domains),
        domain_gates={
            domain: dataclasses.replace(
                gates, **_gates(own["gates"], gates, f"domains.{domain}.gates.")
            )
            for domain, own in domains.items()
            if "gates" in own
        },
        domain_drift={
            domain: dataclasses.replace(
                drift, **_numbers(own["drift"], drift, f"domains.{domain}.drift.")
            )
            for domain, own in domains.items()
            if "drift" in own
        },
        domain_severities=_domain_severities(domains),
        rules=rules or {},
        kinds=_kinds(told.get("kinds", ())),
    )


def _kinds(told: Any) -> tuple[str, ...]:  # noqa: ANN401
    if not isinstance(told, list | tuple):
        raise ContractError(f"kinds = {told!r}", "is no list", "a list of tables")
    for table in told:
        if table not in further():
            raise ContractError(f"kinds = {told!r}", f"names {table!r}", f"one of {further()}")
    return tuple(dict.fromkeys(told))


def _known(told: Any, names: tuple[str, ...], where: str) -> None:  # noqa: ANN401
    if not isinstance(told, Mapping):
        raise ContractError(where.rstrip("."), "is a single value", "a table")
    for name in told:
        if name not in names:
            raise ContractError(f"{where}{name}", "is not known", f"one of {', '.join(names)}")


def _bare(domain: str) -> str:
    """How a domain is written.

    >>> _bare("https://www.A.example/b")
    "a host without www., scheme, port or path, in small letters: 'a.example'"
    """
    host = re.sub(r"^[a-z]+://|[/:?#].*$", "", domain.lower())
    form = "a host without www., scheme, port or path, in small letters"
    return f"{form}: {host.removeprefix('www.')!r}"


def _numbers(told: Mapping[str, Any], usual: Any, where: str) -> dict[str, Any]:  # noqa: ANN401
    """Check that each value is of the kind of the default it replaces."""
    kinds = {f.name: str(f.type) for f in dataclasses.fields(usual)}
    _known(told, tuple(kinds), where)
    for name, value in told.items():
        default = getattr(usual, name)
        if isinstance(default, int | float):
            whole = kinds[name].startswith("Annotated[int")
            _number(value, default, f"{where}{name}", whole=whole)
        elif not isinstance(value, type(default)) or value.tzinfo is None:
            expected = "a date with a time and a zone"
            raise ContractError(f"{where}{name} = {value!r}", "does not fit", expected)
    return dict(told)


def _number(value: Any, usual: float, where: str, *, whole: bool = False) -> None:  # noqa: ANN401
    """Check a number: not negative, and a share where the usual one is."""
    said = f"{where} = {value!r}"
    if not isinstance(value, int if whole else int | float) or isinstance(value, bool):
        raise ContractError(said, "does not fit", "a whole number" if whole else "a number")
    share = 0 < usual < 1
    if not 0 <= value <= (1 if share else float("inf")):
        raise ContractError(said, "does not fit", "a share from 0 to 1" if share else "0 or more")


def _gates(told: Mapping[str, Any], usual: GateLimits, where: str) -> dict[str, Any]:
    _known(told, tuple(f.name for f in dataclasses.fields(GATES)), where)
    plain = {name: value for name, value in told.items() if not _has_steps(name)}
    steps = {name: value for name, value in told.items() if _has_steps(name)}
    return {
        **_numbers(plain, GATES, where),
        **{name: _steps(name, value, usual, where) for name, value in steps.items()},
    }  # fmt: skip


def _steps(gate: str, told: Mapping[str, Any], usual: GateLimits, where: str) -> Steps:
    """The steps of a gate: numbers of the kind of ours, or ``never``."""
    _known(told, ("warning", "error", "critical"), f"{where}{gate}.")
    ours = next(step for step in dataclasses.astuple(getattr(GATES, gate)) if step is not None)
    for name, value in told.items():
        if value != NEVER:
            _number(value, ours, f"{where}{gate}.{name}")
    steps = {name: None if value == NEVER else value for name, value in told.items()}
    found: Steps = dataclasses.replace(getattr(usual, gate), **steps)
    return found


def _has_steps(name: str) -> bool:
    return isinstance(getattr(GATES, name), Steps)


def _severities(told: Mapping[str, Any], where: str) -> dict[tuple[str, str], Setting]:
    found: dict[tuple[str, str], Setting] = {}
    for name, setting in told.items():
        table, dot, check = str(name).partition(".")
        if not dot or not check:
            raise ContractError(f"{where}{name}", "names no check", '"TABLE.CHECK"')
        settings = NIGHT_SETTINGS if table == NIGHT else SETTINGS
        if setting not in settings:
            expected = f"one of {', '.join(settings)}"
            raise ContractError(f"{where}{name} = {setting!r}", "is no severity", expected)
        found[table, check] = setting
    return found


def _domain_limits(domains: Mapping[str, Any]) -> dict[str, Mapping[str, float]]:
    found: dict[str, Mapping[str, float]] = {}
    for domain, own in domains.items():
        where = f"domains.{domain}.limits."
        found[domain] = _numbers(own.get("limits", {}), LIMITS, where)
        for name in found[domain]:
            if name in PLAIN or not isinstance(getattr(LIMITS, name), int | float):
                raise ContractError(f"{where}{name}", "cannot differ by domain", "it under limits")
    return found


def _domain_severities(
    domains: Mapping[str, Any],
) -> dict[tuple[str, str], Mapping[str, Setting]]:
    found: dict[tuple[str, str], dict[str, Setting]] = {}
    for domain, own in domains.items():
        told = _severities(own.get("severities", {}), f"domains.{domain}.severities.")
        for check, setting in told.items():
            tables = (*OF_DOMAINS, *further())
            if check[0] not in tables:
                said = f"domains.{domain}.severities.{'.'.join(check)}"
                raise ContractError(said, "has no domain", f"one of {', '.join(tables)}")
            found.setdefault(check, {})[domain] = setting
    return dict(found)

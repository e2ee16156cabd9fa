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

Classes with more rules for a table are given beside it, since names of modules are code.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import polars as pl

from schemas.drift import DRIFT, DriftLimits
from schemas.errors import ContractError
from schemas.gates import GATES, GateLimits, Steps
from schemas.limits import LIMITS, Limits
from schemas.tables import further

if TYPE_CHECKING:
    import pandera.polars as pa

    from schemas.columns import Severity

Setting = Literal["error", "warning", "off"]
SETTINGS: Final = ("error", "warning", "off")

OF_DOMAINS: Final = ("documents", "articles", "images", "repairs")
"""Tables of ours whose rows belong to a domain; those of further kinds do too."""

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
    domain_severities: Mapping[tuple[str, str], Mapping[str, Setting]] = field(
        default_factory=_nothing
    )
    """By table and check, then by domain."""
    rules: Mapping[str, tuple[type[pa.DataFrameModel], ...]] = field(default_factory=_nothing)
    """Classes with more rules for the rows of a table; they need not name all its columns."""
    kinds: tuple[str, ...] = ()
    """Further kinds of records that are wanted, by their tables."""

    def setting(self, table: str, check: str, declared: Severity) -> Setting:
        """Say how severe a check is, but for domains of their own."""
        return self.severities.get((table, check), declared)

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
    for domain, own in domains.items():
        _known(own, ("limits", "severities"), f"domains.{domain}.")
    return Contract(
        limits=dataclasses.replace(LIMITS, **_numbers(told.get("limits", {}), LIMITS, "limits.")),
        gates=dataclasses.replace(GATES, **_gates(told.get("gates", {}))),
        drift=dataclasses.replace(DRIFT, **_numbers(told.get("drift", {}), DRIFT, "drift.")),
        severities=_severities(told.get("severities", {}), "severities."),
        domain_limits=_domain_limits(domains),
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


def _numbers(told: Mapping[str, Any], usual: Any, where: str) -> dict[str, Any]:  # noqa: ANN401
    """Check that each value is of the kind of the default it replaces."""
    _known(told, tuple(f.name for f in dataclasses.fields(usual)), where)
    for name, value in told.items():
        default = getattr(usual, name)
        number = isinstance(default, int | float)
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        if not (fits if number else isinstance(value, type(default))):
            kind = "a number" if number else "a date with a time and a zone"
            raise ContractError(f"{where}{name} = {value!r}", "does not fit", kind)
    return dict(told)


def _gates(told: Mapping[str, Any]) -> dict[str, Any]:
    _known(told, tuple(f.name for f in dataclasses.fields(GATES)), "gates.")
    plain = {name: value for name, value in told.items() if not _has_steps(name)}
    steps = {name: value for name, value in told.items() if _has_steps(name)}
    for name, value in steps.items():
        _known(value, ("warning", "error", "critical"), f"gates.{name}.")
        _numbers(value, Steps(0.0, 0.0, 0.0), f"gates.{name}.")
    return {
        **_numbers(plain, GATES, "gates."),
        **{name: dataclasses.replace(getattr(GATES, name), **v) for name, v in steps.items()},
    }


def _has_steps(name: str) -> bool:
    return isinstance(getattr(GATES, name), Steps)


def _severities(told: Mapping[str, Any], where: str) -> dict[tuple[str, str], Setting]:
    found: dict[tuple[str, str], Setting] = {}
    for name, setting in told.items():
        table, dot, check = str(name).partition(".")
        if not dot or not check:
            raise ContractError(f"{where}{name}", "names no check", '"TABLE.CHECK"')
        if setting not in SETTINGS:
            raise ContractError(f"{where}{name} = {setting!r}", "is no severity", str(SETTINGS))
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

"""``fragmend report``: a night and the nights before it as one HTML file, for those without the UI.

One file without scripts, fonts or addresses to load; a Content-Security-Policy in it forbids
them too. Scraped text is escaped by the template and stripped of control signs (``plain``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl
from jinja2 import DictLoader, Environment, StrictUndefined

from flows.dataset import Dataset, scan_manifest
from flows.errors import NothingPublishedError
from flows.shown import plots
from flows.shown.escape import for_terminal
from flows.shown.summary import OUTCOMES, Failure, Gate
from flows.store.durable import disk_told
from flows.store.runs import last_summary

if TYPE_CHECKING:
    from pathlib import Path

    from flows.store.manifest import Manifest

FIELDS: Final = (
    "headline", "article_body", "date_published", "authors", "description", "keywords",
    "in_language", "publisher", "main_image_id",
)  # fmt: skip
_DOMAINS, _REPAIRS, _ROWS = 40, 12, 40


class Coverage(NamedTuple):
    """How many of a domain's articles have each field."""

    domain: str
    articles: int
    shares: tuple[float, ...]
    """One a field of ``FIELDS``, 0-1."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page shows."""

    night: str
    badge: str
    sentence: str
    read: int
    outcomes: tuple[tuple[str, int], ...]
    gates: tuple[Gate, ...]
    failures: tuple[Failure, ...]
    plots: tuple[str, ...]
    fields: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    domains_left_out: int
    repairs: tuple[dict[str, Any], ...]
    repair_counts: tuple[tuple[str, int], ...]
    quarantine: tuple[dict[str, Any], ...]
    quarantined_rows: int
    version: int
    created_at: str
    code_version: str
    rules_version: str


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
        loader=DictLoader({"report.html": source}), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["plain"] = lambda text, limit: for_terminal(text or "", limit)
    return environment.get_template("report.html").render(facts=facts)


def gather(dataset: Dataset, night: str | None) -> Facts:
    """Read what the page shows out of the current version."""
    manifest = dataset.current()
    if manifest is None or not manifest.nights:
        raise NothingPublishedError(str(dataset.path))
    night = night or max(manifest.nights)
    if night not in manifest.nights:
        raise NothingPublishedError(str(dataset.path), night)
    held = manifest.nights[night]
    summary = last_summary(dataset.path, night)
    tables = _Tables(dataset, manifest, night)
    coverage = tables.coverage()
    return Facts(
        night=night,
        badge=summary.badge if summary else "Completed",
        sentence=summary.sentence if summary else f"Night {night}: {held.ledger.read:,} documents.",
        read=held.ledger.read,
        outcomes=tuple((name, getattr(held.ledger, name)) for name in OUTCOMES),
        gates=summary.gates if summary else (),
        failures=summary.failures if summary else (),
        plots=_plots(manifest, tables),
        fields=FIELDS,
        coverage=coverage[:_DOMAINS],
        domains_left_out=max(0, len(coverage) - _DOMAINS),
        repairs=tables.repairs(),
        repair_counts=tables.repair_counts(),
        quarantine=tables.quarantine(),
        quarantined_rows=tables.count("quarantine"),
        version=manifest.version,
        created_at=manifest.created_at,
        code_version=held.code_version,
        rules_version=held.rules_version,
    )


class _Tables:
    """The tables of one night, read as the page needs them."""

    def __init__(self, dataset: Dataset, manifest: Manifest, night: str) -> None:
        self._dataset, self._manifest, self.night = dataset, manifest, night

    def all_nights(self, table: str) -> pl.LazyFrame:
        return scan_manifest(self._dataset, self._manifest, table)

    def one_night(self, table: str) -> pl.LazyFrame:
        return self.all_nights(table).filter(pl.col("night") == self.night)

    def count(self, table: str) -> int:
        return int(self.one_night(table).select(pl.len()).collect().item())

    def coverage(self) -> tuple[Coverage, ...]:
        """Share of articles with a value, by field and domain, the largest domains first."""
        domains = self.one_night("documents").select("document_id", "domain")
        frame = (
            self.one_night("articles")
            .join(domains, on="document_id", how="left")
            .group_by(pl.col("domain").fill_null("(unknown)"))
            .agg(pl.len().alias("articles"), *(_has(name).mean().alias(name) for name in FIELDS))
            .sort("articles", "domain", descending=[True, False])
            .collect()
        )
        return tuple(Coverage(row[0], row[1], tuple(row[2:])) for row in frame.iter_rows())

    def by_night(self) -> pl.DataFrame:
        """Share of articles with a date, authors and an image, and the words of the middle one."""
        return (
            self.all_nights("articles")
            .group_by("night")
            .agg(
                *(_has(name).mean().alias(name) for name in FIELDS),
                pl.col("word_count").median().cast(pl.Float64),
            )
            .sort("night")
            .collect()
        )

    def repairs(self) -> tuple[dict[str, Any], ...]:
        """Two samples of each rule, the rarest rules first: they are the ones to look at."""
        uris = self.one_night("documents").select("document_id", "source_uri")
        frame = (
            self.one_night("repairs")
            .with_columns(seen=pl.int_range(pl.len()).over("rule"), of=pl.len().over("rule"))
            .filter(pl.col("seen") < 2)  # noqa: PLR2004  (as the docstring says)
            .join(uris, on="document_id", how="left")
            .sort("of", "rule", "seen")
            .head(_REPAIRS)
            .select("rule", "before", "after", "confidence", "source_uri")
            .collect()
        )
        return tuple(frame.iter_rows(named=True))

    def repair_counts(self) -> tuple[tuple[str, int], ...]:
        frame = self.one_night("repairs").group_by("rule").len().sort("len", descending=True)
        return tuple(frame.collect().iter_rows())

    def quarantine(self) -> tuple[dict[str, Any], ...]:
        """Rejected rows, one of each combination of reasons before a second one of any."""
        uris = self.one_night("documents").select("document_id", "source_uri")
        checks = pl.col("failures").list.eval(pl.element().struct.field("check")).list.join(" ")
        frame = (
            self.one_night("quarantine")
            .with_columns(checks=checks)
            .with_columns(seen=pl.int_range(pl.len()).over("table", "checks"))
            .join(uris, on="document_id", how="left")
            .sort("seen", "table", "checks")
            .head(_ROWS)
            .select("table", "failures", "source_uri")
            .collect()
        )
        return tuple(
            {"table": row["table"], "source_uri": row["source_uri"], "reasons": row["failures"]}
            for row in frame.iter_rows(named=True)
        )


def _has(name: str) -> pl.Expr:
    column = pl.col(name)
    return column.list.len() > 0 if name in {"authors", "keywords"} else column.is_not_null()


def _plots(manifest: Manifest, tables: _Tables) -> tuple[str, ...]:
    nights = sorted(manifest.nights)[-plots.MOST_NIGHTS :]
    ledgers = [manifest.nights[night].ledger for night in nights]
    series = {name: [getattr(ledger, name) for ledger in ledgers] for name in OUTCOMES}
    rows = {row["night"]: row for row in tables.by_night().iter_rows(named=True)}

    def over(field: str) -> list[float | None]:
        return [rows[night][field] if night in rows else None for night in nights]

    return (
        plots.stacked(nights, series, "Documents by outcome"),
        plots.line(nights, over("date_published"), "Articles with a date", share=True),
        plots.line(nights, over("authors"), "Articles with authors", share=True),
        plots.line(nights, over("main_image_id"), "Articles with a main image", share=True),
        plots.line(nights, over("word_count"), "Words of the middle article", share=False),
    )

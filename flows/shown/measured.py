"""What the report reads out of the tables of one night: published, or held back as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from flows.dataset import STAGING, scan_manifest
from flows.settle import FINAL
from flows.shown.examples import PLACE
from flows.shown.summary import OUTCOMES, Summary
from flows.store.runs import RUNS, last_summary, summary_of
from flows.store.scanned import scan_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from flows.dataset import Dataset
    from flows.store.manifest import Manifest

FIELDS: Final = (
    "headline", "article_body", "date_published", "authors", "description", "keywords",
    "in_language", "publisher", "main_image_id",
)  # fmt: skip
_WORDS: Final = {
    "quarantined": "Documents rejected",
    "documents": "Documents",
    "word_count": "Median word count",
    "age_hours": "Hours since publication",
    "coverage:article_body": "Articles with a body",
    "coverage:date_published": "Articles with a date",
    "coverage:in_language": "Articles with a language",
    "coverage:main_image_id": "Articles with a main image",
    "distinct:headline": "Headlines that differ",
}
_NUMBERS: Final = frozenset({"documents", "word_count", "age_hours"})


class Coverage(NamedTuple):
    """How many of a domain's articles have each field."""

    domain: str
    articles: int
    shares: tuple[float, ...]
    """One a field of ``FIELDS``, 0-1."""
    text: float | None
    """Of the visible text of its pages, the share that the records took over, in the mean; 0-1."""


def named(metric: str) -> tuple[str, bool]:
    """A metric for people, and whether it is a share.

    >>> named("coverage:authors"), named("word_count")
    (('Articles with authors', True), ('Median word count', False))
    """
    plain = f"Articles with {metric.partition(':')[2].replace('_', ' ')}"
    return _WORDS.get(metric, plain), metric not in _NUMBERS


def series_of(
    nights: Sequence[str],
    numbers: Mapping[tuple[str, str], Mapping[str, float]],
    metric: str,
    domain: str,
) -> list[float | None]:
    """A metric of a domain over the nights; what is counted among documents as their share."""
    found = numbers.get((domain, metric), {})
    values = [found.get(night) for night in nights]
    if metric != "quarantined":
        return values
    of = numbers.get((domain, "documents"), {})
    return [
        value / of[night] if value is not None and of.get(night) else None
        for night, value in zip(nights, values, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Measured:
    """The tables of one night, read as the page needs them."""

    dataset: Dataset
    manifest: Manifest | None
    night: str
    summary: Summary
    evidence: Path | None
    """Folder of the final files of a night that is held back; None of one that is published."""

    @classmethod
    def of(cls, dataset: Dataset, night: str | None) -> Measured | None:
        """The night that is asked for, or the last one; None where no run has told of any."""
        manifest = dataset.current()
        published = manifest.nights if manifest else {}
        night = night or max({*published, *_held(dataset)}, default=None)
        last = last_summary(dataset.path, night) if night else None
        if night is None or (last is None and night not in published):
            return None
        if last is not None and last.state == "held":
            folder = dataset.path / STAGING / last.run_id / FINAL
            if folder.is_dir() or night not in published:
                return cls(dataset, manifest, night, last, folder)
        if manifest is None or night not in published:
            return None
        summary = summary_of(dataset.path, night, published[night].run_id)
        return cls(dataset, manifest, night, summary or _without(dataset, manifest, night), None)

    @property
    def rolled_back(self) -> tuple[str, ...]:
        """Later nights that were published once and are in no table of the current version."""
        published = self.manifest.nights if self.manifest else {}
        later = (name for name in _told(self.dataset) if name > self.night)
        return tuple(sorted({*later} - {*published} - {*_held(self.dataset)}))

    @property
    def is_there(self) -> bool:
        """Whether its tables are there; the evidence of a night may have been discarded."""
        return self.evidence is None or self.evidence.is_dir()

    @property
    def made_by(self) -> str:
        """Version and code, for whoever asks where a page is from."""
        rules = f"rules {self.summary.rules_version[:12]}"
        if self.manifest is None:
            return rules
        return f"version {self.manifest.version}, {self.manifest.created_at} · {rules}"

    def table(self, name: str) -> pl.LazyFrame:
        """One table of the night."""
        if self.evidence is None:
            whole = scan_manifest(self.dataset, self.manifest, name)
            return whole.filter(pl.col("night") == self.night)
        return self._evidence(name)

    def _evidence(self, name: str) -> pl.LazyFrame:
        found = sorted(self.evidence.glob(f"{name}-*.parquet")) if self.evidence else []
        return scan_paths(found, name).with_columns(night=pl.lit(self.night))

    def ledgers(self, earlier: Sequence[Summary]) -> tuple[list[str], list[dict[str, int]]]:
        """Nights up to this one, and what became of their documents."""
        found = {each.night: dict(each.outcomes) for each in earlier}
        for name, held in (self.manifest.nights if self.manifest else {}).items():
            if name < self.night:
                found.setdefault(name, {each: getattr(held.ledger, each) for each in OUTCOMES})
        found[self.night] = dict(self.summary.outcomes)
        nights = sorted(found)[-90:]
        return nights, [found[night] for night in nights]

    def numbers(self, nights: Sequence[str]) -> dict[tuple[str, str], dict[str, float]]:
        """Metrics by domain and name, over the nights; of this one as it is told of here."""
        columns = ("night", "domain", "metric", "value")
        before = (
            scan_manifest(self.dataset, self.manifest, "metrics")
            .filter(pl.col("night").is_in(list(nights)), pl.col("night") != self.night)
            .select(columns)
        )
        tonight = self.table("metrics").select(columns)
        frame = pl.concat([before, tonight]).drop_nulls("value").collect()
        found: dict[tuple[str, str], dict[str, float]] = {}
        for night, domain, metric, value in frame.iter_rows():
            found.setdefault((domain, metric), {})[night] = value
        return found

    def coverage(self) -> tuple[Coverage, ...]:
        """Share of articles with a value, by field and domain, the largest domains first."""
        domains = self.table("documents").select("document_id", "domain", "text_coverage")
        frame = (
            self.table("articles")
            .join(domains, on="document_id", how="left")
            .group_by(pl.col("domain").fill_null("(unknown)"))
            .agg(
                pl.len().alias("articles"),
                *(_has(name).mean().alias(name) for name in FIELDS),
                pl.col("text_coverage").mean(),
            )
            .sort("articles", "domain", descending=[True, False])
            .collect()
        )
        return tuple(
            Coverage(row[0], row[1], tuple(row[2:-1]), row[-1]) for row in frame.iter_rows()
        )

    def repairs(self, most: int) -> tuple[dict[str, Any], ...]:
        """Two samples of each rule, the rarest rules first: they are the ones to look at."""
        documents = self.table("documents").select("document_id", place=PLACE)
        frame = (
            self.table("repairs")
            .with_columns(seen=pl.int_range(pl.len()).over("rule"), of=pl.len().over("rule"))
            .filter(pl.col("seen") < 2)  # noqa: PLR2004  (as the docstring says)
            .join(documents, on="document_id", how="left")
            .sort("of", "rule", "seen")
            .head(most)
            .select("rule", "before", "after", "confidence", "place")
            .collect()
        )
        return tuple(frame.iter_rows(named=True))

    def repair_counts(self) -> tuple[tuple[str, int], ...]:
        """Repairs of the night by rule."""
        frame = self.table("repairs").group_by("rule").len().sort("len", "rule", descending=True)
        return tuple(frame.collect().iter_rows())


def _told(dataset: Dataset) -> Iterator[str]:
    """Nights that a run has told of."""
    return (path.name for path in (dataset.path / RUNS).glob("*-*-*") if any(path.iterdir()))


def _held(dataset: Dataset) -> Iterator[str]:
    """Nights whose last run was held back; a night that was rolled away is none."""
    for name in _told(dataset):
        last = last_summary(dataset.path, name)
        if last is not None and last.state == "held":
            yield name


def _has(name: str) -> pl.Expr:
    column = pl.col(name)
    return column.list.len() > 0 if name in {"authors", "keywords"} else column.is_not_null()


def _without(dataset: Dataset, manifest: Manifest, night: str) -> Summary:
    """What a manifest alone tells of a night that left no summary."""
    held = manifest.nights[night]
    return Summary(
        night=night,
        out=str(dataset.path),
        state="published",
        run_id=held.run_id,
        version=held.published_in,
        read=held.ledger.read,
        outcomes={name: getattr(held.ledger, name) for name in OUTCOMES},
        rows={table: sum(file.rows for file in found) for table, found in held.tables.items()},
        rules_version=held.rules_version,
    )

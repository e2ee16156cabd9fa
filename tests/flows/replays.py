"""Nights for the tests of replay: cleaned in this process, by the cleaner that a test names."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from typing import TYPE_CHECKING

import polars as pl

from flows.dataset import Dataset, scan
from flows.rejected.picked import Pick
from flows.rejected.replaying import Replayed, Request, replay
from flows.settle import Run, Settled
from flows.shard import clean_shard
from flows.store.manifest import Inputs
from flows.workers.plan import Options, plan
from flows.workers.work import Shard, ShardReport
from tests.flows.shards import settle_and_commit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

NIGHT = "2026-11-01"
TODAY = "cleaners:clean"
MENDING = "tests.flows.mending:"


_WORDS = (
    "harbour", "bridge", "council", "winter", "garden", "letter", "morning", "school", "engine",
    "river", "summer", "window", "village", "evening", "paper", "captain", "island", "kitchen",
    "station", "mountain", "painter", "music", "forest", "doctor", "tower", "bakery", "meadow",
    "lantern", "carpenter", "orchard", "teacher", "railway", "museum", "blanket", "candle",
)  # fmt: skip


def _sentences(title: str) -> str:
    """Some sentences that only this title has, so that two pages are no near copies."""
    chance = random.Random(title)
    parts = [" ".join(chance.choices(_WORDS, k=12)).capitalize() + "." for _ in range(4)]
    return f"{title} was told of. The " + " The ".join(parts)


def page(title: str, *, date: str = "2026-10-01", words: str = "", caption: str = "") -> str:
    """A page that passes every check; a date after the fetch or a caption with � does not."""
    body = words or _sentences(title)
    figure = f"<figure><img src='https://a.example/{len(title)}.jpg' width=640 height=400>"
    figure += f"<figcaption>{caption}</figcaption></figure>"
    paragraphs = "".join(f"<p>{body} Part {n} of it ended at noon.</p>" for n in range(4))
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f"<meta property='article:published_time' content='{date}T08:00:00+00:00'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}{figure if caption else ''}</article></body>"
        "</html>"
    )


LATE = "2027-05-05"
"""A date after the fetch."""


def write_source(folder: Path, pages: dict[str, str], host: str = "a.example") -> Path:
    """Pages as JSONL with an address each."""
    folder.mkdir(parents=True, exist_ok=True)
    records = [
        {"html": html, "url": f"https://{host}/{name}", "date_fetched": "2026-11-01T02:00:00Z"}
        for name, html in pages.items()
    ]
    place = folder / "pages.jsonl"
    place.write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder


def clean_by(
    out: Path, source: Path, cleaner: str = TODAY, night: str = NIGHT, **how: Any
) -> Settled:
    """Clean and publish a night."""
    dataset = Dataset.open_or_create(out)
    run_id = f"clean-{night}"
    day = dt.date.fromisoformat(night)
    options = Options(code_version="0.1", cleaner=cleaner)
    staging = dataset.working_folder(run_id)
    planned = plan([str(source)], night=day, staging=staging, options=options)
    reports = [clean_shard(Shard.load(path)) for path in planned.shards]
    read = {f"{number:04}": report.documents for number, report in enumerate(reports)}
    run = Run(
        run_id, night, Inputs(planned.input_digest), read, "0.1", "rules", f"{night}T02:00:00+00:00"
    )
    return settle_and_commit(dataset, run, **how)


def copied(made: Path, to: Path) -> Path:
    """The dataset ``out`` of what a fixture made once, with its sources, for a test to change."""
    return shutil.copytree(made, to, symlinks=True, dirs_exist_ok=True) / "out"


def here(_pool: object, shards: Sequence[Shard]) -> list[ShardReport]:
    """Run shards in this process."""
    return [clean_shard(shard) for shard in shards]


def replay_by(
    out: Path, cleaner: str = TODAY, *, dry_run: bool = False, pick: Pick | None = None, **how: Any
) -> Replayed:
    request = Request(str(out), pick or Pick(), dry_run, 1, cleaner=cleaner)
    return replay(request, here, **how)


def outcomes(out: Path, night: str | None = None) -> dict[str, str]:
    """Outcome of each document by its file and number."""
    rows = scan("documents", out)
    if night:
        rows = rows.filter(night=night)
    named = rows.select(pl.col("url").str.split("/").list.last(), "outcome").collect()
    return dict(named.iter_rows())


def version(out: Path) -> int:
    manifest = Dataset.open(out).current()
    assert manifest
    return manifest.version


TABLES = ("documents", "articles", "images", "repairs", "fingerprints", "metrics", "raw")


def tables(out: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table that says what is published, row by row in its order."""
    return {table: scan(table, out).collect().to_dicts() for table in TABLES}

"""Replay under another contract: what is told of it, and that `check` had told the same."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from flows.check import what_if
from flows.commands.seen import replay_page
from flows.copies import hashed
from flows.dataset import Dataset, scan
from flows.rejected.picked import Pick
from flows.rejected.replaying import Request, replay
from flows.replay import page as flow_page
from schemas.frames import polars_schema
from schemas.migrate import decoded
from tests.flows.replays import (
    LATE,
    MENDING,
    NIGHT,
    clean_by,
    here,
    page,
    replay_by,
    write_source,
)  # fmt: skip

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "harbour": page("Harbour opens again"),
    "late": page("Library stays open", date=LATE),
    "bridge": page("Bridge is painted", date=LATE, caption="The bridge at noon"),
}


def test_a_row_that_fails_more_than_before_is_named_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES))
    strict = tmp_path / "strict.toml"
    strict.write_text('[severities]\n"articles.body_has_an_articles_length" = "error"\n'
                      "[limits]\nfewest_words = 5000\n")  # fmt: skip
    request = Request(str(out), dry_run=True, workers=1, contract=str(strict))
    result = replay(request, here)
    (night,) = result.nights
    assert {row.row_id for row in night.newly_failing} & {row.row_id for row in night.still_failing}
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(replay_page(result, Pick()))
    for text in (console.export_text(), flow_page(result)):
        lines = [line for line in text.splitlines() if "articles" in line]
        assert len(lines) == len(set(lines)) == len(set(re.findall(r"pages.jsonl#\d", text)))


LOST = "A br\ufffd\ufffd\ufffdcke"
STORY = "The same words stood on two pages of the same paper on one day. "
OTHER = "Other words were printed on two pages of two papers in one night. "
THIRD = "Nobody had read these words before they were found on two pages. "


def counts(out: Path) -> dict[str, tuple[int, int]]:
    """Rows published and in quarantine, by table; documents by their outcomes."""
    rejected = scan("quarantine", out).collect()
    outcomes = scan("documents", out).collect()["outcome"]
    found = {
        table: (scan(table, out).collect().height, rejected.filter(table=table).height)
        for table in ("articles", "images", "repairs")
    }
    documents = tuple(int((outcomes == name).sum()) for name in ("published", "quarantined"))
    return {"documents": documents, **found}  # type: ignore[dict-item]


COPIES = {
    "of-a-page-of-its-night": (
        {"late": page("A story", date=LATE, words=STORY, caption=LOST),
         "same": page("A story", words=STORY)}, {"new": page("New tower")}, 0,
    ),
    "of-a-later-night": (
        {"late": page("A story", date=LATE, words=STORY, caption="The quay")},
        {"same": page("A story", words=STORY)}, 0,
    ),
    "of-an-earlier-night": (
        {"same": page("A story", words=STORY)},
        {"late": page("A story", date=LATE, words=STORY, caption="The quay")}, 0,
    ),
    "of-one-another": (
        {"one": page("A story", date=LATE, words=STORY), "b": page("B", date=LATE, words=OTHER),
         "two": page("A story", date=LATE, words=STORY, caption=LOST)},
        {"three": page("A story", date=LATE, words=STORY)}, 2,
    ),
    "of-nothing": (
        {"late": page("A story", date=LATE, words=STORY), "same": page("B", words=STORY)},
        {"c": page("C", date=LATE, words=THIRD, caption=LOST)}, 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_replay_releases_what_check_had_told(tmp_path: Path, name: str) -> None:
    one, two, come = COPIES[name]
    out, lenient = tmp_path / "out", tmp_path / "lenient.toml"
    lenient.write_text('[severities]\n"articles.published_before_it_was_fetched" = "warning"\n'
                       '"images.caption_is_readable" = "off"\n')  # fmt: skip
    clean_by(out, write_source(tmp_path / "one", one))
    clean_by(out, write_source(tmp_path / "two", two), night="2026-11-02")
    before, found = counts(out), what_if(out, lenient)
    assert {m.table: (m.published, m.quarantined) for m in found.moves} == before
    assert {m.table: m.come for m in found.moves}["documents"] == come
    replay(Request(str(out), workers=1, contract=str(lenient)), here)
    told = {m.table: (m.would_be_published, m.would_be_quarantined) for m in found.moves}
    assert told == counts(out)


def test_a_hash_is_made_of_the_article_or_of_the_bytes_alike(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES))
    dataset = Dataset.open(out)
    manifest = dataset.current()
    assert manifest
    rows = scan("quarantine", out).filter(table="articles").collect()
    articles = decoded(rows["row"], polars_schema("articles"))
    made = hashed(dataset, manifest.nights[NIGHT], rows["document_id"], articles)
    again = hashed(dataset, manifest.nights[NIGHT], rows["document_id"], articles.clear())
    assert made.equals(again)
    assert made["exact_hash"].drop_nulls().n_unique() == 2
    replay_by(out, MENDING + "dates_mended")
    prints = scan("fingerprints", out).select("document_id", "exact_hash").collect()
    assert set(made.iter_rows()) <= set(prints.iter_rows())

"""An erasure that is killed at any step: no reader sees half of it, and the next finishes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.dataset import Dataset, scan
from flows.rejected.begun import BEGUN
from flows.rejected.decide import discard
from flows.rejected.erase import NothingNamedError, erase
from flows.rejected.held import HELD, keep_held
from flows.rejected.picked import Pick
from flows.rejected.quarantine import listed
from flows.settle import Run
from flows.shown.summary import Failure, Summary
from flows.store.manifest import Inputs
from flows.store.runs import keep_summary
from schemas.gates import GateResult
from tests.flows.killed_writer import killed_folders
from tests.flows.rejected.test_erase import PAGES, named, places
from tests.flows.replays import LATE, NIGHT, clean_by, page, write_source

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://a.example/late"
"""Of a document in quarantine: its address stands in some of its files, its id in all."""
STRIDES = [pytest.param(24, id="some"), pytest.param(1, id="every", marks=pytest.mark.prove)]
ASKED = ["urls", pytest.param("documents", marks=pytest.mark.prove)]
HELD_NIGHT = "2026-11-03"


def never(_metrics: pl.DataFrame) -> tuple[GateResult, ...]:
    return (GateResult("volume", "", "critical", 1.0, 0.0, "the night is sick"),)


def filled(out: Path, sources: Path) -> str:
    """Three versions, a night that is held back, and a summary with an example of the document."""
    source = write_source(sources / "in", {**PAGES, "late": page("Library", date=LATE)})
    clean_by(out, source)
    more = write_source(sources / "more", {"new": page("New bridge"), "late": PAGES["late"]})
    clean_by(out, more, night="2026-11-02")
    discard(out, sorted({row.quarantine_id for row in listed(out, Pick())[0]}), "a test page")
    held = clean_by(out, source, night=HELD_NIGHT, gates=never)
    inputs, read = Inputs("held"), {"0000": len(PAGES)}
    keep_held(held, Run("clean", HELD_NIGHT, inputs, read, "0.1", "rules", "2026-11-03T02:00:00Z"))
    name = named(out, "harbour")
    failure = Failure("articles", "late", "error", 1, "x", "2027", "…", name, "pages.jsonl")
    told = Summary(NIGHT, str(out), "published", "r", 1, 5, {}, {}, failures=(failure,))
    keep_summary(Dataset.open(out).path, told)
    return name


@pytest.fixture(scope="module", params=ASKED)
def base(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Path, dict[str, list[str]], list[str]]:
    """A dataset, what is asked to be erased of it, and what may be in no file then."""
    folder = tmp_path_factory.mktemp("erased")
    name = filled(folder / "base", folder)
    late = scan("documents", folder / "base").filter(url=URL).collect()["document_id"].to_list()
    asked = {"documents": [name]} if request.param == "documents" else {"urls": [URL]}
    gone = [name] if request.param == "documents" else [*late, URL]
    (folder / "named.json").write_text(json.dumps(asked))
    return folder, asked, gone


@pytest.fixture(scope="module", params=STRIDES)
def killed(
    base: tuple[Path, dict[str, list[str]], list[str]], request: pytest.FixtureRequest
) -> dict[str, Path]:
    out = base[0] / f"killed-{request.param}"
    out.mkdir()
    return killed_folders(base[0] / "base", out, "erase", request.param)


def rows(folder: Path, names: list[str]) -> dict[str, int]:
    """Rows of the documents in each table that readers see."""
    wanted = pl.col("document_id").is_in(names)
    tables = ("documents", "articles", "quarantine", "raw", "fingerprints")
    return {table: len(scan(table, folder).filter(wanted).collect()) for table in tables}


def through_the_view(folder: Path, names: list[str]) -> dict[str, int]:
    found = {}
    for table in rows(folder, names):
        files = sorted((folder / "current" / table).rglob("*.parquet"))
        frames = [pl.read_parquet(file, columns=["document_id"]) for file in files]
        found[table] = sum(int(f["document_id"].is_in(names).sum()) for f in frames)
    return found


def test_killed_at_any_step_it_is_finished_by_the_next(
    base: tuple[Path, dict[str, list[str]], list[str]], killed: dict[str, Path]
) -> None:
    folder, asked, gone = base
    before = rows(folder / "base", gone)
    none = dict.fromkeys(before, 0)
    assert before["documents"]
    states = []
    for step, here in killed.items():
        assert Dataset.open(here).verify() == (), step
        assert rows(here, gone) in (before, none), step
        assert through_the_view(here, gone) in (before, none), step
        states.append(rows(here, gone) == none)
        erased = erase(here, **({} if (here / BEGUN).is_file() else asked))
        assert erased.proof, step
        assert erased.proof.holds, step
        assert places(here, *gone) == [], step
        assert not list(here.rglob(f"{BEGUN}*")), step
        stands_whole(here, step)
    assert states == sorted(states)
    assert {True, False} == set(states)
    with pytest.raises(NothingNamedError):
        erase(here)


def stands_whole(here: Path, step: str) -> None:
    """Every version can be read and its ledger balances, that of the held night too."""
    dataset = Dataset.open(here)
    for number in dataset.versions():
        documents = scan("documents", here, version=number).collect()
        ledgers = [night.ledger for night in dataset.manifest(number).nights.values()]
        assert sum(ledger.read for ledger in ledgers) == len(documents), step
        assert all(ledger.balances for ledger in ledgers), step
    (held,) = here.glob(f"staging/*/final/{HELD}")
    told = json.loads(held.read_text())
    left = [pl.read_parquet(path) for path in held.parent.glob("documents-*.parquet")]
    assert told["ledger"]["read"] == sum(map(len, left)), step
    assert sum(shard["read"] for shard in told["shards"]) in {told["ledger"]["read"], 0}, step

"""Erasure: nothing of a document remains in any version or file; the rest stays as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.cli import main
from flows.dataset import Dataset, scan
from flows.rejected.decide import discard
from flows.rejected.erase import NotFoundError, NothingNamedError, erase
from flows.rejected.picked import Pick
from flows.rejected.proof import Sought, prove
from flows.rejected.quarantine import listed
from flows.shown.summary import Failure, Summary
from flows.sources.kept import SUFFIX
from flows.store.runs import keep_summary
from schemas.gates import GateResult
from tests.flows.replays import (
    LATE,
    NIGHT,
    clean_by,
    copied,
    outcomes,
    page,
    tables,
    version,
    write_source,
)

if TYPE_CHECKING:
    from pathlib import Path

    from flows.store.manifest import Manifest

WORDS = "The same words stood on two pages of the same paper on one day. "
PAGES = {
    "harbour": page("Harbour opens again", words=WORDS),
    "copy": page("Harbour opens again", words=WORDS),
    "late": page("Library stays open", date=LATE, caption="The library"),
    "market": page("Market moves indoors"),
    "market-2": page("Market moves indoors").replace(
        "<p>", "<p>See https://a.example/market for more. ", 1
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights, and what was decided of the first, so that there are three versions."""
    folder = tmp_path_factory.mktemp("made")
    out, source = folder / "out", write_source(folder / "in", PAGES)
    clean_by(out, source)
    clean_by(out, write_source(folder / "more", {"new": page("New bridge")}), night="2026-11-02")
    discard(out, sorted({row.quarantine_id for row in listed(out, Pick())[0]}), "a test page")
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


def named(out: Path, name: str) -> str:
    rows = scan("documents", out).filter(pl.col("url").str.ends_with(f"/{name}")).collect()
    return str(rows["document_id"].item())


def places(out: Path, *needles: str) -> list[str]:
    """Files that hold any of these, as bytes or in a value."""
    found = []
    for path in out.rglob("*"):
        if not path.is_file():
            continue
        text = path.read_bytes().decode("latin-1")
        if path.suffix == ".parquet":
            text += str(pl.read_parquet(path, hive_partitioning=False).to_dicts())
        if any(needle in text for needle in needles):
            found.append(path.relative_to(out).as_posix())
    return found


def test_a_published_document_is_gone_from_every_version(out: Path) -> None:
    name = named(out, "harbour")
    assert places(out, name)
    erased = erase(out, documents=[name])
    assert erased.documents == (name,)
    assert erased.sentence.startswith("1 document (")
    assert " is erased; " in erased.sentence
    assert erased.proof
    assert erased.proof.holds
    assert erased.versions == (1, 2, 3)
    assert places(out, name, "https://a.example/harbour") == []
    assert Dataset.open(out).versions() == (1, 2, 3, 4)


def test_every_version_stays_whole(out: Path) -> None:
    before = {v: len(scan("documents", out, version=v).collect()) for v in (1, 2, 3)}
    erase(out, documents=[named(out, "harbour")])
    dataset = Dataset.open(out)
    assert dataset.verify() == ()
    for number in dataset.versions():
        manifest = dataset.manifest(number)
        documents = scan("documents", out, version=number).collect()
        assert len(documents) == before.get(number, before[3]) - 1
        assert sum(night.ledger.read for night in manifest.nights.values()) == len(documents)
        assert all(shard.balances for n in manifest.nights.values() for shard in n.shards)
    assert sorted((out / "current").resolve().rglob("*.parquet"))


def test_a_night_keeps_its_shards_and_checks(out: Path) -> None:
    """The manifest of the erasure is from then on the one that holds them."""
    dataset = Dataset.open(out)
    before = dataset.in_full(NIGHT, current(dataset).nights[NIGHT])
    assert before.shards
    assert before.checks
    erase(out, documents=[named(out, "harbour")])
    manifest = current(dataset)
    night = manifest.nights[NIGHT]
    assert night.published_in == manifest.version
    assert night.checks == before.checks
    assert sum(shard.read for shard in night.shards) == night.ledger.read == before.ledger.read - 1


def current(dataset: Dataset) -> Manifest:
    found = dataset.current()
    assert found is not None
    return found


def test_other_documents_stay_as_they_were(out: Path) -> None:
    gone = named(out, "market")
    before = tables(out)
    erase(out, documents=[gone])
    for table, rows in tables(out).items():
        kept = [row for row in before[table] if row.get("document_id") != gone]
        pointed = [row for row in kept if row.get("near_duplicate_of") == gone]
        assert bool(pointed) == (table == "articles")
        for row in pointed:
            row["near_duplicate_of"] = None
        assert rows == kept, table


def test_a_copy_names_its_original_no_more(out: Path) -> None:
    assert outcomes(out)["copy"] == "duplicate"
    erase(out, documents=[named(out, "harbour")])
    row = scan("documents", out).filter(document_id=named(out, "copy")).collect()
    assert row["duplicate_of"].to_list() == ["erased"]


def test_a_quarantined_document_takes_its_bytes_and_decisions_along(out: Path) -> None:
    name = named(out, "late")
    rows = [row.quarantine_id for row in listed(out, Pick())[0] if row.document_id == name]
    assert len(rows) == 2
    erased = erase(out, urls=["https://a.example/late"])
    assert erased.documents == (name,)
    assert places(out, name, "https://a.example/late", *rows) == []
    assert erased.rows["raw"] == 1
    assert erased.rows["decisions"] == 2


def test_an_address_may_be_written_in_another_way(out: Path) -> None:
    name = named(out, "harbour")
    assert erase(out, urls=["HTTPS://A.example:443/harbour"]).documents == (name,)


def test_what_others_say_of_an_address_is_theirs(out: Path) -> None:
    other = named(out, "market-2")
    erased = erase(out, urls=["https://a.example/market"])
    assert erased.proof
    assert erased.proof.holds
    assert erased.proof.mentions == (other,)
    assert other in erased.sentence


def test_a_dry_run_counts_and_changes_nothing(out: Path) -> None:
    name = named(out, "harbour")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    erased = erase(out, documents=[name], dry_run=True)
    assert erased.proof is None
    assert erased.rows["articles"] >= 1
    after = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert after == before


def test_what_is_not_there_is_not_erased(out: Path) -> None:
    with pytest.raises(NotFoundError, match=r"Nothing was changed\.$"):
        erase(out, documents=["0" * 32])
    for url in ("http://a.example/market/", "https://a.example/market?page=2", "a.example/market"):
        with pytest.raises(NotFoundError, match=r"Did you mean https://a\.example/market\?$"):
            erase(out, urls=[url])
    assert version(out) == 3
    with pytest.raises(NothingNamedError):
        erase(out)


def test_summaries_and_held_nights_let_go_of_it(tmp_path: Path) -> None:
    def never(_metrics: pl.DataFrame) -> tuple[GateResult, ...]:
        return (GateResult("volume", "", "critical", 1.0, 0.0, "the night is sick"),)

    out, source = tmp_path / "out", write_source(tmp_path / "in", PAGES)
    clean_by(out, source)
    clean_by(out, source, night="2026-11-02", gates=never)
    name = named(out, "late")
    failure = Failure("articles", "late", "error", 1, "x", "2027", "…", name, "pages.jsonl")
    summary = Summary(NIGHT, str(out), "published", "r", 1, 5, {}, {}, failures=(failure,))
    keep_summary(Dataset.open(out).path, summary)
    assert any(place.startswith("staging/") for place in places(out, name))
    erased = erase(out, documents=[name])
    assert erased.proof
    assert erased.proof.holds
    assert places(out, name) == []


def test_the_proof_finds_what_remains(out: Path) -> None:
    sought = Sought((named(out, "harbour"),), ("https://a.example/harbour",))
    proof = prove(Dataset.open(out).path, sought)
    assert not proof.holds
    assert any("documents" in place for place in proof.remains)
    (out / "note.json").write_text(json.dumps({"x": sought.names[0]}))
    assert "note.json" in prove(out, sought).remains


NAMES = [
    pytest.param(["https://a.example/market/"], [], "Did you mean https://a.example/market?",
                 id="an-address-like-one"),
    pytest.param(["https://b.example/none"], [], "No file has https://b.example/none.",
                 id="an-address-like-none"),
    pytest.param([], ["0" * 32], f"No file has {'0' * 32}.", id="an-id"),
]  # fmt: skip


@pytest.mark.parametrize(("urls", "documents", "said"), NAMES)
@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["done", "dry-run"])
def test_names_that_are_not_there_are_told_beside_those_that_are(
    out: Path, urls: list[str], documents: list[str], said: str, dry: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    name = named(out, "harbour")
    named_by = [*(f"--url={url}" for url in urls), *(f"--document={each}" for each in documents)]
    with pytest.raises(SystemExit) as ended:
        main(["erase", str(out), "--document", name, *named_by, *dry])
    words = " ".join(capsys.readouterr().out.split())
    assert ended.value.code == 2
    assert said in words
    assert "1 document (" in words
    assert bool(places(out, name)) == bool(dry)


def test_names_that_are_all_there_end_with_nothing_missing(out: Path) -> None:
    both = erase(out, urls=["HTTPS://A.example/harbour"], documents=[named(out, "market")])
    assert len(both.documents) == 2
    assert both.missing == both.close == ()


def test_bytes_that_a_killed_replay_left_are_erased_too(out: Path) -> None:
    clean_by(out, write_source(out.parent / "late", {"x": page("Xylophone", date=LATE)}),
             night="2026-11-03")  # fmt: skip
    name = named(out, "x")
    left = out / "staging" / "killed" / "2026-11-03" / f"0000{SUFFIX}"
    left.parent.mkdir(parents=True)
    scan("raw", out).filter(night="2026-11-03").drop("night").collect().write_parquet(left)
    assert not prove(out, Sought((name,))).holds
    assert any("killed" in place for place in prove(out, Sought((name,))).remains)
    assert erase(out, documents=[name]).proof.holds  # type: ignore[union-attr]
    assert pl.read_parquet(left).is_empty()

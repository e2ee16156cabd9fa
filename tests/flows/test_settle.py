"""A night is closed: copies found, the ledger balanced, one version made of all shards."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cleaners.identity import document_id
from flows.dataset import Dataset, scan
from flows.sources.format import Piece
from flows.store.staged import STAGED_TABLES
from flows.workers.work import Shard
from schemas.gates import GateResult
from tests.flows.shards import (
    NIGHT,
    run_of,
    settle_and_commit,
    write_document,
    write_rows,
)

if TYPE_CHECKING:
    from flows.settle import Gates, Run
    from schemas.gates import Outcome


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.open_or_create(tmp_path / "out")


def ids(dataset: Dataset, table: str) -> list[str]:
    return scan(table, dataset.path).collect()["document_id"].to_list()


def outcomes(dataset: Dataset) -> dict[str, str]:
    frame = scan("documents", dataset.path).select("document_id", "outcome").collect()
    return dict(frame.rows())


def test_shards_become_one_version(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a")
    write_document(folder, 0, "b", outcome="quarantined")
    write_document(folder, 1, "c", outcome="empty")
    write_document(folder, 1, "d")
    settled = settle_and_commit(dataset, run_of({"0000": 2, "0001": 2}))
    assert settled.outcome == "ready"
    assert ids(dataset, "documents") == ["a", "b", "c", "d"]
    assert (
        ids(dataset, "articles") == ids(dataset, "images") == ids(dataset, "repairs") == ["a", "d"]
    )
    assert ids(dataset, "quarantine") == ids(dataset, "raw") == ["b"]
    assert settled.rows["documents"] == 4
    assert not (dataset.path / "staging" / "run").exists()


def test_the_manifest_proves_that_nothing_was_lost(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    for shard, name, outcome in [
        (0, "a", "published"), (0, "b", "quarantined"), (1, "c", "empty"),
        (1, "d", "unreadable"), (1, "e", "published"),
    ]:  # fmt: skip
        write_document(folder, shard, name, outcome=outcome, text="same")
    settled = settle_and_commit(dataset, run_of({"0000": 2, "0001": 3}))
    manifest = dataset.current()
    assert manifest
    night = manifest.nights[NIGHT]
    sums = night.ledger
    assert (sums.read, sums.published, sums.quarantined, sums.duplicate) == (5, 1, 1, 1)
    assert (sums.empty, sums.unreadable) == (1, 1)
    assert [(shard.shard, shard.read, shard.balances) for shard in night.shards] == [
        ("0000", 2, True), ("0001", 3, True),
    ]  # fmt: skip
    assert {check.check: check.outcome for check in night.checks}["ledger_balances"] == "passed"
    assert {file.path.split("/")[1]: file.rows for file in manifest.files()} == {
        "documents": 5, "articles": 1, "images": 1, "repairs": 1,
        "quarantine": 1, "raw": 1, "fingerprints": 1, "metrics": settled.rows["metrics"],
    }  # fmt: skip


def test_a_lost_document_holds_the_night_back(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a")
    write_document(folder, 0, "b", outcome="quarantined")
    settled = settle_and_commit(dataset, run_of({"0000": 3}))
    assert (settled.outcome, settled.manifest) == ("held", None)
    assert dataset.versions() == ()
    assert not list((dataset.path / "store").rglob("*.parquet"))
    (breached,) = [check for check in settled.checks if check.outcome == "critical"]
    assert (breached.check, breached.rows) == ("ledger_balances", 1)
    evidence = pl.read_parquet(settled.evidence / "quarantine-*.parquet")
    assert evidence["document_id"].to_list() == ["b"]


def test_a_shard_that_staged_nothing_holds_the_night_back(dataset: Dataset) -> None:
    write_document(dataset.working_folder("run"), 0, "a")
    settled = settle_and_commit(dataset, run_of({"0000": 1, "0001": 4}))
    assert settled.outcome == "held"
    assert [shard.balances for shard in settled.shards] == [True, False]


@pytest.mark.parametrize("fault", ["repeated", "orphan"])
def test_rows_that_cannot_be_hold_the_night_back(dataset: Dataset, fault: str) -> None:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a")
    if fault == "repeated":
        write_document(folder, 1, "a")
    else:
        write_document(folder, 1, "b")
        write_rows(folder, 1, "images", [{"document_id": "?", "image_id": "i", "position": 0}], 9)
    settled = settle_and_commit(dataset, run_of({"0000": 1, "0001": 1}))
    assert settled.outcome == "held"


def test_a_night_without_documents_is_a_version_without_rows(dataset: Dataset) -> None:
    dataset.working_folder("run")
    assert settle_and_commit(dataset, run_of({})).outcome == "ready"
    assert dataset.versions() == (1,)
    assert scan("documents", dataset.path).collect().is_empty()


# Copies


def test_copies_are_found_across_shards(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a", text="same")
    write_document(folder, 1, "b", text="other")
    write_document(folder, 2, "c", text="same")
    settle_and_commit(dataset, run_of({"0000": 1, "0001": 1, "0002": 1}))
    frame = scan("documents", dataset.path).collect()
    assert frame.select("document_id", "outcome", "duplicate_of").rows() == [
        ("a", "published", None), ("b", "published", None), ("c", "duplicate", "a"),
    ]  # fmt: skip
    for table in set(STAGED_TABLES) - {"documents", "quarantine", "raw"}:
        assert ids(dataset, table) == ["a", "b"]


def test_copies_are_found_across_nights_but_not_backwards(dataset: Dataset) -> None:
    def night(name: str, run_id: str, when: str) -> None:
        write_document(dataset.working_folder(run_id), 0, name, text="same")
        settle_and_commit(dataset, run_of({"0000": 1}, run_id, when))

    night("second", "r2", "2026-11-22")
    night("third", "r3", "2026-11-23")
    night("first", "r1", "2026-11-21")
    assert outcomes(dataset) == {"first": "published", "second": "published", "third": "duplicate"}


def signed(seed: int, changed: int = 0) -> bytes:
    """A signature with ``changed`` of its 128 places different."""
    places = [(seed * 1000 + at) * 7919 % 2**32 for at in range(128)]
    return struct.pack("<128I", *[p ^ (at < changed) for at, p in enumerate(places)])


def test_near_copies_point_to_the_earliest_and_stay(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def night(run_id: str, when: str, name: str, print_: bytes) -> None:
        folder = dataset.working_folder(run_id)
        write_document(folder, 0, name)
        prints = {"document_id": name, "exact_hash": name, "signature": print_}
        write_rows(folder, 0, "fingerprints", [prints], 0)
        settle_and_commit(dataset, run_of({"0000": 1}, run_id, when))

    def near() -> list[str | None]:
        return scan("articles", dataset.path).collect()["near_duplicate_of"].to_list()

    night("r1", "2026-11-21", "a", signed(1))
    night("r2", "2026-11-22", "b", signed(1, changed=20))
    night("r3", "2026-11-23", "c", signed(2))
    assert outcomes(dataset) == dict.fromkeys("abc", "published")
    assert near() == [None, "a", None]
    monkeypatch.setattr("flows.fates.NEAR_NIGHTS", 1)
    night("r2", "2026-11-22", "b", signed(1, changed=20))
    night("r3", "2026-11-23", "c", signed(1))
    assert near() == [None, "a", "b"]


def test_exact_copies_are_told_over_all_nights(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.fates.NEAR_NIGHTS", 1)
    for day, name in ((20, "a"), (21, "b"), (22, "c")):
        text = "other" if name == "b" else "same"
        write_document(dataset.working_folder(name), 0, name, text=text)
        settle_and_commit(dataset, run_of({"0000": 1}, name, f"2026-11-{day}"))
    assert outcomes(dataset) == {"a": "published", "b": "published", "c": "duplicate"}


def test_a_night_is_no_copy_of_itself(dataset: Dataset) -> None:
    for run_id in ("one", "two"):
        write_document(dataset.working_folder(run_id), 0, "a", text="same")
        settle_and_commit(dataset, run_of({"0000": 1}, run_id))
    assert outcomes(dataset) == {"a": "published"}


def test_a_copy_of_what_is_in_quarantine_is_no_copy(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a", outcome="quarantined")
    write_rows(folder, 0, "fingerprints", [{"document_id": "a", "exact_hash": "same"}], 0)
    write_document(folder, 0, "b", text="same")
    settle_and_commit(dataset, run_of({"0000": 2}))
    assert outcomes(dataset) == {"a": "quarantined", "b": "published"}
    assert ids(dataset, "fingerprints") == ["b"]


def test_what_a_copy_left_in_quarantine_goes_with_it(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a", text="same")
    write_document(folder, 0, "b", text="same")
    write_rows(folder, 0, "quarantine", [{"quarantine_id": "q", "document_id": "b"}], 7)
    write_rows(folder, 0, "raw", [{"document_id": "b", "raw": b"b"}], 7)
    settle_and_commit(dataset, run_of({"0000": 2}))
    assert ids(dataset, "quarantine") == ids(dataset, "raw") == []


# Gates


def breach(domain: str, severity: Outcome = "critical") -> Gates:
    result = GateResult("share_quarantined", domain, severity, 0.5, 0.3, "half are bad")
    return lambda _metrics: (result,)


def stage_two_domains(dataset: Dataset) -> Run:
    folder = dataset.working_folder("run")
    write_document(folder, 0, "a", domain="good.org")
    write_document(folder, 0, "b", domain="bad.org", text="same")
    write_document(folder, 0, "c", domain="bad.org", outcome="quarantined")
    write_document(folder, 1, "d", domain="bad.org", outcome="empty")
    write_document(folder, 1, "e", domain=None, text="same")
    return run_of({"0000": 3, "0001": 2})


def test_a_domain_is_withheld_with_its_reason(dataset: Dataset) -> None:
    run = stage_two_domains(dataset)
    settled = settle_and_commit(dataset, run, gates=breach("bad.org"))
    assert (settled.outcome, settled.withheld) == ("ready", ("bad.org",))
    assert outcomes(dataset) == {
        "a": "published", "b": "quarantined", "c": "quarantined", "d": "empty", "e": "published",
    }  # fmt: skip
    for table in ("articles", "images", "repairs", "fingerprints"):
        assert ids(dataset, table) == ["a", "e"]
    assert settled.ledger.balances
    rows = scan("quarantine", dataset.path).collect()
    assert rows.filter(pl.col("document_id") == "b")["table"].to_list() == [
        "documents", "articles", "images", "repairs",
    ]  # fmt: skip
    reason = rows.filter(pl.col("document_id") == "b")["failures"][1][0]
    assert (reason["check"], reason["severity"]) == ("share_quarantined", "critical")
    assert (reason["value"], reason["message"]) == ("bad.org", "half are bad")
    assert rows["quarantine_id"].is_unique().all()
    assert '"headline":"b"' in rows.filter(pl.col("document_id") == "b")["row"][1]


def test_bytes_of_what_is_withheld_are_read_again(dataset: Dataset, tmp_path: Path) -> None:
    for name, text in {"a.html": "<p>a", "b.html": "<p>b", "c.html": "<p>c"}.items():
        (tmp_path / name).write_text(text)
    pieces = [Piece(str(tmp_path / name), name) for name in ("a.html", "b.html", "c.html")]
    folder = dataset.working_folder("run")
    shard = Shard(0, str(folder / "0000"), tuple(pieces))
    (folder / "plan").mkdir()
    (folder / "plan" / "0000.json").write_text(shard.to_json())
    names = {}
    for piece, domain in zip(pieces, ("good.org", "bad.org", "bad.org"), strict=True):
        sha256 = hashlib.sha256(Path(piece.path).read_bytes()).hexdigest()
        names[piece.uri] = document_id(piece.uri, 0, sha256)
        write_document(folder, 0, names[piece.uri], domain=domain, uri=piece.uri)
    Path(pieces[2].path).write_text("changed since")
    settle_and_commit(dataset, run_of({"0000": 3}), gates=breach("bad.org"))
    kept = scan("raw", dataset.path).select("document_id", "raw").collect().rows()
    assert kept == [(names["b.html"], b"<p>b")]


def test_bytes_are_read_again_by_the_number_of_their_record(
    dataset: Dataset, tmp_path: Path
) -> None:
    lines = [json.dumps({"html": f"<p>{number}"}) for number in range(4)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    folder = dataset.working_folder("run")
    half = path.read_bytes().index(b"\n", len(lines[0]) + 2) + 1
    pieces = (Piece(str(path), path.name, 0, half), Piece(str(path), path.name, half, None, 2))
    (folder / "plan").mkdir()
    (folder / "plan" / "0000.json").write_text(Shard(0, str(folder / "0000"), pieces).to_json())
    names = []
    for number in range(4):
        sha256 = hashlib.sha256(f"<p>{number}".encode()).hexdigest()
        names.append(document_id(path.name, number, sha256))
        domain = "bad.org" if number % 2 else "good.org"
        write_document(folder, 0, names[-1], domain=domain, uri=path.name, record=number)
    settle_and_commit(dataset, run_of({"0000": 4}), gates=breach("bad.org"))
    kept = scan("raw", dataset.path).select("document_id", "raw").collect().rows()
    assert kept == [(names[1], b"<p>1"), (names[3], b"<p>3")]


def test_what_is_withheld_is_no_original(dataset: Dataset) -> None:
    settle_and_commit(dataset, stage_two_domains(dataset), gates=breach("bad.org"))
    frame = scan("documents", dataset.path).filter(pl.col("document_id") == "e").collect()
    assert frame.select("outcome", "duplicate_of").rows() == [("published", None)]


@pytest.mark.parametrize(
    ("domain", "severity"), [("bad.org", "error"), ("other.org", "critical"), ("", "warning")]
)
def test_near_misses_withhold_nothing(dataset: Dataset, domain: str, severity: Outcome) -> None:
    run = stage_two_domains(dataset)
    settled = settle_and_commit(dataset, run, gates=breach(domain, severity))
    assert settled.outcome == "ready"
    assert outcomes(dataset)["b"] == "published"
    assert outcomes(dataset)["e"] == "duplicate"


def test_a_critical_run_is_held_back_and_can_be_looked_at(dataset: Dataset) -> None:
    settled = settle_and_commit(dataset, stage_two_domains(dataset), gates=breach(""))
    assert settled.outcome == "held"
    assert dataset.versions() == ()
    assert pl.read_parquet(settled.evidence / "documents-*.parquet").height == 5
    assert pl.read_parquet(settled.evidence / "quarantine-*.parquet").height == 1


def test_metrics_say_what_was_accepted(dataset: Dataset) -> None:
    settle_and_commit(dataset, stage_two_domains(dataset), gates=breach("bad.org"))
    frame = scan("metrics", dataset.path).filter(pl.col("metric") == "documents").collect()
    assert frame.select("night", "domain", "value", "accepted").rows() == [
        (NIGHT, "", 5, True), (NIGHT, "bad.org", 3, False), (NIGHT, "good.org", 1, True),
    ]  # fmt: skip


def test_the_gates_of_the_schemas_are_asked(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    documents = [
        {"document_id": f"d{at}", "domain": f"{at // 60}.org", "outcome": "published"}
        for at in range(120)
    ]
    for document in documents[:40]:
        document["outcome"] = "quarantined"
    write_rows(folder, 0, "documents", documents)
    settled = settle_and_commit(dataset, run_of({"0000": 120}))
    found = {(check.check, check.scope): check.outcome for check in settled.checks}
    assert found["share_quarantined", "domain:0.org"] == "critical"
    assert found["share_quarantined", "domain:1.org"] == "passed"
    assert settled.withheld == ("0.org",)


def test_a_source_that_loses_more_than_half_its_rows_to_copies_is_an_alarm(
    dataset: Dataset,
) -> None:
    """The copies are only told when the night is settled, and the gate must see them."""
    folder = dataset.working_folder("run")
    for shard, (domain, texts) in enumerate({"feed.org": 20, "good.org": 45}.items()):
        rows = [(f"{domain}-{at}", f"{domain} {at % texts}") for at in range(60)]
        told = {"domain": domain, "outcome": "published"}
        documents = [{"document_id": name, "source_uri": name, **told} for name, _ in rows]
        prints = [{"document_id": name, "exact_hash": text} for name, text in rows]
        write_rows(folder, shard, "documents", documents)
        write_rows(folder, shard, "fingerprints", prints)
    settled = settle_and_commit(dataset, run_of({"0000": 60, "0001": 60}))
    found = {check.scope: check for check in settled.checks if check.check == "share_duplicate"}
    assert found["domain:feed.org"].outcome == "error"
    assert found["domain:feed.org"].sentence == "feed.org: 40 of 60 documents are copies of others"
    assert found["domain:good.org"].outcome == "passed"
    assert settled.outcome == "ready"
    assert (settled.ledger.published, settled.ledger.duplicate) == (65, 55)
    manifest = dataset.current()
    assert manifest
    assert any(check.outcome == "error" for check in manifest.nights[NIGHT].checks)


# The same night again


def staged_night(dataset: Dataset, run_id: str, shards: list[int]) -> dict[str, int]:
    """Twelve documents, split over shards in this way; what each has read."""
    folder = dataset.working_folder(run_id)
    at = 0
    for shard, count in enumerate(shards):
        for _ in range(count):
            outcome = "quarantined" if at % 4 == 3 else "published"
            write_document(folder, shard, f"d{at:02}", outcome=outcome, text=f"t{at % 5}")
            at += 1
    return {f"{shard:04}": count for shard, count in enumerate(shards)}


def test_the_same_input_gives_the_same_files_however_it_was_split(dataset: Dataset) -> None:
    names = set()
    for run_id, split in {"one": [12], "two": [6, 6], "three": [1, 10, 1], "four": [12]}.items():
        settle_and_commit(dataset, run_of(staged_night(dataset, run_id, split), run_id))
        manifest = dataset.current()
        assert manifest
        names.add(manifest.files())
    assert len(names) == 1


def test_a_night_that_runs_again_replaces_its_rows(dataset: Dataset) -> None:
    settle_and_commit(dataset, run_of(staged_night(dataset, "one", [12]), "one"))
    settle_and_commit(dataset, run_of(staged_night(dataset, "two", [3]), "two"))
    assert ids(dataset, "documents") == ["d00", "d01", "d02"]
    assert scan("documents", dataset.path, version=1).collect().height == 12


def test_nights_before_are_carried_over(dataset: Dataset) -> None:
    settle_and_commit(dataset, run_of(staged_night(dataset, "one", [12]), "one", "2026-11-21"))
    first = dataset.current()
    settle_and_commit(dataset, run_of(staged_night(dataset, "two", [3]), "two", "2026-11-22"))
    second = dataset.current()
    assert first
    assert second
    assert second.nights["2026-11-21"].tables == first.nights["2026-11-21"].tables
    assert second.nights["2026-11-22"].published_in == 2


def test_a_later_run_works_over_the_remains_of_a_held_one(dataset: Dataset) -> None:
    write_document(dataset.working_folder("held"), 0, "a")
    assert settle_and_commit(dataset, run_of({"0000": 2}, "held")).outcome == "held"
    write_document(dataset.working_folder("good"), 0, "a")
    assert settle_and_commit(dataset, run_of({"0000": 1}, "good")).outcome == "ready"
    assert ids(dataset, "documents") == ["a"]


def test_settling_twice_gives_the_same(dataset: Dataset) -> None:
    """A settle that was killed may be run again over the same staging."""
    from flows.settle import settle

    read = staged_night(dataset, "run", [12])
    with dataset.lock("run"):
        settle(dataset, run_of(read))
        settle(dataset, run_of(read))
    settle_and_commit(dataset, run_of(read))
    assert dataset.verify() == ()
    assert len(ids(dataset, "documents")) == 12


def test_parts_are_read_in_the_order_of_their_numbers(dataset: Dataset) -> None:
    folder = dataset.working_folder("run")
    for part in (10, 9, 2):
        write_document(folder, 0, f"d{part:02}", part=part)
    settle_and_commit(dataset, run_of({"0000": 3}))
    assert ids(dataset, "documents") == ["d02", "d09", "d10"]

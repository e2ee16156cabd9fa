from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cleaners.identity import document_id
from flows import shard as module
from flows.shard import clean_segment, clean_shard
from flows.sources.format import Piece, Reading
from flows.workers import stage
from flows.workers.work import Segment, Shard, ShardReport
from schemas.frames import polars_schema

if TYPE_CHECKING:
    from pathlib import Path

CLEANER = "tests.flows.misbehaving:clean"
TABLES = ("documents", "articles", "images", "repairs", "quarantine", "raw", "fingerprints")


def shard_of(folder: Path, contents: list[str], **more: object) -> Shard:
    path = folder / "source"
    path.mkdir()
    for number, content in enumerate(contents):
        (path / f"{number:03}.txt").write_text(content)
    pieces = tuple(Piece(str(file), file.name) for file in sorted(path.iterdir()))
    return Shard(0, str(folder / "0000"), pieces, cleaner=CLEANER, **more)  # type: ignore[arg-type]


def staged(shard: Shard, table: str) -> pl.DataFrame:
    return pl.read_parquet(f"{shard.folder}/{table}-*.parquet")


def parts(shard: Shard, folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / f"{shard.number:04}").glob("documents-*"))


class Ear:
    """A watcher that notes what it hears."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def begun(self, number: int) -> None:
        self.heard.append(number)

    def judging(self) -> None:
        self.heard.append("judging")

    def kept(self, report: ShardReport) -> None:
        self.heard.append(report.documents)


def test_every_document_has_one_row(tmp_path: Path) -> None:
    contents = ["fine", "fail", "fine more", "panic", "memory", "recurse", "surrogate"]
    shard = shard_of(tmp_path, contents, code_version="1.0")
    report = clean_shard(shard)
    documents = staged(shard, "documents")
    assert documents["outcome"].to_list() == [
        "published", "quarantined", "published", *["quarantined"] * 4,
    ]  # fmt: skip
    assert (report.documents, report.outcomes) == (7, {"published": 2, "quarantined": 5})
    assert report.bytes == sum(map(len, contents))
    quarantine = staged(shard, "quarantine").join(documents, on="document_id")
    stages = dict(quarantine.select("source_uri", "stage").iter_rows())
    assert stages == {
        "001.txt": "extract", "003.txt": "extract", "004.txt": "extract", "005.txt": "extract",
        "006.txt": "validate",
    }  # fmt: skip
    assert set(quarantine["code_version"]) == {"1.0"}
    assert quarantine["error"].str.contains("Traceback").all()
    assert "hostile \\ud800 message" in quarantine["error"][0]
    checks = {tally.check: tally.rows for tally in report.tallies if tally.severity == "error"}
    assert checks == {"cleaning_raised": 4, "judging_raised": 1}


def test_evidence_is_kept_of_quarantined_documents_alone(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine", "fail"])
    clean_shard(shard)
    assert staged(shard, "raw")["raw"].to_list() == [b"fail"]
    published = staged(shard, "documents").filter(pl.col("outcome") == "published")
    assert (
        staged(shard, "fingerprints")["document_id"].to_list() == published["document_id"].to_list()
    )


def test_files_have_the_schema_of_their_table(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine", "fail"])
    report = clean_shard(shard)
    for table in TABLES:
        if report.rows.get(table):
            assert staged(shard, table).schema == polars_schema(table)
            assert len(staged(shard, table)) == report.rows[table]


def test_an_oversized_document_is_quarantined_unread(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine", "abort" * 100], reading=Reading(max_document_bytes=99))
    report = clean_shard(shard)
    assert report.outcomes == {"published": 1, "quarantined": 1}
    (row,) = staged(shard, "quarantine").to_dicts()
    assert (row["stage"], row["error"]) == ("read", None)
    (failure,) = row["failures"]
    assert (failure["check"], failure["value"]) == ("document_oversized", "500")
    assert "raw" not in report.rows
    assert staged(shard, "documents")["raw_bytes"].to_list() == [4, 500]


def test_an_unreadable_document_is_one(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine", "fine too"])
    (tmp_path / "source" / "000.txt").unlink()
    report = clean_shard(shard)
    assert report.outcomes == {"unreadable": 1, "published": 1}
    row = staged(shard, "documents").to_dicts()[0]
    assert row["document_id"] == document_id("000.txt", 0, None)
    assert row["raw_sha256"] is None
    assert "quarantine" not in report.rows
    assert next(tally.check for tally in report.tallies) == "source_unreadable"


def test_bytes_that_are_no_text_are_told_of_with_what_they_are(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine", "no text"])
    (tmp_path / "source" / "001.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    shard = replace(shard, cleaner="cleaners:clean")
    (tally,) = [t for t in clean_shard(shard).tallies if t.check == "source_unreadable"]
    assert (tally.rows, tally.severity, tally.example_value) == (1, "warning", None)
    assert tally.sentence == "the bytes are no text: a PNG image"
    assert tally.example_row_id == staged(shard, "documents")["document_id"][1]


def test_documents_are_staged_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_DOCUMENTS", 2)
    shard, ear = shard_of(tmp_path, list("abcde")), Ear()
    clean_segment(shard, Segment(), ear)
    assert ear.heard == [0, 1, "judging", 2, 2, 3, "judging", 2, 4, 5, "judging", 1]
    assert parts(shard, tmp_path) == [f"documents-{part:04}.parquet" for part in range(3)]


def test_what_a_killed_try_left_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH_DOCUMENTS", 1)
    shard = shard_of(tmp_path, ["a", "fail", "c"])
    clean_shard(shard)
    clean_segment(shard, Segment(1, part=1), Ear())
    assert staged(shard, "documents")["source_uri"].to_list() == ["000.txt", "001.txt", "002.txt"]
    clean_segment(shard, Segment(1, 2, part=1), Ear())
    assert staged(shard, "documents")["source_uri"].to_list() == ["000.txt", "001.txt"]


def test_a_blamed_document_is_not_cleaned_again(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine", "abort"])
    report = clean_segment(shard, Segment(1, 2, blame="killed by signal 6\ntrace"), Ear())
    assert report.blamed == ("001.txt#0: killed by signal 6",)
    (row,) = staged(shard, "quarantine").to_dicts()
    assert row["error"] == "killed by signal 6\ntrace"
    assert row["failures"][0]["check"] == "process_ended"
    assert staged(shard, "raw")["raw"].to_list() == [b"abort"]


def test_a_batch_that_breaks_judging_is_halved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, sizes = stage.judge, []

    class Panic(BaseException):
        pass

    def fragile(frames: dict[str, pl.DataFrame], **more: object) -> object:
        sizes.append(len(frames["documents"]))
        if (frames["documents"]["source_uri"] == "005.txt").any():
            raise Panic
        return judge(frames, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(stage, "judge", fragile)
    shard = shard_of(tmp_path, ["fine"] * 8)
    report = clean_shard(shard)
    assert sizes == [8, 4, 4, 2, 1, 1, 2]
    assert report.outcomes == {"published": 7, "quarantined": 1}
    assert staged(shard, "documents")["source_uri"].to_list() == [f"{n:03}.txt" for n in range(8)]
    assert [row["stage"] for row in staged(shard, "quarantine").to_dicts()] == ["validate"]


def test_a_full_disk_is_the_runs_trouble_and_no_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.errors import DiskFullError

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(DiskFullError):
        clean_shard(shard_of(tmp_path, ["fine"]))


def test_the_id_of_an_unread_document_is_that_of_a_read_one() -> None:
    from cleaners import clean
    from cleaners.records import RawDocument

    done = clean(RawDocument("<p>é", "a/b.html", 3))
    document = done.document
    assert document.document_id == document_id("a/b.html", 3, document.raw_sha256)

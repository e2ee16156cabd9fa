from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from flows.sources import read
from flows.sources.errors import NothingReadableError
from flows.sources.find import Found
from flows.sources.format import Fields, Piece, Reading
from flows.workers.plan import Measured, Options, divide, measure, plan
from flows.workers.work import Shard

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = dt.date(2026, 11, 1)


def planned(source: Path, staging: Path, **options: object) -> tuple[str, list[Shard]]:
    made = plan([str(source)], night=NIGHT, staging=staging, options=Options(**options))  # type: ignore[arg-type]
    return made.input_digest, [Shard.load(path) for path in made.shards]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.html").write_text("x" * number)
    return folder


def test_a_small_night_is_one_shard(source: Path, tmp_path: Path) -> None:
    _, (shard,) = planned(source, tmp_path / "run", workers=8, code_version="1.0")
    assert [piece.uri for piece in shard.pieces] == [f"{number}.html" for number in range(10)]
    assert shard.folder == str(tmp_path / "run" / "0000")
    assert shard.code_version == "1.0"
    assert shard.night_ends == dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


def test_the_digest_is_of_names_contents_and_reading(source: Path, tmp_path: Path) -> None:
    before, _ = planned(source, tmp_path / "1")
    assert planned(source, tmp_path / "2", workers=3)[0] == before
    assert planned(source, tmp_path / "3", reading=Reading(Fields(html="body")))[0] != before
    (source / "3.html").write_text("yyy")
    changed, _ = planned(source, tmp_path / "4")
    assert changed != before
    (source / "3.html").rename(source / "3.htm")
    assert planned(source, tmp_path / "5")[0] not in {before, changed}


def test_nothing_readable_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.html").symlink_to(tmp_path / "gone")
    with pytest.raises(NothingReadableError, match="no such file"):
        planned(tmp_path / "source", tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_one_unreadable_file_is_a_document(source: Path, tmp_path: Path) -> None:
    (source / "a.html").symlink_to(tmp_path / "gone")
    _, (shard,) = planned(source, tmp_path / "run")
    assert len(shard.pieces) == 11


def test_a_large_file_is_cut_at_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"html": "x" * (number * 997 % 9000)}) for number in range(1200)]
    path.write_text("\n".join(lines))  # the last line has no end
    made = measure(Found(str(path), "a.jsonl"))
    assert len(made.cuts) == path.stat().st_size // 2**20 + 1
    shards = divide([made], 4)
    assert len(shards) == 4
    records = [r for pieces in shards for piece in pieces for r in read(piece, Reading())]
    assert records == list(read(Piece(str(path), "a.jsonl"), Reading()))
    assert len(records) == 1200


def test_shards_are_of_a_size() -> None:
    files = [Measured(f"{n}.html", f"{n}.html", "", 2**20 * (n % 7)) for n in range(600)]
    shards = divide(files, 2)
    assert len(shards) == 16  # of 128 MiB at most, as many for each worker
    assert len(divide(files, 8)) > 60  # so that all of them are busy to the end
    sizes = [sum(int(piece.path.split(".")[0]) % 7 for piece in shard) for shard in shards]
    assert max(sizes) <= 2 * min(sizes)
    assert [piece.path for shard in shards for piece in shard] == [file.path for file in files]


def test_a_shard_survives_json() -> None:
    shard = Shard(3, "x", (Piece("a\udcff", "a", 1, 2, 3),), Reading(Fields("h"), 9), None, "1")
    assert Shard.from_json(shard.to_json()) == shard

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.sources.format import Piece
from flows.workers.pool import Pool, divided
from flows.workers.process import PoolClosedError
from flows.workers.work import Segment, Shard, ShardReport

if TYPE_CHECKING:
    from collections.abc import Iterator

CLEANER = "tests.flows.misbehaving:clean"


def shard_of(folder: Path, contents: list[str], number: int = 0, cleaner: str = CLEANER) -> Shard:
    sources = folder / f"sources-{number}"
    sources.mkdir(parents=True)
    pieces = []
    for position, content in enumerate(contents):
        path = sources / f"{position:03}.txt"
        path.write_text(content, encoding="utf-8")
        pieces.append(Piece(str(path), path.name))
    return Shard(number, str(folder / f"{number:04}"), tuple(pieces), cleaner=cleaner)


def staged(shard: Shard, table: str) -> pl.DataFrame:
    return pl.read_parquet(f"{shard.folder}/{table}-*.parquet")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2, document_timeout=1.5, max_worker_bytes=450 * 2**20) as made:
        yield made


def test_the_worst_documents_are_quarantined_and_all_others_finish(
    pool: Pool, tmp_path: Path
) -> None:
    bad = {1: "abort", 4: "sleep", 5: "hog", 7: "fail"}
    contents = [bad.get(number, f"fine {number}") for number in range(8)]
    shard = shard_of(tmp_path, contents)
    told: list[int] = []
    report = pool.run(shard, told.append)
    documents = staged(shard, "documents")
    assert documents["source_uri"].to_list() == [f"{number:03}.txt" for number in range(8)]
    outcomes = dict(enumerate(documents["outcome"]))
    assert {number for number, outcome in outcomes.items() if outcome == "quarantined"} == set(bad)
    assert report.documents == sum(told) == 8
    assert report.outcomes == {"published": 4, "quarantined": 4}
    names = [entry.partition("#")[0] for entry in report.blamed]
    assert names == ["001.txt", "004.txt", "005.txt"]
    errors = dict(
        staged(shard, "quarantine").join(documents, on="document_id")
        .select("source_uri", "error").iter_rows()
    )  # fmt: skip
    assert "signal 6 (SIGABRT)" in errors["001.txt"]
    assert "misbehaving.py" in errors["001.txt"]  # the trace of the crash
    assert "hung for" in errors["004.txt"]
    assert "misbehaving.py" in errors["004.txt"]  # where it hung
    assert "GiB of memory" in errors["005.txt"]
    assert "ZeroDivisionError" in errors["007.txt"]
    assert len(staged(shard, "raw")) == 4


@pytest.mark.prove
def test_a_shard_where_every_second_document_kills_finishes(pool: Pool, tmp_path: Path) -> None:
    contents = ["leave" if number % 2 else f"fine {number}" for number in range(60)]
    report = pool.run(shard_of(tmp_path, contents))
    assert report.outcomes == {"published": 30, "quarantined": 30}
    assert all("exited with code 7" in entry for entry in report.blamed)


def test_the_victim_of_a_stray_kill_passes(pool: Pool, tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["fine 0", f"once {tmp_path / 'killed'}", "fine 2"])
    report = pool.run(shard)
    assert (tmp_path / "killed").exists()
    assert report.outcomes == {"published": 3}
    assert not report.blamed
    assert len(staged(shard, "documents")) == 3


def test_shards_run_side_by_side_from_threads(pool: Pool, tmp_path: Path) -> None:
    shards = [shard_of(tmp_path, [f"fine {n}", "abort"], n) for n in range(3)]
    with ThreadPoolExecutor(3) as threads:
        reports = list(threads.map(pool.run, shards))
    assert [report.outcomes for report in reports] == [{"published": 1, "quarantined": 1}] * 3


def test_a_worker_knows_neither_prefect_nor_rich(pool: Pool, tmp_path: Path) -> None:
    told = tmp_path / "modules"
    shard = shard_of(tmp_path, [f"modules {told}"])
    assert pool.run(shard).outcomes == {"published": 1}
    known = set(told.read_text(encoding="utf-8").split())
    assert "polars" in known
    assert not {"prefect", "rich", "cyclopts", "matplotlib", "fastapi"} & known


def test_a_closed_pool_ends_what_runs(tmp_path: Path) -> None:
    shard, before = shard_of(tmp_path, ["sleep"]), len(children())
    with Pool(1) as pool, ThreadPoolExecutor(1) as threads:
        running = threads.submit(pool.run, shard)
        time.sleep(0.5)
        pool.close()
        with pytest.raises(PoolClosedError):
            running.result(10)
        assert len(children()) == before


def children() -> list[str]:
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [line for line in found.stdout.splitlines() if "flows.workers.worker" in line]


ORPHAN = """
import sys
from flows.workers.pool import Pool
from flows.workers.work import Shard
shard = Shard.load(sys.argv[1])
with Pool(1) as pool:
    print("begun", flush=True)
    pool.run(shard, lambda done: None)
"""


def test_workers_end_with_their_parent_even_when_they_hang(tmp_path: Path) -> None:
    shard = shard_of(tmp_path, ["sleep"])
    plan = tmp_path / "plan.json"
    plan.write_text(shard.to_json())
    with subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(plan)], stdout=subprocess.PIPE
    ) as parent:
        worker = _worker_of(parent.pid)
        time.sleep(1)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while _lives(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(worker: int) -> bool:
    """Whether it takes any memory: a process that nobody has waited for yet takes none."""
    try:
        return Path(f"/proc/{worker}/statm").read_text(encoding="ascii").split()[0] != "0"
    except OSError:
        return False


def _worker_of(parent: int) -> int:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
        )
        if found.stdout.strip():
            return int(found.stdout.split()[0])
        time.sleep(0.05)
    raise TimeoutError


DIVIDED = [
    pytest.param(Segment(0), range(4, 5), [(0, 4), (4, 5), (5, None)], id="one-amid"),
    pytest.param(Segment(3, 9), range(3, 4), [(3, 4), (4, 9)], id="the-first"),
    pytest.param(Segment(3, 9), range(8, 9), [(3, 8), (8, 9)], id="the-last"),
    pytest.param(Segment(0, 9), range(9), [(0, 4), (4, 9)], id="all"),
    pytest.param(Segment(0, 2), range(2), [(0, 1), (1, 2)], id="two"),
]


@pytest.mark.parametrize(("segment", "suspects", "parts"), DIVIDED)
def test_divided(segment: Segment, suspects: range, parts: list[tuple[int, int | None]]) -> None:
    assert [(part.first, part.stop) for part in divided(segment, suspects)] == parts


def test_an_empty_shard_is_no_trouble(pool: Pool, tmp_path: Path) -> None:
    assert pool.run(shard_of(tmp_path, [])) == ShardReport()

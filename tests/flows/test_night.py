"""A night from its sources to a version, without an engine."""

from __future__ import annotations

import gzip
import json
from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows import night
from flows.dataset import Dataset, scan
from flows.errors import LockedError, NotHeldError
from flows.parameters import Columns, Job
from flows.rejected.held import discard_held, held_run, publish_held
from flows.shown.worst import told, troubles
from flows.sources.errors import MissingSourceError, NothingReadableError
from flows.store.runs import last_summary
from schemas.gates import GateResult
from tests.flows.dumps import IN_THE_FUTURE, dump, page
from tests.flows.replays import here

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.shown.summary import Summary
    from flows.workers.pool import Pool
    from flows.workers.work import Shard, ShardReport

NIGHT = date(2026, 11, 1)


def one_by_one(pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    return [pool.run(shard) for shard in shards]


def clean(
    tmp_path: Path, source: Path | None = None, run_shards: night.RunShards = here
) -> Summary:
    """Clean in this process, where a test is not about workers: to start one takes a second."""
    job = Job(sources=[str(source or tmp_path / "dump")], out=str(tmp_path / "out"), workers=1)
    return night.clean(job, NIGHT, run_shards)


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_without_a_source_nothing_is_left_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Exception, match=f"{name}"):
        clean(tmp_path, tmp_path / name)
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_read_leaves_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump(tmp_path / "dump", [page("A seal")])

    def refuse(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(night, "open_regular", refuse)
    with pytest.raises(NothingReadableError):
        clean(tmp_path)
    assert not (tmp_path / "out").exists()


def test_a_dataset_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    Dataset.open_or_create(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(MissingSourceError):
        clean(tmp_path, tmp_path / "missing")
    assert [path for path in sorted(tmp_path.rglob("*")) if path.name != "staging"] == before


def test_documents_that_cannot_be_read_are_said_with_their_file_and_why(tmp_path: Path) -> None:
    """A JSONL file of another crawler, whose pages stand in another column, beside good pages."""
    for at in range(11):
        (tmp_path / "dump").mkdir(exist_ok=True)
        (tmp_path / "dump" / f"{at}.html").write_text(page(f"A seal {at}", number=at))
    lines = [json.dumps({"body": page(f"A piano {at}", number=at)}) for at in range(8)]
    (tmp_path / "dump" / "feed.jsonl").write_text("\n".join(lines))
    summary = clean(tmp_path)
    assert (summary.state, summary.outcomes["unreadable"]) == ("published", 8)
    (gate,) = [each for each in summary.gates if each.check == "share_unreadable"]
    assert (gate.severity, gate.domain) == ("error", None)
    said = (
        "Not read: feed.jsonl#0 and 7 more: the record has no text in 'html'; its fields are body"
    )
    assert said in told(summary)
    (trouble,) = troubles(summary)
    assert [name for name, _ in trouble.gates] == ["share_unreadable", "source_unreadable"]
    assert "feed.jsonl#0" in trouble.gates[1][1]


def test_an_archive_that_was_cut_is_said(tmp_path: Path) -> None:
    path = dump(tmp_path / "dump", [page(f"A seal {at} {token_hex(3000)}") for at in range(9)])
    packed = gzip.compress(path.read_bytes())
    path.unlink()
    path.with_suffix(".jsonl.gz").write_bytes(packed[: len(packed) // 5])
    summary = clean(tmp_path)
    assert (summary.read, summary.outcomes["unreadable"]) == (2, 1)
    assert "Not read: post.example.jsonl.gz#1: the archive ends in its middle" in told(summary)
    assert "whole night" in {each.where for each in troubles(summary)}


COLUMNS = [
    pytest.param({"url": "lnk"}, ["--url-column"], id="no-such-url"),
    pytest.param({"date_fetched": "when"}, ["--date-column"], id="no-such-time"),
    pytest.param({"url": "u", "date_fetched": "t"}, ["--url-column", "--date-column"], id="both"),
    pytest.param({"url": "link"}, [], id="only-later-records-have-it"),
    pytest.param({}, [], id="named-none"),
]


@pytest.mark.parametrize(("columns", "said"), COLUMNS)
def test_a_column_that_was_named_and_is_not_there_is_said(
    tmp_path: Path, columns: dict[str, str], said: list[str]
) -> None:
    """All addresses were null in silence."""
    (tmp_path / "dump").mkdir()
    lines = [json.dumps({"html": page(f"A seal {at}", number=at)}) for at in range(2)]
    lines.append(json.dumps({"html": page("A piano", number=9), "link": "https://a.example/"}))
    (tmp_path / "dump" / "feed.jsonl").write_text("\n".join(lines))
    job = Job(
        sources=[str(tmp_path / "dump")], out=str(tmp_path / "out"), workers=1,
        columns=Columns(**columns),
    )  # fmt: skip
    summary = night.clean(job, NIGHT, here)
    assert summary.state == "published"
    gates = [each for each in summary.gates if each.check == "column_missing"]
    assert [each.message.rpartition("see ")[2].rstrip(")") for each in gates] == said
    for gate, field in zip(gates, columns.values(), strict=False):
        assert gate.severity == "warning"
        assert (
            f"no record of feed.jsonl has the field {field!r}; its fields are html" in gate.message
        )


WEIGHED = [("off", [], "published"), ("error", ["error"], "published"),
           ("critical", ["critical"], "held")]  # fmt: skip


@pytest.mark.parametrize(("setting", "severities", "state"), WEIGHED)
def test_a_contract_weighs_a_column_that_is_not_there(
    tmp_path: Path, setting: str, severities: list[str], state: str
) -> None:
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "feed.jsonl").write_text(json.dumps({"html": page("A seal")}))
    contract = tmp_path / "own.toml"
    contract.write_text(f'[severities]\n"night.column_missing" = "{setting}"\n')
    job = Job(
        sources=[str(tmp_path / "dump")], out=str(tmp_path / "out"), workers=1,
        columns=Columns(url="u"), contract=str(contract),
    )  # fmt: skip
    summary = night.clean(job, NIGHT, one_by_one)
    gates = [each.severity for each in summary.gates if each.check == "column_missing"]
    assert (gates, summary.state) == (severities, state)


def test_a_night_that_was_read_whole_says_nothing_of_it(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal on the slipway")])
    summary = clean(tmp_path)
    assert "Not read" not in told(summary)
    assert troubles(summary) == ()


def test_a_night_tells_what_failed_and_where(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal on the slipway"), page("A piano", **IN_THE_FUTURE)])
    summary = clean(tmp_path, run_shards=one_by_one)
    assert (summary.read, summary.state, summary.badge) == (2, "published", "Quarantined")
    (failed,) = [each for each in summary.by_domain if each.severity == "error"]
    assert (failed.table, failed.check, failed.domain, failed.rows, failed.of) == (
        "articles", "published_before_it_was_fetched", "post.example", 1, 2,
    )  # fmt: skip
    (sample,) = summary.samples
    assert sample.domain == "post.example"
    assert sample.reasons[0].check == "published_before_it_was_fetched"
    assert "A piano" in sample.snippet
    assert last_summary(tmp_path / "out", str(NIGHT)) == summary
    again = clean(tmp_path)
    assert (again.state, again.badge, again.by_domain) == (
        "unchanged", "Completed", summary.by_domain,
    )  # fmt: skip


def test_a_locked_dataset_is_told_of(tmp_path: Path) -> None:
    dump(tmp_path / "dump", [page("A seal")])
    with (
        Dataset.open_or_create(tmp_path / "out").lock("another"),
        pytest.raises(LockedError, match="run another"),
    ):
        clean(tmp_path)


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """A dataset with a night that a gate holds back."""
    dump(tmp_path / "dump", [page("A seal on the slipway"), page("A piano", **IN_THE_FUTURE)])
    breached = GateResult("share_quarantined", "", "critical", 0.5, 0.3, "half is in quarantine")
    monkeypatch.setattr(night, "evaluate", lambda _, **_limits: (breached,))
    summary = clean(tmp_path)
    assert (summary.state, summary.badge, summary.version) == ("held", "GateBreached", None)
    assert "readers see nothing yet" in summary.sentence
    return Dataset.open(tmp_path / "out")


def test_a_person_publishes_what_was_held_back(held: Dataset) -> None:
    assert held.current() is None
    published = publish_held(held, str(NIGHT), "a-person")
    assert (published.state, published.version) == ("published", 1)
    manifest = held.current()
    assert manifest is not None
    assert manifest.nights[str(NIGHT)].ledger.published == 1
    assert any(check.outcome == "critical" for check in manifest.nights[str(NIGHT)].checks)
    assert scan("articles", held.path).collect().height == 1
    assert scan("metrics", held.path).select(pl.col("accepted").all()).collect().item()
    assert not held.verify()
    assert list((held.path / "staging").iterdir()) == []
    with pytest.raises(NotHeldError):
        publish_held(held, str(NIGHT), "a-person-again")


def test_a_person_discards_what_was_held_back(held: Dataset) -> None:
    assert held_run(held, str(NIGHT)).state == "held"
    discard_held(held, str(NIGHT), "a-person")
    assert held.current() is None
    assert list((held.path / "staging").iterdir()) == []
    with pytest.raises(NotHeldError):
        held_run(held, str(NIGHT))


def test_a_damaged_summary_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "2026-11-01"
    folder.mkdir(parents=True)
    (folder / "20261101T02.json").write_text(json.dumps({"night": "2026-11-01"}))
    assert last_summary(tmp_path, "2026-11-01") is None

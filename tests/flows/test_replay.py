"""Replay: what was rejected goes through today's code; what passes appears once, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.dataset import Dataset, scan
from flows.errors import NothingPublishedError
from flows.production import interrupted
from flows.rejected.decide import NoReasonError, discard
from flows.rejected.picked import Pick
from flows.rejected.quarantine import UnknownQuarantineError, detail, listed, stats
from flows.shown.summary import Failure, Summary
from flows.store.runs import keep_summary, last_summary
from schemas.gates import GateResult
from tests.flows.replays import (
    LATE,
    MENDING,
    NIGHT,
    clean_by,
    copied,
    outcomes,
    page,
    replay_by,
    tables,
    version,
    write_source,
)

if TYPE_CHECKING:
    from pathlib import Path

    from flows.store.manifest import Manifest

DATES, CAPTIONS = MENDING + "dates_mended", MENDING + "captions_mended"
GONE = "Gr\ufffdne Ziegel, die ersten St\ufffdck"
PAGES = {
    "harbour": page("Harbour opens again"),
    "late": page("Library stays open", date=LATE),
    "tower": page("Tower stands straight", caption=GONE),
    "bridge": page("Bridge is painted", date=LATE, caption="The bridge at noon"),
    "market": page("Market moves indoors"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    clean_by(folder / "out", write_source(folder / "in", PAGES))
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


def ids_in_quarantine(out: Path) -> list[str]:
    return [row.quarantine_id for row in listed(out, Pick())[0]]


def test_the_night_rejects_what_it_should(out: Path) -> None:
    assert outcomes(out) == {
        "harbour": "published", "late": "quarantined", "tower": "published",
        "bridge": "quarantined", "market": "published",
    }  # fmt: skip
    rows, count = listed(out, Pick())
    assert count == len(rows) == 4  # two articles, the image of one of them, an image
    assert {row.status for row in rows} == {"open"}


def test_replay_gives_what_a_night_under_the_new_code_gives(out: Path, tmp_path: Path) -> None:
    result = replay_by(out, DATES)
    assert (result.state, result.version) == ("released", 2)
    assert result.rows("released") == 3
    assert result.rows("still failing") == 1
    clean_by(tmp_path / "again", tmp_path / "in", DATES)
    again = tables(tmp_path / "again")
    for table, rows in tables(out).items():
        assert rows == again[table], table
    assert len(listed(out, Pick())[0]) == len(listed(tmp_path / "again", Pick())[0]) == 1


def test_the_ledger_balances_and_every_document_is_there_once(out: Path) -> None:
    replay_by(out, DATES)
    manifest = Dataset.open(out).current()
    assert manifest
    night = manifest.nights[NIGHT]
    assert night.ledger.balances
    assert (night.ledger.published, night.ledger.quarantined) == (5, 0)
    assert all(shard.balances for shard in night.shards)
    assert sum(shard.published for shard in night.shards) == 5
    for table in ("documents", "articles"):
        names = scan(table, out).collect()["document_id"]
        assert names.n_unique() == len(names) == 5
    assert not Dataset.open(out).verify()


def test_a_second_replay_changes_nothing(out: Path) -> None:
    replay_by(out, DATES)
    result = replay_by(out, DATES)
    assert result.state == "unchanged"
    assert version(out) == 2


def test_a_replay_that_releases_nothing_makes_no_version(out: Path) -> None:
    before = tables(out)
    result = replay_by(out)
    assert (result.state, result.version) == ("unchanged", 1)
    assert result.rows("still failing") == 4
    assert result.sentence.endswith("4 still failing, 0 newly failing; nothing to publish.")
    assert tables(out) == before
    assert version(out) == 1


def test_what_still_fails_is_noted_beside_what_is_released(out: Path) -> None:
    replay_by(out, DATES)
    decisions = scan("decisions", out).collect()
    assert sorted(decisions["verdict"].to_list()) == [*["released"] * 3, "still failing"]
    assert {row.status for row in listed(out, Pick())[0]} == {"still failing"}
    assert replay_by(out, DATES).state == "unchanged"


def test_who_interrupts_a_replay_is_told_what_it_published(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    commit = Dataset.commit

    def watched(self: Dataset, manifest: Manifest) -> None:
        held.append(interrupted.COMMITTING.locked())
        commit(self, manifest)

    monkeypatch.setattr(interrupted, "_published", [])
    monkeypatch.setattr(Dataset, "commit", watched)
    assert interrupted.sentence() == "fragmend: interrupted; nothing was published."
    replay_by(out, DATES)
    assert held == [True]
    assert NIGHT in interrupted.sentence()
    assert not interrupted.COMMITTING.locked()


def test_a_row_is_named_by_its_record(out: Path) -> None:
    (night,) = replay_by(out, DATES, dry_run=True).nights
    places = {(row.source_uri or "").split("/")[-1] for row in night.released if row.by_itself}
    assert places == {"pages.jsonl#1", "pages.jsonl#3"}
    own = [row.by_itself for row in night.released]
    assert own == sorted(own, reverse=True)


def test_decisions_only_grow(out: Path) -> None:
    replay_by(out, DATES)
    first = scan("decisions", out).collect()
    replay_by(out, CAPTIONS)
    second = scan("decisions", out).collect()
    assert second.head(len(first)).equals(first)
    assert second["verdict"].to_list()[len(first) :] == ["released"]


def test_a_dry_run_tells_and_changes_nothing(out: Path) -> None:
    before = sorted(path for path in out.rglob("*") if path.name != ".lock")
    result = replay_by(out, DATES, dry_run=True)
    assert (result.state, result.rows("released"), result.newly_failing) == ("dry run", 3, 0)
    assert sorted(path for path in out.rglob("*") if path.name != ".lock") == before
    assert version(out) == 1


def test_an_image_joins_its_published_article(out: Path) -> None:
    lost = scan("articles", out).filter(headline="Tower stands straight").collect()
    assert lost["image_count"].item() == 0
    replay_by(out, CAPTIONS)
    article = scan("articles", out).filter(headline="Tower stands straight").collect()
    image = scan("images", out).filter(document_id=article["document_id"].item()).collect()
    assert article["image_count"].item() == len(image) == 1
    assert "image_quarantined" not in article["warnings"].item().to_list()
    assert "\ufffd" not in image["caption"].item()


def test_what_is_published_is_never_taken_away(out: Path) -> None:
    before = tables(out)
    result = replay_by(out, MENDING + "headlines_lost")
    assert result.newly_failing
    assert "article" in {row.table[:-1] for night in result.nights for row in night.newly_failing}
    assert tables(out) == before


def test_only_what_is_picked_is_replayed(out: Path) -> None:
    result = replay_by(out, DATES, pick=Pick(check="caption_is_readable"))
    assert result.rows("released") == 0
    with pytest.raises(NothingPublishedError):
        replay_by(out, DATES, pick=Pick(night="2026-10-31"))
    result = replay_by(out, DATES, pick=Pick(domain="a.example"))
    assert result.rows("released") == 3


def test_what_raised_is_released_with_its_address(tmp_path: Path) -> None:
    pages = {"ferry": page("Ferry runs late"), "pier": page("Ferry pier closes", date=LATE)}
    source = write_source(tmp_path / "in", {**pages, **PAGES})
    clean_by(tmp_path / "out", source, MENDING + "raising")
    assert None in outcomes(tmp_path / "out")  # of a document that raised only its place is known
    assert replay_by(tmp_path / "out").state == "released"
    clean_by(tmp_path / "again", source)
    assert tables(tmp_path / "out") == tables(tmp_path / "again")
    assert outcomes(tmp_path / "out")["pier"] == "quarantined"  # for its date, now
    checks = {row.row_id: row.checks for row in listed(tmp_path / "out", Pick())[0]}
    assert ["cleaning_raised"] not in checks.values()
    assert replay_by(tmp_path / "out").state == "unchanged"  # its date still fails


# Copies


def test_a_copy_of_a_published_page_is_released_as_its_copy(tmp_path: Path) -> None:
    words = "The same words stood on two pages of the same paper on one day. "
    pages = {
        "first": page("One story", date=LATE, words=words),
        "second": page("One story", words=words),
    }
    clean_by(tmp_path / "out", write_source(tmp_path / "in", pages))
    assert outcomes(tmp_path / "out") == {"first": "quarantined", "second": "published"}
    result = replay_by(tmp_path / "out", DATES)
    assert outcomes(tmp_path / "out") == {"first": "duplicate", "second": "published"}
    assert result.nights[0].outcomes == {"duplicate": 1}
    assert result.nights[0].verdicts == {"superseded": 1}
    assert len(scan("articles", tmp_path / "out").collect()) == 1
    assert ids_in_quarantine(tmp_path / "out") == []
    assert replay_by(tmp_path / "out", DATES).state == "unchanged"


def test_copies_in_two_nights_are_released_as_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = write_source(tmp_path / "in", {"late": PAGES["late"]})
    clean_by(out, source, night="2026-11-01")
    clean_by(out, source, night="2026-11-02")
    replay_by(out, DATES)
    assert outcomes(out, "2026-11-01") == {"late": "published"}
    assert outcomes(out, "2026-11-02") == {"late": "duplicate"}
    rows = scan("documents", out).sort("night").collect()
    assert rows["duplicate_of"].to_list() == [None, rows["document_id"][0]]


def test_an_original_of_a_later_night_stays_the_original(tmp_path: Path) -> None:
    out, words = tmp_path / "out", "Words that two nights share, sentence after sentence. "
    clean_by(out, write_source(tmp_path / "a", {"x": page("X", date=LATE, words=words)}))
    later = write_source(tmp_path / "b", {"y": page("X", words=words)})
    clean_by(out, later, night="2026-11-02")
    before = scan("documents", out).filter(night="2026-11-02").collect()
    replay_by(out, DATES)
    assert outcomes(out) == {"x": "duplicate", "y": "published"}
    assert scan("documents", out).filter(night="2026-11-02").collect().equals(before)


# Gates


def many_in_quarantine(metrics: pl.DataFrame) -> tuple[GateResult, ...]:
    """Withhold a domain with more than one document in quarantine."""
    rows = metrics.filter(pl.col("metric") == "quarantined", pl.col("domain") != "")
    return tuple(
        GateResult("share", domain, "critical", value, 1.0, f"{domain} is sick")
        for domain, value in rows.select("domain", "value").iter_rows()
        if value > 1
    )


def test_a_withheld_domain_is_released_when_its_gate_is_no_longer_breached(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES), gates=many_in_quarantine)
    assert set(outcomes(out).values()) == {"quarantined"}
    still = replay_by(out, gates=many_in_quarantine)
    assert still.rows("released") == 0
    assert still.nights[0].withheld == {"a.example": "a.example is sick"}
    assert set(outcomes(out).values()) == {"quarantined"}
    replay_by(out, DATES, gates=many_in_quarantine)
    clean_by(tmp_path / "again", tmp_path / "in", DATES, gates=many_in_quarantine)
    assert tables(out) == tables(tmp_path / "again")
    assert set(outcomes(out).values()) == {"published"}


def test_a_gate_of_the_whole_night_lets_nothing_go(out: Path) -> None:
    def never(_metrics: pl.DataFrame) -> tuple[GateResult, ...]:
        return (GateResult("volume", "", "critical", 1.0, 0.0, "the night is sick"),)

    before = tables(out)
    result = replay_by(out, DATES, gates=never)
    assert result.nights[0].held == "the night is sick"
    assert tables(out) == before


# Discards


def test_a_discarded_document_stays_and_is_named(out: Path) -> None:
    late = next(row for row in listed(out, Pick())[0] if row.value and "2027" in row.value)
    assert discard(out, [late.quarantine_id[:12]], "a test page") == (late.quarantine_id,)
    assert discard(out, [late.quarantine_id], "a test page") == ()
    assert replay_by(out, DATES).discarded == 1
    found = detail(out, late.quarantine_id)
    assert (found.row.status, found.decisions[-1].reason) == ("discarded", "a test page")
    assert sorted(outcomes(out).values()) == ["published"] * 4 + ["quarantined"]


def test_a_discarded_image_stays_out_of_a_released_article(out: Path) -> None:
    rows = listed(out, Pick())[0]
    image = next(r for r in rows if r.table == "images" and "document_quarantined" in r.checks)
    discard(out, [image.quarantine_id], "not ours to show")
    replay_by(out, DATES)
    assert set(outcomes(out).values()) == {"published"}
    article = scan("articles", out).filter(headline="Bridge is painted").collect()
    assert article["image_count"].item() == 0
    assert image.row_id not in scan("images", out).collect()["image_id"].to_list()
    assert image.quarantine_id in ids_in_quarantine(out)
    assert replay_by(out, DATES).state == "unchanged"


@pytest.mark.parametrize(
    ("name", "reason", "error"),
    [
        pytest.param("no such row", "why", UnknownQuarantineError, id="unknown"),
        pytest.param("", "why", UnknownQuarantineError, id="no name"),
        pytest.param("a", "  ", NoReasonError, id="no reason"),
    ],
)
def test_a_discard_says_what_and_why(
    out: Path, name: str, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        discard(out, [name], reason)
    assert version(out) == 1


# Looking


def test_stats_name_the_smallest_page(out: Path) -> None:
    groups = {(group.table, group.check): group for group in stats(out)}
    late = groups["articles", "published_before_it_was_fetched"]
    assert (late.rows, late.domain) == (2, "a.example")
    sizes = scan("documents", out).collect().filter(outcome="quarantined")["raw_bytes"]
    assert late.raw_bytes == sizes.min()
    assert ("images", "document_quarantined") not in groups


def test_stats_tell_templates_apart(tmp_path: Path) -> None:
    out, other = tmp_path / "out", {"<article>": "<main><section>", "</article>": "</section>"}
    redesigned = page("Tower falls", date=LATE)
    for before, after in other.items():
        redesigned = redesigned.replace(before, after)
    pages = {"bridge": page("Bridge is open", date=LATE), "tower": redesigned,
             "fair": page("Fair is over again", date=LATE), "text": "Only words."}  # fmt: skip
    clean_by(out, write_source(tmp_path / "in", pages))
    found = {group.template: group for group in stats(out)}
    assert {name: group.rows for name, group in found.items()} == {
        "body>article>h1": 2, "body>main>section>h1": 1,
    }  # fmt: skip
    sizes = [len(html.encode()) for name, html in pages.items() if name in {"bridge", "fair"}]
    assert found["body>article>h1"].raw_bytes == min(sizes)


def test_stats_tell_of_nights_before_templates(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(group.noted for group in stats(out))
    current = Dataset.open(out).current()
    assert current
    (entry,) = current.files("documents")
    older = pl.read_parquet(out / entry.path, hive_partitioning=False).drop("template")
    (out / entry.path).unlink()
    older.write_parquet(out / entry.path)
    monkeypatch.setattr(Dataset, "require", lambda *_: None)  # the file is of another size
    assert [(group.noted, group.template) for group in stats(out)] == [(False, None)] * 2


def test_a_released_row_can_still_be_looked_up(out: Path) -> None:
    row = next(r for r in listed(out, Pick())[0] if "2027" in (r.value or ""))
    replay_by(out, DATES)
    found = detail(out, row.quarantine_id[:10])
    assert not found.current
    assert (found.row.status, found.version) == ("released", 1)


def test_nothing_is_found_in_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    Dataset.open_or_create(out)
    assert listed(out, Pick()) == ([], 0)
    assert stats(out) == ()
    assert replay_by(out).state == "unchanged"
    with pytest.raises(UnknownQuarantineError):
        detail(out, "a")


def test_the_summary_tells_of_what_is_published_now(out: Path) -> None:
    failure = Failure("articles", "published_before_it_was_fetched", "error", 2, "x", "2027")
    kept = Failure("images", "caption_is_readable", "error", 1, "caption", "\ufffd")
    old = {"published": 3, "quarantined": 2}
    summary = Summary(NIGHT, str(out), "published", "2026", 1, 5, old, {}, failures=(failure, kept))
    keep_summary(out, summary)
    result = replay_by(out, DATES)
    last = last_summary(out, NIGHT)
    assert last
    assert (last.version, last.run_id) == (2, result.run_id)
    assert (last.outcomes["published"], last.outcomes["quarantined"]) == (5, 0)
    assert [each.check for each in last.failures] == ["caption_is_readable"]
    assert last.rows["articles"] == 5

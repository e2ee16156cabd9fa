"""Files of an older version of a table: every reader migrates them, or says what is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from flows.check import what_if
from flows.cli import main
from flows.dataset import Dataset, scan
from flows.errors import NotADatasetError
from flows.rejected.erase import erase
from flows.rejected.picked import Pick
from flows.rejected.quarantine import detail, listed
from flows.rejected.reprocess import compare
from flows.report import write_report
from flows.store.filtered import row_groups
from flows.store.history import clear
from flows.store.migrating import migrate_files
from flows.store.scanned import VERSION, recorded
from schemas import migrate
from schemas.errors import OtherVersionError
from tests.flows.aged import age, second_version
from tests.flows.killed_writer import Fuse
from tests.flows.replays import (
    LATE,
    MENDING,
    NIGHT,
    clean_by,
    here,
    outcomes,
    page,
    replay_by,
    tables,
    write_source,
)

LATER = "2026-11-02"
PAGES = {
    "harbour": page("Harbour opens again"),
    "late": page("Library stays open", date=LATE),
    "bridge": page("Bridge is painted", caption="A br\ufffd\ufffd\ufffdcke"),
}


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights, cleaned by today's code."""
    place = tmp_path_factory.mktemp("cleaned")
    out = place / "out"
    with pytest.MonkeyPatch.context() as patch:
        second_version(patch)
        clean_by(out, write_source(place / "one", PAGES))
        more = {"new": page("New tower"), "same": page("Harbour opens again")}
        clean_by(out, write_source(place / "two", more), night=LATER)
    return out


@pytest.fixture(autouse=True)
def _second_version(monkeypatch: pytest.MonkeyPatch) -> None:
    second_version(monkeypatch)


@pytest.fixture
def today(cleaned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(cleaned, tmp_path / "today" / "out", symlinks=True))


@pytest.fixture
def old(cleaned: Path, tmp_path: Path) -> Path:
    """The same as an older fragmend wrote it."""
    out = Path(shutil.copytree(cleaned, tmp_path / "old" / "out", symlinks=True))
    age(out)
    return out


def entries(out: Path, table: str) -> dict[str, int]:
    """Versions of a table's files by night."""
    current = Dataset.open(out).current()
    assert current
    return {entry.path.split("/")[2][6:]: entry.schema_version for entry in current.files(table)}


def test_files_say_which_version_they_are_of(today: Path, old: Path) -> None:
    for path in (today / "store").rglob("*.parquet"):
        assert recorded(path) == (2 if "articles" in path.parts else 1)
        assert VERSION in pl.read_parquet_metadata(path)
    assert entries(today, "articles") == {NIGHT: 2, LATER: 2}
    assert entries(old, "articles") == {NIGHT: 1, LATER: 1}
    assert "schema_version" not in (old / "versions/000002.json").read_text()


def test_every_table_reads_as_if_it_were_of_today(old: Path, today: Path) -> None:
    assert "title" in pl.read_parquet_schema(next((old / "store/articles").rglob("*.parquet")))
    assert tables(old) == tables(today)
    assert scan("articles", old).collect_schema() == scan("articles", today).collect_schema()
    for version in (1, 2):
        frames = [scan("articles", out, version=version).collect() for out in (old, today)]
        assert frames[0].equals(frames[1])
    late, was = (scan("quarantine", out).filter(table="articles").collect() for out in (old, today))
    assert [json.loads(row) for row in late["row"]] == [json.loads(row) for row in was["row"]]
    assert late["row_version"].to_list() == [2]


def test_a_folder_that_looks_like_a_key_reads_alike(old: Path, tmp_path: Path) -> None:
    there = Path(shutil.copytree(old, tmp_path / "key=value" / "out", symlinks=True))
    assert tables(there) == tables(old)


def test_a_replay_releases_into_older_files(old: Path, today: Path) -> None:
    for out in (old, today):
        replay_by(out, MENDING + "dates_mended")
    assert tables(old) == tables(today)
    assert outcomes(old)["late"] == "published"
    assert entries(old, "articles") == {NIGHT: 2, LATER: 1}  # side by side
    assert entries(old, "documents") == {NIGHT: 1, LATER: 1}
    manifest = json.loads((old / "versions/000003.json").read_bytes())
    pointer = json.loads((old / "current.json").read_bytes())
    assert manifest["format"] == pointer["format_version"] == 2
    rows = pl.concat(
        scan("articles", old).filter(night=night).collect() for night in (NIGHT, LATER)
    )
    assert rows.equals(scan("articles", old).collect())


def test_a_comparison_finds_nothing(old: Path) -> None:
    assert compare(old, here).differences == ()


def test_quarantine_is_shown_and_kept(old: Path, today: Path) -> None:
    (row,) = [row for row in listed(old, Pick())[0] if row.table == "articles"]
    (was,) = [row for row in listed(today, Pick())[0] if row.table == "articles"]
    assert row == was
    assert detail(old, row.quarantine_id).values == detail(today, was.quarantine_id).values
    clear(old, keep_versions=1, grace_days=0)
    assert len(scan("quarantine", old).collect()) == len(scan("quarantine", today).collect())


def test_a_contract_would_move_the_same(old: Path, today: Path, tmp_path: Path) -> None:
    lenient = tmp_path / "lenient.toml"
    lenient.write_text('[severities]\n"articles.published_before_it_was_fetched" = "warning"\n')
    found, wanted = what_if(old, lenient), what_if(today, lenient)
    assert found.moves == wanted.moves
    assert sum(move.come for move in found.moves) > 1


def test_a_report_tells_of_it(old: Path, today: Path, tmp_path: Path) -> None:
    pages = [
        write_report(out, tmp_path / f"{out.parent.name}.html", night=NIGHT) for out in (old, today)
    ]
    assert Path(pages[0]).read_text() == Path(pages[1]).read_text()


def test_an_erasure_writes_what_it_touches_in_todays_version(old: Path, today: Path) -> None:
    for out in (old, today):
        erased = erase(out, urls=["https://a.example/harbour"])
        assert erased.proof
        assert erased.proof.holds
    assert tables(old) == tables(today)
    assert entries(old, "articles") == {NIGHT: 2, LATER: 1}
    for version in Dataset.open(old).versions():
        frames = [scan("articles", out, version=version).collect() for out in (old, today)]
        assert frames[0].equals(frames[1])


def test_an_erasure_finds_an_address_that_was_called_otherwise(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a rejected article, whose row is JSON of the first version."""
    assert erase(old, urls=["https://a.example/late"]).proof.holds  # type: ignore[union-attr]
    monkeypatch.delitem(migrate._KNOWN, ("articles", 1))
    with pytest.raises(OtherVersionError):
        erase(old, urls=["https://a.example/bridge"])


def test_a_night_of_before_is_cleaned_again(old: Path, tmp_path: Path) -> None:
    clean_by(old, write_source(tmp_path / "one", {"other": page("Other news")}))
    assert entries(old, "articles") == {NIGHT: 2, LATER: 1}
    assert scan("articles", old).filter(night=NIGHT).collect()["headline"].to_list() == [
        "Other news"
    ]
    copies = outcomes(old, LATER)
    assert copies["new"] == "published"


# What no way leads from


def test_a_missing_step_is_told(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(migrate._KNOWN, ("articles", 1))
    with pytest.raises(OtherVersionError) as caught:
        scan("articles", old)
    said = str(caught.value)
    assert "articles/night=2026-11-01/" in said
    assert "holds version 1 of the table articles, today's is version 2" in said
    assert "MIGRATIONS['articles', 1]" in said
    scan("documents", old).collect()


COMMANDS = [
    pytest.param(["erase", "{}", "--url", "https://a.example/harbour"], id="erase"),
    pytest.param(["migrate", "{}"], id="migrate"),
    pytest.param(["check", "{}", "--contract", "{}/plain.toml"], id="check"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_refuse_without_the_step_and_change_nothing(
    old: Path,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delitem(migrate._KNOWN, ("articles", 1))
    (old / "plain.toml").write_text("")
    before = (old / "current.json").read_bytes()
    with pytest.raises(SystemExit) as ended:
        main([part.format(old) for part in command])
    assert ended.value.code == 6
    said = capsys.readouterr().err
    assert "no migration leads from 1 to 2" in said
    assert "Traceback" not in said
    assert (old / "current.json").read_bytes() == before


def test_a_newer_file_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replay_by(old, MENDING + "dates_mended")
    monkeypatch.undo()  # an older fragmend, of the first version
    with pytest.raises(OtherVersionError, match="a newer fragmend or contract wrote it"):
        scan("articles", old)


def test_a_format_of_the_future_is_refused(today: Path) -> None:
    pointer = json.loads((today / "current.json").read_bytes())
    (today / "current.json").write_text(json.dumps(pointer | {"format_version": 3}))
    with pytest.raises(NotADatasetError, match="update fragmend"):
        Dataset.open(today)


# Writing all of it again


def test_older_files_are_written_again(old: Path, today: Path) -> None:
    assert "would be written again" in migrate_files(old, dry_run=True).sentence
    assert Dataset.open(old).current().version == 2  # type: ignore[union-attr]
    done = migrate_files(old)
    assert done.files == {"articles": 2, "quarantine": 1}
    assert done.version == 3
    assert tables(old) == tables(today)
    assert entries(old, "articles") == {NIGHT: 2, LATER: 2}
    shown = (old / "current").resolve()
    assert "headline" in pl.read_parquet(shown / "articles/*/*.parquet").columns
    again = migrate_files(old)
    assert (again.version, again.files) == (3, {})
    assert scan("articles", old, version=1).collect().height  # older versions are still read
    before = [row for path in (today / "store/quarantine").rglob("*") for row in _rows(path)]
    after = [row for path in (shown / "quarantine").rglob("*.parquet") for row in _rows(path)]
    assert [json.loads(row["row"]) for row in after] == [json.loads(row["row"]) for row in before]


def _rows(path: Path) -> list[dict[str, object]]:
    if path.suffix != ".parquet":
        return []
    return [row for group in row_groups(path) for row in group.to_dicts()]


def test_what_only_grew_is_written_again_too(old: Path) -> None:
    assert migrate_files(old, dry_run=True).files["quarantine"] == 1  # it had no row_version
    migrate_files(old)
    path = next((old / "current" / "quarantine").resolve().rglob("*.parquet"))
    assert "row_version" in pl.read_parquet_schema(path)


def test_killed_anywhere_all_of_it_or_nothing(old: Path, tmp_path: Path) -> None:
    """Killed before each step: readers see one version or the other, and a second run finishes."""
    fuse = Fuse(None)
    migrate_files(Path(shutil.copytree(old, tmp_path / "whole", symlinks=True)), step=fuse)
    wanted = tables(old)
    for at in range(0, len(fuse.names), 3):
        out = Path(shutil.copytree(old, tmp_path / f"{at}", symlinks=True))
        with pytest.raises(_Killed):
            migrate_files(out, step=_Raises(at))
        assert tables(out) == wanted
        migrate_files(out)
        assert tables(out) == wanted
        assert set(entries(out, "articles").values()) == {2}


class _Killed(BaseException):
    pass


class _Raises:
    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self, _name: str) -> None:
        if self.at == 0:
            raise _Killed
        self.at -= 1

"""Versions appear whole or not at all, and a folder that is not ours stays as it is."""

from __future__ import annotations

import dataclasses
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from flows.dataset import Dataset, scan
from flows.errors import (
    DamagedDatasetError,
    DatasetError,
    DiskError,
    LockedError,
    NotADatasetError,
    StaleManifestError,
    UnknownVersionError,
)
from flows.store import view
from flows.store.manifest import Manifest
from flows.store.vacuum import vacuum
from schemas.errors import NoSuchTableError
from tests.flows.nights import manifest_of, publish, shown_rows, staged_file

NOW = datetime.now(UTC)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.open_or_create(tmp_path / "out")


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


# Which folders are ours


def test_a_missing_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    dataset = Dataset.open_or_create(tmp_path / "a" / "b")
    assert dataset.current() is None
    assert dataset.versions() == ()


def test_what_a_killed_creation_left_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch()
    (tmp_path / "current.json.unfinished").write_text("{")
    assert Dataset.open_or_create(tmp_path).current() is None


def test_opening_twice_changes_nothing(dataset: Dataset) -> None:
    publish(dataset, 2)
    before = contents(dataset.path)
    assert Dataset.open_or_create(dataset.path).current() == dataset.current()
    assert contents(dataset.path) == before


FOREIGN = [
    pytest.param({"notes.txt": "mine"}, "holds notes.txt", id="a-file"),
    pytest.param({".git/config": ""}, "holds .git", id="a-hidden-folder"),
    pytest.param({"store/articles/x": ""}, "holds store", id="a-store-without-pointer"),
    pytest.param({"current.json": "{}"}, "another program", id="another-current-json"),
    pytest.param(
        {"current.json": '{"format": "fragmend-dataset", "format_version": 9}'},
        "update fragmend",
        id="of-a-newer-fragmend",
    ),
]


@pytest.mark.parametrize(("files", "says"), FOREIGN)
def test_a_foreign_folder_is_refused_untouched(
    tmp_path: Path, files: dict[str, str], says: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    before = contents(tmp_path)
    for way in (Dataset.open_or_create, Dataset.open):
        with pytest.raises(NotADatasetError):
            way(tmp_path)
    with pytest.raises(NotADatasetError, match=says):
        Dataset.open_or_create(tmp_path)
    assert contents(tmp_path) == before


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(NotADatasetError, match="it is a file"):
        Dataset.open_or_create(tmp_path / "out")


def test_reading_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotADatasetError, match="no such folder"):
        scan("articles", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "{", "[1]", "null"])
def test_a_torn_pointer_is_told(dataset: Dataset, text: str) -> None:
    (dataset.path / "current.json").write_text(text)
    with pytest.raises(DatasetError):
        Dataset.open(dataset.path)


# Publishing


def test_a_version_shows_everywhere_at_once(dataset: Dataset) -> None:
    manifest = publish(dataset, 3)
    assert dataset.current() == manifest
    assert dataset.versions() == (1,)
    assert scan("articles", dataset.path).collect().height == 3
    assert shown_rows(dataset.path) == {"articles": 3, "images": 3}
    assert dataset.verify() == ()


def test_nights_add_up_and_a_rerun_replaces_its_own(dataset: Dataset) -> None:
    publish(dataset, 3, "2026-11-22")
    publish(dataset, 4, "2026-11-23")
    publish(dataset, 1, "2026-11-22")
    rows = scan("articles", dataset.path).group_by("night").len().sort("night").collect()
    assert rows.rows() == [("2026-11-22", 1), ("2026-11-23", 4)]
    assert shown_rows(dataset.path) == {"articles": 5, "images": 5}
    assert [scan("articles", dataset.path, version=v).collect().height for v in (1, 2, 3)] == [
        3, 7, 5,
    ]  # fmt: skip


def test_the_same_content_is_the_same_file(dataset: Dataset) -> None:
    first = publish(dataset, 3).files()
    again = publish(dataset, 3).files()
    assert first == again
    assert len(list((dataset.path / "store").rglob("*.parquet"))) == 2


def test_a_pinned_frame_does_not_see_what_comes_later(dataset: Dataset) -> None:
    publish(dataset, 3)
    pinned = scan("articles", dataset.path)
    publish(dataset, 5)
    assert pinned.collect().height == 3


def test_what_was_staged_and_not_committed_is_removed(dataset: Dataset) -> None:
    publish(dataset, 3)
    before = contents(dataset.path / "store" / "articles" / "night=2026-11-22")

    def fail() -> None:
        with dataset.lock("run"):
            manifest_of(dataset, 9, "2026-11-23", "run")
            manifest_of(dataset, 3, "2026-11-22", "run")  # the content that is published
            raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"):
        fail()
    assert contents(dataset.path / "store" / "articles" / "night=2026-11-22") == before
    assert files(dataset) == 2


def test_what_an_older_version_names_outlives_a_failed_run(dataset: Dataset) -> None:
    publish(dataset, 3)
    publish(dataset, 4)
    with dataset.lock("run"):
        manifest_of(dataset, 3, "2026-11-22", "run")
    assert scan("articles", dataset.path, version=1).collect().height == 3


def test_a_damaged_file_is_healed_by_the_same_content(dataset: Dataset) -> None:
    path = dataset.path / publish(dataset, 3).files()[0].path
    path.write_bytes(b"x" * path.stat().st_size)
    publish(dataset, 3)
    assert dataset.verify() == ()


def test_the_lock_is_held_through_a_run(dataset: Dataset) -> None:
    other = Dataset.open(dataset.path)
    with dataset.lock("first"), pytest.raises(LockedError, match="run first"):
        publish(other, 3)
    publish(other, 3)


def test_a_commit_alone_takes_the_lock(dataset: Dataset) -> None:
    with dataset.lock("run"):
        pass
    manifest = Manifest(1, None, "…", "run", "0.1", "rules")
    dataset.commit(manifest)
    assert dataset.current() == manifest


def test_a_manifest_beside_another_version_is_refused(dataset: Dataset) -> None:
    manifest = publish(dataset, 3)
    for wrong in (manifest, dataclasses.replace(manifest, version=3, parent=1)):
        with pytest.raises(StaleManifestError, match="run again"):
            dataset.commit(wrong)
    assert dataset.versions() == (1,)


def test_a_manifest_of_missing_files_is_refused(dataset: Dataset) -> None:
    publish(dataset, 3)
    with dataset.lock("run"):
        manifest = manifest_of(dataset, 4, "2026-11-23", "run")
        (dataset.path / manifest.nights["2026-11-23"].tables["images"][0].path).unlink()
        with pytest.raises(DamagedDatasetError, match="it is gone"):
            dataset.commit(manifest)
    assert dataset.versions() == (1,)


def test_an_error_of_the_run_itself_passes_through_the_lock(dataset: Dataset) -> None:
    with pytest.raises(PermissionError), dataset.lock("run"):
        raise PermissionError(13, "a source")


def test_a_file_where_a_folder_must_be_is_one_sentence(dataset: Dataset) -> None:
    (dataset.path / "staging").write_text("in the way")
    with pytest.raises(DiskError, match="cannot write"):
        dataset.working_folder("run")


# Unchanged, damaged, rolled back


def test_unchanged_means_same_input_same_rules_and_whole_files(dataset: Dataset) -> None:
    manifest = publish(dataset, 3)
    night = "2026-11-22"
    assert dataset.is_unchanged(night, "3 rows", "rules")
    assert not dataset.is_unchanged("2026-11-23", "3 rows", "rules")
    assert not dataset.is_unchanged(night, "4 rows", "rules")
    assert not dataset.is_unchanged(night, "3 rows", "other rules")
    (dataset.path / manifest.files()[0].path).unlink()
    assert not dataset.is_unchanged(night, "3 rows", "rules")


def test_damage_is_found(dataset: Dataset) -> None:
    entry = publish(dataset, 3).files("articles")[0]
    path = dataset.path / entry.path
    content = bytearray(path.read_bytes())
    content[10] ^= 1
    path.write_bytes(content)
    assert dataset.verify() == (entry.path,)
    path.unlink()
    with pytest.raises(DamagedDatasetError, match="is damaged: it is gone"):
        scan("articles", dataset.path)


def test_a_manifest_that_was_edited_is_told(dataset: Dataset) -> None:
    publish(dataset, 3)
    path = dataset.path / "versions" / "000001.json"
    path.write_text(path.read_text().replace('"rules"', '"rulez"'))
    with pytest.raises(DamagedDatasetError, match="not the manifest that was committed"):
        dataset.current()


def test_a_roll_back_is_a_new_version_with_the_old_content(dataset: Dataset) -> None:
    publish(dataset, 3)
    publish(dataset, 9)
    back = dataset.roll_back(1, "back")
    assert (back.version, back.parent, back.restored_from) == (3, 2, 1)
    assert shown_rows(dataset.path) == {"articles": 3, "images": 3}
    assert scan("articles", dataset.path, version=2).collect().height == 9
    publish(dataset, 4, "2026-11-23")
    assert dataset.versions() == (1, 2, 3, 4)


def test_rolling_back_to_what_never_was_is_refused(dataset: Dataset) -> None:
    with pytest.raises(UnknownVersionError, match="nothing was published"):
        dataset.roll_back(1, "back")
    publish(dataset, 3)
    with pytest.raises(UnknownVersionError, match="it has version 1"):
        dataset.roll_back(2, "back")


def test_an_unknown_table_is_told(dataset: Dataset) -> None:
    with pytest.raises(NoSuchTableError, match="the tables are documents, articles"):
        scan("article", dataset.path)


def test_a_table_without_files_has_its_columns(dataset: Dataset) -> None:
    frame = scan("articles", dataset.path).collect()
    assert frame.height == 0
    assert frame.columns[0] == "document_id"
    assert frame.schema["night"] == pl.String
    publish(dataset, 2)
    assert scan("articles", dataset.path).collect().schema == frame.schema


def test_files_written_before_a_column_or_a_field_are_read(dataset: Dataset) -> None:
    old = pl.DataFrame({"image_id": ["i"], "candidates": [[{"url": "u", "gone": 1}]], "gone": [1]})
    with dataset.lock("run"):
        old.write_parquet(dataset.working_folder("run") / "old.parquet")
        entry = dataset.stage("images", "2026-11-22", dataset.path / "staging/run/old.parquet")
        manifest = manifest_of(dataset, 1, "2026-11-22", "run")
        night = manifest.nights["2026-11-22"]
        night = dataclasses.replace(night, tables={"images": (entry,)})
        dataset.commit(dataclasses.replace(manifest, nights={"2026-11-22": night}))
    frame = scan("images", dataset.path).collect()
    assert frame["candidates"][0][0]["url"] == "u"
    assert frame["candidates"][0][0]["width"] is None
    assert "gone" not in frame.columns


# Readers


def test_a_key_in_the_path_is_no_column(tmp_path: Path) -> None:
    dataset = Dataset.open_or_create(tmp_path / "run=5" / "night=x")
    publish(dataset, 2, "2026-11-22")
    publish(dataset, 3, "2026-11-23")
    frame = scan("articles", dataset.path)
    assert frame.filter(pl.col("night") == "2026-11-23").collect().height == 3
    assert "run" not in frame.collect_schema()


def test_other_readers_see_the_same_rows(dataset: Dataset) -> None:
    publish(dataset, 2, "2026-11-22")
    publish(dataset, 3, "2026-11-23")
    ours = scan("articles", dataset.path).select("document_id", "night").sort(pl.all()).collect()
    folder = dataset.path / "current" / "articles"
    query = "select document_id, night::varchar as night from read_parquet($1, hive_partitioning=1)"
    ducks = duckdb.execute(query + " order by all", [str(folder / "*" / "*.parquet")]).fetchall()
    pandas = pd.read_parquet(folder)[["document_id", "night"]].astype(str)
    assert ducks == ours.rows()
    assert sorted(pandas.itertuples(index=False, name=None)) == ours.rows()


def test_readers_never_see_half_a_version(dataset: Dataset) -> None:
    publish(dataset, 1)
    writer = threading.Thread(target=lambda: [publish(dataset, rows) for rows in range(2, 25)])
    writer.start()
    seen = set()
    while writer.is_alive():
        by_glob = shown_rows(dataset.path)
        version = Dataset.open(dataset.path).versions()[-1]
        rows = {t: scan(t, dataset.path, version=version).collect().height for t in by_glob}
        assert rows == dict.fromkeys(rows, version)
        assert len(set(by_glob.values())) == 1
        seen.add(version)
    writer.join()
    assert len(seen) > 2
    assert shown_rows(dataset.path) == {"articles": 24, "images": 24}


@pytest.mark.parametrize("lacking", [("link",), ("link", "symlink_to")], ids=["symlinks", "copies"])
def test_without_hard_links_the_view_still_reads(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, ...]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    if "symlink_to" in lacking:
        original = Path.symlink_to
        monkeypatch.setattr(
            Path,
            "symlink_to",
            lambda link, *to, **how: (
                refuse() if link.suffix == ".parquet" else original(link, *to, **how)
            ),
        )
    publish(dataset, 3)
    assert shown_rows(dataset.path) == {"articles": 3, "images": 3}


def test_without_any_links_there_is_no_view_and_scan_reads(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    publish(dataset, 3)
    publish(dataset, 4)
    assert view.shown(dataset.path) is None
    assert scan("articles", dataset.path).collect().height == 4


def test_old_views_go_and_some_stay(dataset: Dataset) -> None:
    for rows in range(1, 7):
        publish(dataset, rows)
    assert len(list((dataset.path / ".views").iterdir())) == view.KEPT


# Vacuum


def files(dataset: Dataset) -> int:
    return len(list((dataset.path / "store").rglob("*.parquet")))


def stray(dataset: Dataset) -> None:
    """What a run leaves that is killed between staging and commit."""
    killed = Dataset.open(dataset.path)
    folder = killed.working_folder("dead")
    killed.stage("articles", "2026-11-29", staged_file(folder, 7))
    (folder / "rest").touch()


def test_vacuum_takes_what_no_version_names(dataset: Dataset) -> None:
    publish(dataset, 2)
    stray(dataset)
    young = vacuum(dataset, now=NOW)
    assert (young.files, young.runs) == (0, ())
    later = vacuum(dataset, now=NOW + timedelta(days=8))
    assert (later.files, later.runs, later.versions) == (1, ("dead", "run"), ())
    assert later.bytes > 0
    assert dataset.verify() == ()
    assert files(dataset) == 2


def test_vacuum_keeps_all_versions_unless_told(dataset: Dataset) -> None:
    for rows in (1, 2, 3):
        publish(dataset, rows)
    assert vacuum(dataset, now=NOW + timedelta(days=8)).files == 0
    soon = vacuum(dataset, now=datetime(2026, 11, 24, tzinfo=UTC), keep_versions=1)
    assert soon.versions == ()
    later = vacuum(dataset, now=NOW + timedelta(days=400), keep_versions=2)
    assert (later.versions, later.files) == ((1,), 2)
    assert dataset.versions() == (2, 3)
    with pytest.raises(UnknownVersionError, match="it has versions 2 to 3"):
        scan("articles", dataset.path, version=1)
    assert scan("articles", dataset.path, version=2).collect().height == 2


def test_vacuum_waits_for_no_writer(dataset: Dataset) -> None:
    other = Dataset.open(dataset.path)
    with dataset.lock("night"), pytest.raises(LockedError):
        vacuum(other, now=NOW)


def test_the_pointer_names_its_manifest(dataset: Dataset) -> None:
    publish(dataset, 2)
    pointer = json.loads((dataset.path / "current.json").read_text())
    assert pointer["version"] == 1
    assert len(pointer["sha256"]) == 64

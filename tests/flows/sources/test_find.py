from __future__ import annotations

import datetime as dt
import os
import pickle
from pathlib import Path

import pytest

from flows.dataset import Dataset
from flows.sources.errors import (
    EmptySourceError,
    MissingSourceError,
    NightNeededError,
    NightNotThereError,
    SourceError,
    UnknownFormatError,
    UnreadableSourceError,
)
from flows.sources.find import expand, find, left_alone, nights

NIGHT = dt.date(2026, 11, 1)


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    for name in (
        "2026-11-01/b.html", "2026-11-01/a.HTM", "2026-11-01/deep/c.txt", "2026-11-01/notes.pdf",
        "2026-11-01/.hidden/d.html", "2026-11-01/.e.html", "2026-11-02/a.jsonl.gz", "other/x.html",
    ):  # fmt: skip
        path = tmp_path / "dumps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "dumps"


SOURCES = [
    pytest.param(("2026-11-01",), ["a.HTM", "b.html", "deep/c.txt"], id="folder"),
    pytest.param(("2026-11-01/b.html",), ["b.html"], id="file"),
    pytest.param(("2026-11-01/*.html",), ["b.html"], id="glob"),
    pytest.param(
        ("{night:%Y-%m-%d}",),
        ["2026-11-01/a.HTM", "2026-11-01/b.html", "2026-11-01/deep/c.txt"],
        id="night",
    ),
    pytest.param(("**/c.txt",), ["2026-11-01/deep/c.txt"], id="deep-glob"),
    pytest.param(("2026-11-0?",), ["2026-11-01/a.HTM", "2026-11-01/b.html",
        "2026-11-01/deep/c.txt", "2026-11-02/a.jsonl.gz"], id="glob-of-folders"),
    pytest.param(("2026-11-02", "other"), ["2026-11-02/a.jsonl.gz", "other/x.html"], id="two"),
    pytest.param(("other", "other/x.html"), ["other/x.html"], id="named-twice-read-once"),
]  # fmt: skip


@pytest.mark.parametrize(("sources", "uris"), SOURCES)
def test_find(dumps: Path, sources: tuple[str, ...], uris: list[str]) -> None:
    found = find([str(dumps / source) for source in sources], NIGHT)
    assert [file.uri for file in found] == uris


def test_uris_hold_on_any_machine(dumps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absolute = [file.uri for file in find([str(dumps)])]
    monkeypatch.chdir(dumps.parent)
    assert [file.uri for file in find(["dumps"])] == absolute
    assert [file.uri for file in find(["./dumps/"])] == absolute


def test_roots_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for site in ("a", "b"):
        (tmp_path / site / "night").mkdir(parents=True)
        (tmp_path / site / "night" / "x.html").touch()
    found = find([str(tmp_path / "a/night"), str(tmp_path / "b/night")])
    assert [file.uri for file in found] == ["a/night/x.html", "b/night/x.html"]


def test_a_folder_with_wildcards_in_its_name_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a[1]").mkdir()
    (tmp_path / "a[1]" / "x.html").touch()
    assert [file.uri for file in find([str(tmp_path / "a[1]")])] == ["x.html"]


def test_names_of_any_bytes(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9.html")).touch()
    assert [file.uri for file in find([str(tmp_path)])] == ["\\xe9.html"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "x.html").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    assert [file.uri for file in find([str(tmp_path)])] == ["x.html"]


def test_links_to_folders_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.html").touch()
    (tmp_path / "named").mkdir()
    (tmp_path / "named" / "link").symlink_to(tmp_path / "real")
    assert [file.uri for file in find([str(tmp_path / "named")])] == ["link/x.html"]


def test_files_of_other_formats_are_counted(tmp_path: Path) -> None:
    for name in ("a.html", "b.pdf", "c.PDF", "d/e.html.br", "README", ".hidden.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert left_alone([str(tmp_path)]) == {".pdf": 2, ".br": 1, "(none)": 1}
    assert left_alone([str(tmp_path / "*.html")]) == {}


def test_a_dataset_among_the_sources_is_no_source(tmp_path: Path) -> None:
    """What a run wrote was counted as a source of the next."""
    (tmp_path / "a.html").touch()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "current.json").write_text("{}")
    dataset = Dataset.open_or_create(tmp_path / "out")
    (dataset.path / "store" / "page.html").parent.mkdir()
    (dataset.path / "store" / "page.html").touch()
    for source in (tmp_path, tmp_path / "*"):
        assert [Path(file.path).name for file in find([str(source)])] == ["a.html"]
        assert left_alone([str(source)]) == {".json": 1}
    assert len(find([str(dataset.path)])) == 1  # who names it means it


HOLDS = [
    pytest.param((), "holds nothing that can be cleaned", id="nothing"),
    pytest.param(("a.pdf",), "holds 1 file and none that can be cleaned", id="one"),
    pytest.param(("a.pdf", "b.pdf"), "holds 2 files and none that can be cleaned", id="two"),
]


@pytest.mark.parametrize(("names", "said"), HOLDS)
def test_what_a_folder_without_pages_holds_is_counted(
    tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(EmptySourceError, match=said):
        find([str(tmp_path)])


@pytest.mark.parametrize("below", ["", "/*.html", "/feed.jsonl"])
def test_a_night_that_is_late_is_told_from_a_wrong_path(tmp_path: Path, below: str) -> None:
    for name in ("x.html", "feed.jsonl"):
        (tmp_path / "2026-11-01").mkdir(exist_ok=True)
        (tmp_path / "2026-11-01" / name).touch()
    late = dt.date(2026, 11, 2)
    with pytest.raises(NightNotThereError, match="the last one there is 2026-11-01") as raised:
        find([f"{tmp_path}/{{night}}{below}"], late)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
    with pytest.raises(SourceError) as wrong:
        find([f"{tmp_path}/dmps/{{night}}{below}"], late)
    assert not isinstance(wrong.value, NightNotThereError)


def test_a_night_that_is_empty_is_there(tmp_path: Path) -> None:
    for night in ("2026-11-01", "2026-11-02"):
        (tmp_path / night).mkdir()
    (tmp_path / "2026-11-01" / "x.html").touch()
    with pytest.raises(EmptySourceError):
        find([f"{tmp_path}/{{night}}"], dt.date(2026, 11, 2))


ERRORS = [
    pytest.param("nowhere", MissingSourceError, id="missing"),
    pytest.param("empty", EmptySourceError, id="empty-folder"),
    pytest.param("pdfs", EmptySourceError, id="nothing-of-ours"),
    pytest.param("pdfs/*.html", EmptySourceError, id="glob-without-a-match"),
    pytest.param("pdfs/a.pdf", UnknownFormatError, id="unknown-format"),
    pytest.param("{night}", NightNeededError, id="no-night"),
]


@pytest.mark.parametrize(("source", "error"), ERRORS)
def test_errors_say_what_to_do(tmp_path: Path, source: str, error: type[SourceError]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "pdfs").mkdir()
    (tmp_path / "pdfs" / "a.pdf").touch()
    with pytest.raises(error) as raised:
        find([str(tmp_path / source)])
    assert raised.value.source == str(tmp_path / source)  # type: ignore[attr-defined]
    assert str(raised.value).endswith(".")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "x.html").touch()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)  # root may list anything
    with pytest.raises(UnreadableSourceError, match="closed cannot be listed: Permission denied"):
        find([str(tmp_path)])


NIGHTS = [
    pytest.param("{night:%Y-%m-%d}", ["2026-11-01", "2026-11-02"], id="folders"),
    pytest.param("{night}", ["2026-11-01", "2026-11-02"], id="default-form"),
    pytest.param("{night:%Y-%m-%d}/*.html", ["2026-11-01"], id="glob-after-it"),
    pytest.param("{night:%Y}-{night:%m}-{night:%d}", ["2026-11-01", "2026-11-02"], id="in-parts"),
    pytest.param("{night:%Y-%m-%d}/**/c.txt", ["2026-11-01"], id="deep"),
    pytest.param("{night:%Y}", [], id="no-such"),
    pytest.param("other", [], id="no-placeholder"),
]


@pytest.mark.parametrize(("source", "found"), NIGHTS)
def test_nights(dumps: Path, source: str, found: list[str]) -> None:
    assert [night.isoformat() for night in nights(str(dumps / source))] == found


def test_expand() -> None:
    assert expand("a/{night:%Y/%m/%d}/x-{night}.jsonl", NIGHT) == "a/2026/11/01/x-2026-11-01.jsonl"
    assert expand("a/{day}", NIGHT) == "a/{day}"

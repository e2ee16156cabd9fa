"""The command line's own words: help, usage, exit codes. Runs are held by other tests."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from flows import cli
from flows.commands import ending
from flows.dataset import Dataset
from flows.production import interrupted

SAMPLES = Path(__file__).parents[2] / "sample_data"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    "command", ["clean", "inspect", "schema", "report", "quarantine", "replay"]
)
def test_help_teaches(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == ending.PUBLISHED
    assert len(capsys.readouterr().out) > 200


def test_an_option_that_is_not_there_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("clean", "in") == ending.USAGE
    assert "--out is missing. `fragmend clean --help`" in capsys.readouterr().err
    assert run("clean", "in", "--out") == ending.USAGE
    assert "--out requires an argument" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("clean", "--out", "x"), id="no-source"),
        pytest.param(("clean", "in"), id="no-out"),
        pytest.param(("clean", "in", "--out", "x", "--workers", "0"), id="no-workers"),
        pytest.param(("clean", "in", "--out", "x", "--night", "tomorrow"), id="no-date"),
        pytest.param(("schema", "nonsense"), id="no-such-table"),
        pytest.param(("nonsense",), id="no-such-command"),
    ],
)
def test_bad_usage(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == ending.USAGE
    assert not list(tmp_path.iterdir())


DAYS = [
    pytest.param(("clean", "in", "--out", "x", "--night", "2026-13-01"), id="clean"),
    pytest.param(("report", "x", "--night", "2026-13-01"), id="report"),
    pytest.param(("quarantine", "list", "x", "--night", "2026-13-01"), id="quarantine"),
    pytest.param(("check", "x", "--contract", "c", "--night", "2026-13-01"), id="check"),
    pytest.param(
        ("backfill", "in", "--out", "x", "--from", "2026-13-01", "--to", "2026-12-01"),
        id="backfill",
    ),
]


@pytest.mark.parametrize("arguments", DAYS)
def test_a_day_that_is_none_is_told_how_days_are_written(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == ending.USAGE
    told = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert "'2026-13-01' is no day. Write YYYY-MM-DD" in told


def test_a_table_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "articles", "--json") == ending.PUBLISHED
    columns = json.loads(capsys.readouterr().out)["columns"]
    assert {"headline", "article_body"} <= {column["name"] for column in columns}


def test_without_a_table_all_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == ending.PUBLISHED
    assert "fingerprints" in capsys.readouterr().out
    assert run("schema", "--json") == ending.PUBLISHED
    assert set(json.loads(capsys.readouterr().out)) >= {"articles", "products", "metrics"}


def test_a_document_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("inspect", str(SAMPLES / "torn/amp-img-in-text.txt")) == ending.PUBLISHED
    shown = capsys.readouterr().out
    assert "torn-tag-head" in shown
    assert "976 × 549" in shown


def test_a_document_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.TextIOWrapper(io.BytesIO(b"<h1>Fog</h1><p>Fog closed the harbour on Monday.</p>"))
    monkeypatch.setattr(sys, "stdin", piped)
    assert run("inspect", "-", "--json") == ending.PUBLISHED
    assert json.loads(capsys.readouterr().out)["article"]["headline"] == "Fog"


def test_hostile_words_reach_no_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(
        b"<title>x</title><h1>\x1b]0;mine\x07 [red]Fog[/red]</h1><p>It was foggy today."
    )
    assert run("inspect", str(page)) == ending.PUBLISHED
    shown = capsys.readouterr().out
    assert "\x1b]" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("file", ["missing.html", "."])
def test_no_document(file: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("inspect", str(tmp_path / file)) == ending.UNREADABLE
    assert len(capsys.readouterr().err.strip().splitlines()) <= 4


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("report", "{out}", "--night", "2026-01-01"), id="night-never-published"),
        pytest.param(("rollback", "{out}", "--to", "99"), id="version-never-published"),
    ],
)
def test_what_is_not_there_is_bad_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    Dataset.open_or_create(out)
    assert run(*(each.format(out=out) for each in arguments)) == ending.USAGE


@pytest.mark.parametrize("to", ["file/report.html", "folder"])
def test_a_place_that_cannot_be_written(
    to: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()

    def write(*_arguments: object, **_how: object) -> None:
        (tmp_path / to).write_text("x")

    monkeypatch.setattr(cli, "app", write)
    assert run("any") == ending.DATASET
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert Path(to).name in told


def test_a_fault_of_ours_shows_where_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_how: object) -> None:
        raise OSError("nobody knows what")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr(interrupted, "_published", ["2026-11-01"])
    assert run("any") == ending.INTERNAL
    told = " ".join(capsys.readouterr().err.split())
    assert "Traceback" in told
    assert "Published before that: 2026-11-01. Nothing else was." in told

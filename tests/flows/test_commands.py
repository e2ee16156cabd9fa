"""The commands that work on a dataset: what they print, as JSON too, and how they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flows import cli
from flows.commands import ending
from flows.dataset import scan
from flows.rejected.picked import Pick
from flows.rejected.quarantine import listed
from tests.flows.replays import (
    LATE,
    MENDING,
    clean_by,
    copied,
    page,
    replay_by,
    version,
    write_source,
)

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "Bad \x1b[31m[red]news[/red]\u202e for `all`"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    pages = {
        "late": page("Library stays open", date=LATE),
        "bad": page(HOSTILE, date=LATE, caption=f"{HOSTILE} \ufffd\ufffd"),
        "market": page("Market moves indoors"),
    }
    clean_by(folder / "out", write_source(folder / "in", pages))
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(map(str, arguments)))
    return int(ended.value.code or 0)


def run_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    capsys.readouterr()
    assert run(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_rows_are_listed(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "quarantine", "list", out, "--limit", "1")
    count = len(listed(out, Pick())[0])
    assert (len(found["rows"]), found["count"]) == (1, count)
    assert found["rows"][0]["checks"] == ["published_before_it_was_fetched"]
    check = ("--check", "headline_is_readable")
    assert run_json(capsys, "quarantine", "list", out, *check) == {"rows": [], "count": 0}
    night = run_json(capsys, "quarantine", "list", out, "--night", "2026-11-01")
    assert night["count"] == count


def test_a_row_is_shown_and_explained(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = listed(out, Pick())[0][0].quarantine_id
    assert run_json(capsys, "quarantine", "show", name, out)["row"]["quarantine_id"] == name
    found = run_json(capsys, "explain", name[:10], out)
    assert found["mended"] is False
    assert found["today"]["outcome"] == "quarantined"


@pytest.mark.parametrize("command", ["list", "stats"])
def test_what_was_picked_is_named_where_nothing_is(
    out: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("quarantine", command, out, "--check", "page_has_a_body") == 0
    assert "No row in quarantine has --check page_has_a_body." in capsys.readouterr().out


def test_groups_are_counted(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    groups = run_json(capsys, "quarantine", "stats", out)
    late = next(g for g in groups if g["check"] == "published_before_it_was_fetched")
    assert (late["rows"], late["domain"]) == (2, "a.example")


@pytest.mark.parametrize("command", ["list", "stats"])
def test_what_was_scraped_is_harmless_on_a_terminal(
    out: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("quarantine", command, out) == 0
    assert_inert(capsys.readouterr().out)


@pytest.mark.parametrize("command", [["quarantine", "show"], ["explain"]], ids="-".join)
def test_what_was_scraped_is_harmless_row_by_row(
    out: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for row in listed(out, Pick())[0]:
        assert run(*command, row.quarantine_id, out) == 0
        assert_inert(capsys.readouterr().out)


def assert_inert(shown: str) -> None:
    assert shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_case_is_written(out: Path, tmp_path: Path) -> None:
    name = listed(out, Pick())[0][0].quarantine_id
    assert run("explain", name, out, "--pytest", tmp_path / "test_it.py") == 0
    assert "def test_row_" in (tmp_path / "test_it.py").read_text()


def test_discards_are_counted(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = listed(out, Pick())[0][0].quarantine_id
    discard = ("quarantine", "discard", out, name, "--reason", "a test page")
    assert run_json(capsys, *discard) == [name]
    assert run_json(capsys, *discard) == []
    assert version(out) == 2


def test_versions_and_going_back(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replay_by(out, MENDING + "dates_mended")
    assert [each["version"] for each in run_json(capsys, "versions", out)] == [2, 1]
    back = run_json(capsys, "rollback", out, "--to", "1")
    assert back == {"version": 3, "restored_from": 1, "left_out": []}
    assert run("versions", out) == 0
    assert "from 1" in capsys.readouterr().out


def test_letting_go(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "vacuum", out, "--keep-versions", "1", "--keep-raw", "0")
    assert found["raw_nights"] == ["2026-11-01"]
    assert run("vacuum", out) == 0


def test_erasing(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = ("--url", "https://a.example/market")
    assert run_json(capsys, "erase", out, *url, "--dry-run")["proof"] is None
    assert version(out) == 1
    erased = run_json(capsys, "erase", out, *url)
    assert erased["proof"]["remains"] == []
    assert len(scan("articles", out).collect()) == 0


def test_comparing(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reprocess", out) == ending.USAGE
    assert run("reprocess", "--compare", out, "--workers", "1") == 0
    assert "no difference" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("quarantine", "list"), ending.DATASET, id="list"),
        pytest.param(("versions",), ending.DATASET, id="versions"),
        pytest.param(("vacuum",), ending.DATASET, id="vacuum"),
        pytest.param(("erase", "--document", "a"), ending.DATASET, id="erase"),
        pytest.param(("reprocess", "--compare"), ending.DATASET, id="reprocess"),
    ],
)
def test_what_is_no_dataset_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert run(*arguments, tmp_path) == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("quarantine", "show", "nothing", "{out}"), id="no-such-row"),
        pytest.param(("explain", "nothing", "{out}"), id="nothing-to-explain"),
        pytest.param(("erase", "{out}"), id="nothing-to-erase"),
        pytest.param(("erase", "{out}", "--document", "0"), id="no-such-document"),
        pytest.param(("quarantine", "list", "{out}", "--check", "page_has_a_bdy"), id="check"),
        pytest.param(("quarantine", "stats", "{out}", "--night", "2020-01-01"), id="night"),
        pytest.param(("reprocess", "--compare", "{out}", "--check", "x"), id="check-compared"),
        pytest.param(("quarantine", "discard", "{out}", "x", "--reason", " "), id="no-reason"),
    ],
)
def test_bad_usage(out: Path, arguments: tuple[str, ...]) -> None:
    assert run(*(argument.format(out=out) for argument in arguments)) == ending.USAGE

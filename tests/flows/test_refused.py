"""What the system refuses a user: each command names the place, says what to do, and ends so."""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.flows.replays import LATE, clean_by, page, write_source
from tests.flows.without_rights import run

if TYPE_CHECKING:
    from pathlib import Path


class Case(NamedTuple):
    """A place that the user may not use so, and the command that needs it."""

    place: str
    mode: int
    command: str
    code: int
    says: str
    """What was found, beside the place itself."""
    does: str = "run again"
    """What to do."""


UNCHANGED = "What was published before is unchanged"
CASES = {
    "erase-dataset-read-only": Case(
        "ds", 0o555, "erase {ds} --url https://a.example/late", 6, "cannot write to", UNCHANGED
    ),
    "vacuum-dataset-read-only": Case("ds", 0o555, "vacuum {ds}", 6, "cannot write to"),
    "migrate-dataset-read-only": Case("ds", 0o555, "migrate {ds}", 6, "cannot write to"),
    "rollback-dataset-read-only": Case("ds", 0o555, "rollback {ds} --to 1", 6, "cannot write to"),
    "erase-lock-of-another": Case(
        "ds/.lock", 0o000, "erase {ds} --url https://a.example/late", 6, "cannot write to"
    ),
    "rollback-versions-read-only": Case(
        "ds/versions", 0o555, "rollback {ds} --to 1", 6, "ermission denied"
    ),
    "versions-dataset-closed": Case("ds", 0o000, "versions {ds}", 6, "permission denied"),
    "versions-pointer": Case("ds/current.json", 0o000, "versions {ds}", 6, "permission denied"),
    "versions-manifest": Case(
        "ds/versions/000001.json", 0o000, "versions {ds}", 6, "permission denied"
    ),
    "quarantine-a-file": Case(
        "ds/store/quarantine", 0o000, "quarantine list {ds}", 6, "cannot be read", "give this user"
    ),
    "check-a-file": Case(
        "ds/store/articles", 0o000, "check {ds} --contract {fine}", 6, "cannot be read", "give this"
    ),
    "erase-a-file": Case(
        "ds/store/quarantine/*/*", 0o000, "erase {ds} --url https://a.example/late", 6,
        "cannot be read", "give this user",
    ),
    "migrate-a-file": Case(
        "ds/store/articles/*/*", 0o000, "migrate {ds}", 6, "cannot be read", "give this user"
    ),
    "report-a-file": Case(
        "ds/store/metrics/*/*", 0o000, "report {ds} --to {tmp}/new.html", 6, "cannot be read",
        "give this user",
    ),
    "report-itself": Case("old.html", 0o444, "report {ds} --to {tmp}/old.html", 6, "cannot write"),
    "report-folder": Case("room", 0o555, "report {ds} --to {room}/new.html", 6, "cannot write to"),
    "check-contract": Case(
        "mine.toml", 0o000, "check {ds} --contract {mine}", 2,
        "it cannot be read: permission denied", "Expected is a TOML file",
    ),
    "inspect-file": Case(
        "src/pages.jsonl", 0o000, "inspect {src}/pages.jsonl#0", 4,
        "the file cannot be read: permission denied", "See to the permissions",
    ),
    "inspect-folder": Case(
        "src", 0o000, "inspect {src}/a.html", 4,
        "the file cannot be read: permission denied", "See to the permissions",
    ),
}  # fmt: skip
CLEANING = {
    "clean-dataset-read-only": Case(
        "ds", 0o555, "clean {src} --out {ds} --night 2026-11-02", 6, "cannot write to"
    ),
    "clean-nowhere-to-create": Case(
        "room", 0o555, "clean {src} --out {room}/ds --night 2026-11-02", 6, "cannot write to"
    ),
    "clean-contract": Case(
        "mine.toml", 0o000, "clean {src} --out {ds} --contract {mine}", 2,
        "it cannot be read: permission denied", "Expected is a TOML file",
    ),
    "clean-source-folder": Case(
        "src", 0o000, "clean {src} --out {ds} --night 2026-11-02", 4, "cannot be listed",
        "give this user the right to read it",
    ),
}  # fmt: skip
"""Those that load Prefect, which costs more than all others."""
NEAR_MISSES = {
    "versions-read-only": Case("ds", 0o555, "versions {ds}", 0, "2026-11-01", ""),
    "quarantine-read-only": Case("ds", 0o555, "quarantine list {ds}", 0, "published_before", ""),
    "check-read-only": Case("ds", 0o555, "check {ds} --contract {fine}", 0, "would move", ""),
    "report-read-only": Case("ds", 0o555, "report {ds} --to {tmp}/n.html", 0, "Written", ""),
    "inspect-read-only": Case("src", 0o555, "inspect {src}/pages.jsonl#0", 0, "Harbour", ""),
}
"""Places that need not be written to."""


def prepared(folder: Path, ready: Path, case: Case) -> list[str]:
    """A folder of its own for a case; its command."""
    shutil.copytree(ready, folder, symlinks=True)
    (folder / "room").mkdir()
    (folder / "old.html").write_text("old")
    for name in ("mine", "fine"):
        (folder / f"{name}.toml").write_text("")
    for place in folder.glob(case.place):
        place.chmod(case.mode)
    places = {name: folder / name for name in ("ds", "src", "room")}
    files = {name: folder / f"{name}.toml" for name in ("mine", "fine")}
    return [part.format(tmp=folder, **places, **files) for part in case.command.split()]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset, and what it was made of."""
    place = tmp_path_factory.mktemp("ready")
    pages = {"harbour": page("Harbour opens again"), "late": page("Library opens", date=LATE)}
    clean_by(place / "ds", write_source(place / "src", pages))
    return place


def told_of(cases: dict[str, Case], ready: Path, tmp: Path) -> dict[str, tuple[int, str]]:
    """What the command of each case ended with and said; one process runs them all."""
    commands = [prepared(tmp / name, ready, case) for name, case in cases.items()]
    said = dict(zip(cases, run(commands, tmp), strict=True))
    for path in (tmp, *tmp.rglob("*")):  # so that they can be removed
        if path.is_dir():
            path.chmod(stat.S_IRWXU)
    return said


@pytest.fixture(scope="module")
def told(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    return told_of({**CASES, **NEAR_MISSES}, ready, tmp_path_factory.mktemp("refused"))


@pytest.fixture(scope="module")
def told_cleaning(
    ready: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[int, str]]:
    return told_of(CLEANING, ready, tmp_path_factory.mktemp("cleaning"))


def require_told(case: Case, ended: tuple[int, str]) -> None:
    code, words = ended
    assert code == case.code, words
    assert case.says in words
    assert case.does in words
    assert case.place.partition("/*")[0] in words
    assert "Traceback" not in words
    assert "Error" not in words


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_is_told(told: dict[str, tuple[int, str]], name: str) -> None:
    require_told(CASES[name], told[name])


@pytest.mark.prove
@pytest.mark.parametrize("name", CLEANING)
def test_a_refusal_of_cleaning_is_told(
    told_cleaning: dict[str, tuple[int, str]], name: str
) -> None:
    require_told(CLEANING[name], told_cleaning[name])


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_reading_needs_no_right_to_write(told: dict[str, tuple[int, str]], name: str) -> None:
    case, (code, words) = NEAR_MISSES[name], told[name]
    assert code == 0, words
    assert case.says in words


@pytest.mark.prove
def test_a_source_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    source = write_source(tmp_path / "src", {"harbour": page("Harbour opens again")})
    (source / "pages.jsonl").chmod(0o000)
    (ended,) = run([["clean", str(source), "--out", str(tmp_path / "ds")]], tmp_path)
    code, words = ended
    assert code == 4
    assert f"{source}: the file cannot be read: permission denied. See to the perm" in words
    assert "Traceback" not in words


@pytest.mark.prove
def test_a_home_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o555)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    source = write_source(tmp_path / "src", {"harbour": page("Harbour opens again")})
    (ended,) = run([["clean", str(source), "--out", str(tmp_path / "ds")]], tmp_path)
    code, words = ended
    assert code == 2
    assert f"{home}/.prefect cannot be written" in words
    assert "Nothing was published" in words
    assert "run again" in words
    assert "Traceback" not in words

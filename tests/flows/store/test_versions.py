"""The rules' version changes with what decides a value, and with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.store import versions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of rules of its own."""
    package = tmp_path / "fine_rules"
    (package / "tables").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "tables" / "signs.py").write_text("SIGNS = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(versions, "DECIDING", ("fine_rules",))
    return package


def test_a_changed_rule_changes_it(rules: Path) -> None:
    before = versions.rules_version()
    (rules / "tables" / "signs.py").write_text("SIGNS = 2\n")
    assert versions.rules_version() != before


def test_a_new_file_or_another_name_changes_it(rules: Path) -> None:
    before = versions.rules_version()
    (rules / "tables" / "signs.py").rename(rules / "tables" / "marks.py")
    renamed = versions.rules_version()
    (rules / "model.bin").write_bytes(b"\x00")
    assert len({before, renamed, versions.rules_version()}) == 3


def test_compiled_files_change_nothing(rules: Path) -> None:
    before = versions.rules_version()
    (rules / "__pycache__").mkdir()
    (rules / "__pycache__" / "signs.cpython-311.pyc").write_bytes(b"\x00")
    assert versions.rules_version() == before


def test_a_library_or_a_setting_changes_it(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules.is_dir()
    before = versions.rules_version("a=1")
    assert versions.rules_version("a=2") != before
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "9")
    assert versions.rules_version("a=1") != before


def test_settings_do_not_run_into_each_other(rules: Path) -> None:
    assert rules.is_dir()
    assert versions.rules_version("ab", "c") != versions.rules_version("a", "bc")


def test_what_decides_is_there() -> None:
    assert len(versions.rules_version()) == 64
    assert versions.code_version()[0].isdecimal()

"""The house has three floors, and arrows only point down."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {
    "cleaners": ROOT / "src" / "cleaners",
    "schemas": ROOT / "schemas",
    "flows": ROOT / "flows",
}
FORBIDDEN = {
    "cleaners": {
        "schemas", "flows", "polars", "pyarrow", "pandera", "prefect", "rich", "cyclopts",
        "pathlib", "os", "io", "shutil", "tempfile", "time", "logging", "socket", "urllib.request",
        "http", "requests", "httpx", "subprocess", "multiprocessing", "threading", "random",
    },
    "schemas": {
        "cleaners", "flows", "lxml", "prefect", "rich", "cyclopts", "pathlib", "os", "io",
        "shutil", "tempfile", "time", "logging", "socket", "subprocess", "multiprocessing",
    },
    "flows": set(),
}  # fmt: skip
OWN_ERRORS = "cleaners.errors"  # the one thing of ours that every floor shares


def imports(path: Path) -> list[tuple[str, bool]]:
    """(module, whether it stands at the top level) for every import of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, id(node) in top))
    return found


def within(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(name + ".") for name in names)


@pytest.mark.parametrize("floor", FLOORS)
def test_arrows_point_down(floor: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sorted(FLOORS[floor].rglob("*.py"))
        for module, _ in imports(path)
        if within(module, FORBIDDEN[floor]) and module != OWN_ERRORS
    ]
    assert not wrong


def test_tables_import_nothing_of_ours() -> None:
    tables = FLOORS["cleaners"] / "tables"
    wrong = [
        f"{path.name} imports {module}"
        for path in tables.glob("*.py")
        for module, _ in imports(path)
        if within(module, {"cleaners"}) and not module.startswith("cleaners.tables")
    ]
    assert not wrong


def test_no_file_is_called_utils() -> None:
    vague = {"utils", "helpers", "common", "misc"}
    assert not [p for floor in FLOORS.values() for p in floor.rglob("*.py") if p.stem in vague]

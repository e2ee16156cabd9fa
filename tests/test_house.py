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


def needs(path: Path, ours: set[str]) -> set[str]:
    """Which of our files one imports when it runs, at its top or later, and not for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= named if named <= ours else named | {node.module}
    return found & ours


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Modules of which each needs the next, and the last the first; nothing if there are none."""
    done: set[str] = set()

    def walk(way: list[str]) -> list[str]:
        for module in sorted(arrows[way[-1]]):
            if module in way:
                return way[way.index(module) :]
            if module not in done and (met := walk([*way, module])):
                return met
        done.add(way[-1])
        return []

    return next((met for module in sorted(arrows) if (met := walk([module]))), [])


def loaded_by(module: str) -> set[str]:
    """All names that are asked of modules when one is imported, by imports at the top of files."""
    paths, found, todo = modules(), set[str](), [module]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        tree = ast.parse(paths[name].read_text(encoding="utf-8") if name in paths else "")
        for node in tree.body:
            if isinstance(node, ast.Import):
                todo += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                todo += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def test_what_only_directs_does_not_load_what_cleans() -> None:
    """A third of a second for nothing: the process of a flow cleans no document."""
    cleans = {"cleaners.clean", "cleaners.cleaning"}
    for module in ("flows.cli", "flows.production.start", "flows.clean"):
        assert not loaded_by(module) & cleans, module
    assert loaded_by("flows.inspect") & cleans


def modules() -> dict[str, Path]:
    return {
        ".".join((floor, *path.relative_to(folder).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for floor, folder in FLOORS.items()
        for path in folder.rglob("*.py")
    }


def test_no_file_needs_one_that_needs_it() -> None:
    paths = modules()
    arrows = {module: needs(path, set(paths)) - {module} for module, path in paths.items()}
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]
    assert not circle(arrows)

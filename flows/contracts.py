"""A user's own contract: one file, TOML or Python, read once for a run and carried to the workers.

A Python file says in ``CONTRACT`` what a TOML file says; its ``RULES`` add classes with more rules
to tables, its ``KINDS`` bring further kinds of records: a class for the rows, a function that
reads them from a page. Its ``MIGRATIONS`` lead rows of those from an older version of a class to
the next. The text travels with each shard, so that all workers judge alike even
if the file changes meanwhile.
"""

from __future__ import annotations

import sys
import tomllib
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, Final

from cleaners.errors import FragmendError
from cleaners.kinds import KINDS
from flows.store.durable import disk_told, make_folders, no_step, write_whole
from flows.workers.work import ContractFile
from schemas.contract import CONTRACT, Contract, parse
from schemas.known import require_fitting, require_known
from schemas.migrate import admit_steps, require_steps
from schemas.tables import admit

if TYPE_CHECKING:
    import pandera.polars as pa

    from cleaners.kinds import Extract
    from schemas.migrate import Migrations

KEPT: Final = "contracts"
"""Folder in a dataset with the contracts that its nights were judged by."""
SUFFIXES: Final = (".toml", ".py")


class ContractFileError(FragmendError):
    """A contract's file cannot be read, or is none."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"the contract {self.path} cannot be used: {self.problem}. Expected is a TOML file, or "
            "a Python file with CONTRACT, RULES or KINDS (docs/contract.md). Nothing was judged."
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A contract in force: how rows are judged, and which further records are read."""

    contract: Contract = CONTRACT
    extract: Mapping[str, Extract] = field(default_factory=dict)
    tables: Mapping[str, type[pa.DataFrameModel]] = field(default_factory=dict)
    """Classes that it brings."""
    migrations: Migrations = field(default_factory=dict)
    """Steps between the versions of those."""


def load(path: str | Path | None) -> ContractFile | None:
    """Read a contract's file, and make sure that it can be used; None stays None."""
    if path is None:
        return None
    file = _file(path)
    try:
        contract = opened(file).contract
    except ContractFileError as error:  # what travels to the workers has lost its folder
        raise ContractFileError(str(path), error.problem) from error
    require_fitting(contract)
    require_known(contract)
    return file


def _file(path: str | Path) -> ContractFile:
    if Path(path).suffix not in SUFFIXES:
        raise ContractFileError(str(path), f"its name ends in none of {', '.join(SUFFIXES)}")
    try:
        return ContractFile(Path(path).name, Path(path).read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ContractFileError(str(path), f"it is no text in UTF-8 ({error})") from error
    except OSError as error:
        raise ContractFileError(str(path), _plain(error)) from error


def _plain(error: OSError) -> str:
    """Say why a file cannot be read.

    >>> _plain(PermissionError(13, "Permission denied"))
    'it cannot be read: permission denied'
    """
    return f"it cannot be read: {(error.strerror or str(error)).lower()}"


def settings(file: ContractFile | None) -> tuple[str, ...]:
    """What of a contract counts in the version of the rules: nothing where there is none."""
    return (f"contract {file.digest}",) if file else ()


def opened(file: ContractFile | None) -> Opened:
    """Put a contract in force in this process; of two that bring a table, the last one counts."""
    found = _read(file) if file else Opened()
    for table, model in found.tables.items():
        admit(table, model)
        admit_steps(table, found.migrations)
    return found


@lru_cache(maxsize=8)
def _read(file: ContractFile) -> Opened:
    if file.name.endswith(".py"):
        return _of_python(file)
    try:
        told = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        raise ContractFileError(file.name, str(error)) from error
    return _with_kinds(parse(told), {})


def _of_python(file: ContractFile) -> Opened:
    module = _run(file)
    brought = _mapping(file, module, "KINDS")
    for table, kind in brought.items():
        if not (isinstance(kind, tuple) and len(kind) == 2 and callable(kind[1])):  # noqa: PLR2004
            raise ContractFileError(file.name, f"KINDS[{table!r}] is no (class, function)")
        admit(table, kind[0])
    steps = _mapping(file, module, "MIGRATIONS")
    for table in brought:
        admit_steps(table, steps)
    require_steps(steps, brought)
    rules = {
        table: classes if isinstance(classes, tuple) else (classes,)
        for table, classes in _mapping(file, module, "RULES").items()
    }
    contract = parse(_mapping(file, module, "CONTRACT"), rules)
    found = _with_kinds(contract, {table: kind[1] for table, kind in brought.items()})
    tables = {table: kind[0] for table, kind in brought.items()}
    return replace(found, tables=tables, migrations=steps)


def _with_kinds(contract: Contract, brought: Mapping[str, Extract]) -> Opened:
    wanted = tuple(dict.fromkeys((*contract.kinds, *brought)))
    extract = {table: brought.get(table) or KINDS[table] for table in wanted}
    return Opened(replace(contract, kinds=wanted), MappingProxyType(extract))


def _run(file: ContractFile) -> ModuleType:
    """Run a Python contract as a module, which Pandera looks the annotations of classes up in."""
    module = ModuleType(f"fragmend_contract_{file.digest[:16]}")
    sys.modules[module.__name__] = module
    try:
        exec(compile(file.text, file.name, "exec"), module.__dict__)  # noqa: S102  (it is a user's own program)
    except FragmendError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}{_line(file, error)}"
        raise ContractFileError(file.name, told) from error
    return module


def _line(file: ContractFile, error: Exception) -> str:
    """Where in the file an exception came from, if it does not say so itself."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == file.name]
    return f", line {lines[-1]}" if lines else ""


def _mapping(file: ContractFile, module: ModuleType, name: str) -> Mapping[Any, Any]:
    found = getattr(module, name, {})
    if not isinstance(found, Mapping):
        raise ContractFileError(file.name, f"its {name} is no mapping")
    return found


# In a dataset


def keep(folder: Path, file: ContractFile | None) -> str | None:
    """Keep the contract that a night is judged by, and name it, so that replay can judge alike."""
    if file is None:
        return None
    name = f"{file.digest[:32]}{Path(file.name).suffix}"
    path = folder / KEPT / name
    if not path.is_file():
        with disk_told(folder):
            make_folders(path.parent)
            write_whole(path, file.text.encode(), no_step)
    return name


def kept(folder: Path, name: str | None) -> ContractFile | None:
    """Read what ``keep`` has kept; a check that there is no longer is none of its faults."""
    return _file(folder / KEPT / name) if name else None

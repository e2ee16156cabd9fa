"""``fragmend.toml``: options that one does not want to repeat, a table a command.

The nearest one counts, here or in a folder above. Paths in it are relative to the file, so
that a dataset is the same one wherever one stands.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from cyclopts.config import Toml
from cyclopts.exceptions import CycloptsError

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "fragmend.toml"
PATHS: Final = frozenset({"out", "dataset", "contract", "to"})
"""Options that name a place on disk."""


class Settings(Toml):
    """The file, checked as a whole: a table that is no command would be ignored in silence."""

    def __init__(self, commands: frozenset[str]) -> None:
        super().__init__(NAME, search_parents=True)
        self._commands = commands

    def _load_config(self, path: Path) -> dict[str, Any]:
        return read_settings(path, self._commands)


def read_settings(path: Path, commands: frozenset[str]) -> dict[str, Any]:
    """Read the file; a CycloptsError names it and says what cannot be."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CycloptsError(msg=f"{path} cannot be read: {error}") from error
    for name, table in found.items():
        if name not in commands or not isinstance(table, dict):
            known = ", ".join(f"[{command}]" for command in sorted(commands))
            raise CycloptsError(
                msg=f"{path} has {name!r}, which is no table of a command. There can be {known}."
            )
        found[name] = {key: _placed(key, value, path.parent) for key, value in table.items()}
    return found


def _placed(key: str, value: Any, folder: Path) -> Any:  # noqa: ANN401  (TOML is of any type)
    """Put the folder of the file before a relative path.

    >>> from pathlib import Path
    >>> _placed("out", "dataset", Path("/srv"))
    '/srv/dataset'
    >>> _placed("url-column", "link", Path("/srv"))
    'link'
    """
    return str(folder / value) if key in PATHS and isinstance(value, str) else value

"""Where the commands of this folder write to: text for a person, or JSON for a script."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console

if TYPE_CHECKING:
    from rich.console import RenderableType

OK, HELD = 0, 3

_stdout: Final = Console()
stderr: Final = Console(stderr=True)


def show(*parts: RenderableType) -> None:
    """Print for a person."""
    for part in parts:
        _stdout.print(part)


def as_json(value: object) -> None:
    """Print one JSON value: dataclasses and named tuples as objects."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2, default=str) + "\n")


def plain(value: Any) -> Any:  # noqa: ANN401  (JSON is of any type)
    """Give a result as dicts and lists, its properties left out.

    >>> from flows.rejected.quarantine import Decided
    >>> plain((Decided("released", "now", "r", None, None),))[0]["verdict"]
    'released'
    >>> plain("text")
    'text'
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value

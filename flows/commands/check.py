"""``fragmend check``: how many rows a changed contract would move, without moving any."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (cyclopts reads the annotations)
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.console import Group
from rich.table import Table
from rich.text import Text

from flows.commands.options import as_day
from flows.commands.output import OK, as_json, show
from flows.shown.escape import for_terminal

if TYPE_CHECKING:
    from cyclopts import App
    from rich.console import RenderableType

    from flows.check import Move, WhatIf


def register(app: App) -> None:
    """Add the command."""
    app.command(check)


def check(
    dataset: Annotated[str, Parameter(help="Folder of the dataset.")],
    *,
    contract: Annotated[str, Parameter(help="A TOML or Python file (docs/contract.md).")],
    night: Annotated[
        dt.date | None, Parameter(converter=as_day, help="Only this night.", show_default="all")
    ] = None,
    json: Annotated[bool, Parameter(help="Print it as JSON, for scripts.", negative=())] = False,
) -> int:
    """Tell how many rows a changed contract would move, published or in quarantine; move none.

    Examples:
        fragmend check dataset --contract stricter.toml
    """
    from flows.check import what_if

    found = what_if(dataset, contract, str(night) if night else None)
    if json:
        as_json(found)
    else:
        show(told(found))
    return OK


def told(found: WhatIf) -> RenderableType:
    """The answer for a person."""
    nights = f"{len(found.nights)} night{'s' * (len(found.nights) != 1)}"
    parts: list[RenderableType] = [Text(f"{found.contract} over {nights}:"), _table(found.moves)]
    if found.moves_nothing:
        parts.append(Text("No row would move.", style="green"))
    for cause in found.causes[:20]:
        line = Text(f"{cause.rows:>8,}  ").append(f"{cause.table}.{cause.check}", style="bold")
        parts.append(line.append(f"  {for_terminal(cause.sentence or '', 200)}"))
    for name, sentence in found.held.items():
        text = f"Night {name} would be held back: {for_terminal(sentence, 200)}"
        parts.append(Text(text, style="red"))
    for table in found.unread:
        text = f"No night has {table}; what they would hold, only a run can tell."
        parts.append(Text(text, style="yellow"))
    for domain in found.strangers:
        text = f"No document is of {for_terminal(domain, 80)}: nothing of its own counts."
        parts.append(Text(text, style="yellow"))
    return Group(*parts)


def _table(moves: tuple[Move, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("table", "published", "would be", "quarantined", "would be", "leave", "come back"):
        table.add_column(name, justify="left" if name == "table" else "right")
    for move in moves:
        numbers = (
            move.published, move.would_be_published, move.quarantined,
            move.would_be_quarantined, move.leave, move.come,
        )  # fmt: skip
        style = "yellow" if move.leave else "green" if move.come else ""
        table.add_row(move.table, *(f"{number:,}" for number in numbers), style=style)
    return table

"""What a person asked to have explained, for the terminal: a table's columns, one document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.escape import for_terminal
from schemas.dictionary import describe, summary

if TYPE_CHECKING:
    from rich.console import RenderableType

    from schemas.dictionary import CheckDescription, ColumnDescription

COLOURS: Final = {"error": "red", "warning": "yellow", "critical": "bold red"}


def schema_as_json(table: str) -> str:
    """The data dictionary of a table, for scripts."""
    columns = [
        column._asdict() | {"checks": [check._asdict() for check in column.checks]}
        for column in describe(table)
    ]
    return json.dumps({"table": table, "row": summary(table), "columns": columns}, indent=2)


def show_schema(table: str) -> RenderableType:
    """The data dictionary of a table: a line a column, below it what rows are judged by."""
    lines: list[RenderableType] = [Text(f"{table}: {summary(table)}", style="bold"), Text("")]
    for column in describe(table):
        lines += [_column(column), Padding(_details(column), (0, 0, 1, 4))]
    return Group(*lines)


def _column(column: ColumnDescription) -> Text:
    return Text.assemble((column.name, "bold cyan"), "  ", (column.type, "dim"))


def _details(column: ColumnDescription) -> RenderableType:
    about = column.description + (f" In {column.unit}." if column.unit else "")
    null = f"null: {column.null}" if column.null else "never null"
    return Group(
        Text(about.strip() or "–"),
        Text(null, style="dim"),
        *(_check(check) for check in column.checks),
    )


def _check(check: CheckDescription) -> Text:
    mark = (check.severity, COLOURS.get(check.severity, ""))
    return Text.assemble(mark, "  ", (check.check, "bold"), "  ", check.sentence)


def pairs(rows: list[tuple[str, str]]) -> Table:
    """A narrow table of names and scraped values, both made harmless."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(name), Text(for_terminal(value, 500)))
    return table

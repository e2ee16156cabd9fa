"""What a person sees in a terminal. Nothing here decides anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.shown.escape import for_terminal
from flows.shown.summary import OUTCOMES, Failure, Summary
from flows.shown.worst import by_weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

_COLOURS: Final = {
    "published": "green",
    "quarantined": "yellow",
    "duplicate": "cyan",
    "empty": "dim",
    "unreadable": "red",
    "error": "red",
    "critical": "bold red",
    "warning": "yellow",
}
_SHOWN: Final = 12
"""Failed checks listed before the rest is only counted."""


def show_summary(summary: Summary, *, last: bool = True) -> RenderableType:
    """The end of ``fragmend clean``: what came in, what came out, what failed, how to read it.

    Of several nights only the ``last`` tells how they are read: it is the same for all.
    """
    if summary.state in {"unchanged", "rolled back"}:
        return Group(_headline(summary), Text(""), *(_how_to_read(summary) if last else ()))
    parts: list[RenderableType] = [_headline(summary), Text(""), _ledger(summary)]
    parts.append(_rows(summary))
    if summary.left_alone:
        files = sum(summary.left_alone.values())
        told = f"{files:,} file{'s' * (files != 1)} of other formats"
        parts.append(Text(f"left alone: {told} ({_counted(summary.left_alone)})", style="dim"))
    if summary.repairs:
        parts += [Text(""), Text(f"Repairs in all documents: {_counted(summary.repairs)}")]
    parts += [Text(""), *_failures(summary.failures)]
    parts += _gates(summary)
    if summary.state == "published" and last:
        parts += [Text(""), *_how_to_read(summary)]
    elif not last:
        parts.append(Text(""))
    return Group(*parts)


def _headline(summary: Summary) -> Text:
    colour = {"held": "red", "rolled back": "yellow"}.get(summary.state, "green")
    return Text(for_terminal(summary.sentence, 800), style=f"bold {colour}")


def _ledger(summary: Summary) -> Table:
    """The outcomes, a bar each, and the sum that proves that nothing was lost."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column()
    for name in OUTCOMES:
        count = summary.outcomes.get(name, 0)
        width = round(30 * count / summary.read) if summary.read else 0
        bar = Text("█" * (width or (1 if count else 0)), style=_COLOURS[name])
        table.add_row(Text(name, style=_COLOURS[name]), f"{count:,}", bar)
    took = f"in {summary.seconds:.1f} s, {summary.input_bytes / 1e6:,.1f} MB of input"
    table.add_row(Text("documents in", style="bold"), f"{summary.read:,}", Text(took, style="dim"))
    return table


def _rows(summary: Summary) -> Text:
    """What a reader will find in the tables, which is not the number of documents."""
    counted = (
        f"{summary.rows.get(name, 0):,} {name}" for name in ("articles", "images", "repairs")
    )
    return Text(f"rows: {', '.join(counted)}", style="dim")


def _counted(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{for_terminal(name)} {count:,}" for name, count in ordered)


def _failures(failures: Iterable[Failure]) -> list[RenderableType]:
    """A line a check, the worst first, and below it one row to look at."""
    ordered = by_weight(failures)
    if not ordered:
        return [Text("Every row passed every check.", style="green")]
    lines: list[RenderableType] = [Text("Checks that failed", style="bold")]
    for failure in ordered[:_SHOWN]:
        line = Text(f"{failure.rows:>6,}  ")
        line.append(f"{failure.severity:<8} ", style=_COLOURS.get(failure.severity, ""))
        line.append(f"{failure.table}.{failure.check}")
        lines += [line, Padding(_example(failure), (0, 0, 0, 8))]
    rest = len(ordered) - _SHOWN
    return [*lines, *([Text(f"… and {rest} more checks", style="dim")] if rest > 0 else [])]


def _example(failure: Failure) -> Text:
    text = Text(for_terminal(failure.source_uri or failure.document_id or "", 80), style="cyan")
    value_tells = failure.table != "documents"  # its columns tell sizes, not reasons
    if failure.column and failure.value and value_tells:
        text.append(f"  {failure.column} = ", style="dim")
        text.append(for_terminal(failure.value, 60), style="default")
    elif failure.message:
        text.append(f"  {for_terminal(failure.message, 90)}", style="dim")
    return text


def _gates(summary: Summary) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for gate in summary.gates:
        word = "held back" if gate.severity == "critical" else "look at"
        line = Text(f"{word}: ", style=_COLOURS.get(gate.severity, ""))
        line.append(for_terminal(gate.message), style="default")
        lines.append(line)
    return [Text(""), *lines] if lines else []


def _how_to_read(summary: Summary) -> list[RenderableType]:
    """The lines of Python that load what was published."""
    code = f"""\
from flows.dataset import scan
scan("articles", "{summary.out}").collect()  # polars: one version, pinned

import duckdb
duckdb.sql("SELECT * FROM '{summary.out}/current/articles/*/*.parquet'")

import pandas
pandas.read_parquet("{summary.out}/current/articles")"""  # noqa: S608  (lines to show, never run)
    return [Text("Load it:", style="bold"), Padding(Text(code, style="cyan"), (0, 0, 0, 2))]

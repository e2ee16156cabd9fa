"""What a person asked to have explained, for the terminal: a table's columns, one document."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cleaners.records import Person
from flows.inspect import Seen
from flows.shown.escape import for_terminal
from schemas.dictionary import describe, summary
from schemas.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from cleaners.records import Candidate, Image, Repair
    from flows.inspect import Inspection
    from schemas.dictionary import CheckDescription, ColumnDescription
    from schemas.reasons import Tally

COLOURS: Final = {"error": "red", "warning": "yellow", "critical": "bold red"}


def schema_as_json(table: str) -> str:
    """The data dictionary of a table, for scripts."""
    columns = [
        column._asdict() | {"checks": [check._asdict() for check in column.checks]}
        for column in describe(table)
    ]
    return json.dumps({"table": table, "row": summary(table), "columns": columns}, indent=2)


def tables_as_json() -> str:
    """Each table with what one row of it is, for scripts."""
    return json.dumps({table: summary(table) for table in TABLES}, indent=2)


def show_tables() -> RenderableType:
    """All tables, a line each."""
    return _pairs([(table, summary(table)) for table in TABLES])


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


# One document


def show_inspection(seen: Inspection) -> RenderableType:
    """One document from its bytes to the checks: decoding, repairs, fields, images, failures."""
    sections: list[tuple[str, list[RenderableType]]] = [
        ("Document", [_document(seen)]),
        (_titled("Repairs", seen.repairs), [_repair(repair) for repair in seen.repairs]),
        ("Article" if seen.article else "Article: none", [_fields(seen.fields)]),
        (_titled("Images", seen.images), [_image(image) for image in seen.images]),
        *((_titled(table.capitalize(), rows), [_record(row) for row in rows])
          for table, rows in seen.further.items()),
        (_checks(seen), [_tally(tally) for tally in seen.failures]),
    ]  # fmt: skip
    lines: list[RenderableType] = []
    for title, parts in sections:
        lines += [Text(title, style="bold"), *(Padding(part, (0, 0, 0, 2)) for part in parts)]
        lines.append(Text(""))
    return Group(*lines[:-1])


def _checks(seen: Inspection) -> str:
    by = f" (by {for_terminal(seen.contract, 80)})" if seen.contract else ""
    return _titled(f"Checks that fail{by}", seen.failures)


def _record(row: Mapping[str, Any]) -> RenderableType:
    """A record of a further kind: what is known of it, and where it was read."""
    told = {name: value for name, value in row.items() if name not in {"provenance", "warnings"}}
    sources = {p["field"]: p["source"] for p in row.get("provenance") or ()}
    known = [
        Seen(name, value, sources.get(name))
        for name, value in told.items()
        if value not in (None, (), [], "")
    ]
    missing = [Seen(name, None) for name in told if name not in {seen.name for seen in known}]
    return _fields([*known, *missing])


def _titled(name: str, what: Sequence[object]) -> str:
    return f"{name}: {len(what) or 'none'}"


def _document(seen: Inspection) -> Table:
    document = seen.document
    coverage = document.text_coverage
    rows = [
        ("outcome", seen.outcome),
        ("kind", document.input_kind or "–"),
        ("size", f"{document.raw_bytes or 0:,} bytes"),
        ("encoding", document.encoding or "–"),
        ("url", document.url or "unknown"),
        ("text taken over", f"{coverage:.0%}" if coverage is not None else "–"),
        ("raw_sha256", document.raw_sha256 or "–"),
    ]
    if document.source_record:
        rows.insert(0, ("record", str(document.source_record)))
    return _pairs(rows)


def _repair(repair: Repair) -> RenderableType:
    where = f"{repair.start}–{repair.end}" if repair.start is not None else repair.field or ""
    head = Text.assemble(
        (repair.rule, "yellow"), f"  {where}  ", (f"{repair.confidence:.0%} sure", "dim")
    )
    before, after = for_terminal(repair.before, 160), for_terminal(repair.after, 160)
    return Group(head, Text(f"- {before}", style="red"), Text(f"+ {after}", style="green"))


def _fields(fields: Sequence[Seen]) -> RenderableType:
    """A field a line with its value and where it was read; what is null comes last, in one line."""
    fields = [seen for seen in fields if seen.name != "paragraphs"]  # the body, once more
    known = [seen for seen in fields if seen.value not in (None, (), "")]
    missing = sorted({seen.name for seen in fields if seen.value in (None, (), "")})
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold", ratio=3)
    table.add_column(style="dim", overflow="fold", ratio=1)
    before = ""
    for seen in known:
        again = seen.name == before
        value = Text("") if again else Text(for_terminal(_plain(seen.value), 240))
        table.add_row("" if again else seen.name, value, Text(_source(seen)))
        before = seen.name
    nulls = Text(f"null or empty: {', '.join(missing)}", style="dim")
    return Group(*([table] if known else []), *([nulls] if missing else []))


def _source(seen: Seen) -> str:
    if not seen.source:
        return ""
    sure = f" ({seen.confidence:.0%})" if seen.confidence is not None else ""
    return f"{for_terminal(seen.source, 60)}{sure}"


def _plain(value: Any) -> str:  # noqa: ANN401  (a field may hold anything)
    """A field's value as a person would write it.

    >>> _plain((Person("Ada"), Person("Bo"))), _plain(("a", "b")), _plain(3)
    ('Ada, Bo', 'a, b', '3')
    """
    if isinstance(value, tuple):
        return ", ".join(item.name if isinstance(item, Person) else str(item) for item in value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    return str(value)


def _image(image: Image) -> RenderableType:
    size = f"{image.width or '?'} × {image.height or '?'}"
    marks = [
        name
        for name, holds in (
            ("main", image.representative_of_page),
            ("placeholder", image.placeholder),
            (f"cut: {', '.join(image.truncated)}", bool(image.truncated)),
        )
        if holds
    ]
    head = Text.assemble((f"{image.position} ", "cyan"), image.element, f"  {size}  ")
    head.append("  ".join(marks), style="yellow")
    words = [("alt", image.alt), ("caption", image.caption), ("credit", image.credit_text)]
    rows = [("address", image.content_url or "unknown")]
    rows += [(name, text) for name, text in words if text]
    rows += [
        (_candidate(candidate), candidate.url or candidate.url_raw)
        for candidate in image.candidates
    ]
    return Group(head, Padding(_pairs(rows), (0, 0, 0, 2)))


def _candidate(candidate: Candidate) -> str:
    size = f" {candidate.width}w" if candidate.width else ""
    size += f" {candidate.density:g}x" if candidate.density else ""
    state = " (inferred)" if candidate.inferred else " (cut)" if candidate.truncated else ""
    return f"{'>' if candidate.selected else ' '} {candidate.attribute}{size}{state}"


def _tally(tally: Tally) -> Text:
    line = Text.assemble((tally.severity, COLOURS.get(tally.severity, "")), "  ")
    line.append(f"{tally.table}.{tally.check}  ", style="bold")
    line.append(tally.sentence)
    if tally.example_value:
        line.append(f"  {tally.column} = {for_terminal(tally.example_value, 120)}", style="dim")
    return line


def _pairs(rows: Sequence[tuple[str, str]]) -> Table:
    """Names and scraped values, both made harmless."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(name), Text(for_terminal(value, 400)))
    return table

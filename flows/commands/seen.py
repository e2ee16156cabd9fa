"""How the commands of this folder show what they found; everything scraped is escaped here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from rich.console import Group as Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.rejected.releasing import once
from flows.shown.escape import counting, for_terminal
from flows.shown.explain import show_inspection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from flows.rejected.case import Case
    from flows.rejected.picked import Pick
    from flows.rejected.quarantine import Detail, Group, Row
    from flows.rejected.releasing import Failing
    from flows.rejected.replaying import NightReplay, Replayed
    from flows.rejected.reprocess import Compared
    from flows.store.history import Version

_ID: Final = 12
"""Characters of an id that are shown; the commands take the beginning of one."""
_SHOWN: Final = 10
"""Rows of each kind and night that are named; JSON names more."""
_TWICE: Final = frozenset({"document_id", "paragraphs", "provenance"})
"""Columns of a rejected row that say once more what stands above."""
_COLOURS: Final = {"open": "yellow", "released": "green", "discarded": "dim", "superseded": "dim"}


def safe(text: str | None, limit: int = 80, style: str = "") -> Text:
    """Scraped text, made harmless."""
    return Text(for_terminal(text or "", limit), style=style)


def nothing(pick: Pick, what: str = "row in quarantine") -> Text:
    """That no row is there; where some were picked, by what, for it may be misspelt."""
    told = {"--night": pick.night, "--check": pick.check, "--domain": pick.domain}
    picked = " ".join(f"{name} {value}" for name, value in told.items() if value)
    if not picked:
        return Text("Nothing is in quarantine here.", style="green")
    return Text(f"No {what} has {for_terminal(picked, 200)}.", style="yellow")


def rows_table(rows: Sequence[Row], counted: int, pick: Pick) -> RenderableType:
    """Rejected rows, two lines each."""
    if not rows:
        return nothing(pick)
    lines: list[RenderableType] = []
    for row in rows:
        head = Text(f"{row.quarantine_id[:_ID]}  {row.night}  ")
        head.append(f"{row.status:<13} ", style=_COLOURS.get(row.status, "yellow"))
        head.append(f"{row.table}  ", style="bold").append(", ".join(row.checks) or "raised")
        lines += [head, Padding(_place(row.source_uri, row.column, row.value, row.message), _IN)]
    if counted > len(rows):
        lines.append(Text(f"… and {counted - len(rows):,} more; --limit shows more", style="dim"))
    return Lines(*lines)


_IN: Final = (0, 0, 0, _ID + 2)


def _place(uri: str | None, column: str | None, value: str | None, message: str | None) -> Text:
    text = safe(uri, 80, "cyan")
    if column and value:
        text.append(f"  {column} = ", style="dim").append(for_terminal(value, 80))
    elif message:
        text.append(f"  {for_terminal(message, 100)}", style="dim")
    return text


def groups_table(groups: Iterable[Group], pick: Pick) -> RenderableType:
    """The quarantine by check, domain and template."""
    lines: list[RenderableType] = []
    for group in groups:
        head = Text(f"{group.rows:>7,}  ").append(f"{group.table}.{group.check}", style="bold")
        head.append(f"  {for_terminal(group.domain or 'no domain', 60)}", style="cyan")
        about = Text(f"{group.documents:,} document{'s' * (group.documents != 1)}", style="dim")
        unknown = "no template" if group.noted else "template not noted in those nights"
        about.append(f"  {for_terminal(group.template or unknown, 120)}", style="default")
        example = Text(f"{group.example[:_ID]}  ").append_text(
            _place(group.source_uri, "value", group.value, group.message)
        )
        lines += [head, *(Padding(line, (0, 0, 0, 9)) for line in (about, example))]
    return Lines(*lines) if lines else nothing(pick)


def detail_page(found: Detail) -> RenderableType:
    """One row: where it is from, its reasons, its decisions, its values."""
    row = found.row
    lines: list[RenderableType] = [
        Text.assemble((f"{row.table} {for_terminal(row.row_id, 80)}", "bold")),
        _pair("quarantine id", row.quarantine_id),
        _pair("status", row.status if found.current else f"{row.status}; out of quarantine"),
        _pair("night", row.night),
        _pair("document", row.document_id),
        _pair("source", row.source_uri),
        _pair("domain", row.domain or "unknown"),
        _pair("rejected by", f"{found.stage}, code {found.code_version or 'unknown'}"),
        Text(""),
        *(_reason(failure) for failure in found.failures),
    ]
    if found.error:
        lines += [Text(""), *(safe(line, 160, "red") for line in found.error.splitlines()[-20:])]
    if found.decisions:
        lines += [Text(""), *(_decided(each) for each in found.decisions)]
    if found.values:
        lines += [Text(""), _values(found.values)]
    return Lines(*lines)


def _pair(name: str, value: str | None) -> Text:
    return Text(f"{name:<14}", style="dim").append(for_terminal(value or "–", 160), style="default")


def _reason(failure: dict[str, Any]) -> Text:
    text = Text(f"{failure['severity']}  ", style="red")
    text.append(f"{failure['check']}  ", style="bold").append(
        for_terminal(failure["message"] or "", 200), style="default"
    )
    if failure["value"]:
        text.append(f"\n       {failure['column']} = ", style="dim")
        text.append(for_terminal(failure["value"], 300), style="default")
    return text


def _decided(each: Any) -> Text:  # noqa: ANN401  (a NamedTuple of flows.rejected.quarantine)
    text = Text(f"{each.at}  {each.verdict}", style=_COLOURS.get(each.verdict, "yellow"))
    return text.append(f"  {for_terminal(each.reason, 200)}") if each.reason else text


def _values(values: dict[str, Any]) -> Table:
    """What stands in the row; its body once, and not where each value was read (JSON tells)."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in values.items():
        if value in (None, [], "") or name in _TWICE:
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        table.add_row(Text(name), safe(text, 240))
    return table


# Replay


def replay_page(result: Replayed, pick: Pick) -> RenderableType:
    """What a replay found: a sentence, then the rows of each kind."""
    lines: list[RenderableType] = [Text(result.sentence, style="bold")]
    if not (result.nights or result.without_bytes or result.discarded):
        lines.append(nothing(pick))
    for night in result.nights:
        lines += [Text(""), *_night(night)]
    if result.without_bytes:
        told = f"{counting(result.without_bytes, 'row')} could not be replayed: no bytes are kept."
        lines += [Text(""), Text(told, style="yellow")]
    if result.discarded:
        told = f"{counting(result.discarded, 'discarded row')} left alone."
        lines += [Text(""), Text(told, style="dim")]
    return Lines(*lines)


def _night(night: NightReplay) -> list[RenderableType]:
    lines: list[RenderableType] = [
        Text(f"Night {night.night}, {counting(night.documents, 'document')}")
    ]
    held = filter(None, (night.held, *night.withheld.values()))
    lines += [safe(f"held back: {sentence}", 200, "red") for sentence in held]
    newly = once(night.newly_failing)
    for title, colour, count, rows in (
        ("released", "green", night.verdicts.get("released", 0), once(night.released)),
        ("newly failing", "red", night.newly_failing_rows, newly),
        ("still failing", "yellow", night.verdicts.get("still failing", 0),
         once(night.still_failing, told=night.newly_failing)),
    ):  # fmt: skip
        shown = rows[:_SHOWN]
        if count:
            lines.append(Text(f"{count:>6,} {title}", style=colour))
            lines += [Padding(_failing(*row), (0, 0, 0, 9)) for row in shown]
        left = count - sum(number for _, number in shown)
        if title == "still failing":
            left -= _still(night)
        if left > 0:
            lines.append(Text(f"         … and {left:,} more", style="dim"))
    if superseded := night.verdicts.get("superseded", 0):
        told = f"{superseded:>6,} superseded: of documents that are copies, or have no such row now"
        lines.append(Text(told, style="dim"))
    return lines


def _still(night: NightReplay) -> int:
    """Rows that still fail and were told of as newly failing."""
    names = {(row.table, row.row_id) for row in night.newly_failing}
    return sum((row.table, row.row_id) in names for row in night.still_failing)


def _failing(row: Failing, rows: int) -> Text:
    text = Text(f"{row.table}  ").append(
        for_terminal(row.source_uri or row.document_id, 80), style="cyan"
    )
    more = f" ({rows:,} rows)" if rows > 1 else ""
    return text.append(f"  {', '.join(row.checks)}{more}", style="dim")


# Versions


def versions_table(told: Sequence[Version]) -> RenderableType:
    """The versions of a dataset, a line each."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("version", "created", "nights", "published", "quarantined", "changed"):
        table.add_column(name, justify="left" if name in {"created", "changed"} else "right")
    for each in told:
        nights = f"{each.changed[0]}…{each.changed[-1]}" if len(each.changed) > 1 else ""
        changed = nights or "".join(each.changed)
        if each.restored_from:
            changed = f"from {each.restored_from}"
        number = Text(f"{each.version}{' *' if each.current else ''}", style="bold")
        counts = [f"{count:,}" for count in (each.nights, each.published, each.quarantined)]
        created = each.created_at[:16].replace("T", " ")
        table.add_row(number, created, *counts, changed)
    return table if told else Text("Nothing was published yet.")


# One case, and differences


def case_page(case: Case) -> RenderableType:
    """A rejected row, the page around it, and what today's code makes of it."""
    lines: list[RenderableType] = [detail_page(case.detail), Text("")]
    if case.raw is None:
        told = "The bytes of its document are not kept, so it cannot be cleaned again."
        return Lines(*lines, Text(told, style="yellow"))
    lines += [Text("The page around it", style="bold"), *_page(case.page), Text("")]
    if case.raised:
        lines += [Text("Today's code raises", style="bold red")]
        lines += [safe(line, 160, "red") for line in case.raised.splitlines()[-20:]]
    elif case.today is None:
        lines.append(Text("It ended the process that cleaned it, so it is not cleaned here."))
    else:
        lines += [Text("By today's code", style="bold"), show_inspection(case.today), Text("")]
        lines.append(
            Text("Mended: `fragmend replay` releases it, unless a gate holds it.", style="green")
            if case.mended
            else Text("Still failing.", style="yellow")
        )
    return Lines(*lines)


def _page(page: str) -> list[RenderableType]:
    return [Padding(safe(line, 400), (0, 0, 0, 2)) for line in page.splitlines() if line.strip()]


def differences_page(found: Compared, pick: Pick) -> RenderableType:
    """What differs: counts by field, then the first differences."""
    if not found.documents:
        return nothing(pick, "kept document")
    lines: list[RenderableType] = [Text(found.sentence, style="bold")]
    lines += [Text(f"{count:>7,}  {name}") for name, count in found.fields.items()]
    for each in found.differences[: _SHOWN * 3]:
        head = Text(f"{each.table}.{each.field}  ", style="bold")
        head.append(for_terminal(each.source_uri or each.document_id, 80), style="cyan")
        lines += [Text(""), head]
        lines += [safe(f"- {each.before}", 240, "red")] if each.before is not None else []
        lines += [safe(f"+ {each.after}", 240, "green")] if each.after is not None else []
    return Lines(*lines)

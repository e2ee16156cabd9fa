"""What a person sees in the Prefect UI: Markdown artifacts with stable keys, so each has a history.

Markdown and not table artifacts, since one of the two UIs renders the cells of a table as HTML
and the other shows them as they are: only code spans are inert in both. Everything scraped
stands in one (``flows.escape``). Sizes stay far under what the UIs take (50 kB).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prefect.artifacts import create_markdown_artifact

from flows.escape import for_markdown
from flows.summary import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.summary import Failure, Gate, Summary

_ROWS: Final = 100
"""Failed checks listed in an artifact; the rest is counted."""


def publish(summary: Summary) -> None:
    """Write the artifacts of a run."""
    create_markdown_artifact(scorecard(summary), key="scorecard", description=summary.sentence)
    create_markdown_artifact(
        failed_checks(summary),
        key="failed-checks",
        description=f"Night {summary.night}: the checks that rows failed, with an example each",
    )


def scorecard(summary: Summary) -> str:
    """The run on one page: ledger, gates, repairs, where the data lies."""
    lines = [f"# Night {summary.night}: {summary.badge}", "", summary.sentence, ""]
    lines += ["| documents | | share |", "|:--|--:|--:|"]
    for name in OUTCOMES:
        count = summary.outcomes.get(name, 0)
        lines.append(f"| {name} | {count:,} | {_share(count, summary.read)} |")
    lines += [f"| **read** | **{summary.read:,}** | |", ""]
    lines += _gate_lines(summary.gates)
    if summary.rows:
        lines += ["## Rows", "", "| table | rows |", "|:--|--:|"]
        lines += [f"| {table} | {rows:,} |" for table, rows in sorted(summary.rows.items())]
        lines.append("")
    if summary.repairs:
        lines += ["## Repairs", "", "| rule | count |", "|:--|--:|"]
        ordered = sorted(summary.repairs.items(), key=lambda item: -item[1])
        lines += [f"| {for_markdown(rule)} | {count:,} |" for rule, count in ordered[:_ROWS]]
        lines.append("")
    if summary.blamed:
        lines += ["## Documents that broke their process", ""]
        lines += [f"- {for_markdown(document)}" for document in summary.blamed[:_ROWS]]
        lines.append("")
    lines += [f"The dataset lies in {for_markdown(summary.out)}.", ""]
    return "\n".join(lines)


def failed_checks(summary: Summary) -> str:
    """One line a check, errors first, with an example each."""
    if not summary.failures:
        return f"# Night {summary.night}\n\nEvery row passed every check.\n"
    lines = [f"# Night {summary.night}: failed checks", ""]
    lines += ["| severity | check | rows | for example | value |", "|:--|:--|--:|:--|:--|"]
    ordered = sorted(summary.failures, key=lambda f: (f.severity != "error", -f.rows, f.check))
    lines += [_failure_line(failure) for failure in ordered[:_ROWS]]
    if len(ordered) > _ROWS:
        lines += ["", f"… and {len(ordered) - _ROWS} more checks."]
    return "\n".join([*lines, ""])


def _failure_line(failure: Failure) -> str:
    where = for_markdown(failure.source_uri or failure.document_id or "", 80)
    value = for_markdown(failure.value, 80) if failure.value else ""
    check = f"{failure.table}.{failure.check}"
    return f"| {failure.severity} | `{check}` | {failure.rows:,} | {where} | {value} |"


def _gate_lines(gates: Iterable[Gate]) -> list[str]:
    lines = [f"- **{gate.severity}** {for_markdown(gate.message, 300)}" for gate in gates]
    return ["## Gates", "", *lines, ""] if lines else []


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %" if total else "–"

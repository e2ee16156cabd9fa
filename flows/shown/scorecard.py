"""The run on one page, as Markdown: what happened, how it compares, where to look further.

Everything scraped stands in a code span or a fence (``escape``): only those are inert in
both UIs of Prefect. Whatever the night holds, a page stays under ``MOST_BYTES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flows.shown.escape import for_markdown
from flows.shown.summary import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flows.shown.summary import Gate, Summary

MOST_BYTES: Final = 45_000
"""The UIs take 50 kB."""
PAGES: Final = {
    "scorecard": "the run on one page",
    "failed-checks": "checks that rows failed, by domain, against the night before",
    "samples": "rejected rows, with the place of the page that shows why",
    "drift": "sites that are not as they were",
    "data": "where the data lies, and how to read it",
}
"""Keys of the artifacts, each with a history of its own."""
_ROWS: Final = 40
_BARS: Final = "▁▂▃▄▅▆▇█"


def scorecard(
    summary: Summary,
    before: Sequence[Summary] = (),
    root: str = "",
    ids: Mapping[str, str] | None = None,
) -> str:
    """Ledger, gates, trend and links of a night; ``before`` are the nights before it."""
    blocks = [
        f"# Night {summary.night}: {summary.badge}\n\n{summary.sentence}\n",
        links("scorecard", root, ids),
        _what_to_look_at(summary, before),
        _ledger(summary, before[-1] if before else None),
        _gates([gate for gate in summary.gates if not gate.is_drift]),
        _trend([*before, summary]),
        counted("Rows", "table", sorted(summary.rows.items())),
        counted("Repairs", "rule", sorted(summary.repairs.items(), key=lambda item: -item[1])),
        _blamed(summary.blamed),
    ]
    return bounded(blocks)


def bounded(blocks: Iterable[str], most: int = MOST_BYTES) -> str:
    r"""Join blocks of Markdown as far as they fit; a block is never cut.

    >>> print(bounded(["one\n", "", "two\n"]))
    one
    <BLANKLINE>
    two
    <BLANKLINE>
    >>> bounded(["x" * 100], most=50)
    '… and 1 more, left out to keep this page small.\n'
    """
    kept: list[str] = []
    size = left = 0
    for block in filter(None, blocks):
        size += len(block.encode()) + 1
        if size <= most and not left:
            kept.append(block)
        else:
            left += 1
    if left:
        kept.append(f"… and {left} more, left out to keep this page small.\n")
    return "\n".join(kept)


def links(here: str, root: str = "", ids: Mapping[str, str] | None = None) -> str:
    """Links to the other pages; neither UI lists artifacts in its side bar.

    A page whose id is known is linked itself, else the history of its key.

    >>> links("drift").split(" · ")[0]
    '[scorecard](/artifacts/key/scorecard)'
    >>> links("scorecard", ids={"samples": "42"}).split(" · ")[1]
    '[samples](/artifacts/artifact/42)'
    """
    places = {key: f"key/{key}" for key in PAGES if key != here}
    places |= {key: f"artifact/{name}" for key, name in (ids or {}).items()}
    return " · ".join(f"[{key}]({root}/artifacts/{where})" for key, where in places.items()) + "\n"


def share(count: int, total: int) -> str:
    """A share for people.

    >>> share(1, 8), share(0, 0)
    ('12.5 %', '–')
    """
    return f"{100 * count / total:.1f} %" if total else "–"


def change(now: int, then: int | None) -> str:
    """How a number moved since the night before.

    >>> change(5, 3), change(3, 5), change(3, 3), change(3, None)
    ('+2', '−2', '=', '–')
    """
    if then is None:
        return "–"
    if now == then:
        return "="
    return f"+{now - then:,}" if now > then else f"−{then - now:,}"


def counted(title: str, head: str, counts: Sequence[tuple[str, int]]) -> str:
    """A table of names and numbers; nothing where there are none."""
    if not counts:
        return ""
    lines = [f"## {title}", "", f"| {head} | rows |", "|:--|--:|"]
    lines += [f"| {for_markdown(name, 80)} | {count:,} |" for name, count in counts[:_ROWS]]
    if len(counts) > _ROWS:
        lines.append(f"| … and {len(counts) - _ROWS} more | |")
    return "\n".join([*lines, ""])


def _what_to_look_at(summary: Summary, before: Sequence[Summary]) -> str:
    """The worst of the night in a few lines: the answer to "do I have to do anything?"."""
    lines = [f"- **{gate.severity}**: {for_markdown(gate.message, 160)}" for gate in _bad(summary)]
    known = {(e.table, e.check, e.domain) for e in before[-1].by_domain} if before else set()
    fresh = [
        each
        for each in summary.by_domain
        if each.severity == "error" and (each.table, each.check, each.domain) not in known
    ]
    if before and fresh:
        worst = max(fresh, key=lambda each: each.rows)
        where = for_markdown(worst.domain or "unknown domain", 80)
        lines.append(
            f"- **new since {before[-1].night}**: {len(fresh)} failed checks; the largest is "
            f"{for_markdown(f'{worst.table}.{worst.check}')} at {where} with {worst.rows:,} rows"
        )
    return "\n".join(["## To look at", "", *lines[:_ROWS], ""]) if lines else ""


def _bad(summary: Summary) -> list[Gate]:
    return [gate for gate in summary.gates if gate.severity in {"critical", "error"}]


def _ledger(summary: Summary, before: Summary | None) -> str:
    head = f"against {before.night}" if before else "change"
    lines = [f"| documents | | share | {head} |", "|:--|--:|--:|--:|"]
    for name in OUTCOMES:
        count = summary.outcomes.get(name, 0)
        moved = change(count, before.outcomes.get(name, 0) if before else None)
        lines.append(f"| {name} | {count:,} | {share(count, summary.read)} | {moved} |")
    moved = change(summary.read, before.read if before else None)
    lines.append(f"| **read** | **{summary.read:,}** | | {moved} |")
    return "\n".join([*lines, ""])


def _gates(gates: Sequence[Gate]) -> str:
    if not gates:
        return "## Gates\n\nAll passed.\n"
    lines = ["| severity | check | domain | bound | found |", "|:--|:--|:--|--:|:--|"]
    for gate in gates[:_ROWS]:
        where = for_markdown(gate.domain, 60) if gate.domain else "the whole night"
        bound = "–" if gate.threshold is None else f"{gate.threshold:g}"
        lines.append(
            f"| **{gate.severity}** | {for_markdown(gate.check, 60)} | {where} | {bound} | "
            f"{for_markdown(gate.message.partition(': ')[2] or gate.message, 120)} |"
        )
    if len(gates) > _ROWS:
        lines.append(f"| | … and {len(gates) - _ROWS} more | | | |")
    return "\n".join(["## Gates", "", *lines, ""])


def _trend(nights: Sequence[Summary]) -> str:
    """The last nights, a line each, under two rows of bars."""
    if len(nights) == 1:
        return ""
    read = bars([night.read for night in nights])
    gone = bars([night.outcomes.get("quarantined", 0) / (night.read or 1) for night in nights])
    lines = ["| night | | read | published | quarantined | failed checks |",
             "|:--|:--|--:|--:|--:|--:|"]  # fmt: skip
    for night in reversed(nights):
        errors = sum(each.severity == "error" for each in night.by_domain)
        lines.append(
            f"| {night.night} | {night.badge} | {night.read:,} | "
            f"{night.outcomes.get('published', 0):,} | "
            f"{share(night.outcomes.get('quarantined', 0), night.read)} | {errors:,} |"
        )
    told = f"read `{read}` · share quarantined `{gone}` (oldest night first)"
    return "\n".join(["## The last nights", "", told, "", *lines, ""])


def bars(values: Sequence[float]) -> str:
    """Numbers as a row of bars, the largest one the highest.

    >>> bars([0, 1, 2, 4]), bars([0, 0])
    ('▁▃▅█', '▁▁')
    """
    most = max(values, default=0)
    steps = len(_BARS) - 1
    return "".join(_BARS[round(steps * value / most + 0.001) if most else 0] for value in values)


def _blamed(documents: Sequence[str]) -> str:
    if not documents:
        return ""
    lines = [f"- {for_markdown(document)}" for document in documents[:_ROWS]]
    if len(documents) > _ROWS:
        lines.append(f"- … and {len(documents) - _ROWS} more")
    return "\n".join(["## Documents that broke their process", "", *lines, ""])

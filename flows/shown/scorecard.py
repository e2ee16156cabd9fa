"""The run on one page, as Markdown: what happened, how it compares, where to look further.

Everything scraped stands in a code span or a fence (``escape``): only those are inert in
both UIs of Prefect. Whatever the night holds, a page stays under ``MOST_BYTES``. Tables stay
narrow: the new UI has room for about 70 characters beside its side bar, and what is wider lies
over that; the classic one hides it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flows.shown.escape import counting, for_markdown, prose
from flows.shown.summary import OUTCOMES
from flows.shown.worst import UNKNOWN, WHOLE, change, said, troubles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flows.shown.summary import Summary
    from flows.shown.worst import Trouble

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
HERE: Final = "../.."
"""From the page of an artifact or of a run to where the UI begins: the same in both UIs."""
_ROWS: Final = 40
_SITES: Final = 12
_FEW_SITES: Final = 3
_BARS: Final = "▁▂▃▄▅▆▇█"


def scorecard(
    summary: Summary,
    before: Sequence[Summary] = (),
    root: str = HERE,
    ids: Mapping[str, str] | None = None,
) -> str:
    """Ledger, gates, trend and links of a night; ``before`` are the nights before it."""
    yesterday = before[-1] if before else None
    blocks = [
        f"# Night {summary.night}: {summary.badge}\n\n{prose(summary.sentence, 400)}\n",
        links("scorecard", root, ids),
        _look(summary, yesterday),
        _ledger(summary, yesterday),
        _warnings(summary),
        _trend([*before, summary], root),
        counted("Repairs", "rule", sorted(summary.repairs.items(), key=lambda item: -item[1])),
        _blamed(summary.blamed),
    ]
    return bounded(blocks)


def in_short(
    summary: Summary, before: Summary | None = None, root: str = HERE, evidence: str = ""
) -> str:
    """What a person decides by, above a form: what is wrong, and a link to the evidence.

    The fields of a form lie below all of it in the new UI, so it must not be long.
    """
    title = f"# Night {summary.night}: {summary.badge}\n\n{prose(summary.sentence, 400)}\n"
    page = f"artifact/{evidence}" if evidence else "key/evidence"
    places = {"all evidence": page, "earlier nights": "key/scorecard"}
    linked = " · ".join(f"[{name}]({root}/artifacts/{at})" for name, at in places.items())
    return bounded([title, f"{linked}\n", _look(summary, before, _FEW_SITES)])


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


def links(here: str, root: str = HERE, ids: Mapping[str, str] | None = None) -> str:
    """Links to the other pages; neither UI lists artifacts in its side bar.

    A page whose id is known is linked itself, else the history of its key.

    >>> links("drift").split(" · ")[0]
    '[scorecard](../../artifacts/key/scorecard)'
    >>> links("scorecard", ids={"samples": "42"}).split(" · ")[1]
    '[samples](../../artifacts/artifact/42)'
    """
    places = {name: f"key/{name}" for name in PAGES if name != here}
    places |= {name: f"artifact/{known}" for name, known in (ids or {}).items()}
    linked = [f"[{name}]({root}/artifacts/{where})" for name, where in places.items()]
    return " · ".join([*linked, f"[earlier nights]({root}/artifacts/key/{here})"]) + "\n"


def share(count: int, total: int) -> str:
    """A share for people.

    >>> share(1, 8), share(0, 0)
    ('12.5 %', '–')
    """
    return f"{100 * count / total:.1f} %" if total else "–"


def counted(title: str, head: str, counts: Sequence[tuple[str, int]]) -> str:
    """A table of names and numbers; nothing where there are none."""
    if not counts:
        return ""
    lines = [f"## {title}", "", f"| {head} | rows |", "|:--|--:|"]
    lines += [f"| {for_markdown(name, 50)} | {count:,} |" for name, count in counts[:_ROWS]]
    if len(counts) > _ROWS:
        lines.append(f"| … and {len(counts) - _ROWS:,} more | |")
    return "\n".join([*lines, ""])


def where(name: str | None, limit: int = 60) -> str:
    """A domain in code, or words where it is none.

    >>> where("a.org"), where(WHOLE), where(None)
    ('`a.org`', 'the whole night', 'unknown domain')
    """
    if name == WHOLE:
        return "the whole night"
    return for_markdown(name, limit) if name and name != UNKNOWN else UNKNOWN


def _look(summary: Summary, before: Summary | None, most: int = _SITES) -> str:
    """The worst sites with check, rows, change and an example: what the night is about."""
    found = troubles(summary, before)
    if not found:
        quiet = "Nothing: no row was rejected, and every site is as it usually is."
        return f"## To look at\n\n{quiet}\n"
    lines = [line for trouble in found[:most] for line in _trouble(trouble, summary, before)]
    if len(found) > most:
        lines.append(
            f"- … and {counting(len(found) - most, 'more site')}: see failed-checks and drift"
        )
    return "\n".join(["## To look at", "", *lines, ""])


def _trouble(trouble: Trouble, summary: Summary, before: Summary | None) -> Iterable[str]:
    mark = "withheld" if trouble.is_withheld else "look at"
    if trouble.is_withheld and summary.state == "held":
        mark = "held back"
    words = "; ".join(f"{prose(told, 160)} ({for_markdown(name)})" for name, told in trouble.gates)
    yield f"- **{mark}** {where(trouble.where)}" + (f": {words}" if words else "")
    failure = trouble.failure
    if failure is None:
        return
    since = f" since {before.night}" if before and trouble.change == "new" else ""
    against = f" against {before.night}" if before and trouble.change not in {"new", ""} else ""
    moved = f" (**{trouble.change}**{since}{against})" if trouble.change else ""
    asks = f": {prose(trouble.asks, 160)}" if trouble.asks else ""
    yield (
        f"    - {failure.rows:,} of {failure.of:,} rows of {failure.table}{moved} failed "
        f"{for_markdown(failure.check, 80)}{asks}"
    )
    if failure.source_uri:
        yield f"    - for example {for_markdown(failure.source_uri, 120)}"


def _ledger(summary: Summary, before: Summary | None) -> str:
    head = f"against {before.night}" if before else "change"
    lines = [f"| documents | | share | {head} |", "|:--|--:|--:|--:|"]
    for name in OUTCOMES:
        count = summary.outcomes.get(name, 0)
        moved = change(count, before.outcomes.get(name, 0) if before else None)
        lines.append(f"| {name} | {count:,} | {share(count, summary.read)} | {moved} |")
    moved = change(summary.read, before.read if before else None)
    lines.append(f"| **read** | **{summary.read:,}** | | {moved} |")
    return "\n".join(["## Documents", "", *lines, ""])


def _warnings(summary: Summary) -> str:
    """What is worth knowing and wakes nobody."""
    gates = [gate for gate in summary.gates if gate.severity == "warning"]
    lines = [f"- {where(gate.domain or WHOLE)}: {prose(said(gate), 160)}" for gate in gates]
    if len(lines) > _ROWS:
        lines = [*lines[:_ROWS], f"- … and {len(lines) - _ROWS:,} more"]
    return "\n".join(["## Warnings", "", *lines, ""]) if lines else ""


def _trend(nights: Sequence[Summary], root: str) -> str:
    """The last nights, a line each, under two rows of bars."""
    if len(nights) == 1:
        return ""
    read = bars([night.read for night in nights])
    gone = bars([night.outcomes.get("quarantined", 0) / (night.read or 1) for night in nights])
    lines = ["| night | | read | quarantined | share |", "|:--|:--|--:|--:|--:|"]
    for night in reversed(nights):
        rejected = night.outcomes.get("quarantined", 0)
        lines.append(
            f"| {night.night} | {night.badge} | {night.read:,} | {rejected:,} | "
            f"{share(rejected, night.read)} |"
        )
    told = f"Oldest night first: read `{read}`, share quarantined `{gone}`."
    more = f"[All nights]({root}/artifacts/key/scorecard)"
    return "\n".join(["## The last nights", "", f"{told} {more}", "", *lines, ""])


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
    lines = [f"- {for_markdown(document, 120)}" for document in documents[:_ROWS]]
    if len(documents) > _ROWS:
        lines.append(f"- … and {len(documents) - _ROWS} more")
    return "\n".join(["## Documents that broke their process", "", *lines, ""])

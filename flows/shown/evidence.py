"""What went wrong and where, as Markdown: failed checks by domain, samples, drift, the data.

The same care as in ``flows.shown.scorecard``: scraped text in code, every page bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flows.shown.escape import fenced, for_markdown
from flows.shown.scorecard import bounded, change, links, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.shown.summary import DomainFailure, Failure, Gate, Sample, Summary

_ROWS: Final = 200
_GONE: Final = 20
_WIDE: Final = 92


def failed_checks(summary: Summary, before: Summary | None = None, root: str = "") -> str:
    """One line a check and domain, errors first, with its change since the night before."""
    blocks = [f"# Night {summary.night}: failed checks\n", links("failed-checks", root)]
    if not summary.failures:
        return bounded([*blocks, "Every row passed every check.\n"])
    blocks += [_by_domain(summary, before), _by_check(summary)]
    return bounded([*blocks, _gone(summary, before)])


def _by_check(summary: Summary) -> str:
    lines = ["| severity | check | rows | for example | value | what it asks |",
             "|:--|:--|--:|:--|:--|:--|"]  # fmt: skip
    ordered = sorted(summary.failures, key=lambda f: (f.severity != "error", -f.rows, f.check))
    lines += [_check_line(failure) for failure in ordered[: _ROWS // 4]]
    if len(ordered) > _ROWS // 4:
        lines.append(f"| | … and {len(ordered) - _ROWS // 4} more | | | | |")
    return "\n".join(["## By check", "", *lines, ""])


def _check_line(failure: Failure) -> str:
    where = for_markdown(failure.source_uri or failure.document_id or "–", 80)
    value = for_markdown(failure.value, 60) if failure.value else "–"
    check = for_markdown(f"{failure.table}.{failure.check}", 100)
    told = for_markdown(failure.message, 100) if failure.message else "–"
    return f"| {failure.severity} | {check} | {failure.rows:,} | {where} | {value} | {told} |"


def _by_domain(summary: Summary, before: Summary | None) -> str:
    against = f", change against {before.night}" if before else ""
    lines = ["| severity | check | domain | rows | change | share | for example |",
             "|:--|:--|:--|--:|--:|--:|:--|"]  # fmt: skip
    shown = summary.by_domain[: _ROWS // 2]
    lines += [_domain_line(each, before) for each in shown]
    left = max(summary.pairs, len(summary.by_domain)) - len(shown)
    if left > 0:
        lines.append(f"| | … and {left:,} more | | | | | |")
    return "\n".join([f"## By domain{against}", "", *lines, ""])


def _domain_line(each: DomainFailure, before: Summary | None) -> str:
    check = for_markdown(f"{each.table}.{each.check}", 100)
    domain = for_markdown(each.domain, 60) if each.domain else "unknown"
    example = for_markdown(each.source_uri, 80) if each.source_uri else "–"
    return (
        f"| {each.severity} | {check} | {domain} | {each.rows:,} | {_moved(each, before)} | "
        f"{share(each.rows, each.of)} | {example} |"
    )


def _moved(each: DomainFailure, before: Summary | None) -> str:
    """How a line moved; what was left out the night before cannot be compared."""
    if before is None:
        return "–"
    then = {_key(other): other.rows for other in before.by_domain}.get(_key(each))
    if then is None:
        return "**new**" if before.pairs <= len(before.by_domain) else "–"
    return change(each.rows, then)


def _key(each: DomainFailure) -> tuple[str, str, str | None]:
    return each.table, each.check, each.domain


def _gone(summary: Summary, before: Summary | None) -> str:
    """What failed the night before and no longer does."""
    if before is None or summary.pairs > len(summary.by_domain):
        return ""
    now = set(map(_key, summary.by_domain))
    gone = [each for each in before.by_domain if _key(each) not in now]
    lines = [
        f"- {for_markdown(f'{each.table}.{each.check}', 100)} at "
        f"{for_markdown(each.domain or 'unknown', 60)} ({each.rows:,} rows)"
        for each in gone[:_GONE]
    ]
    if len(gone) > _GONE:
        lines.append(f"- … and {len(gone) - _GONE} more")
    return "\n".join([f"## No longer failing since {before.night}", "", *lines, ""]) if gone else ""


def samples(summary: Summary, root: str = "") -> str:
    """Rejected rows, one of each kind, with the fenced part of the page that shows why."""
    head = [f"# Night {summary.night}: samples of rejected rows\n", links("samples", root)]
    if not summary.samples:
        return bounded([*head, "Nothing was rejected.\n"])
    return bounded([*head, *map(_sample, summary.samples)])


def _sample(sample: Sample) -> str:
    where = for_markdown(sample.source_uri or sample.document_id, 120)
    domain = f" from {for_markdown(sample.domain, 60)}" if sample.domain else ""
    lines = [f"## {sample.table}: {where}{domain}", ""]
    for reason in sample.reasons:
        found = f"; found {for_markdown(reason.value, 100)}" if reason.value else ""
        lines.append(
            f"- {for_markdown(reason.check, 80)} {for_markdown(reason.message, 160)}{found}"
        )
    lines += ["", f"document {for_markdown(sample.document_id, 40)}", ""]
    if sample.snippet.strip():
        lines += [fenced(_wrapped(sample.snippet), 400), ""]
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    """Break long lines, which neither UI does in a fence.

    >>> _wrapped("x" * 100).splitlines() == ["x" * 92, "x" * 8], _wrapped("short")
    (True, 'short')
    """
    lines = text.splitlines()
    return "\n".join(
        line[at : at + _WIDE] for line in lines for at in range(0, len(line) or 1, _WIDE)
    )


def drift(summary: Summary, root: str = "") -> str:
    """Sites that are not as they were on the accepted nights before."""
    gates = [gate for gate in summary.gates if gate.is_drift]
    head = [f"# Night {summary.night}: drift\n", links("drift", root)]
    if not gates:
        return bounded([*head, "No domain differs from its accepted nights of the last weeks.\n"])
    return bounded([*head, "\n".join(_drift_lines(gates))])


def _drift_lines(gates: list[Gate]) -> Iterator[str]:
    yield "| severity | domain | what | tonight | bound | in words |"
    yield "|:--|:--|:--|--:|--:|:--|"
    ordered = sorted(gates, key=lambda gate: (gate.severity != "error", gate.domain or ""))
    for gate in ordered[:_ROWS]:
        where = for_markdown(gate.domain, 60) if gate.domain else "the whole night"
        numbers = " | ".join("–" if n is None else f"{n:.3g}" for n in (gate.value, gate.threshold))
        check, words = for_markdown(gate.check, 60), for_markdown(gate.message, 140)
        yield f"| {gate.severity} | {where} | {check} | {numbers} | {words} |"
    if len(gates) > _ROWS:
        yield f"| | … and {len(gates) - _ROWS:,} more | | | | |"
    yield ""


def data(summary: Summary, root: str = "") -> str:
    """Where the tables of the night lie, and how they are read."""
    version = f"version {summary.version}" if summary.version else "nothing yet"
    out, night = summary.out, summary.night
    code = f"""\
from flows.dataset import scan
scan("articles", {out!r}).collect()           # one version, pinned

duckdb.sql("select * from '{out}/current/articles/*/*.parquet'")
pandas.read_parquet("{out}/current/articles")

{out}/runs/{night}/{summary.run_id}.json     what this run found
{out}/current/quarantine/night={night}/      rejected rows, with their reasons
fragmend report {out} --night {night}        all of it as one HTML file"""  # noqa: S608  (lines to show, never run)
    held = f"{out}/staging/{summary.run_id}/final/   the evidence of the night that is held back"
    blocks = [
        f"# Night {night}: the data\n",
        links("data", root),
        f"Readers see {version}.\n",
        fenced(f"{code}\n{held}" if summary.state == "held" else code, 3000) + "\n",
    ]
    return bounded(blocks)

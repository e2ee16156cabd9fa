"""One rejected row explained by its page: what stood there, which steps it took, what failed.

And the same as a test that fails until the cause is mended.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from cleaners.errors import FragmendError
from flows.contracts import kept, load
from flows.dataset import Dataset, scan_manifest
from flows.inspect import Inspection, inspect
from flows.rejected.quarantine import Detail, detail
from flows.shown.samples import decoded, snippet, stated
from flows.sources.kept import document_of
from flows.workers.raised import Raised, attempt
from schemas.judge import WITH_DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path

    from cleaners.records import RawDocument
    from flows.workers.work import ContractFile

ENDED: Final = "process_ended"
"""Of a document that no process survived: it is not cleaned to be explained."""


class NoCaseError(FragmendError):
    """A row that no test can be written of."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"no test can be written of row {self.name}: {self.reason}."


@dataclass(frozen=True, slots=True)
class Case:
    """A rejected row with its page."""

    detail: Detail
    own: tuple[tuple[str, str], ...]
    """(table, check) that its document failed, gates and what merely left with it aside."""
    raw: RawDocument | None
    """None where the bytes are not kept."""
    night_ends: datetime
    page: str
    """The page around the first value that failed; empty without bytes."""
    today: Inspection | None
    """What today's code makes of the document."""
    raised: str | None = None
    """What today's code raises, if it does."""
    contract: ContractFile | None = None
    """What it is judged by: the contract of its night, or another one that was given."""

    @property
    def mended(self) -> bool:
        """Whether today's code fails none of the checks any more."""
        if self.today is None:
            return False
        tallies = [tally for tally in self.today.failures if tally.severity == "error"]
        failing = {(tally.table, tally.check) for tally in tallies}
        return bool(self.own) and not failing & set(self.own)


def explain(folder: str | Path, name: str, contract: str | Path | None = None) -> Case:
    """All about one rejected row, its document cleaned again."""
    given = load(contract)
    found = detail(folder, name)
    dataset = Dataset.open(folder)
    by = given or _of_night(dataset, found)
    raw, own = _document(dataset, found)
    ends = datetime.combine(date.fromisoformat(found.row.night) + timedelta(days=1), time(), UTC)
    page, today, raised = "", None, None
    if raw is not None:
        page = snippet(_text(raw), stated(found.failures, found.values))
        if all(check != ENDED for _, check in own):
            done = attempt(lambda: inspect(raw, night_ends=ends, contract=by))
            today = None if isinstance(done, Raised) else done
            raised = done.traceback if isinstance(done, Raised) else None
    return Case(found, own, raw, ends, page, today, raised, by)


def _of_night(dataset: Dataset, found: Detail) -> ContractFile | None:
    """The contract that the row was rejected by."""
    night = dataset.manifest(found.version).nights[found.row.night]
    return kept(dataset.path, night.contract)


def _document(
    dataset: Dataset, found: Detail
) -> tuple[RawDocument | None, tuple[tuple[str, str], ...]]:
    """The kept document, and what it failed by itself."""
    manifest = dataset.manifest(found.version)
    mine = pl.col("document_id") == found.row.document_id
    here = mine & (pl.col("night") == found.row.night)
    rows = scan_manifest(dataset, manifest, "raw").filter(here).collect().to_dicts()
    rejected = scan_manifest(dataset, manifest, "quarantine").filter(here).collect()
    own = {
        (row["table"], failure["check"]): None
        for row in rejected.iter_rows(named=True)
        for failure in row["failures"]
        if failure["severity"] == "error" and failure["check"] != WITH_DOCUMENT
    }
    return (document_of(rows[0]) if rows else None), tuple(own)


def _text(raw: RawDocument) -> str:
    return raw.content if isinstance(raw.content, str) else decoded(raw.content, raw.encoding)


# The test


def as_pytest(case: Case) -> str:
    """The case as a pytest file that fails until its cause is mended; NoCaseError if none can be.

    The page travels in the file, packed, so the test needs neither the dataset nor the source.
    """
    row = case.detail.row
    if case.raw is None:
        raise NoCaseError(row.quarantine_id, "the bytes of its document are not kept")
    checks = _of_row(case)
    if not checks:
        reason = "a gate holds it back for the sake of its whole domain, not for itself"
        raise NoCaseError(row.quarantine_id, reason)
    content = case.raw.content
    packed = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    text = base64.b85encode(zlib.compress(packed, 9)).decode()
    lines = [text[at : at + 88] for at in range(0, len(text), 88)]
    decode = '.decode("utf-8", "surrogatepass")' if isinstance(content, str) else ""
    return _TEST.format(
        id=row.quarantine_id[:12],
        packed="\n".join(f"    {line!r}" for line in lines),
        decode=decode,
        uri=case.raw.source_uri,
        record=case.raw.source_record,
        url=case.raw.url,
        fetched=_instant(case.raw.date_fetched),
        encoding=case.raw.encoding,
        ends=_instant(case.night_ends),
        imported="from flows.workers.work import ContractFile\n" if case.contract else "",
        contract=_contract(case.contract),
        checks="".join(f"    ({table!r}, {check!r}),\n" for table, check in checks),
        about="\n".join(_about(case)),
    )


def _of_row(case: Case) -> tuple[tuple[str, str], ...]:
    """What the row failed by itself; of one that left with its document, what that failed."""
    table = case.detail.row.table
    mine = tuple(
        (table, failure["check"])
        for failure in case.detail.failures
        if failure["severity"] == "error" and failure["check"] != WITH_DOCUMENT
    )
    return mine or case.own


def _about(case: Case) -> list[str]:
    """Comments with what failed; scraped text only as Python writes it."""
    return [
        f"# {failure['column']} = {failure['value']!a:.120}"
        for failure in case.detail.failures
        if failure["value"]
    ] or ["# No value is shown for it."]


def _contract(file: ContractFile | None) -> str:
    """The contract in the file, a line a line, so that a person can read what it is judged by."""
    if file is None:
        return "None"
    lines = "\n".join(f"        {line!a}" for line in file.text.splitlines(keepends=True))
    return _CONTRACT.format(name=file.name, lines=lines or '        ""')


def _instant(at: datetime | None) -> str:
    return "None" if at is None else f"datetime.fromisoformat({at.isoformat()!r})"


_CONTRACT: Final = """ContractFile(
    {name!r},
    (
{lines}
    ),
)"""

_TEST: Final = '''"""A rejected row: this fails until its cause is mended."""

import base64
import zlib
from datetime import datetime

from cleaners.records import RawDocument
from flows.inspect import inspect
{imported}
{about}
CHECKS = {{
{checks}}}
NIGHT_ENDS = {ends}
CONTRACT = {contract}
PACKED = (
{packed}
)
RAW = RawDocument(
    zlib.decompress(base64.b85decode(PACKED)){decode},
    source_uri={uri!r},
    source_record={record!r},
    url={url!r},
    date_fetched={fetched},
    encoding={encoding!r},
)


def test_row_{id}_passes() -> None:
    failures = inspect(RAW, night_ends=NIGHT_ENDS, contract=CONTRACT).failures
    failing = {{(t.table, t.check): t.example_value for t in failures if t.severity == "error"}}
    assert not {{check: value for check, value in failing.items() if check in CHECKS}}
'''

"""Erasing documents: out of every table, every version that is kept, and whatever lies beside.

The one case in which immutable files are replaced. The current version gets a successor without
the documents, committed like any other; then the manifests of older versions are written again,
and the files that held the documents are removed. What is to go is written down first, so killed
anywhere, an erasure that is run again finishes. It ends with a proof: every file of the dataset
is read once more.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from cleaners.errors import FragmendError
from flows.dataset import STORE, Dataset
from flows.night import new_run_id
from flows.rejected.begun import begin, begun, end, together
from flows.rejected.held import HELD
from flows.rejected.less import close_held, less, less_shards, places
from flows.rejected.proof import Proof, Sought, prove
from flows.rejected.tracing import Found, find, missing, near, parquet_files, staged_files
from flows.shown.escape import counting
from flows.store import view
from flows.store.durable import no_step, sync_folder, write_whole
from flows.store.filtered import Counts, filtered, rows_of_today
from flows.store.manifest import FileEntry, Manifest, Night
from flows.store.pointer import manifest_path
from flows.store.runs import RUNS
from flows.store.scanned import table_of
from flows.store.versions import code_version, rules_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from flows.store.durable import Step

ERASED: Final = "erased"
"""Stands where another document named one that was erased as its original."""


_CLOSE: Final = 5
"""Addresses that are offered for one that is not there."""


class NothingNamedError(FragmendError):
    """An erasure was asked for that names no document."""

    def __str__(self) -> str:
        return "nothing was named to erase. Name documents by --document or pages by --url."


class NotFoundError(FragmendError):
    """Documents were named to be erased, and the dataset has none of them."""

    def __init__(self, path: str, names: tuple[str, ...], close: tuple[str, ...]) -> None:
        super().__init__(path, names, close)
        self.path = path
        self.names = names
        self.close = close

    def __str__(self) -> str:
        return (
            f"no file of {self.path} has a document or an address {', '.join(self.names)}. "
            f"Nothing was changed.{_meant(self.close)}"
        )


def _meant(close: tuple[str, ...]) -> str:
    """Addresses that may be meant, as a question.

    >>> _meant(("https://a.example/b",)), _meant(())
    (' Did you mean https://a.example/b?', '')
    """
    more = f", and {len(close) - _CLOSE} more" if len(close) > _CLOSE else ""
    return f" Did you mean {', '.join(close[:_CLOSE])}{more}?" if close else ""


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of an erasure."""

    documents: tuple[str, ...]
    rows: dict[str, int]
    """Rows taken out by table, over all files that are kept."""
    files: int
    """Files written again or removed."""
    versions: tuple[int, ...]
    """Versions that held them."""
    version: int | None
    """The version that readers see now."""
    proof: Proof | None
    """None for a dry run."""
    missing: tuple[str, ...] = ()
    """What was named beside them and no file has: misspelt, or erased before."""
    close: tuple[str, ...] = ()
    """Addresses that may be meant by those."""

    @property
    def sentence(self) -> str:
        """The erasure in one sentence, and what was not found in another."""
        if not self.missing:
            return self._erased
        names = ", ".join(self.missing)
        return f"{self._erased} No file has {names}.{_meant(self.close)}"

    @property
    def _erased(self) -> str:
        counted = ", ".join(f"{rows:,} {table}" for table, rows in sorted(self.rows.items()))
        number = len(self.documents)
        files = counting(self.files, "file")
        what = f"{counting(number, 'document')} ({counted or 'no rows'}; {files})"
        if self.proof is None:
            return f"{what} would be erased; a dry run, nothing was changed."
        if self.proof.holds:
            return f"{what} {'is' if number == 1 else 'are'} erased; {self.proof.sentence}"
        return f"{what} had to be erased, but not all is gone: {self.proof.sentence}"


def erase(
    folder: str | Path,
    *,
    documents: Sequence[str] = (),
    urls: Sequence[str] = (),
    dry_run: bool = False,
    step: Step = no_step,
) -> Erased:
    """Take documents out of the dataset, and prove it; a DatasetError where it cannot be.

    What an erasure that was killed had begun is finished too, also where nothing is named.
    """
    dataset = Dataset.open(folder, step=step)
    run_id = new_run_id()
    with dataset.lock(run_id):
        before = begun(dataset.path)
        if not (documents or urls or before.documents):
            raise NothingNamedError
        found = together(find(dataset, documents, urls), before)
        if not found.documents:
            raise NotFoundError(str(dataset.path), (*documents, *urls), near(dataset, urls))
        lost = missing(dataset, documents, urls, before)
        close = near(dataset, [name for name in lost if name in urls])
        work = _Erasure(dataset, found, run_id, step)
        if dry_run:
            rows, files = work.count()
            seen = _version(dataset)
            return Erased(found.documents, rows, files, work.touched(), seen, None, lost, close)
        work.run()
        proof = prove(dataset.path, Sought(found.documents, found.addresses))
        return Erased(
            found.documents,
            dict(work.rows),
            work.files,
            work.versions,
            _version(dataset),
            proof,
            lost,
            close,
        )


def _version(dataset: Dataset) -> int | None:
    current = dataset.current()
    return current.version if current else None


# Erasing


@dataclass(slots=True)
class _Erasure:
    """One erasure at work; the dataset is locked."""

    dataset: Dataset
    found: Found
    run_id: str
    step: Step = no_step
    rows: Counter[str] = field(default_factory=Counter)
    files: int = 0
    versions: tuple[int, ...] = ()

    def change(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame of any table without the documents, and without their names elsewhere."""
        names, decisions = list(self.found.documents), list(self.found.decisions)
        if "document_id" in frame.columns:
            frame = frame.filter(~pl.col("document_id").is_in(names))
        elif "quarantine_id" in frame.columns:
            frame = frame.filter(~pl.col("quarantine_id").is_in(decisions))
        for column, instead in (("duplicate_of", ERASED), ("near_duplicate_of", None)):
            if column in frame.columns:
                named = pl.col(column).is_in(names)
                frame = frame.with_columns(
                    pl.when(named).then(pl.lit(instead, pl.String)).otherwise(column).alias(column)
                )
        return frame

    def count(self) -> tuple[dict[str, int], int]:
        """Rows and files that would change."""
        rows: Counter[str] = Counter()
        files = 0
        for path in parquet_files(self.dataset.path):
            counts = Counts()
            for group in rows_of_today(path):
                counts.add(group, self.change(group))
            if counts.changed:
                files += 1
                rows[table_of(path)] += counts.gone
        return {table: count for table, count in rows.items() if count}, files

    def touched(self) -> tuple[int, ...]:
        """Versions that name a file which would change."""
        changed = {
            path.relative_to(self.dataset.path).as_posix()
            for path in sorted((self.dataset.path / STORE).rglob("*.parquet"))
            if any(not self.change(group).equals(group) for group in rows_of_today(path))
        }
        return tuple(
            version
            for version in self.dataset.versions()
            if any(entry.path in changed for entry in self.dataset.manifest(version).files())
        )

    def run(self) -> None:
        """Do it, in an order in which every moment is a whole dataset."""
        if not self.found.documents:
            return
        begin(self.dataset.path, self.found, self.step)
        self.versions = self.touched()
        entries = self._store()
        old = [self.dataset.manifest(version) for version in self.versions]
        current = self.dataset.current()
        if current and current.version in self.versions:
            self.dataset.commit(self._successor(current, entries))
        for manifest in old:
            content = self._without(manifest, entries).to_json().encode()
            write_whole(manifest_path(self.dataset.path, manifest.version), content, self.step)
        for path in entries:
            self.step(f"remove {path.split('/')[1]}")
            (self.dataset.path / path).unlink(missing_ok=True)
        self._views()
        self._staging()
        self._runs()
        self.dataset.remove_working_folder(self.run_id)
        end(self.dataset.path, self.step)

    def _store(self) -> dict[str, FileEntry | None]:
        """Write the store's files that hold them again: old path to new file, None for no rows."""
        folder = self.dataset.working_folder(self.run_id)
        named = {e.path for v in self.dataset.versions() for e in self.dataset.manifest(v).files()}
        done: dict[str, FileEntry | None] = {}
        for path in sorted((self.dataset.path / STORE).rglob("*.parquet")):
            table, night = path.parts[-3], path.parts[-2].removeprefix("night=")
            new = folder / f"{table}-{len(done)}.parquet"
            counts = filtered(path, new, self.change)
            if not counts.changed:
                continue
            key = path.relative_to(self.dataset.path).as_posix()
            keep = counts.rows and key in named
            done[key] = self.dataset.stage(table, night, new) if keep else None
            new.unlink(missing_ok=True)
            self._note(table, counts)
        return done

    def _note(self, table: str, counts: Counts) -> None:
        self.files += 1
        if counts.gone:
            self.rows[table] += counts.gone

    def _successor(self, current: Manifest, entries: Mapping[str, FileEntry | None]) -> Manifest:
        full = {name: self.dataset.in_full(name, night) for name, night in current.nights.items()}
        without = self._without(dataclasses.replace(current, nights=full), entries)
        changed = {
            name: dataclasses.replace(night, published_in=current.version + 1)
            for name, night in without.nights.items()
            if night != full[name]
        }
        return Manifest(
            version=current.version + 1,
            parent=None,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            run_id=self.run_id,
            code_version=code_version(),
            rules_version=rules_version(),
            nights=changed,
        ).after(current)

    def _without(self, manifest: Manifest, entries: Mapping[str, FileEntry | None]) -> Manifest:
        nights = {name: self._night(night, entries) for name, night in manifest.nights.items()}
        return dataclasses.replace(manifest, nights=nights)

    def _night(self, night: Night, entries: Mapping[str, FileEntry | None]) -> Night:
        tables = {
            table: tuple(new for old in files if (new := entries.get(old.path, old)) is not None)
            for table, files in night.tables.items()
        }
        if tables == dict(night.tables):
            return night
        files = [self.dataset.path / e.path for e in night.tables.get("documents", ())]
        gone = places(files, self.found.documents)
        shards = less_shards(night.shards, gone)
        ledger = less(night.ledger, [outcome for _, outcome in gone])
        kept = {table: files for table, files in tables.items() if files}
        return dataclasses.replace(night, tables=kept, ledger=ledger, shards=shards)

    # Beside the store

    def _views(self) -> None:
        """Views of older versions name the old files."""
        shown = view.shown(self.dataset.path)
        for path in (self.dataset.path / view.VIEWS).glob("*"):
            if not path.name.isdecimal() or int(path.name) != shown:
                self.step("remove view")
                shutil.rmtree(path, ignore_errors=True)

    def _staging(self) -> None:
        """Evidence of nights that were held back, and what runs that died left."""
        staged = staged_files(self.dataset.path)
        held = {path.parent / HELD for path in staged if (path.parent / HELD).is_file()}
        gone = {
            path: places(sorted(path.parent.glob("documents-*.parquet")), self.found.documents)
            for path in held
        }
        for path in staged:
            new = path.with_suffix(".erased")
            counts = filtered(path, new, self.change)
            if counts.changed:
                self.step(f"replace {path.name}")
                new.replace(path)
                sync_folder(path.parent)
                self._note(table_of(path), counts)
            new.unlink(missing_ok=True)
        for path in sorted(held):
            close_held(path, gone[path], self.step)

    def _runs(self) -> None:
        for path in sorted((self.dataset.path / RUNS).rglob("*.json")):
            plain = json.loads(path.read_bytes())
            clean = self.scrubbed(plain)
            if clean != plain:
                content = json.dumps(clean, ensure_ascii=False, indent=2).encode()
                write_whole(path, content, self.step)
                self.files += 1

    def scrubbed(self, plain: Any) -> Any:  # noqa: ANN401  (JSON is of any type)
        """A summary without examples of the documents."""
        if isinstance(plain, list):
            return [self.scrubbed(item) for item in plain if not self._is_sample(item)]
        if isinstance(plain, dict):
            if plain.get("document_id") in self.found.documents:
                plain = plain | {"value": None, "document_id": None, "source_uri": None}
            return {name: self.scrubbed(item) for name, item in plain.items()}
        names = (*self.found.documents, *self.found.addresses, *self.found.sources)
        told = isinstance(plain, str) and any(name in plain for name in names)
        return ERASED if told else plain

    def _is_sample(self, item: object) -> bool:
        """A rejected row that a summary shows with a part of its page."""
        return (
            isinstance(item, dict)
            and "snippet" in item
            and item.get("document_id") in self.found.documents
        )

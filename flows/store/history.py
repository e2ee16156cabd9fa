"""The versions of a dataset: listing, going back to one, and letting go of what is old."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from flows.dataset import Dataset
from flows.night import new_run_id
from flows.shown.escape import counting
from flows.store.durable import no_step, write_whole
from flows.store.manifest import Manifest, Night
from flows.store.pointer import manifest_path
from flows.store.vacuum import Removed, vacuum
from flows.store.versions import code_version, rules_version

if TYPE_CHECKING:
    from pathlib import Path


class Version(NamedTuple):
    """One version, in short."""

    version: int
    current: bool
    created_at: str
    nights: int
    published: int
    """Documents of all nights."""
    quarantined: int
    changed: list[str]
    """Nights that this version published, or whose quarantine, decisions or bytes it changed."""
    restored_from: int | None
    run_id: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was let go."""

    removed: Removed
    raw_nights: tuple[str, ...]
    """Nights whose rejected documents' bytes are no longer kept."""

    @property
    def sentence(self) -> str:
        """It in one sentence."""
        removed = self.removed
        return (
            f"Removed {counting(len(removed.versions), 'version')}, "
            f"{counting(removed.files, 'file')} ({removed.bytes / 1e6:,.1f} MB), "
            f"the remains of {counting(len(removed.runs), 'run')}, "
            f"and the kept bytes of {counting(len(self.raw_nights), 'night')}."
        )


def history(folder: str | Path) -> tuple[Version, ...]:
    """All versions that are kept, the newest first."""
    dataset = Dataset.open(folder)
    current = dataset.current()
    manifests = {version: dataset.manifest(version) for version in dataset.versions()}
    return tuple(
        _told(each, manifests.get(each.parent or 0), current)
        for each in reversed(manifests.values())
    )


def _changed(manifest: Manifest, parent: Manifest | None) -> list[str]:
    """Nights of other files or of another run than before; by the run, where that is not kept."""
    nights = manifest.nights.items()
    if parent is None:
        return [name for name, night in nights if night.run_id == manifest.run_id]
    before = {name: (night.run_id, night.tables) for name, night in parent.nights.items()}
    return [name for name, night in nights if before.get(name) != (night.run_id, night.tables)]


def _told(manifest: Manifest, parent: Manifest | None, current: Manifest | None) -> Version:
    ledgers = [night.ledger for night in manifest.nights.values()]
    return Version(
        version=manifest.version,
        current=current is not None and current.version == manifest.version,
        created_at=manifest.created_at,
        nights=len(ledgers),
        published=sum(ledger.published for ledger in ledgers),
        quarantined=sum(ledger.quarantined for ledger in ledgers),
        changed=_changed(manifest, parent),
        restored_from=manifest.restored_from,
        run_id=manifest.run_id,
    )


@dataclass(frozen=True, slots=True)
class RolledBack:
    """A version whose content is published again."""

    version: int
    """Its new number."""
    restored_from: int
    left_out: tuple[str, ...]
    """Nights that readers saw and do not see any more."""

    @property
    def sentence(self) -> str:
        """It in words, with what to do where a night is gone.

        >>> print(RolledBack(13, 11, ()).sentence)
        Version 13 is current, with the content of version 11.
        >>> "Readers no longer see 2026-11-02." in RolledBack(13, 11, ("2026-11-02",)).sentence
        True
        """
        came = f"Version {self.version} is current, with the content of version"
        told = f"{came} {self.restored_from}."
        if not self.left_out:
            return told
        first, more = self.left_out[0], len(self.left_out) - 1
        names = f"{first} and {counting(more, 'more night')}" if more else first
        return (
            f"{told} Readers no longer see {names}. No run takes that again by itself; "
            f"`fragmend clean … --night {first}` does, and so does `fragmend backfill`."
        )


def roll_back(folder: str | Path, to: int) -> RolledBack:
    """Publish the content of an older version again."""
    dataset = Dataset.open(folder)
    before = dataset.current()
    manifest = dataset.roll_back(to, new_run_id())
    seen = before.nights if before else {}
    gone = tuple(sorted(seen.keys() - manifest.nights.keys()))
    return RolledBack(manifest.version, to, gone)


def clear(
    folder: str | Path,
    *,
    keep_versions: int | None = None,
    grace_days: float = 7,
    keep_raw_days: int | None = None,
    now: datetime | None = None,
) -> Cleared:
    """Let go of old versions, of old bytes of rejected documents, and of what no version names."""
    dataset = Dataset.open(folder)
    now = now or datetime.now(UTC)
    nights: tuple[str, ...] = ()
    if keep_raw_days is not None:
        nights = drop_raw(dataset, now.date() - timedelta(days=keep_raw_days))
    grace = timedelta(days=grace_days)
    removed = vacuum(
        dataset, now=now, grace=grace, keep_versions=keep_versions, run_id=new_run_id()
    )
    return Cleared(removed, nights)


def drop_raw(dataset: Dataset, before: date) -> tuple[str, ...]:
    """Keep no bytes of nights before a day, in no version; gives the nights that had some.

    The current version gets a successor, older ones are written again; the files are nobody's
    then, and a vacuum takes them.
    """
    run_id = new_run_id()
    nights: set[str] = set()
    with dataset.lock(run_id):
        current = dataset.current()
        old = [dataset.manifest(version) for version in dataset.versions()]
        if current and _with_old_raw(current, before):
            dataset.commit(_successor(current, before, run_id))
        for manifest in old:
            held = _with_old_raw(manifest, before)
            nights |= set(held)
            if held:
                without = dataclasses.replace(manifest, nights={**manifest.nights, **held})
                content = without.to_json().encode()
                write_whole(manifest_path(dataset.path, manifest.version), content, no_step)
    return tuple(sorted(nights))


def _with_old_raw(manifest: Manifest, before: date) -> dict[str, Night]:
    """Old nights that keep bytes, as they are without."""
    return {
        name: dataclasses.replace(
            night, tables={table: files for table, files in night.tables.items() if table != "raw"}
        )
        for name, night in manifest.nights.items()
        if date.fromisoformat(name) < before and "raw" in night.tables
    }


def _successor(current: Manifest, before: date, run_id: str) -> Manifest:
    return Manifest(
        version=current.version + 1,
        parent=None,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        run_id=run_id,
        code_version=code_version(),
        rules_version=rules_version(),
        nights=_with_old_raw(current, before),
    ).after(current)

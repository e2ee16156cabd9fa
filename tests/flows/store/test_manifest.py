"""Manifests say all, and what they cannot say is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.store.manifest import (
    CheckEntry,
    FileEntry,
    Inputs,
    Ledger,
    Manifest,
    ManifestError,
    Night,
    SourceEntry,
)


def a_night(version: int = 1) -> Night:
    entry = FileEntry("store/articles/night=2026-11-22/ab.parquet", 2, 300, "ab")
    return Night(
        run_id="r1",
        code_version="0.1",
        rules_version="rules",
        inputs=Inputs("digest", (SourceEntry("dumps/{night:%Y-%m-%d}", 2, 900),), 2, 900, 3),
        ledger=Ledger(3, published=2, empty=1),
        tables={"articles": (entry,), "images": ()},
        published_in=version,
        shards=(Ledger(3, published=2, empty=1, shard="0000"),),
        checks=(CheckEntry("share_quarantined", "warning", "domain:é.org", 0.03, 0.02, 1, "…"),),
    )


def a_manifest() -> Manifest:
    nights = {"2026-11-22": a_night()}
    return Manifest(1, None, "2026-11-23T02:00:00+00:00", "r1", "0.1", "rules", nights)


def test_it_survives_json() -> None:
    assert Manifest.from_json(a_manifest().to_json()) == a_manifest()


def test_it_is_readable_json() -> None:
    plain = json.loads(a_manifest().to_json())
    assert plain["nights"]["2026-11-22"]["ledger"]["empty"] == 1
    assert plain["parent"] is None


def edited(**changes: object) -> str:
    """The manifest as JSON with some parts replaced; ``a__b`` names b inside a."""
    plain = json.loads(a_manifest().to_json())
    for name, value in changes.items():
        *way, last = name.split("__")
        part = plain
        for step in way:
            part = part["nights"]["2026-11-22"] if step == "night" else part[step]
        part[last] = value
    return json.dumps(plain)


FINE = [
    pytest.param({"restored_from": 1}, id="a-number-for-a-null"),
    pytest.param({"nights": {}}, id="no-nights"),
    pytest.param({"night__checks": []}, id="no-checks"),
]
WRONG = [
    pytest.param({"version": "1"}, "manifest.version should be int", id="text-for-a-number"),
    pytest.param({"version": True}, "manifest.version should be int", id="bool-for-a-number"),
    pytest.param({"nights": []}, "manifest.nights", id="list-for-an-object"),
    pytest.param({"extra": 1}, "unknown key 'extra'", id="unknown-key"),
    pytest.param({"format": 3}, "update fragmend", id="newer-format"),
    pytest.param({"night__ledger": {"read": 2}}, "does not balance", id="ledger-unbalanced"),
    pytest.param({"night__ledger": {}}, "lacks a key", id="ledger-without-read"),
    pytest.param(
        {"night__tables": {"a": [{"path": "store/../x", "rows": 1, "bytes": 1, "sha256": ""}]}},
        "outside the store",
        id="path-out-of-the-store",
    ),
    pytest.param(
        {"night__checks": [{"check": "c", "outcome": "fine", "scope": "run"}]},
        "should be one of passed",
        id="unknown-outcome",
    ),
]


@pytest.mark.parametrize("changes", FINE)
def test_near_misses_are_read(changes: dict[str, object]) -> None:
    Manifest.from_json(edited(**changes))


@pytest.mark.parametrize(("changes", "says"), WRONG)
def test_what_cannot_be_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ManifestError, match=says):
        Manifest.from_json(edited(**changes))


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "1", '"x"', "NaN", "\x00"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ManifestError):
        Manifest.from_json(text)


@given(st.data())
def test_a_cut_manifest_is_refused(data: st.DataObject) -> None:
    whole = a_manifest().to_json().rstrip()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ManifestError):
        Manifest.from_json(whole[:cut])


def test_nights_before_are_carried_over_without_their_details() -> None:
    first = a_manifest()
    next_night = Manifest(1, None, "…", "r2", "0.1", "rules", {"2026-11-23": a_night(2)})
    second = next_night.after(first)
    assert (second.version, second.parent) == (2, 1)
    assert list(second.nights) == ["2026-11-22", "2026-11-23"]
    carried = second.nights["2026-11-22"]
    assert carried.tables == first.nights["2026-11-22"].tables
    assert carried.ledger == first.nights["2026-11-22"].ledger
    assert not carried.checks
    assert second.nights["2026-11-23"].checks


def test_a_night_that_runs_again_replaces_itself() -> None:
    first = a_manifest()
    again = Manifest(1, None, "…", "r2", "0.1", "rules", {"2026-11-22": a_night(2)}).after(first)
    assert again.nights == {"2026-11-22": a_night(2)}

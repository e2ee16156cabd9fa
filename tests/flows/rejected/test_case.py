"""One rejected row explained, and written as a test; kept documents beside today's code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import cleaners
from flows import inspect as inspecting
from flows import night
from flows.dataset import Dataset
from flows.errors import NothingPublishedError
from flows.parameters import Job
from flows.rejected.case import NoCaseError, as_pytest, explain
from flows.rejected.picked import Pick
from flows.rejected.quarantine import listed
from flows.rejected.reprocess import compare
from tests.flows import mending
from tests.flows.replays import (
    LATE,
    MENDING,
    clean_by,
    copied,
    here,
    outcomes,
    page,
    replay_by,
    version,
    write_source,
)
from tests.flows.test_replay import many_in_quarantine

if TYPE_CHECKING:
    from flows.rejected.quarantine import Row

ROOT = Path(__file__).parents[2]
PAGES = {
    "late": page("Library stays open", date=LATE, caption="The “library”\x1b[31m"),
    "market": page("Market moves indoors", words="Übrigens: der Markt zieht um. "),
    "fair": page("Fair is over", date=LATE),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    clean_by(folder / "out", write_source(folder / "in", PAGES))
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


def row_of(out: Path, table: str) -> Row:
    return next(row for row in listed(out, Pick())[0] if row.table == table)


def test_the_page_around_the_value_and_what_fails_today(out: Path) -> None:
    case = explain(out, row_of(out, "articles").quarantine_id)
    assert "2027" in case.page or "Library" in case.page
    assert case.own == (("articles", "published_before_it_was_fetched"),)
    assert case.today
    assert not case.mended
    assert case.raw
    assert case.raw.url == "https://a.example/late"


def test_what_left_with_its_document_is_explained_by_it(out: Path) -> None:
    case = explain(out, row_of(out, "images").quarantine_id)
    assert case.own == (("articles", "published_before_it_was_fetched"),)
    assert "published_before_it_was_fetched" in as_pytest(case)


def test_a_mended_cause_is_seen(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "clean", mending.dates_mended)
    assert explain(out, row_of(out, "articles").quarantine_id).mended


def test_what_raises_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(_raw: object) -> None:
        raise ValueError("a fault of this version")

    monkeypatch.setattr(inspecting, "clean", raises)
    case = explain(out, row_of(out, "articles").quarantine_id)
    assert case.today is None
    assert "a fault of this version" in (case.raised or "")


def run(source: str, **patched: object) -> None:
    names: dict[str, object] = {}
    exec(compile(source, "test_case.py", "exec"), names)
    names.update(patched)
    (test,) = (value for name, value in names.items() if name.startswith("test_"))
    test()  # type: ignore[operator]


def test_the_written_test_fails_until_the_cause_is_mended(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = as_pytest(explain(out, row_of(out, "articles").quarantine_id))
    with pytest.raises(AssertionError):
        run(source)
    monkeypatch.setattr(inspecting, "clean", mending.dates_mended)
    run(source)


def test_the_written_test_runs_by_itself(out: Path, tmp_path: Path) -> None:
    file = tmp_path / "test_written.py"
    file.write_text(as_pytest(explain(out, row_of(out, "images").quarantine_id)), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)]
    bare = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # it needs nothing but pytest
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert "1 failed" in done.stdout


LENGTH = '[severities]\n"articles.body_has_an_articles_length" = "{}"\n'
SHORT = {"brief": page("Fair is over", words="It's over. "), "long": page("Market moves indoors")}


@pytest.fixture
def strict(tmp_path: Path) -> Path:
    """A night that was cleaned by a contract which rejects short bodies."""
    contract = tmp_path / "strict.toml"
    contract.write_text("# \u00fc, and a quote: '\n" + LENGTH.format("error"), encoding="utf-8")
    source = write_source(tmp_path / "in", SHORT)
    job = Job(sources=[str(source)], out=str(tmp_path / "out"), workers=1, contract=str(contract))
    night.clean(job, date(2026, 11, 1), here)
    return tmp_path / "out"


def test_a_row_is_explained_by_the_contract_of_its_night(strict: Path, tmp_path: Path) -> None:
    name = row_of(strict, "articles").quarantine_id
    case = explain(strict, name)
    assert case.own == (("articles", "body_has_an_articles_length"),)
    assert not case.mended
    lenient = tmp_path / "lenient.toml"
    lenient.write_text(LENGTH.format("warning"))
    assert explain(strict, name, lenient).mended


def test_the_written_test_judges_by_the_contract_of_the_night(
    strict: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = as_pytest(explain(strict, row_of(strict, "articles").quarantine_id))
    assert "# \\xfc, and a quote" in source
    with pytest.raises(AssertionError):
        run(source)
    longer = page("Fair is over")
    monkeypatch.setattr(
        inspecting, "clean", lambda raw: cleaners.clean(replace(raw, content=longer))
    )
    run(source)


def test_no_test_of_what_a_gate_holds_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES), gates=many_in_quarantine)
    rows = {row.row_id: row for row in listed(out, Pick(check="share"))[0]}
    held = next(row for row in rows.values() if row.table == "articles")
    with pytest.raises(NoCaseError):
        as_pytest(explain(out, held.quarantine_id))


# Reprocessing


def test_nothing_differs_where_nothing_changed(out: Path) -> None:
    found = compare(out, here)
    assert (found.documents, found.changed, found.differences) == (2, 0, ())
    replay_by(out)
    assert compare(out, here).changed == 0


def test_what_only_a_gate_holds_back_does_not_differ(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES), gates=many_in_quarantine)
    assert set(outcomes(out).values()) == {"quarantined"}
    found = compare(out, here)
    assert (found.documents, found.differences) == (3, ())


def test_differences_are_told_by_field(out: Path) -> None:
    found = compare(out, here, cleaner=MENDING + "dates_mended")
    assert found.changed == 2
    assert version(out) == 1
    fields = {(each.table, each.field) for each in found.differences}
    assert ("articles", "row") in fields or ("articles", "date_published") in fields
    assert "2 of 2" in found.sentence


def test_another_contract_differs_in_the_checks_alone(out: Path, tmp_path: Path) -> None:
    relaxed = tmp_path / "relaxed.toml"
    check = "published_before_it_was_fetched"
    relaxed.write_text(f'[severities]\n"articles.{check}" = "off"\n')
    found = compare(out, here, contract=relaxed)
    assert found.changed == found.documents == 2
    told = [each for each in found.differences if each.table == "articles"]
    assert told
    assert all(check in (each.before or "") for each in told if each.field == "checks")
    assert version(out) == 1


def test_a_row_with_an_old_name_of_its_check_is_still_failing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of nights in which a check of Pandera's own was called by Pandera's word alone."""
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES), MENDING + "zone_unheard_of")
    assert "date_published_zone_is_known" in row_of(out, "articles").checks
    _call_it_as_before(out)
    monkeypatch.setattr(Dataset, "require", lambda *_: None)  # the file is of another size
    assert "date_published_zone_is_known" in row_of(out, "articles").checks
    result = replay_by(out, MENDING + "zone_unheard_of")
    assert (result.rows("released"), result.newly_failing) == (0, 0)


def _call_it_as_before(out: Path) -> None:
    """Write the quarantine again as an older fragmend wrote it."""
    dataset = Dataset.open(out)
    current = dataset.current()
    assert current
    (entry,) = current.files("quarantine")
    rows = pl.read_parquet(dataset.path / entry.path, hive_partitioning=False)
    check = pl.element().struct.field("check").replace("date_published_zone_is_known", "isin")
    old = pl.col("failures").list.eval(pl.element().struct.with_fields(check.alias("check")))
    (dataset.path / entry.path).unlink()
    rows.with_columns(old).write_parquet(dataset.path / entry.path)


def test_only_what_is_picked_is_compared(out: Path) -> None:
    assert compare(out, here, pick=Pick(domain="nowhere.example")).documents == 0
    with pytest.raises(NothingPublishedError):
        compare(out, here, pick=Pick(night="2000-01-01"))


def test_the_cleaner_of_today_is_the_one_that_is_explained_by() -> None:
    assert inspecting.clean is cleaners.clean

"""A table that a contract brought changes: its versions, and the migrations between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows import night
from flows.check import what_if
from flows.contracts import load, opened
from flows.dataset import Dataset, scan
from flows.errors import MixedVersionsError
from flows.parameters import Job
from flows.rejected.erase import erase
from flows.rejected.replaying import Request, replay
from flows.store.migrating import migrate_files
from schemas import tables
from schemas.errors import ContractError, OtherVersionError, SchemaMismatchError
from tests.flows.replays import here, write_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = '''
import pandera.polars as pa
import polars as pl
from schemas.columns import column, rule
from schemas.migrate import Migration


class Event(pa.DataFrameModel):
    """One event that a page announces."""

    event_id: str = column("Its id.", unique=True)
    document_id: str = column("Its document.")
    place: str = column("Where it is.", null="unknown")
    fee: float = column("What it costs.", unit="EUR", null="unknown")

    @rule("fee")
    def event_is_cheap(cls) -> pl.Expr:
        """It costs no more than 50 euros."""
        return pl.col("fee") <= 50

    class Config:
        strict = True


def events(page, told, context):
    for number, node in enumerate(n for n in told.nodes if n.get("@type") == "Event"):
        yield {
            "event_id": f"{context.document_id}-{number}", "document_id": context.document_id,
            "place": node.get("location"), "fee": float(node["price"]),
        }


CONTRACT = {"limits": {"fewest_words": 1}}
KINDS = {"events": (Event, events)}
'''
THIRD = (
    FIRST.replace("place: str", "venue: str").replace('"place":', '"venue":')
    .replace("fee: float", "fee_cents: int").replace('"fee"', '"fee_cents"')
    .replace('float(node["price"])', 'round(float(node["price"]) * 100)')
    .replace("<= 50", "<= 5_000")
    .replace("strict = True", 'strict = True\n        metadata = {"version": 3}')
)  # fmt: skip
STEPS = """
MIGRATIONS = {
    ("events", 1): Migration(
        "a place is called venue", lambda rows: rows.rename({"place": "venue"}),
        before={"place": pl.String, "venue": None},
    ),
    ("events", 2): Migration(
        "fees are whole cents, no euros",
        lambda rows: rows.with_columns(fee_cents=(pl.col("fee") * 100).round().cast(pl.Int64)),
        before={"fee": pl.Float64, "fee_cents": None},
    ),
}
"""


def page(name: str, price: str) -> str:
    event = f'{{"@type": "Event", "location": "{name} hall", "price": "{price}"}}'
    text = "".join(f"<p>{name} number {n} was told of at length today.</p>" for n in range(9))
    script = f'<script type="application/ld+json">{event}</script>'
    return (
        f"<html><head>{script}</head><body><article><h1>{name}</h1>{text}</article></body></html>"
    )


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """No test leaves a table behind that the next one does not know."""
    yield
    tables._FURTHER.pop("events", None)
    tables._KNOWN.pop("events", None)


def contract(tmp_path: Path, text: str, name: str = "events.py") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def clean(tmp_path: Path, text: str, day: int, **pages: str) -> Path:
    path = contract(tmp_path, text)
    source = write_source(
        tmp_path / f"in-{day}", {name: page(name, price) for name, price in pages.items()}
    )
    out = tmp_path / "out"
    job = Job(sources=[str(source)], out=str(out), workers=1, contract=str(path))
    assert night.clean(job, date(2026, 11, day), here).state != "held"
    return out


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two nights, cleaned by the first contract and by the third."""
    clean(tmp_path, FIRST, 1, harbour="12.50", opera="80")
    return clean(tmp_path, THIRD + STEPS, 2, bridge="7")


def found(out: Path) -> list[tuple[str, int]]:
    return scan("events", out).sort("venue").select("venue", "fee_cents").collect().rows()


def test_older_rows_are_led_on(out: Path) -> None:
    assert found(out) == [("bridge hall", 700), ("harbour hall", 1250)]
    current = Dataset.open(out).current()
    assert [entry.schema_version for entry in current.files("events")] == [1, 3]  # type: ignore[union-attr]


def test_a_process_without_the_contract_does_not_mix_them(out: Path) -> None:
    tables._FURTHER.pop("events"), tables._KNOWN.pop("events")
    with pytest.raises(MixedVersionsError, match="in versions 1, 3"):
        scan("events", out)
    assert scan("events", out, version=1).collect().columns[2:4] == ["place", "fee"]


def test_what_if_replay_and_erasure_lead_them_on(out: Path, tmp_path: Path) -> None:
    dear = contract(tmp_path, (THIRD + STEPS).replace("<= 5_000", "<= 10_000"), "dear.py")
    moved = {move.table: move for move in what_if(out, dear).moves}
    assert (moved["events"].leave, moved["events"].come) == (0, 1)
    replay(Request(str(out), workers=1, contract=str(dear)), here)
    assert found(out) == [("bridge hall", 700), ("harbour hall", 1250), ("opera hall", 8000)]
    assert erase(out, urls=["https://a.example/harbour"]).proof.holds  # type: ignore[union-attr]
    assert found(out) == [("bridge hall", 700), ("opera hall", 8000)]


def test_each_night_is_replayed_by_its_own_contract(out: Path) -> None:
    replay(Request(str(out), workers=1), here)
    opened(load(out.parent / "events.py"))
    assert found(out) == [("bridge hall", 700), ("harbour hall", 1250)]


def test_all_of_it_is_written_again(out: Path, tmp_path: Path) -> None:
    done = migrate_files(out, contract=contract(tmp_path, THIRD + STEPS))
    assert done.files == {"events": 1, "quarantine": 1}
    rows = pl.read_parquet(out / "current/events/*/*.parquet").sort("venue")
    assert rows["fee_cents"].to_list() == [700, 1250]
    tables._FURTHER.pop("events"), tables._KNOWN.pop("events")
    assert len(scan("events", out).collect()) == 2
    left = migrate_files(out)
    assert left.unknown == ("events",)
    assert "contract of events was not given" in left.sentence


def test_a_missing_step_is_told(out: Path, tmp_path: Path) -> None:
    only = STEPS.replace('("events", 1)', '("events", 2)', 1)
    opened(
        load(
            contract(
                tmp_path,
                THIRD + only[: only.index('    ("events", 2): Migration(\n        "fees')] + "}",
            )
        )
    )
    with pytest.raises(OtherVersionError, match="from 1 to 2"):
        scan("events", out)


def test_an_older_contract_does_not_read_newer_rows(out: Path, tmp_path: Path) -> None:
    opened(load(contract(tmp_path, FIRST)))
    with pytest.raises(OtherVersionError, match="version 3 of the table events, and version 1"):
        scan("events", out)


def test_a_change_without_a_version_is_noticed(tmp_path: Path) -> None:
    clean(tmp_path, FIRST, 1, harbour="12.50")
    renamed = FIRST.replace("place: str", "venue: str").replace('"place":', '"venue":')
    opened(load(contract(tmp_path, renamed)))
    with pytest.raises(SchemaMismatchError, match="place is not known any more; raise the version"):
        scan("events", tmp_path / "out")
    grown = FIRST.replace(
        "    @rule", '    room: str = column("Which.", null="unknown")\n\n    @rule'
    )
    opened(load(contract(tmp_path, grown)))
    assert scan("events", tmp_path / "out").collect()["room"].to_list() == [None]


WRONG = [
    pytest.param("MIGRATIONS = {('events', 3): Migration('', lambda rows: rows)}",
                 "starts from no version", id="from-today"),
    pytest.param("MIGRATIONS = {('images', 1): Migration('', lambda rows: rows)}",
                 "is of no table in KINDS", id="a-table-of-ours"),
    pytest.param("MIGRATIONS = {'events': 1}", "is no step", id="no-step"),
    pytest.param("MIGRATIONS = {('events', 2): Migration('same', lambda rows: rows, "
                 "before={'fee': pl.Float64, 'fee_cents': None})}",
                 "column fee_cents is not there and should be Int64", id="leads-elsewhere"),
    pytest.param("MIGRATIONS = {('events', 2): Migration('raises', lambda rows: rows.nothing)}",
                 "AttributeError", id="raises"),
    pytest.param("MIGRATIONS = {('events', 2): Migration('', lambda rows: rows, "
                 "before={'fee': 'float'})}", "polars types", id="no-type"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_steps_that_lead_nowhere(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ContractError, match="MIGRATIONS") as caught:
        load(contract(tmp_path, f"{THIRD}\n{line}\n"))
    assert said in str(caught.value)

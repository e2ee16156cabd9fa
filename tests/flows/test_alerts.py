"""Alerts on a real server: events that automations act on, a webhook, a person who answers."""

from __future__ import annotations

import json
import sqlite3
import threading
import urllib.error
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from tests.flows.dumps import IN_THE_FUTURE, dump, page
from tests.flows.test_production import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.prove
GREW, BREACHED = "fragmend.quarantine-grew", "fragmend.gate-breached"
COUNT = {
    "__prefect_kind": "json",
    "value": {"__prefect_kind": "jinja", "template": "{{ event.payload.quarantined }}"},
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    made.environment["PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS"] = "5"
    yield made
    made.run("schedule", "--stop")


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook that takes what it gets, and says that it is ill."""
    got: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", got
        server.shutdown()


def on_growth(place: Place) -> dict[str, Any]:
    """Run ``replay`` when the quarantine grows, as docs/nightly.md shows it."""
    replay = place.ask("deployments/name/replay/replay")["id"]
    return {
        "name": "look at what grew",
        "enabled": True,
        "trigger": {
            "type": "event",
            "posture": "Reactive",
            "expect": [GREW],
            "match": {"prefect.resource.id": "fragmend.dataset.*"},
            "threshold": 1,
            "within": 0,
        },
        "actions": [
            {
                "type": "run-deployment",
                "source": "selected",
                "deployment_id": replay,
                "parameters": {
                    "job": {"out": str(place.folder / "dataset"), "dry_run": True, "workers": COUNT}
                },
            }
        ],
    }


def runs(place: Place, flow: str) -> list[dict[str, Any]]:
    found = place.ask("flow_runs/filter", {"flows": {"name": {"any_": [flow]}}})
    return sorted(found, key=lambda run: run["created"])


def test_a_night_that_grew_and_one_that_a_person_discards(
    place: Place, hook: tuple[str, list[dict[str, Any]]]
) -> None:
    address, got = hook
    good = [page(f"Story {at}", number=at) for at in range(60)]
    bad = [page(f"Late story {at}", number=at, **IN_THE_FUTURE) for at in range(60)]
    dump(place.folder / "dumps" / "2026-11-01", good, fetched="2026-11-01")
    mixed = [page(f"Other story {at}", number=at) for at in range(56)] + bad[:4]
    dump(place.folder / "dumps" / "2026-11-02", mixed, fetched="2026-11-02")
    dump(place.folder / "dumps" / "2026-11-03", bad, fetched="2026-11-03")
    place.schedule("--webhook", address)
    place.ask("automations/", on_growth(place))

    job = place.ask("deployments/name/clean/nightly")["parameters"]["job"]
    run = place.start("clean/nightly", job=job | {"night": "2026-11-01"})
    assert place.ended(run, 240) == "Completed"
    assert got == []
    run = place.start("clean/nightly", job=job | {"night": "2026-11-02"})
    assert place.ended(run, 240) == "Quarantined"  # though its webhook answers with an error
    assert [(each["event"], each["night"], each["quarantined"]) for each in got] == [
        (GREW, "2026-11-02", 4)
    ]
    (grown,) = place.wait(lambda: runs(place, "replay"))
    assert grown["parameters"]["job"]["workers"] == 4  # a number, from the event
    assert place.ended(grown["id"], 240) == "DryRun"

    run = place.start("clean/nightly", job=job | {"night": "2026-11-03"})
    assert place.ended(run, 240) == "GateBreached"
    assert [each["event"] for each in got[1:]] == [BREACHED, GREW]
    (asked,) = place.wait(lambda: runs(place, "approve"))
    place.wait(lambda: place.state(asked["id"]) == "Suspended", 240)
    form = {"run_input": {"verdict": "discard", "reason": "the clock of the site is wrong"}}
    assert place.ask(f"flow_runs/{asked['id']}/resume", form)["status"] == "ACCEPT"
    assert place.ended(asked["id"], 240) == "Discarded"
    assert place.nights() == {"2026-11-01": 1, "2026-11-02": 2}
    again = place.start("approve/approve", out=str(place.folder / "dataset"), night="2026-11-03")
    assert place.ended(again, 240) == "NothingHeld"
    forgets_what_is_old(place, grown["id"], kept=run)


def forgets_what_is_old(place: Place, old: str, kept: str) -> None:
    """The server that ``fragmend schedule`` starts removes runs of more than 90 days ago."""
    long_ago = (datetime.now(UTC) - timedelta(days=91)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with sqlite3.connect(place.folder / "home" / "prefect.db", timeout=60) as database:
        done = database.execute(
            "UPDATE flow_run SET end_time = ? WHERE id = ?", (long_ago, old)
        ).rowcount
    database.close()
    assert done == 1

    def gone() -> bool:
        try:
            place.ask(f"flow_runs/{old}")
        except urllib.error.HTTPError as error:
            return error.code == 404
        return False

    place.wait(gone, 180)
    assert place.state(kept) == "GateBreached"

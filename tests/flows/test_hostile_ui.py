"""Hostile headlines in both UIs of Prefect, in a real browser: shown as text, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from flows.shown.escape import for_markdown
from flows.shown.worst import told
from tests.flows.hostile import HOSTILE
from tests.flows.shown.test_artifacts import all_pages, hostile
from tests.flows.test_production import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium"),
]
TEXTS = tuple(text for text in HOSTILE if text.strip() and len(text) < 1000)
UIS = [pytest.param("", "Switch to V2 UI", id="classic"),
       pytest.param("/v2", "Switch to V1 UI", id="new")]  # fmt: skip
RUNS = {"script", "img", "iframe", "object", "embed", "form", "details", "base", "math"}
"""Elements that neither UI puts into the page of an artifact, so each would be a headline's."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = Place(tmp_path_factory.mktemp("ui"))
    made.schedule()
    yield made
    made.run("schedule", "--stop")


@pytest.fixture(scope="module")
def run(place: Place) -> str:
    """Id of a run whose message holds hostile names of sites."""
    flow = place.ask("flows/", {"name": "hostile"})["id"]
    message = " ".join(told(hostile(text)) for text in TEXTS)
    state = {"type": "FAILED", "name": "GateBreached", "message": message}
    return str(place.ask("flow_runs/", {"flow_id": flow, "name": "night", "state": state})["id"])


@pytest.fixture(scope="module")
def shown(place: Place, run: str) -> dict[str, str]:
    """Ids of artifacts by key, each with the page of every text, one below the other.

    ``escaped off`` holds them as a page would that forgot to escape them.
    """
    every = [all_pages(hostile(text), hostile(text)) for text in TEXTS]
    pages = {key: "\n\n".join(each[key] for each in every) for key in every[0]}
    pages["escaped-off"] = "# alert(1)\n\n`alert(1)`\n\n" + "\n\n".join(TEXTS)
    return {
        key: place.ask(
            "artifacts/", {"key": key, "type": "markdown", "data": page, "flow_run_id": run}
        )["id"]
        for key, page in pages.items()
    }


def rendered(address: str, folder: Path, sign: str) -> Any:
    """The page once ``sign`` shows; a busy machine needs more than one look."""
    for seconds in (15, 30, 60, 90):
        command = [
            CHROMIUM or "", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--window-size=1280,900", f"--user-data-dir={folder}",
            f"--virtual-time-budget={seconds * 1000}", "--dump-dom", address,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
        page = html.fromstring(done.stdout)
        if sign in page.xpath("string(//body)"):
            return page
    pytest.fail(f"{address} never showed {sign}")


def wrong_in(page: Any) -> list[tuple[str, str]]:
    """What is in the page because a headline put it there."""
    wrong = []
    for node in page.iter():
        if not isinstance(node.tag, str):
            continue
        wrong += [(node.tag, name) for name in node.attrib if name.startswith("on")]
        for name in ("src", "href", "action", "data", "content"):
            place_named = node.get(name, "")
            bad = any(sign in place_named for sign in ("javascript:", "phish", "tracker.example"))
            wrong += [(node.tag, place_named)] if bad or place_named == "x" else []
        if node.tag == "script" and "alert" in (node.text or ""):
            wrong.append(("script", node.text))
        inside = any("markdown" in str(above.get("class")) for above in node.iterancestors())
        wrong += [(node.tag, "in a page")] if inside and node.tag in RUNS else []
    return wrong


def is_shown(text: str, page: Any) -> bool:
    """Whether a text stands in code, as text."""
    wanted = "".join(for_markdown(text, 60).strip("`…").split())
    return any(wanted in "".join("".join(code.itertext()).split()) for code in page.iter("code"))


@pytest.mark.parametrize(("ui", "mark"), UIS)
@pytest.mark.parametrize("key", ["scorecard", "failed-checks", "samples", "drift"])
def test_nothing_renders_and_nothing_runs(
    place: Place, shown: dict[str, str], ui: str, mark: str, key: str, tmp_path: Path
) -> None:
    root = place.api.removesuffix("/api")
    page = rendered(f"{root}{ui}/artifacts/artifact/{shown[key]}", tmp_path, "alert(1)")
    assert mark in page.xpath("string(//body)")  # it is this UI and not the other
    assert not wrong_in(page)
    assert [text for text in TEXTS if not is_shown(text, page)] == []


@pytest.mark.parametrize(("ui", "mark"), UIS)
def test_the_message_of_a_run_is_text(
    place: Place, run: str, ui: str, mark: str, tmp_path: Path
) -> None:
    root = place.api.removesuffix("/api")
    address = f"{root}{ui}/runs/flow-run/{run}?tab=Details"
    page = rendered(address, tmp_path, "GateBreached")
    assert mark in page.xpath("string(//body)")
    assert not wrong_in(page)


@pytest.mark.parametrize(("ui", "mark"), UIS)
def test_what_is_not_escaped_would_be_seen(
    place: Place, shown: dict[str, str], ui: str, mark: str, tmp_path: Path
) -> None:
    """The tests above can fail: with the escapes left out, each UI makes links of headlines."""
    root = place.api.removesuffix("/api")
    page = rendered(f"{root}{ui}/artifacts/artifact/{shown['escaped-off']}", tmp_path, "alert(1)")
    assert mark in page.xpath("string(//body)")
    assert wrong_in(page)

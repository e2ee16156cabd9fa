"""Hostile headlines in both UIs of Prefect, in a real browser: shown as text, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

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


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = Place(tmp_path_factory.mktemp("ui"))
    made.schedule()
    yield made
    made.run("schedule", "--stop")


@pytest.fixture(scope="module")
def shown(place: Place) -> dict[str, str]:
    """Ids of artifacts that hold all hostile texts, by key."""
    texts = [text for text in HOSTILE if len(text) < 1000]
    many = [hostile(text) for text in texts]
    summary = replace(
        many[0],
        failures=tuple(each for one in many for each in one.failures),
        gates=tuple(each for one in many for each in one.gates),
        by_domain=tuple(each for one in many for each in one.by_domain),
        samples=tuple(each for one in many for each in one.samples),
        repairs=dict.fromkeys(texts, 1),
        blamed=tuple(texts),
        pairs=len(texts),
    )
    return {
        key: place.ask("artifacts/", {"key": key, "type": "markdown", "data": page})["id"]
        for key, page in all_pages(summary).items()
    }


def rendered(address: str, folder: Path) -> Any:
    """The page once its artifact shows; a busy machine needs more than one look."""
    for seconds in (15, 30, 60, 90):
        command = [
            CHROMIUM or "", "--headless=new", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={folder}", f"--virtual-time-budget={seconds * 1000}",
            "--dump-dom", address,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
        page = html.fromstring(done.stdout)
        if "alert(1)" in "".join(page.xpath("//code//text()")):  # it is there, as text
            return page
    pytest.fail(f"{address} never showed")


@pytest.mark.parametrize("ui", ["", "/v2"], ids=["classic", "new"])
@pytest.mark.parametrize("key", ["scorecard", "failed-checks", "samples", "drift"])
def test_nothing_renders_and_nothing_runs(
    place: Place, shown: dict[str, str], ui: str, key: str, tmp_path: Path
) -> None:
    root = place.api.removesuffix("/api")
    page = rendered(f"{root}{ui}/artifacts/artifact/{shown[key]}", tmp_path)
    wrong = []
    for node in page.iter():
        if not isinstance(node.tag, str):
            continue
        wrong += [(node.tag, name) for name in node.attrib if name.startswith("on")]
        for name in ("src", "href"):
            place_named = node.get(name, "")
            bad = "javascript:" in place_named or ".example" in place_named or place_named == "x"
            wrong += [(node.tag, place_named)] if bad else []
        if node.tag == "script" and "alert" in (node.text or ""):
            wrong.append(("script", node.text))
    wrong += [("iframe", node.get("src")) for node in page.iter("iframe", "details", "object")]
    assert not wrong

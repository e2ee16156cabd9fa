"""The examples of docs/contract.md work as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from cleaners import clean
from flows.contracts import opened
from flows.workers.work import ContractFile
from schemas.frames import version_of
from schemas.migrate import migrated

PAGE = Path(__file__).parents[2] / "docs" / "contract.md"


def example(language: str, number: int = 0) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found[number])


def test_the_toml_of_the_page() -> None:
    contract = opened(ContractFile("shop.toml", example("toml"))).contract
    assert contract.kinds == ("products",)
    assert contract.domain_limits == {"kessel.example": {"fewest_words": 10}}


def test_the_python_of_the_page() -> None:
    found = opened(ContractFile("events.py", example("python")))
    html = '<script type="application/ld+json">{"@type": "Event", "name": "Regatta"}</script>'
    (event,) = clean(html, kinds=found.extract).further["events"]
    assert event["name"] == "Regatta"
    assert [model.__name__ for model in found.contract.rules["articles"]] == ["Strict"]


def test_the_migrations_of_the_page() -> None:
    """The page's second class instead of its first one."""
    brought = 'KINDS = {"events": (Event, events)}'
    text = f"{example('python')}\n{example('python', 1)}\n{brought}\n"
    found = opened(ContractFile("events.py", text))
    assert version_of("events") == 3
    before = pl.DataFrame({"event_id": ["a"], "document_id": ["b"], "name": ["c"], "hours": [1.5]})
    (event,) = migrated(before.lazy(), "events", 1).collect().to_dicts()
    assert event == {"event_id": "a", "document_id": "b", "title": "c", "minutes": 90}
    assert set(found.migrations) == {("events", 1), ("events", 2)}

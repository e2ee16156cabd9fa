"""The examples of docs/contract.md work as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from cleaners import clean
from flows.contracts import opened
from flows.workers.work import ContractFile

PAGE = Path(__file__).parents[2] / "docs" / "contract.md"


def example(language: str) -> str:
    (text,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(text)


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

# ruff: noqa: E501  (tables of cases)
from __future__ import annotations

import time

import pytest

from cleaners.normalize.person import is_full_name, parse_people

CASES = [
    pytest.param("Ada Lovelace", ("Ada Lovelace",), id="one"),
    pytest.param("By Ada Lovelace and Mary Somerville", ("Ada Lovelace", "Mary Somerville"), id="by"),
    pytest.param("Von Ada Lovelace, Karl Gauß", ("Ada Lovelace", "Karl Gauß"), id="von"),
    pytest.param("Ada Lovelace | Mary Somerville", ("Ada Lovelace", "Mary Somerville"), id="bar"),
    pytest.param("Lovelace, Ada", ("Ada Lovelace",), id="surname-first"),
    pytest.param("ADA LOVELACE", ("Ada Lovelace",), id="shouted"),
    pytest.param("Ada Lovelace, Ph.D.", ("Ada Lovelace",), id="degree"),
    pytest.param("Rui Ma", ("Rui Ma",), id="surname-like-a-degree"),
    pytest.param("Ada Lovelace - Product marketer", ("Ada Lovelace",), id="trade"),
    pytest.param("Anne-Marie Curie", ("Anne-Marie Curie",), id="hyphen"),
    pytest.param("Ada Lovelace in Mathematics", ("Ada Lovelace",), id="section"),
    pytest.param("Ada Lovelace Writer", ("Ada Lovelace",), id="role-behind"),
    pytest.param("Kate Author", ("Kate Author",), id="role-that-is-a-surname"),
    pytest.param("The Solent Post", (), id="article-before"),
    pytest.param("作者：王小明", ("王小明",), id="chinese"),
    pytest.param("Ada Lovelace; Ada Lovelace", ("Ada Lovelace",), id="twice"),
    pytest.param("Reuters Staff", (), id="agency"),
    pytest.param("admin", (), id="account"),
    pytest.param("https://example.org/author/ada", (), id="address"),
    pytest.param("7 March 2019", (), id="date"),
    pytest.param("Center for Fog and Research", (), id="organisation-is-not-cut-in-two"),
    pytest.param("example.org", (), id="domain"),
    pytest.param("", (), id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "names"), CASES)
def test_parse_people(raw: str, names: tuple[str, ...]) -> None:
    assert parse_people(raw) == names


def test_a_publisher_may_call_a_desk_a_person() -> None:
    assert parse_people("Reuters", stated=True) == ("Reuters",)
    assert parse_people("admin", stated=True) == ()


@pytest.mark.parametrize(
    ("text", "holds"),
    [("Ludwig van Beethoven", True), ("Aoife O'Riordan", True), ("Free Trial", False), ("Terms of Use", False), ("Fog", False)],
)  # fmt: skip
def test_is_full_name(text: str, *, holds: bool) -> None:
    assert is_full_name(text) is holds


@pytest.mark.parametrize(
    "text", ["by " * 300_000, "A, " * 300_000, "(" * 10**6, "a" * 10**6, ", ph.d" * 200_000]
)
def test_hostile_texts_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    parse_people(text)
    assert time.perf_counter() - start < 5

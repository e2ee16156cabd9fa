# ruff: noqa: E501  (tables of cases)
from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.normalize.json import read_json

CASES: list[Any] = [
    pytest.param('{"a": 1}', [{"a": 1}], id="sound"),
    pytest.param('{"a": "x\ny\tz"}', [{"a": "x\ny\tz"}], id="raw-line-feed"),
    pytest.param('<!-- {"a": 1} -->', [{"a": 1}], id="html-comment"),
    pytest.param('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}], id="cdata"),
    pytest.param('{"a": [1, 2,],}', [{"a": [1, 2]}], id="trailing-commas"),
    pytest.param('[{"a": 1},]', [[{"a": 1}]], id="trailing-comma-in-array"),
    pytest.param('{"a": 1}}', [{"a": 1}], id="one-brace-too-many"),
    pytest.param('{"a": 1};', [{"a": 1}], id="semicolon"),
    pytest.param('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}], id="two-values"),
    pytest.param('{"a": {"b": "c"}', [{"a": {"b": "c"}}], id="brace-missing"),
    pytest.param('{"a": "he said "no" twice", "b": 1}', [{"a": 'he said "no" twice', "b": 1}], id="bare-quotes"),
    pytest.param("{'a': 'b'}", [{"a": "b"}], id="single-quotes"),
    pytest.param('{"a": "it\\\'s",}', [{"a": "it's"}], id="bad-escape"),
    pytest.param('{"a":, "b": 1}', [{"b": 1}], id="value-missing"),
    pytest.param('{"b": 1, "a": "cut off he', [{"b": 1}], id="cut-value-is-dropped"),
    pytest.param("no data", [], id="prose"),
    pytest.param("", [], id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), CASES)
def test_read_json(text: str, values: list[Any]) -> None:
    assert read_json(text) == values


@settings(deadline=None)
@given(st.text(alphabet="{}[]\",:'\\/*<!->ab1 \n", max_size=80))
def test_any_text_is_fine(text: str) -> None:
    read_json(text)


HOSTILE = [
    '{"' * 300_000, "[" * 10**6, '{"a":"' + '" x' * 300_000, '{"a":"' + "\\" * 10**6, "/" * 10**6,
    "{" + "/*" * 500_000, '{"a":"' + '" ,' * 300_000, '{"a"' + " " * 10**6 + "1", "{'" + "x" * 10**6,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_cost_little(text: str) -> None:
    start = time.perf_counter()
    read_json(text)
    assert time.perf_counter() - start < 5

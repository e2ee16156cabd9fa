# ruff: noqa: E501  (tables of cases)
"""Whole documents that parsers lose text of: nothing is lost, and the ledger says what was done."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.decode import decode
from cleaners.mend import mend
from cleaners.mend.parse import parse
from cleaners.walk import walk

PAGE = "<!DOCTYPE html><title>Fog</title><body><h1>Fog</h1>"
XML = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>'

LOST = [
    pytest.param("<p>a\0b</p><p>c", ["ab", "c"], {"control-character"}, id="nul"),
    pytest.param(XML + "<p>a</p><p>b</p></body></html>", ["a", "b"], set(), id="xml-declaration"),
    pytest.param(XML + "<p><![CDATA[a & b]]></p><p>c</p>", ["a & b", "c"], {"cdata-section"}, id="cdata"),
    pytest.param(
        XML + "<script>//<![CDATA[\nvar a = 1;\n//]]></script><p>c</p>", ["c"], set(), id="cdata-of-a-script"
    ),
    pytest.param("<p>a</p><![CDATA[b]]><p>c</p>", ["a", "c"], set(), id="cdata-in-html-is-a-comment"),
    pytest.param(PAGE + "<p>a</p></body></html>\n<p>b</p></html>c", ["Fog", "a", "b", "c"], set(), id="behind-html"),
    pytest.param(
        PAGE + "<p>a</p></body></html><html><head><title>x</title></head><body><p>b</p></body></html>",
        ["Fog", "a", "b"], set(), id="two-documents",
    ),
    pytest.param(
        "<template><div>a</template><p>b</p>", ["b"], {"fallback-parser"}, id="template-passed-over"
    ),
    pytest.param("<template><p>a</p></template><p>b</p>", ["b"], set(), id="whole-template"),
    pytest.param("<p>a<svg><path d='M0'><p>b</p><p>c", ["a", "b", "c"], set(), id="svg-left-open"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "texts", "rules"), LOST)
def test_nothing_is_lost(source: str, texts: list[str], rules: set[str]) -> None:
    page = mend(source)
    assert page.walk.texts == texts
    assert {repair.rule for repair in page.repairs} == rules


def test_lone_surrogates_are_counted() -> None:
    cleaned = clean("<h1>Fog</h1><p>One \ud83d two \ud83d\ude00 three.</p>")
    assert [repair.rule for repair in cleaned.repairs] == ["lone-surrogate"]
    assert "One \ufffd two 😀 three." in cleaned.fingerprint_text


@pytest.mark.prove
@pytest.mark.parametrize(
    ("source", "words", "rules"),
    [
        pytest.param("<div>" * 100_000 + "deep", ["deep"], {"fallback-parser", "torn-rest"}, id="100000-levels"),
        pytest.param("<p>" + "fog " * 2_500_000 + "end", ["end"], set(), id="one-text-of-10-mb"),
        pytest.param("<p title='" + "x" * 10_500_000 + "'>a</p>b", ["a", "b"], set(), id="one-value-of-10-mb"),
        pytest.param("<p>a</p>" + "<!--" + "x" * 10_500_000 + "-->b", ["a", "b"], set(), id="one-comment-of-10-mb"),
        pytest.param("<" + "x" * 60_000 + ">a</p>b", ["a", "b"], set(), id="one-name-of-60-kb"),
    ],
)  # fmt: skip
def test_limits_of_the_parser_lose_nothing(source: str, words: list[str], rules: set[str]) -> None:
    page = mend(source)
    said = " ".join(page.walk.texts)
    assert all(word in said[-40:] for word in words)
    assert {repair.rule for repair in page.repairs} == rules


PIECES = st.sampled_from(
    [b"<p>", b"</p>", b"<svg>", b"</html>", b"<template>", b"</template>", b"<table>", b"<td>", b"<![CDATA[", b"]]>",
     b"<?xml version='1.0'?>", b"\0", b"\xff\xfe", b"\xc3", b"<!--", b"<math>", b"<frameset>", b"<plaintext>", b"&#xd800;",
     b"&#0;", b"fog", b"<img src=", b'"', b"<select><option>", b"<pre>", b"<a href=", b"</body>", b"<head>", b"<x:y z:a=1>"]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=80), st.lists(PIECES, max_size=12).map(b"".join)))
def test_any_bytes_are_parsed_and_walked(content: bytes) -> None:
    text = decode(content).text
    assert walk(parse(text).tree).tags[0] == "html"
    assert mend(text).walk.tags[0] == "html"

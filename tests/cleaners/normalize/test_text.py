from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.normalize.text import fold, one_line, plain

LINES = [
    pytest.param("a\u00a0 b\n\tc ", "a b c", id="white-space"),
    pytest.param("soft\u00adhyphen", "softhyphen", id="soft-hyphen"),
    pytest.param("\ufeffbom\u200b", "bom", id="bom-and-zero-width"),
    pytest.param("e\u0301", "é", id="nfc"),
    pytest.param("👩\u200d💻", "👩\u200d💻", id="joined-emoji-stays"),
    pytest.param("می\u200cخواهم", "می\u200cخواهم", id="persian-stays"),
    pytest.param("“quotes” – dash", "“quotes” – dash", id="typography-stays"),
]


@pytest.mark.parametrize(("raw", "text"), LINES)
def test_one_line(raw: str, text: str) -> None:
    assert one_line(raw) == text


@settings(deadline=None)
@given(st.text())
def test_one_line_twice_is_once(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


PLAIN = [
    pytest.param("Fish &amp; chips", "Fish & chips", id="entity"),
    pytest.param("Fish &amp;#8217;n", "Fish ’n", id="escaped-twice"),
    pytest.param("<b>Fog</b>", "Fog", id="markup"),
    pytest.param("a < b and c > d", "a < b and c > d", id="comparison-stays"),
    pytest.param("AT&T", "AT&T", id="ampersand-stays"),
]


@pytest.mark.parametrize(("raw", "text"), PLAIN)
def test_plain(raw: str, text: str) -> None:
    assert plain(raw) == text


def test_fold_tells_letters_apart() -> None:
    assert fold("Ünïted – Nations!") == "united nations"
    assert fold("港口大雾") == "港口大雾"

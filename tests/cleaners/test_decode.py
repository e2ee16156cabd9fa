# ruff: noqa: E501  (tables of cases)
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.cleaning import clean
from cleaners.decode import canonical, decode
from cleaners.mend import mend

RUSSIAN = "Туман закрыл гавань на три дня, паромы остались в порту, сообщили власти в понедельник."
CHINESE = "大雾使港口关闭了三天，渡轮停留在港口，当局星期一表示。天气预报说雾会散去。"
JAPANESE = "霧のため港は三日間閉鎖され、フェリーは港にとどまったと当局が月曜日に発表した。"
META = '<meta charset="{}"><p>'

CASES = [
    pytest.param("Köln".encode(), None, "Köln", "utf-8", id="utf-8"),
    pytest.param(b"\xef\xbb\xbfFog", "latin1", "Fog", "utf-8", id="mark-beats-the-transport"),
    pytest.param("Fog".encode("utf-16"), None, "Fog", "utf-16-le", id="utf-16-mark"),
    pytest.param("<p>Fog lay</p>".encode("utf-16-le"), None, "<p>Fog lay</p>", "utf-16-le", id="utf-16-bare"),
    pytest.param((META.format("latin1") + "Köln").encode(), None, META.format("latin1") + "Köln", "utf-8", id="meta-lies"),
    pytest.param(b"K\xf6ln \x96 \x80", "iso-8859-1", "Köln – €", "windows-1252", id="latin1-is-windows-1252"),
    pytest.param(RUSSIAN.encode("cp1251"), None, RUSSIAN, "windows-1251", id="cp1251-undeclared"),
    pytest.param(RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "koi8-r", id="koi8-declared"),
    pytest.param(CHINESE.encode("gbk"), None, CHINESE, "gb18030", id="gbk-undeclared"),
    pytest.param((META.format("gb2312") + CHINESE).encode("gb18030"), None, META.format("gb2312") + CHINESE, "gbk", id="gb2312-in-meta"),
    pytest.param((META.format("shift_jis") + JAPANESE).encode("cp932"), None, META.format("shift_jis") + JAPANESE, "shift_jis", id="shift-jis-in-meta"),
    pytest.param("大霧使港口關閉".encode("big5"), "big5", "大霧使港口關閉", "big5", id="big5-declared"),
    pytest.param(b"", None, "", "utf-8", id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "declared", "text", "encoding"), CASES)
def test_decode(content: bytes, declared: str | None, text: str, encoding: str) -> None:
    decoded = decode(content, declared)
    assert (decoded.text, decoded.unreadable) == (text, None)
    assert decoded.encoding in (encoding, canonical(encoding))


UNREADABLE = [
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG image", id="png"),
    pytest.param(b"%PDF-1.7\n%\xe2\xe3", "a PDF document", id="pdf"),
    pytest.param(bytes(200), "nothing but zero bytes", id="zeros"),
    pytest.param(bytes(5000) + b"<p>", "they begin with zeros", id="zeros-first"),
    pytest.param(bytes(range(1, 32)) * 20, "too many control characters", id="controls"),
    pytest.param(b"\xff\xfe" + b"\x00\xd8" * 9, "no encoding gives text", id="torn-utf-16"),
]


@pytest.mark.parametrize(("content", "what"), UNREADABLE)
def test_what_is_no_text_is_unreadable_and_why(content: bytes, what: str) -> None:
    assert decode(content).unreadable == f"the bytes are no text: {what}"
    assert clean(content).unreadable == f"the bytes are no text: {what}"


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    decoded = decode(("Köln, Zürich, Graz, Łódź " * 5).encode() + b"\xff")
    assert decoded.encoding == "utf-8"
    assert [repair.rule for repair in decoded.repairs] == ["undecodable-bytes"]


def test_surrogates_are_joined_or_replaced() -> None:
    assert decode("a\ud83d\ude00b").text == "a😀b"
    lone = decode("a\ud800b")
    assert (lone.text, [r.rule for r in lone.repairs]) == ("a�b", ["lone-surrogate"])


@given(st.binary(max_size=300))
def test_any_bytes_become_a_page(content: bytes) -> None:
    decoded = decode(content)
    decoded.text.encode("utf-8")
    assert mend(decoded.text).tree.tag == "html"

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from flows.inspect import inspect, read_one
from flows.sources.errors import MissingSourceError, NothingReadableError

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><html lang="en"><head><title>Fog closes harbour</title>
<meta property="og:title" content="Fog closes harbour"></head>
<body><article><h1>Fog closes harbour</h1><p>Ferries stayed in port on Monday while the fog held,
and the harbour master said that nobody would sail before the evening tide came in.</p></article>
</body></html>"""


def test_fields_are_shown_with_their_sources() -> None:
    seen = inspect(PAGE, url="https://a.org/fog")
    assert seen.outcome == "published"
    headline = [field for field in seen.fields if field.name == "headline"]
    assert headline
    assert headline[0].value == "Fog closes harbour"
    assert headline[0].source
    assert seen.document.url == "https://a.org/fog"
    plain = json.loads(seen.to_json())
    assert plain["article"]["headline"] == "Fog closes harbour"


def test_a_document_without_an_article_has_no_fields() -> None:
    seen = inspect(b"")
    assert (seen.outcome, seen.fields, seen.article) == ("empty", (), None)


@pytest.mark.parametrize(
    ("name", "content", "place", "text"),
    [
        pytest.param("a.html", b"<p>x", "a.html", b"<p>x", id="file"),
        pytest.param("a.odd", b"<p>x", "a.odd", b"<p>x", id="unknown-format"),
        pytest.param("a#1.html", b"<p>x", "a#1.html", b"<p>x", id="a-mark-in-the-name"),
        pytest.param("a.jsonl", b'{"html": "x"}\n{"html": "y"}', "a.jsonl#1", "y", id="record"),
    ],
)
def test_read_one(tmp_path: Path, name: str, content: bytes, place: str, text: object) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_one(str(tmp_path / place)).content == text


def test_read_one_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"html": "x"}\nno json')
    with pytest.raises(MissingSourceError):
        read_one(str(tmp_path / "a.jsonl#7"))
    with pytest.raises(MissingSourceError):
        read_one(str(tmp_path / "gone.html"))
    with pytest.raises(NothingReadableError, match="the line is no JSON"):
        read_one(str(tmp_path / "a.jsonl#1"))

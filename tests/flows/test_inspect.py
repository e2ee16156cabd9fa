from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from flows.cli import main
from flows.inspect import inspect, read_one
from flows.sources import jsonl
from flows.sources.errors import MissingSourceError, NotBelowError, NothingReadableError
from flows.sources.format import Fields
from flows.workers.work import ContractFile

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


def test_a_contract_judges_and_brings_its_records() -> None:
    strict = ContractFile(
        "mine.toml",
        'kinds = ["products"]\n[severities]\n"articles.body_has_an_articles_length" = "error"\n'
        '[domains."b.org".severities]\n"articles.body_has_an_articles_length" = "off"\n',
    )
    seen = inspect(PAGE, url="https://a.org/fog", contract=strict)
    assert (seen.outcome, seen.failures[0].severity) == ("quarantined", "error")
    assert (seen.further, seen.contract) == ({"products": ()}, "mine.toml")
    assert inspect(PAGE, url="https://b.org/fog", contract=strict).failures == ()
    assert inspect(PAGE, url="https://a.org/fog").outcome == "published"


def test_the_command_takes_a_contract(capsys: pytest.CaptureFixture[str]) -> None:
    shop = Path(__file__).parents[2] / "examples" / "shop"
    with pytest.raises(SystemExit) as ended:
        main(["inspect", f"{shop / 'pages.jsonl'}#0", "--contract", str(shop / "shop.toml")])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "Products: 1" in said
    assert "Checks that fail (by shop.toml)" in said


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


def test_read_one_below_its_root_has_the_id_of_the_dataset(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.jsonl").write_text('{"body": "x"}')
    place = str(tmp_path / "deep/a.jsonl")
    read = read_one(place, root=tmp_path, fields=Fields(html="body"))
    assert (read.source_uri, read.content) == ("deep/a.jsonl", "x")
    with pytest.raises(NotBelowError, match="--root"):
        read_one(place, root=tmp_path / "other")


def test_read_one_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"html": "x"}\nno json')
    with pytest.raises(MissingSourceError):
        read_one(str(tmp_path / "a.jsonl#7"))
    with pytest.raises(MissingSourceError):
        read_one(str(tmp_path / "gone.html"))
    with pytest.raises(NothingReadableError, match="the line is no JSON"):
        read_one(str(tmp_path / "a.jsonl#1"))


@pytest.mark.parametrize(
    ("line", "step"),
    [
        pytest.param(b'{"body": "<p>x</p>"}', "Name the field", id="a-column-of-another-name"),
        pytest.param(b'{"html": null}', "Name the field", id="nothing-in-the-column"),
        pytest.param(b"[]", "Write it as one JSON object", id="no-object"),
        pytest.param(b'{"html": "<p>', "Write it as one JSON object", id="torn-line"),
    ],
)
def test_a_record_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, line: bytes, step: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(line)
    with pytest.raises(NothingReadableError, match=step) as caught:
        read_one(str(tmp_path / "a.jsonl"))
    assert "permissions" not in str(caught.value)


def test_an_archive_that_ends_early_is_to_be_fetched_again(tmp_path: Path) -> None:
    lines = b"".join(b'{"html": "%d"}\n' % number for number in range(9))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-4])
    with pytest.raises(NothingReadableError, match="Fetch it again") as caught:
        read_one(str(tmp_path / "a.jsonl.gz#9"))
    assert "permissions" not in str(caught.value)


def test_a_file_that_the_disk_refuses_is_a_matter_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.jsonl").write_bytes(b'{"html": "x"}')
    monkeypatch.setattr(jsonl, "open_regular", refuse)
    with pytest.raises(NothingReadableError, match="permissions and the disk"):
        read_one(str(tmp_path / "a.jsonl"))


def test_what_is_no_text_is_shown_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(b"%PDF-1.7\n\x00\x00\x00")
    with pytest.raises(SystemExit):
        main(["inspect", str(tmp_path / "a.html")])
    told = " ".join(capsys.readouterr().out.split())
    assert "source_unreadable the bytes are no text: a PDF document" in told


@pytest.mark.parametrize(("most", "outcome"), [(40, "quarantined"), (41, "published")])
def test_a_document_over_the_limit_is_shown_as_a_night_would_judge_it(
    most: int, outcome: str
) -> None:
    seen = inspect(b"<p>" + b"word " * 7 + b"abc", max_document_bytes=most)
    assert seen.document.raw_bytes == 41
    assert seen.outcome == outcome
    large = [tally.check for tally in seen.failures if tally.check == "document_oversized"]
    assert large == ["document_oversized"] * (outcome == "quarantined")

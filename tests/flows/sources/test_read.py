from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import zstandard

from cleaners.records import RawDocument
from flows.shown.escape import counting
from flows.sources import read
from flows.sources.format import Fields, Piece, Reading, Unread

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<h1>Fog closes harbour</h1>"


def read_all(
    path: Path, reading: Reading | None = None, **place: int
) -> list[RawDocument | Unread]:
    return list(read(Piece(str(path), path.name, **place), reading or Reading()))  # type: ignore[arg-type]


def jsonl(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


# Files


def test_a_file_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"\xff\xfe bytes")
    assert read_all(path) == [RawDocument(b"\xff\xfe bytes", "a.html")]


def test_a_missing_file_is_an_unreadable_document(tmp_path: Path) -> None:
    (record,) = read_all(tmp_path / "gone.html")
    assert isinstance(record, Unread)
    assert (record.why, record.raw_sha256, record.raw_bytes) == ("unreadable", None, None)
    assert "no such file" in record.reason


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (record,) = read_all(tmp_path / "pipe.html")
    assert isinstance(record, Unread)


@pytest.mark.parametrize(("size", "over"), [(100, False), (101, True)])
def test_the_limit_of_a_file(tmp_path: Path, size: int, over: bool) -> None:  # noqa: FBT001
    path = tmp_path / "a.html"
    path.write_bytes(b"x" * size)
    (record,) = read_all(path, Reading(max_document_bytes=100))
    assert isinstance(record, Unread) == over
    if isinstance(record, Unread):
        assert (record.why, record.raw_bytes) == ("oversized", 101)
        assert record.raw_sha256 is not None


# JSONL


def test_jsonl_in_all_its_packings(tmp_path: Path) -> None:
    content = jsonl(
        {"html": PAGE, "url": "https://a.org/", "date_fetched": 1793498400}, {"html": ""}
    )
    half = len(content) // 2
    packed = {
        "a.jsonl": content,
        "b.ndjson": b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
        "c.jsonl.gz": gzip.compress(content),
        "d.jsonl.zst": zstandard.compress(content),
        "e.jsonl.zst": zstandard.compress(content[:half]) + zstandard.compress(content[half:]),
        "f.jsonl.gz": gzip.compress(content[:half]) + gzip.compress(content[half:]),
        "g.jsonl": content.rstrip(b"\n"),
    }
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
        fetched = datetime(2026, 11, 1, 2, tzinfo=UTC)
        assert read_all(tmp_path / name) == [
            RawDocument(PAGE, name, 0, "https://a.org/", fetched),
            RawDocument("", name, 1),
        ]


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        pytest.param((1, 3), [1, 3], id="some"),
        pytest.param((9,), [], id="none-of-them"),
        pytest.param((), [], id="nothing"),
        pytest.param(None, [0, 1, 2, 3, 4], id="all"),
    ],
)
def test_only_some_lines(tmp_path: Path, only: tuple[int, ...] | None, numbers: list[int]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(*({"html": f"<p>{number}"} for number in range(5))))
    found = list(read(Piece(str(path), path.name, only=only), Reading()))
    assert found == [RawDocument(f"<p>{number}", "a.jsonl", number) for number in numbers]


def test_columns_are_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        jsonl({"body": PAGE, "link": "https://a.org/", "at": "2026-11-01T03:00+01:00"})
    )
    reading = Reading(Fields("body", "link", "at"))
    fetched = datetime(2026, 11, 1, 2, tzinfo=UTC)
    assert read_all(path, reading) == [RawDocument(PAGE, "a.jsonl", 0, "https://a.org/", fetched)]


BROKEN = [
    pytest.param(b'{"html": "cut', id="cut"),
    pytest.param(b"\x00\xff\xfe", id="binary"),
    pytest.param(b"[" * 100_000, id="deep"),
    pytest.param(b'{"html": ' + b"9" * 10_000 + b"}", id="number"),
    pytest.param(b'{"html": null}', id="null"),
    pytest.param(b'{"text": "x"}', id="other-field"),
    pytest.param(b'["html"]', id="list"),
    pytest.param(b'"html"', id="string"),
]


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_line_is_one_unreadable_document(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "a.jsonl"
    good = jsonl({"html": PAGE})
    path.write_bytes(good + line + b"\n\n" + good)
    first, broken, last = read_all(path)
    assert isinstance(broken, Unread)
    assert (broken.why, broken.source_record) == ("unreadable", 1)
    assert broken.reason.startswith("the ")
    assert (first.source_record, last.source_record) == (0, 3)  # a blank line is none


def test_bytes_in_json_come_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"html": "caf\xe9", "url": "https://a.org/\xe9"}\n{"html": "\\ud83d"}\n')
    one, other = read_all(path)
    assert isinstance(one, RawDocument)
    assert one.content == b"caf\xe9"
    assert one.url == "https://a.org/?"
    assert isinstance(other, RawDocument)
    assert other.content == "\ud83d"


def test_an_archive_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    content = jsonl(*({"html": os.urandom(99).hex()} for _ in range(2000)))
    packed = {
        "a.jsonl.gz": gzip.compress(content),
        "b.jsonl.gz": b"no gzip",
        "c.jsonl.zst": zstandard.compress(content),
        "d.jsonl.zst": zstandard.compress(content) + zstandard.compress(content),
    }
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
        *good, last = read_all(tmp_path / name)
        assert isinstance(last, Unread)
        assert last.source_record == len(good)
        assert all(isinstance(record, RawDocument) for record in good)
        assert name[0] == "b" or f"behind {counting(len(good), 'whole record')}:" in last.reason


def test_an_archive_cut_between_two_lines_is_cut_too(tmp_path: Path) -> None:
    line = jsonl({"html": os.urandom(2**17).hex()})  # a block of zstd is at most 128 KiB
    packed = zstandard.ZstdCompressor().compressobj()
    first = packed.compress(line) + packed.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    (tmp_path / "a.jsonl.zst").write_bytes(first)
    one, last = read_all(tmp_path / "a.jsonl.zst")
    assert isinstance(one, RawDocument)
    assert isinstance(last, Unread)


def test_a_long_line_is_hashed_and_passed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl({"html": "x" * 200}, {"html": "y" * 400_000}, {"html": PAGE}))
    one, other, last = read_all(path, Reading(max_document_bytes=100))
    assert isinstance(one, Unread)
    assert (one.why, one.raw_bytes) == ("oversized", 200)
    assert isinstance(other, Unread)
    assert (other.why, other.raw_bytes) == ("oversized", 400_013)
    assert last == RawDocument(PAGE, "a.jsonl", 2)


def test_pieces_of_a_file_are_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"html": "x" * (n * 7 % 50)}) + "\n" for n in range(40)]
    path.write_text("".join(lines))
    whole = read_all(path)
    edge = len("".join(lines[:17]))
    one = read_all(path, start=0, end=edge)
    rest = read_all(path, start=edge, first_record=17)
    assert one + rest == whole

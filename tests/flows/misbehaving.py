"""A cleaner that does what the document says: the worst things that a document can do to code."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners.identity import as_bytes, document_id
from cleaners.records import Article, Cleaned, Document, RawDocument

if TYPE_CHECKING:
    from collections.abc import Callable


class Panic(BaseException):
    """As pyo3's: no Exception."""


def abort() -> None:
    os.abort()


def sleep() -> None:
    time.sleep(3600)


def hog() -> None:
    kept = []
    while True:
        kept.append(bytearray(b"x") * (16 * 2**20))
        time.sleep(0.002)


def recurse() -> None:
    recurse()


def leave() -> None:
    os._exit(7)


def fail() -> None:
    raise ZeroDivisionError("a hostile \ud800 message")


def panic() -> None:
    raise Panic("called `Option::unwrap()` on a `None` value")


def memory() -> None:
    raise MemoryError


def once(path: str) -> None:
    """Kill the process at the first try only: a stray kill."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)


DEEDS: dict[str, Callable[[], None]] = {
    "abort": abort,
    "sleep": sleep,
    "hog": hog,
    "recurse": recurse,
    "leave": leave,
    "fail": fail,
    "panic": panic,
    "memory": memory,
}


def clean(raw: RawDocument) -> Cleaned:
    content = as_bytes(raw.content)
    deed, _, fact = content.decode("utf-8", "replace").partition(" ")
    if deed in DEEDS:
        DEEDS[deed]()
    if deed == "once":
        once(fact)
    if deed == "modules":
        Path(fact).write_text(" ".join(sys.modules), encoding="utf-8")
    sha256 = hashlib.sha256(content).hexdigest()
    name = document_id(raw.source_uri, raw.source_record, sha256)
    document = Document(
        document_id=name,
        source_uri=raw.source_uri,
        source_record=raw.source_record,
        raw_sha256=sha256,
        raw_bytes=len(content),
        input_kind="text",
        encoding="utf-8",
    )
    body = "A sentence of prose that says enough to be an article of some kind."
    if deed == "surrogate":
        body += " \ud800"
    article = Article(
        name, headline=deed, article_body=body, paragraphs=(body,), word_count=len(body.split())
    )
    return Cleaned(document, article, fingerprint_text=content.decode("utf-8", "replace"))

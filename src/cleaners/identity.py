"""Who a document is: ids that are the same on any machine, for the same bytes at the same place."""

from __future__ import annotations

import hashlib


def as_bytes(content: bytes | str) -> bytes:
    r"""The bytes that stand for a document, also where its source stored text.

    Lone surrogates, which JSON can write and UTF-8 cannot, are kept as they are.

    >>> as_bytes("é"), as_bytes(b"\xe9"), as_bytes("\ud83d")
    (b'\xc3\xa9', b'\xe9', b'\xed\xa0\xbd')
    """
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def document_id(source_uri: str, source_record: int, raw_sha256: str | None) -> str:
    """Hash of where a document stands and what it says; None where it could not be read.

    >>> document_id("a/b.html", 0, "00")
    'fa446d16dcdf894a4b9b45c359a668cd'
    >>> document_id("a/b.html", 0, None) == document_id("a/b.html", 1, None)
    False
    """
    parts = "\x00".join((source_uri, str(source_record), raw_sha256 or ""))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

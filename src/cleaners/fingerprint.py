"""A text as an exact hash and a signature that near copies share in most places.

The signature is MinHash over shingles of five tokens. A token is a word without its case and
punctuation, or one character of a script that writes no space between words (Chinese,
Japanese, Thai, Lao, Khmer, Burmese): five of those say about as much as five words do.
"""

from __future__ import annotations

import hashlib
import operator
import re
import struct
import unicodedata
from typing import Final, NamedTuple

from rensa import RMinHash  # type: ignore[import-untyped]

PLACES: Final = 128
"""Numbers of a signature; the share of equal places estimates the Jaccard similarity."""
SEED: Final = 20_191_123
"""Part of every stored signature: another seed makes them incomparable."""
SHINGLE: Final = 5
MIN_TOKENS: Final = 24
"""Below this a few stock words ("subscribe to read on") make strangers look alike."""

_SIGNS: Final = re.compile(
    "[\\s!-/:-@\\[-`{-~\u00a1-\u00bf\u2000-\u206f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\u060c\u061b\u061f\u06d4\u0964]+"
)
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


class Fingerprint(NamedTuple):
    """How a text is told from, or known as, another."""

    exact: str | None
    """Of the text with its white space collapsed; None for an empty text, which is no copy."""
    signature: bytes | None
    """``PLACES`` little-endian 32-bit numbers; None where the text is too short to compare."""


def fingerprint(text: str) -> Fingerprint:
    r"""Hash ``text`` exactly, and sign it for the search of near copies.

    >>> fingerprint("Fog  closes the harbour\n") == fingerprint("Fog closes the harbour")
    True
    >>> fingerprint("Fog closes the harbour").signature is None
    True
    >>> fingerprint(" ")
    Fingerprint(exact=None, signature=None)
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if not plain:
        return Fingerprint(None, None)
    exact = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Fingerprint(exact, _signature(tokens(plain)))


def tokens(text: str) -> list[str]:
    """Words without case and punctuation; each character where words are not parted.

    >>> tokens("Fog, 3.5 km — 港口")
    ['fog', '3', '5', 'km', '港', '口']
    """
    plain = _SIGNS.sub(" ", text.casefold())
    return _UNSPACED.sub(r" \1 ", plain).split()


def _signature(words: list[str]) -> bytes | None:
    if len(words) < MIN_TOKENS:
        return None
    shingles = zip(*(words[start:] for start in range(SHINGLE)), strict=False)
    sketch = RMinHash(num_perm=PLACES, seed=SEED)
    sketch.update([" ".join(shingle).encode("utf-8", "surrogatepass") for shingle in shingles])
    return struct.pack(f"<{PLACES}I", *sketch.digest())


def similarity(one: bytes, other: bytes) -> float:
    """Estimated share (0-1) of the shingles that two signed texts have in common.

    >>> signed = fingerprint(" ".join(map(str, range(99)))).signature
    >>> similarity(signed, signed)
    1.0
    """
    mine: tuple[int, ...] = struct.unpack(f"<{PLACES}I", one)
    theirs: tuple[int, ...] = struct.unpack(f"<{PLACES}I", other)
    return float(sum(map(operator.eq, mine, theirs)) / PLACES)

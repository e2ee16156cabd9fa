"""A text as an exact hash and a signature that near copies share in most places.

The signature is MinHash over shingles of three words without case and punctuation, or of six
characters of a script that writes no space between words (Chinese, Japanese, Thai, Lao, Khmer,
Burmese). A shingle with a number in it counts four times: who takes over an agency's text keeps its
numbers, while tonight's weather, lottery draw or closing prices differ from last night's in
little else. All three figures were chosen on syndicated copies (``benchmarks/syndication.py``).
"""

from __future__ import annotations

import hashlib
import operator
import re
import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from rensa import RMinHash  # type: ignore[import-untyped]

from cleaners.normalize.text import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES: Final = 128
"""Numbers of a signature; the share of equal places estimates the Jaccard similarity."""
SEED: Final = 20_191_123
"""Part of every stored signature: another seed makes them incomparable."""
SHINGLE: Final = 3
"""Words of a shingle."""
UNSPACED_SHINGLE: Final = 6
"""Characters of a shingle that starts within a script without spaces."""
NUMBERS: Final = (b"1\0", b"2\0", b"3\0")
"""Put before a shingle with a number in it, to make others of it: it weighs four times as much."""
MIN_TOKENS: Final = 24
"""Below this a few stock words ("subscribe to read on") make strangers look alike."""

_SIGNS: Final = re.compile(
    "[\\s!-/:-@\\[-`{-~\u00a1-\u00bf\u2000-\u206f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\u060c\u061b\u061f\u06d4\u0964]+"
)
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_DIGIT: Final = re.compile(r"\d")


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
    plain = " ".join(normalized("NFC", text).split())
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
    shingles = _shingles(words)
    plain = [shingle.encode("utf-8", "surrogatepass") for shingle in shingles]
    numbered = [plain[at] for at in _numbered(words, len(plain))]
    sketch = RMinHash(num_perm=PLACES, seed=SEED)
    more = (mark + shingle for mark in NUMBERS for shingle in numbered)
    sketch.update(list({*plain, *more}))
    return struct.pack(f"<{PLACES}I", *sketch.digest())


def _shingles(words: list[str]) -> list[str]:
    unspaced = set(filter(_UNSPACED.match, set(words)))
    short = _runs(words, SHINGLE)
    if not unspaced:
        return list(short)
    both = zip(words, short, _runs(words, UNSPACED_SHINGLE), strict=False)
    return [long if word in unspaced else short for word, short, long in both]


def _runs(words: list[str], length: int) -> Iterator[str]:
    return map(" ".join, zip(*(words[start:] for start in range(length)), strict=False))


def _numbered(words: list[str], shingles: int) -> set[int]:
    """Which shingles have a number among their first words."""
    numbers = set(filter(_DIGIT.search, set(words)))
    ends = [at for at, word in enumerate(words) if word in numbers]
    return {at - back for at in ends for back in range(SHINGLE) if 0 <= at - back < shingles}


def similarity(one: bytes, other: bytes) -> float:
    """Estimated share (0-1) of the shingles that two signed texts have in common.

    >>> signed = fingerprint(" ".join(map(str, range(99)))).signature
    >>> similarity(signed, signed)
    1.0
    """
    mine: tuple[int, ...] = struct.unpack(f"<{PLACES}I", one)
    theirs: tuple[int, ...] = struct.unpack(f"<{PLACES}I", other)
    return float(sum(map(operator.eq, mine, theirs)) / PLACES)

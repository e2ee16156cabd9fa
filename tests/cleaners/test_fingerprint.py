from __future__ import annotations

import random
import time

import pytest

from cleaners.fingerprint import PLACES, fingerprint, similarity, tokens

ENGLISH = [f"word{n}" for n in range(400)]
CHINESE = [chr(0x4E00 + 7 * n) for n in range(400)]


def changed(words: list[str], share: float) -> list[str]:
    dice = random.Random(5)
    return [f"x{dice.random()}" if dice.random() < share else word for word in words]


def signature(text: str) -> bytes:
    found = fingerprint(text).signature
    assert found is not None
    return found


@pytest.mark.parametrize(("words", "gap"), [(ENGLISH, " "), (CHINESE, "")], ids=["spaced", "han"])
def test_near_copies_and_strangers(words: list[str], gap: str) -> None:
    one = signature(gap.join(words))
    assert len(one) == 4 * PLACES
    assert similarity(one, signature(gap.join(changed(words, 0.01)))) > 0.75
    assert similarity(one, signature(gap.join(reversed(words)))) < 0.1


def test_case_and_punctuation_make_no_difference_to_the_signature() -> None:
    one, other = fingerprint(" ".join(ENGLISH)), fingerprint(", ".join(ENGLISH).upper())
    assert one.signature == other.signature
    assert one.exact != other.exact


def test_composed_and_decomposed_are_one() -> None:
    assert fingerprint("caf\u00e9").exact == fingerprint("cafe\u0301").exact


def test_the_value_is_the_same_on_every_machine() -> None:
    assert fingerprint("Fog").exact == "9217928905bc29cec4d17e2c1e0a44e7"
    assert signature(" ".join(ENGLISH))[:8].hex() == "1f71a60fce8f743b"


@pytest.mark.parametrize("text", ["\ud800" * 50, "a\ud800 " * 50, "\x00" * 99], ids=repr)
def test_any_text_is_fine(text: str) -> None:
    assert fingerprint(text).exact


def test_thai_is_cut_into_characters() -> None:
    assert len(tokens("ท่าเรือปิด")) == len("ท่าเรือปิด")


@pytest.mark.parametrize("piece", ["a ", ".", "港", "a"])
def test_a_megabyte_takes_seconds_at_most(piece: str) -> None:
    start = time.perf_counter()
    fingerprint(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - start < 6

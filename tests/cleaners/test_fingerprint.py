from __future__ import annotations

import random
import time

import pytest

from cleaners.fingerprint import PLACES, fingerprint, similarity, tokens

ENGLISH = [f"word{n}" for n in range(400)]
CHINESE = [chr(0x4E00 + 7 * n) for n in range(400)]


def changed(words: list[str], share: float) -> list[str]:
    dice = random.Random(5)
    return [chr(0x1E00 + n) * 3 if dice.random() < share else word for n, word in enumerate(words)]


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


REPORT = """The leading index closed higher on {} at {} points. Shares of the brewery moved by {}
percent to {} euros, and those of the ferry line by {} percent. The euro was worth {} dollars.
Prices are delayed by some minutes; the report was written from the data of the exchange."""


def test_a_report_of_the_same_series_is_no_near_copy() -> None:
    monday = signature(REPORT.format("Monday", 17432, 3, "12.40", 2, "1.08"))
    friday = signature(REPORT.format("Friday", 16998, 4, "11.93", 6, "1.11"))
    assert similarity(monday, friday) < 0.4
    in_words = [REPORT.format("Monday", *"abcde"), REPORT.format("Friday", *"fghij")]
    assert similarity(*map(signature, in_words)) > similarity(monday, friday)


def test_a_copy_keeps_its_numbers() -> None:
    report = REPORT.format("Monday", 17432, 3, "12.40", 2, "1.08")
    bought = f"LONDON (AP) — {report.replace('written from', 'made with')} Read more inside."
    assert similarity(signature(report), signature(bought)) > 0.6


def test_six_letters_of_a_script_without_spaces_are_a_shingle() -> None:
    dice = random.Random(7)
    letters = [chr(0x0E01 + n) for n in range(30)]
    texts = ["".join(dice.choices(letters, range(30, 0, -1), k=3000)) for _ in range(2)]
    assert similarity(*map(signature, texts)) < 0.05


def test_case_and_punctuation_make_no_difference_to_the_signature() -> None:
    one, other = fingerprint(" ".join(ENGLISH)), fingerprint(", ".join(ENGLISH).upper())
    assert one.signature == other.signature
    assert one.exact != other.exact


def test_composed_and_decomposed_are_one() -> None:
    assert fingerprint("caf\u00e9").exact == fingerprint("cafe\u0301").exact


def test_the_value_is_the_same_on_every_machine() -> None:
    assert fingerprint("Fog").exact == "9217928905bc29cec4d17e2c1e0a44e7"
    assert signature(" ".join(ENGLISH))[:8].hex() == "27cbb304c6156106"


@pytest.mark.parametrize("text", ["\ud800" * 50, "a\ud800 " * 50, "\x00" * 99], ids=repr)
def test_any_text_is_fine(text: str) -> None:
    assert fingerprint(text).exact


def test_thai_is_cut_into_characters() -> None:
    assert len(tokens("ท่าเรือปิด")) == len("ท่าเรือปิด")


@pytest.mark.parametrize("piece", ["a ", ".", "港", "a"])
def test_a_megabyte_takes_seconds_at_most(piece: str) -> None:
    start = time.process_time()
    fingerprint(piece * (1_000_000 // len(piece)))
    assert time.process_time() - start < 6

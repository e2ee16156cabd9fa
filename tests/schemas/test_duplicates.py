"""Copies point to the earliest original; strangers to nothing."""

from __future__ import annotations

import time

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.fingerprint import fingerprint
from schemas.duplicates import THRESHOLD, find, sizes
from schemas.fingerprint import PERMUTATIONS
from schemas.frames import polars_schema

RNG = np.random.default_rng(20261123)
LEAST = 2**32 // 20
"""Above the least numbers of a text of some hundred words."""
TEXT = RNG.integers(0, LEAST, PERMUTATIONS, dtype=np.uint32)


def near(signature: np.ndarray, share: float, rng: np.random.Generator = RNG) -> np.ndarray:
    """A signature that agrees with another in this share of its places."""
    other = signature.copy()
    places = rng.permutation(PERMUTATIONS)[: round(PERMUTATIONS * (1 - share))]
    other[places] = rng.integers(0, LEAST, len(places), dtype=np.uint32)
    return other


def prints(*rows: tuple[str, str | None, np.ndarray | None]) -> pl.DataFrame:
    data = [(i, h, None if s is None else s.astype("<u4").tobytes()) for i, h, s in rows]
    return pl.DataFrame(data, schema=polars_schema("fingerprints"), orient="row")


NONE = prints()


def found(new: pl.DataFrame, known: pl.DataFrame = NONE) -> list[tuple]:
    return find(new, known).rows()


def test_an_exact_copy_points_to_the_first() -> None:
    new = prints(("a", "x", None), ("b", "y", None), ("c", "x", None), ("d", "x", None))
    assert found(new) == [("a", None, None), ("b", None, None), ("c", "a", None), ("d", "a", None)]


def test_an_earlier_night_is_earlier_than_tonight() -> None:
    new = prints(("a", "x", None), ("b", "x", None))
    assert found(new, prints(("z", "x", None))) == [("a", "z", None), ("b", "z", None)]


def test_texts_without_a_hash_or_a_signature_are_no_copies() -> None:
    assert found(prints(("a", None, None), ("b", None, None))) == [
        ("a", None, None), ("b", None, None)
    ]  # fmt: skip


@pytest.mark.parametrize(("share", "copy"), [(0.95, True), (0.5, True), (0.3, False), (0.1, False)])
def test_a_near_copy_shares_most_places(share: float, *, copy: bool) -> None:
    new = prints(("a", "x", TEXT), ("b", "y", near(TEXT, share)))
    assert found(new)[1] == ("b", None, "a" if copy else None)


@pytest.mark.parametrize(("share", "copy"), [(0.6, True), (0.5, False)])
def test_short_texts_must_agree_in_more(share: float, *, copy: bool) -> None:
    """Two briefs of one site have half their words in common: the lines below them."""
    brief = TEXT * 19
    new = prints(("a", "x", brief), ("b", "y", near(brief, share)))
    assert found(new)[1] == ("b", None, "a" if copy else None)


@pytest.mark.parametrize("words", [60, 200, 2000])
def test_the_size_of_a_text_is_read_from_its_signature(words: int) -> None:
    signed = fingerprint(" ".join(letters(n) for n in range(words))).signature
    assert signed
    (size,) = sizes(np.frombuffer(signed, dtype="<u4").reshape(1, -1))
    assert 0.7 * words < size < 1.5 * words


def letters(number: int) -> str:
    """A word of its own for each number, without a digit."""
    return "".join(chr(97 + int(digit)) for digit in str(number)) + "k"


def test_an_exact_copy_is_not_a_near_copy_and_has_none() -> None:
    other = near(TEXT, 0.9)
    new = prints(("a", "x", TEXT), ("b", "x", TEXT), ("c", "y", other))
    assert found(new) == [("a", None, None), ("b", "a", None), ("c", None, "a")]


def test_a_chain_points_to_the_earliest_that_is_similar() -> None:
    one = near(TEXT, 0.9)
    new = prints(("a", "x", TEXT), ("b", "y", one), ("c", "z", near(one, 0.9)))
    assert [row[2] for row in found(new)] == [None, "a", "a"]
    far = near(one, THRESHOLD + 0.02)  # like b, not like a
    assert float((far == TEXT).mean()) < THRESHOLD
    new = prints(("a", "x", TEXT), ("b", "y", one), ("c", "z", far))
    assert [row[2] for row in found(new)] == [None, "a", "b"]


def test_nothing_is_found_in_nothing() -> None:
    assert find(NONE, NONE).is_empty()
    assert find(NONE, prints(("a", "x", TEXT))).columns == [
        "document_id", "duplicate_of", "near_duplicate_of"
    ]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=12), st.integers(0, 12))
def test_the_cut_between_nights_does_not_matter(texts: list[int], cut: int) -> None:
    rng = np.random.default_rng(1)
    signs = [rng.integers(0, LEAST, PERMUTATIONS, dtype=np.uint32) for _ in range(5)]
    rows = [(str(n), str(n), near(signs[text], 0.9, rng)) for n, text in enumerate(texts)]
    whole = found(prints(*rows))
    assert found(prints(*rows[cut:]), prints(*rows[:cut])) == whole[cut:]
    for name, _, of in whole:
        assert of is None or (int(of) < int(name) and texts[int(of)] == texts[int(name)])


@pytest.mark.parametrize("alike", [True, False], ids=["one-text", "strangers"])
def test_the_work_is_linear(*, alike: bool) -> None:
    signs = RNG.integers(0, LEAST, (20_000, PERMUTATIONS), dtype=np.uint32)
    if alike:
        kept = RNG.random(signs.shape) < 0.9
        signs = np.where(kept, TEXT, signs)
    rows = [(str(n), str(n), sign) for n, sign in enumerate(signs)]
    new = prints(*rows)
    start = time.perf_counter()
    share = find(new, NONE)["near_duplicate_of"].is_not_null().mean()
    assert time.perf_counter() - start < 10
    assert share > 0.99 if alike else share == 0

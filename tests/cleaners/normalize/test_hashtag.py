from __future__ import annotations

import time

import pytest

from cleaners.normalize.hashtag import find_hashtags

CASES = [
    pytest.param("#fog over #Solent", ("fog", "Solent"), id="two"),
    pytest.param("霧 #港口 ＃霧", ("港口", "霧"), id="wide-sign"),
    pytest.param("#বাংলা #සිංහල #ქართული", ("বাংলা", "සිංහල", "ქართული"), id="scripts"),
    pytest.param("(#fog).", ("fog",), id="punctuation"),
    pytest.param("#fog_2019", ("fog_2019",), id="underscore-and-digits"),
    pytest.param("#1 #2019", (), id="numbers"),
    pytest.param("C#7 a#b &#39;", (), id="inside-words"),
    pytest.param("https://example.org/#fog", (), id="address"),
    pytest.param("#️⃣ #", (), id="keycap"),
]


@pytest.mark.parametrize(("text", "tags"), CASES)
def test_find_hashtags(text: str, tags: tuple[str, ...]) -> None:
    assert find_hashtags(text) == tags


@pytest.mark.parametrize(
    "text", ["#" * 10**6, "#a" * 500_000, "http://" * 150_000, "#" + "a" * 10**6]
)
def test_hostile_texts_cost_little(text: str) -> None:
    start = time.perf_counter()
    find_hashtags(text)
    assert time.perf_counter() - start < 5

"""Days and months in addresses."""

from __future__ import annotations

import time

import pytest

from cleaners.normalize.url_date import day_in_path, month_in_path

DAYS = [
    ("folders", "/2019/03/07/fog", "2019-03-07"),
    ("one digit", "/2019/3/7/fog", "2019-03-07"),
    ("dashes", "/news/2019-03-07-fog", "2019-03-07"),
    ("glued", "/news/20190307/fog", "2019-03-07"),
    ("month in words", "/2019/mar/07/fog", "2019-03-07"),
    ("number of an article", "/news/120190307", None),
    ("no such day", "/2019/13/41/fog", None),
    ("a word that is no month", "/2019/tides/07/fog", None),
    ("month alone", "/2019/03/fog", None),
    ("query", "/fog?d=2019/03/07", None),
]


@pytest.mark.parametrize(("path", "wanted"), [c[1:] for c in DAYS], ids=[c[0] for c in DAYS])
def test_day_in_path(path: str, wanted: str | None) -> None:
    found = day_in_path("https://example.org" + path)
    assert (found and found[0].value.date().isoformat()) == wanted


def test_month_in_path() -> None:
    assert month_in_path("https://example.org/2019/03/fog") == (2019, 3)
    assert month_in_path("https://example.org/2019-03/fog") is None


@pytest.mark.parametrize("piece", ["2019/", "/2019/a", "1", "/2019/mar/"])
def test_hostile_addresses_stay_linear(piece: str) -> None:
    url = "https://e.org/" + piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    day_in_path(url)
    month_in_path(url)
    assert time.perf_counter() - start < 2

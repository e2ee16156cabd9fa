"""Pieces of pages must not be given days of other articles: ``benchmarks/fragments.py``."""

from __future__ import annotations

import importlib
import itertools
import os
import sys
from pathlib import Path

import pytest

KIT = os.environ.get("FRAGMEND_EVAL")
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.mark.prove
@pytest.mark.skipif(KIT is None, reason="needs the kit")
@pytest.mark.parametrize(("name", "every", "bar"), [("fundus-dev", 1, 0.02), ("wcxb-dev", 4, 0.05)])
def test_dates_of_fragments_are_their_own(
    monkeypatch: pytest.MonkeyPatch, name: str, every: int, bar: float
) -> None:
    monkeypatch.setattr(sys, "path", [str(KIT), str(BENCHMARKS), *sys.path])
    datasets, fragments = map(importlib.import_module, ("datasets", "fragments"))
    counts = fragments.judge(itertools.islice(datasets.load(name), 0, None, every))
    assert counts["article", "right"] > 0
    assert fragments.wrong_share(counts, "article") <= bar

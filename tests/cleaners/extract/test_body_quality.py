"""The choice of the body on the pages of the kit. The model has seen them: this guards against
breakage; ``benchmarks/train_body.py`` gives the figures out of fold."""

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
@pytest.mark.parametrize(
    ("name", "every", "figure", "bar"),
    [("fundus-dev", 1, "shingle_f1", 0.92), ("wcxb-dev", 4, "word_f1", 0.78)],
)
def test_body(
    monkeypatch: pytest.MonkeyPatch, name: str, every: int, figure: str, bar: float
) -> None:
    monkeypatch.setattr(sys, "path", [str(KIT), str(BENCHMARKS), *sys.path])
    datasets, score, quality = map(importlib.import_module, ("datasets", "score", "quality"))
    records = itertools.islice(datasets.DATASETS[name](), 0, None, every)
    rows = [(r.id, r.truth, quality.body_only(r.html, r.url)) for r in records]
    assert score.evaluate(rows)[figure] >= bar

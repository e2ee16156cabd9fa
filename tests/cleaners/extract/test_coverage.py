from __future__ import annotations

import pytest
from lxml import etree

from cleaners.extract.coverage import text_coverage
from cleaners.walk import walk

CASES = [
    pytest.param("<p>aaaa<p>bbbb", [0, 1], [], 1.0, id="all"),
    pytest.param("<p>aaaa<p>bbbb", [], [], 0.0, id="nothing"),
    pytest.param("<p>a a\u3000a a<p>bbbb", [0], [], 0.5, id="white-space-is-not-counted"),
    pytest.param("<p>image source, Reuters<p>x", [], ["Reuters"], 19 / 20, id="label-and-value"),
    pytest.param("<p>" + "a" * 60 + " Reuters", [], ["Reuters"], 0.0, id="value-in-prose"),
    pytest.param("<img src=a>", [], [], None, id="no-text"),
]


@pytest.mark.parametrize(("html", "blocks", "values", "share"), CASES)
def test_text_coverage(
    html: str, blocks: list[int], values: list[str], share: float | None
) -> None:
    got = text_coverage(walk(etree.HTML(html)), blocks, values)
    assert got == (None if share is None else pytest.approx(share))

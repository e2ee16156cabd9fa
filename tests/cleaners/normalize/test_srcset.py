"""srcset by the standard, and as publishers write it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from cleaners.normalize.srcset import SrcsetCandidate, parse_srcset, read_srcset
from cleaners.normalize.url import join

KIT = os.environ.get("FRAGMEND_EVAL", "")
VECTORS = Path(KIT).parent / "vectors" / "srcset"
needs_kit = pytest.mark.skipif(not KIT or not VECTORS.is_dir(), reason="FRAGMEND_EVAL not set")

Triple = tuple[str, int | None, float | None]


def triples(found: tuple[SrcsetCandidate, ...]) -> list[Triple]:
    return [(c.url, c.width, c.density) for c in found]


STANDARD: list[tuple[str, str, list[Triple]]] = [
    ("empty", "", []),
    ("commas alone", ", ,,", []),
    ("one address", "a.jpg", [("a.jpg", None, None)]),
    ("width", "a.jpg 320w", [("a.jpg", 320, None)]),
    ("density", "a.jpg 1.5x", [("a.jpg", None, 1.5)]),
    ("density with exponent", "a.jpg 1e1x", [("a.jpg", None, 10.0)]),
    ("no space between candidates", "a 1x,b 2x", [("a", None, 1.0), ("b", None, 2.0)]),
    ("comma ends a bare address", "a, b 2x", [("a", None, None), ("b", None, 2.0)]),
    ("comma inside an address", "c_fill,w_9/a 9w", [("c_fill,w_9/a", 9, None)]),
    ("height beside width", "a 10w 5h", [("a", 10, None)]),
    ("parentheses hide a comma", "a (1,2) 1x, b 2x", [("b", None, 2.0)]),
    ("open parenthesis takes the rest", "a (1x, b 2x", []),
    ("line feeds", "\n a\t1x,\f\n b 2x", [("a", None, 1.0), ("b", None, 2.0)]),
    ("no-break space is no space", "a\u00a01x", [("a\u00a01x", None, None)]),
    ("zero width", "a 0w", []),
    ("negative", "a -1x", []),
    ("two units", "a 1w 1x", []),
    ("height alone", "a 5h", []),
    ("plus sign", "a +1x", []),
    ("huge number", "a 99999999999999999999w", [("a", 10**9, None)]),
]


@pytest.mark.parametrize(
    ("text", "wanted"), [c[1:] for c in STANDARD], ids=[c[0] for c in STANDARD]
)
def test_the_standard(text: str, wanted: list[Triple]) -> None:
    assert triples(parse_srcset(text)) == wanted


FAULTY: list[tuple[str, str, list[Triple]]] = [
    ("bare w", "//e.org/a.jpg w", [("//e.org/a.jpg", None, None)]),
    ("zero w", "a.jpg 0w", [("a.jpg", None, None)]),
    ("number alone", "a.jpg 320, b.jpg 640w", [("a.jpg", None, None), ("b.jpg", 640, None)]),
    ("pixels", "a.jpg 320px", [("a.jpg", 320, None)]),
    ("fraction of a pixel", "a.jpg 320.5px", [("a.jpg", 320, None)]),
    ("capital units", "a.jpg 320W, b.jpg 2X", [("a.jpg", 320, None), ("b.jpg", None, 2.0)]),
    ("prose is no size", "a.jpg wide", []),
    ("glued by a comma", "https://e.org/a.jpg,https://e.org/b.jpg 2x",
     [("https://e.org/a.jpg", None, None), ("https://e.org/b.jpg", None, 2.0)]),
    ("glued, scheme-relative", "//e.org/a.jpg,//e.org/b.jpg 2x",
     [("//e.org/a.jpg", None, None), ("//e.org/b.jpg", None, 2.0)]),
    ("an address inside an address", "https://e.org/w_3,q_8/https://f.org/a.jpg 3w",
     [("https://e.org/w_3,q_8/https://f.org/a.jpg", 3, None)]),
    ("comma before the space", "https://e.org/a.png ,https://e.org/b.png 2x",
     [("https://e.org/a.png", None, None), ("https://e.org/b.png", None, 2.0)]),
    ("encoded separators", "https://e.org/a.jpg%20640w,%20https://e.org/b.jpg%20680w",
     [("https://e.org/a.jpg", 640, None), ("https://e.org/b.jpg", 680, None)]),
    ("encoded space in a name", "a%20b.jpg 640w", [("a%20b.jpg", 640, None)]),
    ("space in a name", "my cat.jpg 640w", [("my%20cat.jpg", 640, None)]),
    ("template", "https://e.org/{width}/a.jpg 320w", []),
    ("unfilled page template", "{{ image | width: 20 }} 20w", []),
    ("encoded template", "https://e.org/%7Bwidth%7D/a.jpg 320w", []),
    ("escaped twice", "a.jpg?w=1&amp;h=2 1x", [("a.jpg?w=1&h=2", None, 1.0)]),
    ("the same twice", "a.jpg 1x, a.jpg 1x", [("a.jpg", None, 1.0)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in FAULTY], ids=[c[0] for c in FAULTY])
def test_what_publishers_write(text: str, wanted: list[Triple]) -> None:
    assert triples(read_srcset(text)) == wanted


@pytest.mark.parametrize("text", [c[1] for c in STANDARD if c[2] and "huge" not in c[0]])
def test_lenient_reading_keeps_what_the_standard_finds(text: str) -> None:
    assert set(parse_srcset(text)) <= set(read_srcset(text))


@pytest.mark.parametrize(
    "piece", [",", "(", "a ", "a,", "a 1", "(a,", "a%20", "{", ",//", "a(", "1w ", "\n"]
)
def test_hostile_text_stays_linear(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    parse_srcset(text)
    read_srcset(text)
    assert time.perf_counter() - start < 4


@needs_kit
def test_web_platform_tests() -> None:
    cases = json.loads((VECTORS / "wpt_parse_srcset.json").read_text("utf-8"))
    wrong = [case for case in cases if picked(case) != case["selected"]]
    assert len(cases) == 235
    assert not wrong


def picked(case: dict[str, str]) -> str:
    """What a browser shows at 1x: the least density of at least 1, the first of equals."""
    found = parse_srcset(case["srcset"])
    if not found:
        return ""
    sized = [(c.width if c.width is not None else c.density or 1.0, c) for c in found]
    best = min(
        (s for s in sized if s[0] >= 1), default=max(sized, key=lambda s: s[0]), key=lambda s: s[0]
    )
    url = best[1].url
    if not case["resolve_selected"]:
        return url
    same = join(url, "https://e.org/") == join(case["selected"], "https://e.org/")
    return case["selected"] if same else url

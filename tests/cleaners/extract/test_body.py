from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cleaners.extract.body import select_body
from cleaners.extract.body_features import features
from cleaners.extract.body_model import best_set, likelihood
from cleaners.page import Page
from cleaners.tables import body_weights, class_words
from cleaners.walk import MOST_BLOCKS, walk

SENTENCES = [
    "The harbour master said on Thursday that ferries would stay in port until the fog lifts, {}.",
    "Two boats that had left before dawn, among them a trawler of {} tonnes, turned back at noon.",
    "“We could not see our own bow,” said a skipper who has sailed the strait for {} years.",
]
PROSE = [f"{SENTENCES[n % 3].format(n)} {SENTENCES[(n + 1) % 3].format(n + 40)}" for n in range(10)]
NAV = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a>" for n in range(12)) + "</ul></nav>"
TEASERS = (
    "<aside class=related><h3>Related stories</h3><ul>"
    + "".join(f"<li><a href=/s{n}>Another story that someone wrote {n}</a>" for n in range(6))
    + "</ul></aside>"
)
FOOTER = "<footer><p>© 2019 The Gazette. All rights reserved.</p><a href=/p>Privacy</a></footer>"
ARTICLE = (
    "<article><h1>Fog closes harbour</h1><p class=byline>By <a href=/ada>Ada Lovelace</a></p>"
    "<time>7 March 2019</time><figure><img src=a.jpg><figcaption>A pier. Photo: Reuters"
    "</figcaption></figure>"
    + "".join(f"<p>{text}</p>" for text in PROSE[:5])
    + "<h2>What comes next</h2>"
    + "".join(f"<p>{text}</p>" for text in PROSE[5:])
    + "</article>"
)
WHOLE = f"<title>Fog closes harbour - The Gazette</title><body>{NAV}{ARTICLE}{TEASERS}{FOOTER}"


def page(html: str, kind: str = "page") -> Page:
    tree = etree.HTML(html)
    return Page(kind, html, tree, walk(tree))  # type: ignore[arg-type]


def test_a_news_page() -> None:
    body = select_body(page(WHOLE), "Fog closes harbour")
    assert body.paragraphs == (*PROSE[:5], "What comes next", *PROSE[5:])
    assert len(body.blocks) == 11
    assert body.first == min(body.blocks)
    assert body.last == max(body.blocks)


def test_a_body_without_a_head() -> None:
    body = select_body(page(f"{NAV}{ARTICLE}", "body"), "Fog closes harbour")
    assert set(PROSE) <= set(body.paragraphs)
    assert not any("Section" in text or "Lovelace" in text for text in body.paragraphs)


FRAGMENTS = [
    pytest.param("<p>Fog stays.</p><p>We wait.</p>", ("Fog stays.", "We wait."), id="prose"),
    pytest.param("<h2>Fog closes it</h2><p>We wait.</p>", ("We wait.",), id="headline-out"),
    pytest.param("<p>We wait.<br><br>Fog stays.</p>", ("We wait.", "Fog stays."), id="br"),
    pytest.param("<figure><figcaption>A pier</figcaption></figure><p>Ferries wait.</p>",
                 ("Ferries wait.",), id="caption-out"),
    pytest.param("<p>1551946500</p><p>#fog</p><p>Leave a comment</p>", (), id="no-prose"),
    pytest.param("<p>Ferries wait.<div><a>Share</a> <a>Tweet</a></div>", ("Ferries wait.",),
                 id="junk-out"),
    pytest.param("<p>Share what you have.", ("Share what you have.",), id="junk-word-in-prose"),
    pytest.param("<amp-img src=a></amp-img>", (), id="image-alone"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "fragment"])
@pytest.mark.parametrize(("html", "paragraphs"), FRAGMENTS)
def test_fragments_and_texts(html: str, paragraphs: tuple[str, ...], kind: str) -> None:
    assert select_body(page(html, kind)).paragraphs == paragraphs


def test_a_plea_for_scripts_is_no_body() -> None:
    assert not select_body(page("<noscript>Please enable JavaScript.</noscript>")).paragraphs
    assert select_body(page("<p>JavaScript turns thirty today.")).paragraphs


@pytest.mark.parametrize(
    "line",
    ["By Ada Lovelace · 7 March 2019", "March 7, 2019 - by Ada Lovelace", "Photo: Reuters"],
)
def test_lines_with_fields_of_their_own_stay_out(line: str) -> None:
    told = WHOLE.replace(f"<p>{PROSE[0]}", f"<p>{line}</p><p>{PROSE[0]}")
    assert line not in select_body(page(told), "Fog closes harbour").paragraphs


def test_dense_scripts_count_for_more() -> None:
    text = "港口星期四因大雾关闭，渡轮整天停在码头，船长们在茶馆里等待天晴。"
    prose = "".join(f"<p>{text}{n}</p>" for n in range(6))
    shown = page(f"<title>港口关闭</title>{NAV}<article><h1>港口关闭</h1>{prose}</article>{FOOTER}")
    assert len(select_body(shown, "港口关闭").paragraphs) == 6


def test_no_text_no_body() -> None:
    assert select_body(page("<img src=a>")).paragraphs == ()


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 500)), min_size=1, max_size=7))
def test_no_other_set_has_a_greater_expected_f1(blocks: list[tuple[float, int]]) -> None:
    chance = np.array([c for c, _ in blocks])
    sizes = np.array([float(s) for _, s in blocks])

    def expected(taken: list[int]) -> float:
        right = float((chance * sizes)[taken].sum())
        return 2 * right / (float(sizes[taken].sum()) + float((chance * sizes).sum()))

    best = expected(best_set(chance, sizes))
    for mask in range(1, 1 << len(blocks)):
        assert expected([i for i in range(len(blocks)) if mask >> i & 1]) <= best + 1e-6


HTML = st.text(alphabet=st.sampled_from(list("ab <>/pdivh1.=\"'\n")), max_size=200)


@given(HTML)
def test_any_tree_is_fine(html: str) -> None:
    tree = etree.HTML(f"<div>{html}</div>")
    seen = walk(tree)
    if seen.texts:
        table = features(seen)
        assert table.shape[1] == len(seen.texts)
        assert np.isfinite(table).all()
        assert ((likelihood(seen) >= 0) & (likelihood(seen) <= 1)).all()


def test_a_huge_page_takes_seconds_at_most() -> None:
    seen = walk(etree.HTML("<p>Fog <a href=/x>stays</a>." * 20_000))
    start = time.perf_counter()
    assert len(likelihood(seen)) == MOST_BLOCKS + 1
    assert time.perf_counter() - start < 6


def test_the_weights_fit_the_features() -> None:
    width = features(walk(etree.HTML("<p>Fog."))).shape[0]
    count, depth = body_weights.SHAPE
    assert width < 1 << 16
    assert (count, depth) == body_weights.SHAPE
    assert likelihood(walk(etree.HTML("<p>Fog."))).shape == (1,)


def test_class_words_are_of_one_group() -> None:
    words = [word for words in class_words.GROUPS for word in words.split()]
    assert sorted(words) == sorted(set(words))
    assert class_words.MASK_WIDTH < 63

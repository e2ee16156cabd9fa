from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from cleaners.mend.parse import parse
from cleaners.walk import walk

if TYPE_CHECKING:
    from cleaners.page import Walk

BLOCKS = [
    pytest.param("<p>a<span>b</span> c", ["ab c"], id="inline-joined"),
    pytest.param("<div>a<p>b</p>c</div>", ["a", "b", "c"], id="block-inside-text"),
    pytest.param("<p>a<br>b", ["a\nb"], id="br"),
    pytest.param("<p>a<br><br/>b", ["a\n\nb"], id="two-br"),
    pytest.param("<p>a\n   b", ["a b"], id="source-line-feed-is-a-space"),
    pytest.param("<pre>a\n  b  </pre>", ["a\n  b"], id="pre-keeps-lines-and-indent"),
    pytest.param("<pre>a\n<b>b</b></pre>c\nd", ["a\nb", "c d"], id="after-pre"),
    pytest.param("<p>a<!-- x -->b<?pi y?>c", ["abc"], id="comment-and-pi-tails"),
    pytest.param("<p>a<script>x</script>b<style>y</style>c", ["abc"], id="silent-tails"),
    pytest.param("<p>a<svg><g>b</g><title>c</title></svg>d", ["ad"], id="svg"),
    pytest.param(
        "<p>a<svg><title>c</title><desc>e</desc><text>b</text></svg>d", ["a b d"], id="svg-text"
    ),
    pytest.param("<svg><path><p>a</p><div>b</div>", ["a", "b"], id="svg-that-was-left-open"),
    pytest.param(
        "<p>if <math><mi>a</mi><mo>=</mo><mn>1</mn><annotation>a=1</annotation></math> then",
        ["if a=1 then"],
        id="formula",
    ),
    pytest.param(
        "<p><span class=katex-mathml><math><mi>a</mi></math></span><span>a</span>",
        ["a"],
        id="formula-for-machines",
    ),
    pytest.param("<p>a</p></body></html>b<p>c", ["a", "b", "c"], id="behind-the-end"),
    pytest.param("<object><p>Not shown</p></object>", ["Not shown"], id="object-without-a-plugin"),
    pytest.param("<video><track><p>a</p></video>b", ["a", "b"], id="track-is-void"),
    pytest.param("<noscript><p>post</noscript>", ["post"], id="noscript-is-a-container"),
    pytest.param("<p>a<img src=x>b", ["a b"], id="image-parts-words"),
    pytest.param("<p>&nbsp;</p>", [], id="blank"),
    pytest.param("<p>&#x200b; &#xfeff;</p>", [], id="invisible"),
    pytest.param("<p>a&nbsp;b</p>", ["a b"], id="no-break-space"),
    pytest.param("<head><title>t</title></head><p>a", ["a"], id="title-is-no-text"),
    pytest.param("<title>t</title><nav>a</nav><p>b", ["a", "b"], id="head-without-end"),
    pytest.param(
        "<head><x-y>a</x-y><title>t</title><main>b</main>", ["a", "b"], id="custom-in-head"
    ),
    pytest.param("<p>&unknown; b", ["&unknown; b"], id="unknown-entity"),
]


def read(html: str) -> Walk:
    return walk(parse(html).tree)


@pytest.mark.parametrize(("html", "texts"), BLOCKS)
def test_blocks(html: str, texts: list[str]) -> None:
    seen = read(html)
    assert seen.texts == texts
    assert len(seen.holders) == len(seen.link_chars) == len(texts)


def test_containers_are_in_preorder() -> None:
    seen = read("<div><section><p>a</p></section><p>b</p></div>")
    assert seen.tags == ["html", "body", "div", "section", "p", "p"]
    assert seen.parents == [-1, 0, 1, 2, 3, 2]
    assert [seen.nodes[holder].tag for holder in seen.holders] == ["p", "p"]


def test_the_text_below_a_container() -> None:
    seen = read("<div>a<section><p>b</section>c</div><p>d")
    below = [seen.texts[a:b] for a, b in zip(seen.firsts, seen.lasts, strict=True)]
    assert below == [list("abcd"), list("abcd"), list("abc"), ["b"], ["b"], ["d"]]


def test_a_root_that_is_inline_holds_its_text() -> None:
    assert walk(etree.fromstring("<span>a<p>b</p></span>")).holders == [0, 1]
    assert walk(etree.fromstring("<span>a<p>b</p></span>")).lasts == [2, 2]


def test_the_tail_of_the_root_is_not_walked() -> None:
    tree = etree.HTML("<div><p>a</p>tail</div>").find(".//p")
    assert walk(tree).texts == ["a"]


def test_links() -> None:
    seen = read(
        "<p>Read <a href=/x>the <b>rest</b></a> or <a name=y>not</a></p><a href=/z><p>q</a>"
    )
    assert [(link.text, link.block) for link in seen.links] == [("the rest", 0), ("q", 1)]
    assert seen.link_chars == [7, 1]


def test_links_without_end_stay_cheap() -> None:
    assert len(read("<a href=x>y" * 3).links) == 3


def test_what_is_met_on_the_way() -> None:
    seen = read(
        "<html lang=de><head><base href=/b><meta name=Author content=x><meta content=z>"
        "<meta property=og:title content=y><link rel='Canonical' href=/c><title> a \n b</title>"
        "<script type='application/LD+json'>{}</script><script>let a</script></head>"
        "<body><p itemprop=name>n<time datetime=1>t</time><picture><source srcset=s><img src=i>"
        "</picture><video><source src=v></video><amp-img src=a></amp-img><svg><image/></svg>"
    )
    assert seen.language == "de"
    assert seen.base == "/b"
    assert seen.metas == [("author", "x"), ("og:title", "y")]
    assert [(rel, href) for rel, href, _ in seen.rels] == [("canonical", "/c")]
    assert seen.titles == ["a b"]
    assert seen.scripts == [("application/ld+json", "{}")]
    assert [item.node.tag for item in seen.items] == ["meta", "p"]
    assert [image.node.tag for image in seen.images] == ["source", "img", "amp-img"]
    assert [stamp.node.text for stamp in seen.times] == ["t"]


def test_ten_thousand_levels_and_links_take_no_time() -> None:
    deep = etree.HTML("<div>a" * 2000, etree.HTMLParser(huge_tree=True))
    wide = etree.HTML("<a href=x>y</a>" * 20000)
    start = time.perf_counter()
    assert len(walk(deep).tags) > 1000
    assert len(walk(wide).links) == 20000
    assert time.perf_counter() - start < 2

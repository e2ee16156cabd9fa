# ruff: noqa: E501  (tables of cases)
"""Faults, each with what becomes of it, and a near miss that stays."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleaners.mend import mend
from cleaners.mend.edits import Edit, apply

if TYPE_CHECKING:
    from cleaners.page import Page

LEFT = (
    'ws/240/a/fog.jpg 240w, https://i.example.org/news/480/a/fog.jpg 480w" '
    'src="https://i.example.org/news/480/a/fog.jpg" alt="Fog over the bay" width="976" height="549">'
)


def rules(page: Page) -> list[str]:
    return [repair.rule for repair in page.repairs]


HEADS = [
    pytest.param(LEFT, "", id="in-a-value"),
    pytest.param('rcset="' + LEFT, "", id="in-a-name"),
    pytest.param(LEFT.replace('"', "'"), "", id="single-quotes"),
    pytest.param(LEFT.replace('"', "”"), "", id="typographic-quotes"),
    pytest.param(LEFT.replace('"', '\\"'), "", id="sql-dump"),
    pytest.param(LEFT.replace('"', "&quot;").replace(">", "&gt;"), "", id="escaped-once"),
    pytest.param(LEFT.replace('"', "&amp;quot;").replace(">", "&amp;gt;"), "", id="escaped-twice"),
]


@pytest.mark.parametrize(
    "around", ["Fog\n{}\nIt was thick.", "<p>Fog</p>\n{}\n<p>It was thick.</p>"]
)
@pytest.mark.parametrize(("left", "_"), HEADS)
def test_remains_of_a_head_become_a_tag(left: str, _: str, around: str) -> None:
    page = mend(around.format(left))
    (image,) = (seen.node for seen in page.walk.images)
    assert page.walk.texts == ["Fog", "It was thick."]
    assert image.get("alt") == "Fog over the bay"
    assert (image.get("width"), image.get("height")) == ("976", "549")
    assert image.get("src") == "https://i.example.org/news/480/a/fog.jpg"
    assert "torn-tag-head" in rules(page)
    if "240" in (image.get("srcset") or ""):  # cut in the name: nothing of the value is lost
        assert "https" in (image.get("srcset") or "")
    else:
        assert image.get("srcset") == "https://i.example.org/news/480/a/fog.jpg 480w"
        assert image.get("data-torn-srcset") == "ws/240/a/fog.jpg 240w"


TAILS = [
    pytest.param(
        '<p>A</p><img alt="Fog" src="https://e.org/f</p><p class="x">B</p>', ["A", "B"],
        {"alt": "Fog", "src": None, "data-torn": "src"}, id="value-swallows-the-next-tag",
    ),
    pytest.param(
        '<p>A</p><img alt="Fog" width="3</p><p>B</p>', ["A", "B"],
        {"alt": "Fog", "width": None, "data-torn": "width"}, id="value-swallows-the-rest",
    ),
    pytest.param(
        '<p>A</p><img alt="Fog" src="https://e.org/f', ["A"],
        {"alt": "Fog", "src": None, "data-torn": "src"}, id="file-ends",
    ),
    pytest.param(
        '<p>A</p><img alt="Fog" <p>B</p>', ["A", "B"], {"alt": "Fog", "src": None}, id="between",
    ),
    pytest.param(
        '<p>A</p><img alt="Fog" srcset="//e.org/1.jpg 1x, //e.org/2.j</p><p>B</p>', ["A", "B"],
        {"srcset": "//e.org/1.jpg 1x", "data-torn-srcset": "//e.org/2.j"}, id="srcset",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("source", "texts", "attributes"), TAILS)
def test_a_cut_tail_gives_back_what_it_swallowed(
    source: str, texts: list[str], attributes: dict[str, str | None]
) -> None:
    page = mend(source)
    assert page.walk.texts == texts
    (seen,) = page.walk.images
    assert {name: seen.node.get(name) for name in attributes} == attributes
    assert rules(page) == ["torn-tag-tail"]


REST = "<p>The fog came in over the harbour at noon.</p>"
BEGINNINGS = [
    pytest.param(".teaser--default .teaser__icons,.content--fancy .teaser__icons{padding-left:1rem}</style>", id="selectors"),
    pytest.param(
        "r:#fff}.a{background:url('data:image/svg+xml;utf8,<svg xmlns=\"x\"><path d=\"M0 1\"/></svg>') no-repeat}\n"
        ".b .c,\n.d .e {\n  margin: 0;\n}\n</style>", id="a-drawing-in-a-style-sheet",
    ),
    pytest.param("d:X?++Q<Z&&c(G):f(n);for(b=0;b<a.length;b++){a>-1&&e.s(t,1)}/* 53b8d */\n</script>", id="minified"),
    pytest.param(
        'ies stayed in port on Sunday, it said.","url":"https://e.org/","a":[1,true],"text":"<p>Two.</p>"}\n]\n}</script>',
        id="in-a-string-of-json-ld",
    ),
    pytest.param('s/703-2cca.js\\",\\"1991\\",\\"static/chunks/1991-3b5e.js\\"],\\"\\"]\\n"])</script>', id="json-in-a-string"),
    pytest.param("are not allowed to save images!';\r\n\tvar b = \"c\";\r\nfunction d(e) { f(); }\r\n</script>", id="in-a-string"),
    pytest.param("copyright notice. All rights reserved. */\nvar a={b:1};c(a);</script>", id="in-a-comment"),
    pytest.param('){t="<div><p>"+a+"</p></div>";for(;;){c("<script src=x><\\/script>")}}</script>', id="tags-in-strings"),
]  # fmt: skip


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
@pytest.mark.parametrize("code", BEGINNINGS)
def test_a_file_that_begins_in_code_loses_all_of_it(code: str, large: bool) -> None:  # noqa: FBT001
    page = mend(code + REST * (200 if large else 1))
    assert set(page.walk.texts) == {"The fog came in over the harbour at noon."}
    assert [(one.start, one.end) for one in page.repairs] == [(0, len(code))]


PROSE_FIRST = [
    pytest.param("Fog lay on the bay.\nvar a = b(1); if (a) { c(); }</script>", "Fog lay on the bay.", id="a-sentence"),
    pytest.param("Fog closes harbour\nvar a = b(1); if (a) { c(); }</script>", "Fog closes harbour", id="a-headline"),
    pytest.param("Fog\nvar a = b(1); if (a) { c(); }</script>", "Fog", id="a-word"),
    pytest.param("Fog lay there.var a = b(1); if (a) { c(); }</script>", "Fog lay there.", id="glued"),
    pytest.param("A page ends with &lt;/body&gt; and a script with </script>", "A page ends with </body> and a script with", id="about-markup"),
    pytest.param("Write h1 { color: red; } and p { margin: 0; } to make it so.</style>", "to make it so.", id="a-sentence-that-shows-css"),
    pytest.param("if (a) { b(); } is how a branch is written, and else { c(); } follows.\n</script>", "is how a branch is written", id="a-sentence-that-shows-a-program"),
    pytest.param("The tenant agrees to pay the fee within ten days;\nto leave the house as it was;\n</script>", "to pay the fee within ten days;", id="clauses"),
    pytest.param("The set {1, 2} = {2, 1}; so f(x) = {x; y} holds for all x in {1, 2}.</script>", "holds for all x", id="mathematics-of-sets"),
    pytest.param("चोरी की घटना के बाद बंगरा थाना अध्यक्ष का गठन किया गया था।\nvar a = b(1); if (a) { c(); }</script>", "चोरी की घटना के बाद", id="bhaskar.com-hindi"),
    pytest.param("霧が港に深く立ち込めた。船は出なかった。\nvar a = b(1); if (a) { c(); }</script>", "霧が港に深く立ち込めた。", id="japanese"),
    pytest.param("541.342.8686 Email us at 296 E. Fifth Avenue, Oregon 97401.portant;\n  margin: 0;\n}\n</style>", "Oregon 97401.", id="wcxb-glued-to-an-address"),
    pytest.param("It stayed in port for the day.window.a.b = 4942;\n</script>", "for the day.", id="wcxb-glued-to-a-name"),
    pytest.param('It goes around the world.pmd7cky.css">@import url("https://e.org/p.css?s=1&k=2");.a{b:c}</style>', "around the world.", id="wcxb-glued-to-an-address-of-a-sheet"),
    pytest.param("To end a script write </script> there.", "To end a script write there.", id="a-stray-end-tag"),
    pytest.param("1. Fog (p. 3); 2. Bay (p. 4); 3. Sea (p. 5).</style>", "1. Fog (p. 3); 2. Bay (p. 4); 3. Sea (p. 5).", id="contents"),
    pytest.param("The ferries (three) stayed; all left &#8211; so it said.</script>", "The ferries (three) stayed; all left – so it said.", id="entities"),
    pytest.param(
        "a.b(); c = 1;\n<p>The fog lay on the bay all day long.</p>\nd();</script>", "The fog lay on the bay all day long.", id="markup-between",
    ),
    pytest.param(
        "a { b: c; }\nThis takes the margin of a page away.\nh1 { d: e; }</style>", "This takes the margin of a page away.", id="prose-between",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prose"), PROSE_FIRST)
def test_prose_before_an_end_tag_that_nothing_opened_stays(source: str, prose: str) -> None:
    page = mend(source + REST)
    assert prose in " ".join(page.walk.texts)
    assert "The fog came in over the harbour at noon." in page.walk.texts


ESCAPED = "&lt;p&gt;" + "The fog came in over the harbour at noon. " * 6 + "&lt;/p&gt;"
OTHERS = [
    pytest.param(
        '<p>A</p><img src="https://e.org/a https://e.org/b.jpg 2x, https://e.org/c.jpg 3x" alt="B">',
        "torn-tag-middle", id="two-values-met",
    ),
    pytest.param('<p>A</p><img src="https://e.org/aalt="Fog" width="3">', "torn-tag-middle", id="a-name-in-a-value"),
    pytest.param("<p>A</p><!-- begin\n<p>Words here</p>", "unclosed-comment", id="comment"),
    pytest.param("<p>A</p><script>var a = 1;\n<p>Words here</p>", "unclosed-script", id="script"),
    pytest.param("<p>A</p><style>p { margin: 0 }\n<p>Words here</p>", "unclosed-style", id="style"),
    pytest.param("var a = b(1); if (a) { c(); }</script><p>A</p>", "lost-script-opening", id="script-head"),
    pytest.param("p { margin: 0; } h1 { color: red; }</style><p>A</p>", "lost-style-opening", id="style-head"),
    pytest.param("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "escaped-markup", id="escaped"),
    pytest.param("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;", "escaped-markup", id="escaped-twice"),
    pytest.param("<h1>A</h1>" + ESCAPED, "escaped-markup", id="escaped-in-a-page"),
    pytest.param("<h1>A</h1>" + ESCAPED.replace("&", "&amp;"), "escaped-markup", id="escaped-twice-in-a-page"),
    pytest.param('<p class=\\"x\\">One\\/two</p>', "backslash-escapes", id="dump"),
    pytest.param("<p>KÃ¶ln und MÃ¼nchen</p>", "mojibake", id="mojibake"),
    pytest.param("<p>浣犲ソ涓栫晫</p>", "mojibake-gbk", id="gbk"),
    pytest.param("<p>one\x00two</p>", "control-character", id="nul"),
    pytest.param("<p>one\u200b two\ufeff</p>", "idle-mark", id="zero-width"),
    pytest.param("<b>" * 3000 + "deep", "fallback-parser", id="3000-deep"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "rule"), OTHERS)
def test_each_fault_is_told_by_its_rule(source: str, rule: str) -> None:
    page = mend(source)
    assert set(rules(page)) == {rule}
    assert page.walk.texts
    assert not any(sign in " ".join(page.walk.texts) for sign in ("{", "<", '="', "\x00"))


CLEAN = [
    pytest.param(
        '<h1>A</h1><script type="application/ld+json">{"text": "I saw \\"Ã¤\\" for \\"ä\\"."}</script>',
        id="mojibake-in-escaped-quotes",
    ),
    pytest.param("If a<b and b<c, then x > 0 holds.", id="mathematics-in-text"),
    pytest.param("<h1>A</h1><code>" + ESCAPED + "</code>", id="escaped-in-code"),
    pytest.param("<h1>A</h1><p>Write " + ESCAPED + "</p>", id="escaped-inside-prose"),
    pytest.param(
        "<h1>A</h1><p>" + "&lt;p&gt;A paragraph.&lt;/p&gt;" * 20 + "</p>", id="escaped-sample"
    ),
    pytest.param("<p>He said “yes” and x = 5 > 3.</p>", id="prose"),
    pytest.param('<p>He said "yes" > "no" and left.</p>', id="straight-quotes"),
    pytest.param('<pre>src="a.jpg" alt="b"></pre>', id="pre"),
    pytest.param('<p>Write <code>class="x"></code> there.</p>', id="code"),
    pytest.param('<p>Write &lt;img src="a.jpg" alt="b"&gt; there.</p>', id="shown-tag"),
    pytest.param("<p>Write &lt;img src=&quot;a.jpg&quot;&gt; there.</p>", id="shown-tag-quotes"),
    pytest.param('<textarea><img src="a.jpg" alt="</textarea><p>One</p>', id="textarea"),
    pytest.param('<p>See https://e.org/a?b=c&amp;d="e" for more.</p>', id="address-in-text"),
    pytest.param('<p>{{ user.name }} = "{{ x }}"</p>', id="template"),
    pytest.param(
        '<script>document.write(\'<img src="a.jpg" alt="\')</script><p>One</p>', id="in-script"
    ),
    pytest.param('<img alt="<b>Fog</b>" src="a.jpg"><p>One</p>', id="markup-in-alt"),
    pytest.param(
        '<img src="https://e.org/At 8.42\u202fAM.png?w=8" alt=""><p>One</p>', id="space-in-a-file"
    ),
    pytest.param('<p title="a > b">One</p>', id="greater-in-a-value"),
    pytest.param(
        '<img src="a.jpg" srcset="a.jpg 320w,\n b.jpg 640w,\n\t"><p>One</p>', id="comma-at-the-end"
    ),
    pytest.param(
        '<img src="data:image/svg+xml,<svg width=\'1\'></svg>" alt=""><p>One</p>', id="svg-in-data"
    ),
    pytest.param('<div data-x=\'{"a": "<b>"}\'>One</div>', id="json-in-a-value"),
    pytest.param("<p>Größe, naïve, façade, 5 € – “so”</p>", id="accents"),
    pytest.param("<p>你好世界，今天天气很好。</p>", id="chinese"),
    pytest.param("<p>می‌خواهم</p>", id="zero-width-that-works"),
    pytest.param("<p>שלום \u200fabc</p>", id="direction-that-works"),
    pytest.param("Fog in the bay\n\nIt was thick.", id="text"),
    pytest.param("a < b, b > c", id="text-with-signs"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize("source", CLEAN)
def test_what_is_whole_stays_untouched(source: str) -> None:
    page = mend(source)
    assert page.repairs == ()
    assert page.text == source


TAG = (
    '<img class="wide" src="https://i.example.org/news/480/a/fog.jpg" alt="Fog over the bay" '
    'srcset="https://i.example.org/news/240/a/fog.jpg 240w, https://i.example.org/news/480/a/fog.jpg 480w" '
    'width="976" height="549">'
)
NAMES = ("src", "alt", "srcset", "width", "height", "class")
TRUTH = {m[1]: m[2] for m in re.finditer(r'(\w+)="([^"]*)"', TAG)}


def wrong(page: Page) -> list[str]:
    found = []
    for seen in page.walk.images:
        for name in NAMES:
            value = seen.node.get(name)
            if value is None or value == TRUTH[name]:
                continue
            parts = value.split(", ") if name == "srcset" else [value]
            found += [p for p in parts if p not in TRUTH[name].split(", ")]
    return found


@pytest.mark.parametrize(
    "around", [("<p>One.</p>\n", "\n<p>Two words.</p>"), ("One\n", "\nTwo words")]
)
def test_no_cut_yields_a_value_that_the_tag_did_not_have(around: tuple[str, str]) -> None:
    before, after = around
    for at in range(1, len(TAG) - 1):
        head = mend(before + TAG[at:] + after)
        assert not wrong(head), (at, TAG[at : at + 20])
        tail = mend(before + TAG[:at] + after)
        assert not wrong(tail), (at, TAG[at - 20 : at])
        if before.startswith("<"):
            assert " ".join(head.walk.texts).endswith("Two words."), at
            assert " ".join(tail.walk.texts).endswith("Two words."), at


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<img ", 'src="', 'alt="', '"', "'", ">", "/>", "<", "=", " ", "\n", "Fog", "&quot;", "&lt;",
        "&amp;lt;p&amp;gt;", "<!--", "-->", "<script>", "</script>", "<style>", "https://e.org/a.jpg", " 240w, ", '\\"',
        "\x00", "Ã¶", "\u200b", "<pre>", "</pre>", "<amp-img ", "</amp-img>", 'width="9"', "“", "浣犲ソ涓栫晫", "<a href=", "{;}=", "a<b ", "x <i", "a<b and c>d", "\u200e",
    ]
)  # fmt: skip
SOURCES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


def test_escapes_that_lie_close_together_are_one_repair() -> None:
    source = '<p class=\\"x\\">One\\/two, three\\/four</p>' + "<p>" + "far " * 100 + "5\\/6</p>"
    page = mend(source)
    assert [r.before for r in page.repairs] == ['\\"x\\">One\\/two, three\\/', "\\/"]


def test_signs_in_text_are_signs() -> None:
    assert mend("If a<b and b<c\nthen x > 0").walk.texts == ["If a<b and b<c", "then x > 0"]
    page = mend("<p>If a<b and b<c then</p><p>x</p>")
    assert page.walk.texts == ["If a<b and b<c then", "x"]
    assert rules(page) == ["bare-less-than"] * 2


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
@example(
    "<!--0>AAA\u200b\u200b\u200b\x08"
)  # each mark was at an edge only once its neighbour had gone
def test_mending_twice_is_mending_once_and_replays(source: str) -> None:
    page = mend(source)
    edits = [
        Edit(r.start, r.end, r.after, r.rule)
        for r in page.repairs
        if r.start is not None and r.end is not None
    ]
    assert apply(source, edits) == page.text
    again = mend(page.text)
    assert [r for r in again.repairs if r.start is not None] == []
    assert again.text == page.text


HOSTILE = ["-->", "a -->\n", '"', "<img ", 'a="', "a='", '<a b="', "&quot;", "=", "> ", '">', "<!--", "<script>", "\\", ' x="y"', "a,", "1w, ",
           '<img alt="', "&amp;", "Ã¶", "{;", "<p ", "浣犲ソ", " ", '="x">', "</script>", "<![CDATA[", "a/b.jpg 1w, ", "&lt;p "]  # fmt: skip


def seconds(source: str) -> float:
    begun = time.process_time()
    mend(source)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_takes_no_longer_than_its_size(piece: str) -> None:
    assert seconds(piece * (20_000 // len(piece))) < 1.5


TAG_NAMES = [
    pytest.param("mg ", ["Fog", "It was thick."], id="cut-in-the-name"),
    pytest.param("amp-img ", ["Fog", "It was thick."], id="only-the-sign-lost"),
    pytest.param("p-img\n", ["Fog", "It was thick."], id="line-break"),
    pytest.param("rce ", ["Fog", "It was thick."], id="end-of-source"),
    pytest.param("<", ["Fog", "It was thick."], id="only-the-sign-left"),
    pytest.param("harbour ", ["Fog", "harbour", "It was thick."], id="a-word"),
    pytest.param("It lay. Fog is a ", ["Fog", "It lay. Fog is a", "It was thick."], id="prose"),
    pytest.param("It lay. mg ", ["Fog", "It lay.", "It was thick."], id="glued"),
]


@pytest.mark.parametrize(("left", "texts"), TAG_NAMES)
def test_what_is_left_of_a_name_leaves_the_text(left: str, texts: list[str]) -> None:
    page = mend(f'Fog\n{left}src="/a/fog.jpg" alt="A bay">\nIt was thick.')
    assert page.walk.texts == texts
    assert [seen.node.get("alt") for seen in page.walk.images] == ["A bay"]


def test_a_style_cut_to_its_last_letter() -> None:
    assert mend('<p>Fog</p>\ne="display: none;"><p>Thick</p>').walk.texts == ["Fog", "Thick"]
    assert mend('<p>Fog</p>\ne="mc squared"> <p>Thick</p>').walk.texts != ["Fog", "Thick"]


CALM = [
    pytest.param("<p>I saw &quot;Ã¤&quot; often, and it hurt.</p>", id="speaks-of-mojibake"),
    pytest.param("<script>var a = '\u200b x';</script><p>Fog</p>", id="mark-in-a-program"),
    pytest.param('<img src="/a.jpg"\n lazyload=\n title="Fog" alt="A bay" width="3"><p>Fog</p>', id="empty-value"),
    pytest.param('<img src="/1/a.jpg 1w, /2/a.jpg 2w" alt="A bay"><p>Fog</p>', id="srcset-in-src"),
    pytest.param("<p>👩\u200d🚀 می\u200cخواهم क्\u200dष</p>", id="joiners-at-work"),
]  # fmt: skip


@pytest.mark.parametrize("source", CALM)
def test_what_a_person_would_not_call_damage(source: str) -> None:
    assert mend(source).repairs == ()


@pytest.mark.parametrize("source", ["<src", "<src=", "Fog <alt", "Fog<img src=", '<src="a'])
def test_a_source_may_end_anywhere(source: str) -> None:
    assert mend(source).tree is not None


def test_prose_glued_to_what_is_left_of_a_scheme_stays() -> None:
    page = mend('<p><em><img alt="A" src="http:On the 17th</em> of May it was thick.</p>')
    assert page.walk.texts == ["On the 17th of May it was thick."]

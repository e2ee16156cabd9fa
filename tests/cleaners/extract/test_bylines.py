# ruff: noqa: E501  (tables of cases)
"""Who signs, as pages show it: the role is no person, and the byline no text. All synthetic."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.extract.signature import without_byline
from cleaners.records import Person

FOG = (
    "<p>The harbour was closed on Monday after thick fog rolled in from the sea, the harbour master"
    " said, and no ferry left the port before noon.</p><p>Passengers waited in the old terminal, where"
    " volunteers handed out tea and bread until the first boat sailed in the early afternoon.</p>"
)
JANE = ("Jane Doe",)

SHOWN = [
    pytest.param("<p>By Jane Doe, Science Editor</p>", JANE, id="comma"),
    pytest.param("<div class=byline><span>Jane Doe</span><span>Science Editor</span></div>", JANE, id="spans"),
    pytest.param("<address>By <span>Jane Doe</span><span>Senior Reporter</span></address>", JANE, id="spans-behind-by"),
    pytest.param("<p>By Jane Doe<br>Science Editor</p>", JANE, id="line-below"),
    pytest.param("<p>By Jane Doe | Senior Science Editor | March 7, 2019</p>", JANE, id="bars-and-a-day"),
    pytest.param("<p class=byline>Jane Doe Science Editor</p>", JANE, id="without-a-sign"),
    pytest.param("<p>Jane Doe, Chief Political Correspondent</p>", JANE, id="without-by"),
    pytest.param("<p>Words: Jane Doe<br>Photos: Max Roe</p>", JANE, id="photographer-below"),
    pytest.param("<p>By Jane Doe, Environment Correspondent and John Roe, Data Editor</p>", ("Jane Doe", "John Roe"), id="two"),
    pytest.param("<p>Von Petra Muster, Wissenschaftsredakteurin</p>", ("Petra Muster",), id="de"),
    pytest.param("<p>Par Marie Curie, correspondante à Berlin</p>", ("Marie Curie",), id="fr"),
    pytest.param("<p>Por Juan Pérez, corresponsal en París</p>", ("Juan Pérez",), id="es"),
    pytest.param("<p>Door Jan de Vries, verslaggever</p>", ("Jan de Vries",), id="nl"),
    pytest.param("<p>文・田中 葵　写真・山田 太郎</p>", ("田中 葵",), id="ja"),
    pytest.param("<p>记者 张三</p>", ("张三",), id="zh"),
    pytest.param("<p>홍길동 기자 hong@example.kr</p>", ("홍길동",), id="ko"),
]  # fmt: skip


def read(body: str, head: str = "") -> tuple[tuple[Person, ...], tuple[str, ...]]:
    page = f"<!doctype html>{head}<title>Fog closes the harbour</title><article><h1>Fog closes the harbour</h1>{body}</article>"
    article = clean(page, url="https://www.example.org/news/fog").article
    assert article is not None
    return article.authors, article.paragraphs


@pytest.mark.parametrize(("line", "names"), SHOWN)
def test_a_byline_is_read_and_leaves_the_body(line: str, names: tuple[str, ...]) -> None:
    authors, paragraphs = read(line + FOG)
    assert tuple(person.name for person in authors) == names
    assert paragraphs[0].startswith("The harbour was closed")
    assert len(paragraphs) == 2


def test_a_sentence_that_begins_like_a_byline_stays() -> None:
    authors, paragraphs = read("<p>By the time the fog lifted, Jane Doe had left.</p>" + FOG)
    assert (authors, len(paragraphs)) == ((), 3)


def test_a_signature_at_the_end_is_found() -> None:
    assert [
        p.name for p in read(FOG + FOG.replace("Monday", "Friday") + "<p>（记者 张三）</p>")[0]
    ] == ["张三"]


BODIES = [
    pytest.param(("By Jane Doe", "Fog came."), ("Fog came.",), id="by"),
    pytest.param(("Jane Doe and John Roe · 7 March 2019", "Fog came."), ("Fog came.",), id="two-and-a-day"),
    pytest.param(("Jane Doe, editor of the Post, left.", "Fog came."), ("Jane Doe, editor of the Post, left.", "Fog came."), id="near-miss-prose"),
    pytest.param(("By Max Roe", "Fog came."), ("By Max Roe", "Fog came."), id="near-miss-somebody-else"),
    pytest.param(("By Jane Doe",), ("By Jane Doe",), id="near-miss-all-there-is"),
    pytest.param(("Fog came.", "It stayed.", "Jane Doe"), ("Fog came.", "It stayed.", "Jane Doe"), id="near-miss-further-down"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "kept"), BODIES)
def test_without_byline(paragraphs: tuple[str, ...], kept: tuple[str, ...]) -> None:
    assert without_byline(paragraphs, [Person("Jane Doe"), Person("John Roe")]) == kept


LINKED = [
    pytest.param("<a rel=author href=/p/jane>Jane Doe</a>", "https://www.example.org/p/jane", id="rel"),
    pytest.param("<a href=/authors/jane-doe>Jane Doe</a>", "https://www.example.org/authors/jane-doe", id="folder-of-authors"),
    pytest.param("<a href=/tag/jane-doe>Jane Doe</a>", None, id="near-miss-tag"),
    pytest.param("<a rel=author href=/p/max>Max Roe</a>", None, id="near-miss-somebody-else"),
    pytest.param("<a rel=author href=#bio>Jane Doe</a>", None, id="near-miss-place-on-the-page"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "url"), LINKED)
def test_a_name_told_to_machines_keeps_the_address_of_its_link(link: str, url: str | None) -> None:
    authors, _ = read(f"<p>With {link}</p>{FOG}", "<meta name=author content='Jane Doe'>")
    assert authors == (Person("Jane Doe", url),)

"""Short paragraphs of an undamaged page stay; what merely stands beside them stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners import clean

if TYPE_CHECKING:
    from cleaners.records import Cleaned

LONG = (
    "Workers found the old gate behind the brewery on Tuesday, and the council sent two people.",
    "Nobody in the town could say how long it had stood there, though some remembered a story.",
    "The mayor said that it would be cleaned before the winter, and that schools may visit it.",
    "A historian from Kessel believes that the stones are older than the wall, by two centuries.",
)
BELL = (
    "The great bell of Vell cracked at noon on Saturday, in the middle of the twelfth stroke, "
    "and nobody was hurt."
)


def cleaned(inner: str, around: str = "") -> Cleaned:
    return clean(
        "<html><head><title>T</title></head><body><article><h1>Gate of Zed is found</h1>"
        f"{inner}</article>{around}</body></html>".encode()
    )


def paragraphs(inner: str, around: str = "") -> tuple[str, ...]:
    article = cleaned(inner, around).article
    return article.paragraphs if article else ()


def said(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


SHORT = [
    pytest.param(
        ("The ferry to Skell is cancelled today.", "It runs again on Monday."), id="seen-two-short"
    ),
    pytest.param(
        (
            BELL,
            "The founders in Kessel will look at it on Monday, the sexton said.",
        ),
        id="seen-the-longer-alone",
    ),
    pytest.param(
        (
            "The ferry to Skell is cancelled today because of the storm.",
            "It runs again on Monday.",
            "Tickets stay valid.",
        ),
        id="seen-the-middle-lost",
    ),
    pytest.param(
        (LONG[0], "It is open now.", "Tickets cost four crowns.", "Children pay nothing."),
        id="seen-three-after-a-long-one",
    ),
    pytest.param(
        (LONG[0], "It is open now.", LONG[1], "So be it.", LONG[2]), id="synthetic-between-long"
    ),
    pytest.param((*LONG, "Nobody was hurt."), id="synthetic-the-last-word"),
    pytest.param(("It is ours.", *LONG), id="synthetic-the-first-word"),
    pytest.param(
        (
            "पहाड़ी गाँव में शुक्रवार को एक नई पुस्तक गाड़ी पहुँची।",
            "गाड़ी में दो हज़ार किताबें हैं।",
            "अध्यापिका ने कहा कि गाड़ी हर महीने दो बार आएगी।",
            "बच्चे सुबह से ही सड़क पर खड़े थे।",
        ),
        id="seen-hindi",
    ),
    pytest.param(
        (
            "港の古い門が火曜日に見つかった。",
            "門は来週から公開される。",
            "入場は無料だ。",
            "町長は喜んでいる。",
        ),
        id="seen-japanese",
    ),
    pytest.param(
        (
            "أُلغيت العبارة إلى سكيل اليوم.",
            "تعود يوم الاثنين.",
            "تبقى التذاكر صالحة.",
            "قال القبطان إن العاصفة قوية.",
        ),
        id="seen-arabic",
    ),
    pytest.param(
        (
            "周二在港口发现了一座古老的大门。",
            "大门下周开放。",
            "门票免费。",
            "市长表示高兴。",
        ),
        id="seen-chinese",
    ),
    pytest.param(
        ("เรือข้ามฟากหยุดวันนี้เพราะพายุ", "เรือจะวิ่งอีกครั้งในวันจันทร์", "ตั๋วยังใช้ได้"), id="synthetic-thai"
    ),
]


@pytest.mark.parametrize("texts", SHORT)
def test_short_paragraphs_stay(texts: tuple[str, ...]) -> None:
    assert paragraphs(said(*texts)) == texts


PARTS = [
    pytest.param(
        said(*LONG[:2], "The ferry calls at:")
        + "<ul><li>Skell at 8:00</li><li>Vell at 9:30</li><li>Ambry at 10:15</li></ul>"
        + said(*LONG[2:]),
        ("Skell at 8:00", "Vell at 9:30", "Ambry at 10:15"),
        id="seen-list-between",
    ),
    pytest.param(
        said("You need the following:")
        + "<ul><li>a long rope</li><li>a lamp</li><li>two friends</li></ul>",
        ("You need the following:", "a long rope", "a lamp", "two friends"),
        id="seen-list-alone",
    ),
    pytest.param(
        said(*LONG[:2]) + "<pre>$ gate --lift\nok</pre>" + said(*LONG[2:]),
        ("$ gate --lift\nok",),
        id="seen-code",
    ),
    pytest.param(
        said(*LONG) + "<blockquote><p>It is ours.</p></blockquote>",
        ("It is ours.",),
        id="seen-quotation",
    ),
    pytest.param(
        said(LONG[0]) + "<h2>What now</h2>" + said("It is open now.", LONG[1]),
        ("What now", "It is open now."),
        id="synthetic-subheading",
    ),
]


@pytest.mark.parametrize(("inner", "texts"), PARTS)
def test_short_parts_stay(inner: str, texts: tuple[str, ...]) -> None:
    found = paragraphs(inner)
    assert [text for text in texts if text not in found] == []


def test_an_image_in_a_short_paragraph_stays() -> None:
    found = cleaned(
        said(
            LONG[0],
            "Tickets cost 4.50 for adults.",
            'The old captain stayed ashore <img src="https://e.org/c.jpg" alt="The old captain">'
            " and waved.",
        )
    )
    assert found.article is not None
    assert len(found.article.paragraphs) == 3
    assert [image.content_url for image in found.images] == ["https://e.org/c.jpg"]


NEWS = said("The ferry to Skell is cancelled today.", "It runs again on Monday.")
BESIDE = [
    pytest.param("<p><a href=/vell>The bridge of Vell opens.</a></p>", "", id="link"),
    pytest.param(
        "<div class=share-bar><p>Tell your friends.</p><p>Send it on.</p></div>", "", id="share-box"
    ),
    pytest.param(said("We use cookies to improve your experience."), "", id="cookie-line"),
    pytest.param(
        "", "<div class=cookie><p>We use cookies.</p><p>Accept them.</p></div>", id="cookie-box"
    ),
    pytest.param(
        "<figure><img src=/a.jpg><figcaption>The pier of Skell.</figcaption></figure>",
        "",
        id="caption",
    ),
    pytest.param("<p class=caption>The pier of Skell.</p>", "", id="caption-by-class"),
    pytest.param(
        "",
        "<div class=comments><div><p>I say so.</p></div><div><p>I was there.</p></div></div>",
        id="comment-list",
    ),
    pytest.param("<p>© 2026</p>", "", id="copyright-inside"),
    pytest.param("", "<footer><p>© 2026</p><p>Made in Zed.</p></footer>", id="footer"),
    pytest.param("", "<aside><p>Fog on the moor.</p></aside>", id="aside"),
]


@pytest.mark.parametrize(
    "news", [pytest.param(NEWS, id="short"), pytest.param(said(*LONG), id="long")]
)
@pytest.mark.parametrize(("below", "around"), BESIDE)
def test_what_stands_beside_stays_out(news: str, below: str, around: str) -> None:
    assert paragraphs(news + below, around) == paragraphs(news)


BELOW = [
    pytest.param(said(*LONG), said("Share", "Tweet", "Share Tweet Email"), id="share-bar"),
    pytest.param(
        NEWS, "<h3>Comments (2)</h3>" + said("First to say so.", "I was there."), id="comment-lines"
    ),
    pytest.param(NEWS, "<p hidden>Loading it now.</p>", id="hidden"),
]


@pytest.mark.parametrize(("news", "below"), BELOW)
def test_what_stands_below_stays_out(news: str, below: str) -> None:
    assert paragraphs(news + below) == paragraphs(news)


def test_prose_about_cookies_and_rights_stays() -> None:
    texts = ("The baker of Zed sells cookies again.", "All his rights were sold on Monday.")
    assert paragraphs(said(*texts)) == texts


def test_of_other_texts_on_a_page_nothing_more_is_taken() -> None:
    teaser = "<div>" + said("Fog closes the mill.", "Read it here.") + "</div>"
    assert paragraphs(said(*LONG), teaser) == paragraphs(said(*LONG))

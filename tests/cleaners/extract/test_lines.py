from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from lxml import etree

from cleaners.extract.lines import classify, is_dateline, read_lines
from cleaners.tables import line_labels
from cleaners.walk import walk

ALONE = [
    pytest.param("image source,Getty Images", "credit", "Getty Images", id="bbc-glued"),
    pytest.param("Photo: Reuters", "credit", "Reuters", id="colon"),
    pytest.param("(Foto: AP)", "credit", "AP", id="brackets"),
    pytest.param("Photo by Ada Lovelace", "credit", "Ada Lovelace", id="by-name"),
    pytest.param("图像来源，路透社", "credit", "路透社", id="chinese"),
    pytest.param("،مصدر الصورة رويترز", "credit", "رويترز", id="comma-first"),
    pytest.param("Photo by then had faded", "prose", None, id="photo-by-prose"),
    pytest.param("Photo: he took it, and it was sold the next day.", "prose", None, id="sentence"),
    pytest.param("Source of the river", "prose", None, id="source-in-prose"),
    pytest.param("image captiontext,", "caption_label", None, id="caption-label-torn"),
    pytest.param("Image source:", "credit_label", None, id="credit-label-alone"),
    pytest.param("Image caption, A ship.", "caption", "A ship.", id="caption-with-label"),
    pytest.param("By Ada Lovelace", "byline", "Ada Lovelace", id="by"),
    pytest.param("Von Anna Ost und Jan West", "byline", "Anna Ost und Jan West", id="von"),
    pytest.param("记者：李雷", "byline", "李雷", id="reporter-colon"),
    pytest.param("By the sea", "prose", None, id="by-prose"),
    pytest.param("De Niro Wins Again", "prose", None, id="surname"),
    pytest.param("Bystanders Helped", "prose", None, id="by-inside-a-word"),
    pytest.param("1551946500", "epoch", None, id="seconds"),
    pytest.param("1551946500000", "epoch", None, id="milliseconds"),
    pytest.param("15519465001", "prose", None, id="eleven-digits"),
    pytest.param("#fog #港口", "hashtags", None, id="hashtags"),
    pytest.param("#1 for a week", "prose", None, id="number-sign"),
    pytest.param("Leave a comment *", "form_label", None, id="form"),
    pytest.param("Comments were few.", "prose", None, id="comments-in-prose"),
    pytest.param("2019-03-07 08:15:00", "dateline", None, id="iso"),
    pytest.param("2019-03-07T08:15:00Z", "dateline", None, id="iso-z"),
    pytest.param("7. März 2019, 08:15 Uhr", "dateline", None, id="german"),
    pytest.param("2019年3月7日 08:15", "dateline", None, id="chinese-date"),
    pytest.param("In 2019 he left", "prose", None, id="year-in-prose"),
    pytest.param("3-2", "prose", None, id="score"),
    pytest.param("1984", "prose", None, id="bare-year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "value"), ALONE)
def test_a_line_by_itself(text: str, role: str, value: str | None) -> None:
    line = classify([text])[0]
    assert (line.role, line.value) == (role, value or text)


def test_a_torn_text_page() -> None:
    roles = [
        ("Harbour closed by fog", "headline"),
        ("2019-03-07 08:15:00", "dateline"),
        ("image source,Getty Images", "credit"),
        ("image captiontext,", "caption_label"),
        ("Boats at the pier", "caption"),
        ("Ferries stayed in port on Thursday, the harbour master said in a note.", "prose"),
        ("What comes next?", "subheading"),
        ("The pier will be lit at night from now on, so that boats find their way.", "prose"),
        ("1551946500", "epoch"),
        ("#fog #港口", "hashtags"),
        ("Leave a comment", "form_label"),
    ]
    assert [(line.text, line.role) for line in classify([text for text, _ in roles])] == roles


def test_a_label_alone_names_the_next_line() -> None:
    assert [line.role for line in classify(["Photo:", "Reuters", "Fog stayed."])] == [
        "credit_label", "credit", "prose",
    ]  # fmt: skip


def test_prose_first_is_no_headline() -> None:
    texts = ["Ferries stayed in port on Thursday.", "They sailed on Friday."]
    assert [line.role for line in classify(texts)] == ["prose", "prose"]


def test_tags_speak_first() -> None:
    tree = etree.HTML("<p>Harbour news<h1>Fog closes it</h1><p>It is closed<br>now.<h2>Why</h2>"
                      "<figure><figcaption>A pier</figcaption></figure>")  # fmt: skip
    lines = read_lines(walk(tree))
    assert [(line.role, line.block) for line in lines] == [
        ("prose", 0), ("headline", 1), ("prose", 2), ("prose", 2),
        ("subheading", 3), ("caption", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("behind", "role"), [("and it worked.", "prose"), ("It worked.", "headline")]
)
def test_a_line_that_goes_on_is_no_headline(behind: str, role: str) -> None:
    tree = etree.HTML(f"<p>He typed a break<br>{behind}<p>The mill stays open all year long.")
    assert read_lines(walk(tree))[0].role == role


@pytest.mark.parametrize("name", ["CREDIT", "CAPTION", "BY", "FORMS", "DATE_WORDS"])
def test_tables_are_folded(name: str) -> None:
    assert all(entry == entry.casefold().strip() for entry in getattr(line_labels, name))


def test_labels_are_of_one_kind() -> None:
    assert {"sawirka"} >= line_labels.CREDIT & line_labels.CAPTION
    assert not line_labels.CREDIT & line_labels.FORMS


@pytest.mark.parametrize("piece", ["1:", "a,", "#", "年", "9", " ", "،", "by ", "'a"])
def test_hostile_lines_take_no_time(piece: str) -> None:
    start = time.perf_counter()
    classify([piece * (1_000_000 // len(piece))])
    is_dateline(piece * 40)
    assert time.perf_counter() - start < 1


@pytest.mark.skipif("FRAGMEND_EVAL" not in os.environ, reason="needs the kit")
def test_labels_of_the_kit() -> None:
    path = Path(os.environ["FRAGMEND_EVAL"]).parent / "vectors/captions/bbc_offscreen_prefixes.json"
    for entry in json.loads(path.read_text(encoding="utf-8")):
        assert classify([entry["image_source"] + "Getty Images"])[0][2] == "Getty Images", entry
        assert classify([entry["image_caption"] + "A ship."])[0].role == "caption", entry

"""Caption and credit, told apart by labels, separators and agencies' names."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from cleaners.normalize.credit import (
    is_caption_label,
    is_credit_label,
    opens_with_credit,
    read_credit,
    split_credit,
    strip_caption_label,
)

KIT = os.environ.get("FRAGMEND_EVAL", "")
VECTORS = Path(KIT).parent / "vectors" / "captions"
needs_kit = pytest.mark.skipif(not KIT or not VECTORS.is_dir(), reason="FRAGMEND_EVAL not set")

SPLIT = [
    (
        "English, brackets",
        "Fog at noon. (Photo: Ada Marsh/Reuters)",
        "Fog at noon.",
        "Ada Marsh/Reuters",
    ),
    (
        "agency in brackets",
        "The pier on Monday (AP Photo/Ada Marsh)",
        "The pier on Monday",
        "AP Photo/Ada Marsh",
    ),
    ("two labels", "Fog. (Photo/Image: Ada Marsh)", "Fog.", "Ada Marsh"),
    (
        "photo by",
        "Fog over the pier. Photo by Ada Marsh for the Morning Post",
        "Fog over the pier.",
        "Ada Marsh for the Morning Post",
    ),
    ("German", "Nebel am Hafen. Foto: Ada Marsh/dpa", "Nebel am Hafen.", "Ada Marsh/dpa"),
    ("German, sign", "Nebel am Hafen. © Ada Marsh", "Nebel am Hafen.", "Ada Marsh"),
    (
        "French",
        "Brouillard sur le port. Crédit photo : Ada Marsh",
        "Brouillard sur le port.",
        "Ada Marsh",
    ),
    (
        "Spanish",
        "Niebla en el puerto. Fotografía: Ada Marsh (EFE)",
        "Niebla en el puerto.",
        "Ada Marsh (EFE)",
    ),
    (
        "Czech",
        "Mlha nad přístavem. Foto: Ada Marshová, ČTK",
        "Mlha nad přístavem.",
        "Ada Marshová, ČTK",
    ),
    (
        "Polish",
        "Mgła nad portem. Fot. Ada Marsh: Ada",
        "Mgła nad portem. Fot. Ada Marsh: Ada",
        None,
    ),
    ("Russian", "Туман над портом. Фото: Ада Марш / ТАСС", "Туман над портом.", "Ада Марш / ТАСС"),
    ("Greek", "Ομίχλη στο λιμάνι. Φωτογραφία: Άντα Μαρς", "Ομίχλη στο λιμάνι.", "Άντα Μαρς"),
    ("Korean", "항구의 안개. [사진 출처 = 연합뉴스]", "항구의 안개.", "연합뉴스"),
    ("Japanese", "港の霧（Ｃ）共同通信社", "港の霧", "共同通信社"),
    ("Chinese", "港口的大雾。图源：新华社", "港口的大雾。", "新华社"),
    ("Turkish", "Limanda sis. Fotoğraf: Ada Marsh", "Limanda sis.", "Ada Marsh"),
    (
        "bar",
        "Fog lies over the old pier. | Ada Marsh/Getty Images",
        "Fog lies over the old pier.",
        "Ada Marsh/Getty Images",
    ),
    (
        "slash between spaces",
        "Nebel am alten Hafen von Brake / Ada Marsh",
        "Nebel am alten Hafen von Brake",
        "Ada Marsh",
    ),
    (
        "agency behind a stop",
        "Le port sous la brume. HANDOUT / AFP",
        "Le port sous la brume.",
        "HANDOUT / AFP",
    ),
    ("agency alone", "Getty Images", None, "Getty Images"),
    ("agencies alone", "Ada Marsh/AFP/Getty Images", None, "Ada Marsh/AFP/Getty Images"),
    ("initials", "Fog at noon. Photo: A. B.", "Fog at noon.", "A. B."),
    ("initials without stops", "Photo: A B", None, "A B"),
    (
        "no colon, Polish",
        "Mgła nad portem. Fot. Ada Marsh / PAP",
        "Mgła nad portem.",
        "Ada Marsh / PAP",
    ),
    (
        "no colon, bracket",
        "Brouillard au port. (Photo Ada Marsh/AFP)",
        "Brouillard au port.",
        "Ada Marsh/AFP",
    ),
    (
        "no colon, Dutch",
        "Mist boven de haven. Beeld Ada Marsh",
        "Mist boven de haven.",
        "Ada Marsh",
    ),
    ("no colon, dash", "Nebbia sul porto - Foto Ansa", "Nebbia sul porto", "Ansa"),
    ("no colon, Russian", "Туман над портом. Фото Ада Марш", "Туман над портом.", "Ада Марш"),
    (
        "bars behind a stop",
        "Fog. Ada Marsh | AFP | Getty Images",
        "Fog.",
        "Ada Marsh | AFP | Getty Images",
    ),
    ("slash behind the label, Chinese", "港口的大雾。（图／路透社）", "港口的大雾。", "路透社"),
    (
        "taken by, Chinese",
        "图为港口的大雾。新华社记者 王某 摄",
        "图为港口的大雾。",
        "新华社记者 王某",
    ),
    ("agency behind an equals sign", "霧の港＝共同", "霧の港", "共同"),
    ("agency, Arabic", "ضباب في الميناء (رويترز)", "ضباب في الميناء", "رويترز"),
    ("agency, Greek", "Ομίχλη στο λιμάνι. (ΑΠΕ-ΜΠΕ)", "Ομίχλη στο λιμάνι.", "ΑΠΕ-ΜΠΕ"),
    ("credit alone, bracketed", "(AFP)", None, "AFP"),
    ("label in front", "Image source, Getty Images", None, "Getty Images"),
    ("label in front, Chinese", "图像来源，GETTY IMAGES", None, "GETTY IMAGES"),
    ("label in front, Arabic", "مصدر الصورة، AFP", None, "AFP"),
    ("caption label", "Image caption, Fog over the pier", "Fog over the pier", None),
]


@pytest.mark.parametrize(
    ("text", "caption", "credit"), [c[1:] for c in SPLIT], ids=[c[0] for c in SPLIT]
)
def test_split(text: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(text) == (caption, credit)


WHOLE = [
    ("a person is shown", "The mayor with Ada Marsh"),
    ("prose behind a label", "Photo: the mayor speaks to the press about the storm of last night"),
    ("positions", "Ada Marsh (left) and Ben Cole (right)"),
    ("a year", "The pier in fog (2019)"),
    ("a source in a sentence", "The source of the river is high in the hills."),
    ("fractions", "About 1/3 of the boats stayed in port"),
    ("date after an equals sign", "港の霧＝2019年5月"),
    ("a sentence in brackets", "The pier (which was closed for two days) in fog"),
    ("bar in a title", "A | B"),
    ("photo of", "Fog. Photo of Ada Marsh at the pier"),
    ("a sentence about photos", "It was cold. Photos show the pier in fog"),
    ("people of an agency", "NASA engineers at work"),
    ("a person and their house", "Ada Marsh, NASA"),
    ("courtesy in prose", "They met. Courtesy demanded that the mayor spoke first"),
    ("a bracket that names a place", "Fog over Paris (France)"),
    ("together, Chinese", "两国共同开发港口"),
]


@pytest.mark.parametrize("text", [c[1] for c in WHOLE], ids=[c[0] for c in WHOLE])
def test_without_a_sign_the_caption_stays_whole(text: str) -> None:
    assert split_credit(text) == (text, None)


READ = [
    ("brackets and label", "(Foto: Ada Marsh / dpa)", "Ada Marsh / dpa"),
    ("bracket open", "( Image: Getty Images/iStockphoto)", "Getty Images/iStockphoto"),
    ("sign and label", "© Foto: Ada Marsh", "Ada Marsh"),
    ("rights", "Ada Marsh/Copyright 2026 The AP. All rights reserved.", "Ada Marsh"),
    ("rights, German", "Ada Marsh. Alle Rechte vorbehalten", "Ada Marsh"),
    ("nothing but a name", "Ada Marsh", "Ada Marsh"),
    (
        "agency's bracket",
        "Ada Marsh (dpa/picture alliance via Getty)",
        "Ada Marsh (dpa/picture alliance via Getty)",
    ),
    ("label alone", "Image source,", None),
    ("signs alone", "| /", None),
    ("prose", "a" * 400, None),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in READ], ids=[c[0] for c in READ])
def test_read_credit(text: str, wanted: str | None) -> None:
    assert read_credit(text) == wanted
    assert wanted is None or read_credit(wanted) == wanted


def test_labels_alone() -> None:
    assert is_caption_label("image captiontext,")
    assert is_caption_label("Bildunterschrift:")
    assert not is_caption_label("Captions are short.")
    assert is_credit_label("Crédit photo,")
    assert not is_credit_label("Crédit photo, AFP")
    assert opens_with_credit("(Foto: Ada Marsh)")
    assert not opens_with_credit("Foto: so sieht es im Hafen nach dem Sturm der Nacht aus")


@pytest.mark.parametrize(
    "piece",
    [
        "foto:",
        "(",
        ")",
        "© ",
        "a b ",
        "| ",
        "a/ ",
        "=",
        "a. ",
        "copyright ",
        "）",
        "photo ",
        "[(",
        "image source ,",
        "。",
        "B b ",
    ],
)
def test_hostile_text_stays_linear(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    split_credit(text)
    read_credit(text)
    is_caption_label(text)
    is_credit_label(text)
    opens_with_credit(text)
    strip_caption_label(text)
    assert time.perf_counter() - start < 3


@needs_kit
def test_prefixes_of_the_bbc() -> None:
    services = json.loads((VECTORS / "bbc_offscreen_prefixes.json").read_text("utf-8"))
    for service in services:
        source, caption = service["image_source"], service["image_caption"]
        assert split_credit(source + "Ada Marsh/Getty").credit == "Ada Marsh/Getty", service
        assert split_credit(caption + "Ada").caption == "Ada", service

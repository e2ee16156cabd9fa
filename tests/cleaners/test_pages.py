"""Whole pages as content systems write them, hand-written; beside each what must be read from it.

Each page holds near misses too: the site's logo, avatars, emoji, images and categories of other
articles, the pictures of whoever comments, boilerplate keywords.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
URL = "https://www.solentpost.example/2019/03/fog-closes-harbour/"


def wanted(page: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return told


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_fields(page: Path) -> None:
    article = clean(page.read_bytes(), url=URL).article
    assert article is not None
    told = {name: value for name, value in wanted(page).items() if name != "images"}
    read = {name: getattr(article, name) for name in told}
    assert read | {"keywords": list(article.keywords)} == told


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_images(page: Path) -> None:
    told = wanted(page)["images"]
    images = clean(page.read_bytes(), url=URL).images
    addresses = [len({candidate.url for candidate in image.candidates}) for image in images]
    read = [{name: getattr(i, name) for name in told[0] if name != "candidates"} for i in images]
    assert [
        each | {"candidates": count} for each, count in zip(read, addresses, strict=True)
    ] == told


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_whole_page_is_not_mended(page: Path) -> None:
    assert clean(page.read_bytes(), url=URL).repairs == ()


SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "sample_data").rglob("*")
    if path.suffix in {".html", ".txt"}
)
TRACED = (
    "canonical_url", "headline", "description", "authors", "date_published", "date_modified",
    "in_language", "publisher", "article_section", "keywords", "is_accessible_for_free", "license",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES + SAMPLES, ids=[page.name for page in PAGES + SAMPLES])
def test_every_value_says_where_it_stood(page: Path) -> None:
    cleaned = clean(page.read_bytes(), url=URL)
    article = cleaned.article
    if article is not None:
        told = {entry.field for entry in article.provenance}
        given = {name for name in TRACED if getattr(article, name) not in (None, ())}
        assert given <= told
        assert told <= set(TRACED)
    for image in cleaned.images:
        stated = {entry.field for entry in image.provenance}
        named = ("content_url", "caption", "credit_text")
        assert {name for name in named if getattr(image, name) is not None} <= stated
        assert not image.representative_of_page or "representative_of_page" in stated
    entries = [
        *(article.provenance if article else ()),
        *(e for i in cleaned.images for e in i.provenance),
    ]
    assert all(entry.source and 0 <= entry.confidence <= 1 for entry in entries)

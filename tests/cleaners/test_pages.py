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

"""What came with a document and not out of it."""

from __future__ import annotations

import pytest

from cleaners import clean

PAGE = "<title>Fog</title><h1>Fog closes the harbour</h1><p>" + "Fog lay on the bay. " * 30
ADDRESS = "https://a.example/fog"


@pytest.mark.parametrize(
    ("given", "url", "warnings"),
    [
        pytest.param(ADDRESS, ADDRESS, (), id="an address"),
        pytest.param(f" {ADDRESS}\n", ADDRESS, (), id="an address in white space"),
        pytest.param(None, None, (), id="none was given"),
        pytest.param("", None, (), id="an empty column"),
        pytest.param("  ", None, (), id="white space"),
        pytest.param("Fog closes the harbour", None, ("address_unusable",), id="another column"),
        pytest.param("/fog", None, ("address_unusable",), id="a path"),
        pytest.param("javascript:alert(1)", None, ("address_unusable",), id="no page"),
    ],
)
def test_the_address_of_the_page(
    given: str | None, url: str | None, warnings: tuple[str, ...]
) -> None:
    cleaned = clean(PAGE, url=given)
    assert cleaned.document.url == url
    assert cleaned.article is not None
    assert cleaned.article.warnings == warnings

"""Products: a further kind of record, judged like all others."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from schemas.contract import CONTRACT, Contract, parse
from schemas.errors import ContractError
from schemas.frames import frame
from schemas.judge import Verdict, judge

GOOD: dict[str, Any] = {
    "product_id": "p0", "document_id": "d0", "position": 0, "name": "Enamel kettle",
    "price": Decimal("34.90"), "price_currency": "EUR", "availability": "InStock",
    "gtin": "4006381333931", "url": "https://kessel.example/k", "provenance": [], "warnings": [],
}  # fmt: skip
DOCUMENT = {
    "document_id": "d0", "source_uri": "a.html", "source_record": 0, "outcome": "published",
    "repair_count": 0, "robots_directives": [], "domain": "kessel.example",
    "url": "https://kessel.example/k",
}  # fmt: skip


def verdict(contract: Contract = CONTRACT, **changes: Any) -> Verdict:
    rows = [GOOD | changes]
    frames = {"documents": frame([DOCUMENT], "documents"), "products": frame(rows, "products")}
    return judge(frames, contract=contract)


def test_a_good_product_stays() -> None:
    clean = verdict().clean["products"]
    assert clean["price"].to_list() == [Decimal("34.9000")]
    assert clean.schema["price"] == pl.Decimal(18, 4)


REJECTED = [
    pytest.param({"name": None}, "product_has_a_name", id="no-name"),
    pytest.param({"name": " "}, "name_has_a_names_length", id="blank-name"),
    pytest.param({"price": Decimal(-1)}, "price_is_not_negative", id="negative"),
    pytest.param({"price": None}, "currency_has_a_price", id="a-currency-of-nothing"),
    pytest.param({"price_currency": "eur"}, "price_currency_has_its_form", id="no-iso-code"),
    pytest.param({"availability": "yes"}, "availability_is_known", id="no-schema-org-word"),
    pytest.param({"gtin": "12345"}, "gtin_is_one", id="short-gtin"),
    pytest.param({"image": "/a.jpg"}, "image_is_absolute", id="relative-image"),
    pytest.param({"document_id": "d9"}, "record_has_its_document", id="no-document"),
]


@pytest.mark.parametrize(("changes", "check"), REJECTED)
def test_a_bad_product_goes_and_its_document_stays(changes: dict[str, Any], check: str) -> None:
    found = verdict(**changes)
    assert not len(found.clean["products"])
    assert check in [reason["check"] for reason in found.rejected["failures"][0]]
    assert found.rejected["row_id"].to_list() == ["p0"]
    assert found.clean["documents"]["outcome"].to_list() == ["published"]


WARNED = [
    pytest.param({"price": None, "price_currency": None}, "product_has_a_price", id="no-price"),
    pytest.param({"price": Decimal(0)}, "price_is_not_nothing", id="nought"),
    pytest.param({"price_currency": None}, "price_has_a_currency", id="unknown-currency"),
]


@pytest.mark.parametrize(("changes", "check"), WARNED)
def test_a_doubtful_product_says_so(changes: dict[str, Any], check: str) -> None:
    assert verdict(**changes).clean["products"]["warnings"].to_list() == [[check]]


def test_a_domain_can_be_stricter() -> None:
    told = {"products.product_has_a_price": "error"}
    strict = parse({"domains": {"kessel.example": {"severities": told}}})
    other = parse({"domains": {"other.example": {"severities": told}}})
    nothing = {"price": None, "price_currency": None}
    assert not len(verdict(strict, **nothing).clean["products"])
    assert len(verdict(other, **nothing).clean["products"])


def test_a_product_leaves_with_its_document() -> None:
    article = {
        "document_id": "d0", "headline": "", "image_count": 0, "paragraphs": [], "authors": [],
        "keywords": [], "provenance": [], "warnings": [],
    }  # fmt: skip
    found = judge(
        {
            "documents": frame([DOCUMENT], "documents"),
            "articles": frame([article], "articles"),
            "products": frame([GOOD], "products"),
        }
    )
    assert sorted(found.rejected["table"]) == ["articles", "products"]


@pytest.mark.parametrize("kinds", ["products", ["events"], 1], ids=["text", "unknown", "number"])
def test_a_contract_names_kinds_that_there_are(kinds: object) -> None:
    with pytest.raises(ContractError, match="kinds"):
        parse({"kinds": kinds})


def test_a_kind_is_wanted_once() -> None:
    assert parse({"kinds": ["products", "products"]}).kinds == ("products",)

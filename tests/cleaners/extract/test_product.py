from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cleaners import clean
from cleaners.kinds import KINDS

if TYPE_CHECKING:
    from cleaners.extract.product import Product

URL = "https://kessel.example/shop/kettle"
OFFER = {"@type": "Offer", "price": "34.90", "priceCurrency": "EUR"}
KETTLE = {"@context": "https://schema.org", "@type": "Product", "name": "Enamel kettle"}


def products(html: str) -> tuple[Product, ...]:
    found: tuple[Product, ...] = clean(html, url=URL, kinds=KINDS).further["products"]
    return found


def page(*nodes: Any, body: str = "<h1>Enamel kettle</h1>", head: str = "") -> str:
    scripts = [
        f'<script type="application/ld+json">{n if isinstance(n, str) else json.dumps(n)}</script>'
        for n in nodes
    ]
    return f"<html><head>{head}{''.join(scripts)}</head><body>{body}</body></html>"


def kettle(**changes: Any) -> dict[str, Any]:
    return KETTLE | {"offers": OFFER} | changes


def test_products_are_off_unless_asked_for() -> None:
    assert clean(page(kettle()), url=URL).further == {}


def test_every_field_with_its_source() -> None:
    (found,) = products(
        page(
            kettle(
                brand={"@type": "Brand", "name": "Kessel &amp; Co"},
                sku=4711,
                gtin13="4006381-333931",
                image=["/k.jpg"],
                url="/shop/kettle?utm_source=x",
                offers=OFFER | {"availability": "http://schema.org/InStock"},
            )
        )
    )
    assert (found.name, found.brand, found.sku) == ("Enamel kettle", "Kessel & Co", "4711")
    assert (found.gtin, found.price, found.price_currency) == (
        "4006381333931", Decimal("34.90"), "EUR",
    )  # fmt: skip
    assert found.image == "https://kessel.example/k.jpg"
    assert found.availability == "InStock"
    fields = [entry.field for entry in found.provenance]
    assert fields == [
        "name", "brand", "sku", "gtin", "price", "price_currency", "availability", "image", "url",
    ]  # fmt: skip
    assert found.provenance[4].source == "json-ld:product.offers.price"
    assert not found.warnings


def specification(**changes: Any) -> dict[str, Any]:
    return {"@type": "UnitPriceSpecification", "price": 34.9, "priceCurrency": "EUR"} | changes


SHAPES = [
    pytest.param(kettle(offers=[OFFER]), id="list"),
    pytest.param(kettle(offers=[OFFER, OFFER]), id="two-that-agree"),
    pytest.param({"@graph": [{"@type": "WebPage"}, kettle()]}, id="graph"),
    pytest.param(kettle(**{"@type": ["Product", "Vehicle"]}), id="two-types"),
    pytest.param(kettle(**{"@type": "http://schema.org/Product"}), id="type-with-address"),
    pytest.param(kettle(offers=OFFER | {"price": 34.9}), id="number"),
    pytest.param(kettle(offers=OFFER | {"price": "34,90"}), id="decimal-comma"),
    pytest.param(kettle(offers=OFFER | {"price": ["34.90"]}), id="price-in-a-list"),
    pytest.param(kettle(offers=OFFER | {"price": {"@value": "34.90"}}), id="price-as-value"),
    pytest.param(kettle(offers={"price": "34,90 €"}), id="sign-in-the-price"),
    pytest.param(kettle(offers=OFFER | {"priceCurrency": "€"}), id="sign-for-the-code"),
    pytest.param(kettle(offers="34,90 €"), id="offer-as-text"),
    pytest.param(
        kettle(offers={"priceCurrency": "EUR", "offers": [{"price": 34.9}]}),
        id="aggregate-around-one",
    ),
    pytest.param(
        kettle(offers={"lowPrice": "34.90", "highPrice": "34.90", "priceCurrency": "EUR"}),
        id="low-is-high",
    ),
    pytest.param(kettle(offers={"priceSpecification": specification()}), id="specification"),
    pytest.param(
        kettle(
            offers={
                "priceSpecification": [
                    specification(price=49.9, priceType="https://schema.org/ListPrice"),
                    specification(),
                    specification(price=3.49, referenceQuantity={"value": 1}),
                ]
            }
        ),
        id="list-price-beside-it",
    ),
    pytest.param({**OFFER, "itemOffered": KETTLE}, id="offer-around-the-product"),
    pytest.param(
        [KETTLE | {"offers": {"@id": "#o"}}, OFFER | {"@id": "#o"}], id="offer-by-reference"
    ),
    pytest.param(json.dumps(kettle())[:-1] + ",};", id="trailing-litter"),
    pytest.param("<!--" + json.dumps(kettle()) + "-->", id="in-a-comment"),
]  # fmt: skip


@pytest.mark.parametrize("node", SHAPES)
def test_shapes_of_json_ld(node: Any) -> None:
    (found,) = products(page(node))
    assert (found.name, found.price_currency) == ("Enamel kettle", "EUR")
    assert found.price == Decimal("34.90")


UNSURE = [
    pytest.param({"lowPrice": 20, "priceCurrency": "EUR"}, ("price_begins",), id="begins"),
    pytest.param({"lowPrice": 20, "highPrice": 30}, ("price_begins",), id="range"),
    pytest.param([OFFER, OFFER | {"price": 39}], ("several_prices",), id="several"),
    pytest.param(OFFER | {"price": "from 34.90"}, (), id="from-in-words"),
    pytest.param(OFFER | {"price": "1.299"}, (), id="thousands-or-not"),
    pytest.param(OFFER | {"price": "-1"}, (), id="negative"),
    pytest.param(OFFER | {"price": "$34.90€"}, (), id="two-signs"),
    pytest.param({"price": "€ 5", "priceCurrency": "USD"}, (), id="sign-against-code"),
    pytest.param(None, (), id="none"),
]


@pytest.mark.parametrize(("offers", "warnings"), UNSURE)
def test_prices_that_are_not_one_price(offers: Any, warnings: tuple[str, ...]) -> None:
    (found,) = products(page(kettle(offers=offers)))
    assert (found.price, found.price_currency, found.warnings) == (None, None, warnings)


def test_a_cut_statement_gives_no_price() -> None:
    text = json.dumps(kettle())
    cut = text[: text.index("34.90") + 2]
    assert [p.price for p in products(page(cut))] in ([], [None])


def test_products_that_are_only_mentioned_are_none() -> None:
    other = KETTLE | {"name": "Teapot", "offers": OFFER}
    found = products(page(kettle(isRelatedTo=[other], isSimilarTo=other)))
    assert [p.name for p in found] == ["Enamel kettle"]
    assert not products(page({"@type": "Review", "itemReviewed": other}))


def test_variants_have_what_is_their_groups() -> None:
    group = KETTLE | {
        "@type": "ProductGroup",
        "brand": "Kessel",
        "hasVariant": [
            {"@type": "Product", "sku": "k-1", "offers": OFFER},
            {"@type": "Product", "sku": "k-2", "offers": OFFER | {"price": 39}},
        ],
    }
    found = products(page(group))
    assert [(p.name, p.brand, p.sku, p.price) for p in found] == [
        ("Enamel kettle", "Kessel", "k-1", Decimal("34.90")),
        ("Enamel kettle", "Kessel", "k-2", Decimal(39)),
    ]
    assert [p.position for p in found] == [0, 1]
    assert len({p.product_id for p in found}) == 2


MICRODATA = """
<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Enamel kettle</h1>
<span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><b itemprop="name">Kessel</b>
</span><img itemprop="image" src="/k.jpg">
<div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
<span itemprop="price" content="34.90">34,90</span><meta itemprop="priceCurrency" content="EUR">
<link itemprop="availability" href="https://schema.org/OutOfStock"></div>
<p itemprop="review" itemscope><i itemprop="name">Fine</i></p></div>"""


def test_microdata() -> None:
    (found,) = products(page(body=MICRODATA))
    assert (found.name, found.brand, found.price, found.price_currency, found.availability) == (
        "Enamel kettle", "Kessel", Decimal("34.90"), "EUR", "OutOfStock",
    )  # fmt: skip
    assert found.provenance[0].source == "itemprop:product.name"


def test_two_statements_of_one_product_are_one() -> None:
    (found,) = products(page(kettle(sku="k-1"), body=MICRODATA))
    assert (found.sku, found.brand, found.price) == ("k-1", "Kessel", Decimal("34.90"))


def test_two_statements_that_differ_leave_no_price() -> None:
    (found,) = products(page(kettle(offers=OFFER | {"price": "39.90"}), body=MICRODATA))
    assert (found.price, found.price_currency) == (None, None)
    assert found.warnings == ("prices_differ",)


def test_a_name_with_the_shop_behind_it_is_the_same_product() -> None:
    (found,) = products(page(kettle(name="Enamel kettle – Kessel"), body=MICRODATA))
    assert found.price == Decimal("34.90")


METAS = """<meta property="og:type" content="product"><meta property="og:title"
content="Enamel kettle | Kessel"><meta property="product:price:amount" content="34.90">
<meta property="product:price:currency" content="EUR"><meta property="product:availability"
content="in stock"><meta property="og:image" content="https://kessel.example/k.jpg">"""


def test_meta_elements() -> None:
    (found,) = products(page(head=METAS))
    assert (found.name, found.price, found.price_currency, found.availability) == (
        "Enamel kettle", Decimal("34.90"), "EUR", "InStock",
    )  # fmt: skip


def test_a_page_that_is_no_product_has_none() -> None:
    head = METAS.replace('"product"', '"website"').replace("product:price:amount", "x")
    assert not products(page(head=head, body="<h1>Enamel kettle</h1><p>34,90 €</p>"))


def test_the_only_product_may_cost_the_only_price_in_sight() -> None:
    (found,) = products(page(KETTLE, body="<h1>Enamel kettle</h1><p>34,90 €</p><p>In 2 days.</p>"))
    assert (found.price, found.price_currency) == (Decimal("34.90"), "EUR")
    assert found.provenance[1].confidence < 0.9


IN_SIGHT = [
    pytest.param("<p>34,90 €</p><p>39,90 €</p>", id="two-prices"),
    pytest.param("<p>from 34,90 €</p>", id="from"),
    pytest.param("<p>now only 34,90 € a piece</p>", id="prose"),
    pytest.param("<p>$34.90</p>", id="shared-sign"),
    pytest.param("<p>34,90</p>", id="bare-number"),
]


@pytest.mark.parametrize("body", IN_SIGHT)
def test_what_is_in_sight_and_not_certain(body: str) -> None:
    (found,) = products(page(KETTLE, body="<h1>Enamel kettle</h1>" + body))
    assert (found.price, found.price_currency) == (None, None)


def test_cents_that_pose_as_the_amount() -> None:
    (found,) = products(
        page(kettle(offers=OFFER | {"price": "3490"}), body="<h1>K</h1><p>34,90 €</p>")
    )
    assert (found.price, found.warnings) == (None, ("price_in_cents",))


@pytest.mark.parametrize(
    ("gtin", "kept"),
    [("4006381333931", "4006381333931"), ("4006381333932", None), ("0" * 13, None), ("12", None)],
    ids=["holds", "wrong-digit", "noughts", "short"],
)
def test_gtin(gtin: str, kept: str | None) -> None:
    assert products(page(kettle(gtin=gtin)))[0].gtin == kept


HOSTILE = [
    pytest.param(page(body="<b itemscope itemtype=Product itemprop=name>" * 5_000), id="nested"),
    pytest.param(page([kettle(name=str(n), sku=n) for n in range(3000)]), id="many"),
    pytest.param(page(kettle(offers=[OFFER | {"price": n} for n in range(20_000)])), id="offers"),
    pytest.param(page(kettle(name="x" * 10**6, sku="1" * 10**6, gtin="1" * 10**6)), id="long"),
    pytest.param(page(kettle(brand=None, offers={"price": {}, "availability": {}})), id="odd"),
    pytest.param(page(KETTLE, body="<p>1 €</p>" * 6_000), id="prices"),
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_pages(html: str) -> None:
    cleaned = time.process_time()
    clean(html, url=URL)
    without = time.process_time() - cleaned
    began = time.process_time()
    products(html)
    assert time.process_time() - began < without + 3

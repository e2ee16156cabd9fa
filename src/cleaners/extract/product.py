"""The products that a page offers: from JSON-LD, microdata, meta elements, and plain sight.

An example of a further kind of record: it is read only where a contract asks for it. A price is
one that the page states for one product: where prices only begin, where several are asked, or
where two statements differ, there is none and a warning says why.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, fields
from decimal import Decimal  # noqa: TC003  (dataclasses read their annotations)
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from cleaners.extract.microdata import read_microdata
from cleaners.extract.offers import Offer, read_offers
from cleaners.extract.own_address import base_of, own_address
from cleaners.extract.structured import Structured, texts_of, types_of
from cleaners.normalize.money import Money, parse_amount, parse_currency, parse_money
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import resolve
from cleaners.records import MAX_RECORDED, Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners.extract.context import Context
    from cleaners.page import Page, Walk

Node = dict[str, Any]

_PRODUCTS: Final = frozenset(("product", "individualproduct", "productmodel", "productgroup"))
_ELSEWHERE: Final = (
    "isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor", "isConsumableFor", "itemReviewed",
    "isVariantOf", "review", "additionalProperty",
)  # fmt: skip
"""Edges that lead to products which the page does not offer."""
_GTINS: Final = ("gtin13", "gtin14", "gtin12", "gtin8", "gtin", "ean")
_GTIN: Final = re.compile(r"\d{8}|\d{12,14}")
_BARE: Final = re.compile(r"[\d\s.,'’]*+")
_LONGEST_NAME: Final = 300
_LONGEST_SKU: Final = 100
_MOST: Final = 200
_CERTAINTY: Final = {"json-ld": 0.95, "itemprop": 0.9, "meta": 0.85}


@dataclass(frozen=True, slots=True)
class Product:
    """A row of ``products``."""

    product_id: str
    document_id: str
    position: int
    """Order in the document, from 0."""
    name: str | None = None
    brand: str | None = None
    sku: str | None = None
    gtin: str | None = None
    price: Decimal | None = None
    price_currency: str | None = None
    """ISO 4217."""
    availability: str | None = None
    """As schema.org names it."""
    image: str | None = None
    url: str | None = None
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[str, ...] = ()


_FIELDS: Final = tuple(f.name for f in fields(Product))[3:-2]


@dataclass(slots=True)
class _Draft:
    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    folded: str = ""
    """The name, for comparisons."""

    def put(self, name: str, value: object, source: str, raw: object, certainty: float) -> None:
        if value is None or name in self.values:
            return
        self.values[name] = value
        if name == "name":
            self.folded = fold(str(value))
        short = str(raw).encode("utf-8", "replace")[:MAX_RECORDED].decode(errors="ignore")
        self.provenance[name] = Provenance(name, source, short, certainty)

    def drop(self, name: str) -> None:
        self.values.pop(name, None)
        self.provenance.pop(name, None)

    def same(self, other: _Draft) -> bool:
        """Whether both speak of one product: by its numbers, else by its name."""
        for name in ("gtin", "sku"):
            if name in self.values and name in other.values:
                return bool(self.values[name] == other.values[name])
        if not self.folded or not other.folded:
            return False
        return self.folded == other.folded or self.bears(other) or other.bears(self)

    def bears(self, other: _Draft) -> bool:
        """Whether a name is that of another statement with the shop's behind it, at one price."""
        price = self.values.get("price")
        if price is None or price != other.values.get("price"):
            return False
        kinds = {each.provenance["name"].source.partition(":")[0] for each in (self, other)}
        return len(kinds) > 1 and self.folded.startswith(other.folded + " ")

    def merge(self, other: _Draft) -> None:
        """Take what the other knows besides; a price that differs is none."""
        priced = "price" in self.values and "price" in other.values
        differs = priced and any(
            self.values.get(name) != other.values.get(name) and name in self.values
            for name in ("price", "price_currency")
            if name in other.values
        )
        for name, value in other.values.items():
            if name not in self.values:
                self.values[name], self.provenance[name] = value, other.provenance[name]
        more = (*other.warnings, *(["prices_differ"] if differs else []))
        self.warnings = list(dict.fromkeys((*self.warnings, *more)))
        if self.warnings:  # one of the two is not sure of the price
            self.drop("price")
            self.drop("price_currency")


def extract_products(page: Page, told: Structured, context: Context) -> Iterator[Product]:
    """Give the products that a page offers, in the order in which it states them."""
    base = base_of(page.walk, own_address(page.walk, context.url))
    drafts: list[_Draft] = []
    stated = islice(_stated(page.walk, told, base), _MOST * 5)
    for draft in (*stated, *_by_metas(page.walk, told, base)):
        known = next((each for each in drafts if each.same(draft)), None)
        if known is not None:
            known.merge(draft)
        elif draft.values.keys() & {"name", "price"} and len(drafts) < _MOST:
            drafts.append(draft)
    if drafts:
        _compare(drafts, _shown(page.walk))
    for position, draft in enumerate(drafts):
        yield Product(
            product_id=product_id(context.document_id, position),
            document_id=context.document_id,
            position=position,
            provenance=tuple(draft.provenance[n] for n in _FIELDS if n in draft.provenance),
            warnings=tuple(draft.warnings),
            **draft.values,
        )


def product_id(document_id: str, position: int) -> str:
    """Name a product, the same on any machine.

    >>> product_id("d", 0) == product_id("d", 0), product_id("d", 0) == product_id("d", 1)
    (True, False)
    """
    named = f"{document_id}\x00product\x00{position}"
    return hashlib.blake2b(named.encode(), digest_size=16).hexdigest()


# What is stated for machines


def _stated(walk: Walk, told: Structured, base: str | None) -> Iterator[_Draft]:
    for source, nodes in (("json-ld", told.nodes), ("itemprop", _microdata(walk))):
        elsewhere = set(_not_offered(nodes, told))
        outer = _offers_of(nodes)
        for node in nodes:
            if id(node) not in elsewhere and types_of(node) & _PRODUCTS:
                yield from _variants(node, told, base, source, outer)


def _microdata(walk: Walk) -> list[Node]:
    """Items of the page, if one of them is a product."""
    kinds = (seen.node.get("itemtype") for seen in walk.items)
    return read_microdata(walk) if any(kind and "roduct" in kind for kind in kinds) else []


def _not_offered(nodes: Iterable[Node], told: Structured) -> Iterator[int]:
    """Products that the page only mentions, by their ``id``; variants are read with their group."""
    for node in nodes:
        edges = _ELSEWHERE if types_of(node) & _PRODUCTS else ("itemReviewed",)
        for name in (*edges, "hasVariant"):
            for item in _listed(node.get(name)):
                yield id(told.resolved(item))


def _offers_of(nodes: Iterable[Node]) -> dict[int, list[Node]]:
    """Offers that name their product, by the ``id`` of its node."""
    found: dict[int, list[Node]] = {}
    for node in nodes:
        for item in _listed(node.get("itemOffered")):
            if isinstance(item, dict):
                found.setdefault(id(item), []).append(node)
    return found


def _variants(
    node: Node, told: Structured, base: str | None, source: str, outer: dict[int, list[Node]]
) -> Iterator[_Draft]:
    """The product itself, or its variants, which have what they do not state from their group."""
    variants = [told.resolved(item) for item in _listed(node.get("hasVariant"))]
    group = _draft(node, told, base, source, outer)
    drafts = [_draft(v, told, base, source, outer) for v in variants if isinstance(v, dict)]
    offered = [draft for draft in drafts if draft.values.keys() & {"price", "sku", "gtin", "name"}]
    for draft in offered:
        for name in ("name", "brand", "image"):
            if name not in draft.values and name in group.values:
                told_by = group.provenance[name]
                draft.put(name, group.values[name], told_by.source, told_by.raw, told_by.confidence)
    yield from offered or [group]


def _draft(
    node: Node, told: Structured, base: str | None, source: str, outer: dict[int, list[Node]]
) -> _Draft:
    draft = _Draft()
    certainty = _CERTAINTY[source]
    where = f"{source}:product"

    def put(name: str, value: object, raw: object, path: str = "") -> None:
        draft.put(name, value, f"{where}.{path or name}", raw, certainty)

    for raw in texts_of(node.get("name"))[:1]:
        put("name", _short(raw, _LONGEST_NAME), raw)
    maker = node.get("brand") or node.get("manufacturer")
    for raw in texts_of(_each_resolved(maker, told))[:1]:
        put(
            "brand",
            _short(raw, _LONGEST_SKU),
            raw,
            "brand" if node.get("brand") else "manufacturer",
        )
    sku = next(iter(_scalars(node.get("sku"))), None)
    put("sku", _short(sku, _LONGEST_SKU) if sku else None, sku)
    for name in _GTINS:
        for raw in _scalars(node.get(name)):
            put("gtin", _gtin(raw), raw, name)
    for raw in _addresses(_each_resolved(node.get("image"), told)):
        put("image", resolve(raw, base), raw)
    for raw in _addresses(node.get("url"))[:1]:
        put("url", resolve(raw, base), raw)
    offered = [*_listed(_each_resolved(node.get("offers"), told)), *outer.get(id(node), ())]
    _offered(draft, read_offers(offered, told), where, certainty)
    return draft


def _offered(draft: _Draft, offer: Offer, where: str, certainty: float) -> None:
    draft.warnings += offer.warnings
    if offer.money is not None:
        amount, currency = offer.money
        draft.put("price", amount, f"{where}.offers.price", offer.raw_price, certainty)
        raw = offer.raw_currency if offer.raw_currency is not None else offer.raw_price
        draft.put("price_currency", currency, f"{where}.offers.priceCurrency", raw, certainty)
    draft.put(
        "availability", offer.availability, f"{where}.offers.availability",
        offer.raw_availability, certainty,
    )  # fmt: skip


def _by_metas(walk: Walk, told: Structured, base: str | None) -> Iterator[_Draft]:
    """The one product of a page whose meta elements call it one."""
    kind = told.meta("og:type")
    amount = told.meta("product:price:amount", "og:price:amount")
    is_product = kind is not None and kind[1].strip().lower() in {
        "product",
        "og:product",
        "product.item",
    }
    title = told.meta("og:title")
    if not (is_product or amount) or title is None:
        return
    draft = _Draft()
    headings = {
        fold(t): t for t, h in zip(walk.texts, walk.holders, strict=True) if walk.tags[h] == "h1"
    }
    name = next((own for key, own in headings.items() if key and key in fold(title[1])), None)
    if name is None:  # a title often bears the name of the shop too
        return
    draft.put("name", _short(name, _LONGEST_NAME), "h1", name, _CERTAINTY["meta"])

    def put(field_name: str, value: object, found: tuple[str, str] | None) -> None:
        if found:
            draft.put(field_name, value, f"meta:{found[0]}", found[1], _CERTAINTY["meta"])

    code = told.meta("product:price:currency", "og:price:currency")
    currency = parse_currency(code[1]) if code else None
    price = parse_amount(amount[1], currency) if amount else None
    put("price", price, amount)
    put("price_currency", currency if price is not None else None, code)
    brand, image = told.meta("product:brand"), told.meta("og:image:secure_url", "og:image")
    put("brand", _short(brand[1], _LONGEST_SKU) if brand else None, brand)
    put("image", resolve(image[1], base) if image else None, image)
    stock = told.meta("product:availability", "og:availability")
    offer = read_offers([{"availability": stock[1]}], told) if stock else None
    put("availability", offer.availability if offer else None, stock)
    yield draft


# What is in plain sight


def _shown(walk: Walk) -> dict[Money, str]:
    """Prices that the page shows: blocks of text that hold nothing but an amount and a sign."""
    found: dict[Money, str] = {}
    for text in walk.texts:
        money = parse_money(text)
        if money is not None and _BARE.fullmatch(text) is None:
            found.setdefault(money, text)
    return found


def _compare(drafts: list[_Draft], shown: dict[Money, str]) -> None:
    """Hold prices to what the page shows; the only product of a page may cost its only price.

    Some shops state cents where the amount belongs: a page that shows the hundredth part of a
    price, and the price itself nowhere, does not ask it.
    """
    amounts = {amount for amount, _ in shown}
    for draft in drafts:
        price = draft.values.get("price")
        if price and price not in amounts and price / 100 in amounts:
            draft.drop("price")
            draft.drop("price_currency")
            draft.warnings.append("price_in_cents")
    if len(drafts) == len(shown) == 1 and "price" not in drafts[0].values:
        ((amount, currency), raw) = next(iter(shown.items()))
        if currency is not None and not drafts[0].warnings:
            drafts[0].put("price", amount, "text:price", raw, 0.6)
            drafts[0].put("price_currency", currency, "text:price", raw, 0.6)


# Values


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _each_resolved(value: Any, told: Structured) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [told.resolved(item) for item in value]
    return told.resolved(value)


def _scalars(value: Any) -> Iterator[str]:  # noqa: ANN401
    for item in _listed(value):
        if isinstance(item, (str, int)) and not isinstance(item, bool) and str(item)[:200].strip():
            yield str(item)[:200].strip()


def _addresses(value: Any) -> list[str]:  # noqa: ANN401
    found = []
    for item in _listed(value):
        raw = item
        if isinstance(item, dict):
            raw = item.get("contentUrl") or item.get("url") or item.get("@id")
            raw = raw[0] if isinstance(raw, list) and raw else raw
        if isinstance(raw, str) and raw.strip():
            found.append(raw.strip())
    return found


def _short(raw: str, longest: int) -> str | None:
    text = plain(raw[: 4 * longest])
    return text if 0 < len(text) <= longest else None


def _gtin(raw: str) -> str | None:
    """The number, if its check digit holds.

    >>> _gtin("4006381-333931"), _gtin("4006381333932")
    ('4006381333931', None)
    """
    digits = re.sub(r"[\s-]", "", raw)
    if not _GTIN.fullmatch(digits) or not digits.isascii() or not digits.strip("0"):
        return None
    total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(reversed(digits)))
    return digits if total % 10 == 0 else None

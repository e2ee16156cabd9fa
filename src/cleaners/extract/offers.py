"""What a product costs and whether it can be had, from the offers that structured data state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaners.extract.structured import texts_of, types_of
from cleaners.normalize.money import Money, parse_amount, parse_currency, parse_money
from cleaners.normalize.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners.extract.structured import Structured

Node = dict[str, Any]

_NAMES: Final = (
    "BackOrder", "Discontinued", "InStock", "InStoreOnly", "LimitedAvailability", "MadeToOrder",
    "OnlineOnly", "OutOfStock", "PreOrder", "PreSale", "Reserved", "SoldOut",
)  # fmt: skip
_AVAILABILITIES: Final = {name.lower(): name for name in _NAMES} | {"oos": "OutOfStock"}
_NOT_ASKED: Final = ("listprice", "strikethroughprice", "msrp", "srp", "regularprice", "minimum")
"""Kinds of prices that nobody pays."""
_MANY: Final = 1000


@dataclass(frozen=True, slots=True)
class Offer:
    """What all offers of one product come to."""

    money: Money | None = None
    raw_price: str = ""
    raw_currency: str | None = None
    availability: str | None = None
    raw_availability: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Price:
    money: Money | None
    raw: str
    code: str | None


def read_offers(offers: Iterable[Any], told: Structured) -> Offer:
    """Read one price and one state out of all offers; None for what they do not agree on.

    >>> from cleaners.extract.structured import Structured
    >>> read_offers([{"price": "34.90", "priceCurrency": "EUR"}], Structured()).money.amount
    Decimal('34.90')
    >>> read_offers([{"lowPrice": 20, "priceCurrency": "EUR"}], Structured()).warnings
    ('price_begins',)
    """
    prices: list[_Price] = []
    states: list[tuple[str | None, str]] = []
    warnings: list[str] = []
    for offer, outer in _each(list(offers), told, {}, 3):
        prices += _prices(offer, outer)
        if not prices and ("lowPrice" in offer or "highPrice" in offer):
            warnings.append("price_begins")
        stated = texts_of(_named(told.resolved(offer.get("availability"))))[:1]
        states += [(parse_availability(raw), raw) for raw in stated]
    asked = {price.money for price in prices if price.money}
    if len(asked) > 1:
        warnings = ["several_prices"]
    elif asked:
        warnings = []
    one = next((p for p in prices if p.money), None) if len(asked) == 1 else None
    state = states[0] if len({name for name, _ in states}) == 1 else (None, "")
    return Offer(
        money=one.money if one else None,
        raw_price=one.raw if one else "",
        raw_currency=one.code if one else None,
        availability=state[0],
        raw_availability=state[1],
        warnings=tuple(dict.fromkeys(warnings)),
    )


def parse_availability(raw: str) -> str | None:
    """The name that schema.org has for a state of stock.

    >>> parse_availability("http://schema.org/instock"), parse_availability("out of stock")
    ('InStock', 'OutOfStock')
    >>> parse_availability("soon")
    """
    name = re.split(r"[/#:]", plain(raw[:200]))[-1]
    return _AVAILABILITIES.get(re.sub(r"[\s_-]", "", name).lower())


def _named(value: Any) -> Any:  # noqa: ANN401
    """The name of a state that is written as an object."""
    if isinstance(value, dict):
        return value.get("@id") or value.get("name") or value.get("@value")
    return value


def _each(
    offers: list[Any], told: Structured, outer: Node, depth: int
) -> Iterator[tuple[Node, Node]]:
    """Every offer beside the one around it; a bare text is the offer of a price."""
    for item in offers[:_MANY]:
        offer = told.resolved(item)
        if isinstance(offer, (str, int, float)):
            yield {"price": offer}, outer
        elif isinstance(offer, dict):
            inner = offer.get("offers")
            inside = inner if isinstance(inner, list) else [inner] if inner else []
            if inside and depth:
                yield from _each(inside, told, offer, depth - 1)
            else:
                yield offer, outer


def _prices(offer: Node, outer: Node) -> Iterator[_Price]:
    """Prices that an offer asks: its own, else those of its specifications."""
    code = _code(offer) or _code(outer)
    low, high = _first(offer.get("lowPrice")), _first(offer.get("highPrice"))
    if offer.get("price") is not None:
        yield _price(_first(offer["price"]), code)
    elif low is not None and low == high:
        yield _price(low, code)
    else:
        specified = offer.get("priceSpecification")
        for one in specified if isinstance(specified, list) else [specified]:
            if isinstance(one, dict) and _is_asked(one):
                yield _price(_first(one["price"]), _code(one) or code)


def _is_asked(one: Node) -> bool:
    """Whether a specification says what one piece costs today."""
    if one.get("price") is None or "referenceQuantity" in one or "minPrice" in one:
        return False
    kind = " ".join(texts_of(_named(one.get("priceType")))).lower()
    shipping = any("delivery" in name or "payment" in name for name in types_of(one))
    return not shipping and not any(word in kind for word in _NOT_ASKED)


def _code(node: Node) -> str | None:
    return next(iter(texts_of(node.get("priceCurrency"))), None)


def _price(value: Any, code: str | None) -> _Price:  # noqa: ANN401
    currency = parse_currency(code) if code else None
    amount = parse_amount(value, currency)
    if amount is not None:
        return _Price(Money(amount, currency), str(value), code)
    shown = value if isinstance(value, str) else ""
    bare = not re.search(r"[^\d\s.,'’]", shown)  # "1.299" is no better with the rule for pages
    return _Price(None if bare else parse_money(plain(shown[:200]), currency), shown, code)


def _first(value: Any) -> Any:  # noqa: ANN401
    """A value that may be wrapped in a list, or in an object."""
    while isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return value.get("@value", value.get("price"))
    return value

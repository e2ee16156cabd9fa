"""The ``products`` table: a further kind of record, off unless a contract asks for it."""

from __future__ import annotations

from typing import Annotated, Final

import pandera.polars as pa
import polars as pl

from schemas.checks import absolute, free_of_remains, readable
from schemas.columns import column, rule
from schemas.limits import Limits  # noqa: TC001  (pandera reads the annotations of a class)
from schemas.nested import PROVENANCE

AVAILABILITIES: Final = (
    "BackOrder", "Discontinued", "InStock", "InStoreOnly", "LimitedAvailability", "MadeToOrder",
    "OnlineOnly", "OutOfStock", "PreOrder", "PreSale", "Reserved", "SoldOut",
)  # fmt: skip
"""schema.org's ItemAvailability."""

_NAME, _PRICE, _GTIN = pl.col("name"), pl.col("price"), pl.col("gtin")


class Product(pa.DataFrameModel):
    """One product that a page offers, at one price; a page may offer several."""

    product_id: str = column("Hash of ``document_id`` and ``position``.", unique=True)
    document_id: str = column("The document that it stands in.")
    position: pl.Int64 = column("Order in the document, from 0.", ge=0)
    name: str = column("Name of the product.", unit="300 characters", null="none was found")
    brand: str = column("Brand or maker, by name.", null="the page does not say")
    sku: str = column("The shop's own number.", null="the page does not say")
    gtin: str = column(
        "Number of the barcode: 8, 12, 13 or 14 digits.", null="the page states none that holds"
    )
    price: Annotated[pl.Decimal, 18, 4] = column(
        "Exact amount that the page asks for one.",
        unit="``price_currency``",
        null="none is stated, or only where prices begin",
    )
    price_currency: str = column(
        "Currency of ``price``.",
        unit="ISO 4217",
        null="there is no price, or a sign that several currencies share",
        str_matches=r"^[A-Z]{3}$",
    )
    availability: str = column(
        "Whether it can be had, as schema.org names it.",
        null="the page does not say",
        isin=AVAILABILITIES,
    )
    image: str = column("Address of its picture.", null="the page states none")
    url: str = column("Address that the page gives the product.", null="the page gives none")
    provenance: Annotated[pl.List, PROVENANCE] = column(
        "For each field: where its value was read, and what stood there (at most 1 KiB)."
    )
    warnings: Annotated[pl.List, pl.String] = column("Doubts: checks that warn, and other codes.")

    @rule("name")
    def product_has_a_name(cls) -> pl.Expr:
        """A product has a name."""
        return _NAME.is_not_null()

    @rule("name")
    def name_has_a_names_length(cls, limits: Limits) -> pl.Expr:
        """A name has 1 to {headline_characters} characters."""
        length = _NAME.str.strip_chars().str.len_chars()
        return (length >= 1) & (length <= limits.headline_characters)

    @rule("name")
    def name_is_readable(cls, limits: Limits) -> pl.Expr:
        """At most {replacement_share} of a name's characters were lost in decoding."""
        return readable(_NAME, limits)

    @rule("name", severity="warning")
    def name_without_markup(cls) -> pl.Expr:
        """A name holds nothing that looks like a tag."""
        return free_of_remains(_NAME)

    @rule("price", severity="warning")
    def product_has_a_price(cls) -> pl.Expr:
        """A product that is offered has a price."""
        return _PRICE.is_not_null()

    @rule("price")
    def price_is_not_negative(cls) -> pl.Expr:
        """A price is 0 or more."""
        return _PRICE >= 0

    @rule("price", severity="warning")
    def price_is_not_nothing(cls) -> pl.Expr:
        """A price is more than 0; shops write 0 where they mean "on request"."""
        return _PRICE > 0

    @rule("price_currency", severity="warning")
    def price_has_a_currency(cls) -> pl.Expr:
        """A price is in a currency that the page tells."""
        return _PRICE.is_null() | pl.col("price_currency").is_not_null()

    @rule("price_currency")
    def currency_has_a_price(cls) -> pl.Expr:
        """Without a price there is no currency."""
        return _PRICE.is_not_null() | pl.col("price_currency").is_null()

    @rule("gtin")
    def gtin_is_one(cls) -> pl.Expr:
        """A barcode's number has 8, 12, 13 or 14 digits."""
        return _GTIN.str.contains(r"^[0-9]+$") & _GTIN.str.len_chars().is_in([8, 12, 13, 14])

    @rule("image")
    def image_is_absolute(cls) -> pl.Expr:
        """The address of a picture is absolute and http or https."""
        return absolute(pl.col("image"))

    @rule("url")
    def url_is_absolute(cls) -> pl.Expr:
        """The address of a product is absolute and http or https."""
        return absolute(pl.col("url"))

    @rule("position", scope="group")
    def product_position_is_taken_once(cls) -> pl.Expr:
        """Two products of a document have different positions."""
        return pl.struct("document_id", "position").is_unique()

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

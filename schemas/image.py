"""The ``images`` table, and an image beside what is known of its document."""

from __future__ import annotations

from typing import Annotated, Final

import pandera.polars as pa
import polars as pl

from schemas.checks import absolute, absolute_or_relative, free_of_remains, readable
from schemas.columns import column, rule
from schemas.limits import Limits  # noqa: TC001  (pandera reads the annotations of a class)
from schemas.nested import CANDIDATE, PROVENANCE

ELEMENTS: Final = ("img", "amp-img", "picture", "noscript", "json-ld", "open-graph")

_CANDIDATES, _CAPTION, _ALT = pl.col("candidates"), pl.col("caption"), pl.col("alt")


class Image(pa.DataFrameModel):
    """One image of a document; a document may hold images and no article."""

    image_id: str = column("Hash of ``document_id`` and ``position``.", unique=True)
    document_id: str = column("The document that it stands in.")
    position: pl.Int64 = column("Order in the document, from 0.", ge=0)
    content_url: str = column(
        "Largest address that is whole and absolute.",
        null="only relative addresses without a base, or only cut ones, are known",
    )
    alt: str = column("Text that stands for the image.", null="none is stated")
    title: str = column("Title that the element states.", null="none is stated")
    caption: str = column("Caption, without the credit.", null="there is none")
    credit_text: str = column("Whom to credit.", null="nobody is named")
    width: pl.Int64 = column("Width as stated.", unit="CSS pixels", null="not stated", gt=0)
    height: pl.Int64 = column("Height as stated.", unit="CSS pixels", null="not stated", gt=0)
    representative_of_page: bool = column("Whether it is the main image of its document.")
    element: str = column("What states it, such as img, picture or json-ld.", isin=ELEMENTS)
    placeholder: bool = column("Whether it only keeps a place for a picture that is loaded later.")
    truncated: Annotated[pl.List, pl.String] = column("Names of the attributes that were cut.")
    candidates: Annotated[pl.List, CANDIDATE] = column(
        "Every address that the element states; one that is relative to an unknown base as written."
    )
    provenance: Annotated[pl.List, PROVENANCE] = column(
        "For each field: where its value was read, and what stood there (at most 1 KiB)."
    )
    warnings: Annotated[pl.List, pl.String] = column("Doubts: checks that warn, and other codes.")

    @rule("content_url")
    def content_url_is_absolute(cls) -> pl.Expr:
        """The address of a picture is absolute and http or https."""
        return absolute(pl.col("content_url"))

    @rule("candidates")
    def candidate_urls_are_addresses(cls) -> pl.Expr:
        """Addresses of candidates are absolute and http or https, or relative: without a scheme."""
        fine = absolute_or_relative(pl.element().struct.field("url"))
        return _CANDIDATES.list.eval(fine).list.all()

    @rule("candidates")
    def restored_candidate_is_absolute(cls) -> pl.Expr:
        """An address that was restored from evidence is absolute and http or https."""
        item = pl.element().struct
        fine = ~item.field("inferred") | absolute(item.field("url"))
        return _CANDIDATES.list.eval(fine).list.all()

    @rule("candidates")
    def candidate_is_cut_or_restored(cls) -> pl.Expr:
        """An address is named as cut or restored from evidence, never both."""
        item = pl.element().struct
        return _CANDIDATES.list.eval(~(item.field("truncated") & item.field("inferred"))).list.all()

    @rule("candidates")
    def cut_candidate_has_no_url(cls) -> pl.Expr:
        """An address that was cut is not given as if it were whole."""
        item = pl.element().struct
        fine = ~item.field("truncated") | item.field("url").is_null()
        return _CANDIDATES.list.eval(fine).list.all()

    @rule("content_url")
    def content_url_is_a_candidate(cls) -> pl.Expr:
        """The address of a picture is one that its element states."""
        stated = _CANDIDATES.list.eval(pl.element().struct.field("url"))
        address = pl.col("content_url")
        return address.is_null() | stated.list.contains(address)

    @rule("width")
    def width_is_plausible(cls, limits: Limits) -> pl.Expr:
        """A picture is at most {largest_dimension} pixels wide."""
        return pl.col("width") <= limits.largest_dimension

    @rule("height")
    def height_is_plausible(cls, limits: Limits) -> pl.Expr:
        """A picture is at most {largest_dimension} pixels high."""
        return pl.col("height") <= limits.largest_dimension

    @rule("representative_of_page", scope="group")
    def document_has_one_main_image(cls) -> pl.Expr:
        """A document has at most one main image."""
        main = pl.col("representative_of_page")
        return ~main | (main.sum().over("document_id") == 1)

    @rule("position", scope="group")
    def position_is_taken_once(cls) -> pl.Expr:
        """Two images of a document have different positions."""
        return pl.struct("document_id", "position").is_unique()

    @rule("caption")
    def caption_is_readable(cls, limits: Limits) -> pl.Expr:
        """At most {replacement_share} of a caption's characters were lost in decoding."""
        return readable(_CAPTION, limits)

    @rule("caption", severity="warning")
    def caption_without_markup(cls) -> pl.Expr:
        """A caption holds nothing that looks like a tag."""
        return free_of_remains(_CAPTION)

    @rule("alt", severity="warning")
    def alt_without_markup(cls) -> pl.Expr:
        """An alternative text holds nothing that looks like a tag."""
        return free_of_remains(_ALT)

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)


class ImageInContext(Image):
    """An image beside facts of its document: rules across tables.

    Judging adds these columns and takes them away again.
    """

    document_domain: str = column("``domain`` of its document.", null="unknown")
    document_is_known: bool = column("Whether its document is in ``documents``.")
    document_was_torn: bool = column("Whether torn tags were mended in its document.")

    @rule("document_id")
    def image_has_its_document(cls) -> pl.Expr:
        """Every image stands in a document."""
        return pl.col("document_is_known")

    @rule("caption")
    def caption_without_torn_tags(cls) -> pl.Expr:
        """Where tags were torn, none of their remains is left in a caption."""
        return free_of_remains(_CAPTION) | ~pl.col("document_was_torn")

    @rule("alt")
    def alt_without_torn_tags(cls) -> pl.Expr:
        """Where tags were torn, none of their remains is left in an alternative text."""
        return free_of_remains(_ALT) | ~pl.col("document_was_torn")

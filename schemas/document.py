"""The ``documents`` table."""

from __future__ import annotations

from typing import Annotated, Final

import pandera.polars as pa
import polars as pl

from schemas.checks import absolute
from schemas.columns import column, rule

KINDS: Final = ("page", "body", "fragment", "text")
OUTCOMES: Final = ("published", "quarantined", "duplicate", "empty", "unreadable")

IDENTITY: Final = (
    "document_id", "source_uri", "source_record", "raw_sha256", "raw_bytes", "date_fetched",
)  # fmt: skip
"""What is known of a document whose row could not be trusted."""

UNSURE: Final = ("raw_sha256", "raw_bytes", "date_fetched")
"""What of its identity may be unknown."""


class Document(pa.DataFrameModel):
    """One input document, whatever became of it."""

    document_id: str = column(
        "Hash of the source, the record and the raw bytes; the same anywhere.",
        unique=True, str_length={"min_value": 1},
    )  # fmt: skip
    source_uri: str = column("File that it was read from, relative to the root that was named.")
    source_record: pl.Int64 = column("Number of the record in its file, from 0.", ge=0)
    raw_sha256: str = column(
        "SHA-256 of the bytes as read, in hexadecimal.",
        null="they could not be read",
        str_matches=r"^[0-9a-f]{64}$",
    )
    raw_bytes: pl.Int64 = column(
        "Length as read.", unit="bytes", null="they could not be read", ge=0
    )
    url: str = column("Address of the page.", null="unknown")
    domain: str = column(
        "Host of ``url`` in lower case, without a leading www.", null="the address is unknown"
    )
    date_fetched: Annotated[pl.Datetime, "us", "UTC"] = column(
        "When it was scraped.", unit="UTC", null="unknown"
    )
    encoding: str = column("Encoding that it was decoded by.", null="it was not decoded")
    input_kind: str = column(
        "page (with a head), body, fragment, or text (lines without markup).",
        null="it was not read",
        isin=KINDS,
    )
    outcome: str = column(
        "What became of it: published, quarantined, duplicate, empty, unreadable.", isin=OUTCOMES
    )
    duplicate_of: str = column(
        "``document_id`` of the earliest that says the same, whatever its address or day.",
        null="it is no duplicate",
    )
    repair_count: pl.Int64 = column("Pieces of damage that were mended.", null="unknown", ge=0)
    text_coverage: pl.Float64 = column(
        "Share (0-1) of the visible characters that the records took over.",
        null="there is no visible text, or it was not measured",
        in_range={"min_value": 0, "max_value": 1},
    )
    robots_directives: Annotated[pl.List, pl.String] = column(
        "What the page asks of robots, such as noindex."
    )
    template: str = column(
        "Elements down to the headline, or to the longest text: pages of one template share it.",
        null="there is no markup or no text, or it was not read",
    )

    @rule("url")
    def url_is_absolute(cls) -> pl.Expr:
        """The address of a page is absolute and http or https."""
        return absolute(pl.col("url"))

    @rule("domain")
    def domain_is_a_bare_host(cls) -> pl.Expr:
        """The domain is a host in lower case, without www, port or path."""
        domain = pl.col("domain")
        bare = domain.str.contains(r"^[^\s/:?#@]+$") & (domain == domain.str.to_lowercase())
        return bare & ~domain.str.starts_with("www.")

    @rule("duplicate_of")
    def duplicate_names_its_original(cls) -> pl.Expr:
        """A duplicate, and only a duplicate, names its original."""
        return (pl.col("outcome") == "duplicate") == pl.col("duplicate_of").is_not_null()

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

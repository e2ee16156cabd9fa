"""The types of nested values, as every table that holds them writes them."""

from __future__ import annotations

from typing import Final

import polars as pl

PROVENANCE: Final = pl.Struct(
    {"field": pl.String, "source": pl.String, "raw": pl.String, "confidence": pl.Float64}
)
"""Where the value of a field was read, and what stood there (at most 1 KiB)."""

PERSON: Final = pl.Struct({"name": pl.String, "url": pl.String})

CANDIDATE: Final = pl.Struct(
    {
        "url": pl.String,
        "url_raw": pl.String,
        "attribute": pl.String,
        "width": pl.Int64,
        "density": pl.Float64,
        "media": pl.String,
        "type": pl.String,
        "truncated": pl.Boolean,
        "inferred": pl.Boolean,
        "selected": pl.Boolean,
    }
)
"""One address that an image's element states; never ``truncated`` and ``inferred`` at once."""

FAILURE: Final = pl.Struct(
    {
        "check": pl.String,
        "column": pl.String,
        "severity": pl.String,
        "value": pl.String,
        "message": pl.String,
    }
)
"""One reason of a rejection; ``value`` has at most 512 characters."""

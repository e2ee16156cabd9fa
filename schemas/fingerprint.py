"""The ``fingerprints`` table."""

from __future__ import annotations

from typing import Final

import pandera.polars as pa
import polars as pl

from schemas.columns import column, rule

PERMUTATIONS: Final = 128
SIGNATURE_BYTES: Final = PERMUTATIONS * 4


class Fingerprint(pa.DataFrameModel):
    """What copies of a document are recognised by."""

    document_id: str = column("The document.", unique=True)
    exact_hash: str = column(
        "Hash of the text; equal texts have equal hashes.", null="there is no text"
    )
    signature: pl.Binary = column(
        "MinHash: 128 unsigned numbers of 32 bits, little endian.",
        unit="512 bytes",
        null="the text is too short for near copies",
    )

    @rule("signature")
    def signature_has_its_length(cls) -> pl.Expr:
        """A signature has 512 bytes."""
        return pl.col("signature").bin.size() == SIGNATURE_BYTES

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)

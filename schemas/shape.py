"""The shape of a frame: its columns and their types, before any row is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrors

from schemas.errors import SchemaMismatchError
from schemas.frames import polars_schema

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl


def require_shape(frame: pl.DataFrame, model: type[pa.DataFrameModel]) -> pl.DataFrame:
    """Give the frame with its columns in the order of the class; SchemaMismatchError if it cannot.

    >>> import polars as pl
    >>> from schemas.fingerprint import Fingerprint
    >>> rows = pl.DataFrame({"signature": [b"x"], "exact_hash": ["h"], "document_id": ["a"]})
    >>> require_shape(rows, Fingerprint).columns
    ['document_id', 'exact_hash', 'signature']
    >>> require_shape(rows.with_columns(signature=pl.lit("x")), Fingerprint)
    Traceback (most recent call last):
    schemas.errors.SchemaMismatchError: the rows do not have the shape of Fingerprint: expected
    column 'signature' to have type Binary, got String. ...
    """
    wanted = polars_schema(model)
    if frame.schema == wanted:
        return frame
    try:
        with config_context(validation_depth=ValidationDepth.SCHEMA_ONLY):
            model.to_schema().validate(frame, lazy=True)
    except SchemaErrors as errors:
        problems = tuple(" ".join(str(error).split()) for error in errors.schema_errors)
        raise SchemaMismatchError(model.__name__, problems) from errors
    return frame.select(*wanted)

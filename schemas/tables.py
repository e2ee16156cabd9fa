"""Every table of a dataset, and the class that says what its rows are.

Further kinds of records are tables whose rows stand in a document, besides articles and images:
products are one of ours, a contract may bring others. They stay empty until a contract asks
for them.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final

import pandera.polars as pa
import polars as pl

from schemas.article import Article
from schemas.columns import column, rule
from schemas.decision import Decision
from schemas.document import Document
from schemas.errors import ContractError
from schemas.fingerprint import Fingerprint
from schemas.image import Image
from schemas.metric import Metric
from schemas.product import Product
from schemas.quarantine import Quarantine
from schemas.raw import Raw
from schemas.repair import Repair

if TYPE_CHECKING:
    from collections.abc import Mapping

_CORE: Final = {
    "documents": Document,
    "articles": Article,
    "images": Image,
    "repairs": Repair,
    "quarantine": Quarantine,
    "raw": Raw,
    "decisions": Decision,
    "fingerprints": Fingerprint,
    "metrics": Metric,
}
_FURTHER: dict[str, type[pa.DataFrameModel]] = {"products": Product}
_OURS: Final = frozenset({*_CORE, *_FURTHER})
_KNOWN: dict[str, type[pa.DataFrameModel]] = {**_CORE, **_FURTHER}

TABLES: Final[Mapping[str, type[pa.DataFrameModel]]] = MappingProxyType(_KNOWN)
"""Every table, by its name."""


def further() -> tuple[str, ...]:
    """Name the tables of further kinds of records.

    >>> further()[0]
    'products'
    """
    return tuple(_FURTHER)


def is_ours(table: str) -> bool:
    """Whether a table is one of ours, and not one that a contract brought.

    >>> is_ours("products"), is_ours("events")
    (True, False)
    """
    return table in _OURS


def admit(table: str, model: type[pa.DataFrameModel]) -> None:
    """Make a class of one's own a table for this process; ours cannot be replaced.

    The first column is what a row is called by in quarantine; ``document_id`` says where it
    stands.

    >>> admit("images", Product)
    Traceback (most recent call last):
    schemas.errors.ContractError: the contract says KINDS['images'], which is a table of ours; ...
    """
    where = f"KINDS[{table!r}]"
    if table in _OURS:
        raise ContractError(where, "is a table of ours", "another name")
    if not table.isidentifier() or table != table.lower():
        raise ContractError(where, "is no name for a table", "small letters, digits and _")
    if "document_id" not in model.to_schema().columns:
        raise ContractError(where, "has no column document_id", "the document of each row")
    _FURTHER[table] = _KNOWN[table] = model


class InDocument(pa.DataFrameModel):
    """What rules of a further kind may ask of a row's document."""

    document_input_kind: str = column("``input_kind`` of its document.", null="unknown")
    document_date_fetched: Annotated[pl.Datetime, "us", "UTC"] = column(
        "``date_fetched`` of its document.", null="unknown"
    )
    document_domain: str = column("``domain`` of its document.", null="unknown")
    document_is_known: bool = column("Whether its document is in ``documents``.")

    @rule("document_id")
    def record_has_its_document(cls) -> pl.Expr:
        """Every record stands in a document."""
        return pl.col("document_is_known")


@lru_cache
def beside_its_document(model: type[pa.DataFrameModel]) -> type[pa.DataFrameModel]:
    """Give the class of a further kind's rows with the facts of their documents."""
    bases = (model, InDocument)
    return type(f"{model.__name__}InContext", bases, {"__module__": __name__})

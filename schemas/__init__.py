"""Truth: what a clean row of each table is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from schemas.article import Article
from schemas.decision import Decision
from schemas.document import Document
from schemas.fingerprint import Fingerprint
from schemas.image import Image
from schemas.metric import Metric
from schemas.quarantine import Quarantine
from schemas.raw import Raw
from schemas.repair import Repair

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandera.polars as pa

__all__ = ["TABLES"]

TABLES: Final[Mapping[str, type[pa.DataFrameModel]]] = MappingProxyType(
    {
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
)
"""Every table of a dataset, and the class that says what its rows are."""

"""Truth: what a clean row of each table is."""

from schemas.tables import TABLES

__all__ = ["TABLES"]

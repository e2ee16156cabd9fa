"""What extraction knows of a document besides its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003  (dataclasses read their annotations)


@dataclass(frozen=True, slots=True)
class Context:
    """Facts that came with the document, not out of it."""

    document_id: str = ""
    url: str | None = None
    """As the scraper gave it; absolute, or None."""
    date_fetched: datetime | None = None

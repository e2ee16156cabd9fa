"""HTML in, records out: ``clean`` and the records, nothing else is public."""

from cleaners.clean import clean
from cleaners.records import (
    Article,
    Candidate,
    Cleaned,
    Document,
    Image,
    Person,
    Provenance,
    RawDocument,
    Repair,
)

__all__ = [
    "Article",
    "Candidate",
    "Cleaned",
    "Document",
    "Image",
    "Person",
    "Provenance",
    "RawDocument",
    "Repair",
    "clean",
]

"""Rows of tests: good ones, that a test changes where it wants them bad."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from cleaners.records import Article, Candidate, Document, Image, Repair, as_row
from schemas.frames import frame

if TYPE_CHECKING:
    import polars as pl

NIGHT = dt.datetime(2026, 1, 3, tzinfo=dt.UTC)
PROSE = "The harbour of the town was closed for three days after the storm had passed over it. " * 4
LINES = (PROSE.strip(), "The ferry sails again on Monday, said the master of the harbour.")

DOCUMENT = Document(
    "d0", "a.html", 0, "0" * 64, 10, "https://a.example/b", "a.example", input_kind="page",
    date_fetched=dt.datetime(2026, 1, 2, tzinfo=dt.UTC), repair_count=1, text_coverage=0.9,
)  # fmt: skip
ARTICLE = Article(
    "d0", headline="The ferry sails again", article_body="\n\n".join(LINES), paragraphs=LINES,
    in_language="en", date_published=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    date_published_precision="day", date_published_zone="unknown",
    main_image_id="i0", image_count=1, word_count=80,
)  # fmt: skip
URL = "https://a.example/b.jpg"
IMAGE = Image(
    "i0", "d0", 0, content_url=URL, width=976, height=549, representative_of_page=True,
    candidates=(Candidate(URL, "b.jpg", "src", selected=True),), caption="The harbour",
)  # fmt: skip
REPAIR = Repair("mend", "mojibake", "Â£", "£", 1.0, start=1, end=3, document_id="d0")
RECORDS = {"documents": DOCUMENT, "articles": ARTICLE, "images": IMAGE, "repairs": REPAIR}


def changed(record: Any, **changes: Any) -> Any:
    return dataclasses.replace(record, **changes)


def frames(**tables: list[Any]) -> dict[str, pl.DataFrame]:
    """Frames of records; a table that is not named has its one good row."""
    rows = {table: tables.get(table, [record]) for table, record in RECORDS.items()}
    return {table: frame([as_row(record) for record in rows[table]], table) for table in rows}

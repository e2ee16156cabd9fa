"""Small dumps of pages, written by hand, for the tests of whole nights."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = (
    "The ferry to the island was late again, and nobody on the quay was surprised.",
    "Its captain blamed a seal that had fallen asleep on the slipway at dawn.",
    "The harbour master wrote a report of two pages, most of it about the seal.",
    "By noon the boat had left, with forty passengers, nine bicycles and a piano.",
)


def page(headline: str, *, number: int = 0, published: str = "2026-10-30", body: str = "") -> str:
    text = body or "".join(
        f"<p>{sentence} It was report number {number} of {headline[:40]}.</p>"
        for sentence in SENTENCES
    )
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title>"
        f'<meta property="og:title" content="{headline}">'
        f'<meta property="article:published_time" content="{published}T08:00:00+00:00">'
        f"</head><body><article><h1>{headline}</h1>{text}</article></body></html>"
    )


IN_THE_FUTURE = {"published": "2031-01-01"}
"""What makes a page's row fail the check ``published_before_it_was_fetched``."""


def dump(
    folder: Path, pages: list[str], domain: str = "post.example", fetched: str = "2026-11-01"
) -> Path:
    """Write pages as one JSONL file below ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{domain}.jsonl"
    records = [
        {
            "html": html,
            "url": f"https://{domain}/news/story-{at}",
            "date_fetched": f"{fetched}T12:00:00Z",
        }
        for at, html in enumerate(pages)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path

"""The adapter between ``cleaners.clean`` and the scorers of the kit.

cd benchmarks && python $FRAGMEND_EVAL/run.py quality:extract --data fundus-dev
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaners.records import Article, Cleaned, Image


def extract(html: bytes, url: str | None) -> dict[str, Any]:
    """What the scorers ask for, out of one cleaned document."""
    from cleaners import clean

    return as_scored(clean(html, url=url))


def as_stored(html: bytes, url: str | None) -> dict[str, Any]:
    """The same, but the day of publication as a reader of the Parquet takes it: of the UTC time."""
    from cleaners import clean

    cleaned = clean(html, url=url)
    published = cleaned.article.date_published if cleaned.article else None
    return as_scored(cleaned) | {"date": published.date().isoformat() if published else None}


def as_scored(cleaned: Cleaned) -> dict[str, Any]:
    article = cleaned.article
    found: dict[str, Any] = {"images": [image(each) for each in cleaned.images]}
    if article is not None:
        found |= {
            "title": article.headline,
            "date": day(article),
            "authors": [author.name for author in article.authors],
            "body": article.article_body,
            "tags": list(article.keywords),
        }
    return found


def day(article: Article) -> str | None:
    """The day of publication on the wall clock of the page, as annotators read it.

    The record holds the instant in UTC, whose day is another one late in the evening.
    """
    from cleaners.normalize.date import parse_date

    if article.date_published is None:
        return None
    raw = next(x.raw for x in article.provenance if x.field == "date_published")
    stated = parse_date(raw or "", (article.in_language or "",))
    return (stated.local if stated else article.date_published).date().isoformat()


def image(found: Image) -> dict[str, Any]:
    return {
        "url": found.content_url,
        "candidates": [c.url for c in found.candidates if c.url and not c.truncated],
        "caption": found.caption,
        "credit": found.credit_text,
    }


def body_only(html: bytes, _url: str | None) -> dict[str, Any]:
    """The body alone, without mending or fields: how good the choice of blocks is."""
    from lxml import etree

    from cleaners.extract.body import select_body
    from cleaners.page import Page
    from cleaners.walk import walk

    tree = etree.fromstring(html, etree.HTMLParser(huge_tree=True, encoding=encoding(html)))
    if tree is None:
        return {}
    return {"body": select_body(Page("page", "", tree, walk(tree))).text}


def encoding(html: bytes) -> str | None:
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"

"""Cleaners for the tests of replay: today's cleaner, but for one fault or one fix."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import cleaners
from cleaners.kinds import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaners.kinds import Extract
    from cleaners.records import Cleaned, RawDocument


def dates_mended(raw: RawDocument) -> Cleaned:
    """No article is published after it was fetched."""
    cleaned = cleaners.clean(raw)
    if cleaned.article is None or cleaned.article.date_published is None:
        return cleaned
    past = datetime(2026, 10, 1, tzinfo=UTC)
    if cleaned.article.date_published.year <= past.year:
        return cleaned
    return replace(cleaned, article=replace(cleaned.article, date_published=past))


def captions_mended(raw: RawDocument) -> Cleaned:
    """No caption has lost letters."""
    cleaned = cleaners.clean(raw)
    images = tuple(
        replace(image, caption=image.caption.replace("\ufffd", "ü") if image.caption else None)
        for image in cleaned.images
    )
    return replace(cleaned, images=images)


def headlines_lost(raw: RawDocument) -> Cleaned:
    """Captions are mended, and no article of a page has a body any more."""
    cleaned = captions_mended(raw)
    if cleaned.article is None:
        return cleaned
    return replace(cleaned, article=replace(cleaned.article, article_body=None, paragraphs=()))


def raising(raw: RawDocument) -> Cleaned:
    """Cleaning raises for every page about ferries."""
    if "ferr" in str(raw.content).lower():
        raise ValueError("a fault of this version")
    return cleaners.clean(raw)


def zone_unheard_of(raw: RawDocument) -> Cleaned:
    """Every article says a word for its zone that there is not."""
    cleaned = cleaners.clean(raw)
    if cleaned.article is None:
        return cleaned
    article = replace(cleaned.article, date_published_zone="unheard of")  # type: ignore[arg-type]
    return replace(cleaned, article=article)


@cache
def _remembered(raw: RawDocument, kinds: tuple[tuple[str, Extract], ...]) -> Cleaned:
    return cleaners.clean(raw, kinds=dict(kinds))


def remembered(raw: RawDocument, kinds: Mapping[str, Extract] = NONE) -> Cleaned:
    """Today's cleaner, which cleans a page once; for tests of what is done with clean pages."""
    return _remembered(raw, tuple(kinds.items()))

"""What flows through fragmend: the raw document in, its records out.

Field names are schema.org's in snake_case where one exists; each record is one row of the
table that its name says, and ``as_row`` gives it with that table's columns. null (None) is
unknown, 0 and empty are none. Times are aware datetimes in UTC, sizes bytes, dimensions CSS
pixels, languages BCP 47 tags.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping  # noqa: TC003  (dataclasses read their annotations)
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003  (dataclasses read their annotations)
from typing import Any, Final, Literal

InputKind = Literal["page", "body", "fragment", "text"]
"""page: a whole document with its head. body: a whole body without a head. fragment: some
elements out of the middle. text: lines without markup, or with the mere remains of it."""

Outcome = Literal["published", "quarantined", "duplicate", "empty", "unreadable"]
Precision = Literal["year", "month", "day", "hour", "minute", "second"]
Zone = Literal["stated", "inferred", "unknown"]
Stage = Literal["read", "decode", "mend", "extract", "validate"]

MAX_RECORDED: Final = 1024
"""Bytes (UTF-8) of a raw value, a before or an after that are kept."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as it was scraped, and where it came from."""

    content: bytes | str
    """The bytes as read; a str only where the source stored text (JSONL)."""
    source_uri: str = ""
    """Of the file, relative to the root that was named, with forward slashes."""
    source_record: int = 0
    """Number of the record inside its file, from 0."""
    url: str | None = None
    date_fetched: datetime | None = None
    encoding: str | None = None
    """What the transport declared (an HTTP charset), if anything."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the value of a field was read, and what stood there."""

    field: str
    source: str
    """A short path: ``json-ld:headline``, ``meta:og:title``, ``h1``, ``line:epoch``."""
    raw: str | None
    """The value as it stood, at most ``MAX_RECORDED`` bytes."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Repair:
    """One piece of damage that was mended.

    ``start`` and ``end`` count characters of the decoded source; both are None for a repair
    of a field's value. Replacing every span by its ``after`` gives the mended text.
    """

    stage: Stage
    rule: str
    before: str
    after: str
    confidence: float
    field: str | None = None
    start: int | None = None
    end: int | None = None
    document_id: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A row of ``documents``: every input document has exactly one."""

    document_id: str
    source_uri: str
    source_record: int
    raw_sha256: str | None = None
    raw_bytes: int | None = None
    url: str | None = None
    domain: str | None = None
    """Host of ``url``, without a leading ``www.``, in lower case."""
    date_fetched: datetime | None = None
    encoding: str | None = None
    input_kind: InputKind | None = None
    outcome: Outcome = "published"
    """As far as the cleaners can tell: published, empty or unreadable; judging settles it."""
    duplicate_of: str | None = None
    repair_count: int = 0
    text_coverage: float | None = None
    """Share (0-1) of the visible characters that the records took over."""
    robots_directives: tuple[str, ...] = ()
    template: str | None = None
    """Elements down to the headline: what pages of one template share."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A row of ``articles``: at most one a document."""

    document_id: str
    canonical_url: str | None = None
    headline: str | None = None
    description: str | None = None
    article_body: str | None = None
    """The paragraphs, joined by one blank line each."""
    paragraphs: tuple[str, ...] = ()
    authors: tuple[Person, ...] = ()
    date_published: datetime | None = None
    date_published_precision: Precision | None = None
    date_published_zone: Zone | None = None
    date_modified: datetime | None = None
    date_modified_precision: Precision | None = None
    date_modified_zone: Zone | None = None
    in_language: str | None = None
    language_score: float | None = None
    publisher: str | None = None
    article_section: str | None = None
    keywords: tuple[str, ...] = ()
    main_image_id: str | None = None
    image_count: int = 0
    word_count: int | None = None
    is_accessible_for_free: bool | None = None
    license: str | None = None
    near_duplicate_of: str | None = None
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One address that an image's element states."""

    url: str | None
    """Absolute and normalised; as written if it is relative and no base is known; None when cut."""
    url_raw: str
    attribute: str
    """src, srcset, data-src, content, …"""
    width: int | None = None
    """Of the ``w`` descriptor, CSS pixels."""
    density: float | None = None
    """Of the ``x`` descriptor."""
    media: str | None = None
    type: str | None = None
    truncated: bool = False
    inferred: bool = False
    """The lost part was restored from evidence inside the document; never with ``truncated``."""
    selected: bool = False
    """``url`` is the image's ``content_url``."""


@dataclass(frozen=True, slots=True)
class Image:
    """A row of ``images``."""

    image_id: str
    document_id: str
    position: int
    """Order in the document, from 0."""
    content_url: str | None = None
    alt: str | None = None
    title: str | None = None
    caption: str | None = None
    credit_text: str | None = None
    width: int | None = None
    height: int | None = None
    representative_of_page: bool = False
    element: str = "img"
    """img, amp-img, picture, noscript, json-ld, open-graph."""
    placeholder: bool = False
    truncated: tuple[str, ...] = ()
    """Names of the attributes that were cut."""
    candidates: tuple[Candidate, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """All records of one document."""

    document: Document
    article: Article | None = None
    images: tuple[Image, ...] = ()
    repairs: tuple[Repair, ...] = ()
    fingerprint_text: str = field(default="", repr=False)
    """The text that duplicates are told by: the article's body, or all visible text."""
    further: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Records of further kinds that were asked for, by their tables."""
    unreadable: str | None = None
    """Why the bytes of the document are no text, in a sentence."""


_NESTED: Final = (Provenance, Person, Candidate)


def as_row(record: Any) -> dict[str, Any]:  # noqa: ANN401
    """The record as a dict of its table's columns, nested records as dicts, tuples as lists.

    >>> as_row(Person("Ada Lovelace"))
    {'name': 'Ada Lovelace', 'url': None}
    """
    row = {}
    for name in _names(type(record)):
        value = getattr(record, name)
        if type(value) is tuple:
            value = [as_row(item) if isinstance(item, _NESTED) else item for item in value]
        row[name] = value
    return row


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(f.name for f in dataclasses.fields(kind))
    return _NAMES[kind]

"""One document, from its bytes to its records."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cleaners.decode import decode
from cleaners.extract.article import extract_article, headline_of
from cleaners.extract.body import select_body
from cleaners.extract.context import Context
from cleaners.extract.coverage import text_coverage
from cleaners.extract.images import extract_images
from cleaners.extract.lines import read_lines
from cleaners.extract.metadata import robots_directives
from cleaners.extract.page_type import holds_article, page_facts
from cleaners.extract.structured import read_structured
from cleaners.extract.template import template_of
from cleaners.identity import as_bytes, document_id
from cleaners.kinds import NONE
from cleaners.mend import mend
from cleaners.normalize.url import domain_of, resolve
from cleaners.records import MAX_RECORDED, Cleaned, Document, RawDocument, Repair
from cleaners.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from cleaners.kinds import Extract
    from cleaners.page import Page
    from cleaners.records import Article, Image

MAX_REPAIRS: Final = 200
"""Repairs of one document that are recorded; one more row counts the rest."""


@uncollected
def clean(
    raw: bytes | str | RawDocument,
    *,
    url: str | None = None,
    date_fetched: datetime | None = None,
    kinds: Mapping[str, Extract] = NONE,
) -> Cleaned:
    """Clean one document. Bad data never raises; what it says decides ``document.outcome``.

    ``url`` and ``date_fetched`` are what the scraper knew; they belong to bytes and str, a
    ``RawDocument`` brings its own. ``kinds`` are the further records that are wanted.

    >>> cleaned = clean(b"<h1>Fog closes harbour</h1><p>Ferries stayed in port on Monday.</p>")
    >>> cleaned.document.outcome, cleaned.article.headline
    ('published', 'Fog closes harbour')
    >>> clean(b"").document.outcome
    'empty'
    """
    if not isinstance(raw, RawDocument):
        raw = RawDocument(raw, url=url, date_fetched=date_fetched)
    document = identify(raw)
    decoded = decode(raw.content, raw.encoding)
    document = replace(document, encoding=decoded.encoding)
    if decoded.unreadable:
        return Cleaned(replace(document, outcome="unreadable"), unreadable=decoded.unreadable)
    page = mend(decoded.text)
    doubts = ("address_unusable",) if _address_unusable(raw, document) else ()
    return _extracted(document, page, (*decoded.repairs, *page.repairs), kinds, doubts)


def identify(raw: RawDocument) -> Document:
    """The row of a document before anything of it is read: where it is from, and its hash.

    The id is the same on any machine: it hashes the URI below its root, the number of the
    record, and the bytes.
    """
    content = as_bytes(raw.content)
    sha256 = hashlib.sha256(content).hexdigest()
    address = resolve(raw.url, None) if raw.url else None
    return Document(
        document_id=document_id(raw.source_uri, raw.source_record, sha256),
        source_uri=raw.source_uri,
        source_record=raw.source_record,
        raw_sha256=sha256,
        raw_bytes=len(content),
        url=address,
        domain=domain_of(address) if address else None,
        date_fetched=raw.date_fetched,
    )


def _address_unusable(raw: RawDocument, document: Document) -> bool:
    """Whether the scraper named an address and it is none: a wrong column, or a broken feed."""
    return bool(raw.url and raw.url.strip()) and document.url is None


def _extracted(
    document: Document,
    page: Page,
    repairs: Sequence[Repair],
    kinds: Mapping[str, Extract],
    doubts: tuple[str, ...],
) -> Cleaned:
    walk = page.walk
    context = Context(document.document_id, document.url, document.date_fetched)
    structured = read_structured(walk)
    of_lines = page.kind in {"text", "fragment"}
    lines = read_lines(walk) if of_lines else ()
    found = headline_of(page, lines, context, structured)
    body = select_body(page, found.text if found else None, lines if of_lines else None)
    facts = page_facts(page, body)
    images = extract_images(page, body.blocks, lines, context, structured)
    article = None
    if holds_article(page, body, facts):
        article = extract_article(page, body, lines, context, structured, found, (*doubts, *facts))
    nothing = not images and not any(map(str.strip, walk.texts))
    return Cleaned(
        document=replace(
            document,
            input_kind=page.kind,
            outcome="empty" if nothing else "published",
            repair_count=len(repairs),
            text_coverage=text_coverage(walk, body.blocks, _taken(article, images)),
            robots_directives=robots_directives(walk),
            template=None if page.kind == "text" else template_of(walk),
        ),
        article=article and _with_images(article, images),
        images=images,
        repairs=_numbered(repairs, document.document_id),
        fingerprint_text=_fingerprinted(article, page),
        further={
            table: tuple(extract(page, structured, context)) for table, extract in kinds.items()
        },
    )


def _taken(article: Article | None, images: Iterable[Image]) -> list[str | None]:
    """Texts besides the body that the records took over."""
    taken = [text for image in images for text in (image.caption, image.credit_text)]
    if article:
        taken += [article.headline, article.description]
        taken += [person.name for person in article.authors]
        taken += [entry.raw for entry in article.provenance]
    return taken


def _with_images(article: Article, images: Sequence[Image]) -> Article:
    main = next((image.image_id for image in images if image.representative_of_page), None)
    return replace(article, main_image_id=main, image_count=len(images))


def _fingerprinted(article: Article | None, page: Page) -> str:
    if article is None:
        return page.walk.said
    return f"{article.headline or ''}\n{article.article_body or ''}"


def _numbered(repairs: Sequence[Repair], owner: str) -> tuple[Repair, ...]:
    """The ledger's rows: numbered, cut to what is recorded, the overflow as one row."""
    rows = [
        replace(
            repair,
            document_id=owner,
            seq=seq,
            before=recorded(repair.before),
            after=recorded(repair.after),
        )
        for seq, repair in enumerate(repairs[:MAX_REPAIRS])
    ]
    rest = len(repairs) - MAX_REPAIRS
    if rest > 0:
        more = Repair("mend", "more-repairs", f"{rest} more repairs", "", 1.0)
        rows.append(replace(more, document_id=owner, seq=MAX_REPAIRS))
    return tuple(rows)


def recorded(text: str) -> str:
    """As much of a text as is kept on record: ``MAX_RECORDED`` bytes, whole characters.

    >>> len(recorded("é" * 1000).encode())
    1024
    """
    cut = text.encode("utf-8", "replace")[:MAX_RECORDED]
    return cut.decode("utf-8", "ignore")

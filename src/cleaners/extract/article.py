"""All fields of an article but its pictures, out of one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaners.extract.authors import Authors, find_authors, line_authors
from cleaners.extract.dates import Dates, find_dates, fragment_dates, line_dates
from cleaners.extract.headline import Headline, find_headline, place_of_headline
from cleaners.extract.headline_claims import heading_of
from cleaners.extract.keywords import find_keywords, line_keywords
from cleaners.extract.language import find_language, normal_tag
from cleaners.extract.metadata import (
    Found,
    find_canonical,
    find_description,
    find_free,
    find_license,
    find_publisher,
    find_section,
    site_tags,
)
from cleaners.extract.own_address import base_of, own_address
from cleaners.extract.page_type import WALLS
from cleaners.extract.signature import without_byline
from cleaners.extract.structured import Structured, read_structured
from cleaners.normalize.text import one_line
from cleaners.records import MAX_RECORDED, Article, Provenance
from cleaners.tables.elements import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners.extract.body import Body
    from cleaners.extract.context import Context
    from cleaners.extract.date_claims import Claim
    from cleaners.extract.language import Language
    from cleaners.extract.lines import Line
    from cleaners.page import Page
    from cleaners.records import Person

_IDEOGRAPHS: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0002ffff]"
)
_LETTERED: Final = re.compile(r"\w")


@dataclass(slots=True)
class _Draft:
    """What has been read, with its provenance, before it becomes a record."""

    values: dict[str, object] = field(default_factory=dict)
    provenance: list[Provenance] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, value: object, source: str, raw: str, confidence: float) -> None:
        self.values[name] = value
        self.trace(name, source, raw, confidence)

    def trace(self, name: str, source: str, raw: str, confidence: float) -> None:
        short = raw.encode()[:MAX_RECORDED].decode(errors="ignore")
        self.provenance.append(Provenance(name, source, short, round(confidence, 3)))

    def found(self, name: str, found: Found | None) -> None:
        if found is not None:
            self.put(name, found.value, found.source, found.raw, found.confidence)


def headline_of(
    page: Page, lines: Sequence[Line], context: Context, told: Structured | None = None
) -> Headline | None:
    """The headline of a page, or the line of a text or a fragment that is one."""
    line = next((x for x in lines if x.role == "headline"), None)
    if page.kind in {"page", "body"} or (page.kind == "fragment" and _has_h1(page)):
        return find_headline(page.walk, told or read_structured(page.walk), context.url)
    if line is None or (page.kind == "fragment" and _is_kicker(page, line)):
        return None
    return Headline(one_line(line.text), "line:headline", line.text, 0.7, line.block)


def _is_kicker(page: Page, line: Line) -> bool:
    """Whether the line is one word that no heading holds: the section of a lost headline."""
    words = line.text.split()
    cased = line.text.casefold() != line.text or line.text.upper() != line.text
    return (
        len(words) == 1 and cased and page.walk.tags[page.walk.holders[line.block]] not in HEADINGS
    )


def _has_h1(page: Page) -> bool:
    walk = page.walk
    return "h1" in walk.tags and any(heading_of(walk, holder) == "h1" for holder in walk.holders)


def extract_article(
    page: Page,
    body: Body,
    lines: Sequence[Line],
    context: Context,
    told: Structured | None = None,
    headline: Headline | None = None,
    facts: Iterable[str] = (),
) -> Article | None:
    """The article of ``page``; None if it has neither headline nor body, and is no error page.

    ``told`` and ``headline`` save a second reading where the caller has them already;
    ``facts`` about the page become warnings of the article.
    """
    told = told or read_structured(page.walk)
    headline = headline or headline_of(page, lines, context, told)
    draft = _Draft(warnings=list(facts))
    if headline is None and not body.paragraphs and WALLS.isdisjoint(draft.warnings):
        return None
    own = own_address(page.walk, context.url)
    base = base_of(page.walk, own)
    language = _language(page, body, told)
    if headline is not None:
        draft.put("headline", headline.text, headline.source, headline.raw, headline.confidence)
    if language is not None:
        draft.put(
            "in_language", language.tag, language.source, page.walk.language or "", language.score
        )
        draft.values["language_score"] = language.score
    _plain_fields(draft, page, told, base)
    _told_by(draft, page, body, lines, told, own, headline, language)
    people: tuple[Person, ...] = draft.values.get("authors", ())  # type: ignore[assignment]
    paragraphs = without_byline(body.paragraphs, people)
    text = "\n\n".join(paragraphs)
    return Article(
        document_id=context.document_id,
        article_body=text or None,
        paragraphs=paragraphs,
        word_count=word_count(text) if text else None,
        provenance=tuple(draft.provenance),
        warnings=tuple(draft.warnings),
        **draft.values,  # type: ignore[arg-type]
    )


def word_count(text: str) -> int:
    """Words of ``text``; in scripts that part no words, two characters count as one.

    >>> word_count("Fog – thick fog."), word_count("港口大雾 is fog")
    (3, 4)
    """
    wide = 0 if text.isascii() else len(_IDEOGRAPHS.findall(text))
    spaced = _IDEOGRAPHS.sub(" ", text) if wide else text
    words = spaced.split()  # nearly all are letters, which one call tells
    bare = [word for word in words if not word.isalpha()]
    lettered = sum(1 for word in bare if _LETTERED.search(word))
    return (wide + 1) // 2 + len(words) - len(bare) + lettered


def _language(page: Page, body: Body, told: Structured) -> Language | None:
    text = "\n".join(body.paragraphs) or "\n".join(page.walk.texts[:60])
    return find_language(text, (*site_tags(told), page.walk.language))


def _plain_fields(draft: _Draft, page: Page, told: Structured, base: str | None) -> None:
    """The fields that are read alike from every kind of document."""
    draft.found("description", find_description(told))
    draft.found("publisher", find_publisher(told, page.walk))
    draft.found("article_section", find_section(told, page.walk))
    draft.found("canonical_url", find_canonical(page.walk, told, base))
    draft.found("license", find_license(page.walk, told, base))
    free = find_free(told)
    if free is not None:
        draft.put("is_accessible_for_free", free[0], free[1], free[2], 0.95)


def _told_by(
    draft: _Draft,
    page: Page,
    body: Body,
    lines: Sequence[Line],
    told: Structured,
    own: str | None,
    headline: Headline | None,
    language: Language | None,
) -> None:
    """Dates, authors and keywords: from the page's statements, or from the lines of a text."""
    languages = _languages(page, told, language)
    walk = page.walk
    base = base_of(walk, own)
    at = place_of_headline(walk, headline, body.blocks[0] if body.blocks else None)
    if page.kind in {"page", "body"}:
        _dates(draft, find_dates(walk, told, own, at, languages))
        _authors(draft, find_authors(walk, told, base, at, own))
    else:
        _dates(
            draft,
            line_dates(lines, languages)
            if page.kind == "text"
            else fragment_dates(walk, told, lines, at, languages),
        )
        _authors(draft, line_authors(lines) or find_authors(walk, told, base, at, own))
    said = headline.text if headline is not None else ""
    words = find_keywords(walk, told, base, (said, at), body.blocks)
    if words is None and page.kind in {"text", "fragment"}:
        words = line_keywords(lines, prose=page.kind == "text")
    if words is not None:
        draft.put("keywords", words.words, words.source, words.raw, words.confidence)


def _languages(page: Page, told: Structured, language: Language | None) -> tuple[str, ...]:
    """The languages that dates may be written in, the likeliest first."""
    tags = [language.tag] if language is not None else []
    tags += [tag for raw in (*site_tags(told), page.walk.language) if (tag := normal_tag(raw))]
    tags.sort(key=lambda tag: "-" not in tag or (bool(tags) and tag[:2] != tags[0][:2]))
    return tuple(dict.fromkeys(tags))


def _dates(draft: _Draft, dates: Dates) -> None:
    for name, claim in (("date_published", dates.published), ("date_modified", dates.modified)):
        if claim is not None:
            _date(draft, name, claim)
    for claim in dates.others[:4]:
        draft.trace(f"date_{claim.what}", claim.source, claim.raw, claim.confidence / 2)


def _date(draft: _Draft, name: str, claim: Claim) -> None:
    draft.put(name, claim.stamp.value, claim.source, claim.raw, claim.confidence)
    draft.values[f"{name}_precision"] = claim.stamp.precision
    draft.values[f"{name}_zone"] = claim.stamp.zone


def _authors(draft: _Draft, authors: Authors | None) -> None:
    if authors is not None:
        draft.put("authors", authors.people, authors.source, authors.raw, authors.confidence)

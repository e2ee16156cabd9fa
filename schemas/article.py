"""The ``articles`` table, and an article beside what is known of its document."""

from __future__ import annotations

from typing import Annotated, Final

import pandera.polars as pa
import polars as pl

from schemas.checks import DENSE, absolute, free_of_remains, readable, share_of, spaced, words
from schemas.columns import column, rule
from schemas.limits import Limits  # noqa: TC001  (pandera reads the annotations of a class)
from schemas.nested import PERSON, PROVENANCE

PRECISIONS: Final = ("year", "month", "day", "hour", "minute", "second")
ZONES: Final = ("stated", "inferred", "unknown")
WHOLE: Final = ("page", "body")
"""Kinds of documents that must hold all of an article."""

_HEADLINE, _BODY, _WARNINGS = pl.col("headline"), pl.col("article_body"), pl.col("warnings")


class Article(pa.DataFrameModel):
    """The article that a document holds; at most one a document."""

    document_id: str = column("The document that it stands in.", unique=True)
    canonical_url: str = column("Address that the page gives itself.", null="it gives none")
    headline: str = column(
        "Headline, without the name of the site.", unit="300 characters", null="none was found"
    )
    description: str = column("Summary that the page gives itself.", null="it gives none")
    article_body: str = column(
        "Prose and its subheadings: the paragraphs, joined by one blank line each.",
        null="none was found",
    )
    paragraphs: Annotated[pl.List, pl.String] = column("Paragraphs of the body, in order.")
    authors: Annotated[pl.List, PERSON] = column("Who wrote it, in the order of the page.")
    date_published: Annotated[pl.Datetime, "us", "UTC"] = column(
        "When it was published.", unit="UTC", null="the page does not say"
    )
    date_published_precision: str = column(
        "Smallest unit that the page states: year, month, day, hour, minute, second.",
        null="there is no date",
        isin=PRECISIONS,
    )
    date_published_zone: str = column(
        "stated, inferred, or unknown: then it reads as UTC and is exact to the day at most.",
        null="there is no date",
        isin=ZONES,
    )
    date_modified: Annotated[pl.Datetime, "us", "UTC"] = column(
        "When it was last changed.", unit="UTC", null="the page does not say"
    )
    date_modified_precision: str = column(
        "As for ``date_published``.", null="there is no date", isin=PRECISIONS
    )
    date_modified_zone: str = column(
        "As for ``date_published``.", null="there is no date", isin=ZONES
    )
    in_language: str = column("Language of the text.", unit="BCP 47", null="too little text to say")
    language_score: pl.Float64 = column(
        "Certainty (0-1) of ``in_language``.",
        null="the text is too short to tell",
        in_range={"min_value": 0, "max_value": 1},
    )
    publisher: str = column("Who publishes it, by name.", null="the page does not say")
    article_section: str = column("Section of the paper.", null="the page does not say")
    keywords: Annotated[pl.List, pl.String] = column("Keywords and hashtags, without the #.")
    main_image_id: str = column(
        "``image_id`` of the image that stands for the article.", null="there is none"
    )
    image_count: pl.Int64 = column("Images of the document in ``images``.", ge=0)
    word_count: pl.Int64 = column("Words of the body.", null="there is no body", ge=0)
    is_accessible_for_free: bool = column(
        "Whether all may read it without paying.", null="the page does not say"
    )
    license: str = column("Address or name of the licence.", null="the page states none")
    near_duplicate_of: str = column(
        "``document_id`` of the earliest accepted article with nearly the same text.",
        null="there is none",
    )
    provenance: Annotated[pl.List, PROVENANCE] = column(
        "For each field: where its value was read, and what stood there (at most 1 KiB)."
    )
    warnings: Annotated[pl.List, pl.String] = column("Doubts: checks that warn, and other codes.")

    @rule("canonical_url")
    def canonical_url_is_absolute(cls) -> pl.Expr:
        """The canonical address is absolute and http or https."""
        return absolute(pl.col("canonical_url"))

    @rule("authors")
    def author_urls_are_absolute(cls) -> pl.Expr:
        """Addresses of authors are absolute and http or https."""
        return pl.col("authors").list.eval(absolute(pl.element().struct.field("url"))).list.all()

    @rule("headline")
    def headline_has_a_headlines_length(cls, limits: Limits) -> pl.Expr:
        """A headline has 1 to {headline_characters} characters."""
        length = _HEADLINE.str.strip_chars().str.len_chars()
        return (length >= 1) & (length <= limits.headline_characters)

    @rule("article_body")
    def body_is_not_blank(cls) -> pl.Expr:
        """A body that is there has visible text."""
        return _BODY.str.contains(r"\S")

    @rule("article_body")
    def body_is_its_paragraphs(cls) -> pl.Expr:
        """The body is its paragraphs, joined by one blank line each."""
        joined = pl.col("paragraphs").list.join("\n\n", ignore_nulls=False)
        return _BODY.fill_null("") == joined

    @rule("headline")
    def headline_is_readable(cls, limits: Limits) -> pl.Expr:
        """At most {replacement_share} of a headline's characters were lost in decoding."""
        return readable(_HEADLINE, limits)

    @rule("article_body")
    def body_is_readable(cls, limits: Limits) -> pl.Expr:
        """At most {replacement_share} of a body's characters were lost in decoding."""
        return readable(_BODY, limits)

    @rule("date_published_precision")
    def published_date_is_qualified(cls) -> pl.Expr:
        """A publication date has a precision and a zone; without a date there is neither."""
        return _qualified("date_published")

    @rule("date_modified_precision")
    def modified_date_is_qualified(cls) -> pl.Expr:
        """A date of change has a precision and a zone; without a date there is neither."""
        return _qualified("date_modified")

    @rule("date_published", severity="warning")
    def published_in_the_age_of_the_web(cls, limits: Limits) -> pl.Expr:
        """A news page was published in {earliest_publication} or later."""
        return pl.col("date_published") >= limits.earliest_publication

    @rule("date_modified", severity="warning")
    def modified_after_it_was_published(cls, limits: Limits) -> pl.Expr:
        """A page is changed after it was published, give or take {clock_skew_hours} hours."""
        slack = _hours(limits.clock_skew_hours)
        return pl.col("date_modified") + slack >= pl.col("date_published")

    @rule("warnings")
    def page_is_not_a_consent_wall(cls) -> pl.Expr:
        """The scraper was shown the article and not a request for consent."""
        return ~_WARNINGS.list.contains("consent_page")

    @rule("warnings")
    def page_is_not_an_error_page(cls) -> pl.Expr:
        """The scraper was shown the article and not an error."""
        return ~_WARNINGS.list.contains("error_page")

    @rule("warnings", severity="warning")
    def address_given_is_usable(cls) -> pl.Expr:
        """What the scraper gave as the address of the page is one (else there is no url)."""
        return ~_WARNINGS.list.contains("address_unusable")

    @rule("headline", severity="warning")
    def headline_without_markup(cls) -> pl.Expr:
        """A headline holds nothing that looks like a tag (a page about HTML may)."""
        return free_of_remains(_HEADLINE)

    @rule("article_body", severity="warning")
    def body_without_markup(cls) -> pl.Expr:
        """A body holds nothing that looks like a tag (a page about HTML may)."""
        return free_of_remains(_BODY)

    @rule("article_body", severity="warning")
    def body_has_an_articles_length(cls, limits: Limits) -> pl.Expr:
        """A body has {fewest_words} to {most_words} words (Gopher)."""
        count = words(_BODY)
        fits = (count >= limits.fewest_words) & (count <= limits.most_words)
        return fits | ~_spaced()

    @rule("article_body", severity="warning")
    def words_have_the_length_of_words(cls, limits: Limits) -> pl.Expr:
        """Words have {shortest_mean_word} to {longest_mean_word} characters on average (Gopher)."""
        count = words(_BODY)
        mean = (_BODY.str.len_chars() - _BODY.str.count_matches(r"\s")) / count
        fits = (mean >= limits.shortest_mean_word) & (mean <= limits.longest_mean_word)
        return (count == 0) | fits | ~_spaced(DENSE)

    @rule("article_body", severity="warning")
    def words_outnumber_symbols(cls, limits: Limits) -> pl.Expr:
        """The # and ellipses are at most {symbols_a_word} of the words (Gopher)."""
        symbols = _BODY.str.count_matches(r"#|\.\.\.|…")
        return (symbols <= words(_BODY) * limits.symbols_a_word) | ~_spaced()

    @rule("article_body", severity="warning")
    def words_have_letters(cls, limits: Limits) -> pl.Expr:
        """At least {lettered_words} of the words have a letter (Gopher)."""
        lettered = _BODY.str.count_matches(r"\S*\p{Alphabetic}\S*")
        return (lettered >= words(_BODY) * limits.lettered_words) | ~_spaced()

    @rule("paragraphs", severity="warning")
    def lines_are_finished(cls, limits: Limits) -> pl.Expr:
        """Not more than {elided_lines} of the paragraphs end in an ellipsis (Gopher)."""
        elided = pl.element().str.contains(r"(?:…|\.\.\.)\s*$")
        return share_of(pl.col("paragraphs"), elided) <= limits.elided_lines

    @rule("paragraphs", severity="warning")
    def lines_are_no_mere_list(cls, limits: Limits) -> pl.Expr:
        """Not more than {bulleted_lines} of the paragraphs begin with a bullet (Gopher)."""
        bulleted = pl.element().str.contains(r"^\s*[•‣▪●◦*·-]\s")
        return share_of(pl.col("paragraphs"), bulleted) <= limits.bulleted_lines

    @rule("paragraphs", severity="warning")
    def lines_are_not_all_short(cls, limits: Limits) -> pl.Expr:
        """Fewer than {short_lines} of the paragraphs have under {short_line_characters} characters (FineWeb)."""  # noqa: E501  (one line, for it is shown)
        short = pl.element().str.len_chars() < limits.short_line_characters
        return (share_of(pl.col("paragraphs"), short) < limits.short_lines) | ~_spaced()

    @rule("paragraphs", severity="warning")
    def lines_do_not_repeat(cls, limits: Limits) -> pl.Expr:
        """At most {repeated_line_characters} of the characters are in repeated lines (FineWeb)."""
        lines = pl.col("paragraphs")
        total = lines.list.eval(pl.element().str.len_chars()).list.sum()
        once = lines.list.unique().list.eval(pl.element().str.len_chars()).list.sum()
        return (total - once) <= total * limits.repeated_line_characters

    @rule("article_body", severity="warning")
    def body_is_no_filler(cls) -> pl.Expr:
        """A body does not hold lorem ipsum (C4)."""
        return ~_BODY.str.contains(r"(?i)\blorem ipsum\b")

    class Config:
        """No other columns, no casts."""

        strict = True
        coerce = False
        metadata = {"version": 1}  # noqa: RUF012  (pandera's own form)


class ArticleInContext(Article):
    """An article beside facts of its document and its night: rules across tables.

    Judging adds these columns and takes them away again.
    """

    document_input_kind: str = column("``input_kind`` of its document.", null="unknown")
    document_date_fetched: Annotated[pl.Datetime, "us", "UTC"] = column(
        "``date_fetched`` of its document.", null="unknown"
    )
    document_domain: str = column("``domain`` of its document.", null="unknown")
    document_is_known: bool = column("Whether its document is in ``documents``.")
    document_was_torn: bool = column("Whether torn tags were mended in its document.")
    night_ends: Annotated[pl.Datetime, "us", "UTC"] = column(
        "When the night was over.", null="unknown"
    )

    @rule("document_id")
    def article_has_its_document(cls) -> pl.Expr:
        """Every article stands in a document."""
        return pl.col("document_is_known")

    @rule("headline")
    def page_has_a_headline(cls) -> pl.Expr:
        """The article of a whole page has a headline; a fragment may lack it, and an error page."""
        return _HEADLINE.is_not_null() | ~_whole() | _none_shown()

    @rule("article_body")
    def page_has_a_body(cls) -> pl.Expr:
        """The article of a whole page has a body; a fragment may lack it, and an error page."""
        return _BODY.is_not_null() | ~_whole() | _none_shown()

    @rule("date_published")
    def published_before_it_was_fetched(cls, limits: Limits) -> pl.Expr:
        """What was fetched was published by then, give or take {clock_skew_hours} hours."""
        fetched = pl.coalesce("document_date_fetched", "night_ends")
        return pl.col("date_published") <= fetched + _hours(limits.clock_skew_hours)

    @rule("headline")
    def headline_without_torn_tags(cls) -> pl.Expr:
        """Where tags were torn, none of their remains is left in the headline."""
        return free_of_remains(_HEADLINE) | ~pl.col("document_was_torn")

    @rule("article_body")
    def body_without_torn_tags(cls) -> pl.Expr:
        """Where tags were torn, none of their remains is left in the body."""
        return free_of_remains(_BODY) | ~pl.col("document_was_torn")


def _qualified(date: str) -> pl.Expr:
    there = pl.col(date).is_not_null()
    precision = pl.col(f"{date}_precision").is_not_null() == there
    return precision & (pl.col(f"{date}_zone").is_not_null() == there)


def _hours(number: float | pl.Expr) -> pl.Expr:
    return pl.duration(seconds=number * 3600)


def _spaced(besides: tuple[str, ...] = ()) -> pl.Expr:
    """Whether words can be counted; an unknown language is taken not to tell."""
    return spaced(pl.col("in_language"), besides).fill_null(value=False)


def _none_shown() -> pl.Expr:
    """Whether an error or a wall stood in the article's place, which is the reason that helps."""
    return _WARNINGS.list.contains("error_page") | _WARNINGS.list.contains("consent_page")


def _whole() -> pl.Expr:
    return pl.col("document_input_kind").is_in(WHOLE).fill_null(value=False)

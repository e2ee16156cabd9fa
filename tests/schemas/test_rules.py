"""Each rule of each table: what it rejects, and beside it what it must leave alone."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from cleaners.records import Candidate, Person
from schemas import TABLES
from schemas.context import judging_model
from schemas.judge import judge
from tests.schemas import rows
from tests.schemas.rows import ARTICLE, DOCUMENT, IMAGE, REPAIR, URL, changed, frames

LONG_AGO = dt.datetime(1994, 12, 31, tzinfo=dt.UTC)
FETCHED = DOCUMENT.date_fetched
HOUR = dt.timedelta(hours=1)
LOST = "\ufffd"


def body(*lines: str, **more):
    return {"paragraphs": lines, "article_body": "\n\n".join(lines), **more}


def candidate(**changes):
    return {"content_url": None, "candidates": (Candidate(URL, "b.jpg", "src", **changes),)}


SHORT = ("Short line",) * 4
CASES = [
    # table, rule, change that fails, change that passes
    ("documents", "url_is_absolute", {"url": "/b"}, {"url": None}),
    ("documents", "url_is_absolute", {"url": "ftp://a.example/"}, {"url": "http://a.example"}),
    ("documents", "url_is_absolute", {"url": "https://a.example/b c"}, {"url": "https://ü.de/ü?a"}),
    ("documents", "domain_is_a_bare_host", {"domain": "www.a.example"}, {"domain": "wwwa.example"}),
    ("documents", "domain_is_a_bare_host", {"domain": "A.example"}, {"domain": None}),
    ("documents", "duplicate_names_its_original", {"outcome": "duplicate"}, {}),
    ("documents", "duplicate_names_its_original", {"duplicate_of": "d9"},
     {"outcome": "duplicate", "duplicate_of": "d9"}),
    ("documents", "raw_sha256_has_its_form", {"raw_sha256": "abc"}, {"raw_sha256": None}),
    ("documents", "outcome_is_known", {"outcome": "lost"}, {"outcome": "empty"}),
    ("documents", "text_coverage_is_a_share", {"text_coverage": 1.01}, {"text_coverage": 1.0}),
    ("documents", "raw_bytes_is_not_negative", {"raw_bytes": -1}, {"raw_bytes": 0}),
    ("articles", "canonical_url_is_absolute", {"canonical_url": "//a.example/b"},
     {"canonical_url": "https://a.example/b"}),
    ("articles", "author_urls_are_absolute", {"authors": (Person("A"), Person("B", "/b"))},
     {"authors": (Person("A"), Person("B", URL))}),
    ("articles", "headline_has_a_headlines_length", {"headline": " "}, {"headline": "A"}),
    ("articles", "headline_has_a_headlines_length", {"headline": "x" * 301},
     {"headline": "x" * 300}),
    ("articles", "body_is_not_blank", body("\n"), {}),
    ("articles", "body_is_its_paragraphs", {"paragraphs": ("Other",)}, body("One", "Two")),
    ("articles", "body_is_its_paragraphs", {"article_body": None}, body("A & B")),
    ("articles", "headline_is_readable", {"headline": f"Caf{LOST}"}, {"headline": "Café"}),
    ("articles", "body_is_readable", body("x" * 98 + LOST), body("x" * 99 + LOST)),
    ("articles", "published_date_is_qualified", {"date_published_zone": None},
     {"date_published": None, "date_published_zone": None, "date_published_precision": None}),
    ("articles", "modified_date_is_qualified", {"date_modified_zone": "stated"}, {}),
    ("articles", "published_in_the_age_of_the_web", {"date_published": LONG_AGO},
     {"date_published": LONG_AGO + 24 * HOUR}),
    ("articles", "modified_after_it_was_published",
     {"date_modified": LONG_AGO, "date_modified_precision": "day", "date_modified_zone": "stated"},
     {"date_modified": FETCHED, "date_modified_precision": "day", "date_modified_zone": "stated"}),
    ("articles", "page_is_not_a_consent_wall", {"warnings": ("x", "consent_page")},
     {"warnings": ("x",)}),
    ("articles", "page_is_not_an_error_page", {"warnings": ("error_page",)}, {"warnings": ()}),
    ("articles", "address_given_is_usable", {"warnings": ("address_unusable",)}, {"warnings": ()}),
    ("articles", "headline_without_markup", {"headline": 'Ferry" alt="b" width="9"'},
     {"headline": "Is 3 < 4 > 2?"}),
    ("articles", "body_without_markup", body('cut</p> <img src="a">'), body("a <b and c> d")),
    ("articles", "body_without_markup", body('Fog. e="mc"> or not'), body('If x="1" > y="2"')),
    ("articles", "body_has_an_articles_length", body("word " * 49), body("word " * 50)),
    ("articles", "body_has_an_articles_length", body("word " * 49),
     body("字" * 49, in_language="zh-Hant")),
    ("articles", "words_have_the_length_of_words", body("a b c d e"), body("abc def")),
    ("articles", "words_have_the_length_of_words", body("a b c d e"),
     body("섬에 있는 백", in_language="ko")),
    ("articles", "words_outnumber_symbols", body("word #a #b"), body("word " * 10 + "#a")),
    ("articles", "words_have_letters", body("one 2 3 4"), body("one two three four 5")),
    ("articles", "lines_are_finished", body("One…", "Two...", "Three."),
     body("A…", "B.", "C.", "D.")),
    ("articles", "lines_are_no_mere_list", body("• One", "- Two"), body("• One", "-2 °C")),
    ("articles", "lines_are_not_all_short", body(*SHORT), body("x" * 30, "short")),
    ("articles", "lines_do_not_repeat", body("x" * 30, "x" * 30), body("x" * 30, "y" * 30)),
    ("articles", "body_is_no_filler", body("Lorem ipsum dolor"), body("Lorem ipsumque")),
    ("articles", "page_has_a_headline", {"headline": None}, {"headline": "A"}),
    ("articles", "page_has_a_headline", {"headline": None},
     {"headline": None, "warnings": ("error_page",)}),
    ("articles", "page_has_a_body", {"article_body": None, "paragraphs": ()}, {}),
    ("articles", "published_before_it_was_fetched", {"date_published": FETCHED + 25 * HOUR},
     {"date_published": FETCHED + 24 * HOUR}),
    ("articles", "article_has_its_document", {"document_id": "none"}, {}),
    ("images", "content_url_is_absolute", {"content_url": "b.jpg"}, {}),
    ("images", "candidate_urls_are_addresses",
     {"candidates": (Candidate("data:image/gif;base64,R0", "b", "src"),)},
     {"content_url": None, "candidates": (Candidate("../a b.jpg?c=d:e", "b", "src"),)}),
    ("images", "candidate_urls_are_addresses",
     {"candidates": (Candidate("java\tscript:0", "b", "src"),)}, candidate(width=240)),
    ("images", "candidate_urls_are_addresses",
     {"candidates": (Candidate("\\\\a.example/b", "b", "src"),)},
     {"content_url": None, "candidates": (Candidate("/b", "b", "src"),)}),
    ("images", "restored_candidate_is_absolute",
     {"candidates": (Candidate("/b", "b", "src", inferred=True),)}, candidate(inferred=True)),
    ("images", "candidate_is_cut_or_restored", candidate(truncated=True, inferred=True),
     candidate(inferred=True)),
    ("images", "cut_candidate_has_no_url", candidate(truncated=True), candidate()),
    ("images", "content_url_is_a_candidate", {"candidates": ()},
     {"content_url": None, "candidates": ()}),
    ("images", "width_is_plausible", {"width": 100_001}, {"width": 100_000}),
    ("images", "height_is_plausible", {"height": 100_001}, {"height": None}),
    ("images", "width_is_positive", {"width": 0}, {"width": 1}),
    ("images", "caption_is_readable", {"caption": LOST}, {"caption": "Ω"}),
    ("images", "caption_without_markup", {"caption": "Cap</span>"}, {"caption": "<3 this"}),
    ("images", "alt_without_markup", {"alt": "<br>"}, {"alt": "a<b"}),
    ("images", "image_has_its_document", {"document_id": "none"}, {}),
    ("images", "element_is_known", {"element": "svg"}, {"element": "json-ld"}),
    ("repairs", "span_has_two_ends", {"start": 5}, {"start": None, "end": None}),
    ("repairs", "span_has_two_ends", {"end": None}, {"start": 3}),
    ("repairs", "confidence_is_a_share", {"confidence": -0.1}, {"confidence": 0.0}),
    ("repairs", "repair_has_its_document", {"document_id": "none"}, {}),
]  # fmt: skip
IDS = [f"{table}-{rule}-{number}" for number, (table, rule, *_) in enumerate(CASES)]
ELSEWHERE = {  # rules about several rows, or about torn documents
    "document_has_one_main_image", "position_is_taken_once",
    "headline_without_torn_tags", "body_without_torn_tags",
    "caption_without_torn_tags", "alt_without_torn_tags",
}  # fmt: skip


def told_apart(table: str, number: int, side: str, change: dict) -> dict[str, object]:
    """The rows of one document, one of which is changed; its ids are its own."""
    name = f"{number}-{side}"
    own = {
        "documents": {"document_id": name},
        "articles": {"document_id": name, "main_image_id": name},
        "images": {"document_id": name, "image_id": name},
        "repairs": {"document_id": name, "seq": number},
    }
    own[table] |= change
    return {kind: changed(record, **own[kind]) for kind, record in rows.RECORDS.items()}


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """What all cases fail by, judged at once: table and row to names of checks."""
    records = [
        told_apart(table, number, side, change)
        for number, (table, _, *changes) in enumerate(CASES)
        for side, change in zip(("bad", "good"), changes, strict=True)
    ]
    verdict = judge(frames(**{table: [r[table] for r in records] for table in rows.RECORDS}))
    reasons = {
        f"{row['table']} {row['row_id']}": {reason["check"] for reason in row["failures"]}
        for row in verdict.rejected.iter_rows(named=True)
    }
    for table in ("articles", "images"):
        for row in verdict.clean[table].iter_rows(named=True):
            key = row["image_id" if table == "images" else "document_id"]
            reasons[f"{table} {key}"] = set(row["warnings"])
    return reasons


def row_of(table: str, number: int, side: str, change: dict) -> str:
    row = f"{number}-{side}"
    if table != "images":
        row = change.get("document_id", row)
    return f"{table} {row}:{number}" if table == "repairs" else f"{table} {row}"


@pytest.mark.parametrize("number", range(len(CASES)), ids=IDS)
def test_rule(number: int, found: dict[str, set[str]]) -> None:
    table, rule, bad, good = CASES[number]
    assert rule in found[row_of(table, number, "bad", bad)]
    assert rule not in found.get(row_of(table, number, "good", good), set())


def test_good_rows_pass_all_rules() -> None:
    verdict = judge(frames())
    assert verdict.tallies == ()
    assert verdict.rejected.is_empty()
    given = frames()
    for table, frame in verdict.clean.items():
        assert frame.equals(given[table]), table


@pytest.mark.parametrize("table", rows.RECORDS)
def test_every_rule_has_a_case(table: str) -> None:
    rules = {check.name for check in judging_model(table).to_schema().checks}
    assert rules <= {rule for name, rule, *_ in CASES if name == table} | ELSEWHERE
    assert table in TABLES


@pytest.mark.parametrize("kind", ["fragment", "text"])
def test_fragments_may_lack_headline_and_body(kind: str) -> None:
    bare = changed(ARTICLE, headline=None, article_body=None, paragraphs=())
    verdict = judge(frames(documents=[changed(DOCUMENT, input_kind=kind)], articles=[bare]))
    assert verdict.rejected.is_empty()


@pytest.mark.parametrize(
    ("table", "column", "rule"),
    [
        ("articles", "headline", "headline_without_torn_tags"),
        ("images", "caption", "caption_without_torn_tags"),
        ("images", "alt", "alt_without_torn_tags"),
    ],
)
def test_remains_are_errors_where_tags_were_torn(table: str, column: str, rule: str) -> None:
    bad = {table: [changed(rows.RECORDS[table], **{column: '240w" alt="A flag"'})]}
    torn = changed(REPAIR, rule="torn-tag")
    assert rule in {t.check for t in judge(frames(**bad, repairs=[torn])).tallies}
    calm = judge(frames(**bad))
    assert rule not in {t.check for t in calm.tallies}
    assert calm.rejected.is_empty()


def test_remains_in_a_body_are_errors_where_tags_were_torn() -> None:
    bad = [changed(ARTICLE, **body(rows.PROSE, 'srcset="a.jpg 240w"'))]
    verdict = judge(frames(articles=bad, repairs=[changed(REPAIR, rule="torn-tag")]))
    reasons = verdict.rejected.filter(table="articles")["failures"][0]
    severities = {reason["check"]: reason["severity"] for reason in reasons}
    assert severities == {"body_without_markup": "warning", "body_without_torn_tags": "error"}


def test_without_a_fetch_the_night_ends_the_past() -> None:
    future = changed(ARTICLE, date_published=rows.NIGHT + 25 * HOUR)
    given = frames(documents=[changed(DOCUMENT, date_fetched=None)], articles=[future])
    assert judge(given).rejected.is_empty()
    assert not judge(given, night_ends=rows.NIGHT).rejected.is_empty()


def test_one_main_image_and_one_at_a_position() -> None:
    other = changed(IMAGE, image_id="i1", representative_of_page=False)
    names = {t.check for t in judge(frames(images=[IMAGE, other])).tallies}
    assert names == {"position_is_taken_once"}
    second = changed(IMAGE, image_id="i1", position=1)
    names = {t.check for t in judge(frames(images=[IMAGE, second])).tallies}
    assert names == {"document_has_one_main_image"}


HOSTILE = [
    pytest.param("<a ", id="tags-begun"),
    pytest.param("<a =", id="tags-with-an-attribute"),
    pytest.param("data-" * 3, id="names-of-attributes"),
    pytest.param('alt="', id="quotes"),
    pytest.param("\u2026 ", id="ellipses"),
    pytest.param("#" * 7 + " ", id="symbols"),
    pytest.param("\ufffd", id="lost-characters"),
    pytest.param("\n\n", id="blank-lines"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_anything_is_judged_in_time(piece: str) -> None:
    text = piece * (2**20 // len(piece.encode()))
    article = changed(ARTICLE, headline=text, **body(text, text))
    start = time.perf_counter()
    judge(frames(articles=[article], images=[changed(IMAGE, caption=text, content_url=text)]))
    assert time.perf_counter() - start < 5

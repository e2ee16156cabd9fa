"""Every row lands in exactly one place, and nothing that stays dangles."""

from __future__ import annotations

from decimal import Decimal

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners.records import Document
from schemas.columns import rule
from schemas.contract import Contract
from schemas.errors import SchemaMismatchError
from schemas.frames import frame, polars_schema
from schemas.judge import WITH_DOCUMENT, judge
from schemas.ledger import balances
from tests.schemas.rows import ARTICLE, DOCUMENT, IMAGE, REPAIR, changed, frames


def reasons(verdict) -> dict[str, list[str]]:
    return {
        f"{row['table']} {row['row_id']}": [reason["check"] for reason in row["failures"]]
        for row in verdict.rejected.iter_rows(named=True)
    }


def test_what_stands_in_a_quarantined_document_leaves_with_it() -> None:
    verdict = judge(frames(articles=[changed(ARTICLE, headline=None)]), code_version="1")
    assert reasons(verdict) == {
        "articles d0": ["page_has_a_headline"],
        "images i0": [WITH_DOCUMENT],
        "repairs d0:0": [WITH_DOCUMENT],
    }
    assert verdict.clean["documents"]["outcome"].to_list() == ["quarantined"]
    assert verdict.clean["documents"]["url"].to_list() == [DOCUMENT.url]
    assert verdict.rejected["code_version"].unique().to_list() == ["1"]
    assert {t.table: t.rows for t in verdict.tallies} == {"articles": 1, "images": 1, "repairs": 1}


def test_a_row_has_all_its_reasons() -> None:
    bad = changed(IMAGE, width=0, height=-1, caption="<br>")
    verdict = judge(frames(articles=[changed(ARTICLE, headline=" ")], images=[bad]))
    assert set(reasons(verdict)["images i0"]) == {
        "width_is_positive", "height_is_positive", "caption_without_markup", WITH_DOCUMENT
    }  # fmt: skip
    (found,) = verdict.rejected.filter(table="images")["failures"]
    values = {(r["check"], r["column"]): r["value"] for r in found}
    assert values["height_is_positive", "height"] == "-1"
    assert values["caption_without_markup", "caption"] == "<br>"


def test_an_image_that_is_rejected_alone_leaves_its_article_in_order() -> None:
    other = changed(IMAGE, image_id="i1", position=1, representative_of_page=False)
    verdict = judge(frames(images=[changed(IMAGE, width=0), other]))
    (article,) = verdict.clean["articles"].to_dicts()
    assert article["main_image_id"] is None
    assert article["image_count"] == 1
    assert article["warnings"] == ["image_quarantined"]
    assert verdict.clean["documents"]["outcome"].to_list() == ["published"]
    assert verdict.clean["images"]["image_id"].to_list() == ["i1"]


def test_a_rejected_document_keeps_its_identity_and_nothing_else() -> None:
    bad = changed(DOCUMENT, url="/b", raw_sha256="not a hash")
    verdict = judge(frames(documents=[bad]))
    (row,) = verdict.clean["documents"].to_dicts()
    assert row["outcome"] == "quarantined"
    assert row["document_id"] == "d0"
    assert row["raw_bytes"] is row["url"] is row["raw_sha256"] is row["repair_count"] is None
    only = changed(DOCUMENT, url="/b")
    (row,) = judge(frames(documents=[only])).clean["documents"].to_dicts()
    assert {name for name, value in row.items() if value not in (None, [])} == {
        "document_id", "source_uri", "source_record", "raw_sha256", "date_fetched", "outcome",
    } | {"raw_bytes"}  # fmt: skip
    assert "raw_sha256_has_its_form" in reasons(verdict)["documents d0"]


def test_checks_that_warn_name_themselves() -> None:
    doubtful = changed(ARTICLE, headline="Why <b>bold</b>?", warnings=("relative_url",))
    verdict = judge(frames(articles=[doubtful]))
    assert verdict.rejected.is_empty()
    warnings = verdict.clean["articles"]["warnings"][0].to_list()
    assert warnings == ["relative_url", "headline_without_markup"]


def test_rows_that_share_an_id_are_all_rejected_under_names_of_their_own() -> None:
    verdict = judge(frames(images=[IMAGE, IMAGE]))
    assert len(verdict.rejected) == 2
    assert verdict.rejected["quarantine_id"].n_unique() == 2


def test_a_frame_without_its_shape_is_not_judged() -> None:
    given_frames = frames()
    with pytest.raises(SchemaMismatchError, match="colour"):
        judge({"images": given_frames["images"].with_columns(colour=1)})
    with pytest.raises(SchemaMismatchError, match="alt"):
        judge({"images": given_frames["images"].drop("alt")})


def test_judging_again_changes_nothing() -> None:
    second = changed(ARTICLE, document_id="d1", headline="a</b>", main_image_id=None)
    documents = [DOCUMENT, changed(DOCUMENT, document_id="d1")]
    images = [changed(IMAGE, width=-1)]
    first = judge(frames(documents=documents, articles=[ARTICLE, second], images=images))
    again = judge(first.clean)
    assert again.rejected.is_empty()
    for table, rows in again.clean.items():
        assert rows.equals(first.clean[table]), table


class InRows(pa.DataFrameModel):
    """Images of a document stand in one row of a gallery, without a gap from the first on."""

    @rule("position", scope="group")
    def gallery_has_no_gap(cls) -> pl.Expr:
        """All images before it are there."""
        place = pl.col("position")
        return place == place.rank("ordinal").over("document_id").cast(pl.Int64) - 1


def test_what_leaves_for_anothers_sake_says_so() -> None:
    images = [
        changed(IMAGE, image_id=f"i{n}", position=n, representative_of_page=False, width=width)
        for n, width in enumerate((640, -1, 640, 640))
    ]
    contract = Contract(rules={"images": (InRows,)})
    verdict = judge(frames(images=images), contract=contract)
    assert verdict.clean["images"]["image_id"].to_list() == ["i0"]
    told = {
        row["row_id"]: [(f["check"], f["message"]) for f in row["failures"]]
        for row in verdict.rejected.iter_rows(named=True)
    }
    sake = ("gallery_has_no_gap", "All images before it are there. It held until other rows left.")
    assert told == {
        "i1": [("width_is_positive", "width is above 0.")], "i2": [sake], "i3": [sake],
    }  # fmt: skip
    assert judge(verdict.clean, contract=contract).rejected.is_empty()


TEXTS = st.one_of(st.none(), st.sampled_from(["", " ", "a</b>", "\ufffd", "A ferry", "x" * 301]))
COUNTS = st.one_of(st.none(), st.integers(-1, 2))
DOCUMENTS = st.builds(
    changed, st.just(DOCUMENT), document_id=st.sampled_from(["d0", "d1", "d2"]),
    url=st.sampled_from([None, "/b", "https://a.example/"]), raw_bytes=COUNTS,
    text_coverage=st.sampled_from([None, 0.5, 2.0, float("nan")]),
    outcome=st.sampled_from(["published", "empty", "lost"]),
)  # fmt: skip
ARTICLES = st.builds(
    changed, st.just(ARTICLE), document_id=st.sampled_from(["d0", "d1", "d2", "d9"]),
    headline=TEXTS, language_score=st.sampled_from([None, 1.0, float("nan")]),
    main_image_id=st.sampled_from([None, "i0", "i9"]), keywords=st.sampled_from([(), ("a", None)]),
)  # fmt: skip
IMAGES = st.builds(
    changed, st.just(IMAGE), image_id=st.sampled_from(["i0", "i1", "i2"]), caption=TEXTS,
    document_id=st.sampled_from(["d0", "d1", "d9"]), position=st.integers(-1, 2), width=COUNTS,
    representative_of_page=st.booleans(), candidates=st.sampled_from([(), IMAGE.candidates]),
)  # fmt: skip
REPAIRS = st.builds(
    changed, st.just(REPAIR), document_id=st.sampled_from(["d0", "d1"]), start=COUNTS,
    rule=st.sampled_from(["torn-tag", "mojibake"]),
)  # fmt: skip

PRODUCTS = st.fixed_dictionaries(
    {
        "product_id": st.sampled_from(["p0", "p1", "p2"]), "position": st.integers(-1, 2),
        "document_id": st.sampled_from(["d0", "d1", "d9"]), "name": TEXTS, "warnings": st.just([]),
        "price": st.sampled_from([None, Decimal(-1), Decimal(0), Decimal("9.99")]),
        "price_currency": st.sampled_from([None, "EUR", "euro"]),
        "image": st.sampled_from([None, "/b.jpg", "https://a.example/b.jpg"]),
        "provenance": st.sampled_from([[], [{"field": "name", "source": "json-ld"}]]),
    }
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DOCUMENTS, max_size=4), st.lists(ARTICLES, max_size=4),
       st.lists(IMAGES, max_size=5), st.lists(REPAIRS, max_size=3),
       st.lists(PRODUCTS, max_size=4))  # fmt: skip
def test_rows_in_are_clean_and_quarantined(documents, articles, images, repairs, products) -> None:
    given_frames = frames(documents=documents, articles=articles, images=images, repairs=repairs)
    given_frames["products"] = frame(products, "products")
    verdict = judge(given_frames)
    hold = balances({table: len(rows) for table, rows in given_frames.items()}, verdict)
    distinct = len({d.document_id for d in documents}) == len(documents)
    assert all(b.balances for b in hold if distinct or b.table != "documents"), hold
    assert set(verdict.clean["documents"]["document_id"]) == {d.document_id for d in documents}
    standing = verdict.clean["documents"].filter(outcome="quarantined")["document_id"].to_list()
    for table in ("articles", "images", "repairs", "products"):
        assert not set(verdict.clean[table]["document_id"]) & set(standing), table
        assert verdict.clean[table].schema == polars_schema(table)
    images_left = set(verdict.clean["images"]["image_id"])
    assert set(verdict.clean["articles"]["main_image_id"].drop_nulls()) <= images_left
    assert judge(verdict.clean).rejected.is_empty()


def test_an_empty_document_is_a_row() -> None:
    bare = Document("d0", "a.html", 0, outcome="unreadable")
    verdict = judge(frames(documents=[bare], articles=[], images=[], repairs=[]))
    assert verdict.clean["documents"]["outcome"].to_list() == ["unreadable"]

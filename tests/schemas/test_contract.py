"""A contract changes what it names, for whom it names, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
import tomllib

import pandera.polars as pa
import polars as pl
import pytest

from schemas.contract import CONTRACT, parse
from schemas.dictionary import describe
from schemas.drift import compare
from schemas.errors import ContractError
from schemas.frames import polars_schema
from schemas.gates import GATES, GateResult, Steps, evaluate
from schemas.judge import judge
from schemas.known import checks_of, require_known
from tests.schemas.rows import ARTICLE, DOCUMENT, IMAGE, changed, frames

LONG = changed(ARTICLE, headline="x" * 400)
BARE = changed(ARTICLE, headline=None)
WRONG = [
    pytest.param("colour = 1", "colour", id="unknown-section"),
    pytest.param("limits = 3", "limits", id="a-value-for-a-section"),
    pytest.param("[limits]\nheadline = 3", "limits.headline", id="unknown-limit"),
    pytest.param('[limits]\nfewest_words = "5"', "fewest_words = '5'", id="text-for-a-number"),
    pytest.param("[limits]\nfewest_words = true", "fewest_words = True", id="bool-for-a-number"),
    pytest.param('[severities]\n"articles.isin" = "fatal"', "fatal", id="unknown-severity"),
    pytest.param('[severities]\nisin = "off"', "isin", id="no-table"),
    pytest.param("[gates.quarantined]\nfatal = 1", "gates.quarantined.fatal", id="unknown-step"),
    pytest.param('[domains."a.b".gates]\nx = 1', "domains.a.b.gates.x", id="gate-of-a-domain"),
    pytest.param('[domains."a.b".drift]\nwindow = 7.5', "drift.window = 7.5", id="half-a-night"),
    pytest.param("[gates]\nquarantined = {critical = 30}", "a share from 0 to 1", id="percent"),
    pytest.param("[limits]\nfewest_words = -1", "0 or more", id="negative"),
    pytest.param("[limits]\nearliest_publication = 2026-01-02T00:00:00", "with a time and a zone",
                 id="date-without-zone"),
    pytest.param('[severities]\n"articles.page_has_a_body" = "critical"', "critical",
                 id="critical-row"),
    pytest.param('[domains."www.A.example".limits]', "'a.example'", id="no-bare-host"),
    pytest.param('[domains]\n"a.b" = 1', "domains.a.b", id="a-value-for-a-domain"),
    pytest.param('[domains."a.b".limits]\nshort_line_characters = 1', "short_line_characters",
                 id="limit-inside-of-lists"),
    pytest.param('[domains."a.b".severities]\n"raw.not_nullable" = "off"', "raw.not_nullable",
                 id="table-without-domain"),
]  # fmt: skip


def told(text: str, **rules):
    return parse(tomllib.loads(text), rules or None)


def names(verdict) -> set[str]:
    return {reason["check"] for found in verdict.rejected["failures"] for reason in found}


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_cannot_be_is_named(text: str, said: str) -> None:
    with pytest.raises(ContractError, match="the contract says") as caught:
        told(text)
    assert said in str(caught.value)


def test_an_empty_contract_is_the_classes() -> None:
    assert told("") == CONTRACT


def test_a_limit_is_a_parameter() -> None:
    assert "headline_has_a_headlines_length" in names(judge(frames(articles=[LONG])))
    contract = told("[limits]\nheadline_characters = 400")
    assert judge(frames(articles=[LONG]), contract=contract).rejected.is_empty()


def test_a_limit_may_be_a_date_or_a_share() -> None:
    contract = told("[limits]\nearliest_publication = 2026-01-02T00:00:00Z\nclock_skew_hours = 0.5")
    assert contract.limits.earliest_publication == dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    checks = {t.check for t in judge(frames(), contract=contract).tallies}
    assert checks == {"published_in_the_age_of_the_web"}
    late = changed(ARTICLE, date_published=DOCUMENT.date_fetched + dt.timedelta(minutes=40))
    assert "published_before_it_was_fetched" in names(
        judge(frames(articles=[late]), contract=contract)
    )


def test_a_severity_may_be_less_or_nothing() -> None:
    warned = told('[severities]\n"articles.page_has_a_headline" = "warning"')
    verdict = judge(frames(articles=[BARE]), contract=warned)
    assert verdict.rejected.is_empty()
    assert verdict.clean["articles"]["warnings"][0].to_list() == ["page_has_a_headline"]
    off = told('[severities]\n"articles.page_has_a_headline" = "off"')
    assert judge(frames(articles=[BARE]), contract=off).tallies == ()


def test_a_severity_may_be_more() -> None:
    contract = told('[severities]\n"images.caption_without_markup" = "error"')
    verdict = judge(frames(images=[changed(IMAGE, caption="<br>")]), contract=contract)
    assert names(verdict) == {"caption_without_markup"}


def two_domains(article) -> dict[str, pl.DataFrame]:
    """The same article on two domains, and on a page without one."""
    documents = [
        changed(DOCUMENT, document_id=name or "none", domain=name)
        for name in ("a.example", "b.example", None)
    ]
    articles = [changed(article, document_id=d.document_id, main_image_id=None) for d in documents]
    return frames(documents=documents, articles=articles, images=[], repairs=[])


def test_a_domain_may_have_its_own_limit() -> None:
    contract = told('[domains."b.example".limits]\nheadline_characters = 400')
    verdict = judge(two_domains(LONG), contract=contract)
    assert verdict.clean["articles"]["document_id"].to_list() == ["b.example"]


@pytest.mark.parametrize(
    ("setting", "usual", "stay", "warned"),
    [
        ("off", "error", ["b.example"], []),
        ("warning", "error", ["b.example"], ["b.example"]),
        ("error", "off", ["a.example", "none"], []),
        ("error", "warning", ["a.example", "none"], ["a.example", "none"]),
    ],
)
def test_a_domain_may_have_its_own_severity(setting, usual, stay, warned) -> None:
    check = '"articles.page_has_a_headline"'
    text = f'[severities]\n{check} = "{usual}"\n'
    text += f'[domains."b.example".severities]\n{check} = "{setting}"'
    articles = judge(two_domains(BARE), contract=told(text)).clean["articles"]
    assert articles["document_id"].to_list() == stay
    have = articles.filter(pl.col("warnings").list.contains("page_has_a_headline"))
    assert have["document_id"].to_list() == warned


def test_gates_and_drift_are_parameters() -> None:
    contract = told("[gates]\nfewest_documents = 10\nquarantined = {critical = 0.9}\n"
                    "[drift]\ncoverage = 0.2")  # fmt: skip
    assert contract.gates.quarantined == Steps(0.02, 0.1, 0.9)
    assert contract.gates.fewest_documents == 10
    assert contract.gates.duplicates == GATES.duplicates
    assert contract.drift.coverage == 0.2


def test_a_step_may_be_never() -> None:
    contract = told('[gates]\nquarantined = {critical = "never"}')
    assert contract.gates.quarantined == Steps(0.02, 0.1, None)


def test_gates_and_drift_may_differ_by_domain() -> None:
    contract = told(
        "[gates]\nfewest_documents = 10\n"
        '[domains."a.example".gates]\nquarantined = {critical = 0.9}\n'
        '[domains."a.example".drift]\ncoverage = 0.5'
    )
    own = contract.domain_gates["a.example"]
    assert (own.fewest_documents, own.quarantined) == (10, Steps(0.02, 0.1, 0.9))
    assert contract.gates.quarantined == GATES.quarantined
    assert contract.domain_drift["a.example"].coverage == 0.5
    assert contract.drift == CONTRACT.drift


def test_checks_of_a_night_have_severities_too() -> None:
    contract = told(
        '[severities]\n"night.volume" = "critical"\n"night.freshness" = "off"\n'
        '[domains."a.example".severities]\n"night.volume" = "warning"'
    )
    found = [
        GateResult(check, domain, severity, 1.0, 2.0, "")
        for check, domain, severity in (
            ("volume", "", "error"),
            ("volume", "a.example", "error"),
            ("volume", "b.example", "passed"),
            ("volume", "c.example", "no_verdict"),
            ("freshness", "", "warning"),
        )
    ]
    assert [(r.domain, r.severity) for r in contract.weighed(found)] == [
        ("", "critical"),
        ("a.example", "warning"),
        ("b.example", "passed"),
        ("c.example", "no_verdict"),
    ]


UNKNOWN = [
    pytest.param('"articles.page_has_a_headlin" = "off"', "articles.page_has_a_headline",
                 id="misspelt-check"),
    pytest.param('"products.product_has_a_prize" = "off"', "products.product_has_a_price",
                 id="misspelt-check-of-a-kind"),
    pytest.param('"night.volumes" = "off"', "night.volume", id="misspelt-check-of-a-night"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), UNKNOWN)
@pytest.mark.parametrize("section", ["severities", 'domains."a.example".severities'])
def test_a_severity_for_no_check_is_refused(section: str, line: str, said: str) -> None:
    with pytest.raises(ContractError) as caught:
        require_known(told(f"[{section}]\n{line}"))
    assert said in str(caught.value)


def test_a_severity_for_no_table_is_refused() -> None:
    with pytest.raises(ContractError, match="names no table 'article'"):
        require_known(told('[severities]\n"article.page_has_a_headline" = "off"'))


def test_a_check_that_is_turned_off_or_brought_along_is_known() -> None:
    require_known(told('[severities]\n"articles.page_has_a_body" = "off"'))
    require_known(told('[severities]\n"articles.publisher_is_known" = "off"', articles=(Strict,)))
    require_known(told('[severities]\n"images.isin" = "warning"'))
    with pytest.raises(ContractError):
        require_known(told('[severities]\n"articles.publisher_is_known" = "off"'))


def test_the_checks_of_a_night_are_those_that_are_made() -> None:
    night = checks_of("night")
    numbers = {"documents": 90.0, "published": 90.0, "articles": 90.0, "age_hours": 9.0,
               "word_count": 300.0, "language:en": 1.0, "distinct:headline": 1.0,
               "quarantined": 0.0, "unreadable": 0.0}  # fmt: skip
    numbers |= {name: 1.0 for name in night if name.startswith("coverage:")}
    numbers |= {f"{name}=meta": 1.0 for name in night if name.startswith("source:")}
    nights = [f"2026-01-{day:02}" for day in range(1, 31)]
    rows = [(n, d, m, v, True) for n in nights for d in ("", "a.b") for m, v in numbers.items()]
    metrics = pl.DataFrame(rows, schema=polars_schema("metrics"), orient="row")
    tonight = metrics.filter(night=nights[-1])
    made = {result.check for result in (*evaluate(tonight), *compare(tonight, metrics))}
    of_sources = {"nothing_readable", "column_missing"}  # of what was read, and how
    assert made | of_sources == set(night)


class Strict(pa.DataFrameModel):
    """Rules that a user adds for articles."""

    publisher: str = pa.Field(isin=["The Harbour Post"], nullable=True)

    @pa.dataframe_check(title="keywords", description="An article has a keyword.")
    def has_a_keyword(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("keywords").list.len() > 0)


def test_a_user_may_add_rules_of_a_class() -> None:
    contract = told('[severities]\n"articles.publisher_is_known" = "error"', articles=(Strict,))
    verdict = judge(frames(articles=[changed(ARTICLE, publisher="Other")]), contract=contract)
    reasons = verdict.rejected.filter(table="articles")["failures"][0].to_list()
    found = {reason["check"]: reason["message"] for reason in reasons}
    assert found == {
        "publisher_is_known": "publisher is one of The Harbour Post.",
        "has_a_keyword": "An article has a keyword.",
    }
    fine = changed(ARTICLE, publisher="The Harbour Post", keywords=("ferry",))
    assert judge(frames(articles=[fine]), contract=contract).rejected.is_empty()


def test_a_sentence_says_the_limit_in_force() -> None:
    def sentence(contract) -> str:
        found = judge(frames(articles=[LONG]), contract=contract).tallies
        return next(t.sentence for t in found if t.check == "headline_has_a_headlines_length")

    assert sentence(CONTRACT) == "A headline has 1 to 300 characters."
    own = told("[limits]\nheadline_characters = 20")
    assert sentence(own) == "A headline has 1 to 20 characters."
    of_a_domain = told('[domains."x.example".limits]\nheadline_characters = 1500')
    assert sentence(of_a_domain) == (
        "A headline has 1 to 300 characters. Some domains have a limit of their own."
    )


@pytest.mark.parametrize("table", ["articles", "images", "products"])
def test_no_sentence_keeps_its_braces(table: str) -> None:
    assert not [check for column in describe(table) for check in column.checks
                if re.search(r"\{[a-z]", check.sentence)]  # fmt: skip

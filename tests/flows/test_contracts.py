"""A user's own contract reaches every worker, counts as a rule, and can bring a kind of record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows import night
from flows.commands.ending import code_of
from flows.contracts import ContractFileError, keep, kept, load, opened, settings
from flows.dataset import Dataset, scan
from flows.nights import unprocessed
from flows.parameters import Job
from flows.shard import clean_shard
from flows.workers.work import ContractFile, Shard
from schemas.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.shown.summary import Summary
    from flows.workers.pool import Pool
    from flows.workers.work import ShardReport

SHOP = Path(__file__).parents[2] / "examples" / "shop"
NIGHT = date(2026, 11, 1)
EVENTS = '''
import polars as pl
import pandera.polars as pa
from schemas.columns import column, rule


class Event(pa.DataFrameModel):
    """One event that a page announces."""

    event_id: str = column("Its id.", unique=True)
    document_id: str = column("Its document.")
    name: str = column("What is on.", null="unknown")

    @rule("name")
    def event_has_a_name(cls) -> pl.Expr:
        """An event has a name."""
        return pl.col("name").is_not_null()

    class Config:
        strict = True


class Pages(pa.DataFrameModel):
    @rule("headline")
    def headline_is_not_samovar(cls) -> pl.Expr:
        """Nobody wants another samovar."""
        return pl.col("headline") != "Samovar"


def events(page, told, context):
    names = [t for t, h in zip(page.walk.texts, page.walk.holders) if page.walk.tags[h] == "h1"]
    for name in [*names, None]:
        yield {"event_id": f"{context.document_id}-{name}", "document_id": context.document_id,
               "name": name}


CONTRACT = {"limits": {"fewest_words": 1}}
RULES = {"articles": Pages}
KINDS = {"events": (Event, events)}
'''


def by_workers(pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    return [pool.run(shard) for shard in shards]


def in_this_process(_pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    return [clean_shard(shard) for shard in shards]


def run(
    tmp_path: Path, contract: Path | None, run_shards: night.RunShards = in_this_process
) -> Summary:
    job = Job(
        sources=[str(SHOP / "pages.jsonl")],
        out=str(tmp_path / "out"),
        workers=1,
        contract=str(contract) if contract else None,
    )
    return night.clean(job, NIGHT, run_shards)


def test_the_shop_from_its_pages_to_parquet(tmp_path: Path) -> None:
    summary = run(tmp_path, SHOP / "shop.toml", by_workers)
    assert summary.outcomes["published"] == 5
    rows = pl.read_parquet(tmp_path / "out" / "current" / "products" / "*" / "*.parquet")
    found = rows.sort("name").select("name", "price", "price_currency", "availability").rows()
    assert [(name, price and str(price), *rest) for name, price, *rest in found] == [
        ("Enamel kettle, 1.5 l", "34.9000", "EUR", "InStock"),
        ("Marsh boots", None, None, None),
        ("Sturmlaterne „Nord“", "1299.0000", "EUR", "BackOrder"),
        ("Table globe", "79.5000", "GBP", None),
    ]
    warned = rows.filter(name="Marsh boots")["warnings"].item().to_list()
    assert warned == ["price_begins", "product_has_a_price"]
    uris = [f.source_uri for f in summary.failures if f.table == "products"]
    assert uris
    assert all("#" in str(uri) for uri in uris)
    (rejected,) = scan("quarantine", tmp_path / "out").collect().iter_rows(named=True)
    assert rejected["table"] == "products"
    assert [reason["check"] for reason in rejected["failures"]] == ["product_has_a_price"]
    assert rows.schema["price"] == pl.Decimal(18, 4)


def test_without_a_contract_there_are_no_products(tmp_path: Path) -> None:
    run(tmp_path, None)
    assert scan("products", tmp_path / "out").collect().is_empty()
    assert not (tmp_path / "out" / "contracts").exists()


def test_a_night_runs_again_when_its_contract_changes(tmp_path: Path) -> None:
    contract = tmp_path / "mine.toml"
    contract.write_text('kinds = ["products"]\n')
    assert run(tmp_path, contract).state == "published"
    assert run(tmp_path, contract).state == "unchanged"
    contract.write_text("[limits]\nfewest_words = 9\n")
    assert run(tmp_path, contract).state == "published"
    assert scan("products", tmp_path / "out").collect().is_empty()
    assert run(tmp_path, None).state == "published"


def test_one_file_brings_rules_and_a_kind_of_record(tmp_path: Path) -> None:
    contract = tmp_path / "events.py"
    contract.write_text(EVENTS)
    summary = run(tmp_path, contract, by_workers)
    assert summary.outcomes == {
        "published": 4, "quarantined": 1, "duplicate": 0, "empty": 0, "unreadable": 0,
    }  # fmt: skip
    rows = pl.read_parquet(tmp_path / "out" / "current" / "events" / "*" / "*.parquet")
    assert len(rows) == 4
    assert len(scan("events", tmp_path / "out").collect()) == 4
    rejected = scan("quarantine", tmp_path / "out").collect()
    counts = dict(rejected["table"].value_counts().iter_rows())
    assert counts["events"] == 6  # one a page without a name, and the samovar with its document
    samovar = rejected.filter(table="articles")["failures"].item()
    assert [reason["check"] for reason in samovar] == ["headline_is_not_samovar"]


def test_every_product_is_published_rejected_or_of_a_copy(tmp_path: Path) -> None:
    """Of two nights with copies and with products that fail a check."""
    pages = (SHOP / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "in").mkdir()
    (tmp_path / "in/pages.jsonl").write_text("\n".join([*pages, pages[0], pages[0]]))
    read = []

    def counted(_pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
        reports = in_this_process(_pool, shards)
        for path in (path for shard in shards for path in Path(shard.folder).glob("*.parquet")):
            if path.name.startswith("products-"):
                read.append(pl.read_parquet(path).select("document_id"))
            if path.name.startswith("quarantine-"):
                read.append(pl.read_parquet(path).filter(table="products").select("document_id"))
        return reports

    out = tmp_path / "out"
    for day, contract in ((1, SHOP / "shop.toml"), (2, SHOP / "shop.toml")):
        read.clear()
        job = Job(sources=[str(tmp_path / "in")], out=str(out), workers=1, contract=str(contract))
        assert night.clean(job, NIGHT.replace(day=day), counted).state == "published"
        of_day = pl.col("night") == f"2026-11-{day:02}"
        documents = scan("documents", out).filter(of_day).collect()
        copies = documents.filter(outcome="duplicate")["document_id"].implode()
        assert len(copies.item()) >= (2 if day == 1 else 7)
        rows = pl.concat(read)
        of_copies = rows.filter(pl.col("document_id").is_in(copies))
        published = scan("products", out).filter(of_day).collect()
        rejected = scan("quarantine", out).filter(of_day, table="products").collect()
        assert len(rows) == len(published) + len(rejected) + len(of_copies)
        assert len(of_copies) >= 2


def test_the_contract_is_kept_with_the_night(tmp_path: Path) -> None:
    run(tmp_path, SHOP / "shop.toml")
    dataset = Dataset.open(tmp_path / "out")
    current = dataset.current()
    assert current is not None
    found = kept(dataset.path, current.nights["2026-11-01"].contract)
    assert found is not None
    assert found.text == (SHOP / "shop.toml").read_text(encoding="utf-8")
    assert keep(dataset.path, found) == current.nights["2026-11-01"].contract
    assert kept(dataset.path, None) is None


def test_a_shard_carries_its_contract(tmp_path: Path) -> None:
    file = ContractFile("a.toml", "[limits]\nfewest_words = 3\n")
    shard = Shard(0, str(tmp_path), (), contract=file)
    assert Shard.from_json(shard.to_json()) == shard
    assert opened(shard.contract).contract.limits.fewest_words == 3


def test_a_contract_counts_as_a_rule() -> None:
    one, other = ContractFile("a.toml", ""), ContractFile("a.py", "")
    assert settings(None) == ()
    assert settings(one) != settings(other)
    assert settings(one) == settings(ContractFile("b.toml", ""))


def test_nights_are_chosen_by_the_rules_of_the_contract(tmp_path: Path) -> None:
    job = Job(sources=["a/{night:%Y-%m-%d}"], out=str(tmp_path), contract=str(SHOP / "shop.toml"))
    assert unprocessed(job, NIGHT) == (NIGHT,)


BAD = [
    pytest.param("a.yaml", "", "ends in none", id="format"),
    pytest.param("a.toml", "kinds = [", "a.toml", id="broken-toml"),
    pytest.param("a.py", "1 / 0", "ZeroDivisionError", id="raises"),
    pytest.param("a.py", "def", "SyntaxError", id="syntax"),
    pytest.param("a.py", "CONTRACT = 1", "CONTRACT is no mapping", id="no-mapping"),
    pytest.param("a.py", "KINDS = {'x': 1}", r"no \(class, function\)", id="no-kind"),
]


@pytest.mark.parametrize(("name", "text", "problem"), BAD)
def test_a_file_that_is_no_contract(tmp_path: Path, name: str, text: str, problem: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ContractFileError, match=problem) as error:
        load(tmp_path / name)
    assert str(tmp_path / name) in str(error.value)


def test_a_missing_contract(tmp_path: Path) -> None:
    with pytest.raises(ContractFileError, match="no such file"):
        load(tmp_path / "a.toml")


TAKEN = [
    pytest.param("KINDS = {'images': (Event, events)}", "table of ours", id="ours"),
    pytest.param("KINDS = {'My Events': (Event, events)}", "name for a table", id="name"),
    pytest.param("KINDS = {'pages': (Pages, events)}", "document_id", id="no-document"),
    pytest.param("CONTRACT = {'limit': {}}", "limit", id="unknown-key"),
]


@pytest.mark.parametrize(("line", "problem"), TAKEN)
def test_kinds_that_cannot_be(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "a.py").write_text(f"{EVENTS}\n{line}\n")
    with pytest.raises(ContractError, match=problem):
        load(tmp_path / "a.py")


RULES = """
import pandera.polars as pa
import polars as pl
from schemas.columns import rule

class Mine(pa.DataFrameModel):
{body}

RULES = {{{table!r}: Mine}}
"""
RULE = """    @rule("headline")
    def mine(cls) -> pl.Expr:
        \'\'\'It is mine.\'\'\'
        return {0}
"""
SIGNED = """    @rule("{0}", severity="error")
    def mine(cls) -> pl.Expr:
        \'\'\'It is signed.\'\'\'
        return pl.col("authors").list.len() > 0
"""
PLAIN = """    @pa.dataframe_check(title="Somebody signed it")
    def mine(cls, data: pa.PolarsData) -> pl.LazyFrame:
        \'\'\'It is signed.\'\'\'
        return data.lazyframe.select(pl.col("authors").list.len() > 0)
"""
UNFIT = [
    pytest.param("articles", RULE.format('pl.col("headlin") == ""'), "Mine.mine", id="no-column"),
    pytest.param("articles", RULE.format('pl.col("word_count").str.len_chars() > 1'), "Mine.mine",
                 id="another-type"),
    pytest.param("articles", SIGNED.format("author"), "mine about 'author', which is no column; "
                 "expected authors", id="about-no-column"),
    pytest.param("articles", SIGNED.format("colour"), "expected the columns", id="nothing-near"),
    pytest.param("articles", "    headlin: str = pa.Field()", "another one of", id="no-field"),
    pytest.param("article", RULE.format("pl.lit(True)"), "is no table that", id="no-table"),
    pytest.param("metrics", RULE.format("pl.lit(True)"), "is no table that", id="not-judged"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "body", "said"), UNFIT)
def test_rules_that_no_row_could_be_judged_by(
    tmp_path: Path, table: str, body: str, said: str
) -> None:
    path = tmp_path / "mine.py"
    path.write_text(RULES.format(body=body, table=table))
    with pytest.raises(ContractError, match="RULES") as caught:
        load(path)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RULE.format('pl.col("document_domain") != ""'), id="of-its-document"),
        pytest.param(SIGNED.format("authors"), id="about-its-column"),
        pytest.param(SIGNED.format("document_domain"), id="about-its-document"),
        pytest.param(SIGNED.format("*"), id="about-none-in-particular"),
        pytest.param(PLAIN, id="a-title-of-pandera-is-prose"),
    ],
)
def test_rules_that_fit(tmp_path: Path, body: str) -> None:
    path = tmp_path / "mine.py"
    path.write_text(RULES.format(body=body, table="articles"))
    assert load(path)


@pytest.mark.parametrize("run_shards", [by_workers, in_this_process], ids=["workers", "here"])
def test_rows_with_a_column_that_there_is_not_stop_the_run(
    tmp_path: Path, run_shards: night.RunShards
) -> None:
    path = tmp_path / "mine.py"
    path.write_text(EVENTS.replace('"name": name}', '"nam": name}'))
    with pytest.raises(ContractError, match="that have 'nam', which is no column") as caught:
        run(tmp_path, path, run_shards)
    assert "expected one of name." in str(caught.value)
    assert code_of(caught.value) == 2
    assert Dataset.open(tmp_path / "out").current() is None


def test_an_exception_in_a_contract_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("A = 1\nB = A / 0\n")
    with pytest.raises(ContractFileError, match="division by zero, line 2"):
        load(path)

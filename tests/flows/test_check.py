"""What a contract would move, and what the run under it moves: the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows import night
from flows.check import WhatIf, what_if
from flows.cli import main
from flows.dataset import scan
from flows.errors import NothingPublishedError
from flows.parameters import Job
from flows.shard import clean_shard
from tests.flows.dumps import IN_THE_FUTURE, dump, page
from tests.flows.test_contracts import EVENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.workers.pool import Pool
    from flows.workers.work import Shard, ShardReport

SHOP = Path(__file__).parents[2] / "examples" / "shop"
NIGHT = date(2026, 11, 1)
NEXT_SATURDAY = date(2026, 11, 7)
PLAIN = 'kinds = ["products"]\n'
LENIENT = PLAIN + '[severities]\n"articles.published_before_it_was_fetched" = "warning"\n'
WITHHELD = PLAIN + (
    '[severities]\n"articles.body_has_an_articles_length" = "error"\n'
    '[domains."post.example".limits]\nfewest_words = 3\n'
)
TABLES = ("articles", "images", "repairs", "products")


def in_this_process(_pool: Pool, shards: Sequence[Shard]) -> list[ShardReport]:
    """Clean a page once for all tests: they are about how it is judged."""
    return [
        clean_shard(replace(shard, cleaner="tests.flows.mending:remembered")) for shard in shards
    ]


def clean(tmp_path: Path, contract: Path | None, when: date = NIGHT) -> None:
    sources = [str(tmp_path / "dump"), str(SHOP / "pages.jsonl")]
    job = Job(
        sources=sources, out=str(tmp_path / "out"), workers=1,
        contract=str(contract) if contract else None, max_document_bytes=100_000,
    )  # fmt: skip
    assert night.clean(job, when, in_this_process).state != "held"


def written(tmp_path: Path, text: str, name: str = "mine.toml") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def real(tmp_path: Path) -> dict[str, tuple[int, int]]:
    """Rows published and in quarantine, by table; documents by their outcomes."""
    out = tmp_path / "out"
    rejected = scan("quarantine", out).collect()
    outcomes = scan("documents", out).collect()["outcome"]
    counts = {
        table: (scan(table, out).collect().height, rejected.filter(table=table).height)
        for table in TABLES
    }
    ours = (int((outcomes == "published").sum()), int((outcomes == "quarantined").sum()))
    return {"documents": ours, **counts}


def told(found: WhatIf) -> dict[str, tuple[int, int]]:
    return {m.table: (m.would_be_published, m.would_be_quarantined) for m in found.moves}


def long(number: int, **changes: str) -> str:
    picture = f'<p>One.</p><figure><img src="/a{number}.jpg" width="640" height="480"></figure>'
    text = "".join(f"<p>{n} of {number}: a seal slept on the quay all day.</p>" for n in range(9))
    return page(f"Seal number {number}", number=number, body=picture + text, **changes)


def short(number: int) -> str:
    return page(f"Short {number}", body=f"<p>Seal {number} slept on the quay for a day.</p>")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    lost = "<p>Caf\ufffd.</p>" + "".join(f"<p>Tea {n} was served at noon.</p>" for n in range(20))
    pages = [long(n) for n in range(60)] + [long(99, **IN_THE_FUTURE), page("Tea", body=lost)]
    pages.append(page("Too much", body="<p>Tea.</p>" * 20_000))  # never read
    dump(folder / "dump", pages, "post.example")
    pages = [long(100 + n) for n in range(30)] + [short(n) for n in range(34)]
    dump(folder / "dump", pages, "herald.example")
    clean(folder, written(folder, PLAIN))
    return folder


@pytest.fixture
def dumped(once: Path, tmp_path: Path) -> Path:
    """A night that was cleaned under ``mine.toml``."""
    return shutil.copytree(once, tmp_path / "dumped", symlinks=True)


CHANGES = [
    pytest.param(PLAIN, id="nothing", marks=pytest.mark.prove),
    pytest.param(LENIENT, id="comes-back"),
    pytest.param(
        PLAIN + '[domains."kessel.example".severities]\n"products.product_has_a_price" = "error"\n',
        id="product-of-one-domain-leaves",
    ),
    pytest.param(
        PLAIN + "[limits]\nlargest_dimension = 500\n", id="images-leave", marks=pytest.mark.prove
    ),
    pytest.param(
        PLAIN + "[limits]\nheadline_characters = 18\n",
        id="documents-leave",
        marks=pytest.mark.prove,
    ),
    pytest.param(WITHHELD, id="a-domain-is-withheld"),
    pytest.param("", id="a-kind-is-dropped"),
    pytest.param(
        WITHHELD + '[domains."herald.example".gates]\nquarantined = { critical = 0.9 }\n',
        id="a-domain-has-its-own-gate",
    ),
    pytest.param(
        WITHHELD + '[domains."herald.example".severities]\n"night.share_quarantined" = "warning"\n',
        id="a-gate-of-a-domain-only-warns",
    ),
]


@pytest.mark.parametrize("text", CHANGES)
def test_the_run_moves_what_was_told(dumped: Path, text: str) -> None:
    before = real(dumped)
    other = written(dumped, text, "other.toml")
    there = what_if(dumped / "out", other)
    assert real(dumped) == before
    assert {m.table: (m.published, m.quarantined) for m in there.moves} == before
    clean(dumped, other)
    after = real(dumped)
    assert told(there) == after
    assert there.moves_nothing == (text == PLAIN)
    assert what_if(dumped / "out", other).moves_nothing
    back = what_if(dumped / "out", dumped / "mine.toml")
    if text:  # what was not read cannot come back
        assert told(back) == before
    else:
        assert back.unread == ("products",)
    for move, again in zip(there.moves, back.moves, strict=False):
        if text:
            assert (move.leave, move.come) == (again.come, again.leave)


def of_hosts(dumped: Path) -> dict[str, list[str]]:
    """Outcomes of the two hosts' documents on the second night."""
    hosts = pl.col("domain").is_in(["herald.example", "post.example"])
    rows = scan("documents", dumped / "out").filter(hosts, night=str(NEXT_SATURDAY)).collect()
    return dict(rows.group_by("domain").agg("outcome").iter_rows())


@pytest.mark.parametrize(
    ("own", "outcome"),
    [
        ('"night.volume" = "critical"', "quarantined"),
        ('"night.volume" = "warning"', "published"),
    ],
)
def test_drift_of_one_domain_withholds_it(dumped: Path, own: str, outcome: str) -> None:
    """Of both hosts there were 64 documents on a Sunday, and 9 on the Saturday after."""
    contract = written(
        dumped,
        PLAIN + '[domains."herald.example".drift]\nfewest_nights = 1\nfewest_alike = 1\n'
        f'[domains."herald.example".severities]\n{own}\n',
        "drift.toml",
    )
    shutil.rmtree(dumped / "dump")
    dump(dumped / "dump", [long(200 + n) for n in range(9)], "herald.example")
    dump(dumped / "dump", [long(300 + n) for n in range(9)], "post.example")
    clean(dumped, written(dumped, PLAIN), NEXT_SATURDAY)
    assert {o for each in of_hosts(dumped).values() for o in each} == {"published"}
    there = what_if(dumped / "out", contract, str(NEXT_SATURDAY))
    clean(dumped, contract, NEXT_SATURDAY)
    found = of_hosts(dumped)
    assert found["herald.example"] == [outcome] * 9
    assert found["post.example"] == ["published"] * 9
    assert there.moves[0].leave == (9 if outcome == "quarantined" else 0)
    assert {c.check for c in there.causes} == ({"volume"} if there.moves[0].leave else set())


def test_a_class_of_ones_own_that_changed(dumped: Path) -> None:
    strict = EVENTS.replace('pl.col("name").is_not_null()', 'pl.col("name") != "Samovar"')
    strict = strict.replace('RULES = {"articles": Pages}', "")
    clean(dumped, written(dumped, EVENTS, "events.py"))
    other = written(dumped, strict, "strict.py")
    there = {move.table: move for move in what_if(dumped / "out", other).moves}
    assert there["events"].come > 100  # nameless ones; null passes the other rule
    clean(dumped, other)
    assert there["events"].would_be_published == scan("events", dumped / "out").collect().height


def test_a_night_that_would_be_held_back(dumped: Path) -> None:
    found = what_if(dumped / "out", written(dumped, "[limits]\nheadline_characters = 9\n"))
    assert list(found.held) == ["2026-11-01"]
    assert not found.moves_nothing


def test_causes_name_checks_and_gates(dumped: Path) -> None:
    found = what_if(dumped / "out", written(dumped, WITHHELD, "o.toml"))
    causes = {(cause.table, cause.check): cause.rows for cause in found.causes}
    assert causes["articles", "body_has_an_articles_length"] == 39
    assert causes["documents", "share_quarantined"] == 30
    assert found.causes[0].sentence


def test_what_never_was_judged_is_not_moved(dumped: Path) -> None:
    stages = scan("quarantine", dumped / "out").collect()["stage"]
    assert sorted(stages.unique()) == ["read", "validate"]
    lenient = written(dumped, LENIENT, "other.toml")
    documents = what_if(dumped / "out", lenient).moves[0]
    assert (documents.quarantined, documents.come) == (2, 1)


def test_a_night_that_is_not_there(dumped: Path) -> None:
    with pytest.raises(NothingPublishedError):
        what_if(dumped / "out", written(dumped, ""), "2026-11-02")


def test_a_domain_that_no_document_has(dumped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PLAIN + '[domains."heral.example".limits]\nfewest_words = 3\n'
    path = written(dumped, text + '[domains."herald.example".limits]\nfewest_words = 3\n')
    with pytest.raises(SystemExit):
        main(["check", str(dumped / "out"), "--contract", str(path)])
    said = " ".join(capsys.readouterr().out.split())
    assert "No document is of heral.example: nothing of its own counts" in said
    assert "of herald.example" not in said


def test_the_command(dumped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(dumped, "[limits]\nlargest_dimension = 500\n")
    for arguments in ([], ["--json"]):
        with pytest.raises(SystemExit) as ended:
            main(["check", str(dumped / "out"), "--contract", str(path), *arguments])
        assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "images.width_is_plausible" in said
    assert '"leave": 90' in said

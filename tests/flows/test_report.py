"""The report: one file that loads nothing, whatever the pages say."""

from __future__ import annotations

import html as escaping
import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import polars as pl
import pytest
from lxml import html
from rich.console import Console

from flows import night
from flows.commands.ending import show_outcome
from flows.dataset import Dataset, scan
from flows.errors import NothingPublishedError
from flows.parameters import Job
from flows.rejected.held import discard_held
from flows.report import write_report
from flows.shown.outcome import Outcome
from flows.shown.summary import DomainFailure, Failure, Summary
from flows.shown.terminal import show_summary
from flows.store.history import roll_back
from flows.store.runs import keep_summary, nights_before
from tests.flows.dumps import IN_THE_FUTURE, dump, page
from tests.flows.hostile import HOSTILE
from tests.flows.replays import here
from tests.flows.shown.test_artifacts import hostile as as_summary

if TYPE_CHECKING:
    from pathlib import Path

LOADS = {"script", "img", "iframe", "object", "embed", "link", "video", "audio", "source", "form"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """Two nights of hostile headlines; every second row of the second one is rejected."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = [
        page(escaping.escape(text[:300]), number=at, **(IN_THE_FUTURE if at % 3 == 0 else {}))
        for at, text in enumerate(HOSTILE)
        if "\ud800" not in text
    ]
    dump(folder / "one", pages[:20], domain="<b>bold.example")
    dump(folder / "two", pages, domain="post.example")
    for name, day in (("one", 1), ("two", 2)):
        job = Job(sources=[str(folder / name)], out=str(folder / "out"), workers=1)
        summary = night.clean(job, date(2026, 11, day), here)
    return folder / "out", summary


def loads_nothing(text: str) -> html.HtmlElement:
    """The page, once it is known that it fetches nothing and runs nothing."""
    tree = html.fromstring(text)
    assert not LOADS & {node.tag for node in tree.iter() if isinstance(node.tag, str)}
    for node in tree.iter():
        for name, value in node.attrib.items():
            assert not name.startswith("on"), (node.tag, name)
            if name.endswith(("href", "src")):
                assert re.fullmatch(r"#[a-z]+", value), value
            assert name != "style" or re.fullmatch(r"[-a-z0-9:. ]+", value), value
    for sheet in tree.xpath("//style/text()"):
        assert not re.search(r"url\(|@import|//", sheet)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    return tree


def test_a_report_loads_and_runs_nothing(hostile: tuple[Path, Summary], tmp_path: Path) -> None:
    path = write_report(str(hostile[0]), tmp_path / "report.html", night="2026-11-01")
    tree = loads_nothing(path.read_text(encoding="utf-8"))
    assert "2026-11-01" in tree.xpath("string(//h1)")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good night, and one that a gate holds back."""
    folder = tmp_path_factory.mktemp("held")
    for day, how in ((1, {}), (2, IN_THE_FUTURE)):
        pages = [page(f"Story {at} of day {day}", number=at, **how) for at in range(50)]
        dump(folder / str(day), pages, fetched=f"2026-11-0{day}")
        job = Job(sources=[str(folder / str(day))], out=str(folder / "out"), workers=1)
        night.clean(job, date(2026, 11, day), here)
    return folder / "out"


def test_a_night_that_is_held_back_is_shown_from_its_evidence(held: Path, tmp_path: Path) -> None:
    """It is the last night, so it is what a person gets who asks for none."""
    path = write_report(str(held), tmp_path / "report.html")
    tree = loads_nothing(path.read_text(encoding="utf-8"))
    assert "2026-11-02 GateBreached" in tree.xpath("normalize-space(//h1)")
    look = tree.xpath("string(//section[@id='look'])")
    for told in ("held back", "post.example", "published_before_it_was_fetched", "new", ".jsonl#"):
        assert told in look
    assert "<article><h1>Story" in tree.xpath("string(//section[@id='quarantine'])")
    bars = tree.xpath("//figure[contains(@class, 'bars')]//svg//title/text()")
    assert bars == ["2026-11-01: 50 published", "2026-11-02: 50 quarantined"]


def test_a_night_whose_evidence_is_discarded_is_told_of(held: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(held, tmp_path / "out", symlinks=True)
    discard_held(Dataset.open(copy), "2026-11-02", "a-decision")
    text = write_report(str(copy), tmp_path / "report.html").read_text(encoding="utf-8")
    assert "The evidence of this night has been removed." in text
    assert "published_before_it_was_fetched" in text


@pytest.fixture(scope="module")
def rolled_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good nights, of which the second was rolled away."""
    folder = tmp_path_factory.mktemp("rolled")
    for day in (1, 2):
        dump(folder / str(day), [page(f"Story {at} of day {day}", number=at) for at in range(3)])
        job = Job(sources=[str(folder / str(day))], out=str(folder / "out"), workers=1)
        night.clean(job, date(2026, 11, day), here)
    roll_back(str(folder / "out"), 1)
    return folder / "out"


def test_after_a_roll_back_the_last_night_is_one_that_readers_see(
    rolled_back: Path, tmp_path: Path
) -> None:
    path = write_report(str(rolled_back), tmp_path / "report.html")
    tree = loads_nothing(path.read_text(encoding="utf-8"))
    assert "2026-11-01 Completed" in tree.xpath("normalize-space(//h1)")
    said = "Not in the current version, since it was rolled back: 2026-11-02."
    assert said in tree.xpath("normalize-space(//header)")


def test_a_night_that_was_rolled_away_cannot_be_reported_and_the_error_says_so(
    rolled_back: Path, tmp_path: Path
) -> None:
    with pytest.raises(NothingPublishedError, match="rolled back") as error:
        write_report(str(rolled_back), tmp_path / "report.html", night="2026-11-02")
    assert "2026-11-02" in str(error.value)


def test_no_night_is_compared_with_one_that_was_rolled_away(rolled_back: Path) -> None:
    found = nights_before(rolled_back, "2026-11-03", 9)
    assert [each.night for each in found] == ["2026-11-01"]


def test_how_much_of_the_text_was_kept_is_told_by_domain(rolled_back: Path, tmp_path: Path) -> None:
    tree = loads_nothing(write_report(str(rolled_back), tmp_path / "r.html").read_text("utf-8"))
    heads = tree.xpath("//table[@class='fields']//th[@class='n']/text()")
    cells = tree.xpath("//table[@class='fields']/tbody/tr[1]/td/text()")
    documents = scan("documents", rolled_back).collect()
    kept = documents.select(pl.col("text_coverage").mean()).item()
    assert dict(zip(heads, cells, strict=True))["text kept"] == f"{kept:.0%}"
    assert kept > 0


def test_one_row_is_one_row(tmp_path: Path) -> None:
    """On a phone the word stands beside the number, and said "1 rows"."""
    one = Failure("articles", "page_has_a_body", "error", 1, source_uri="a.html")
    at = DomainFailure("articles", "page_has_a_body", "error", "a.org", 1, 1, "a.html")
    summary = replace(
        as_summary("x"), night="2026-11-01", state="held", failures=(one,), by_domain=(at,)
    )
    dataset = Dataset.open_or_create(tmp_path / "out")
    keep_summary(dataset.path, summary)
    text = write_report(str(dataset.path), tmp_path / "report.html").read_text("utf-8")
    assert loads_nothing(text).xpath("//table[@class='checks']//td[@class='n']/@data-of") == ["row"]
    assert "1 of 1 row of articles" in text
    assert 'content: " rows"' not in text


CHROMIUM = shutil.which("chromium")
WIDTHS = [pytest.param(1200, ".fields", id="desk"), pytest.param(375, ".ledger", id="phone")]


@pytest.mark.prove
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
@pytest.mark.parametrize(("width", "part"), WIDTHS)
def test_no_table_scrolls_where_there_is_room(held: Path, tmp_path: Path, width: int, part: str):
    """A column was cut by a few pixels; the page is measured in a frame of that width."""
    text = write_report(str(held), tmp_path / "report.html", night="2026-11-01").read_text("utf-8")
    inside = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", text)
    (tmp_path / "frame.html").write_text(inside, encoding="utf-8")
    (tmp_path / "page.html").write_text(
        f"<iframe id=f src=frame.html style='width:{width}px;height:900px;border:0'></iframe>"
        "<pre id=o></pre><script>f.onload = () => {"
        f"const e = f.contentDocument.querySelector('{part}').closest('.card');"
        "o.textContent = e.scrollWidth - e.clientWidth; }</script>",
        encoding="utf-8",
    )
    found = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
         "--allow-file-access-from-files", "--window-size=1500,1000", "--dump-dom",
         (tmp_path / "page.html").as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip
    assert html.fromstring(found).xpath("string(//pre)") == "0"


def test_everything_hostile_at_once_is_a_report_of_bounded_size(tmp_path: Path) -> None:
    many = [as_summary(text * 20 if len(text) < 100 else text, 25) for text in HOSTILE]
    whole = replace(
        many[0],
        state="held",
        failures=tuple(each for one in many for each in one.failures),
        gates=tuple(each for one in many for each in one.gates),
        by_domain=tuple(each for one in many for each in one.by_domain),
        samples=tuple(one.samples[0] for one in many[:24]),
        repairs=dict.fromkeys(HOSTILE, 1),
        blamed=HOSTILE,
    )
    dataset = Dataset.open_or_create(tmp_path / "out")
    keep_summary(dataset.path, whole)
    path = write_report(str(dataset.path), tmp_path / "report.html")
    loads_nothing(path.read_text(encoding="utf-8"))
    assert path.stat().st_size < 400_000


def luminance(colour: str) -> float:
    colour = colour.removeprefix("#")
    colour = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "paper"])
def test_every_text_can_be_read(scheme: int) -> None:
    """WCAG 2.2, 1.4.3: text stands out by 4.5 to 1 from all that it stands on."""
    source = (files("flows") / "templates" / "report.html").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", source, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", block))
    grounds = {
        "ink": ("paper", "card", "good-tint", "bad-tint"),
        "faint": ("paper", "card"),
        "link": ("paper",),
        "good": ("good-tint",),
        "bad": ("bad-tint", "card"),
        "warn": ("warn-tint", "card"),
    }
    for text, places in grounds.items():
        for place in places:
            light, dark = sorted((luminance(colours[text]), luminance(colours[place])))[::-1]
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, place)


def test_a_report_tells_what_was_rejected(hostile: tuple[Path, Summary], tmp_path: Path) -> None:
    path = write_report(str(hostile[0]), tmp_path / "report.html", night="2026-11-01")
    assert "published_before_it_was_fetched" in path.read_text(encoding="utf-8")


def test_a_terminal_gets_no_escape_of_a_page(hostile: tuple[Path, Summary]) -> None:
    out = io.StringIO()
    Console(file=out, force_terminal=False, width=120).print(show_summary(hostile[1]))
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()


def test_before_the_first_night_there_is_nothing_to_report(tmp_path: Path) -> None:
    Dataset.open_or_create(tmp_path / "out")
    with pytest.raises(NothingPublishedError):
        write_report(str(tmp_path / "out"), tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def test_of_several_nights_the_last_tells_how_they_are_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = Summary("2026-11-01", "out", "published", "r", 1, 1, {"published": 1}, {})
    nights = (first, replace(first, night="2026-11-02", version=2))
    assert show_outcome(Outcome(nights, ()), as_json=False) == 0
    told = capsys.readouterr().out
    assert told.count("Load it:") == 1
    assert told.index("2026-11-02") < told.index("Load it:")

"""The report: one file that loads nothing, whatever the pages say."""

from __future__ import annotations

import html as escaping
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from lxml import html
from rich.console import Console

from flows import night
from flows.dataset import Dataset
from flows.errors import NothingPublishedError
from flows.parameters import Job
from flows.report import write_report
from flows.shown.terminal import show_summary
from tests.flows.dumps import IN_THE_FUTURE, dump, page
from tests.flows.hostile import HOSTILE
from tests.flows.test_night import one_by_one

if TYPE_CHECKING:
    from pathlib import Path

    from flows.shown.summary import Summary

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
        summary = night.clean(job, date(2026, 11, day), one_by_one)
    return folder / "out", summary


def test_a_report_loads_and_runs_nothing(hostile: tuple[Path, Summary], tmp_path: Path) -> None:
    path = write_report(str(hostile[0]), tmp_path / "report.html", night="2026-11-01")
    text = path.read_text(encoding="utf-8")
    tree = html.fromstring(text)
    assert not LOADS & {node.tag for node in tree.iter() if isinstance(node.tag, str)}
    for node in tree.iter():
        for name, value in node.attrib.items():
            assert not name.startswith("on"), (node.tag, name)
            if name.endswith(("href", "src")):
                assert value.startswith("#"), value
    assert "default-src 'none'" in text
    assert "2026-11-01" in tree.xpath("string(//h1)")


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

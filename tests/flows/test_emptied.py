"""A forgotten option does not destroy a good night."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from flows.night import clean
from flows.parameters import Columns, Job
from tests.flows.dumps import page
from tests.flows.replays import here

if TYPE_CHECKING:
    from pathlib import Path

    from flows.shown.summary import Summary

NIGHT = date(2026, 11, 1)


def run(folder: Path, html: str) -> Summary:
    columns = Columns(html=html)
    job = Job(sources=[str(folder / "in")], out=str(folder / "out"), columns=columns, workers=1)
    return clean(job, NIGHT, here)


def feed(folder: Path, *lines: str) -> None:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    feed(tmp_path, *(json.dumps({"body": page(f"A seal {n}"), "link": None}) for n in range(2)))
    summary = run(tmp_path, "body")
    assert (summary.state, summary.rows["articles"]) == ("published", 2)
    return tmp_path


def test_a_forgotten_column_holds_the_night(published: Path) -> None:
    summary = run(published, "html")
    assert (summary.state, summary.version) == ("held", 1)
    assert {gate.check for gate in summary.breached} == {"nothing_readable", "night_emptied"}
    for gate in summary.breached:
        assert "no text in 'html'; its fields are body, link (see --html-column)" in gate.message


def test_a_night_without_articles_does_not_replace_one_with(published: Path) -> None:
    feed(published, json.dumps({"body": ""}), "{")
    summary = run(published, "body")
    assert (summary.state, {gate.check for gate in summary.breached}) == (
        "held", {"nothing_readable", "night_emptied"},
    )  # fmt: skip


def test_fewer_articles_replace_more(published: Path) -> None:
    feed(published, json.dumps({"body": page("A piano")}), "{")
    summary = run(published, "body")
    assert (summary.state, summary.version, summary.rows["articles"]) == ("published", 2, 1)


def test_each_kind_of_reason_is_told(tmp_path: Path) -> None:
    good = json.dumps({"html": page("A seal")})
    feed(tmp_path, good, "{", '{"html":', "[]", '{"text": "a"}', '{"text": "b"}')
    told = {each.message.split(":")[0]: each.rows for each in run(tmp_path, "html").failures}
    assert told == {
        "the line is no JSON": 2,
        "the line is no JSON object": 1,
        "the record has no text in 'html'; its fields are text (see --html-column)": 2,
    }

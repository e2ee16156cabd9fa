"""Replay under another contract: what is told of it, and that `check` had told the same."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import Console

from flows.commands.seen import replay_page
from flows.rejected.quarantine import Pick
from flows.rejected.replaying import Request, replay
from flows.replay import page as flow_page
from tests.flows.replays import LATE, clean_by, here, page, write_source

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "harbour": page("Harbour opens again"),
    "late": page("Library stays open", date=LATE),
    "bridge": page("Bridge is painted", date=LATE, caption="The bridge at noon"),
}


def test_a_row_that_fails_more_than_before_is_named_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    clean_by(out, write_source(tmp_path / "in", PAGES))
    strict = tmp_path / "strict.toml"
    strict.write_text('[severities]\n"articles.body_has_an_articles_length" = "error"\n'
                      "[limits]\nfewest_words = 5000\n")  # fmt: skip
    request = Request(str(out), dry_run=True, workers=1, contract=str(strict))
    result = replay(request, here)
    (night,) = result.nights
    assert {row.row_id for row in night.newly_failing} & {row.row_id for row in night.still_failing}
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(replay_page(result, Pick()))
    for text in (console.export_text(), flow_page(result)):
        lines = [line for line in text.splitlines() if "articles" in line]
        assert len(lines) == len(set(lines)) == len(set(re.findall(r"pages.jsonl#\d", text)))

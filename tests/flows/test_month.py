"""A month of nights with faults: the pages of a run alone tell night, domain, check, example."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

from flows import night
from flows.parameters import Job
from flows.shown import worst
from flows.shown.artifacts import pages
from flows.shown.scorecard import scorecard
from flows.store.runs import nights_before
from tests.flows.dumps import dump, page
from tests.flows.test_night import one_by_one

if TYPE_CHECKING:
    from pathlib import Path

SITES = ("harbour.example", "valley.example", "hills.example")
FIRST = date(2026, 10, 1)
WORDS = [
    "ferry",
    "seal",
    "harbour",
    "report",
    "captain",
    "quay",
    "morning",
    "bicycle",
    "piano",
    "slipway",
    "boat",
    "noon",
]


class Fault(NamedTuple):
    night: int
    site: str
    kind: str
    check: str
    """What must be named."""
    example: bool = True
    """Whether a row of its own shows it; what is missing has none."""


FAULTS = (
    Fault(10, "harbour.example", "future", "published_before_it_was_fetched"),
    Fault(13, "valley.example", "consent", "page_is_not_a_consent_wall"),
    Fault(16, "hills.example", "no headline", "page_has_a_headline"),
    Fault(18, "harbour.example", "no date", "coverage:date_published", example=False),
    Fault(21, "valley.example", "few", "volume", example=False),
    Fault(24, "hills.example", "error page", "page_is_not_an_error_page"),
    Fault(27, "harbour.example", "lost letters", "body_is_readable"),
    Fault(29, "valley.example", "no authors", "coverage:authors", example=False),
)


def article(rng: random.Random, day: date, number: int, kind: str | None) -> str:
    words = " ".join(rng.choices(WORDS, k=6))
    text = "".join(f"<p>{' '.join(rng.choices(WORDS, k=30)).capitalize()}.</p>" for _ in range(4))
    if kind == "lost letters":
        text = text.replace("o", "�")
    whole = page(f"{words.capitalize()} {number}", body=text, published=str(day - timedelta(1)))
    if kind != "no authors":
        whole = whole.replace("</head>", '<meta name="author" content="Ada Vane"></head>')
    if kind == "future":
        return whole.replace(str(day - timedelta(1)), "2031-01-01")
    if kind == "consent":
        return (
            f"<html><head><title>Before you continue {number}</title></head>"
            '<body class="consent-page"><div id="consent-dialog" role="dialog">'
            "<h1>Before you continue</h1><p>We and our 742 partners store and access information "
            "on your device, such as cookies, and process personal data.</p>"
            "<button>Accept all</button><button>Reject all</button></div></body></html>"
        )
    if kind == "error page":
        return (
            f"<html><head><title>404 Page not found {number}</title></head><body>"
            '<div class="error-page"><h1>Page not found</h1><p>Sorry, we could not find the page '
            "that you were looking for. It may have been moved or deleted.</p><p>Error 404.</p>"
            "</div></body></html>"
        )
    if kind == "no headline":
        start = whole.index("<article>")
        return "<html><head></head><body>" + whole[start:].replace(
            whole[whole.index("<h1>") : whole.index("</h1>") + 5], ""
        )
    if kind == "no date":
        return whole.replace("article:published_time", "article:tag")
    return whole


@pytest.mark.prove
def test_each_fault_of_a_month_is_told_on_its_night(tmp_path: Path) -> None:
    rng = random.Random(6)
    faults = {(fault.night, fault.site): fault for fault in FAULTS}
    job = Job(sources=[str(tmp_path / "{night:%Y-%m-%d}")], out=str(tmp_path / "out"), workers=1)
    missed = []
    for at in range(30):
        day = FIRST + timedelta(at)
        for site in SITES:
            fault = faults.get((at, site))
            kind = fault.kind if fault else None
            several = [kind if number % 2 else None for number in range(14)]
            if kind in {"no date", "no authors", "no headline"}:
                several = [kind] * 14
            if kind == "few":
                several = several[:2]
            made = [article(rng, day, number, each) for number, each in enumerate(several)]
            dump(tmp_path / str(day), made, domain=site, fetched=str(day))
        summary = night.clean(job, day, one_by_one)
        before = nights_before(tmp_path / "out", str(day), 14)
        shown = pages(summary, before[-1] if before else None)
        every = scorecard(summary, before) + "".join(shown.values())
        (tmp_path / f"{day}.md").write_text(every, encoding="utf-8")
        for fault in (fault for fault in FAULTS if fault.night == at):
            parts = re.split(r"\n(?=- |## )", every)  # a site or a check each
            told = any(fault.check in part and fault.site in part for part in parts)
            told = told and fault.site in worst.told(summary)  # what the run itself says
            example = f"{fault.site}.jsonl#" in shown["samples"] or not fault.example
            if not (told and example and str(day) in every):
                missed.append((fault, told, example))
        if at not in {fault.night for fault in FAULTS}:
            quiet = [gate for gate in summary.gates if gate.severity in {"error", "critical"}]
            assert not quiet, (day, quiet)
    assert not missed

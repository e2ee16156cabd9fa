"""sample_data is the living specification: the cleaners, the demo and its README are held to it."""

from __future__ import annotations

import datetime as dt
import fcntl
import gzip
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import cleaners
from cleaners.records import Article, Candidate, Cleaned, Image, RawDocument
from flows.dataset import scan

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_data"
NIGHT = "2026-11-01"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/expected/sample_data.toml").read_text("utf-8")
)
BEFORE_JUDGING = {"quarantined": "published", "duplicate": "published"}
PLAIN = (
    "headline", "description", "publisher", "article_section", "canonical_url", "license",
    "is_accessible_for_free", "in_language",
)  # fmt: skip
"""Fields of an article that are compared as they are."""


def records_of(path: Path) -> list[str]:
    """The lines of a file of records."""
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode().splitlines()


def every_document() -> list[str]:
    names = []
    for path in sorted(SAMPLES.rglob("*")):
        name = path.relative_to(SAMPLES).as_posix()
        if ".jsonl" in path.name:
            names += [f"{name}#{number}" for number in range(len(records_of(path)))]
        elif path.suffix in {".html", ".htm", ".txt"}:
            names.append(name)
    return names


def raw_document(name: str) -> RawDocument:
    file, _, number = name.partition("#")
    if not number:
        return RawDocument((SAMPLES / file).read_bytes(), source_uri=file)
    record = json.loads(records_of(SAMPLES / file)[int(number)])
    return RawDocument(
        record["html"],
        source_uri=file,
        source_record=int(number),
        url=record["url"],
        date_fetched=dt.datetime.fromisoformat(record["date_fetched"]),
    )


# ---- the specification agrees with itself


def test_every_document_is_specified() -> None:
    assert sorted(every_document()) == sorted(EXPECTED)


def test_readme_names_the_same_documents_and_outcomes() -> None:
    readme = (SAMPLES / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| .* \| (\w+) \| .* \|$", readme, re.MULTILINE)
    assert rows == [(name, expected["outcome"]) for name, expected in EXPECTED.items()]


def test_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 1_000_000


# ---- document by document

CLEANABLE = [name for name, expected in EXPECTED.items() if not expected.get("broken_record")]


@pytest.mark.parametrize("name", CLEANABLE)
def test_cleaned_as_specified(name: str) -> None:
    cleaned = cleaners.clean(raw_document(name))
    expected = EXPECTED[name]
    found = [
        *of_document(cleaned, expected),
        *of_article(cleaned.article, expected),
        *of_images(cleaned.images, expected),
        *of_repairs(cleaned, expected),
    ]
    assert not found, "\n" + "\n".join(found)


def differs(what: str, value: object, wanted: object) -> list[str]:
    """One line when a value is not the wanted one; "" is wanted for null."""
    if value == (None if wanted == "" else wanted):
        return []
    return [f"{what}: {value!r}, not {wanted!r}"]


def of_document(cleaned: Cleaned, expected: dict[str, Any]) -> list[str]:
    document = cleaned.document
    outcome = expected["outcome"]
    found = differs("outcome", document.outcome, BEFORE_JUDGING.get(outcome, outcome))
    if "input_kind" in expected:
        found += differs("input_kind", document.input_kind, expected["input_kind"])
    if "domain" in expected:
        found += differs("domain", document.domain, expected["domain"])
    if "robots" in expected:
        found += differs("robots", list(document.robots_directives), expected["robots"])
    if "encoding_is" in expected and (document.encoding or "").lower() not in expected[
        "encoding_is"
    ].split("|"):
        found.append(f"encoding: {document.encoding!r}, not {expected['encoding_is']}")
    return found


def of_article(article: Article | None, expected: dict[str, Any]) -> list[str]:
    if not expected.get("article", True):
        return differs("article", article, None)
    if article is None:
        return ["article: there is none"]
    found = [
        f"{field}: {getattr(article, field)!r}, which is stated nowhere"
        for field in expected.get("absent", ())
        if getattr(article, field)
    ]
    for field in PLAIN:
        if field in expected:
            found += differs(field, getattr(article, field), expected[field])
    if "authors" in expected:
        names = [person.name for person in article.authors]
        found += differs("authors", names, expected["authors"])
    if "keywords" in expected:
        found += differs("keywords", list(article.keywords), expected["keywords"])
    return [*found, *of_dates(article, expected), *of_body(article.article_body or "", expected)]


def of_dates(article: Article, expected: dict[str, Any]) -> list[str]:
    found = []
    if "day" in expected:
        published = article.date_published
        found += differs("day", published and published.date().isoformat(), expected["day"])
    for field in ("date_published", "date_modified"):
        if field in expected:
            wanted = dt.datetime.fromisoformat(expected[field])
            found += differs(field, getattr(article, field), wanted)
    if "precision" in expected:
        found += differs("precision", article.date_published_precision, expected["precision"])
    if "zone" in expected:
        found += differs("zone", article.date_published_zone, expected["zone"])
    return found


def of_body(body: str, expected: dict[str, Any]) -> list[str]:
    found, at = [], 0
    for piece in expected.get("body_has", ()):
        place = body.find(piece, at)
        if place < 0:
            found.append(f"body: lacks {piece!r}" + (" (or out of order)" * (piece in body)))
        at = max(at, place)
    return found + [f"body: has {p!r}" for p in expected.get("body_lacks", ()) if p in body]


def of_images(images: tuple[Image, ...], expected: dict[str, Any]) -> list[str]:
    wanted = expected.get("images", [])
    if "images" in expected or "image_count" in expected:
        count = expected.get("image_count", len(wanted))
        if len(images) != count:
            addresses = [image.content_url for image in images]
            return [f"images: {len(images)}, not {count}: {addresses}"]
    found = []
    for number, (image, fields) in enumerate(zip(images, wanted, strict=False)):
        found += [f"image {number}: {line}" for line in of_image(image, fields)]
    return found


def of_image(image: Image, fields: dict[str, Any]) -> list[str]:
    found = []
    for field, wanted in fields.items():
        if field == "quarantined":
            continue
        if field == "candidates":
            found += of_candidates(image.candidates, wanted)
            continue
        value = getattr(image, field)
        found += differs(field, list(value) if isinstance(value, tuple) else value, wanted)
    return found


def of_candidates(candidates: tuple[Candidate, ...], wanted: list[dict[str, Any]]) -> list[str]:
    left = list(candidates)
    found = []
    for fields in wanted:
        fits = [one for one in left if is_candidate(one, fields)]
        if fits:
            left.remove(fits[0])
        else:
            found.append(f"candidates: none is {fields}")
    return found + [f"candidates: one too many: {one}" for one in left]


def is_candidate(one: Candidate, fields: dict[str, Any]) -> bool:
    doubts = {"truncated": False, "inferred": False} | fields
    return not any(differs(name, getattr(one, name), wanted) for name, wanted in doubts.items())


def of_repairs(cleaned: Cleaned, expected: dict[str, Any]) -> list[str]:
    wanted = expected.get("repairs")
    rules = {repair.rule for repair in cleaned.repairs}
    if wanted is None or (wanted == "none" and not rules) or (wanted == "some" and rules):
        return []
    if isinstance(wanted, list) and set(wanted) <= rules:
        return []
    return [f"repairs: {sorted(rules)}, not {wanted}"]


# ---- the night as a whole


class Night(NamedTuple):
    """What the demo publishes, by document."""

    outcomes: dict[str, str]
    ids: dict[str, str]
    duplicate_of: dict[str, str | None]
    near_duplicate_of: dict[str, str | None]
    failed: dict[str, dict[str, set[str]]]
    """Document id -> table -> checks."""
    images: dict[str, int]
    """Published images by document id."""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The dataset that the command of the demo makes of sample_data, made once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demo").exists():
            run_demo(shared / "demo", home=shared / "home")
    return read_night(shared / "demo")


def run_demo(out: Path, *, home: Path) -> None:
    home.mkdir()
    command = ["-m", "flows.cli", "clean", str(SAMPLES), "--out", str(out), "--night", NIGHT]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"HOME": str(home), "PREFECT_HOME": str(home / ".prefect")},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def read_night(out: Path) -> Night:
    documents = scan("documents", out).collect()
    names = [
        f"{uri}#{record}" if ".jsonl" in uri else uri
        for uri, record in documents.select("source_uri", "source_record").rows()
    ]
    ids = documents["document_id"].to_list()
    articles = scan("articles", out).select("document_id", "near_duplicate_of").collect()
    images = scan("images", out).group_by("document_id").len().collect()
    return Night(
        outcomes=dict(zip(names, documents["outcome"], strict=True)),
        ids=dict(zip(names, ids, strict=True)),
        duplicate_of=dict(zip(ids, documents["duplicate_of"], strict=True)),
        near_duplicate_of=dict(articles.iter_rows()),
        failed=read_failures(out),
        images=dict(images.iter_rows()),
    )


def read_failures(out: Path) -> dict[str, dict[str, set[str]]]:
    failures = scan("quarantine", out).select("document_id", "table", "failures").collect()
    failed: dict[str, dict[str, set[str]]] = {}
    for document, table, reasons in failures.iter_rows():
        tables = failed.setdefault(document, {})
        tables.setdefault(table, set()).update(reason["check"] for reason in reasons)
    return failed


def test_every_document_of_the_night_has_one_row(published: Night) -> None:
    assert sorted(published.outcomes) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_outcome(published: Night, name: str) -> None:
    expected = EXPECTED[name]
    failed = published.failed.get(published.ids[name], {})
    assert (published.outcomes[name], failed) == (expected["outcome"], failed)
    assert set(expected.get("checks", ())) <= failed.get("articles", set())
    assert failed.get("images", set()) >= set(expected.get("image_checks", ()))
    if expected["outcome"] == "published" and "image_checks" not in expected:
        assert not failed


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if "images" in e])
def test_published_images(published: Night, name: str) -> None:
    wanted = [image for image in EXPECTED[name]["images"] if not image.get("quarantined")]
    assert published.images.get(published.ids[name], 0) == len(wanted)


@pytest.mark.parametrize("key", ["duplicate_of", "near_duplicate_of"])
def test_copies_point_to_their_original(published: Night, key: str) -> None:
    pointers: dict[str, str | None] = getattr(published, key)
    found = {name: pointers.get(document) for name, document in published.ids.items()}
    wanted = {name: published.ids[e[key]] for name, e in EXPECTED.items() if key in e}
    assert {name: original for name, original in found.items() if original} == wanted

"""Third-party vectors, where the kit that holds them is named."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cleaners.normalize.date import parse_machine
from cleaners.normalize.hashtag import find_hashtags

KIT = os.environ.get("FRAGMEND_EVAL")
pytestmark = pytest.mark.skipif(KIT is None, reason="FRAGMEND_EVAL names no kit")


def vectors(name: str) -> str:
    return (Path(str(KIT)).parent / "vectors" / name).read_text(encoding="utf-8")


def test_hashtags_of_twitter_text() -> None:
    yaml = pytest.importorskip("yaml")
    told: dict[str, list[dict[str, Any]]] = yaml.safe_load(vectors("hashtags/extract.yml"))["tests"]
    wrong = [
        case["text"]
        for group in ("hashtags", "hashtags_from_astral")
        for case in told.get(group, [])
        if list(find_hashtags(case["text"])) != case["expected"]
    ]
    assert not wrong


def test_stamps_of_dateutil_that_a_program_wrote() -> None:
    """Each that our strict reader takes at all, it reads right."""
    cases = json.loads(vectors("dates/dateutil_cases.json"))
    read = [(case, stamp) for case in cases if (stamp := parse_machine(case["input"]))]
    wrong = [c["input"] for c, s in read if s.local.date().isoformat() != c["expected"][:10]]
    assert not wrong
    assert len(read) > 20

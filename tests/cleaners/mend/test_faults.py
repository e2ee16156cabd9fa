"""docs/faults.md names every rule that mending can write, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from cleaners.tables.faults import RULES

PAGE = Path(__file__).parents[3] / "docs" / "faults.md"
SOURCES = Path(__file__).parents[3] / "src" / "cleaners"
WRITTEN = re.compile(
    r'"((?:torn|unclosed|lost|mojibake|control|idle|escaped|backslash|fallback|lone|undecodable|bare|cdata)-?[a-z-]*)"'
)


def test_the_catalogue_is_the_rules() -> None:
    assert set(
        re.findall(r"^### `([a-z-]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    ) == set(RULES)


def test_every_rule_that_code_writes_is_listed() -> None:
    files = [*(SOURCES / "mend").glob("*.py"), SOURCES / "decode.py"]
    written = {rule for f in files for rule in WRITTEN.findall(f.read_text(encoding="utf-8"))}
    assert {rule for rule in written if "-" in rule or rule == "mojibake"} <= set(RULES)

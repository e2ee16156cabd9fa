"""fragmend.toml says what it means, or is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cyclopts.exceptions import CycloptsError

from flows.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = frozenset({"clean", "report"})


def settings(folder: Path, text: str) -> dict[str, object]:
    path = folder / "fragmend.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, COMMANDS)


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    found = settings(tmp_path, '[clean]\nout = "data"\nhtml-column = "body"\n')
    assert found == {"clean": {"out": str(tmp_path / "data"), "html-column": "body"}}


def test_an_absolute_path_stays(tmp_path: Path) -> None:
    assert settings(tmp_path, '[clean]\nout = "/srv/data"\n')["clean"] == {"out": "/srv/data"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[claen]\nout = 'x'\n", "claen", id="misspelt-table"),
        pytest.param("out = 'x'\n", "'out'", id="option-without-its-table"),
        pytest.param("[clean\n", "cannot be read", id="broken-toml"),
    ],
)
def test_what_cannot_be_is_named_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CycloptsError) as raised:
        settings(tmp_path, text)
    assert told in str(raised.value)
    assert "fragmend.toml" in str(raised.value)

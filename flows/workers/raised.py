"""The document boundary: what a document makes the code raise becomes data here."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaners.records import Stage

T = TypeVar("T")

_MOST_CHARACTERS: Final = 16_384
"""Of a traceback; one of a recursion has 1,000 frames."""

_STAGES: Final[tuple[tuple[str, Stage], ...]] = (
    ("flows/sources/", "read"),
    ("cleaners/decode", "decode"),
    ("cleaners/mend/", "mend"),
    ("cleaners/", "extract"),
    ("schemas/", "validate"),
)


@dataclass(frozen=True, slots=True)
class Raised:
    """What was raised instead of a result."""

    sentence: str
    """Its last line."""
    traceback: str

    @property
    def stage(self) -> Stage:
        """The step that it was raised in."""
        return stage_of(self.traceback)


def attempt(work: Callable[[], T]) -> T | Raised:
    """Do ``work``; give what it raises instead of raising it.

    Panics of polars and pandera are ``BaseException``s that say nothing to the user of a
    keyboard, so they are met here too.

    >>> attempt(lambda: 1 + 1)
    2
    >>> attempt(lambda: 1 // 0).sentence
    'ZeroDivisionError: integer division or modulo by zero'
    """
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001  (the one place; see above)
        return Raised(_sentence(error), cut("".join(traceback.format_exception(error))))


def _sentence(error: BaseException) -> str:
    return cut("".join(traceback.format_exception_only(error)).strip(), 512)


def cut(text: str, most: int = _MOST_CHARACTERS) -> str:
    """The text's two ends, if it is long; written so that UTF-8 can hold it.

    >>> cut("abcdefghijk", 10)
    'abcde … ghijk'
    """
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} … {text[-half:]}"


def stage_of(trace: str) -> Stage:
    r"""The step that a traceback leads into: that of the frame where the document went last.

    >>> stage_of('File "src/cleaners/cleaning.py"\\\\nFile "src/cleaners/mend/tags.py"')
    'mend'
    """
    found = [(trace.rfind(sign), -number) for number, (sign, _) in enumerate(_STAGES)]
    place, number = max(found)
    return _STAGES[-number][1] if place >= 0 else "extract"

"""JSON as publishers write it -> values; what cannot be read is left out, nothing is added.

Almost all of it is sound and costs one ``json.loads``. The rest is read by a scanner of our
own, which knows the slips that templates make: comments around it, raw line feeds in
strings, trailing and doubled commas, a bracket too many or too few, single quotes, bare
names, quotes that nobody escaped. A value that is cut at the end of the text is dropped.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

_WRAP: Final = re.compile(r"\s*+(?:<!--|//\s*+<!\[CDATA\[|/\*\s*+<!\[CDATA\[\s*+\*/|<!\[CDATA\[)")
_DECODER: Final = json.JSONDecoder(strict=False)
_DEEPEST: Final = 60
_LONGEST_BROKEN: Final = 400_000
_SPACE: Final = re.compile(r"(?:[\s,;\ufeff\u200b]++|//[^\n]*+|/\*(?:(?!\*/).)*+\*/)*+", re.DOTALL)
_LITERAL: Final = re.compile(r"[^\s,:{}\[\]\"']++")
_STRING_END: Final = re.compile(r"\s*+(?:[:}\]]|,\s*+[\"'{\[}\]tfn\d-]|,\s*+\Z|\Z)")
_NOTHING: Final = re.compile(r"\s*+(?:[,}\]]|\Z)")
_PLAIN: Final = re.compile(r"[^\"\\]++")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None, "undefined": None}
_MISSING: Final = object()


def read_json(text: str) -> list[Any]:
    r"""All top-level values of ``text``.

    >>> read_json('<!-- {"headline": "Fog\nover\tSolent", "tags": ["a", "b",],}; -->')
    [{'headline': 'Fog\nover\tSolent', 'tags': ['a', 'b']}]
    >>> read_json("no data here")
    []
    """
    wrap = _WRAP.match(text)
    body = text[wrap.end() :] if wrap else text
    try:
        return [json.loads(body, strict=False)]
    except (ValueError, RecursionError):
        pass
    values = _sound_values(body)
    return values if values is not None else _Scanner(body[:_LONGEST_BROKEN]).values()


def _sound_values(text: str) -> list[Any] | None:
    """Sound values one after another, with mere litter behind them; None if one is broken."""
    values: list[Any] = []
    at = 0
    while True:
        at = _skip(text, at)
        if not text.startswith(("{", "["), at):
            return values or None
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        values.append(value)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _Scanner:
    """Reads broken JSON in one pass; each character is passed a bounded number of times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def values(self) -> list[Any]:
        found = []
        while self.peek():
            if self.peek() in "{[":
                value = self.value(0)
                if value is not _MISSING:
                    found.append(value)
            else:
                start = min(
                    (i for c in "{[" if (i := self.text.find(c, self.at + 1)) >= 0),
                    default=len(self.text),
                )
                self.at = start if not found else len(self.text)
        return found

    def peek(self) -> str:
        self.at = _skip(self.text, self.at)
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Any:  # noqa: ANN401
        sign = self.peek()
        if sign in {"{", "["} and depth < _DEEPEST:
            self.at += 1
            return self.members(depth) if sign == "{" else self.elements(depth)
        if sign in {'"', "'"}:
            return self.string(sign)
        found = _LITERAL.match(self.text, self.at)
        if found is None:
            self.at += 1
            return _MISSING
        self.at = found.end()
        return _literal(found[0])

    def members(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (sign := self.peek()) and sign != "}":
            if sign == "]":  # a bracket of the wrong kind
                break
            key = self.value(_DEEPEST)
            if self.peek() != ":":
                continue
            self.at += 1
            if _NOTHING.match(self.text, self.at):
                continue
            value = self.value(depth + 1)
            if isinstance(key, str) and value is not _MISSING:
                found[key] = value
        self.at += 1
        return found

    def elements(self, depth: int) -> list[Any]:
        found = []
        while (sign := self.peek()) and sign != "]":
            if sign == "}":
                break
            value = self.value(depth + 1)
            if value is not _MISSING:
                found.append(value)
        self.at += 1
        return found

    def string(self, quote: str) -> Any:  # noqa: ANN401
        """A string; a quote inside it that nothing of JSON follows belongs to it."""
        pieces: list[str] = []
        text, at = self.text, self.at + 1
        while at < len(text):
            sign = text[at]
            if sign == quote and _STRING_END.match(text, at + 1):
                self.at = at + 1
                return "".join(pieces)
            if sign == "\\":
                piece, at = _escape(text, at)
                pieces.append(piece)
                continue
            run = _PLAIN.match(text, at) if quote == '"' else None
            pieces.append(run[0] if run else sign)
            at = run.end() if run else at + 1
        self.at = at
        return _MISSING


def _escape(text: str, at: int) -> tuple[str, int]:
    sign = text[at + 1 : at + 2]
    if sign == "u":
        try:
            return chr(int(text[at + 2 : at + 6], 16)), at + 6
        except ValueError:
            return "", at + 2
    return _ESCAPES.get(sign, sign), at + 2


def _literal(word: str) -> Any:  # noqa: ANN401
    if word in _WORDS:
        return _WORDS[word]
    try:
        return float(word) if "." in word else int(word)
    except ValueError:
        return word

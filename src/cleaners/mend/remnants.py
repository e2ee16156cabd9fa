"""Where a value begins of which only the end is left: what stands before it is prose."""

from __future__ import annotations

import re
from typing import Final

from cleaners.tables.torn import EXTENSIONS

ADDRESS_END: Final = re.compile(
    rf"(?:\.(?:{EXTENSIONS}|js|css|html?|php|webm|mp4)(?:[?#]\S*)?|/\S*[\w=%-]|[?&;]\w+=\S*|\b[0-9]+(?:\.[0-9]+)?[wx])\s*\Z",
    re.IGNORECASE,
)
"""What an address, or a list of them, ends in."""
_TWO_NAMES: Final = re.compile(r"[^\W\d_]++/[^\W\d_]++")
"""Who took a picture, and for whom: ``Lovelace/dpa``."""
_WORD: Final = re.compile(r"\S++")
_SIZED: Final = re.compile(r"[0-9][0-9.]*+[wx](?:,\S*+)?+\Z")
_ADDRESSLIKE: Final = re.compile(r"[/_=%&?]|\.[a-z]|[0-9]-", re.IGNORECASE)
_LISTED: Final = re.compile(r"[0-9][0-9.]*+[wx](?:,|\Z)|\S*[/_=%&?.]|\S{24}")
_OF_A_NAME: Final = re.compile(r"[_%=&/?]")
"""What a word of prose has not, but a file's name or an address with spaces in it has."""
_SENTENCE: Final = re.compile(r"(?<!\b[A-Z])[.!?…。！？][\"”’)]?\s+(?=\S)")
_FILE_END: Final = re.compile(rf"/\S*\.(?:{EXTENSIONS})\s\Z", re.IGNORECASE)
_FILE_BEFORE: Final = re.compile(rf"\.(?:{EXTENSIONS})(?:\?\S*)?\Z", re.IGNORECASE)
_FULL_STOP: Final = re.compile(r"[.!?…。！？][\"”’)\]]?\Z")
_STOPPED: Final = re.compile(r"[.!?…。！？:][\"”’)\]]?\Z")
_GLUED: Final = re.compile(r"[^\W\d_]{2}[)\]”’]{0,2}:?[.!?…]++[)\]”’\"]{0,2}(?=[^\s)\]”’\"A-Z])")
"""The end of a sentence to which something is glued."""
_GLUED_CAPITAL: Final = re.compile(r"[^\W\d_]{2}[)\]”’]{0,2}[.!?…]++[)\]”’\"]{0,2}(?=[A-Z])")
_SIGNS: Final = re.compile(r"[=_{}<>]|[\w%]/[\w%]")
_WORD_END: Final = re.compile(
    rf"[(“\"]?[^\W\d_](?:[^\W\d_]|['’-])*+[)\]”’\"]{{0,2}}(?:[.!?…]++[)\]”’\"]{{0,2}}|:)"
    rf"(?=\S*(?:[/=&_]|\.(?:{EXTENSIONS}|js|css|html?|php|pdf|mp4|webm)(?![a-z0-9])))(?!(?:{EXTENSIONS})(?![a-z0-9]))(?!//)",
    re.IGNORECASE,
)
"""A word that ends a sentence, and the rest of an address glued to it."""
_PLAIN: Final = re.compile(r"[(“\"‘']?[^\W\d_][^\W_'’-]*(?:['’-][^\W_]+)*[)”\"’,.:;!?]*")
_LONG_SENTENCE: Final = 8
_FEW_WORDS: Final = 2
_MAX_LINE: Final = 2000
MAX_LIST: Final = 8000


def value_before(text: str, floor: int, quote: int, behind: str = "") -> tuple[int, str]:
    r"""Where the cut value that ends at ``quote`` begins, and the value.

    >>> value_before("Fog lay. g/fog.jpg", 0, 18)
    (9, 'g/fog.jpg')
    >>> value_before("Fog in the bay", 0, 14)
    (0, 'Fog in the bay')
    >>> value_before("19_08 - Gray Pindot.jpg?w=3", 0, 27)
    (0, '19_08 - Gray Pindot.jpg?w=3')

    A value ends right before its quote, or all of it was lost:

    >>> value_before("Fog lay on the bay.\n\n", 0, 21), value_before("Fog lay. ", 0, 9)
    ((21, ''), (9, ''))

    A sentence that goes on ``behind`` the remains has lost a word at most:

    >>> value_before("The mayor said lead", 0, 19, " that he was glad.")
    (15, 'lead')
    """
    said = floor + len(text[floor:quote].rstrip()) if quote - floor < MAX_LIST else quote
    begin = text.rfind("\n", floor, said) + 1 or floor
    begin = max(begin, floor)
    line = text[begin:quote]
    listed = _list_before(text, max(floor, quote - MAX_LIST), quote)
    if listed is not None:
        return _unglued(text, listed, quote, floor)
    words = line.split()
    coded = words and (
        "{" in words[-1] or "}" in words[-1] or ("'" in words[-1] and "%" not in words[-1])
    )
    credited = len(words) >= _FEW_WORDS and _TWO_NAMES.fullmatch(words[-1])
    if (
        words
        and not coded
        and not credited
        and (ADDRESS_END.search(line) or (line[-1:] == "/" and is_folder(words[-1])))
        and not (len(words) > 1 and line[-1:].isspace() and not _FILE_END.search(line))
    ):
        if _OF_A_NAME.search(words[0]) and _FILE_BEFORE.search(line):
            return _unglued(text, quote - len(line.lstrip()), quote, floor)
        return _unglued(text, quote - len(line) + line.rindex(words[-1]), quote, floor)
    if words and _is_apart(line):
        return quote, ""
    if not line.lstrip()[:1].islower() and (end := _prose_end(line)):
        begin += end
    elif _runs_in(words) or (len(words) > 1 and line[0].isupper() and _GOES_ON.match(behind)):
        begin = quote - len(line) + line.rindex(words[-1])
    begin += len(text[begin:quote]) - len(text[begin:quote].lstrip())
    return begin, text[begin:quote]


_GOES_ON: Final = re.compile(r"(?:</[\w-]{1,20}>)?[^\S\n]?(?:[^\W\d_](?<=[a-zß-öø-ÿ])|[,;]\s)")
"""How a sentence goes on."""


def _is_apart(line: str) -> bool:
    r"""Whether white space parts the last words of prose from the quote behind them.

    It does between two lines, and behind a sentence of which the beginning is there.

    >>> [_is_apart(line) for line in ("Fog lay.\n\n", "Fog lay. ", "fog lay. ", "Fog lay ", "Fog.")]
    [True, True, False, False, False]
    """
    said = line.rstrip()
    if "\n" in line[len(said) :]:
        return True
    whole = len(said) < len(line) and not line.lstrip()[:1].islower()
    return whole and _STOPPED.search(said) is not None


def is_folder(word: str) -> bool:
    """Whether a word is the end of an address that ends in a slash.

    >>> is_folder("oy-and-pain/"), is_folder("and/")
    (True, False)
    """
    return word.endswith("/") and ("/" in word[:-1] or "-" in word)


def _runs_in(words: list[str]) -> bool:
    """Whether a sentence that has not ended stands before the value: no word of it is to go.

    >>> _runs_in("We met the chief product officer of it in/themattsalazar/".split())
    True
    >>> _runs_in("A wide view of the bay".split())
    False
    """
    plain = sum(1 for word in words[:_LONG_SENTENCE] if _PLAIN.fullmatch(word))
    return len(words) > _LONG_SENTENCE and words[0][:1].isupper() and plain == _LONG_SENTENCE


def _prose_end(line: str) -> int:
    """Where the sentences end with which a line begins; what is left of a value follows.

    >>> _prose_end("Fog lay on the bay.44"), _prose_end("Fog lay. It was. thick"), _prose_end("Fog")
    (19, 17, 0)
    """
    if len(words := line.split()) >= _LONG_SENTENCE and _FULL_STOP.search(line):
        return len(line)
    glued = [m.end() for m in _GLUED.finditer(line) if len(line[: m.end()].split()) > _FEW_WORDS]
    if not glued:  # a value may begin with a capital: behind a long sentence
        capitals = (m.end() for m in _GLUED_CAPITAL.finditer(line))
        glued = [at for at in capitals if len(line[:at].split()) >= _LONG_SENTENCE]
    if glued and not _SIGNS.search(line, 0, glued[-1]):
        return glued[-1]
    sentences = [m.end() for m in _SENTENCE.finditer(line)]
    return sentences[-1] if sentences and len(words) > 1 else 0


def _list_before(text: str, floor: int, quote: int) -> int | None:
    """Where the candidates of a srcset that end at ``quote`` begin; None if there are none.

    >>> _list_before("Fog. a/b.jpg 2x,https://e.org/c.jpg 3x", 0, 38)
    5
    >>> _list_before("Fog. a/b.jpg?fit=max 2x , https://e.org/c.jpg 3x", 0, 48)
    5
    >>> _list_before("Fog lay on the bay", 0, 18)
    """
    words = [word for word in _WORD.finditer(text, floor, quote) if word[0] != ","]
    at = len(words) - 1
    if at < 0 or not (
        _SIZED.match(words[at][0])
        or (at and words[at - 1][0].endswith(",") and "//" in words[at][0])
    ):
        return None
    while at > 0:
        word, earlier = words[at][0], words[at - 1][0]
        if not (
            (_SIZED.match(word) and (_ADDRESSLIKE.search(earlier) or at == 1))
            or (_parts(text, words[at - 1], words[at]) and _LISTED.match(earlier))
        ):
            break
        at -= 1
    return words[at].start()


def _parts(text: str, word: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a comma parts two words of a list."""
    return word[0].endswith(",") or "," in text[word.end() : other.start()]


def _unglued(text: str, begin: int, quote: int, floor: int) -> tuple[int, str]:
    """Without the end of a sentence to which the remains of an address are glued."""
    floor = max(begin - _MAX_LINE, floor)
    line = text[max(text.rfind("\n", floor, begin) + 1, floor) : begin]
    value = text[begin:quote]
    glued = _WORD_END.match(value)
    lead = line.split()
    if glued and len(lead) > 1 and (value[:1].isupper() or not _STOPPED.search(lead[-1])):
        return begin + glued.end(), value[glued.end() :]
    return begin, value

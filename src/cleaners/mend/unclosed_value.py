"""How far a value that lost its closing quote is itself: what it swallowed is the page's.

An address ends where a space stands, a list of them where no address and no size comes, any
value where a tag ends or begins. Prose that was glued to it without a space is told by its
first letter, if it goes on as a sentence: ``logoThe ferries stayed in port.``
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from cleaners.tables.torn import ADDRESSES, CLOSED, SRCSETS

ADDRESS: Final = frozenset(("src", "href", "poster", "data-src", "data-lazy-src", "data-original"))
_LINES: Final = frozenset(("class", "style", "sizes"))
_NAMES: Final = CLOSED - ADDRESSES
"""Attributes whose values are no prose."""
_SCHEME: Final = re.compile(r"https?:/?(?![/\s])")
_SPACE: Final = re.compile(r"\s")
_LEAD: Final = re.compile(r"\s*+")
_PROSE_LINE: Final = re.compile(
    r"\n(?=[^\S\n]*+[“\"(]?[A-ZÀ-Þ\u0370-\uffff][\w'’-]*+(?:\s++(?:[–—-]\s++)?+[“\"(]?[^\W_][\w'’-]*+[,”\")]?+){3})|\n(?=[^\S\n]*+\n)"
)
"""A line that begins with four words, the first with a capital where there are such."""
_ON: Final = re.compile(r"\n[^\S\n]*+(?=[^\W\d_])(?=[a-zß-ÿ])")
_GOES: Final = r"[\w'’-]*+,?+(?:\s++[^\s<>=\"]++){3}[^<>]{0,400}?[^\s.!?][.!?:;,](?:\s|\Z)"
_GLUE: Final = re.compile(rf"(?<=[a-zß-ÿ0-9/_])(?=[A-Z]{_GOES})")
GLUE_TO_A_NAME: Final = re.compile(
    rf"(?<=[a-zß-ÿ0-9/_=\"'-])(?=[A-Z“](?![^\W\d_]*[A-Z]){_GOES})"
    r"|(?<=[!-~])(?=[^\x00-\u036f\u2000-\u206f][^<>\n]{0,400}?[。！？،؟।])"
)
"""The same behind a value that no prose is; a hump inside of a name begins no word. Languages
without capitals are told from such a value by their letters."""
_GLUED_WORD: Final = re.compile(r"(?<=[^A-Z\s])[A-Z](?:[^\W\d_A-Z]*+|[A-Z]++),?+\Z")
_GOES_ON: Final = re.compile(r"[^\S\n]++[^\W\d_][\w'’-]*+(?:[\s,.:;<]|\Z)")
_CANDIDATE: Final = re.compile(
    r"\s*+(?:(?:https?:)?//\S++|(?=\S{0,300}?[/.%=&_])\S++)(?:\s++[0-9][0-9.]*+(?:[wxh]|(?=\s*+\Z)))?+\s*+,?+"
    r"|\s*+[a-z:/]*+\s*+\Z"
)
_MOST: Final = 4_000
"""Characters of a value in which glued prose is looked for."""


def own_end(text: str, name: str, start: int, stop: int) -> int:
    r"""Where the own part of a cut value of ``name`` ends, at ``stop`` at the latest.

    >>> own_end('https://e.org/fo and more', "src", 0, 25)
    16
    >>> own_end("//e.org/logoThe ferries stayed", "src", 0, 30)
    12
    >>> own_end("Fog in the ba\nIt was thick.", "alt", 0, 27), own_end("a b\nc d", "alt", 0, 7)
    (13, 7)
    """
    found = text.find(">", start, stop)
    stop = found + 1 if found >= 0 else stop
    if name.endswith(SRCSETS):
        return _list_end(text, start, stop)
    if name in ADDRESS or (name == "content" and text.startswith(("http", "//"), start)):
        return _address_end(text, start, stop)
    stop = _line_end(text, name, start, stop)
    glue = (GLUE_TO_A_NAME if name in _NAMES else _GLUE).search(
        text, start, min(stop, start + _MOST)
    )
    if glue:
        return glue.start()
    told = name in _OF_WORDS or name.startswith(("data-", "aria-"))
    return (_sentence_start if told else _sentence_behind)(text, start, stop)


def _sentence_start(text: str, start: int, stop: int) -> int:
    """Where a sentence begins that a value swallowed: it ends with a stop, as no cut value does.

    The first word with a capital begins it, since a word too many in prose is better than one lost.

    >>> said = "The old mi The wheel was mended before the summer."
    >>> said[_sentence_start(said, 0, len(said)) :]
    'The wheel was mended before the summer.'
    >>> [_sentence_start(one, 0, len(one)) for one in ("A view of Big Ben in the fog", "A view.")]
    [28, 7]
    """
    if text[start : start + 1].isspace() and _STOPPED.search(text, max(stop - 4, start), stop):
        return start
    if stop - start > _MOST or not _STOPPED.search(text, max(stop - 4, start), stop):
        return stop
    found = _SENTENCE.search(text, start, stop)
    return found.start() if found else stop


def _sentence_behind(text: str, start: int, stop: int) -> int:
    """Where the end of a sentence begins that a value swallowed in which no words are.

    >>> [said[_sentence_behind(said, 0, len(said)) :] for said in (
    ...     "btn-share _bla against it, though two stayed away.", " against it, though two went.",
    ... )]
    [' against it, though two stayed away.', ' against it, though two went.']
    >>> _sentence_behind("hero wide is-dark", 0, 17)
    17
    """
    value = text[start:stop]
    if stop - start > _MOST or value.count(" ") < _LEAST or not _STOPPED.search(value):
        return stop
    end = value.find(" ")
    for word in islice(_WORD.finditer(value), _MOST_CODED):
        if not _CODED.search(word[0]):
            if word.start() > end + 1:  # two words without a sign: a sentence
                break
        elif word[0][-1] not in ",.":
            end = word.end()
    return start + end


_LEAST: Final = 4
_WORD: Final = re.compile(r"\S+")
_CODED: Final = re.compile(r"[-_/=:;]")
"""What words of a class, a style or an address have, and those of prose hardly."""
_MOST_CODED: Final = 40
_OF_WORDS: Final = frozenset(
    ("alt", "title", "content", "placeholder", "value", "summary", "label", "caption")
)
"""Attributes that hold words."""
_STOPPED: Final = re.compile(r"[.!?…][\"”’)]?\s?\Z")
_SENTENCE: Final = re.compile(
    r"(?<=[^\s.!?…:]\s)(?=[“(]?[A-ZÀ-Þ][\w'’-]*+,?(?:\s[“(]?[\w'’-]++[,;:”)]*+){4})"
)


def _line_end(text: str, name: str, start: int, stop: int) -> int:
    if name in _LINES:
        prose = _PROSE_LINE.search(text, start, stop)
        return prose.start() if prose else stop
    found = text.find("\n", start, stop)
    while found >= 0 and _ON.match(text, found, stop):
        found = text.find("\n", found + 1, stop)
    return found if found >= 0 else stop


def _address_end(text: str, start: int, stop: int) -> int:
    lead = _LEAD.match(text, start, stop)
    begin = lead.end() if lead and lead.end() < stop else start
    if text.startswith("data:image/svg", begin):
        found = text.find("\n", begin, stop)
        return found if found >= 0 else stop
    scheme = _SCHEME.match(text, begin, stop)
    if scheme:  # prose is glued to what is left of it
        return scheme.end()
    space = _SPACE.search(text, begin, stop)
    if space is None:
        return stop
    return _before_prose(text, begin, space.start())


def _before_prose(text: str, begin: int, end: int) -> int:
    """Without the first word of prose at the end of an address, if prose goes on behind it."""
    if not _GOES_ON.match(text, end):
        return end
    word = _GLUED_WORD.search(text, max(begin, end - 40), end)
    return word.start() if word and word.start() > begin else end


def _list_end(text: str, start: int, stop: int) -> int:
    """Where the candidates of a list end.

    >>> _list_end("//e.org/a.jpg 1x, //e.org/b and so on", 0, 37)
    27
    >>> _list_end("//e.org/a.jpg 1x, //e.org/b.j", 0, 29)
    29
    """
    at = start
    while at < stop and (found := _CANDIDATE.match(text, at, stop)) and found.end() > at:
        at = found.end()
        if found[0].rstrip()[-1:] != ",":
            break
    if at == start:
        return _address_end(text, start, stop)
    end = at
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[end - 1] not in "wxh," or not text[max(end - 2, 0)].isdigit():
        end = _before_prose(text, start, end)
    return end if text[end:stop].strip() else stop

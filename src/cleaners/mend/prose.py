"""Prose beside code: which lines are words in any script, and where code is glued to a sentence."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0dff\u0e00-\u109f\u1780-\u17d3"
)
_WORD: Final = re.compile(
    rf"[\"“”‘’«»(¿¡]*+(?:[^\W\d_]|[{_MARKS}])(?:[^\W_]|[{_MARKS}'’-])*+[\"“”‘’»),.:!?…।。！？،؛]*+"
)
_FOREIGN: Final = re.compile("[^\x00-\u036f\u2000-\u206f]")
_SHARE: Final = 0.6
_LEAST: Final = 4
_ENTITY: Final = re.compile(r"&#?\w{1,10};")
_HARD: Final = re.compile(r"[{}=;<>\\]|[\"'][:,+)\]]|[:,+(]{1,2}[\"'](?=\S)|\*/")
"""What prose has not: before it code has begun."""
_STOP: Final = re.compile(r"(?<=[\w)\]”’\"%:।])[.!?…।。！？]++[)\]”’\"]?(?=\S)")
_ENDED: Final = re.compile(r"[.!?…।。！？:][)\]”’\"]?\Z")
_TOKEN: Final = re.compile(r"\S++")
_BACK: Final = 4
_FEW: Final = 2


def is_prose(line: str) -> bool:
    """Whether a line is words, in any script, and not code.

    >>> [is_prose(said) for said in ("of a page and more", "चोरी की घटना के बाद", "霧が港に深い。")]
    [True, True, True]
    >>> [is_prose(said) for said in ("a.b, .c d", "block-supports", "url, 0, 0")]
    [False, False, False]
    """
    words = line.split()
    plain = sum(1 for word in words if _WORD.fullmatch(word))
    if plain >= _LEAST and plain >= _SHARE * len(words):
        return True
    foreign = len(_FOREIGN.findall(line))
    return foreign >= _LEAST and foreign * 2 >= len(line.replace(" ", ""))


def speaks(line: str) -> bool:
    """Whether a line is a sentence that shows code: mostly words, and none in quotes of code.

    >>> [speaks(said) for said in ("to pay the fee within ten days;", "if a is b then {c} else d.")]
    [True, True]
    >>> speaks("font: bold 12px Arial;"), speaks("say('This is all that there is to it');")
    (False, False)
    """
    words = line.split()
    plain = sum(1 for word in words if _WORD.fullmatch(word.rstrip(";")))
    return (
        plain >= _SPEAKS
        and plain >= (_SENTENCE_SHARE if _SENTENCE.match(line) else _SHARE) * len(words)
        and _QUOTED.search(line) is None
        and _KEYED.match(line) is None
    )


_SPEAKS: Final = 6
_SENTENCE: Final = re.compile(r"\s*[A-ZÀ-Þ][^\W\d_]*+\s[^\W\d_]++\s.*[^\W_}\])]?[.!?]\s*\Z")
_SENTENCE_SHARE: Final = 0.35
_QUOTED: Final = re.compile(
    r"[\"']\s*[:,+)\];]|[:,+(=\[]\s*[\"'](?=\S)(?!\S*\s\w+\s)|[(=+]\s?[\"']"
)
_KEYED: Final = re.compile(r"\s*[\"']?[\w-]+[\"']?\s*:\s.*[;,{]\s*\Z")


def glued_end(line: str) -> int:
    """Where the sentence ends to which code is glued; 0 if none is.

    >>> said = "Fog lay on the bay.a{b:c}", 'It was $50 a day.:"1","b":[]'
    >>> [glued_end(one) for one in said]
    [19, 17]
    >>> glued_end("It lay on the bay all day.   window.a.b = 1;"), glued_end("a.b = 1;")
    (26, 0)
    """
    hard = _HARD.search(_ENTITY.sub(lambda found: "x" * len(found[0]), line))
    if hard is None:
        return 0
    before = [(m.start(), m.end()) for m in _TOKEN.finditer(line, 0, hard.end())]
    for at in range(len(before) - 1, max(len(before) - 1 - _BACK, _FEW - 1), -1):
        start, end = before[at]
        stop = _STOP.search(line, start, max(end, min(hard.start() + 1, len(line))))
        if stop is None:
            continue
        earlier = before[at - 1]
        if _ENDED.search(line, earlier[0], earlier[1]):
            return earlier[1]
        return stop.end()
    return 0


_RUNS_UP: Final = re.compile(r"[a-z]{2}[,:]?\s\Z")
_RUNS_ON: Final = re.compile(r"\s[a-z]{2}")


def is_told(text: str, start: int, span: tuple[int, int]) -> bool:
    """Whether a sentence that tells of an attribute runs on behind it.

    >>> is_told('He typed alt="cat"> by mistake', 0, (9, 19))
    True
    >>> is_told('Fog lay. alt="cat"> It was thick.', 0, (9, 19))
    False
    """
    before = text[max(start, span[0] - 4) : span[0]]
    return bool(_RUNS_UP.search(before) and _RUNS_ON.match(text, span[1]))


_ESCAPED_OPEN: Final = re.compile(r"&(?:amp;)*+lt;/?[A-Za-z!]")


def is_shown(text: str, start: int, at: int) -> bool:
    """Whether a tag that is shown (``&lt;a href=…``) begins before ``at`` and has not ended.

    >>> is_shown('&lt;a href="x"', 0, 6), is_shown("&lt;a&gt; so", 0, 10)
    (True, False)
    """
    lead = text[max(start, at - 2000) : at]
    opened = [m.start() for m in _ESCAPED_OPEN.finditer(lead)]
    return bool(opened) and "gt;" not in lead[opened[-1] :] and ">" not in lead[opened[-1] :]

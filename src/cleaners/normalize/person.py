"""One raw string -> the people it names: no "By", no titles of office, no organisations."""

from __future__ import annotations

import re
from typing import Final

from cleaners.normalize.role import is_role, set_apart, without_role
from cleaners.normalize.text import fold, plain
from cleaners.normalize.wide_byline import is_house, wide_names
from cleaners.tables.people import (
    AND,
    ARTICLES,
    BY,
    HELPED,
    NOBODY,
    NOT_IN_NAMES,
    NOT_PEOPLE,
    ORGANISATION_WORDS,
    PARTICLES,
    ROLES,
)

_URL: Final = re.compile(r"https?://|www\.|@[\w.-]+\.[a-z]", re.IGNORECASE)
_BY: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, BY))})(?:\s*[:：]\s*|\s+|(?<=[:：]))", re.IGNORECASE
)
_SPLIT: Final = re.compile(
    rf"\s*+[;|/、，·•\n]\s*+|(?<![\u30a0-\u30ff])・|・(?![\u30a0-\u30ff])|\s*+,\s+(?!(?:{AND[0]}|jr|ph\.?d|md|m\.d|esq|ii|iii)\b)"
    rf"|,?\s+(?:{'|'.join(map(re.escape, AND))})\s+",
    re.IGNORECASE,
)
_NAME_OF_TWO: Final = r"[^\W\d_a-zß-öø-ÿ]\S*(?:\s\S+)*?\s[^\W\d_a-zß-öø-ÿ]\S*"
_ONE_LETTER_AND: Final = re.compile(rf"({_NAME_OF_TWO})\s[ei]\s({_NAME_OF_TWO})")
_ASIDE: Final = re.compile(r"\s++(?:[-–—|]\s|(?:in|for)\s(?=[A-Z])).*+", re.DOTALL)
"""What a site writes behind a name: "Ada Lovelace - Product marketer", "… in Woodworking"."""
_COUPLE: Final = re.compile(rf"[^\W\d_]{{3,}}+ (?:{'|'.join(map(re.escape, AND))}) [^\W\d_]{{3,}}+")
"""Two who sign with their first names: "Linny and Peter"."""
_NUMBER: Final = re.compile(r"\d{2}")
_DAY: Final = re.compile(
    r"(?:\d|\bon\b).*\b(?:apr|jun|aug)|\b(?:april|june|august)\W+\d", re.IGNORECASE
)
"""Months that are names of people too are months beside a number."""
_CREDENTIAL: Final = re.compile(
    r",?\s+(?:P[hH]\.?D|M\.?D|MBA|JD|CPA|CFP|CFA|RN|RD|MA|MPH|MSW|LCSW|E[sS][qQ]|DDS|DVM|D\.O)\.?(?=,|\s|$).*+",
)
"""Case counts: "Rui Ma" is a name."""
_INVERTED: Final = re.compile(r"([^\W\d_][\w'’-]++), ([^\W\d_][\w'’.-]*+(?: [^\W\d_]\.?)?)")
_DOMAIN: Final = re.compile(r"[a-z0-9]\.[a-z]{2,}")
_NAME_WORD: Final = re.compile(r"[^\W\d_]++(?:['’.-]?[^\W\d_]++)*+[.]?")
_GLUED: Final = re.compile(
    r"(?<!\AMc)(?<!\AMac)(?<!\AD[eiu])(?<!\AL[ae])(?<!\AVan)(?<=[a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ]"
)
"""Words that only a style sheet sets apart: "ToolsDeveloper"."""
_LONGEST: Final = 60
_MOST_WORDS: Final = 6
_MANY: Final = 20


def parse_people(raw: str, *, stated: bool = False) -> tuple[str, ...]:
    """The names in a byline or in a field for authors, each once, in order.

    ``stated`` says that the page calls the name a person's; words of organisations count then
    for nothing, since only the publisher can know.

    >>> parse_people("By Ada Lovelace, Mary Somerville and Staff Reporter")
    ('Ada Lovelace', 'Mary Somerville')
    >>> parse_people("Linny and Peter"), parse_people("Culture & Sports")
    (('Linny', 'Peter'), ())
    >>> parse_people("admin"), parse_people("https://example.org/people/7")
    ((), ())
    """
    text = set_apart(plain(raw[:2000]))
    wide = () if text.isascii() else wide_names(text)
    if wide:
        return wide
    if _URL.match(text) or ("/" in text and " " not in text):
        return ()
    inverted = _INVERTED.fullmatch(text)
    if inverted is not None:
        text = f"{inverted[2]} {inverted[1]}"
    parts = [half for part in _SPLIT.split(_without_by(text)) for half in _two(part or "")]
    couple = _COUPLE.fullmatch(_without_by(text)) is not None and NOT_IN_NAMES.isdisjoint(
        map(str.casefold, parts)
    )
    names: dict[str, str] = {}
    for part in parts:
        name = _name(part or "", stated=stated)
        if name and (len(parts) == 1 or couple or " " in name or not name.isascii()):
            names.setdefault(fold(name), name)
    return tuple(names.values())[:_MANY]


def _two(part: str) -> tuple[str, ...]:
    """Two whole names with the "and" of Romance or Slavic languages between them, or one.

    >>> _two("Maria da Silva e João Souza"), _two("Antoni Rovira i Virgili")
    (('Maria da Silva', 'João Souza'), ('Antoni Rovira i Virgili',))
    """
    found = _ONE_LETTER_AND.fullmatch(part)
    return (found[1], found[2]) if found else (part,)


def led_by(text: str) -> bool:
    """Whether a text begins with a word like "By" or "记者".

    >>> led_by("记者 林小舟"), led_by("林小舟")
    (True, False)
    """
    found = _BY.match(text)
    return found is not None and found.end() < len(text)


def _without_by(text: str) -> str:
    found = _BY.match(text)
    while found and found.end() < len(text):
        text = text[found.end() :]
        found = _BY.match(text)
    return text


def _name(part: str, *, stated: bool) -> str | None:
    name = _ASIDE.sub("", _CREDENTIAL.sub("", _without_by(part.strip())))
    if name.lower().startswith(HELPED):
        return None
    name = name.strip(" ,.:-–—*•\"“”„'‘«»()[]")
    name = without_role(name)
    if not (_is_stated(name) if stated else is_person(name)):
        return None
    return _cased(name)


def _cased(name: str) -> str:
    """``name``, with capitals only at the heads of words if all of it was shouted.

    >>> _cased("ADA LOVELACE"), _cased("JK Rowling")
    ('Ada Lovelace', 'JK Rowling')
    """
    letters = [c for c in name if c.isalpha()]
    shouted = len(letters) > 5 and all(c.isupper() for c in letters) and " " in name  # noqa: PLR2004
    return name.title() if shouted else name


def _is_stated(name: str) -> bool:
    words = fold(name).split()
    return (
        1 < len(name) <= _LONGEST
        and 1 <= len(words) <= _MOST_WORDS
        and any(map(str.isalpha, name))
        and not (_URL.search(name) or _DOMAIN.search(name))
        and " ".join(words) not in NOBODY
    )


def is_person(name: str) -> bool:
    """Whether ``name`` can be a person's: letters, few words, no word of an organisation.

    >>> is_person("Ada Lovelace"), is_person("Reuters Staff"), is_person("7 March 2019")
    (True, False, False)
    >>> is_person("April Fulton"), is_person("April 7"), is_person("Design: Ada Lovelace")
    (True, False, False)
    """
    if (
        not 1 < len(name) <= _LONGEST
        or _URL.search(name)
        or _DOMAIN.search(name)
        or _NUMBER.search(name)
        or _DAY.search(name)
        or ":" in name
    ):
        return False
    words = fold(name).split()
    if not 1 <= len(words) <= _MOST_WORDS or not any(map(str.isalpha, name)):
        return False
    if not name.isascii() and is_house(name):
        return False
    folded = " ".join(words)
    if folded in NOT_PEOPLE or folded in ROLES or words[0] == "the":
        return False
    return ORGANISATION_WORDS.isdisjoint(words)


def is_full_name(name: str) -> bool:
    """Whether a text without any label can only be a name: two to five capitalised words.

    >>> is_full_name("Ludwig van Beethoven"), is_full_name("Sign up"), is_full_name("Le Figaro")
    (True, False, False)
    """
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS - 1 or not is_person(name):  # noqa: PLR2004
        return False
    if words[0].casefold() in ARTICLES or any(w.casefold() in NOT_IN_NAMES for w in words):
        return False
    large = [word for word in words if not word[0].islower()]
    return (
        len(large) > 1
        and not any(map(_GLUED.search, words))
        and not is_role(name)
        and all(word in large or word in PARTICLES for word in words)
        and all(_NAME_WORD.fullmatch(word) for word in words)
    )

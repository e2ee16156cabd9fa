"""The words under a picture -> its caption and who made it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.tables.credit_labels import (
    AGENCIES,
    BARE,
    BOILERPLATE,
    CAPTIONS,
    CREDITS,
    PHRASES,
    TAKEN,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CREDIT: Final = 160
"""Characters; what is longer is prose."""
MAX_UNCASED: Final = 40
"""The same for a script without capitals, where nothing else tells a name from prose."""
MAX_READ: Final = 4_000
"""Characters of a caption that are searched for a credit."""


def _any_of(words: tuple[str, ...] | frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _spaced(labels: Mapping[str, tuple[str, ...]]) -> str:
    """Labels of a script without spaces that are too long to be part of a word."""
    words = chain.from_iterable(labels[language] for language in ("ja", "zh"))
    return _any_of(frozenset(word for word in words if len(word) >= _UNMISTAKABLE))


_UNMISTAKABLE: Final = 4
_CREDITS: Final = _any_of(frozenset(chain.from_iterable(CREDITS.values())))
_CAPTIONS: Final = _any_of(frozenset(chain.from_iterable(CAPTIONS.values())))
_PHRASES: Final = _any_of(PHRASES)

# "Foto: Ada", "[사진 출처 = Ada]", "Photo by Ada", "© Ada", "（Ｃ）Ada", behind any text
_LABELLED: Final = re.compile(
    rf"""
    (?<!\w)
    (?: (?:{_CREDITS}) (?:\ ?/\ ?(?:{_CREDITS}))?+ (?:\ by|\ courtesy)?+ \s?[:：=＝]
      | (?:{_PHRASES}) (?!\w) :?
      | copyright (?!\w) :? )
    | [©Ⓒ] | [(（][cCｃＣ][)）]
    """,
    re.VERBOSE | re.IGNORECASE,
)
# no label without one of these: a cheap look before the search for a label
_SIGN: Final = re.compile(
    r"[:：=＝©Ⓒ]|[(（][cCｃＣ][)）]|[bB]y|BY|(?i:copyright|courtesy|via|foto|photo)"
)
# "Image source, Ada": only where a text begins; services that write from right to left
# put the comma first, and nothing behind the label; Japanese ones a mere space
_LEAD: Final = r"\s*+(?:،\s*+(?:{0})|(?:{0})\s?(?:[,，،:：=＝]|$)|(?:{1})\s)\s*+"
_LEADING: Final = re.compile(_LEAD.format(_CREDITS, _spaced(CREDITS)), re.IGNORECASE)
_CAPTION: Final = re.compile(_LEAD.format(_CAPTIONS, _spaced(CAPTIONS)), re.IGNORECASE)
_AGENCY: Final = re.compile(rf"(?<!\w)(?:{_any_of(AGENCIES)})(?!\w)")
_RIGHTS: Final = re.compile(
    rf"[\s/|,;.–—-]*+(?:copyright\s(?:©\s)?+[12][0-9]{{3}}(?![0-9]).*+|(?:{_any_of(BOILERPLATE)})\W*+)$",
    re.IGNORECASE | re.DOTALL,
)
# "Foto Ada Marsh" behind a full stop, a dash or inside of a bracket, where a label stands alone
_BARE: Final = re.compile(
    rf"(?:^(?=fot\.)|(?<=[.!?…。”»\"])\s*+|\s[–—|-]\s|[(\[（]\s*+)(?:{_any_of(BARE)})(?<=[\w.])\s++(?=\w)",
    re.IGNORECASE,
)
_WIDE: Final = frozenset(chain.from_iterable(CREDITS[language] for language in ("ja", "ko", "zh")))
_SLASHED: Final = re.compile(rf"[(（\[]\s*+(?:{_any_of(_WIDE)})\s?[／/]")
_TAKEN: Final = re.compile(
    rf"(?:(?<=[。！？.])\s*+|[＝=（(]\s*+)(?P<who>[^。！？.＝=（(]{{2,30}}?)\s?(?:{'|'.join(TAKEN)})[)）]?$"
)
_SLASHES: Final = re.compile(r"\s?[/|]\s?|\svia\s")
_BRACKETS: Final = {")": "(", "]": "[", "）": "（", "】": "【", "」": "「", "］": "［"}
_SEPARATORS: Final = re.compile(r"\s[|/•–—]\s|\s?[|｜]\s?|[=＝](?=[^=＝]*$)")
_SENTENCE: Final = re.compile(
    r"(?<=[^\W\d_]{2}[.!?”\"»])\s*+(?=\S)|(?<=[0-9]{2}\.)\s*+(?=[^\W\d_])|(?<=[。！？])\s*+(?=\S)"
)
_LOWER: Final = re.compile(r"(?<![\w@.#/'’-])[a-zà-öø-ÿа-яёα-ω][\w'’]*+")
_CASED: Final = re.compile(r"[a-zA-ZÀ-ɏͰ-ϿЀ-ԯ]")
_JOINERS: Final = frozenset(
    ("a", "al", "and", "by", "courtesy", "da", "de", "degli", "dei", "del", "della", "den", "der",
     "des", "di", "do", "dos", "du", "e", "el", "en", "et", "for", "from", "für", "i", "il", "la",
     "le", "les", "of", "og", "on", "or", "over", "per", "pour", "supplied", "the", "til", "und",
     "van", "via", "von", "y", "и")
)  # fmt: skip
_NAME_WORDS: Final = 4
_EDGES: Final = " \t\n\u00a0.,;:|/–—-"


class Credited(NamedTuple):
    """A caption, and the credit that was split off it."""

    caption: str | None
    credit: str | None


def split_credit(text: str) -> Credited:
    """Split the words under a picture; a credit needs a label, a separator or an agency's name.

    Without such a sign the text stays caption whole: a name at the end may well be the person
    that is shown.

    >>> split_credit("Fog over the harbour. (Photo: Ada Marsh/Reuters)")
    Credited(caption='Fog over the harbour.', credit='Ada Marsh/Reuters')
    >>> split_credit("Image source, Getty Images")
    Credited(caption=None, credit='Getty Images')
    >>> split_credit("The mayor with Ada Marsh")
    Credited(caption='The mayor with Ada Marsh', credit=None)
    """
    text = strip_caption_label(" ".join(text[:MAX_READ].split())) or ""
    text = text.rstrip(" |/–—-")
    cut = next((found for way in _WAYS if (found := way(text)) is not None), None)
    if cut is None:
        return Credited(text or None, None)
    return Credited(cut.caption, cut.credit) if cut.credit else Credited(text or None, None)


def read_credit(text: str) -> str | None:
    """The credit in a text that is known to hold one: labels, brackets and boilerplate removed.

    >>> read_credit("(Foto: Ada Marsh / dpa)")
    'Ada Marsh / dpa'
    >>> read_credit("Foto:")
    """
    text = _unwrapped(" ".join(text[:MAX_READ].split()))
    while text:
        found = _LEADING.match(text) or _LABELLED.match(text)
        if found is None:
            break
        text = _unwrapped(text[found.end() :])
    kept = _stripped(_RIGHTS.sub("", text))
    text = kept or text
    return text if 1 < len(text) <= MAX_CREDIT else None


def _stripped(text: str) -> str:
    """``text`` without punctuation at its ends; the stop of a last initial stays.

    >>> _stripped("A. B."), _stripped("Ada Marsh.")
    ('A. B.', 'Ada Marsh')
    """
    bare = text.strip(_EDGES)
    stops = text.rstrip(_EDGES.replace(".", ""))
    return f"{bare}." if _INITIAL.search(bare) and stops.endswith(f"{bare[-1]}.") else bare


_INITIAL: Final = re.compile(r"(?:^|[\s.-])[^\W\d_a-zà-öø-ÿ]$")


def opens_with_credit(text: str) -> bool:
    """Whether ``text`` is a credit with its label, and nothing else.

    >>> opens_with_credit("Foto: Ada Marsh, Morning Post"), opens_with_credit("© Ada Marsh/dpa")
    (True, True)
    >>> opens_with_credit("Foto: the mayor speaks to the press about the storm of last night")
    False
    """
    if _SIGN.search(text, 0, MAX_CREDIT) is None:
        return False
    text = _unwrapped(" ".join(text[: 2 * MAX_CREDIT].split()))
    found = _LABELLED.match(text)
    return found is not None and is_name(text[found.end() :])


def is_credit_label(text: str) -> bool:
    """Whether ``text`` is nothing but a label, its name being elsewhere.

    >>> is_credit_label("Image source,")
    True
    >>> is_credit_label("Image source, Getty Images")
    False
    """
    found = _LEADING.match(text)
    return found is not None and not text[found.end() :].strip()


def is_caption_label(text: str) -> bool:
    """Whether ``text`` is nothing but the label of a caption.

    >>> is_caption_label("image captiontext,"), is_caption_label("Bildunterschrift:")
    (True, True)
    >>> is_caption_label("Caption this picture")
    False
    """
    found = _CAPTION.match(_untyped(text))
    return found is not None and not _untyped(text)[found.end() :].strip()


def strip_caption_label(text: str) -> str | None:
    """``text`` without the label that only a screen reader says; None if nothing is left.

    >>> strip_caption_label("Image caption, Fog over the harbour")
    'Fog over the harbour'
    >>> strip_caption_label("Captions are short")
    'Captions are short'
    """
    found = _CAPTION.match(_untyped(text))
    return (_untyped(text)[found.end() :].strip() if found else text.strip()) or None


def _untyped(text: str) -> str:
    """``image captiontext,`` is a label with its element's name run into it."""
    return re.sub(r"(?<=caption)text(?=\s?[,:])", "", text, count=1, flags=re.IGNORECASE)


def _leading(text: str) -> Credited | None:
    """A label at the beginning: a credit alone, unless prose follows."""
    found = _LEADING.match(text) or _LABELLED.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if not is_name(rest):
        return None
    return Credited(None, read_credit(rest))


def _bracketed(text: str) -> Credited | None:
    """``… (AP Photo/Ada Marsh)``: the last bracket, if a label, an agency or a slash is in it."""
    start = _open_bracket(text)
    if start is None:
        return None
    inner, before = text[start + 1 : -1].strip(), text[:start].strip()
    slashed = _SLASHED.match(text, start)
    if slashed is not None and is_name(text[slashed.end() : -1]):
        return Credited(before or None, read_credit(text[slashed.end() : -1]))
    bare = _BARE.match(text, start)
    if bare is not None and bare.end() < len(text) - 1 and _capitals(inner) and ":" not in inner:
        inner = text[bare.end() : -1].strip()
    signed = bare or _AGENCY.search(inner) or (_LABELLED.match(inner) or _LEADING.match(inner))
    if signed is None and before and not ("/" in inner and is_name(inner)):
        return None
    if len(inner) > MAX_CREDIT or not is_name(inner):
        return None
    if before and _signs_behind(before):
        return None  # "Ada Marsh (dpa)": the bracket is the tail of a longer credit
    return Credited(before or None, read_credit(inner))


def _open_bracket(text: str) -> int | None:
    """Where the bracket opens that the end of ``text`` closes."""
    closing = text[-1:]
    opening = _BRACKETS.get(closing)
    if opening is None:
        return None
    depth = 0
    for at in range(len(text) - 1, max(-1, len(text) - MAX_CREDIT - 1), -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if not depth:
            return at
    return None


def _signs_behind(before: str) -> bool:
    """Whether the credit began before the bracket: a label, or a name after a full stop."""
    if any(is_name(before[m.end() :]) for m in _LABELLED.finditer(before)):
        return True
    tail = _last_sentence(before)
    return (
        tail is not None
        and tail[-1:] not in ".!?"
        and len(tail.split()) <= _NAME_WORDS
        and is_name(tail)
    )


def _labelled(text: str) -> Credited | None:
    """``… Foto: Ada Marsh``, ``… © Ada Marsh``: the first label that a name follows."""
    for found in _LABELLED.finditer(text):
        rest = text[found.end() :]
        if len(rest) <= MAX_CREDIT and is_name(rest):
            before = text[: found.start()].rstrip(" ([（[|/–—-,、").strip()  # noqa: B005  (a set of characters)
            return Credited(before or None, read_credit(rest))
    return None


def _separated(text: str) -> Credited | None:
    """``… | Ada Marsh``: the last part behind a bar or a slash, if it is a name."""
    tail = _last_sentence(text)
    if tail and "|" in tail and tail[0] != "|" and _AGENCY.search(tail) and is_name(tail):
        return Credited(text[: len(text) - len(tail)].strip() or None, read_credit(tail))
    for found in _SEPARATORS.finditer(text):
        before, rest = text[: found.start()].strip(), text[found.end() :]
        whole_caption = len(before.split()) >= 4 or len(before) >= 16  # noqa: PLR2004  (a caption, not a name)
        strong = "|" in found[0] or _AGENCY.search(rest) or before[-1:] in ".!?"
        if found[0] in "=＝" and before and _AGENCY.fullmatch(rest.strip()):
            return Credited(before, read_credit(rest))
        if whole_caption and is_name(rest) and (strong or 1 < len(rest.split()) <= _NAME_WORDS):
            if _AGENCY.search(before[-40:]) and "|" not in found[0]:
                return None  # "HANDOUT / AFP": the credit begins earlier
            return Credited(before, read_credit(rest))
    return None


def _signed(text: str) -> Credited | None:
    """``… in Dnipro. HANDOUT / AFP``: an agency's name behind the last full stop."""
    tail = _last_sentence(text)
    if tail is None or not _AGENCY.search(tail) or not is_name(tail) or tail[-1] == ".":
        return None
    before = text[: len(text) - len(tail)].strip()
    return Credited(before or None, read_credit(tail))


def _bare(text: str) -> Credited | None:
    """``… Foto Ada Marsh``, ``… (fot. Ada Marsh)``: a label without its colon, behind a stop."""
    for found in _BARE.finditer(text):
        rest = text[found.end() :].strip()
        words = rest.rstrip(")]）").split()
        few = 0 < len(words) <= 2 * _NAME_WORDS and ":" not in rest
        if few and is_name(rest) and _capitals(rest):
            before = text[: found.start()].rstrip(" ([（[|/–—-,、").strip()  # noqa: B005
            return Credited(before or None, read_credit(rest))
    return None


def _capitals(text: str) -> bool:
    """Whether no word of ``text`` but a joiner begins with a small letter."""
    return all(word in _JOINERS or _AGENCY.match(word) for word in _LOWER.findall(text))


def _taken(text: str) -> Credited | None:
    """``…。新华社记者 某某 摄``, ``…＝某某撮影``: a name behind a stop, and that they took it."""
    found = _TAKEN.search(text)
    if found is None:
        return None
    before = text[: found.start()].strip()
    return Credited(before or None, read_credit(found["who"])) if before else None


def _alone(text: str) -> Credited | None:
    """An agency alone, or names and one parted by slashes: no caption says nothing else.

    >>> _alone("Ada Marsh/AFP/Getty Images")
    Credited(caption=None, credit='Ada Marsh/AFP/Getty Images')
    >>> _alone("Ada Marsh, NASA"), _alone("NASA engineers")
    (None, None)
    """
    parts = _SLASHES.split(text)
    signed = any(_AGENCY.fullmatch(part) for part in (parts[0], parts[-1]))
    if not signed or not is_name(text) or not _capitals(text) or "," in text:
        return None
    if any(len(part.split()) > _NAME_WORDS for part in parts):
        return None
    return Credited(None, read_credit(text))


def _last_sentence(text: str) -> str | None:
    """What stands behind the last full stop; None if there is none."""
    last = None
    for last in _SENTENCE.finditer(text):  # noqa: B007  (the last one is wanted)
        pass
    return text[last.end() :] if last else None


def is_name(text: str) -> bool:
    """Whether ``text`` can be a credit: short, and hardly a word of prose in it.

    >>> is_name("Ada Marsh for The Morning Post"), is_name("The mayor speaks to the press")
    (True, False)
    """
    text = text.strip()
    if not 1 < len(text) <= MAX_CREDIT or not any(c.isalpha() for c in text):
        return False
    if not _CASED.search(text) and (len(text) > MAX_UNCASED or len(text.split()) > 2 * _NAME_WORDS):
        return False
    prose = [
        word for word in _LOWER.findall(text) if word not in _JOINERS and not _AGENCY.match(word)
    ]
    return len(prose) <= len(text.split()) // 4


def _unwrapped(text: str) -> str:
    """``text`` without brackets around it and punctuation at its ends."""
    text = _stripped(text)
    while text:
        before = text
        if text[0] in _BRACKETS.values() and _BRACKETS.get(text[-1]) == text[0]:
            text = _stripped(text[1:-1])
        for closing, opening in _BRACKETS.items():
            if text.endswith(closing) and opening not in text:
                text = _stripped(text[:-1])
            if text.startswith(opening) and closing not in text:
                text = _stripped(text[1:])
        if text == before:
            break
    return text


_WAYS: Final = (_leading, _bracketed, _labelled, _bare, _taken, _separated, _signed, _alone)
"""How a credit is told, the surest first."""

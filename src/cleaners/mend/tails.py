"""Tags that were cut at their tail or in their middle: a parser hands their values on as whole.

A value that lost its closing quote runs to the next one and swallows the page between; it
ends where the next tag begins. A tag without its ``>`` ends there as well. What was swallowed
goes back to the page. In a tag that lost its middle two halves met, which shows where one
value ends in ``name=``, or where a value is what no value of that name can be.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit
from cleaners.mend.joins import joined
from cleaners.mend.markup import READ
from cleaners.mend.misfits import (
    CANDIDATES,
    JOINED,
    LIST,
    SIZES,
    no_address,
    no_candidate,
    no_words,
)
from cleaners.mend.rebuild import Part, closed, head_cut, known, tail_cut, write
from cleaners.mend.spilt import CODE
from cleaners.tables.elements import SILENT
from cleaners.tables.torn import ELEMENTS, KEPT_BY_HEAD, RAW, SRCSETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.mend.attribute import Attribute
    from cleaners.mend.markup import Token

_CODE: Final = tuple(",:;{}[]()+")
_SOURCES: Final = frozenset(
    ("src", "data-src", "data-original", "data-lazy-src", "data-image", "data-url")
)
_MOST_STATED: Final = 60
_LONGEST: Final = 1_000
"""Characters of an address that is compared with others."""
_HOST: Final = re.compile(r"(?:https?:)?//([^/?#\s]*+)")
_SAME_HOST: Final = 5
_EDGES: Final = "/?&,_-=@.%:;"
_LEAST_LOST: Final = 3
"""Characters, each number being one: a size is another size."""
_DIGITS: Final = re.compile(r"[0-9]++")
_GARBAGE: Final = re.compile(r"""["'=]|,\Z""")


def mend_tag(text: str, token: Token) -> Edit | None:
    """The edit that makes a start tag whole; None if nothing tells that it is cut.

    >>> from cleaners.mend.markup import tokens
    >>> broken = '<img alt="Fog" src="g/f</p><p class="x">'
    >>> mend_tag(broken, next(tokens(broken))).after
    '<img alt="Fog" data-torn="src" data-torn-src="g/f">'
    >>> mend_tag("<b>", next(tokens("<b>")))
    """
    if token.torn:
        return None if compares(text, token) else _tail(text, token)
    if token.name in _OF_IMAGES and (at := _image_from(text, token)) is not None:
        return _image_back(token, at)
    if token.name in READ and (token.joined or _suspect(token)):
        return _middle(text, token)
    return None


def compares(text: str, token: Token) -> bool:
    """Whether a torn tag is none, but a sign between two names: ``a<b and b<c``.

    >>> from cleaners.mend.markup import tokens
    >>> said = "If a<b and so on"
    >>> [compares(said, t) for t in tokens(said) if t.kind == "start"]
    [True]
    >>> said = "<p>One</p><b and so on"
    >>> [compares(said, t) for t in tokens(said) if t.name == "b"]
    [False]
    """
    if len(token.name) > 1 or any(
        a.quote or (a.value is not None and known(a.name)) for a in token.attributes
    ):
        return False
    return _OPERAND.search(text[max(token.start - 20, 0) : token.start]) is not None


_OPERAND: Final = re.compile(r"(?:[\w)\]]|(?<!\w)(?:[^\W\d_]|\d{1,9}+)\s)\Z")


def _tail(text: str, token: Token) -> Edit | None:
    if token.name not in ELEMENTS and "-" not in token.name:
        return _unknown(text, token)
    parts: list[Part] = []
    for attribute in token.attributes:
        last = attribute is token.attributes[-1]  # of a bare name the value may be lost
        parts += [] if last and attribute.value is None else _parts(attribute)
    if not parts and token.end >= len(text) and token.name not in KEPT_BY_HEAD:
        return Edit(token.start, token.end, "", "torn-tag-tail", 0.9)
    written = write(token.name, parts)
    if token.name.startswith("amp-") or token.name in _HOLDS:
        rest = text[token.end : token.end + 20_000]
        whole = closed(token.name, written, rest)
        written = "" if token.name in CODE and whole != written else whole
    return Edit(token.start, token.end, written, "torn-tag-tail", 0.9)


_HOLDS: Final = RAW | SILENT | {"video"}
"""What swallows all words up to its end tag."""
_GLUED_NAME: Final = re.compile(r"<([a-z]++)(?=[A-Z0-9“])")
_MOST_OF_A_NAME: Final = 30
_FRESH: Final = frozenset(".!?…)]”’>\n。")


def _unknown(text: str, token: Token) -> Edit | None:
    """The head of a name: alone it goes, before a word it leaves that alone.

    A ``<`` before anything else would swallow words: markup has to write it as an entity.

    >>> from cleaners.mend.markup import tokens
    >>> sources = "Fog.<scWhile it lay </p>", "a <xyz of b and c </p>"
    >>> [(e.start, e.end, e.after) for said in sources
    ...  for t in tokens(said) if t.kind == "start" and (e := mend_tag(said, t))]
    [(4, 7, ''), (2, 3, '&lt;')]
    """
    glued = _GLUED_NAME.match(text, token.start)
    if glued and _is_name(glued[1]) and (token.start == 0 or text[token.start - 1] in _FRESH):
        return Edit(token.start, glued.end(), "", "torn-tag-tail", 0.6)
    if token.end - token.start <= _MOST_OF_A_NAME and _is_name(token.name):
        return Edit(token.start, token.end, "", "torn-tag-tail", 0.7)
    behind = text[token.end : token.end + 200].partition("<")[0]
    run_in = token.start > 0 and text[token.start - 1].isalnum()
    if run_in or behind.strip() or " " in text[token.start : token.end].strip():
        return Edit(token.start, token.start + 1, "&lt;", "bare-less-than", 0.6)
    return None


def _is_name(name: str) -> bool:
    return any(element.startswith(name) for element in ELEMENTS)


def _parts(attribute: Attribute) -> list[Part]:
    """What one attribute still says: whole, in part, or nothing."""
    if attribute.value is None:
        return [] if attribute.cut or not known(attribute.name) else [Part(attribute.name, None)]
    if attribute.cut:
        return tail_cut(attribute.name, attribute.value)
    return [Part(attribute.name, attribute.value)]


def _suspect(token: Token) -> bool:
    if any(a.name == "data-torn" for a in token.attributes):
        return False
    stated = _addresses(token)
    return (
        any(_wrong(a, stated) or _misnamed(a, token) for a in token.attributes)
        or _glued(token) is not None
    )


def _misnamed(attribute: Attribute, token: Token) -> bool:
    """Whether a name is what no name can be: a quote ends the first, or two halves of one met.

    >>> from cleaners.mend.markup import tokens
    >>> mend_tag(said := '<img og.png" alt="Fog">', next(tokens(said))).after
    '<img alt="Fog" data-torn="">'

    A quote that was never escaped ends a later one:

    >>> mend_tag(said := '<img alt="A pot, 6" wide">', next(tokens(said)))
    """
    name = attribute.name
    if len(name) > 1 and name[-1] in "\"'" and name[0] not in "\"'":
        before = token.attributes[: token.attributes.index(attribute)]
        return all(one.value is None for one in before)
    return _half_named(attribute) and all(a.name != "srcset" for a in token.attributes)


def _half_named(attribute: Attribute) -> bool:
    """Whether a list stands under a name that begins and ends as ``srcset`` does.

    >>> from cleaners.mend.attribute import Attribute
    >>> [_half_named(Attribute(n, "/a.jpg 1x, /b.jpg 2x", 0, 0)) for n in ("srct", "srcset", "x")]
    [True, False, False]
    """
    name = attribute.name
    half = len(name) > 1 and name[0] == "s" and name[-1] == "t" and name != "srcset"
    return half and not known(name) and LIST.search(attribute.value or "") is not None


def _glued(token: Token) -> Attribute | None:
    """An alt or title behind whose quote no attribute comes, but more of a list or of code."""
    for one, other in pairwise(token.attributes):
        coded = other.name[:1] in _CODE and len(other.name) > 1
        if coded and one.end == other.start and one.name in ("alt", "title"):
            return one
    return None


def _addresses(token: Token) -> list[str]:
    """The addresses that a tag states, as far as two halves can show beside one another."""
    stated: list[str] = []
    for attribute in token.attributes:
        value = attribute.value or ""
        if attribute.cut or value.startswith(("data:", "{")):
            continue
        if attribute.name in _SOURCES:
            stated.append(value.strip())
        elif attribute.name.endswith(SRCSETS):
            stated += [c.split()[0] for c in CANDIDATES.split(value) if c.strip(" ,") and c.split()]
    stated = [address for address in stated if len(address) <= _LONGEST]
    return stated if len(stated) <= _MOST_STATED else []


def _listed(srcset: str) -> list[str]:
    r"""The first word of each candidate of a srcset.

    >>> _listed("a.jpg 320w,\n b.jpg 640w,\n")
    ['a.jpg', 'b.jpg']
    """
    parts = (candidate.split() for candidate in CANDIDATES.split(srcset))
    return [words[0] for words in parts if words and words[0].strip(",")]


def _wrong(attribute: Attribute, stated: list[str]) -> bool:
    """Whether a value is what no value of its name can be: two halves that met."""
    value, name = (attribute.value or "").strip(), attribute.name
    if attribute.cut or _half_quoted(attribute):
        return True
    if name in _SOURCES:
        return not value.startswith(("data:", "{")) and (
            no_address(value) or (len(value) <= _LONGEST and joined(value, stated))
        )
    if name == "alt":
        return no_words(value)
    if name.endswith(SRCSETS):
        return bool(JOINED.search(value) or SIZES.search(value) or _odd_ones(value, stated))
    return name in ("width", "height", "sizes", "class", "title") and bool(LIST.search(value))


def _half_quoted(attribute: Attribute) -> bool:
    """Whether a value begins without the quote that it ends with; a whole address lost but that.

    >>> from cleaners.mend.attribute import Attribute
    >>> [_half_quoted(Attribute("src", said, 0, 0)) for said in ('a.jpg"', '/a.jpg"', "a.jpg")]
    [True, False, False]
    """
    value = attribute.value or ""
    whole = value.startswith(("/", "http")) and "'" not in value
    return not attribute.quote and value[-1:] == '"' and not whole


def _odd_ones(srcset: str, stated: list[str]) -> set[int]:
    """Which candidates are two halves that met."""
    listed = _listed(srcset)
    odd = _odd_one(srcset)
    listed = [c if len(c) <= _LONGEST else "" for c in listed]
    met = {i for i, c in enumerate(listed) if no_candidate(c) or joined(c, stated)}
    placed = [c.startswith("/") or bool(_HOST.match(c)) for c in listed]
    if sum(placed) > 1 and placed.count(False) == 1:  # a file beside this one, or a half
        met.add(placed.index(False))
    return met if odd is None else met | {odd}


def _odd_one(srcset: str) -> int | None:
    """Which candidate is a head and a tail of the shape that all others share; None if none is.

    A size that leaves out a whole folder or parameter is another size, not a cut one.

    >>> _odd_one("//e.org/bay/10.jpg 1x, //e.org/bay/20.jpg 2x, //e.org/bapg 3x")
    2
    >>> _odd_one("//e.org/a/10.jpg 1x, //e.org/a/20.jpg 2x, //e.org/30.jpg 3x")
    >>> _odd_one("//e.org/gate.jpg 1x, //e.org/gate2.jpg 2x, //e.org/gate3.jpg 3x")
    """
    shapes = [_DIGITS.sub("0", c.split()[0]) for c in CANDIDATES.split(srcset) if c.strip(" ,")]
    if not shapes:
        return None
    hosts = [m[1] if (m := _HOST.match(shape)) else "" for shape in shapes]
    (common, _), *lone = Counter(hosts).most_common()
    if len(hosts) > 2 and [count for _, count in lone] == [1] and _half(lone[0][0], common):  # noqa: PLR2004
        return hosts.index(lone[0][0])
    common = Counter(shapes).most_common(1)[0][0]
    odd = [i for i, shape in enumerate(shapes) if shape != common]
    if len(odd) != 1 or shapes.count(common) < 2 or len(shapes[odd[0]]) > len(common):  # noqa: PLR2004
        return None
    shape = shapes[odd[0]]
    head = 0
    while head < len(shape) and shape[head] == common[head]:
        head += 1
    tail = shape[head:]
    lost = common[head : len(common) - len(tail)]
    whole = (
        len(lost) < _LEAST_LOST
        or lost[0] in _EDGES
        or lost[-1] in _EDGES
        or shape[head - 1 : head] in _EDGES
    )
    return odd[0] if common.endswith(tail) and not whole else None


def _half(host: str, common: str) -> bool:
    """Whether ``host`` starts as the host of all others does, and then is something else."""
    return host != common and len(host) <= len(common) and host[:_SAME_HOST] == common[:_SAME_HOST]


def _middle(text: str, token: Token) -> Edit:
    written = write(token.name, _sure(token.attributes, token))
    if token.name.startswith("amp-"):
        written = closed(token.name, written, text[token.end : token.end + 20_000])
    return Edit(token.start, token.end, written, "torn-tag-middle", 0.7)


def _sure(attributes: Sequence[Attribute], token: Token) -> list[Part]:
    """What ``attributes`` of a tag that lost its middle still say."""
    parts: list[Part] = []
    names = {a.name for a in attributes}
    stated, glued = _addresses(token), _glued(token)
    for attribute in attributes:
        if "srcset" not in names and _half_named(attribute):
            parts.append(Part("srcset", attribute.value))
            continue
        if attribute is not glued and not _wrong(attribute, stated):
            if not _GARBAGE.search(attribute.name):
                parts.append(Part(attribute.name, attribute.value))
            continue
        parts += _halves(attribute, names, stated)
    return parts


_SHOWN: Final = frozenset(
    ("alt", "loading", "decoding", "fetchpriority", "draggable", "onload", "onerror")
)
_OF_IMAGES: Final = {
    "source": _SHOWN | {"class", "style", "id", "title", "itemprop"},
    "picture": _SHOWN | {"src", "srcset", "width", "height", "data-src", "data-srcset"},
}
"""What an ``img`` has and the tags before it in a picture have not."""
_OF_SOURCES: Final = frozenset(("type", "media"))
_PICTURE: Final = re.compile(r"<img|<source|</picture", re.IGNORECASE)


def _image_from(text: str, token: Token) -> int | None:
    """Where the attributes of an ``img`` begin in a tag before it that took them over.

    The end of the one and the name of the other were lost: the picture holds no other image.
    None if it does, or if nothing tells of an ``img``.

    >>> from cleaners.mend.markup import tokens
    >>> torn = '<source srcset="/a.webp" width="3" src="/a.jpg" alt="Pier"></picture>'
    >>> mend_tag(torn, next(tokens(torn))).after
    '<source srcset="/a.webp" width="3" data-torn=""><img src="/a.jpg" alt="Pier" data-torn="">'
    >>> whole = '<source srcset="/a.webp" alt="Pier"><img src="/a.jpg"></picture>'
    >>> mend_tag(whole, next(tokens(whole)))
    """
    attributes = token.attributes
    names = [a.name for a in attributes]
    shown = _OF_IMAGES[token.name]
    if shown.isdisjoint(names) and not {"src", "srcset"} <= set(names):
        return None
    behind = _PICTURE.search(text, token.end, token.end + 2_000)
    if "data-torn" in names or behind is None or behind[0][1] != "/":
        return None
    first = next((i for i, n in enumerate(names) if n in shown or n == "src"), len(names))
    stated = _addresses(token)
    seam = [
        i + 1
        for i, a in enumerate(attributes[:first])
        if _wrong(a, stated) or not (known(a.name) or a.name in _OF_SOURCES)
    ]
    if not seam and _SHOWN.isdisjoint(names) and "src" not in names:
        return None  # a class alone may be the author's
    return seam[-1] if seam else first


def _image_back(token: Token, at: int) -> Edit:
    """The two tags whose halves met in one."""
    before = write(token.name, _sure(token.attributes[:at], token))
    image = write("img", _sure(token.attributes[at:], token))
    return Edit(token.start, token.end, before + image, "torn-tag-middle", 0.7)


def _halves(attribute: Attribute, names: set[str], stated: list[str]) -> list[Part]:
    """What is sure of a value in which two halves met."""
    name, value = attribute.name, attribute.value or ""
    if name.endswith(SRCSETS):
        odd = _odd_ones(value, stated)
        if odd and not JOINED.search(value):
            listed = [c.strip() for c in CANDIDATES.split(value) if c.strip(" ,")]
            rest = ", ".join(c for i, c in enumerate(listed) if i not in odd)
            return [*([Part(name, rest)] if rest else []), Part(name, None, torn=True)]
        parts = [] if JOINED.search(value) or SIZES.search(value) else tail_cut(name, value)
        return [*[p for p in parts if not p.torn], Part(name, None, torn=True)]
    found = LIST.search(value)
    if found and "srcset" not in names:
        whole = [p for p in head_cut("srcset", value[found.start() - 1 :]) if not p.torn]
        return [Part(name, None, torn=True), *whole, Part("srcset", None, torn=True)]
    return [Part(name, None, torn=True)]

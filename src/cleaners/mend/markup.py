"""A tolerant reader of markup that keeps offsets, where a parser would keep a tree.

It reads as the HTML standard's tokenizer does, with one difference: a start tag in which the
next tag begins (``<img alt="" </a>``) ends there, as torn, instead of swallowing it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.mend.attribute import Attribute
from cleaners.mend.glued_words import count_words, own_name, own_words
from cleaners.mend.unclosed_value import ADDRESS, own_end
from cleaners.tables.torn import (
    ATTRIBUTES,
    CLOSED,
    ELEMENTS,
    HOLDING_WORDS,
    RAW,
    SRCSETS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN: Final = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z][^\s/><\"'=]*+)")
# Nearly every piece is whole, and one look tells it: text; a start tag whose values are quoted on
# both sides and hold no "<"; an end tag. All else is read attribute by attribute.
_WHOLE: Final = re.compile(
    r"""
      (?: [^<]++ | <(?! [A-Za-z!?] | /[A-Za-z] ) )++
    | < (?P<start> [A-Za-z][^\s/><"'=]*+ )
      (?: [\s/]++ [^\s/><="']++
          (?: \s*+=\s*+ (?: "[^"<]*+" | '[^'<]*+' ) (?=[ \t\n\r/>])
            | [ \t]*+=[ \t]*+ [^\s"'<>] [^\s<>]*+ (?=[\s>]) )?+
      )*+
      [\s/]*+ >
    | </ (?P<end> [A-Za-z][^\s/><"'=]*+ ) [^<>]*+ >
    """,
    re.VERBOSE,
)
_SPACE: Final = re.compile(r"[\s/]*+")
_NAME: Final = re.compile(r"=?[^\s/><=]*+")
_EQUALS: Final = re.compile(r"\s*+=\s*+")
_CODED: Final = re.compile(r"\w(?:&&|\|\||[(;{])")
_NEXT: Final = re.compile(r"([\w:.-]++)=[\"']")
_BARE: Final = re.compile(r"[^\s<>]++")
_NAMES: Final = "|".join(sorted(ELEMENTS, key=len, reverse=True))
_TAGLIKE: Final = re.compile(
    rf"<(?:/?(?:{_NAMES}|[a-z]++-[\w-]++)(?=[\s/><]|\Z)|!--)",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(r"[\s\"'][\w:.-]{1,40}+=\s*+\Z")


READ: Final = frozenset(("img", "amp-img", "source", "picture", "amp-anim"))
"""Elements whose attributes are read even if the tag is whole: their values may be wrong."""


class Token(NamedTuple):
    """A piece of the source: text, start, end, comment, other, or raw (inside script …)."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    """Of a picture, and of a tag that is torn; of others nobody asks."""
    torn: bool = False
    joined: bool = False
    """Two halves of attributes met: some were lost in the middle."""


def tokens(text: str) -> Iterator[Token]:
    """The pieces of ``text`` in order, none left out.

    >>> [(t.kind, t.name) for t in tokens("a<b>c</b>")]
    [('text', ''), ('start', 'b'), ('text', ''), ('end', 'b')]
    >>> [t.torn for t in tokens('<img alt="" </a>')]
    [True, False]
    """
    at, size = 0, len(text)
    closed = {"-->": True}
    match, new = _WHOLE.match, tuple.__new__  # a tag and a text each: there may be very many
    while at < size:
        whole = match(text, at)
        if whole is None:
            token = _token(text, at, closed)
        elif (kind := whole.lastgroup) is None:
            token = new(Token, ("text", at, whole.end(), "", (), False, False))
        else:
            name = whole[kind].lower()
            if kind == "start" and name in READ:
                token = read_tag(text, at, whole.end("start"), name)
            else:
                token = new(Token, (kind, at, whole.end(), name, (), False, False))
        yield token
        at = token.end
        if token.kind == "start" and token.name in RAW and not token.torn:
            end = _raw_end(text, at, token.name, closed)
            if end > at:
                yield Token("raw", at, end, token.name)
            at = end


def _token(text: str, start: int, closed: dict[str, bool]) -> Token:
    """What begins at ``start`` with a ``<``: a comment and its like, or a tag that may be torn."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 2) if closed["-->"] else -1
        closed["-->"] = end >= 0
        return Token("comment", start, end + 3 if end >= 0 else len(text), torn=end < 0)
    found = _OPEN.match(text, start)
    if found is None:
        end = text.find(">", start)
        return Token("other", start, end + 1 if end >= 0 else len(text))
    name = found["name"].lower()
    if found["end"]:
        cut = text.find("<", start + 1)
        return Token("end", start, cut if cut >= 0 else len(text), name, torn=True)
    at = _end(_SPACE.match(text, found.end()), found.end())
    if text.startswith("<", at):  # a name alone: there may be very many of them
        return Token("start", start, at, name, torn=True)
    return read_tag(text, start, at, name)


def _raw_end(text: str, at: int, name: str, closed: dict[str, bool]) -> int:
    """Where the content of a script and its like ends; the end of the text if nowhere."""
    if not closed.get(name, True):
        return len(text)
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    closed[name] = found is not None
    return found.start() if found else len(text)


def _end(found: re.Match[str] | None, at: int) -> int:
    return found.end() if found else at


def read_tag(text: str, start: int, at: int, name: str) -> Token:
    """The start tag that begins at ``start`` and whose name ends at ``at``."""
    attributes: list[Attribute] = []
    size, joined = len(text), False
    while True:
        at = _end(_SPACE.match(text, at), at)
        if at >= size or text[at] == "<":
            return _cut_tag(text, start, min(at, size), name, attributes, joined)
        if text[at] == ">":
            return Token("start", start, at + 1, name, tuple(attributes), joined=joined)
        read = _attribute(text, at)
        attributes.append(read)
        if read.cut:
            return _cut_tag(text, start, read.end, name, attributes, joined)
        at = read.end
        if read.value == "" and not read.quote and "\n" not in text[read.start : read.end]:
            joined = True
            attributes[-1] = read._replace(cut=True)
        elif read.quote and _runs_on(text, read):
            joined = True
            attributes[-1] = read._replace(cut=True)
            at, met = _second_half(text, read)
            attributes += met


def _cut_tag(
    text: str,
    start: int,
    end: int,
    name: str,
    read: list[Attribute],
    joined: bool,  # noqa: FBT001
) -> Token:
    """A tag that was cut; words behind it that cannot be attributes are prose."""
    coded = next((i for i, one in enumerate(read) if _CODED.search(one.name)), 0)
    if coded:
        end = read[coded].start
        del read[coded:]
    words = count_words(read)
    held = name in HOLDING_WORDS and text.startswith(f"</{name}", end)  # words, and it is closed
    if words > 1 or (words and held):
        end = own_name(text, read[-words])
        del read[-words:]
    if read and not read[-1].quote and read[-1].value is not None:
        end = _unquoted(text, read, end, prose=bool(words))
    elif read and read[-1].cut and held:
        end = own_words(text, read, end)
    return Token("start", start, end, name, tuple(read), torn=True, joined=joined)


def _unquoted(text: str, read: list[Attribute], end: int, *, prose: bool) -> int:
    """A value without quotes at the end of a cut tag may be cut as well, or be prose.

    Where all others have quotes it is the first word behind ``name=``.
    """
    last = read[-1]
    if prose and any(one.quote for one in read):
        at = text.rfind(last.value or "", last.start, last.end)
        read[-1] = last._replace(value="", cut=True, end=at)
        return at
    read[-1] = last._replace(cut=True)
    return end


def _attribute(text: str, at: int) -> Attribute:
    found = _NAME.match(text, at)
    name = found[0].lower() if found else ""
    end = at + max(len(name), 1)
    equals = _EQUALS.match(text, end)
    if equals is None:
        return Attribute(name, None, at, end, cut=end >= len(text) or text[end] == "<")
    end = equals.end()
    quote = text[end : end + 1]
    if quote == "“" and (typed := _TYPED.match(text, end)):
        return Attribute(name, typed[1], at, typed.end(), quote)
    awaited = "\n" in equals[0]
    if quote not in ('"', "'") or not quote or (awaited and _QUOTED_PROSE.match(text, end)):
        return _unmarked(text, name, at, end, awaited=awaited)
    close = text.find(quote, end + 1)
    limit = cut_point(text, name, end + 1, close)
    if limit is None:
        return Attribute(name, text[end + 1 : close], at, close + 1, quote)
    return Attribute(name, text[end + 1 : limit], at, limit, quote, cut=True)


def _unmarked(text: str, name: str, at: int, end: int, *, awaited: bool) -> Attribute:
    """An attribute without quotes; its value does not wait for the next line.

    The next attribute is none either: ``height=src="a.jpg"`` lost what was between them.

    >>> [_unmarked(said, "alt", 0, 4, awaited=False).value for said in ('alt=src="a">', "alt=src>")]
    ['', 'src']
    """
    following = _NEXT.match(text, end)
    if awaited:
        if following:
            return Attribute(name, "", at, end)
        return Attribute(name, None, at, at + len(name) + 1, cut=True)
    if following and (following[1] in ATTRIBUTES or following[1].startswith("data-")):
        return Attribute(name, "", at, end)
    bare = _BARE.match(text, end)
    stop = bare.end() if bare else end
    cut = stop >= len(text) or text[stop] == "<"
    return Attribute(name, text[end:stop], at, stop, cut=cut)


_TYPED: Final = re.compile(r"“([^“”<>\n]*+)”(?=[\s/>]|\Z)")
_QUOTED_PROSE: Final = re.compile(
    r"[\"'][A-ZÀ-Þ\u0370-\uffff][\w'’-]*+,?+(?:\s++[^\W\d_][\w'’-]*+,?+){4}\s"
)
"""A sentence in quotes, where the value of an attribute may be awaited."""
_WORDS: Final = re.compile(
    r"[^\S\n]*+\n(?=\s*+\S++[^\S\n]++[^\W\d_]++(?:[^\S\n]|[,.;:!?]\s))|\s(?=\S++\s++\S++\s++[^\W\d_])"
)
_SENTENCE: Final = re.compile(
    r"(?:[^\W\d_][\w'’-]*+,?+\s++){5}[^<>\"]{0,400}?[^\W\d_][.!?:;]\s|\n[^\S\n]*+[A-Z][\w'’-]*+\s"
)
"""Five words, and the end of a sentence; or a line that begins with a word."""


def _is_prose(text: str, name: str, start: int, stop: int) -> bool:
    """Whether a value holds what no whole value of its name does: words, sentences."""
    if name in ADDRESS:
        return _WORDS.search(text, start, stop) is not None
    listed = name in CLOSED or name in ("alt", "title", "content") or name.endswith(SRCSETS)
    return listed and _SENTENCE.search(text, start, min(stop, start + 4_000)) is not None


def cut_point(text: str, name: str, start: int, close: int) -> int | None:
    """Where a quoted value was cut, if it swallowed what follows; None if it is whole."""
    stop = close if close >= 0 else len(text)
    tag = _TAGLIKE.search(text, start, stop)
    if name.startswith("data-torn"):
        return None if close >= 0 else stop
    if close < 0:
        return own_end(text, name, start, tag.start() if tag else stop)
    if tag is None:
        strange = text[close + 1 : close + 2] not in " \t\n\r/>"
        return (
            own_end(text, name, start, stop)
            if strange and _is_prose(text, name, start, stop)
            else None
        )
    if name in CLOSED and name != "style" and not text.startswith("data:", start):
        return own_end(text, name, start, tag.start())
    value = text[max(tag.start(), stop - 400) : stop]
    after = text[close + 1 : close + 2]
    opened = _opens_a_value(value)
    strange = after not in ("", " ", "\t", "\n", "\r", ">", "/")
    if (not name.startswith(("on", "data-", "srcdoc")) and (opened or strange)) or (
        strange and name.startswith("data-") and _BLOCKS.search(text, tag.start(), stop)
    ):
        return own_end(text, name, start, tag.start())
    return tag.start() if opened and strange and not name.startswith("on") else None


_BLOCKS: Final = re.compile(r"\n\s*+</?(?:p|div|h[1-6]|ul|ol|li|section|article|figure)[\s>]")
"""Blocks on lines of their own: what a page holds, and the value of an attribute hardly."""


def _opens_a_value(text: str) -> bool:
    """Whether a text ends inside of a tag, where a value would begin.

    >>> _opens_a_value('</p><img src='), _opens_a_value("<b>a = ")
    (True, False)
    """
    last = text[text.rfind("<") :]
    return last[1:2].isalpha() and ">" not in last and _OPENING.search(last) is not None


_ADDRESS_ON: Final = re.compile(r"/[\w/][^\s<>\"']*+[\"']")
_EQUAL_END: Final = re.compile(r"[\w:.\s-]=\Z")


def _runs_on(text: str, read: Attribute) -> bool:
    """Whether a value ends in ``name=``, and more follows: it met the middle of another.

    So did an address right behind which another one begins.
    """
    after = text[read.end : read.end + 1]
    if after in ("", " ", "\t", "\n", "\r", ">", "<") or read.name.startswith("data-torn"):
        return False
    if after == "/" and not _ADDRESS_ON.match(text, read.end):
        return False
    if read.name in ("src", "srcset") and text.startswith(("http://", "https://"), read.end):
        return True
    return bool(
        read.value and _EQUAL_END.search(read.value[-2:]) and read.name in CLOSED | {"alt", "title"}
    )


_MET: Final = re.compile(r"(?:srcset|src|alt|width|height)=\Z", re.IGNORECASE)


def _second_half(text: str, read: Attribute) -> tuple[int, list[Attribute]]:
    """Where the value behind the junction ends, and the attribute if its name is whole."""
    close = text.find(read.quote, read.end)
    bound = text.find("<", read.end)
    if close < 0 or 0 <= bound < close:
        return read.end, []
    name = _MET.search((read.value or "")[-8:])
    if name is None:
        return close + 1, []
    value = text[read.end : close]
    return close + 1, [Attribute(name[0][:-1].lower(), value, read.end, close + 1, read.quote)]

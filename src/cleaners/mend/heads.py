"""Remains of tags whose head was lost: to every parser they are text.

``…/240/fog.jpg 240w, https://… 480w" alt="Fog" width="976">``: every quote is tried as the
end of the cut value; the first one stands behind which all parses as attributes up to a
``>``. A chain that starts in or before a name is tried as well. Behind each there has to be
evidence: names that tags have, or what is left of an address.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.mend.alone import alone, bare, bare_before
from cleaners.mend.edits import REST, Edit, settle
from cleaners.mend.elements import shows_by_size
from cleaners.mend.glued_words import stands_alone
from cleaners.mend.nameends import ends_a_name, ends_any_name, whole_name
from cleaners.mend.prose import is_shown, is_told
from cleaners.mend.rebuild import (
    Part,
    closed,
    cut_name,
    element_of,
    head_cut,
    is_boolean,
    known,
    write,
)  # fmt: skip
from cleaners.mend.remnants import ADDRESS_END, MAX_LIST, is_folder, value_before
from cleaners.mend.tagnames import BEHIND_BLOCK, lone_end, name_before
from cleaners.tables.torn import ATTRIBUTES, EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


class Dialect(NamedTuple):
    """How quotes and the end of a tag are written."""

    name: str
    quotes: tuple[re.Pattern[str], ...]
    close: re.Pattern[str]
    unescape: int = 0


_PLAIN: Final = re.compile(r"\s*+/?\s*+>")
DIALECTS: Final = (
    Dialect("plain", (re.compile(r'(?<!\\)"'), re.compile(r"(?<!\\)'")), _PLAIN),
    Dialect("backslash", (re.compile(r'(?<!\\)\\++"'), re.compile(r"(?<!\\)\\++'")),
            re.compile(r"\s*+\\*+/?\s*+>")),
    Dialect("typographic", (re.compile("[“”„″]"), re.compile("[‘’‚′]")), _PLAIN),
    Dialect("entity", (re.compile("&(?:quot|#34|#x22);"), re.compile("&(?:apos|#0?39|#x27);")),
            re.compile(r"\s*+/?\s*+(?:>|&gt;)"), 1),
    Dialect("entity twice", (re.compile("&amp;(?:quot|#34|#x22);"),
                             re.compile("&amp;(?:apos|#0?39);")),
            re.compile(r"\s*+/?\s*+(?:>|&gt;|&amp;gt;)"), 2),
)  # fmt: skip
_NAME: Final = re.compile(r"\s*+([A-Za-z_:@][\w:.@-]{0,63}+)")
_EQUALS: Final = re.compile(r"\s*+=\s*+")
_BARE: Final = re.compile(
    r"(?:https?:)?//[^\s\"'<>`\\“”„″‘’‚]++|[^\s\"'<>=`&\\“”„″‘’‚]++", re.IGNORECASE
)
_STARTS: Final = re.compile(r"(?:(?<![\w:.@-])|(?<=\w[.!?…]))[\w:@-]{0,40}+[ \t]?=\s?")
_SIGN: Final = re.compile("[=\"'“”„″‘’‚′&]")
"""Without one of these there is no attribute in any dialect."""
_MAX_ATTRIBUTES: Final = 80
_MOST: Final = 5_000
"""Ends of tags in one text that are asked about; more are made to hurt."""
_MOST_QUOTES: Final = 100_000
"""Quotes of one shape in one text up to which it is read; a long novel has 20,000."""
_MOST_NAMES: Final = 50_000
"""Equal signs of one text up to which it is read; 1,451 pages have up to 65."""
_MAX_LINE: Final = 2000
_BLOCK_END: Final = 16


class _Link(NamedTuple):
    """One attribute of a chain, and where the chain goes on."""

    part: Part
    next: int


class Remains(NamedTuple):
    """A chain of attributes that ends a tag: where it starts and ends, and what it says."""

    start: int
    end: int
    parts: tuple[Part, ...]


class _Reader:
    """Chains of one dialect in one text; every place is tried once."""

    def __init__(self, text: str, dialect: Dialect, start: int, end: int, names: list[int]) -> None:
        self.text, self.dialect, self.start, self.names = text, dialect, start, names
        self.quotes = [
            [(m.start(), m.end()) for m in islice(quote.finditer(text, start, end), _MOST_QUOTES)]
            for quote in dialect.quotes
        ]
        full = [q[-1][1] for q in self.quotes if len(q) == _MOST_QUOTES]
        full += self.names[-1:] if len(self.names) == _MOST_NAMES else []
        self.end = min([end, *full])
        self.starts = [[q[0] for q in quotes] for quotes in self.quotes]
        self.links: dict[int, _Link | None] = {}
        self.ends: dict[int, int | None] = {}

    def reach(self, at: int) -> int | None:
        """Where the chain from ``at`` ends a tag; None if something else comes. Tried once."""
        path = []
        while at not in self.ends:
            path.append(at)
            done = self.dialect.close.match(self.text, at, self.end)
            if done:
                self.ends[at] = done.end()
                break
            self.links[at] = link = self.link(at)
            if link is None:
                self.ends[at] = None
                break
            at = link.next
        end = self.ends[at]
        self.ends.update(dict.fromkeys(path, end))
        return end

    def chain(self, at: int) -> Remains | None:
        """The attributes from ``at`` up to the end of a tag; None if something else comes."""
        end = self.reach(at)
        if end is None:
            return None
        parts: list[Part] = []
        start = at
        while (link := self.links.get(at)) is not None and len(parts) <= _MAX_ATTRIBUTES:
            parts.append(link.part)
            at = link.next
        return Remains(start, end, tuple(parts)) if len(parts) <= _MAX_ATTRIBUTES else None

    def link(self, at: int) -> _Link | None:
        found = _NAME.match(self.text, at, self.end)
        if found is None:
            return None
        name = found[1].lower()
        equals = _EQUALS.match(self.text, found.end(), self.end)
        if equals is None:
            alone = is_boolean(name) or known(name) or "-" in name[1:-1]
            return _Link(Part(name, None), found.end()) if alone and found.start(1) > at else None
        for quotes, starts in zip(self.quotes, self.starts, strict=True):
            index = bisect_left(starts, equals.end())
            if index < len(starts) and starts[index] == equals.end():
                if index + 1 == len(starts):
                    return None
                value = self.text[quotes[index][1] : starts[index + 1]]
                return _Link(Part(name, self.plain(value)), quotes[index + 1][1])
        bare = _BARE.match(self.text, equals.end(), self.end)
        if bare and not known(name) and "//" in bare[0][:8]:
            name = whole_name(name, bare[0]) or name
        return _Link(Part(name, bare[0]), bare.end()) if bare and known(name) else None

    def plain(self, value: str) -> str:
        for _ in range(self.dialect.unescape):
            value = html.unescape(value)
        return value.replace("\\/", "/") if self.dialect.name == "backslash" else value


def find(text: str, start: int, end: int) -> list[Edit]:
    """The remains of tags between ``start`` and ``end``, which hold no tag of their own.

    Where quotes are so many that not all are asked, the last edit says so, and changes nothing.

    >>> [e.after for e in find('g/fog.jpg" alt="Fog" width="9">', 0, 31)]
    ['<img alt="Fog" width="9" data-torn="src" data-torn-src="g/fog.jpg">']
    >>> find('He said "yes" and a > b', 0, 23)
    []
    """
    edits = bare(text, start, end)
    lone = lone_end(text, start, end)
    if lone is not None:
        edits.append(Edit(start, lone, "", "torn-tag-head", 0.7))
    if not _SIGN.search(text, start, end):
        return edits
    rest: list[Edit] = []
    names = [m.start() for m in islice(_STARTS.finditer(text, start, end), _MOST_NAMES)]
    for dialect in DIALECTS:
        reader = _Reader(text, dialect, start, end, names)
        if dialect.unescape and not any(reader.starts):
            continue
        if dialect.name in ("backslash", "typographic") and not any(reader.starts):
            continue
        if reader.end < end:
            rest = [Edit(reader.end, reader.end, "", REST)]
        floor, found = start, []
        for remains, quote in _chains(reader):
            if remains.start < floor:
                continue
            edit = _edit(reader, remains, quote, floor)
            if edit is not None:
                found.append(edit)
                floor = edit.end
        edits = settle([*edits, *found]) if edits else found
    return [*edits, *rest]


def _chains(reader: _Reader) -> Iterator[tuple[Remains, int | None]]:
    """Chains, the leftmost of each end first; with the quote's start if a value was cut."""
    places: list[tuple[int, int | None]] = [
        (end, begin) for quotes in reader.quotes for begin, end in quotes
    ]
    places += [(at, None) for at in reader.names if at < reader.end]
    seen: set[int] = set()
    asked = 0
    for at, quote in sorted(
        places, key=lambda place: place[1] if place[1] is not None else place[0]
    ):
        if reader.reach(at) in seen:
            continue
        remains = reader.chain(at) if quote is not None else _from_name(reader, at)
        if remains is None or remains.end in seen:
            continue
        asked += 1
        if asked > _MOST:
            return
        if _believable(reader, remains, quote):
            seen.add(remains.end)
            yield remains, quote


def _from_name(reader: _Reader, at: int) -> Remains | None:
    """A chain whose first name may be cut, or lost up to the equal sign."""
    if reader.text[at].isspace() or reader.text[at] == "=":
        equals = _EQUALS.match(reader.text, at, reader.end)
        first = _value_after(reader, equals.end()) if equals else None
        if first is None:
            return None
        rest = reader.chain(first.next)
        return Remains(at, rest.end, (first.part, *rest.parts)) if rest else None
    return reader.chain(at)


def _value_after(reader: _Reader, at: int) -> _Link | None:
    for quotes, starts in zip(reader.quotes, reader.starts, strict=True):
        index = bisect_left(starts, at)
        if index + 1 < len(starts) and starts[index] == at:
            value = reader.plain(reader.text[quotes[index][1] : starts[index + 1]])
            return _Link(Part("", value), quotes[index + 1][1])
    return None


def _believable(reader: _Reader, remains: Remains, quote: int | None) -> bool:
    """Whether names that tags have, or what is left of an address, tell of a tag."""
    parts = remains.parts
    if is_shown(reader.text, reader.start, remains.start):
        return False
    sure = sum(known(part.name) and part.value is not None for part in parts)
    if quote is None:
        span = (remains.start, remains.end)
        told = len(parts) == 1 and is_told(reader.text, reader.start, span)
        return not told and (sure > 0 or (bool(parts) and _may_be_named(reader, remains)))
    named = sum(not stands_alone(part.name) for part in parts)
    if not named and parts and not reader.text[quote - 1].isspace():
        return True
    if sure * 2 >= named > 0 or (parts and all(part.value is not None for part in parts)):
        return True
    words = reader.text[max(reader.start, quote - 300) : quote].split()
    if words and '"' not in words[-1] and (ADDRESS_END.search(words[-1]) or is_folder(words[-1])):
        return True
    return (
        not parts
        and not reader.dialect.unescape
        and alone(reader.text, reader.start, quote, remains.end)
    )


_SENTENCE_END: Final = frozenset(".!?…)]”’。！？")


def _may_be_named(reader: _Reader, remains: Remains) -> bool:
    """Whether a chain without any name that tags have begins with the end of such a name.

    It does at the beginning of a line or right behind a sentence, if the value suits the name
    or if a word or a tag stands right behind the ``>``: ``e="x">The council``.
    """
    name, value = remains.parts[0].name, remains.parts[0].value or ""
    at = remains.start
    glued = at > reader.start and reader.text[at - 1] in _SENTENCE_END
    if not (glued or _starts_line(reader, at)):
        return False
    if not name or ends_a_name(name, value) or at == 0:
        return True
    behind = reader.text[remains.end : remains.end + 1]
    if behind.strip() and BEHIND_BLOCK.search(reader.text[max(at - _BLOCK_END, 0) : at].rstrip()):
        return True
    return ends_any_name(name) and (behind.isalnum() or behind == "<") and len(remains.parts) == 1


def _starts_line(reader: _Reader, at: int) -> bool:
    """Whether only white space stands before ``at`` in its line and text."""
    begin = max(reader.text.rfind("\n", max(at - _MAX_LINE, 0), at) + 1, reader.start)
    if at - begin > _MAX_LINE:
        return False
    return not reader.text[begin:at].strip()


def _edit(reader: _Reader, remains: Remains, quote: int | None, floor: int) -> Edit | None:
    parts, start = list(remains.parts), remains.start
    named = None
    if quote is None:
        parts, start = _named(reader.text, parts, start, floor)
        start = bare_before(reader.text, start, floor)
        start, named = name_before(reader.text, start, floor)
    else:
        behind = reader.text[remains.end : remains.end + 40]
        start, value = value_before(reader.text, floor, quote, behind)
        value = value.lstrip("\"'= ")
        if quoted := _QUOTED.search(value):  # the value of ``alt="The "old" gate"`` ends twice
            parts.append(Part(quoted[2].lower(), None, torn=True))
            value = value[: quoted.start()]
        name = cut_name(parts, reader.plain(value))
        if name:
            parts += head_cut(name, reader.plain(value))
    written = [part for part in parts if part.name]
    rest = reader.text[remains.end : remains.end + MAX_LIST]
    tag = element_of(written) or named
    if tag is None and (
        _image_address(parts)
        or _is_void(reader.text[start : remains.end], parts)
        or shows_by_size(written, rest)
    ):
        tag = "img"
    if tag == "img" and _is_source(written, rest):
        tag = "source"
    after = _whole(tag, written, rest)
    return Edit(start, remains.end, after, "torn-tag-head", 0.95 if len(parts) > 1 else 0.8)


_QUOTED: Final = re.compile(r"""(["'])\s++(alt|title)=\1""", re.IGNORECASE)


def _is_void(remains: str, parts: list[Part]) -> bool:
    """Whether a tag with an address closed itself, as pictures do.

    >>> _is_void('src="/a/b"/>', [Part("src", "/a/b")]), _is_void('src="/a/b">', [Part("src", "/")])
    (True, False)
    """
    return remains.endswith("/>") and any(p.name == "src" and not p.torn for p in parts)


_PICTURE_GOES_ON: Final = re.compile(r"\s*+<(?:source|img)[\s/]", re.IGNORECASE)
_OF_A_SOURCE: Final = frozenset(
    ("src", "srcset", "data-srcset", "sizes", "media", "type", "width", "height")
)


def _is_source(parts: list[Part], rest: str) -> bool:
    """Whether the next element of the same picture stands right behind, and no word of an image."""
    own = all(part.name in _OF_A_SOURCE or part.name.startswith("data-") for part in parts)
    if not own or not _PICTURE_GOES_ON.match(rest):
        return False
    end, again = rest.find("</picture"), rest.find("<picture")
    return end >= 0 and not 0 <= again < end


def _image_address(parts: list[Part]) -> bool:
    return any(
        p.name == "src"
        and p.torn
        and re.search(rf"\.(?:{EXTENSIONS})(?![a-z])", p.value or "", re.IGNORECASE)
        for p in parts
    )


def _whole(tag: str | None, parts: list[Part], rest: str) -> str:
    """The rebuilt tag; nothing where what it opened is not closed, or is not known."""
    if tag is None:
        return ""
    if tag == "a":
        end, again = rest.find("</a"), rest.find("<a ")
        whole = any(p.name == "href" and not p.torn for p in parts)
        return write(tag, parts) if whole and end >= 0 and not 0 <= again < end else ""
    if tag == "source":
        end, again = rest.find("</picture"), rest.find("<picture")
        return ("<picture>" if end >= 0 and not 0 <= again < end else "") + write(tag, parts)
    return closed(tag, write(tag, parts), rest)


def _named(text: str, parts: list[Part], start: int, floor: int) -> tuple[list[Part], int]:
    """The parts of a chain without a cut value: its first name may be cut."""
    first = parts[0]
    if start > floor and (text[start - 1].isspace() or text[start - 1] in "\"'"):
        if first.name in ATTRIBUTES or known(first.name):
            return parts, start
    elif known(first.name) and not any(p.name == first.name for p in parts[1:]):
        return parts, start
    name = whole_name(first.name, first.value or "")
    if name in ("width", "height") or (name and any(p.name == name for p in parts[1:])):
        name = None
    return [Part(name or "", first.value), *parts[1:]], start

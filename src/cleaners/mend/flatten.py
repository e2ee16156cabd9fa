"""A source that libxml2 would lose text of, written so that it does not.

libxml2 stops at about 2,000 nested elements, and it passes over the end tag of a template in
which something was left open. Here each end tag that was left out is written, and below a depth
that all who read the tree can bear an element ends where the next one begins. That is one pass
over the tags, so a wall of them costs no more than it is long. Of a parser that follows the
standard to the letter this is not true: it opens formatting again in each paragraph, and what it
builds grows with the square.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from cleaners.tables.elements import BLOCKS
from cleaners.tables.torn import RAW

DEPTH: Final = 200
_WHITE: Final = r" \t\n\r\f"
_VALUE: Final = rf"""(?: "[^"]*+" | '[^']*+' | [^{_WHITE}>"'][^{_WHITE}>]*+ )"""
_ATTRIBUTE: Final = rf"""
    (?: =[^{_WHITE}/>=]*+ | [^{_WHITE}/>=]++ ) (?: [{_WHITE}]*+ = [{_WHITE}]*+ {_VALUE}?+ )?+
"""
_TAG: Final = re.compile(
    rf"""
    < (?: (?P<end>/?) (?P<name>[A-Za-z][^{_WHITE}/>]*+)
          (?P<rest> (?: [{_WHITE}/]++ | {_ATTRIBUTE} )*+ ) >
        | (?P<other> !-- | [!?] | /(?![A-Za-z]) | [A-Za-z/] ) )
    """,
    re.VERBOSE,
)
"""A tag as the standard's tokenizer reads it; else what begins with a ``<`` and is none."""
_EACH: Final = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG_START: Final = re.compile("<[A-Za-z]")
_NO_TAGS: Final = ("<script", "<style", "<!--")
_MOST: Final = 2_000
"""Attributes of a tag; libxml2 and lxml take the square of their number."""
_LONG: Final = 50_000
"""Characters of a source without any ``>`` up to which its attributes are not counted."""
_COMMENT_END: Final = re.compile(r"--!?>")
_RAW: Final = RAW | {"plaintext"}
_ROOTS: Final = frozenset(("html", "head", "body"))
_UNNESTED: Final = _ROOTS | frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "basefont",
        "frame",
    )
)
_VOID_TO_OTHERS: Final = frozenset(
    ("embed", "source", "track", "wbr", "bgsound", "keygen", "command")
)
"""Without content by the standard, but libxml2 nests what follows."""
_ENDED_BY: Final = {
    **dict.fromkeys(BLOCKS, frozenset(("p",))),
    "li": frozenset(("li",)), "dt": frozenset(("dt", "dd")), "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th")), "th": frozenset(("td", "th")),
    "tr": frozenset(("td", "th", "tr")),
    "option": frozenset(("option",)), "rt": frozenset(("rt", "rp")), "rp": frozenset(("rt", "rp")),
    **dict.fromkeys(("tbody", "tfoot"), frozenset(("td", "th", "tr", "thead", "tbody"))),
}  # fmt: skip
"""What a start tag ends that was left open before it."""
_HOLDS_BLOCKS: Final = frozenset(
    ["template", "svg", "math", "object", "applet", "marquee", "canvas", "audio", "datalist"]
)
"""No blocks, but their end tag ends the blocks that were left open in them."""
_SAYS_NOTHING: Final = frozenset(
    ("b", "big", "em", "font", "i", "s", "small", "span", "strike", "strong", "sub", "sup", "u")
)
"""Elements that add nothing without an attribute where they stand too deep to matter."""
_WINDOW: Final = 64
"""How far up the end tag of an inline element looks for its start."""


def flattened(text: str, depth: int = DEPTH) -> str:
    """``text`` with the end tags that were left out, and no element deeper than ``depth``.

    >>> flattened("<template><div>a</template>b")
    '<template><div>a</div></template>b'
    >>> flattened("<ul><li>a<li>b</ul><p>c")
    '<ul><li>a</li><li>b</li></ul><p>c'
    >>> flattened("<div>a<div>b<div>c<i>d</i></div>e</div>f</div>g", depth=1)
    '<div>a<div>b</div><div>cd</div>e<div></div>f</div>g'
    """
    return "".join(_Flattener(text, depth).pieces())


def crowded(text: str) -> bool:
    """Whether a tag has more attributes than are read: asked only where it is long, so it is free.

    >>> crowded("<p " + " ".join(f"a{i}={i}" for i in range(9000)) + ">"), crowded("<p a=1>")
    (True, False)
    """
    at, size = 0, len(text)
    while size - at > _LONG:
        end = text.rfind(">", at, at + _LONG)
        if end < 0:
            end = text.find(">", at + _LONG)
            end = end if end >= 0 else size
            start = _TAG_START.search(text, at, end)
            if (
                start is not None
                and not text.startswith(_NO_TAGS, max(text.rfind("<", 0, at), 0))
                and len(list(islice(_EACH.finditer(text, start.end(), end), _MOST + 1))) > _MOST
            ):
                flattener = _Flattener(text, DEPTH)  # what looks like a tag may be in a script
                flattener.pieces()
                return flattener.thinned
        at = end + 1
    return False


class _Flattener:
    """The state of the pass: what is open, and how far the source was written."""

    __slots__ = ("counts", "depth", "done", "flat", "open", "out", "parted", "text", "thinned")

    def __init__(self, text: str, depth: int) -> None:
        self.text, self.depth = text, depth
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.out: list[str] = []
        self.done = 0
        self.flat = ""  # the element below the depth that is open
        self.parted = False  # what was written last holds nothing, and parts what stands around it
        self.thinned = False  # a tag had more attributes than are read

    def pieces(self) -> list[str]:
        at, size = 0, len(self.text)
        while at < size:
            for found in _TAG.finditer(self.text, at):
                end, name, rest, other = found.groups()
                if other is not None:
                    at = _end_of_other(self.text, found.start(), other)
                    break
                name = name.lower()
                if end:
                    if self.counts.get(name):
                        self.close(name, found.start(), found.end())
                    continue
                self.start(name, rest, found)
                if name in _RAW:
                    at = _end_of_raw(self.text, found.end(), name)
                    break
            else:
                break
        self.out.append(self.text[self.done :])
        return self.out

    def start(self, name: str, rest: str, found: re.Match[str]) -> None:
        start, end = found.span()
        tag, thinned = found[0], False
        if len(rest) >= _LONG // 2:
            tag = _thinned(name, rest)
            thinned = len(tag) < end - start
            self.thinned = self.thinned or thinned
        if name in _UNNESTED:
            if thinned:
                self.write(start, tag, end)
            return
        if name in _VOID_TO_OTHERS or (rest and rest[-1] == "/" and _is_closed(rest)):
            self.write(start, tag[:-1].rstrip("/") + " />", end)
            return
        opened, counts = self.open, self.counts
        before = _ENDED_BY.get(name)
        if before and opened and opened[-1] in before:
            count = 1
            while count < len(opened) and opened[-1 - count] in before:
                count += 1
            self.pop(count, start, start)
        opened.append(name)
        counts[name] = counts.get(name, 0) + 1
        if len(opened) > self.depth:
            self.sink(name, rest, tag, (start, end))
        elif thinned:
            self.write(start, tag, end)

    def sink(self, name: str, rest: str, tag: str, span: tuple[int, int]) -> None:
        """Open an element below the depth; the one that is open there ends."""
        start, end = span
        if not rest and name in _SAYS_NOTHING:
            self.write(start, "", end)
            return
        if self.flat and self.parted and start == self.done:
            self.end_flat(start, start, goes=name in BLOCKS)
        elif self.flat:  # as end_flat does it, at once: a wall is made of these
            self.out += (self.text[self.done : start], f"</{self.flat}>{tag}")
            self.done = end
        if end > self.done:
            self.write(start, tag, end)
        self.flat, self.parted = name, not rest and name not in _RAW

    def close(self, name: str, start: int, end: int) -> None:
        count = 1 if self.open[-1] == name else self.levels(name)
        if count:
            self.pop(count, start, end)
        else:
            self.write(start, "", end)

    def levels(self, name: str) -> int:
        """How many elements end with ``name``; inline ones and ``p`` end no block in them."""
        opened = self.open
        holds = (name in BLOCKS and name != "p") or name in _HOLDS_BLOCKS
        for count, other in enumerate(reversed(opened[-_WINDOW:]), 1):
            if other == name:
                return count
            if other == "template" or (not holds and other in BLOCKS):
                return 0
        return opened[::-1].index(name) + 1 if holds else 0

    def pop(self, count: int, start: int, end: int) -> None:
        """End the last ``count`` elements in place of the source from ``start`` to ``end``."""
        ended = self.open[: -1 - count : -1]
        del self.open[-count:]
        for name in ended:
            self.counts[name] -= 1
        deep = min(len(self.open) + count - self.depth, count)
        if deep > 0:
            if self.flat:
                self.end_flat(start, end, goes=False)
            elif BLOCKS.isdisjoint(ended[:deep]) or (self.parted and start == self.done):
                self.write(start, "", end)
            else:
                self.write(start, "<div></div>", end)
                self.parted = True
            ended, start = ended[deep:], end
        elif count == 1 and start < end:
            return  # as the source says it
        if ended:
            self.write(start, "".join([f"</{name}>" for name in ended]), end)

    def end_flat(self, start: int, end: int, *, goes: bool) -> None:
        """End the element below the depth; one that holds nothing may go altogether."""
        flat, self.flat = self.flat, ""
        parts = flat in BLOCKS
        if self.parted and start == self.done and (goes or not parts):
            self.out.pop()
            self.write(start, "", end)
        else:
            self.write(start, f"</{flat}>", end)
        self.parted = parts

    def write(self, start: int, said: str, end: int) -> None:
        """Write ``said`` in place of the source from ``start`` to ``end``, and what is before."""
        if start > self.done:
            self.out.append(self.text[self.done : start])
            self.parted = False
        if said:
            self.out.append(said)
            self.parted = False
        self.done = end


def _thinned(name: str, rest: str) -> str:
    """A start tag with as many of its attributes as are read."""
    ends = [found.end() for found in islice(_EACH.finditer(rest), _MOST)]
    return f"<{name}{rest[: ends[-1]] if len(ends) == _MOST else rest}>"


def _end_of_other(text: str, start: int, said: str) -> int:
    """Where a comment or a declaration ends; a start tag that never ends is the last of all.

    >>> [_end_of_other("<!--a-->b", 0, "!--"), _end_of_other("<?a?>b", 0, "?")]
    [8, 5]
    """
    if said in ("!", "?", "/"):
        return text.find(">", start) + 1 or len(text)
    ended = _COMMENT_END.search(text, start + 2) if said == "!--" else None
    return ended.end() if ended else len(text)


def _end_of_raw(text: str, at: int, name: str) -> int:
    """Where the text in a script or the like ends; its end tag is still to come."""
    ended = re.compile(rf"</{name}(?=[{_WHITE}/>])", re.IGNORECASE).search(text, at)
    return ended.start() if ended and name != "plaintext" else len(text)


def _is_closed(rest: str) -> bool:
    """Whether a tag that ends in ``/`` is empty: the sign is not part of a value.

    >>> [_is_closed(rest) for rest in ("/", ' a="b=c"/', " a=b/")]
    [True, True, False]
    """
    last = rest.rsplit(maxsplit=1)[-1]
    return "=" not in last or last[-2] in "\"'"

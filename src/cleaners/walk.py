"""One walk over a tree, which gathers all that extraction needs into flat lists.

Blocks end where an element of ``BLOCKS`` starts or ends; inline elements are joined as a
browser joins them, ``<br>`` is a line feed, and ``<pre>`` keeps its own. ``<noscript>`` is
walked like any container: forums keep their posts there, and lazy images their address.
What a reader never sees (scripts, styles, drawings, fallbacks) gives no text. Comments and
processing instructions give none either, but the text behind them counts.

Most elements are inline and cost one look-up; only the others are worth a method call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from cleaners.page import Link, Seen, Walk
from cleaners.steps import Steps
from cleaners.tables.elements import (
    BLOCKS,
    IMAGES,
    NOTES,
    SEEN_IN_DRAWINGS,
    SILENT,
    TIMES,
    TWIN_OF_FORMULA,
)
from cleaners.tables.torn import ATTRIBUTES, SHOWN

if TYPE_CHECKING:
    from lxml.etree import _Element

    from cleaners.steps import Events

_BREAK: Final = "\0"  # libxml2 lets no NUL into a text, so it can stand for <br>
_UNSEEN: Final = " \n\t\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2063\ufeff"
_WITHOUT_TEXT: Final = SILENT - {"head"}  # a head that was never closed holds the whole page
MOST_BLOCKS: Final = 10_000
"""Blocks of a page that stay apart; 1,451 pages have up to 2,641."""
_NOTES: Final = 500
"""Comments after each of which it is asked whether they stand in a row as long as that."""
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def walk(tree: _Element, most: int = MOST_BLOCKS) -> Walk:
    r"""Gather the lists of ``Walk`` in one pass.

    Behind the block of number ``most`` all that is left becomes one block.

    >>> seen = walk(etree.HTML("<h1>Fog</h1><p>Thick <b>and</b><br>grey. <a href=/x>More</a>"))
    >>> seen.texts
    ['Fog', 'Thick and\ngrey. More']
    >>> seen.link_chars
    [0, 4]

    What is not shown gives nothing:

    >>> walk(etree.HTML("<style>p {}</style><template>later</template>")).texts
    []
    """
    walker = _Walker(tree, etree.iterwalk(tree, ("start", "end", "comment", "pi")), most)
    return walker.run() or cast("Walk", _Walker(tree, Steps(tree), most).run())


def collapsed(text: str) -> str:
    r"""``text`` with one space between words; ``<br>`` (as the walk marks it) is a line feed.

    >>> collapsed(" a\n b\0c ")
    'a b\nc'
    >>> collapsed("a b")
    'a b'
    """
    if _BREAK not in text:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.split(_BREAK)).strip("\n")


_CODE: Final = SHOWN - SILENT
_MOST_HELD: Final = 1_000
"""Characters of a frame's content for browsers without frames."""
_SAYING: Final = frozenset(("itemprop", "itemscope", "property"))
_PLAIN: Final = ATTRIBUTES - _SAYING


def _says(node: _Element) -> bool:
    """Whether an element carries microdata or RDFa."""
    return bool(node.get("itemprop") or node.get("property")) or node.get("itemscope") is not None


def _preformatted(text: str) -> str:
    lines = text.replace(_BREAK, "\n").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


class _Walker:
    """The state of a walk: the open containers, and the pieces of the block being read."""

    __slots__ = (
        "anchor", "block", "code", "events", "linked", "most", "notes", "open", "pieces", "plain",
        "pre", "rest", "said", "start", "tree", "walk",
    )  # fmt: skip

    def __init__(self, tree: _Element, events: Events, most: int) -> None:
        self.tree, self.events, self.most = tree, events, most
        self.walk = Walk()
        self.walk.language = tree.get("lang") or tree.get(_XML_LANG)
        self.open = [-1]  # containers
        self.pieces: list[str] = []
        self.linked = 0  # characters of the pieces that stand in a link
        self.anchor: _Element | None = None
        self.start = (0, 0, "")  # container, block and address of the open link
        self.said: list[str] = []  # the pieces of the open link
        self.pre = 0
        self.code = 0  # open elements that may show markup
        self.notes = 0  # comments and processing instructions
        self.rest: list[str] = []  # blocks behind the last that stays apart
        self.plain = set(_PLAIN)  # names of attributes that say nothing by themselves

    def run(self) -> Walk | None:  # noqa: C901, PLR0912  (one hot loop: half the cost of extraction)
        blocks, acts, ends, tree = BLOCKS, _STARTS, _ENDS, self.tree
        pieces, opened, walk = self.pieces, self.open, self.walk
        tags, parents, nodes = walk.tags, walk.parents, walk.nodes
        firsts, lasts, texts = walk.firsts, walk.lasts, walk.texts
        plain = self.plain
        if tree.tag not in blocks:  # every block needs a holder
            opened.append(0)
            parents.append(-1)
            tags.append(tree.tag)
            nodes.append(tree)
            firsts.append(0)
            lasts.append(-1)
        for event, node in self.events:
            tag = node.tag
            if event == "start":
                if tag in blocks:
                    if pieces:
                        self.flush()
                    parents.append(opened[-1])
                    opened.append(len(tags))
                    tags.append(tag)
                    nodes.append(node)
                    firsts.append(len(texts))
                    lasts.append(-1)
                names = node.keys()
                if (
                    names
                    and not plain.issuperset(names)
                    and self.speaks(node, cast("list[str]", names))
                ):
                    walk.items.append(self.here(node))
                if tag in acts and acts[tag](self, node):
                    continue
                text = node.text
            else:
                if event == "end":
                    if tag in blocks:
                        if pieces:
                            self.flush()
                        lasts[opened.pop()] = len(texts)
                    if tag in ends:
                        ends[tag](self, node)
                else:
                    if event == "comment" and "<!--" in (node.text or ""):
                        walk.odd_names.append("<!--")
                    if self.noted(node):
                        return None
                text = node.tail
            # white space between two blocks is most of the texts of a page
            if text and (pieces or not text.isspace()) and (event == "start" or node is not tree):
                pieces.append(text)
                if self.anchor is not None:
                    self.say(text)
                if self.code:
                    walk.shown.append(text)
        self.close()
        return walk

    def speaks(self, node: _Element, names: list[str]) -> bool:
        """Whether an element carries microdata or RDFa; other names are looked at once a page.

        A value that ran on into the next tag shows here: the rest of that one reads as names.
        """
        for name in names:
            quoted = '"' in name or "'" in name
            if quoted:
                self.walk.quoted_names = True
            if "<" in name or (
                quoted and any("<" in value for value in cast("list[str]", node.values()))
            ):
                self.walk.odd_names.append(name)
            elif name not in _SAYING:
                self.plain.add(name)
        return not _SAYING.isdisjoint(names) and _says(node)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        if self.anchor is not None:
            self.say(text)

    def say(self, text: str) -> None:
        """Note a text as part of the open link."""
        self.linked += len(" ".join(text.split()))
        self.said.append(text)

    def flush(self) -> None:
        """Close the block being read."""
        pieces, linked = self.pieces, self.linked
        raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if self.pre:
            text = _preformatted(raw)
        else:
            text = collapsed(raw) if _BREAK in raw else " ".join(raw.split())
        if text and (text[0].isalnum() or text.strip(_UNSEEN)):
            walk = self.walk
            if len(walk.texts) < self.most:
                walk.texts.append(text)
                walk.holders.append(self.open[-1])
                walk.link_chars.append(min(linked, len(text)) if linked else 0)
            else:
                self.rest.append(text)
        self.linked = 0

    def close(self) -> None:
        """End what is open; the blocks behind the last that stays apart become one of the page."""
        walk = self.walk
        while len(self.open) > 1:
            self.flush()
            walk.lasts[self.open.pop()] = len(walk.texts)
        self.flush()
        if self.rest:
            walk.texts.append("\n".join(self.rest))
            walk.holders.append(0)
            walk.link_chars.append(0)
            walk.lasts[0] = len(walk.texts)
            walk.joined = True

    def here(self, node: _Element) -> Seen:
        return Seen(node, self.open[-1], len(self.walk.texts))

    def noted(self, node: _Element) -> bool:
        """Whether so many comments stand in a row that ``etree.iterwalk`` takes their square."""
        self.notes += 1
        if self.notes % _NOTES or not isinstance(self.events, etree.iterwalk):
            return False
        row = list(islice(node.itersiblings(), _NOTES))
        return len(row) == _NOTES and not any(isinstance(each.tag, str) for each in row)

    # what the start of some elements does besides; True says that nothing in it is seen

    def enter_pre(self, node: _Element) -> None:
        self.pre += 1
        self.enter_code(node)

    def enter_code(self, _node: _Element) -> None:
        self.code += 1
        self.walk.shown.append("\n")

    def enter_anchor(self, node: _Element) -> None:
        href = node.get("href")
        if href is None:
            self.walk.places.append(node)
        elif self.anchor is None:
            if "<" in href:
                self.walk.odd_addresses.append(href)
            self.anchor = node
            self.start = (self.open[-1], len(self.walk.texts), href)

    def enter_image(self, node: _Element) -> None:
        self.see(node)
        self.part(node)

    def part(self, _node: _Element) -> None:
        """Keep the words on both sides apart."""
        if self.pieces:
            self.add(" ")

    def enter_source(self, node: _Element) -> None:
        parent = node.getparent()
        if parent is not None and parent.tag == "picture":
            self.see(node)

    def see(self, node: _Element) -> None:
        """Keep an image, and look at its values while they are at hand: later costs thrice that."""
        self.walk.images.append(self.here(node))
        alone = node.get("src", "") + node.get("alt", "")
        if "<" in alone or "w," in alone or "<" in node.get("srcset", ""):
            self.walk.odd_images.append(node)

    def enter_time(self, node: _Element) -> None:
        self.walk.times.append(self.here(node))

    def enter_break(self, _node: _Element) -> None:
        if self.pieces:
            self.add(_BREAK)

    def enter_title(self, node: _Element) -> bool:
        if next(node.iterancestors("svg"), None) is None:
            self.walk.titles.append(collapsed("".join(cast("Iterator[str]", node.itertext()))))
        return self.skip(node)

    def enter_meta(self, node: _Element) -> None:
        content = node.get("content")
        if content is None:
            return
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name = node.get(attribute)
            if name:
                self.walk.metas.append((name.strip().lower(), content))

    def enter_rel(self, node: _Element) -> None:
        rel, href = node.get("rel"), node.get("href")
        if rel and href is not None:
            self.walk.rels.append((rel.strip().lower(), href, node))

    def enter_base(self, node: _Element) -> None:
        if self.walk.base is None:
            self.walk.base = node.get("href")

    def enter_script(self, node: _Element) -> bool:
        kind = (node.get("type") or "").strip().lower()
        if "json" in kind:
            self.walk.scripts.append((kind, node.text or ""))
        return self.skip(node)

    def enter_frame(self, node: _Element) -> bool:
        """A frame whose tag lost its end holds the page up to the next end tag of a frame."""
        held = node.text
        if held and ("</noscript" in held or len(held) > _MOST_HELD):
            self.walk.odd_names.append("iframe")
        return self.skip(node)

    def enter_drawing(self, node: _Element) -> bool:
        return next(node.iter(*SEEN_IN_DRAWINGS), None) is None and self.skip(node)

    def enter_formula(self, node: _Element) -> bool:
        """A formula is read, unless it is the twin for machines of one that stands beside it."""
        parent = node.getparent()
        named = "" if parent is None else (parent.get("class") or "").lower()
        return any(word in named for word in TWIN_OF_FORMULA) and self.skip(node)

    def skip(self, _node: _Element) -> bool:
        self.events.skip_subtree()
        return True

    # what their end does

    def leave_pre(self, _node: _Element) -> None:
        self.pre -= 1
        self.code -= 1

    def leave_code(self, _node: _Element) -> None:
        self.code -= 1

    def leave_anchor(self, node: _Element) -> None:
        if node is self.anchor:
            container, block, href = self.start
            said = self.said
            text = collapsed("".join(said)) if said else ""
            self.walk.links.append(Link(node, container, block, text, href))
            said.clear()
            self.anchor = None


_Act = Callable[[_Walker, "_Element"], bool | None]

_STARTS: Final[dict[str, _Act]] = {
    **dict.fromkeys(_WITHOUT_TEXT, _Walker.skip),
    **dict.fromkeys(NOTES, _Walker.enter_drawing),
    **dict.fromkeys(IMAGES, _Walker.enter_image),
    **dict.fromkeys(TIMES, _Walker.enter_time),
    **dict.fromkeys(_CODE, _Walker.enter_code),
    "pre": _Walker.enter_pre,
    "listing": _Walker.enter_pre,
    "a": _Walker.enter_anchor,
    "br": _Walker.enter_break,
    "title": _Walker.enter_title,
    "meta": _Walker.enter_meta,
    "link": _Walker.enter_rel,
    "base": _Walker.enter_base,
    "script": _Walker.enter_script,
    "source": _Walker.enter_source,
    "math": _Walker.enter_formula,
    "iframe": _Walker.enter_frame,
    "text": _Walker.part,
}
_ENDS: Final[dict[str, _Act]] = {
    "text": _Walker.part,
    **dict.fromkeys(_CODE, _Walker.leave_code),
    "pre": _Walker.leave_pre,
    "listing": _Walker.leave_pre,
    "a": _Walker.leave_anchor,
}

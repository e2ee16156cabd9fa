"""Signs between two names that read as a whole tag, as in ``We know that a<b and c>d``.

A parser takes the words between both signs for names of attributes, and they are gone without a
trace. They are told from a tag by what stands before them, by what the "tag" is called, by
attributes that no tag has, and by the end tag that never comes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from cleaners.mend.edits import REST, Edit
from cleaners.tables.elements import BLOCKS, RARE
from cleaners.tables.torn import ATTRIBUTES, ELEMENTS, PREFIXES, VOID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from cleaners.mend.markup import Token
    from cleaners.page import Walk

_COMPARED: Final = re.compile(
    r"(?<=[\w)])<(?P<name>[^\W\d_][\w'’]*+)(?P<sign>[.,;:)]*+)"
    r"(?P<words>(?:[\s/]++[^\s/><=\"]++)++)\s*+>"
)
_NO_OPERAND: Final = re.compile(r"\s*+(?:[<,;:!?]|\.(?!\d)|\Z)")
"""What follows a tag or a sentence, and no sign: something is compared with something."""
_NO_WORD: Final = re.compile(r"[^\W\d_][\w.]*[-:@]|[@:#\[*({$]\S")
"""An attribute of a custom element, of a template or of a name space."""
_BOOLEANS: Final = frozenset(
    (
        *("hidden", "inert", "autofocus", "itemscope", "contenteditable", "popover", "draggable"),
        *("nowrap", "noshade", "compact", "download"),
    )
)
"""What the elements of one letter state without a value; prose has few of these words."""
_ONE_LETTER: Final = tuple(
    name
    for letter in "abcdefghijklmnopqrstuvwxyz"
    for name in (letter, letter + ",")
    if name not in {"a", "p"}
)
"""Names that a tree is asked for: there are few of them. The walk has met the others."""
_TYPES: Final = ("string", "int", "integer", "number", "boolean", "bool", "double", "any", "void")
"""The commonest parameters of types, as in ``List<String>``."""


def find(text: str, read: Sequence[Token], most: int) -> list[Edit]:
    """The signs that read as whole start tags: markup has to write them as entities.

    >>> from cleaners.mend.markup import tokens
    >>> said = "<p>We know that a<b and c>d holds for all</p>", "<p>word<b so>bold</b></p>"
    >>> [[(e.start, e.after) for e in find(one, list(tokens(one)), 9)] for one in said]
    [[(17, '&lt;')], []]
    """
    compared, sure = [], set()
    in_paragraph, block = False, 0
    rest: list[Edit] = []
    for i, token in enumerate(read if _COMPARED.search(text) else ()):  # most sources hold none
        if _compares(text, token):
            compared.append(i)
            if in_paragraph and token.name == "p":  # its end tag is that of the paragraph
                sure.add(i)
            if len(compared) > 2 * most:  # up to the block in which they have become too many
                rest = [Edit(token.start, token.start, "", REST)]
                read, compared = read[:block], [at for at in compared if at < block]
                break
        elif token.name in BLOCKS:
            in_paragraph, block = token.kind == "start" and token.name == "p", i
    ended = _ended(read, set(compared) - sure) if compared else ()
    closed = {token.name for token in read if token.kind == "end"}
    found = {i for i in compared if i not in ended}
    found |= {i for i, token in enumerate(read) if _is_none(text, token, closed)}
    edits = [
        Edit(read[i].start, read[i].start + 1, "&lt;", "bare-less-than", 0.7) for i in sorted(found)
    ]
    return [*edits[:most], *rest]


def _is_none(text: str, token: Token, closed: set[str]) -> bool:
    """Whether a tag without attributes is none: a parameter of a type, an address in brackets.

    >>> from cleaners.mend.markup import tokens
    >>> said = "a List<String> of", "a<x>b", "by <a@e.org>, to", "a<wbr>b", "a<x>b</x>", "<x> b"
    >>> [any(_is_none(one, t, {"x"} if "/" in one else set()) for t in tokens(one)) for one in said]
    [True, True, True, False, False, False]
    """
    if token.kind != "start" or _is_plain(text, token):
        return False
    end, glued = token.end, _is_glued(text[token.start - 1 : token.start])
    if token.torn:  # the first of two, as in Map<A, List<B>>
        name = text[token.start + 1 : token.start + 1 + len(token.name)].rstrip(",;")
        words = token.attributes and all(a.value is None for a in token.attributes)
        return bool(words) and glued and _TYPE.fullmatch(name) is not None
    if _ADDRESS.fullmatch(text, token.start, end):
        return True
    name = text[token.start + 1 : end - 1]
    if not glued or len(name) != len(token.name) or not not_named(name, closed):
        return False
    # a slip of the pen reads "cp<r> analysts": no type, nothing compared
    typed = (
        name[0].isupper()
        or name in _TYPES
        or _NAMED.search(text, max(token.start - 40, 0), token.start) is not None
    )
    return typed or _COMPARES_ON.match(text, end) is not None


_NAMED: Final = re.compile(r"(?<![\w:])(?=[\w:]*[A-Z_:0-9)])[\w:)]{1,40}\Z")
_COMPARES_ON: Final = re.compile(r"[\w(\[>*&.]")


def _is_glued(before: str) -> bool:
    return before.isalnum() or (before != "" and before in "_):")


def _is_plain(text: str, token: Token) -> bool:
    """Whether a tag is nothing but the name of an element in small letters, as most are."""
    return (
        token.end - token.start == len(token.name) + 2
        and token.name in ELEMENTS
        and text[token.start + 1].islower()
    )


def not_named(name: str, closed: set[str]) -> bool:
    """Whether no element is called ``name``, or none that is written so; some are ``closed``.

    >>> [not_named(name, set()) for name in ("String", "Object", "x", "wbr", "B", "my-tag", "o:p")]
    [True, True, True, False, False, False, False]
    """
    lower = name.lower()
    if lower in closed or "-" in name or ":" in name:
        return False
    if lower in ELEMENTS or lower in BLOCKS or lower in RARE:
        return _TYPE.fullmatch(name) is not None and lower not in VOID
    return True


_TYPE: Final = re.compile(r"[A-Z][a-z]+\w*")
"""How programs write types and hardly anybody writes tags."""
_ADDRESS: Final = re.compile(
    r"<(?:https?://[^\s<>\"']++|(?:mailto:)?[\w.+-]++@[\w-]++(?:\.[\w-]++)++|[\w/.-]++\.h(?:pp)?)>"
)


def _compares(text: str, token: Token) -> bool:
    if token.kind != "start" or token.torn or not token.start:
        return False
    found = _COMPARED.fullmatch(text, token.start, token.end)
    if found is None or _NO_OPERAND.match(text, token.end):
        return False
    name = found["name"].lower()
    if len(name) > 1 and (name in ELEMENTS or name in BLOCKS):
        return False
    return are_words(found["words"].replace("/", " ").split())


def are_words(names: Iterable[str]) -> bool:
    """Whether what reads as attributes without a value are words of prose or of a formula.

    >>> [are_words(said.split()) for said in ("and c", "for all", "class", "hidden", "data-x y")]
    [True, True, False, False, False]
    """
    names = [name.lower() for name in names]
    return not all(name in ATTRIBUTES for name in names) and not any(
        name in _BOOLEANS or name.startswith(PREFIXES) or _NO_WORD.match(name) for name in names
    )


def _ended(read: Sequence[Token], compared: set[int]) -> set[int]:
    """Those of ``compared`` whose end tag comes before the block that they stand in ends."""
    ended: set[int] = set()
    open_ends: Counter[str] = Counter()
    for index in range(len(read) - 1, -1, -1):
        token = read[index]
        if index in compared:
            if open_ends[token.name]:
                ended.add(index)
                open_ends[token.name] -= 1
        elif token.kind == "end":
            if token.name in BLOCKS:
                open_ends.clear()
            open_ends[token.name] += 1
        elif token.kind == "start":
            if token.name in BLOCKS:
                open_ends.clear()
            elif open_ends[token.name]:
                open_ends[token.name] -= 1
    return ended


def met(tree: _Element, walked: Walk) -> bool:
    """Whether a tree holds an element of one letter whose attributes are words, or a type's name.

    >>> from cleaners.mend.parse import parse
    >>> from cleaners.walk import walk
    >>> trees = [parse(one).tree for one in ("<p>a<b and c>d", "x<a or p>b", "<p class>d<b>e</b>")]
    >>> trees += [parse(one).tree for one in ("List<String> a", "a<x>b", "a <x>b</x>")]
    >>> [met(tree, walk(tree)) for tree in trees]
    [True, True, False, True, True, False]
    """
    paragraphs = (node for tag, node in zip(walked.tags, walked.nodes, strict=True) if tag == "p")
    for node in chain(tree.iter(*_ONE_LETTER, *_TYPES), walked.places, paragraphs):
        names = cast("list[str]", node.keys())
        if names and not any(node.values()) and are_words(names):
            return True
        if not names and node.tag not in ELEMENTS and _is_glued(_lead(node)):
            return True
    return False


def _lead(node: _Element) -> str:
    """The character right before an element."""
    before = node.getprevious()
    parent = node.getparent()
    said = before.tail if before is not None else parent.text if parent is not None else ""
    return (said or "")[-1:]

r"""Markup that was escaped once too often: as entities, or as in SQL and JSON (``\"``)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit, joined
from cleaners.tables.torn import SHOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.mend.markup import Token

_ENTITY_TAG: Final = re.compile(
    r"&(?:amp;){0,3}+lt;(?P<end>/?)(?P<name>p|div|br|img|amp-img|a|h[1-6]|figure|figcaption|span|ul|ol|li|strong|em|b|i|"
    r"article|section|blockquote|picture|source|iframe|body|html|head|table|tr|td|!--)(?=[\s/&])",
    re.IGNORECASE,
)
_BACKSLASHED: Final = re.compile(r"""=\\++["']""")
_ESCAPE: Final = re.compile(r"""(?<!\\)\\++(?P<mark>["'/nrt])""")
_CHARACTERS: Final = {"n": "\n", "r": "", "t": "\t"}
_LEAST: Final = 2
_BLOCK: Final = "p|div|h[1-6]|figure|ul|ol|article|section|blockquote|table"
_BLOCK_START: Final = re.compile(rf"&(?:amp;){{0,3}}+lt;(?:{_BLOCK})(?=[\s&])", re.IGNORECASE)
_BLOCK_END: Final = re.compile(
    rf"&(?:amp;){{0,3}}+lt;/(?:{_BLOCK})&(?:amp;){{0,3}}+gt;\Z", re.IGNORECASE
)
_ENDED: Final = re.compile(r"""["']\s?/?>""")
"""The end of a tag that is not escaped: what is escaped before it may be a value of it."""
_ANY_TAG: Final = re.compile(r"&(?:amp;){0,3}+lt;/?[a-z](?:(?!gt;).){0,300}+gt;", re.IGNORECASE)
_PROSE: Final = 200
_PROSE_A_BLOCK: Final = 60
_TOGETHER: Final = 200


def whole_document(text: str, tokens: Sequence[Token]) -> Edit | None:
    """A document whose tags are all entities, with a pair of them: the text that was meant.

    >>> whole_document("&lt;p&gt;Fog&lt;/p&gt;", []).after
    '<p>Fog</p>'
    >>> whole_document("if a &lt; b", [])
    """
    if any(token.kind in ("start", "end") for token in tokens) or _ENDED.search(text):
        return None
    found = list(_ENTITY_TAG.finditer(text))
    ends = {m["name"].lower() for m in found if m["end"]}
    paired = any(not m["end"] and m["name"].lower() in ends for m in found)
    lone = found and not text[: found[0].start()].strip() and not text.strip().count("\n")
    if not found or not (paired or lone):
        return None
    return Edit(0, len(text), _unescaped(text), "escaped-markup", 0.9)


def _unescaped(text: str) -> str:
    while _ENTITY_TAG.search(text) and not re.search(r"<[a-zA-Z]", text):
        text = html.unescape(text) if "&amp;lt;" not in text else text.replace("&amp;", "&")
    return text


def stretches(text: str, tokens: Sequence[Token]) -> list[Edit]:
    """Stretches of a page's text that are nothing but escaped blocks of long prose.

    Whoever shows markup shows little prose in it, and shows it in ``code``.

    >>> from cleaners.mend.markup import tokens
    >>> said = "<div>&lt;p&gt;" + "The fog came in over the harbour. " * 9 + "&lt;/p&gt;</div>"
    >>> [(e.after[:3], e.after[-4:]) for e in stretches(said, list(tokens(said)))]
    [('<p>', '</p>')]
    >>> said = "<p>&lt;p&gt;A paragraph&lt;/p&gt;</p>"
    >>> stretches(said, list(tokens(said)))
    []
    """
    edits: list[Edit] = []
    shown = 0
    for token in tokens if _BLOCK_START.search(text) else ():
        if token.name in SHOWN and token.kind in ("start", "end"):
            shown = max(shown + (1 if token.kind == "start" else -1), 0)
        if token.kind == "text" and not shown and token.end - token.start > _PROSE:
            edit = _stretch(text, token)
            edits += [edit] if edit else []
    return edits


def _stretch(text: str, token: Token) -> Edit | None:
    said = text[token.start : token.end]
    inner = said.strip()
    if not (_BLOCK_START.match(inner) and _BLOCK_END.search(inner[-24:])):
        return None
    prose = sum(len(piece) for piece in _ANY_TAG.split(inner))
    blocks = sum(1 for _ in _BLOCK_START.finditer(inner))
    if prose < _PROSE or prose < blocks * _PROSE_A_BLOCK:
        return None
    start = token.start + said.index(inner)
    return Edit(start, start + len(inner), _unescaped(inner), "escaped-markup", 0.8)


def backslashes(text: str, tokens: Sequence[Token]) -> list[Edit]:
    r"""The backslashes of a dump in its tags, and in its text once a tag has shown them.

    >>> from cleaners.mend.markup import tokens
    >>> said = r'<b class=\"x\">a\/b</b>'
    >>> [e.after for e in backslashes(said, list(tokens(said)))]
    ['"x">a/']
    >>> backslashes("a\\n", list(tokens("a\\n")))
    []
    """
    if not _BACKSLASHED.search(text):
        return []
    tags = [t for t in tokens if t.kind == "start"]
    shown = [t for t in tags if _BACKSLASHED.search(text, t.start, t.end)]
    if not shown or len(shown) * _LEAST < sum("=" in text[t.start : t.end] for t in tags):
        return []
    edits = [
        Edit(m.start(), m.end(), _CHARACTERS.get(m["mark"], m["mark"]), "backslash-escapes", 0.9)
        for token in tokens
        if token.kind in ("start", "end", "text")
        for m in _ESCAPE.finditer(text, token.start, token.end)
    ]
    return joined(text, edits, _TOGETHER)

r"""Markup that was escaped once too often: as entities, or as in SQL and JSON (``\"``)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit

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


def whole_document(text: str, tokens: Sequence[Token]) -> Edit | None:
    """A document whose tags are all entities, with a pair of them: the text that was meant.

    >>> whole_document("&lt;p&gt;Fog&lt;/p&gt;", []).after
    '<p>Fog</p>'
    >>> whole_document("if a &lt; b", [])
    """
    if any(token.kind in ("start", "end") for token in tokens):
        return None
    found = list(_ENTITY_TAG.finditer(text))
    ends = {m["name"].lower() for m in found if m["end"]}
    paired = any(not m["end"] and m["name"].lower() in ends for m in found)
    lone = found and not text[: found[0].start()].strip() and not text.strip().count("\n")
    if not found or not (paired or lone):
        return None
    after = text
    while _ENTITY_TAG.search(after) and not re.search(r"<[a-zA-Z]", after):
        after = html.unescape(after) if "&amp;lt;" not in after else after.replace("&amp;", "&")
    return Edit(0, len(text), after, "escaped-markup", 0.9)


def backslashes(text: str, tokens: Sequence[Token]) -> list[Edit]:
    r"""The backslashes of a dump in its tags, and in its text once a tag has shown them.

    >>> from cleaners.mend.markup import tokens
    >>> said = r'<b class=\"x\">a\/b</b>'
    >>> [e.after for e in backslashes(said, list(tokens(said)))]
    ['"', '"', '/']
    >>> backslashes("a\\n", list(tokens("a\\n")))
    []
    """
    tags = [t for t in tokens if t.kind == "start"]
    shown = [t for t in tags if _BACKSLASHED.search(text, t.start, t.end)]
    if not shown or len(shown) * _LEAST < sum("=" in text[t.start : t.end] for t in tags):
        return []
    return [
        Edit(m.start(), m.end(), _CHARACTERS.get(m["mark"], m["mark"]), "backslash-escapes", 0.9)
        for token in tokens
        if token.kind in ("start", "end", "text")
        for m in _ESCAPE.finditer(text, token.start, token.end)
    ]

r"""Escapes that only what is torn shows: a tag of entities without its end, JSON's ``\u003c``.

``&lt;img src=&quot;https://e.org/f`` and then prose: a tag that somebody shows is shown to its
``&gt;``. This one has none, and its quotes are entities: so it was markup, escaped and then cut.
Only the tag is unescaped here; what of it is cut is told by ``tails`` like that of any other.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit, joined
from cleaners.mend.rebuild import known
from cleaners.tables.torn import ELEMENTS, SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.mend.markup import Token

_NAMES: Final = "|".join(
    sorted((n for n in ELEMENTS if len(n) > 1 or n == "a"), key=len, reverse=True)
)
_AMP: Final = r"&(?P<times>(?:amp;){0,3}+)"
_OPEN: Final = re.compile(rf"{_AMP}lt;(?:{_NAMES})(?=\s)", re.IGNORECASE)
_END: Final = re.compile(r"&(?:amp;){0,3}+[lg]t;|[<>]")
_QUOTE: Final = r"""(?:&(?:amp;){0,3}+(?:quot|apos|#34|#0?39|#x22|#x27);|["'])"""
_GIVEN: Final = re.compile(
    rf"\s++(?P<name>[A-Za-z_:@][\w:.-]*+)(?:=(?P<quote>{_QUOTE})(?P<value>(?:(?!(?P=quote))[^<>])*+)(?P<close>(?P=quote))?+)?+",
    re.IGNORECASE,
)
_MOST: Final = 5_000
_MOST_ATTRIBUTES: Final = 80
_LEAST_PLAIN: Final = 2


def torn_tags(text: str, tokens: Sequence[Token]) -> list[Edit]:
    r"""Tags of entities that never end, up to the quote of the value that was cut.

    >>> from cleaners.mend.markup import tokens
    >>> said = "&lt;img alt=&quot;Fog&quot; src=&quot;https://e.org/f\nIt was thick."
    >>> [(e.start, e.after) for e in torn_tags(said, list(tokens(said)))]
    [(0, '<img alt="Fog" src="')]
    >>> said = "Write &lt;img src=&quot;a.jpg&quot;&gt; there, or &lt;img src=&quot;b.jpg."
    >>> torn_tags(said, list(tokens(said)))
    []
    """
    edits: list[Edit] = []
    for token in _texts(tokens) if "lt;" in text else ():
        floor = token.start
        cut: list[Edit] = []
        while (opened := _OPEN.search(text, floor, token.end)) and len(edits) < _MOST:
            end = _END.search(text, opened.end(), token.end)
            floor = end.start() if end else token.end
            if end and end[0].endswith((">", "gt;")):
                cut = []  # it is shown, and so are others beside it
                break
            edit = _of_tag(text, opened, floor)
            cut += [edit] if edit else []
        edits += cut
    return edits


def _texts(tokens: Sequence[Token]) -> Iterator[Token]:
    """The texts that show no markup."""
    shown = 0
    for token in tokens:
        if token.name in SHOWN and token.kind in ("start", "end"):
            shown = max(shown + (1 if token.kind == "start" else -1), 0)
        if token.kind == "text" and not shown:
            yield token


def _of_tag(text: str, opened: re.Match[str], stop: int) -> Edit | None:
    at, whole, coded, count = opened.end(), 0, False, 0
    while (given := _GIVEN.match(text, at, stop)) and count < _MOST_ATTRIBUTES:
        count += 1
        if given["quote"] is None:
            break
        if known(given["name"].lower()):
            whole += 1
            coded = coded or given["quote"].startswith("&")
        if not given["close"]:
            at = given.start("value")
            break
        at = given.end()
    if not (coded or whole >= _LEAST_PLAIN):
        return None
    after = text[opened.start() : at]
    for _ in range(1 + len(opened["times"]) // 4):
        after = html.unescape(after)
    return Edit(opened.start(), at, after, "escaped-markup", 0.8)


_UNICODE: Final = re.compile(
    rf"""(?<!\\)\\++u003c/?(?:{_NAMES}|p|b|i|u|s)(?=[\s\\/>])|(?<!\\)\\++["']\s*+/?\\++u003e""",
    re.IGNORECASE,
)
_STRING: Final = re.compile(r"(?<!\\)(?:(?:\\++u[0-9a-f]{4})++|\\++[\"'/nrt])", re.IGNORECASE)
_TOGETHER: Final = 200
_SLASHED_END: Final = re.compile(rf"<\\++/(?:{_NAMES}|p|b|i)\s*+>", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"(?<!\\)\\++[\"'/nrt]")
_CHARACTERS: Final = {"n": "\n", "r": "", "t": "\t"}


def strings(text: str, tokens: Sequence[Token]) -> list[Edit]:
    r"""The escapes of a string of JSON in which markup stands, and of ends as in ``<\/p>``.

    >>> from cleaners.mend.markup import tokens
    >>> said = r"\u003cp\u003eFog \u0026 ice\u003c\/p\u003e"
    >>> [e.after for e in strings(said, list(tokens(said)))]
    ['<p>Fog & ice</p>']
    >>> said = r"Write \u003c for the sign, and \/ for a slash."
    >>> strings(said, list(tokens(said)))
    []
    >>> said = r"<p>It\'s thick.<\/p>"
    >>> [e.after for e in strings(said, list(tokens(said)))]
    ["'s thick.</"]
    """
    texts = [t for t in _texts(tokens) if text.find("\\", t.start, t.end) >= 0]
    if any(_UNICODE.search(text, t.start, t.end) for t in texts):
        sign = _STRING
    elif any(_SLASHED_END.search(text, t.start, t.end) for t in texts):
        sign = _ESCAPED
    else:
        return []
    edits = [
        Edit(m.start(), m.end(), _meant(m[0]), "backslash-escapes", 0.9)
        for t in tokens
        if t.kind in ("text", "start", "end")
        for m in sign.finditer(text, t.start, t.end)
    ]
    return joined(text, edits, _TOGETHER)


def _meant(escape: str) -> str:
    mark = escape.lstrip("\\")
    if mark[0] not in "uU" or len(mark) < 5:  # noqa: PLR2004  (\u and four digits)
        return _CHARACTERS.get(mark, mark)
    told = json.loads('"' + re.sub(r"\\++[uU]", r"\\u", escape) + '"')
    return str(told.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

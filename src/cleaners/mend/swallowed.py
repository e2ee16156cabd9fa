"""Comments, scripts and styles whose end was lost.

They swallow the rest of the document; their own part is taken out, and the rest goes back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit
from cleaners.mend.spilt import CODE
from cleaners.mend.unclosed_value import GLUE_TO_A_NAME as GLUE

if TYPE_CHECKING:
    from cleaners.mend.markup import Token

_MARKUP: Final = re.compile(r"</?[a-zA-Z][\w-]*+(?:\s[^<>]*+)?>")
_BLOCK: Final = re.compile(
    r"(?:(?<=[;}>\n])|(?<=\n)[ \t]{0,40}|(?<=[;}])\s{1,40})"
    r"(?=</?(?:div|p|h[1-6]|article|section|main|body|html|head|figure|ul|ol|table|header|footer|nav|aside|img|amp-img|a|meta|link|title)(?:\s[^<>]*+)?>)",
    re.IGNORECASE,
)
_VISIBLE: Final = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}|[^\W\d_]{3,}")
_MAX_OWN: Final = 120


def open_comment(text: str, token: Token) -> Edit | None:
    """A comment that never ends loses its mark and its own words, and gives back the rest.

    >>> from cleaners.mend.markup import Token
    >>> open_comment("<!-- ad <p>One</p>", Token("comment", 0, 18, torn=True))
    Edit(start=0, end=8, after='', rule='unclosed-comment', confidence=0.8)
    """
    start = token.start
    if not _VISIBLE.search(_MARKUP.sub(" ", text[start + 4 : start + 50_000])):
        return None
    markup = _MARKUP.search(text, start + 4)
    stop = markup.start() if markup else len(text)
    line = text.find("\n", start, stop)
    glue = GLUE.search(text, start + 4, line if line >= 0 else stop)
    if glue:
        return Edit(start, glue.start(), "", "unclosed-comment", 0.7)
    ended = text.find(">", start, stop)
    if ended >= 0:
        stop = ended + 1
    elif line >= 0:
        stop = line
    elif markup is None and len(text) - start > _MAX_OWN:
        stop = start + 4
    if stop - start > _MAX_OWN:
        stop = start + 4
    return Edit(start, stop, "", "unclosed-comment", 0.8)


_HIDDEN: Final = re.compile(
    r"<(script|style|noscript|svg)\b[^<]*+(?:<(?!/\1)[^<]*+)*+", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LEAST: Final = 25
_FAR: Final = 20_000


def run_on_comment(text: str, token: Token) -> Edit | None:
    r"""A comment that lost its end and runs on to that of the next one, over what a reader sees.

    Whoever comments out a part of a page that holds a comment leaves a ``-->`` over.

    >>> from cleaners.mend.markup import Token
    >>> said = "<!-- ad (gt\n<p>" + "fog lay there " * 9 + "</p><!-- b -->"
    >>> run_on_comment(said, Token("comment", 0, len(said)))[:3]
    (0, 11, '')
    >>> run_on_comment(said + "-->", Token("comment", 0, len(said)))
    """
    inner = text.find("<!--", token.start + 4, token.end - 3)
    if inner < 0:
        return None
    following = text.find("<!--", token.end)
    if text.find("-->", token.end, following if following >= 0 else len(text)) >= 0:
        return None
    seen = _HIDDEN.sub(" ", text[token.start + 4 : min(inner, token.start + _FAR)])
    markup = _MARKUP.search(seen)
    if markup is None or not seen[: markup.start()].strip():  # markup that is hidden on purpose
        return None
    if sum(1 for _ in _WORD.finditer(_MARKUP.sub(" ", seen))) < _LEAST:
        return None
    return open_comment(text, token)


def open_raw(text: str, token: Token) -> Edit | None:
    r"""The end tag of a script or style that runs to the end of the document over markup.

    >>> from cleaners.mend.markup import Token
    >>> open_raw("var a = 1;\n<p>One</p><p>Two</p>", Token("raw", 0, 31, "script"))
    Edit(start=11, end=11, after='</script>', rule='unclosed-script', confidence=0.8)
    >>> open_raw("var a = '<b>'", Token("raw", 0, 13, "script"))
    """
    if token.name not in ("script", "style", "title", "iframe", "noframes", "noembed", "textarea"):
        return None
    ended = re.compile(rf"(?:(?<![<\\])/|(?<![\w<\\/-])){token.name}>").search(
        text, token.start, token.end
    )
    if ended:  # its end tag lost what it begins with
        return Edit(ended.start(), ended.end(), f"</{token.name}>", f"unclosed-{token.name}", 0.8)
    found = _BLOCK.search(text, token.start, token.end)
    if found is None and token.name not in CODE:
        found = _MARKUP.search(text, token.start, token.end)
    if found is None or not _VISIBLE.search(
        _MARKUP.sub(" ", text[found.end() : found.end() + 50_000])
    ):
        return None
    at = found.end() if found.re is _BLOCK else found.start()
    return Edit(at, at, f"</{token.name}>", f"unclosed-{token.name}", 0.8)

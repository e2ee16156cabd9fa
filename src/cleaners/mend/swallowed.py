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

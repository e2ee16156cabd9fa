"""Scraped text is hostile: how it is made harmless for each place where it is shown.

Every value of a document passes through one of these on its way to a person. Nothing is
dropped in silence: what cannot be shown as itself is shown as a sign, and a cut ends in "…".
"""

from __future__ import annotations

import html
import re
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Directional marks and isolates reorder what stands around them ("Trojan source"); zero-width
# signs, tags and the interlinear anchors hide text; lone surrogates cannot be written at all.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Signs with which neither Markdown, HTML nor a maker of links can do anything. A full stop must
# end a word, else "www.a.org" and "a.org" would be links; a mark of a list may not come first.
_PLAIN: Final = re.compile(r"(?:[^\W_]|[ ,;:?()%'’“”…/≥≤–−-]|\.(?=[ )]|\.|$))+")
_LIST: Final = re.compile(r"[-–−]\s|\d+[.)]\s")
_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, a cut shown by an ellipsis.

    >>> shorten("a long headline", 7)
    'a long…'
    >>> shorten("short", 7)
    'short'
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"


def for_terminal(text: str, limit: int = 200) -> str:
    r"""One line for a terminal: no control signs, no escapes, nothing that turns direction.

    Give it to rich as a ``Text`` or through ``rich.markup.escape``: brackets are rich's own.

    >>> for_terminal("\x1b[31mred\x07")
    '␛[31mred␇'
    >>> for_terminal("plain [text]")
    'plain [text]'
    """
    return harmless(shorten(" ".join(text[: limit * 4].split()), limit))


def harmless(text: str) -> str:
    r"""One line without control signs and escapes, and nothing that turns direction; blanks stay.

    >>> harmless("  two\x1b[2J")
    '  two␛[2J'
    """
    text = _CONTROL.sub(lambda m: _PICTURES.get(ord(m[0]), "\ufffd"), text)
    return _INVISIBLE.sub("\ufffd", text)


def for_markdown(text: str, limit: int = 200) -> str:
    r"""A code span that nothing inside can end, fit for the cell of a table.

    Inside a code span neither Markdown nor HTML is read (CommonMark 6.1). Longer runs of
    back-ticks around it keep those inside it inert; a pipe would end a cell of a table.

    >>> for_markdown('<img src=x onerror="alert(1)">')
    '`<img src=x onerror="alert(1)">`'
    >>> for_markdown("a`b | c")
    '`` a`b ¦ c ``'
    """
    text = for_terminal(text, limit).replace("|", "¦") or " "
    fence = _fence(text, 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def prose(text: str, limit: int = 200) -> str:
    """Words as words where they hold no sign of Markdown or HTML, else a code span.

    For sentences that are mostly our own: a reader need not see them as code.

    >>> prose("54 of 60 documents are in quarantine, usually 0%")
    '54 of 60 documents are in quarantine, usually 0%'
    >>> prose("see [this](https://phish.example)"), prose("ask a.example")
    ('`see [this](https://phish.example)`', '`ask a.example`')
    """
    plain = for_terminal(text, limit)
    alone = _PLAIN.fullmatch(plain) and not _LIST.match(plain) and "://" not in plain
    return plain if alone else for_markdown(text, limit)


def fenced(text: str, limit: int = 1000) -> str:
    r"""A fenced block of code for Markdown; line feeds and blanks stay.

    >>> print(fenced("one\n```\ntwo"))
    ````text
    one
    ```
    two
    ````
    """
    lines = shorten(text, limit).splitlines() or [""]
    text = "\n".join(harmless(line) for line in lines)
    fence = _fence(text, 3)
    return f"{fence}text\n{text}\n{fence}"


def for_html(text: str, limit: int = 2000) -> str:
    """Text for the content or a quoted attribute of HTML.

    >>> for_html('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(for_terminal(text, limit))


def _fence(text: str, least: int) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(least, longest + 1)


def counting(number: int, noun: str) -> str:
    """A number with its noun, one or many.

    >>> counting(1, "row"), counting(1200, "row"), counting(0, "row")
    ('1 row', '1,200 rows', '0 rows')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"

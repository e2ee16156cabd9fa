"""Whether a page looks damaged: asked of what the walk has read anyway, so it costs little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.characters import MOJIBAKE, SUSPECT

if TYPE_CHECKING:
    from cleaners.page import Walk

_REMAINS: Final = re.compile(
    r"""[\w:-]=\s?(?:\\*+["'“”]|&)|["'”]\s?/?>|\d[wx],\s?(?:https?:)?/|<(?=[a-z!/])|&(?:amp;)?(?:lt|quot|gt);|-->""",
    re.MULTILINE,
)
_SIGNS: Final = (  # noqa: E501'="', "='", '">', "'>", '" >', '" />', '"/>', "=\\", "=“", "=”", "”>", "<", "&quot;", "&lt;",
                "w,", "-->", '= "', "=&", "= '", "' />", "'/>", "x, ")  # fmt: skip
"""What every match of ``_REMAINS`` holds: a search for plain strings costs a tenth of one for a pattern."""
_READ: Final = ("src", "srcset", "alt")
_MET: Final = re.compile(r"\A[^\s,]*+\s\d+w,\s*+http")


def torn(walked: Walk) -> bool:
    """Whether a text holds what remains of tags, or an image's attribute what none can.

    >>> from cleaners.page import Walk
    >>> torn(Walk(texts=['fog.jpg" alt="Fog">'])), torn(Walk(texts=["Fog lay on the bay."]))
    (True, False)
    """
    text = "\n".join(walked.texts)
    if any(sign in text for sign in _SIGNS) and _REMAINS.search(text):
        return True
    for seen in walked.images:
        get = seen.node.get
        for name in _READ:
            value = get(name)
            if value and (
                "<" in value or value[-1] == "=" or (", " in value and _MET.search(value))
            ):
                return True
    return any("<" in link.node.get("href", "") for link in walked.links)


def ragged(text: str) -> bool:
    """Whether something that was opened never ends: a tag, a comment, a script.

    >>> ragged('<p>One</p><img alt="O'), ragged("<p>One</p>")
    (True, False)
    """
    end = text.rfind(">")
    return (
        text.find("<", end + 1) >= 0
        or any(_unclosed(text, quote) for quote in "\"'")
        or _open(text, "<!--", "-->")
        or _open(text, "<script", "</script")
        or _open(text, "<style", "</style")
    )


def _unclosed(text: str, quote: str) -> bool:
    """Whether the last quote of all opens a value."""
    at = text.rfind(quote)
    return at > 0 and text[at - 1] == "="


def _open(text: str, start: str, end: str) -> bool:
    opened = text.rfind(start)
    return opened >= 0 and text.find(end, opened) < 0


def characters(text: str, walked: Walk) -> bool:
    """Whether a text holds characters that may be damage.

    >>> from cleaners.page import Walk
    >>> characters("", Walk(texts=["KÃ¶ln"])), characters("", Walk(texts=["Köln"]))
    (True, False)
    """
    if "\0" in text:
        return True
    seen = "\n".join(walked.texts)
    return bool(SUSPECT.search(seen)) or (not seen.isascii() and bool(MOJIBAKE.search(seen)))

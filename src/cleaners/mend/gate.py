"""Whether a page looks damaged: asked of what the walk has read anyway, so it costs little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.characters import SUSPECT

if TYPE_CHECKING:
    from cleaners.page import Walk

_REMAINS: Final = re.compile(
    r"""[\w:-]=\s?(?:\\*+["'“”]|&)|["'”]\s?/?>|\d[wx],\s?(?:https?:)?/|<(?=[a-z!/])|&(?:amp;)?(?:lt|quot|gt);|-->|[;{}]\s*\Z""",
    re.MULTILINE,
)
_IN_VALUE: Final = re.compile(r"""[<>]|=\Z|\s\d+[wx],\s*+http|[\w.]https?://""")


def torn(walked: Walk) -> bool:
    """Whether a text holds what remains of tags, or an image's attribute what none can.

    >>> from cleaners.page import Walk
    >>> torn(Walk(texts=['fog.jpg" alt="Fog">'])), torn(Walk(texts=["Fog lay on the bay."]))
    (True, False)
    """
    if _REMAINS.search("\n".join(walked.texts)):
        return True
    for seen in walked.images:
        for name, value in seen.node.attrib.items():
            if value and (
                name in ("src", "alt", "srcset", "data-src", "sizes")
                and _IN_VALUE.search(str(value))
            ):
                return True
            if '"' in name or "<" in name:
                return True
    return any(link.node.get("href", "").find("<") >= 0 for link in walked.links)


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
    return text[: text.rfind(quote) + 1][-2:].startswith("=")


def _open(text: str, start: str, end: str) -> bool:
    opened = text.rfind(start)
    return opened >= 0 and text.find(end, opened) < 0


def characters(text: str, walked: Walk) -> bool:
    """Whether a text holds characters that may be damage.

    >>> from cleaners.page import Walk
    >>> characters("", Walk(texts=["KÃ¶ln"])), characters("", Walk(texts=["Köln"]))
    (True, False)
    """
    return "\0" in text or SUSPECT.search("\n".join(walked.texts)) is not None

"""CDATA sections of documents that say that they are XML: parsers of HTML drop them as comments."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.mend.markup import Token

_SECTION: Final = re.compile(r"<!\[CDATA\[([^<]*+)")
_OPEN: Final = "<![CDATA["
_CLOSE: Final = "]]>"


def is_xml(text: str) -> bool:
    """Whether a source holds such a section, and declares itself to be XML.

    >>> is_xml("<?xml version='1.0'?><p><![CDATA[Fog]]></p>"), is_xml("<p><![CDATA[Fog]]></p>")
    (True, False)
    """
    return text[:64].lstrip("\ufeff \t\r\n").startswith("<?xml") and _OPEN in text


def find(text: str, read: Sequence[Token]) -> list[Edit]:
    """The sections that hold text, as text; scripts keep theirs, and so do feeds that hold markup.

    >>> from cleaners.mend.markup import tokens
    >>> said = "<?xml version='1.0'?><p><![CDATA[Fish & chips]]></p>"
    >>> [e.after for e in find(said, list(tokens(said)))]
    ['Fish &amp; chips']
    >>> said = "<?xml version='1.0'?><script><![CDATA[a && b]]></script>"
    >>> find(said, list(tokens(said)))
    []
    """
    edits = []
    for token in read if is_xml(text) else ():
        found = _SECTION.match(text, token.start) if token.kind == "other" else None
        if found is not None and (close := text.find(_CLOSE, found.start(1), found.end())) >= 0:
            after = html.escape(text[found.start(1) : close], quote=False)
            edits.append(Edit(token.start, close + len(_CLOSE), after, "cdata-section", 1.0))
    return edits

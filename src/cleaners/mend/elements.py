"""Which element remains were that state a size and little else: by what closes behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.mend.rebuild import Part

_SIZED: Final = (
    *("iframe", "svg", "video", "td", "th", "tr", "table", "object", "canvas", "marquee", "mask"),
    *("amp-iframe", "amp-video", "amp-ad", "symbol", "pattern", "foreignobject"),
)
"""Elements that state a size and are closed; ``img`` alone is not (4,462 of 4,600 that are not,
on the pages that this was counted on; the rest were sources)."""
_DRAWN: Final = re.compile(
    r"\s*+</?(?:path|rect|g|use|circle|ellipse|defs|title|polygon|polyline|line|mask|symbol|image|stop"
    r"|text|lineargradient|col|colgroup|tbody|tr|td|source|track|param)[\s/>]",
    re.IGNORECASE,
)
"""What stands inside of drawings, tables and films."""
_SEEN: Final = re.compile(r"\s*0*(?:[2-9]|1\d)").match
"""A size that shows something: not 0 and not 1."""
_OTHERS: Final = frozenset(
    ("src", "data", "frameborder", "allow", "allowfullscreen", "viewbox", "fill", "x", "y", "d")
)


def shows_by_size(parts: Iterable[Part], rest: str) -> bool:
    """Whether a whole width or height was that of a picture: nothing behind it is closed.

    >>> from cleaners.mend.rebuild import Part
    >>> [shows_by_size([Part("height", "40")], rest) for rest in ("</a> F", "</svg> F", "<path ")]
    [True, False, False]
    """
    parts = list(parts)
    sized = any(
        p.name in {"width", "height"} and not p.torn and _SEEN(p.value or "") for p in parts
    )
    if not sized or any(p.name in _OTHERS for p in parts) or _DRAWN.match(rest):
        return False
    return "</" not in rest or not any(_closes(rest, name) for name in _SIZED)


def _closes(rest: str, name: str) -> bool:
    """Whether an end tag of ``name`` comes before a start tag of it."""
    end, again = rest.find(f"</{name}"), rest.find(f"<{name}")
    return end >= 0 and not 0 <= again < end

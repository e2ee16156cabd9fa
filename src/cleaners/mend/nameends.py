"""The first attribute of remains whose name was cut: ``cSet="…"``, ``f="https://…"``.

A name is told by its end and by what it says. A long end is enough where a tag may have been
cut; of a single letter the value has to be one that an attribute with that end has.
"""

from __future__ import annotations

import re
from typing import Final

from cleaners.mend.rebuild import known
from cleaners.tables.torn import ATTRIBUTES, EXTENSIONS, SAID

_IMAGE: Final = re.compile(rf"\.(?:{EXTENSIONS})(?![a-z])|/image", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s/]+/|/[\w-]")
_PROSE: Final = re.compile(r"\s\S+\s[^\W\d]")
_LISTED: Final = re.compile(r"\S\s+[0-9.]+[wx]\s*(?:,|\Z)")
_LONGEST: Final = 1_000
_HALF_PREFIX: Final = re.compile(r"(?:i|ri|t|at)a-[a-z][a-z-]+")
"""The end of a name that begins with ``aria-`` or ``data-``."""
_SIZES: Final = {"idth": "width", "dth": "width", "eight": "height", "ight": "height"}
_TOLD: Final = tuple((name, re.compile(said, re.IGNORECASE)) for name, said in SAID.items())


def whole_name(name: str, value: str) -> str | None:  # noqa: PLR0911  (one rule, one line)
    """The name that ends in ``name`` and suits the value; None if that is not sure.

    >>> whole_name("cset", "a.jpg 240w"), whole_name("h", "300")
    ('srcset', None)
    >>> whole_name("", "a.jpg 240w"), whole_name("", "(max-width: 500px) 460w, 900w")
    ('srcset', None)
    """
    name = name.lower()
    if known(name):
        return name
    address = bool(_ADDRESS.match(value)) and not _PROSE.search(value)
    listed = bool(_LISTED.search(value)) and not value.lstrip().startswith("(")
    if listed and "srcset".endswith(name):
        return "srcset"
    if listed and name.endswith("-srcset") and "data-srcset".endswith(name):
        return "data-srcset"
    if address and name.endswith("-src") and "data-src".endswith(name):
        return "data-src"
    if address and "src".endswith(name):
        return "src" if _IMAGE.search(value) else None
    if name and address and "href".endswith(name):
        return "href"
    if name == "lt" and not address:
        return "alt"
    return _SIZES.get(name)


def ends_a_name(name: str, value: str) -> bool:
    """Whether a name may be the end of one that tags have, and the value one that it has.

    >>> ends_a_name("ding", "lazy"), ends_a_name("e", "x")
    (True, False)
    >>> ends_a_name("e", "display: none;"), ends_a_name("f", "https://e.org/a")
    (True, True)
    """
    if len(name) > 1:
        return ends_any_name(name)
    if len(value) > _LONGEST:
        return False
    return any(full.endswith(name) and said.fullmatch(value.strip()) for full, said in _TOLD)


def ends_any_name(name: str) -> bool:
    """Whether a name, however short, is the end of one that tags have.

    >>> ends_any_name("e"), ends_any_name("j"), ends_any_name("ria-hidden"), ends_any_name("a-b")
    (True, False, True, False)
    """
    return _HALF_PREFIX.fullmatch(name) is not None or any(
        full.endswith(name) and full != name for full in ATTRIBUTES
    )

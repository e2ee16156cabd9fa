"""Whether two addresses show the same picture in different sizes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

_INNER: Final = re.compile(
    r"[?&](?:url|src|image|href|u)=(?P<inner>(?:https?(?:%3A|:)|%2F|/)[^&]++)", re.IGNORECASE
)
_EXTENSIONS: Final = re.compile(r"(?:\.(?:jpe?g|png|webp|avif|gif|jfif|bmp|tiff?|svg))++$")
_SIZES: Final = re.compile(
    r"""
      [-_.]?(?<![0-9a-f])[0-9]{2,4}x[0-9]{2,4}(?![0-9a-f])   # -300x200
    | [-_][wh][-_]?[0-9]{2,4}(?![0-9a-z])                      # _w250
    | [-_][0-9]{2,4}(?:w|px)(?![0-9a-z])                       # _320w
    | ^[0-9]{2,4}px-                                           # MediaWiki's
    | @[1-4]x | [-_]scaled$ | ~[a-z0-9]++$
    """,
    re.VERBOSE,
)
_SIZE_SEGMENT: Final = re.compile(
    r"(?:[a-z_-]{0,12}[0-9]{1,4}(?:[x:,_.-][0-9]{1,4}){0,3}[a-z]{0,2}|(?:[whqcf]_?[a-z0-9.]++,?)++)",
)
_QUERY_SIZES: Final = re.compile(
    r"(?:w|h|width|height|imwidth|q|quality|dpr|fit|crop|auto|format|fm|resize|size|strip|ssl|sig|auth|smart|v|t)=[^&]*+&?"
)
_TELLING: Final = 8
"""Characters from which on a file name identifies its picture on any host."""


@lru_cache(maxsize=4096)
def picture_key(address: str) -> str:
    """A name for what an address shows, the same for all sizes in which it is served.

    >>> picture_key("https://cdn.example.org/w320/fog-harbour-300x200.jpg?q=80")
    'fog-harbour'
    >>> picture_key("https://example.org/img/fog-harbour.jpg.webp")
    'fog-harbour'

    A short name alone proves nothing, so its folder stays:

    >>> picture_key("https://example.org/2024/a/1.jpg"), picture_key("https://example.org/2024/b/1.jpg")
    ('example.org/2024/a/1', 'example.org/2024/b/1')
    """
    address = address[:2000]
    inner = _INNER.search(address)
    if inner is not None:
        address = unquote(inner["inner"])
    rest, _, query = address.partition("#")[0].partition("?")
    path = rest.lower().partition("://")[2] or rest.lower().lstrip("/")
    folder, _, file = path.rpartition("/")
    stem = _EXTENSIONS.sub("", file)
    short = _SIZES.sub("", stem)
    if len(short) >= _TELLING and stem != file and not short.startswith("image"):
        return short
    if stem == file:  # no extension: the address of a service
        return "/".join([*_folders(folder), stem, _QUERY_SIZES.sub("", query)]).rstrip("/")
    return "/".join([*_folders(folder), short or stem])


def _folders(folder: str) -> list[str]:
    """The folders of a path without those that only name a size."""
    host, *folders = folder.split("/")
    return [host, *(f for f in folders if "x" not in f or not _SIZE_SEGMENT.fullmatch(f))]

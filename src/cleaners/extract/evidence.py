"""A lost head of an address, restored from whole addresses in the same document.

What is left of an address that was cut at its head is its tail: ``news/240/a/fog.jpg``.
Whole addresses of the same image tell how such a tail begins. A head is restored only where
all that is known agrees on it; where it does not, the address stays cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXACT: Final = 1.0
"""A whole address ends in the remains: nothing was lost that does not stand elsewhere."""
SIBLING: Final = 0.95
"""Another size of the same image begins alike."""
PAGE: Final = 0.7
"""Another image of the page lies in the same folders."""

_WHOLE: Final = re.compile(r"(?P<host>(?:https?:)?//[^/?#\s]+/)(?P<path>[^?#\s]*+)(?P<rest>\S*+)")
_SCHEME: Final = re.compile(r"(?:(?:(?:h?t)?t)?p)?s?://(?=[^/\s]+\.[a-z])", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[0-9]++")
_SHARED_FOLDERS: Final = 2
_AGREEING: Final = 2
_SHORTEST: Final = 5
_NO_ADDRESS: Final = frozenset('"<>{}`')
_NUMBERED: Final = re.compile(r"(?:https?:)?//[^/.]*[0-9]\.")
"""A host of many that share the images among them: ``cimg9.example.org``."""
_ALL_AGREE: Final = 3


class Evidence(NamedTuple):
    """A whole address, and the width that it states in its srcset."""

    url: str
    width: int | None = None


class Restored(NamedTuple):
    """An address whose head was restored, and how sure that is."""

    url: str
    confidence: float


def restore(
    remnant: str,
    siblings: Sequence[Evidence],
    others: Iterable[str] = (),
    width: int | None = None,
) -> Restored | None:
    """The whole address of which ``remnant`` is the tail; None if the evidence does not say.

    ``siblings`` are the other addresses of the same image, ``others`` those of other images of
    the page; ``width`` is what the remnant's own candidate states.

    >>> restore("news/240/a/fog.jpg", [Evidence("https://cdn.example.org/news/320/a/fog.jpg", 320)])
    Restored(url='https://cdn.example.org/news/240/a/fog.jpg', confidence=0.95)
    >>> restore("ttps://example.org/3/a.jpg", [Evidence("https://example.org/6/a.jpg")]).url
    'https://example.org/3/a.jpg'
    >>> restore("fog.jpg", [Evidence("https://example.org/320/fog.jpg", 320)], width=240)
    """
    tail = remnant.strip()
    if len(tail) < _SHORTEST or any(c.isspace() or c in _NO_ADDRESS for c in tail):
        return None
    return (
        _by_scheme(tail, siblings)
        or _by_host(tail, siblings)
        or _by_end(tail, siblings, width)
        or _by_shape(tail, siblings, width)
        or _by_folders(tail, others)
    )


def _by_scheme(tail: str, siblings: Sequence[Evidence]) -> Restored | None:
    """Only (a part of) the scheme is lost: ``s://host/a.jpg``."""
    found = _SCHEME.match(tail)
    if found is None or found[0].lower() in {"http://", "https://"}:
        return None
    host = tail[found.end() :].partition("/")[0]
    schemes = {
        s.url.partition("//")[0]
        for s in siblings
        if s.url.partition("//")[2].startswith(host + "/")
    }
    if found[0].lower().startswith(("s:", "ps:", "tps:", "ttps:")):
        schemes = {"https:"}
    if len(schemes) != 1:
        return None
    return Restored(schemes.pop() + "//" + tail[found.end() :], EXACT)


def _by_host(tail: str, siblings: Sequence[Evidence]) -> Restored | None:
    """Only (a part of) the host and what stands before it is lost: ``mg.example.org/a.jpg``.

    >>> _by_host("mg.example.org/3/a.jpg", [Evidence("https://img.example.org/6/a.jpg")]).url
    'https://img.example.org/3/a.jpg'

    A host may stand in the path of another, and one domain has several:

    >>> _by_host("e.org/3/a.jpg", [Evidence("https://img.e.org/3/e.org/6/a.jpg")])
    >>> _by_host("g.e.org/thumb/a.jpg", [Evidence("https://img.e.org/pics/a.jpg")])
    """
    first, slash, rest = tail.partition("/")
    known = [whole for s in siblings if (whole := _WHOLE.fullmatch(s.url)) is not None]
    hosts = {whole["host"] for whole in known}
    if len(hosts) != 1 or not slash or "." not in first[1:-1]:
        return None
    host, folder = hosts.pop(), rest.partition("/")[0]
    nested = any(first in whole["path"] for whole in known)
    near = all(_alike(folder, whole["path"].partition("/")[0]) for whole in known)
    return (
        Restored(host + rest, SIBLING)
        if host.endswith(first + "/") and near and not nested
        else None
    )


def _by_end(tail: str, siblings: Sequence[Evidence], width: int | None) -> Restored | None:
    """A whole address that ends in the remains, at the border of a segment."""
    tail = tail.lstrip("/")
    ends = {s.url for s in siblings if "/" in tail and _ends(s, tail, width)}
    return Restored(ends.pop(), EXACT) if len(ends) == 1 else None


def _ends(sibling: Evidence, tail: str, width: int | None) -> bool:
    """Whether ``sibling`` ends in ``tail``, and its head cannot be that of another size."""
    if not sibling.url.endswith("/" + tail):
        return False
    if width is not None and sibling.width is not None:
        return width == sibling.width
    head = sibling.url[: -len(tail)].partition("//")[2].partition("/")[2]
    return _DIGITS.search(head) is None


def _by_shape(tail: str, siblings: Sequence[Evidence], width: int | None) -> Restored | None:
    """The head that all siblings agree on, each aligned with the remains from the end."""
    heads: dict[str, set[str]] = {}
    for sibling in siblings:
        head = _head(tail, sibling, width)
        if head is not None:
            heads.setdefault(head, set()).add(sibling.url)
    if len(heads) != 1:
        return None
    head, agreeing = heads.popitem()
    root = _WHOLE.fullmatch(head)
    bare = root is not None and not root["path"]
    if (
        not bare
        and _DIGITS.search(head.partition("//")[2].partition("/")[2])
        and len(agreeing) < _AGREEING
    ):
        return None
    return Restored(head + tail.lstrip("/"), SIBLING)


def _head(tail: str, sibling: Evidence, width: int | None) -> str | None:
    """What stands before the part of ``sibling`` that corresponds to ``tail``."""
    whole = _WHOLE.fullmatch(sibling.url)
    if whole is None:
        return None
    theirs = whole["path"].split("/")
    ours = re.split(r"[?#]", tail.lstrip("/"), maxsplit=1)[0].split("/")
    lost = len(theirs) - len(ours)
    if ours[0] == theirs[0] and len(ours) > 1:  # the cut was right behind the host
        sure = not lost or _alike(ours[1], theirs[1]) or ours[-1] == theirs[-1]
        return whole["host"] if sure and (lost <= 0 or theirs[lost] != ours[0]) else None
    if lost < 0 or not all(_alike(a, b) for a, b in zip(ours[1:], theirs[lost + 1 :], strict=True)):
        return None
    first = theirs[lost]
    if len(ours) < _AGREEING or not first.endswith(ours[0]) or _DIGITS.search(ours[0]):
        return None
    head = whole["host"] + "".join(folder + "/" for folder in theirs[:lost])
    return _sized(head + first[: len(first) - len(ours[0])], sibling.width, width)


def _alike(ours: str, theirs: str) -> bool:
    """Whether two segments are the same but for numbers."""
    return ours == theirs or _DIGITS.sub("0", ours) == _DIGITS.sub("0", theirs)


def _sized(head: str, theirs: int | None, ours: int | None) -> str | None:
    """``head`` with the width of the sibling replaced by our own."""
    if theirs is None or ours is None or theirs == ours:
        return head
    changed, count = re.subn(rf"(?<![0-9]){theirs}(?![0-9])", str(ours), head)
    return changed if count <= 1 else None


def _by_folders(tail: str, others: Iterable[str]) -> Restored | None:
    """The one host on which other images of the page lie in the same folders.

    >>> _by_folders("up/2024/a.jpg", ["https://img.e.org/up/2024/b.jpg"]).url
    'https://img.e.org/up/2024/a.jpg'

    Of numbered hosts another may hold this image:

    >>> _by_folders("up/2024/a.jpg", ["https://img1.e.org/up/2024/b.jpg"])
    """
    folders = tail.lstrip("/").split("/")[:-1][:_SHARED_FOLDERS]
    if len(folders) < _SHARED_FOLDERS:
        return None
    start = "/".join(folders) + "/"
    near = [w for w in map(_WHOLE.fullmatch, others) if w and w["path"].startswith(start)]
    hosts = {whole["host"] for whole in near}
    if len(hosts) != 1 or (_NUMBERED.match(near[0]["host"]) and len(near) < _ALL_AGREE):
        return None
    return Restored(hosts.pop() + tail.lstrip("/"), PAGE)

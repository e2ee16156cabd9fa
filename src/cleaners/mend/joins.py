"""Addresses in which the halves of two met, told by the other addresses of the same tag.

``https://e.org/im`` + ``ay/20.jpg`` is well formed, and nothing in it tells that it never was.
Beside ``https://e.org/img/bay/10.jpg`` it does: it is the head and the tail of the other, and
the seam lies inside of names. An address that only leaves out a folder, a parameter or a size
is another size; so a seam counts only where no separator stands at it, or where what stands
on both sides of it is the same piece twice.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from cleaners.tables.torn import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGES: Final = frozenset("/?&,_-=@.%:;+~!()*#")
_DIGITS: Final = re.compile(r"[0-9]++")
_HEX: Final = re.compile(r"(?<![0-9A-Za-z])(?=[A-Fa-f]*+[0-9])[0-9A-Fa-f]++(?![0-9A-Za-z])")
_SIZE: Final = re.compile(r"-[0-9]++x[0-9]++(?=\.)")
_HOST: Final = re.compile(r"(?:https?:)?//([^/?#\s]++)")
_DIGEST: Final = re.compile(r"[0-9a-f]{16,}+", re.IGNORECASE)
_FILE: Final = re.compile(rf"\.(?:{EXTENSIONS})\Z", re.IGNORECASE)
_ENDED: Final = re.compile(rf"\?|\.(?:{EXTENSIONS})(?![a-z0-9])", re.IGNORECASE)
_SHARED: Final = 0.5
"""Share of an address that must be the head of another for the rest to be judged."""
_SAME_HOST: Final = 5
_HOST_TAIL: Final = 8
_LONG_LOSS: Final = 12
_LEAST_LOSS: Final = 4
"""Names of files end in a few letters at random."""
_GLUED_LOSS: Final = 6
_LEAST_TWICE: Final = 5
_TWICE: Final = 12
_FOLDERS: Final = 2
"""Two slashes: of one folder the name may begin the name of a file."""
_LEAST_REST: Final = 6
_MAX_OTHERS: Final = 40
_AGREEING: Final = 2


def joined(address: str, others: Sequence[str]) -> bool:
    """Whether two halves met in ``address``, as ``others`` of the same tag show.

    >>> joined("//e.org/images/baier.jpg", ["//e.org/images/bay/10/long-pier.jpg"])
    True
    >>> joined("//e.org/images/long-pier.jpg", ["//e.org/images/bay/10/long-pier.jpg"])
    False
    """
    if _holds_host_again(address) or _says_twice(address):
        return True
    rest = [other for other in others if other != address][:_MAX_OTHERS]
    return bool(rest) and (
        _half_a_host(address, rest)
        or _other_digest(address, rest)
        or _unended(address, rest)
        or _beheaded(address, rest)
        or any(_seam(address, head, rest) for head in rest)
    )


def _holds_host_again(address: str) -> bool:
    """Whether the end of the host stands once more, glued to the middle of a name.

    >>> _holds_host_again("https://i.harbour.org/uploarbour.org/a.jpg")
    True
    >>> _holds_host_again("https://i.harbour.org/www.harbour.org/a.jpg")
    False
    """
    found = _HOST.match(address)
    if found is None or len(found[1]) < _HOST_TAIL:
        return False
    host = found[1]
    at = address.find(host[-_HOST_TAIL:] + "/", found.end() + 1)
    if at < 0:
        return False
    back = _HOST_TAIL
    while back < len(host) and address[at - 1] == host[-back - 1]:
        at, back = at - 1, back + 1
    return address[at - 1].isalnum() and address[at].isalnum()


def _says_twice(address: str) -> bool:
    """Whether a long piece of a path stands once more, glued to the middle of a name.

    >>> _says_twice("/up/2024/05/long-pier_2up/2024/05/long-pier_2-320x214.jpg")
    True
    >>> _says_twice("/up/2024/05/long-pier.jpg?u=/up/2024/05/long-pier.jpg")
    False
    >>> _says_twice("/themes/harbour-media/images/harbour-media-logo.png")
    False
    """
    if " " in address:
        return False  # a list
    for at in range(_TWICE, len(address) - _TWICE):
        piece = address[at : at + _TWICE]
        if "/" in piece and piece[0].isalnum() and address[at - 1].isalnum():
            before = address.find(piece, 0, at)
            apart = before > 0 and address[before - 1] != address[at - 1]
            if apart and _again(address, before, at).count("/") >= _FOLDERS:
                return True
    return False


def _again(address: str, one: int, other: int) -> str:
    """What stands at both places."""
    size = 0
    while other + size < len(address) and address[one + size] == address[other + size]:
        size += 1
    return address[one : one + size]


def _half_a_host(address: str, others: Sequence[str]) -> bool:
    """Whether a host begins as that of all others does, and ends as none can.

    >>> _half_a_host("//img.harbges/a.jpg", ["//img.harbour.org/b.jpg"])
    True
    >>> _half_a_host("//img.harbour.com/a.jpg", ["//img.harbour.org/b.jpg"])
    False
    """
    found = _HOST.match(address)
    hosts = {m[1] if (m := _HOST.match(other)) else "" for other in others}
    if found is None or len(hosts) != 1 or found[1] in hosts:
        return False
    host, common = found[1].partition(":")[0], hosts.pop()
    if "." not in common or host == "localhost":
        return False
    if "." not in host:
        return host[0] == common[0]
    top, name = host.rpartition(".")[2], common.rpartition(".")[0]
    shared = _shared(host, common)
    return shared >= _SAME_HOST and shared < len(name) + 1 and (len(top) > 4 or "-" in top)  # noqa: PLR2004


def _other_digest(address: str, others: Sequence[str]) -> bool:
    """Whether a digest is longer or shorter than it is in all others, and nothing else differs."""
    mine = _DIGEST.findall(address)
    theirs = {tuple(map(len, _DIGEST.findall(other))) for other in others}
    if len(others) < _AGREEING or not mine or len(theirs) != 1:
        return False
    return len(mine) == len(next(iter(theirs))) and tuple(map(len, mine)) not in theirs


def _unended(address: str, others: Sequence[str]) -> bool:
    """Whether all others end in a file or a query, and this one inside of a name.

    >>> _unended("//e.org/bay/16size-defined", ["//e.org/bay/16/pier.jpg"])
    True
    >>> _unended("//e.org/bay/16/large", ["//e.org/bay/16/pier.jpg"])
    False
    >>> _unended("//e.org/bay/pi", ["//e.org/bay/pier.jpg"])
    True
    >>> _unended("//e.org/bay/pipg?w=3", ["//e.org/bay/pier.jpg?w=2"])
    True
    """
    path = address.partition("?")[0]
    if all(_FILE.search(other.partition("?")[0]) for other in others):
        if _FILE.search(path):
            return False
        mine = path
    elif _ENDED.search(address) or not all(_ENDED.search(other) for other in others):
        return False
    else:
        mine = address
    shared, longest = max((_shared(mine, other), other) for other in others)
    if not shared or shared < _SHARED * len(mine) or shared >= len(longest):
        return False
    behind = mine[shared : shared + 1] or longest[shared]
    return mine[shared - 1].isalnum() and behind.isalnum()


def _beheaded(address: str, others: Sequence[str]) -> bool:
    """Whether an address without a host is how others end, and not how they begin.

    >>> _beheaded("ay/pier-3.jpg", ["//e.org/bay/pier-1.jpg"])
    True
    >>> _beheaded("bay/pier-3.jpg", ["//e.org/bay/pier-1.jpg"])
    False

    From the root it is, or it is not there:

    >>> _beheaded("/05/pier-3.jpg", ["//e.org/2024/05/pier-1.jpg"])
    True
    >>> _beheaded("/2024/05/pier-3.jpg", ["//e.org/2024/05/pier-1.jpg"])
    False
    """
    if _HOST.match(address) or "/" not in address:
        return False
    mine = _plain(address)
    if address.startswith("/"):
        paths = [_plain(_HOST.sub("", other)) for other in others if _HOST.match(other)]
        return bool(paths) and all(len(p) > len(mine) and p.endswith(mine) for p in paths)
    if not address[0].isalnum():
        return False
    found = [_plain(other) for other in others]
    return any(
        other.endswith(mine) and len(mine) >= _LEAST_REST and other[-len(mine) - 1].isalnum()
        for other in found
        if len(other) > len(mine)
    )


def _seam(address: str, head: str, others: Sequence[str]) -> bool:
    """Whether ``address`` is how ``head`` begins and then how another goes on or ends."""
    return any(
        _met(shape(address), shape(head), min(len(head) - len(address), _LONG_LOSS))
        for shape in _SHAPES
    ) or _goes_on(address, head, others)


def _met(mine: str, whole: str, lost: int) -> bool:
    """Whether ``mine`` is the head and the tail of ``whole``, and no other size of it.

    >>> _met("/up/bay-pibay-pier-0.jpg", "/up/bay-pier-0.jpg", 0)
    True
    >>> _met("/up/bay-pier-scaled.jpg", "/up/bay-pier.jpg", 0)
    False
    """
    shared = _shared(mine, whole)
    if not 0 < shared < min(len(mine), len(whole)):
        return False
    tail = _shared(mine[::-1], whole[::-1])
    twice = shared + tail - len(mine)
    if twice < 0:
        return False
    gone = len(whole) - len(mine)
    if gone < 0:
        piece = mine[shared : shared - gone]
        return -gone >= _LEAST_TWICE and any(map(str.isalpha, piece))
    return min(gone, lost) >= _LEAST_LOSS and _inside(mine, whole, shared, tail)


def _goes_on(address: str, head: str, others: Sequence[str]) -> bool:
    """Whether ``address`` begins as ``head`` and goes on as what is inside of another."""
    mine, whole = _plain(address), _plain(head)
    shared = _shared(mine, whole)
    if shared >= len(mine) or shared >= len(whole):
        return False
    rest = mine[shared:]
    inside = mine[shared - 1 : shared].isalnum() and rest[0].isalnum() and whole[shared].isalnum()
    if not inside or shared < _SHARED * len(mine) or len(rest) < _LEAST_REST:
        return False
    found = [(other, at) for other in map(_plain, others) if (at := other.find(rest)) > shared]
    return bool(found) and not any(_at_an_edge(mine, shared, other, at) for other, at in found)


def _at_an_edge(mine: str, shared: int, other: str, at: int) -> bool:
    """Whether what ``mine`` goes on with begins a name in ``other``, wherever the seam is put."""
    while shared and mine[shared - 1] == other[at - 1] and mine[shared - 1] not in _EDGES:
        shared, at = shared - 1, at - 1
    return other[at - 1] in _EDGES


@functools.lru_cache(maxsize=1024)
def _plain(address: str) -> str:
    """An address without what differs among the files of one picture: digits and digests."""
    return _DIGITS.sub("0", _HEX.sub("0", address))


@functools.lru_cache(maxsize=1024)
def _of_any_size(address: str) -> str:
    """The same without a size in the name, as ``-300x200``."""
    return _plain(_SIZE.sub("", address))


def _as_written(address: str) -> str:
    return address


_SHAPES: Final = (_as_written, _plain, _of_any_size)


def _inside(mine: str, whole: str, shared: int, tail: int) -> bool:
    """Whether the seam lies inside of names, wherever between head and tail it is put."""
    lost = len(whole) - len(mine)
    one = both = glued = True
    for at in range(len(mine) - tail, shared + 1):
        before = _edge(whole, at)
        behind = _edge(whole, at + lost)
        both = both and not before and not behind
        one = one and not (before and behind)
        glued = glued and mine[at - 1 : at].isalnum() and mine[at : at + 1].isalnum()
    return both or (one and lost >= _LONG_LOSS) or (glued and lost >= _GLUED_LOSS)


def _edge(text: str, at: int) -> bool:
    return text[at - 1 : at] in _EDGES or text[at : at + 1] in _EDGES


def _shared(one: str, other: str) -> int:
    """How many characters both begin with alike."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    low, high = 0, size  # by halves: one comparison of slices is as fast as one of characters
    while low < high - 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low

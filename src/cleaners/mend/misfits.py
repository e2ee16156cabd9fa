"""What no value of its name can be: the halves of two that met in a tag which lost its middle."""

from __future__ import annotations

import re
from typing import Final

from cleaners.tables.torn import EXTENSIONS

LIST: Final = re.compile(r"\s[0-9.]+[wx]\s*+,\s*+(?:https?:)?/")
"""Where a srcset goes on to its next candidate."""
CANDIDATES: Final = re.compile(r",(?=\s|https?:|//)")
"""What parts the candidates of a srcset."""
SIZES: Final = re.compile(r"(?:[\s:(]|\A)[0-9.]++(?:px|vw)(?=[\s,)]|\Z)")
"""A length, as ``sizes`` has them."""
JOINED: Final = re.compile(r"(?<=[^\s/=?&%:,;@|(+-])(?<!%[0-9A-Fa-f]{2})https?://")
"""A scheme in the middle of a name."""

_HALF_SCHEME: Final = re.compile(
    r"(?<![a-z0-9])(?:(?<=%)[0-9a-f]{2})?+(?!(?:https?|s?ftps?|ipfs|gs|s3|rtmps?)://)"
    r"[a-z0-9]++(?<=[ps])://",
    re.IGNORECASE,
)
"""The end of a scheme behind the middle of a name: ``fmt=pn`` + ``ps://e.org``."""
_NO_PLACE: Final = re.compile(
    r"htt(?!ps?:)|https?:(?!//|&)|(?:https?:)?//[^/?#]*+\Z|"
    r"""(?:https?:)?//(?:[^/?#"'<>(){}\s,;=]*+["'<>(){}\s,;=]|[^/?#:]*\.(?!xn--)(?=[0-9]*+[a-z_-])(?=[a-z_]*+[0-9-])[\w-]++(?=[/?#:]))|"""
    r"[^\s?,]*+[ \t\n]++(?!.*\.[a-z]{3,4}(?:\?|\Z))|\S*+(?:(?<=[\w-]:)\s|\s[\w-]++:\s)",
    re.IGNORECASE,
)
"""The head of a scheme and then something else; a host alone, or one that no name service has;
a space, and no file behind it."""
_NO_HOST: Final = re.compile(
    r"https://(?!localhost[/:])[^/?#:.@\[]++[/?]|(?:https?:)?//www\.[^/?#:.]++[/?]",
    re.IGNORECASE,
)
"""A host of one name, which only a house of its own has, and those mostly without ``https``."""
_DESCRIBED: Final = re.compile(r"\S++\s++[0-9.]++[wx]\Z")
_STYLED: Final = re.compile(
    r"[0-9](?:px|r?em|%);?+\Z(?<=;)|[;?]\s?(?:[a-z-]++:[^;:/]++;)++[a-z-]++:[^;:/]++;?\Z"
    r"|(?:[0-9](?:px|r?em|%)|[a-z]);\s?(?:object-fit|display|width|height|max-width|max-height|color|margin)"
    r":[^;:/]++;?\Z"
)
"""The end of a style, looked for in the last of a value: each sign of a long one may begin it."""
_LONGEST_STYLE: Final = 300
_PROGRAM: Final = re.compile(r"\.(?:php|aspx?|jsp)=")
_CALL: Final = re.compile(r"\w\((?:this|'[\w-]++'|&apos;[\w-]++&apos;|&#39;[\w-]++&#39;)\)\Z")
"""A value that ends as a handler of events does."""
_CONDITION: Final = re.compile(r"[0-9](?:px|r?em)\)\s[0-9.]++(?:px|vw|r?em)(?=,|\Z)")
_DIGITS: Final = re.compile(r"[0-9]++")
_PATH: Final = re.compile(r"[^\s/]/")
_FILE_END: Final = re.compile(rf"\.(?:{EXTENSIONS})(?=\?|\Z)", re.IGNORECASE)
_QUERY: Final = re.compile(r"[&?;]\w++=")
_ASKED: Final = re.compile(rf"\.(?:{EXTENSIONS})\?\w++=", re.IGNORECASE)
_SIZE: Final = re.compile(r"[0-9.]++[wx]")


def no_address(value: str) -> bool:
    """Whether a ``src`` is what no address can be.

    >>> [no_address(said) for said in (
    ...     "/a.jp/b.jpg 2w, /c.jpg 3w", "//e.org/a.phttps://e.org/b.jpg", "/a?f=pnps://e.org/b.jpg",
    ...     "https://i.e", "https://i.bac6-4c8a/b.jpg", "https:b/a.jpg", "/d.jpg 2x", "/d.jpgs 2",
    ...     "https://harb/a.jpg", "/a,b.jpg 2x", "/a?wi:auto;display:block;width:0", "/a/g_0px;",
    ... )]
    [True, True, True, True, True, True, True, True, True, True, True, True]
    >>> [no_address(said) for said in (
    ...     "/a.jpg", "//e.org/?u=https://e.org/a.jpg", "/my dog.jpg", "http://10.0.0.1/a", "a.jpg",
    ...     "https://xn--e1afmkfd.xn--p1ai/a.jpg", "https://e.org:8080/a", "http://localhost/a",
    ... )]
    [False, False, False, False, False, False, False, False]
    """
    if LIST.search(value):
        return not _is_list(value)
    return bool(
        JOINED.search(value)
        or _HALF_SCHEME.search(value)
        or _NO_PLACE.match(value)
        or _NO_HOST.match(value)
        or _DESCRIBED.match(value)
        or _CALL.search(value)
        or _STYLED.search(value, max(len(value) - _LONGEST_STYLE, 0))
        or _PROGRAM.search(value)
    )


def no_candidate(address: str) -> bool:
    """Whether the first word of a candidate is what no address can be.

    >>> no_candidate('t="96"'), no_candidate("https://i.e"), no_candidate("/a.jpg")
    (True, True, False)
    """
    return bool(
        '"' in address
        or address.startswith("(")
        or _HALF_SCHEME.search(address)
        or _NO_PLACE.match(address)
        or _NO_HOST.match(address)
    )


def no_words(value: str) -> bool:
    """Whether an ``alt`` ends as another attribute does.

    >>> no_words("Fog lay 4px) 100vw, 1024px"), no_words("Fog lay 4 px high, 100 px wide")
    (True, False)
    """
    return bool(
        LIST.search(value)
        or _CALL.search(value)
        or _CONDITION.search(value)
        or _STYLED.search(value, max(len(value) - _LONGEST_STYLE, 0))
        or _ends_in_address(value)
    )


def _ends_in_address(value: str) -> bool:
    """Whether words are followed by the end of an address, or by that of a candidate.

    >>> _ends_in_address("Fog over/a/b.jpg?w=3"), _ends_in_address("Fog?w=320&h=2 320w")
    (True, True)
    >>> _ends_in_address("Fog ov@2x.svg 2x"), _ends_in_address("Fog on 9_xs.jpeg?im=2")
    (True, True)
    >>> _ends_in_address("a/b.jpg"), _ends_in_address("Fog in the bay")
    (False, False)
    """
    words = value.rsplit(None, 2)
    if len(words) < 2:  # noqa: PLR2004
        return False
    before, last = words[-2:]
    if _SIZE.fullmatch(last):
        return bool(_QUERY.search(before[max(before.rfind("&"), 0) :]) or _FILE_END.search(before))
    if _ASKED.search(last):
        return True
    path, ends = _PATH.search(last), [m.start() for m in _FILE_END.finditer(last)]
    return path is not None and bool(ends) and path.end() <= ends[-1]


def _is_list(value: str) -> bool:
    """Whether a whole srcset stands in the place of an address: all candidates are of one shape.

    >>> _is_list("/1/a.jpg 1w, /2/a.jpg 2w, /3/a.jpg 3w"), _is_list("/a.jp/2/a.jpg 2w, /3/a.jpg 3w")
    (True, False)
    """
    listed = [c.split() for c in CANDIDATES.split(value) if c.strip(" ,")]
    sized = all(len(words) == 2 for words in listed)  # noqa: PLR2004
    return len(listed) > 1 and sized and len({_DIGITS.sub("0", words[0]) for words in listed}) == 1

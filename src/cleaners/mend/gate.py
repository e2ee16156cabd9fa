"""Whether a page looks damaged: asked of what the walk has read anyway, so it costs little.

Signs of damage are rare in what a reader sees, and each has a character that is rare there:
those are found first, by what finds a character fastest, and only beside one is a sign looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from cleaners.mend.characters import MOJIBAKE_KINDS, SUSPECT, unusual, unusual_runs
from cleaners.tables.torn import RAW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from cleaners.page import Walk

_SIGNS: Final = (
    ("<", 0, re.compile(r"<[a-z!/]")),
    (">", 0, re.compile(r""">(?:(?<=["'”]>)|(?<=["'”][\s/]>)|(?<=["'”]\s/>)|(?<=-->))""")),
    ("=", 0, re.compile(r"""=(?<=[\w:-]=)\s?(?:\\*+["'“”]|&)""")),
    ("&", 0, re.compile(r"&(?:amp;)?(?:lt|quot|gt);")),
    ("}", 3, re.compile(r"""[;{}"'\])]\s*}""")),
    (";", 0, re.compile(r";(?<=\);)\s?[}\w$]+[.(=;}]")),
    ("/", 11, re.compile(r"[0-9][wx],\s?(?:https?:)?/")),
)
"""A plain string, how far before it a sign of remains may begin, and the sign.

A sign that begins with its plain string and looks back is found as fast as that string.
"""
_LONGEST: Final = 64
_MANY: Final = 200
"""Places at which a sign is looked for one by one; behind them all of the text is searched."""
_BEFORE_SLASH: Final = " ,:\t\n"
_READ: Final = ("src", "srcset", "alt")
_MET: Final = re.compile(r"\A[^\s,]*+\s\d+w,\s*+http")


def torn(walked: Walk) -> bool:
    r"""Whether a text holds what remains of tags, or an image's attribute what none can.

    >>> from cleaners.page import Walk
    >>> torn(Walk(texts=['fog.jpg" alt="Fog">'])), torn(Walk(texts=["Fog lay on the bay."]))
    (True, False)

    A value that ran on into the next tag leaves the rest of that one's as names:

    >>> torn(Walk(odd_names=['wide"']))
    True

    What shows markup holds no remains:

    >>> torn(Walk(texts=["Write <b> there."], shown=["\n", "<b>"]))
    False
    """
    if walked.odd_names:
        return True
    text = walked.said
    found = [sign for sign in _SIGNS if _holds(text, *sign)]
    if found and walked.shown:
        shown = "".join(walked.shown)
        found = [sign for sign in found if _count(text, *sign) > _count(shown, *sign)]
    return bool(found) or bool(walked.odd_addresses) or any(map(_swallowed, _images(walked)))


def _holds(text: str, plain: str, before: int, sign: re.Pattern[str]) -> bool:
    at = text.find(plain)
    slash = plain == "/"
    for _ in range(_MANY):
        if at < 0:
            return False
        if (not slash or text[at - 1] in _BEFORE_SLASH) and sign.search(
            text, max(at - before, 0), at + _LONGEST
        ):
            return True
        at = text.find(plain, at + 1)
    return at >= 0 and sign.search(text, max(at - before, 0)) is not None


def _count(text: str, _plain: str, _before: int, sign: re.Pattern[str]) -> int:
    return sum(1 for _ in sign.finditer(text))


def _images(walked: Walk) -> Iterable[_Element]:
    """The images that a value may have run on in: few; all of a page that has odd names."""
    return (seen.node for seen in walked.images) if walked.quoted_names else walked.odd_images


def _swallowed(image: _Element) -> bool:
    """Whether an image or a value of it ran on into the next tag, attribute, or candidate.

    >>> from lxml import html
    >>> _swallowed(html.fromstring('<img src="fog.jpg</p><p class="x">'))
    True
    >>> _swallowed(html.fromstring('<img src="data:image/png;base64,Zm9n=">'))
    False
    """
    stated = image.keys()
    names = "".join(cast("list[str]", stated))
    if "<" in names or '"' in names:
        return True
    for name in _READ:
        if name not in stated:
            continue
        value = image.get(name)
        if value and (
            ("<" in value and not (value.startswith("data:image/svg") and "<svg" in value))
            or (value[-1] == "=" and "'" in names)
            or (name != "srcset" and ", " in value and _MET.search(value))
        ):
            return True
    return False


def ragged(text: str, tree: _Element) -> bool:
    """Whether something that was opened never ends: a tag, a comment, a script.

    >>> from lxml import etree
    >>> [ragged(said, etree.HTML(said)) for said in ('<p>One</p><img alt="O', "<p>One</p>")]
    [True, False]
    >>> [ragged(said, etree.HTML(said)) for said in ("<p>One<!-- two", "<p>One<!-- two -->")]
    [True, False]
    """
    end = text.rfind(">")
    return (
        text.find("<", end + 1) >= 0
        or _unclosed(text, '"')
        or _unclosed(text, "'")
        or _swallows(text, tree)
    )


_NAMED: Final = re.compile(r"""[\s"'][A-Za-z_:@][\w:.-]{0,60}=\Z""")


def _unclosed(text: str, quote: str) -> bool:
    """Whether the last quote of all opens a value; a digest may end in ``=`` as well.

    >>> _unclosed('<p id="x"><img alt="O', '"'), _unclosed('<i integrity="sha-3+/9ab="></i>', '"')
    (True, False)
    """
    at = text.rfind(quote)
    return at > 0 and text[at - 1] == "=" and _NAMED.search(text, max(at - 64, 0), at) is not None


def _swallows(text: str, tree: _Element) -> bool:
    """Whether a comment, a script or the like runs to the end: then it is the last of the tree."""
    last = _last(tree)
    if isinstance(last, etree._Comment):  # noqa: SLF001  (lxml has no public name for the class)
        return _open(text, "<!--", "-->")
    return last.tag in RAW and _open(text, f"<{last.tag}", f"</{last.tag}")


def _last(tree: _Element) -> _Element:
    """The last element or comment of a document.

    >>> from cleaners.mend.parse import parse
    >>> _last(parse("<p>One</p></html><p>Two <b>three</b></p></html>").tree).tag
    'b'
    """
    behind = [node for node in tree.itersiblings() if not isinstance(node.tag, str)]
    if behind:
        return behind[-1]
    while (last := next(tree.iterchildren(reversed=True), None)) is not None:
        tree = last
    return tree


def _open(text: str, start: str, end: str) -> bool:
    """Whether ``start`` stands behind the last ``end``, which is near the end of a whole page.

    >>> _open("<!-- a --> b <!-- c", "<!--", "-->"), _open("<!-- a --> b", "<!--", "-->")
    (True, False)
    """
    return text.find(start, text.rfind(end) + 1) >= 0


def characters(text: str, walked: Walk) -> bool:
    """Whether a text holds characters that may be damage.

    >>> from cleaners.page import Walk
    >>> characters("", Walk(texts=["KÃ¶ln"])), characters("", Walk(texts=["Köln"]))
    (True, False)
    """
    rare = unusual(walked.said)
    if not rare:
        return False
    if SUSPECT.search(rare) or ("\ufffd" in rare and "\0" in text):  # a parser turns NUL into that
        return True
    if not any(kind.search(rare) for kind in MOJIBAKE_KINDS):
        return False
    apart = unusual_runs(walked.said)
    return any(kind.search(apart) for kind in MOJIBAKE_KINDS)

"""A file that begins inside of a script or a style sheet: all up to its end tag is code.

What stands there was never markup, so no tag and no line in it says where it begins: the first
``</script>`` that nothing opened closes the whole beginning of the file. Only three things are
asked: that the file begins as code, that it is code where the end tag stands, and that no prose
lies between, as it does where something else was lost as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit
from cleaners.mend.prose import glued_end, is_prose, speaks
from cleaners.mend.spilt import is_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.mend.markup import Token

_CLOSED: Final = re.compile(r"</(script|style)\s*+>", re.IGNORECASE)
_OPENED: Final = re.compile(r"(?<![\"'`\\+])<(?:script|style)[\s>]", re.IGNORECASE)
_STRING_REST: Final = re.compile(r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"')
_STRING_RESTS: Final = tuple(
    re.compile(rf"[^{quote}\\\n<>]*+(?:\\.[^{quote}\\\n<>]*+)*+{quote}(?=\s*+[,;:)\]}}+])")
    for quote in "\"'"
)
_JSON: Final = re.compile(
    r'(?:\s++|[,:\[\]{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|-?\d[\d.eE+-]*+|true|false|null)*+'
)
_LEAST_JSON: Final = re.compile(r'\s*+(?:,\s*+["\[{]|:|[\]}])')
_NOTE: Final = re.compile(r"/\*(?:[^*]|\*(?!/))*+\*/")
_NOTE_REST: Final = re.compile(r"[^<>{}]{0,4000}?\*/")
_SIGNS: Final = re.compile(r"[{}()\[\];:=<>\\|&.#_/,\"'*+$-]")
_GLUED: Final = re.compile(r"(?:[^\W\d_][\w'’]*+,?\s++){2}[^\W\d_]{2,}+:?[.!?…]++[^\W\d_]")
"""A sentence to which something is glued: no string, but prose before the rest of one."""
_STRING_ENDED: Final = re.compile(r"\A[^\"'{}=;<>]*+[\"']\s*+[,:;)\]}]")
_SURE: Final = re.compile(r"[{}=\\]|[\"'\]]\)+;?\s*\Z")
"""What prose hardly has, and hardly any code is without."""
_LONG: Final = re.compile(r"\s*+\S{80}")
_SHARE: Final = 0.1
_HEAD: Final = 2_000
_WORDS_FIRST: Final = re.compile(
    r"\s*+(?:[^\W\d_][\w'’-]*+,?[ \t]++){3}[^\W\d_]"
    r"|\s*+[^\W\d_][\w'’-]*+(?:[,;:]?[ \t]++[^\W\d_][\w'’-]*+)++[.!?…]?+[ \t\r]*+(?:\n|\Z)"
    r"|\s*+[A-Z][^\W\d_]++[.!?…]?+[ \t\r]*+\n"
    r"|\s*+(?:[^\W\d_][\w'’]*+,?\s++){2,8}[^\W\d_]{2,}+[.!?…]++(?:\S|\s++[^\s/*])"
    r"|\s*+[^\n\"'`/*]{0,200}?[。！？]|\s*+#{1,6}\s"
)
"""Four words; a line of words; a word with a capital alone; words and a full stop before code;
the full stop of a language without spaces; a heading of Markdown."""
_PROSE: Final = re.compile(
    r"^[^\S\n]*+(?:[^\W\d_][\w'’-]*+[,;:]?[^\S\n]++){4}[^\n{}=;<>()\[\]\\]*+(?<=[.!?…”’)])[^\S\n]*+$",
    re.MULTILINE,
)
_PARAGRAPH: Final = re.compile(
    r"(?<![\"'`])<(?:p|li|h[1-6]|div|td|article|section)(?:\s[^<>]*+)?+>\s*+(?:[^\W\d_][\w'’-]*+[,;:.]?\s++){7}",
    re.IGNORECASE,
)
_SHOWS: Final = re.compile(r"(?<![\"'`\\>])<(?:pre|code|textarea)[\s>]", re.IGNORECASE)
_TAG_END: Final = re.compile(r"(?<!--)(?<!\]\])>\s*+\Z")
_BEHIND: Final = 400


def find(text: str, _read: Sequence[Token] = ()) -> list[Edit]:
    """The code that a file begins with, if its opening tag was cut off with all before it.

    >>> find('b.c == 1) { d("<p>"); }</script><p>Fog lay on the bay.</p>')
    [Edit(start=0, end=32, after='', rule='lost-script-opening', confidence=0.8)]
    >>> [edit.end for edit in find("a = {};</script>b = {};</script>Fog")]
    [32]
    >>> find("Fog lay on the bay. Then { a(b); }</script><p>Fog</p>")
    []
    """
    at, name = 0, ""
    while (closed := orphan(text, at)) and _is_code(text[at : closed.start()]):
        at, name = closed.end(), name or closed[1].lower()
    return [Edit(0, at, "", f"lost-{name}-opening", 0.8)] if at else []


def orphan(text: str, start: int = 0) -> re.Match[str] | None:
    """The first end tag of a script or style sheet from ``start`` on, if nothing opened it.

    A file that begins with a tag begins in no script, and most files do: so this costs nothing.

    >>> orphan("a();</script>").span(), orphan("a <script>a();</script>"), orphan("<p></script>")
    ((4, 13), None, None)
    """
    if text[start : start + _BEHIND].lstrip()[:1] in ("<", ""):
        return None
    closed = _CLOSED.search(text, start)
    if closed is None or closed.start() == start or _OPENED.search(text, start, closed.start()):
        return None
    return closed


def _is_code(text: str) -> bool:
    end = len(text)
    return _is_json(text, end) or (
        _SURE.search(text) is not None
        and _begins(text, end)
        and _ends(text, end)
        and _SHOWS.search(text) is None
        and _PARAGRAPH.search(text) is None
        and _PROSE.search(_NOTE.sub(" ", text)) is None
    )


def _is_json(text: str, end: int) -> bool:
    r"""Whether all up to ``end`` is the rest of a string and then of the JSON that it stands in.

    >>> [_is_json(said, len(said)) for said in ('in the bay.", "b": [1, 2]}', 'Fog {"b": 1}')]
    [True, False]
    """
    rest = _STRING_REST.match(text, 0, end)
    if (
        rest is None
        or _GLUED.search(text, 0, rest.end())
        or not _LEAST_JSON.match(text, rest.end(), end)
    ):
        return False
    told = _JSON.match(text, rest.end(), end)
    stop = told.end() if told else 0
    return text[stop:end].strip(" \t\r\n;)}]") == "" and text[:stop].rstrip()[-1:] in ("]", "}")


def _begins(text: str, end: int) -> bool:
    r"""Whether a file begins as a program or a style sheet does somewhere in its middle.

    >>> [_begins(said, len(said)) for said in (".a .b{c:d}", "Fog lay there.\n.a .b{c:d}")]
    [True, False]
    """
    line = text[: min(text.find("\n") + 1 or end, end, _HEAD)]
    glued = glued_end(line)
    whole = speaks(line) and "\\" not in line
    if not _STRING_ENDED.search(line) and (whole or is_prose(line[:glued])):
        return False
    return any(_is_within(text, at, end) for at in (0, _after_rest(text, end)))


def _is_within(text: str, at: int, end: int) -> bool:
    if _WORDS_FIRST.match(text, at, end):
        return False
    return all(
        _LONG.match(text, at, end) is not None or _share(text[at : min(at + most, end)]) >= _SHARE
        for most in (_HEAD, _HEAD // 10)
    )


def _after_rest(text: str, end: int) -> int:
    """Where the comment or the string ends in which a program was cut; 0 if it was in neither.

    >>> _after_rest("of the page */ a();", 19), _after_rest('of the page", b);', 17)
    (14, 12)
    >>> _after_rest('He said "yes", and left.', 24)
    0
    """
    note = _NOTE_REST.match(text, 0, end)
    if note and text.find("/*", 0, note.end()) < 0:
        return note.end()
    for rest in _STRING_RESTS:
        found = rest.match(text, 0, end)
        if found and not _GLUED.search(text, 0, found.end()):
            return found.end()
    return 0


def _share(code: str) -> float:
    return len(_SIGNS.findall(code)) / max(len("".join(code.split())), 1)


def _ends(text: str, end: int) -> bool:
    """Whether it is code where the end tag stands, and not the rest of a start tag before it."""
    last = text[max(end - _HEAD, 0) : end].rstrip()
    if _TAG_END.search(last):
        return False
    line = last[last.rfind("\n") + 1 :]
    return (
        is_code(line)
        or line.lstrip().startswith(("//", "*/", "/*"))
        or line.endswith(("*/", "]]>"))
    )

"""Code and comments whose opening was lost: what hides them is gone, and they stand as text.

A ``</script>`` that nothing opened says that there is code before it. How far it reaches back
is told line by line: a line of words is prose, and prose stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.mend.edits import Edit
from cleaners.mend.prose import glued_end, is_prose, speaks
from cleaners.mend.tagnames import BEHIND_BLOCK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.mend.markup import Token

CODE: Final = frozenset(("script", "style"))
_ENDS: Final = re.compile(
    r"[;{}\[]\s*\Z|[\"'\]})]\)+\s*\Z|\*/\s*\Z|[\"'\])}],\s*\Z|[+(,=:]\s*[\"'`]\Z"
)
_BEGINS: Final = re.compile(
    r"\s*(?:[}\])]|[\"'`]\s*[+);,]|//|/\*|\*|[\"'][\w$@.-]+[\"']\s*:|(?:var|let|const|function|return|import)\b|"
    r"(?:if|for|while|catch)\s*\((?!s\))|[@#.]?[\w-]+\s*\{|(?:window|document|gtag|jQuery|\$)[.(]|--[\w-]+:|&&|\|\|)"
)
_CALL: Final = re.compile(r"\s*[\w$.]+\([^)]{0,300}\)\s*[;,]?\s*\Z")
_DECLARED: Final = re.compile(r"\s*[\"']?[\w-]+[\"']?\s*:\s*[^\s].*;\s*\Z")
_SIGNS: Final = re.compile(r"[{}()\[\];=<>\\|&]|[\"']\s*[:,+]|[:,+]\s*[\"']")
_WORDED: Final = re.compile(
    r"\s*+[^\W\d_][\w'’-]*+(?:,?\s++[^\W\d_][\w'’-]*+)++[.!?…]?+\s*+|\s*+[A-Z][a-z]++\s*+"
)
"""A line of a few words, or of one with a capital: code only where code stands above it as well."""
_NOTED: Final = re.compile(r"\s*(?://|/\*|\*)")
_ENTITY: Final = re.compile(r"&#?\w{1,10};")
_SURE: Final = re.compile(r"[{}=<>\\|]")
"""What prose hardly has: brackets and semicolons it may have by themselves."""
_LEAST_SIGNS: Final = 4
_SIGN_SHARE: Final = 0.06
_MAX_LINE: Final = 3_000
_MAX_TOKENS: Final = 200
_COMMENTED: Final = re.compile(
    r"\s*(?:!--|--?(?=\s))|[\]#{}=;/\\]|\bend\b|^\s*\.|\w\.(?:js|css|html?|php|tpl|twig)\)?\s*\Z",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^\W\d_]{2}[)\]”’\"]?[.!?…]++[)\]”’\"]?(?=[^)\]”’\"]|\Z)\s*+")
_MAX_COMMENT: Final = 400
_MORE: Final = 60
_MOST: Final = 5_000
"""Ends of comments in one text; more are made to hurt."""
_INLINE: Final = re.compile(
    r"<(?:a|span|b|i|em|strong|button|li|td|label|p|h[1-6])(?:\s[^<>]*+)?>\Z"
)


def lost_opening(text: str, before: Sequence[Token], token: Token) -> Edit | None:
    """The code in front of a ``</script>`` that nothing opened.

    >>> from cleaners.mend.markup import Token
    >>> code = "a=1; if (b) { c(); }"
    >>> stray = Token("end", 20, 29, "script")
    >>> lost_opening(code + "</script>", [Token("text", 0, 20)], stray).rule
    'lost-script-opening'
    >>> lost_opening("Just words here.    </script>", [Token("text", 0, 20)], stray)
    """
    if token.name not in CODE or not before:
        return None
    start = token.start
    for earlier in reversed(before[-_MAX_TOKENS:]):
        if earlier.kind != "text":
            if not _in_a_string(text, earlier):
                break
            continue
        begin = code_start(text, earlier.start, earlier.end)
        if begin is None:
            break
        start = begin
        if text[earlier.start : begin].strip():
            break
    if start == token.start:
        return None
    return Edit(start, token.end, "", f"lost-{token.name}-opening", 0.8)


def _in_a_string(text: str, token: Token) -> bool:
    """Whether a tag is one that a program writes: a quote or a sign of code stands beside it."""
    before, behind = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return token.kind in ("start", "end", "other") and (before in "\"'`\\+" or behind in "\"'`\\+")


def code_start(text: str, start: int, end: int) -> int | None:
    r"""Where code begins that ends at ``end``; None if what ends there is prose.

    >>> code_start("Fog lay on the bay.\nvar a = 1;\nb();", 0, 35)
    20
    >>> code_start("Fog lay on the bay.a{margin:0}", 0, 30), code_start("Fog lay there.", 0, 14)
    (19, None)
    >>> code_start("Fog closes harbour\nvar a = 1;\nb();", 0, 34)
    19
    """
    at, stop = None, end
    while stop > start:
        begin = max(text.rfind("\n", start, stop) + 1, start)
        line = text[begin:stop]
        if line.strip():
            glued = 0 if _NOTED.match(line) else glued_end(line[:_MAX_LINE])
            if glued and is_code(line[glued:]):
                return begin + glued
            coded = is_code(line)
            if not coded and (at is None or is_prose(line[:_MAX_LINE])):
                break
            if coded or not _WORDED.fullmatch(line[:_MAX_LINE]):
                at = begin
        stop = begin - 1
    return at


def is_code(line: str) -> bool:
    """Whether a line is of a program or a style sheet rather than prose.

    >>> is_code("h1 { color: red; } p { margin: 0; }"), is_code("See (the) list; then go.")
    (True, False)
    >>> is_code('"name": "Fog",'), is_code("It lay there, thick, and")
    (True, False)
    >>> is_code("Write &lt;b&gt; (and &lt;/b&gt; behind it).")
    False
    >>> is_code("Write h1 { color: red; } to make all headings red.")
    False
    """
    line = line[-_MAX_LINE:].strip()
    if not _NOTED.match(line) and speaks(line):
        return False
    if _ENDS.search(line[-40:]) or _BEGINS.match(line[:80]) or _CALL.match(line[-400:]):
        return True
    if _DECLARED.match(line[:400]):
        return True
    line = _ENTITY.sub("", line)
    signs = len(_SIGNS.findall(line))
    return (
        _SURE.search(line) is not None
        and signs >= _LEAST_SIGNS
        and signs >= _SIGN_SHARE * len(line)
    )


def lost_comments(text: str, token: Token) -> list[Edit]:
    """The ends of comments in a text, each with what of the comment stands before it.

    >>> from cleaners.mend.markup import Token
    >>> said = "!-- #wrapper -->Fog lay."
    >>> [e.end for e in lost_comments(said, Token("text", 0, len(said)))]
    [16]
    >>> [lost_comments(said, Token("text", 0, len(said))) for said in ("Next -->", "A --> B")]
    [[], []]
    """
    edits: list[Edit] = []
    floor = token.start
    at = text.find("-->", floor, token.end)
    while at >= 0 and len(edits) < _MOST:
        start = _comment_start(text, token, floor, at)
        if start is not None:
            edits.append(Edit(start, at + 3, "", "lost-comment-opening", 0.7))
        floor = at + 3
        at = text.find("-->", floor, token.end)
    return edits + _other_ends(text, token)


_OTHER_ENDS: Final = re.compile(
    r"^[^\S\n]*+(?://|/\*)?[^\S\n]*+\]\]>(?:[^\S\n]*+\*/)?+[^\S\n]*+$|(?P<php>[;:}][^\S\n]*+\?>)",
    re.MULTILINE,
)
"""A ``]]>`` that has a line of its own, and the end of a piece of PHP."""


def _other_ends(text: str, token: Token) -> list[Edit]:
    r"""The ends of sections and of PHP whose beginning was lost, with the line of code before.

    >>> from cleaners.mend.markup import Token
    >>> said = "Fog lay.\n//]]>\necho $x; ?>It was thick.\nIs it a ]]> or a (?> then?"
    >>> [said[e.start : e.end] for e in _other_ends(said, Token("text", 0, len(said)))]
    ['//]]>', 'echo $x; ?>']
    """
    edits: list[Edit] = []
    for found in _OTHER_ENDS.finditer(text, token.start, token.end):
        if len(edits) >= _MOST:
            break
        begin = found.start()
        if found["php"]:
            begin = max(text.rfind("\n", token.start, begin) + 1, token.start)
            said = text[begin : found.end()]
            if len(said) > _MAX_COMMENT or is_prose(said):
                continue
        edits.append(Edit(begin, found.end(), "", "lost-comment-opening", 0.7))
    return edits


def _comment_start(text: str, token: Token, floor: int, at: int) -> int | None:
    """Where a comment begins that ends at ``at``; None if that may be an arrow."""
    begin = max(text.rfind("\n", floor, at) + 1, floor, at - _MAX_LINE)
    said = text[begin:at]
    prose = [m.end() for m in _SENTENCE.finditer(said) if _is_word(said[: m.end()])]
    own = said[prose[-1] :] if prose else said
    if len(own) > _MAX_COMMENT:
        return None
    if floor == token.start and not said.strip() and _begins_in_note(text, floor, begin):
        return token.start
    behind = text[at + 3 : at + 4]
    sure = (
        _COMMENTED.search(own) is not None
        or (behind.isalnum() and own[-1:].isspace() and bool(own.strip()))
        or (_leads(text, token.start, begin) and _fresh(text, token.start, at, said))
        or not said.strip()
    )
    return at - len(own) if sure else None


def _leads(text: str, start: int, begin: int) -> bool:
    """Whether nothing but white space, and little of it, stands before a line of a text."""
    return begin - start <= _MAX_COMMENT and not text[start:begin].strip()


def _is_word(said: str) -> bool:
    """Whether sentences end here, and not a part of an address."""
    last = said.rsplit(maxsplit=1)[-1]
    begins = said.lstrip("\"“‘'«(©¿¡ ")[:1]
    long = len(said.split()) >= _LONG_SENTENCE
    whole = "(" not in last or ")" in last
    return (begins.isupper() or long) and whole and not set("/@:").intersection(last)


_LONG_SENTENCE: Final = 8


def _begins_in_note(text: str, start: int, begin: int) -> bool:
    """Whether a text that begins where no words stand is up to ``begin`` a note, no prose."""
    said = text[start:begin]
    fresh = start == 0 or BEHIND_BLOCK.search(text[max(start - _MORE, 0) : start]) is not None
    return fresh and bool(said.strip()) and len(said) <= _MAX_COMMENT and not is_prose(said)


def _fresh(text: str, start: int, at: int, said: str) -> bool:
    """Whether a text begins where no words stand, or in the middle of one."""
    if start == 0:
        return len(text) - at > _MORE
    lead = text[max(start - _MORE, 0) : start]
    if lead.endswith(("<!-->", "<!--->")):  # empty comments: what follows them is text
        return False
    if BEHIND_BLOCK.search(lead) or lead.endswith("-->"):
        return True
    return said.lstrip()[:1].islower() and _INLINE.search(lead) is None and lead.endswith(">")

"""Damage of characters: control characters, marks that do no work, mojibake."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Final

import ftfy
from ftfy.badness import is_bad

from cleaners.mend.edits import REST, Edit, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]++")
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKS: Final = frozenset("\ufeff\u200b\u2060")
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]++")
_RUNS: Final = tuple(
    re.compile(f"[\ufeff\u200b\u2060{gone}]++")
    for gone in (
        "\x00-\x08\x0b\x0e-\x1f\x7f",
        "\x00-\x08\x0b\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069",
    )
)
"""Marks with what goes beside them: controls, and marks of direction unless a text needs them."""
MOJIBAKE_KINDS: Final = (
    re.compile("[ÂÃÄÅÐÑØÙÎÏâãäåæçèéêëìíîïð][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"),
    re.compile("[РСв][\u0080-\u00bf°‚„…†‡€‰‹’“”•–—™›ЃЉЊЌЋЏ]"),
)
"""Each by itself is searched for three times as fast as both at once."""
MOJIBAKE: Final = re.compile("|".join(kind.pattern for kind in MOJIBAKE_KINDS))
GBK: Final = re.compile("[锛銆鐨鏄鍦浣]")
_PLAIN: Final = b"\t\n\f\r" + bytes(range(0x20, 0x7F))
"""Characters that are never damage; what is left without them is short on most pages."""
_BLANK: Final = bytes(0x20 if byte in _PLAIN else byte for byte in range(256))
_SEGMENT: Final = re.compile('[^<>"\\n]++')
_HAN: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ue000-\uf8ff€]{6,}+")
_READABLE: Final = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef“”‘’…—·0-9A-Za-z\\s]++")
_SCRIPT: Final = re.compile(r"<script(?=[\s>])[^>]*+>", re.IGNORECASE)
_QUOTED: Final = 6
_MANY: Final = 5_000
_TOGETHER: Final = 1_000
"""Edits of one rule in a document up to which each stands by itself, and how long others grow."""
_MOST_STRETCHES: Final = 30_000
"""Stretches of one document that may be mojibake; 1,451 pages have up to 1,112, a book 20,000."""
_MOST_MIXED: Final = 100_000
"""Characters of distinct stretches of mixed encodings that ftfy is asked about, letter by letter,
in one document; 1,451 pages have up to 29,926. What is of one encoding has no bound."""
_OPENS: Final = re.compile(r"(?:[\"'“‘„«(]|&quot;|&#39;|code>|kbd>|tt>)\Z")
_CLOSES: Final = re.compile(r"\\{0,3}[\"'”’“»)]|&quot;|&#39;|</(?:code|kbd|tt)")
_SETTINGS: Final = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False,
    fix_line_breaks=False, fix_surrogates=False, remove_terminal_escapes=False,
    remove_control_chars=False, normalization=None, replace_lossy_sequences=False,
)  # fmt: skip
_WHOLE: Final = _SETTINGS._replace(decode_inconsistent_utf8=False)
"""Asks only for text that is of one wrong encoding from end to end: fast, however long it is."""
SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069锛銆鐨鏄鍦浣]"
)


def find(text: str) -> list[Edit]:
    r"""The characters that are damage, and what they should be.

    >>> find("one\x00two")
    [Edit(start=3, end=4, after='', rule='control-character', confidence=1.0)]
    >>> find("Größe “9”")
    []
    """
    rare = unusual(text)
    if not rare:
        return []
    edits = list(_controls(text)) if CONTROLS.search(rare) else []
    garbled = list(_mojibake(text, rare))
    rest = [garbled.pop()] if garbled and garbled[-1].rule == REST else []
    found = [edits, *_marks(text, rare), garbled]
    code = _code(text) if any(found[1:]) else []
    if code:
        found[1:] = [[e for e in some if not _lies_in(code, e.start)] for some in found[1:]]
    return [*(edit for some in found for edit in _few(text, some)), *rest]


def _controls(text: str) -> Iterator[Edit]:
    r"""Control characters go; where there are very many, all of a stretch at once.

    >>> [e[:3] for e in _controls("a\0\0b\x01c")], len([*_controls("a\0" * 10_000)])
    ([(1, 3, ''), (4, 5, '')], 20)
    """
    found = [*islice(CONTROLS.finditer(text), _MANY + 1)]
    if len(found) <= _MANY:
        yield from (Edit(*each.span(), "", "control-character") for each in found)
        return
    for start in range(0, len(text), _TOGETHER):
        said = text[start : start + _TOGETHER]
        kept = CONTROLS.sub("", said)
        if kept != said:
            yield Edit(start, start + len(said), kept, "control-character")


def _few(text: str, edits: list[Edit]) -> list[Edit]:
    r"""The edits of one rule; where there are very many, those that lie together become one.

    >>> [e.after for e in _few("a\0" * 10_000, [Edit(1, 2, "", "x"), Edit(3, 4, "", "x")])]
    ['', '']
    >>> len(_few("a\0" * 10_000, [Edit(at, at + 1, "", "x") for at in range(1, 20_000, 2)]))
    20
    """
    return joined(text, edits, _TOGETHER) if len(edits) > _MANY else edits


def unusual(text: str) -> str:
    """What is left of a text without the characters that are never damage: little, and fast.

    >>> unusual("KÃ¶ln am Rhein")
    'Ã¶'
    """
    return text.encode("utf-8", "replace").translate(None, _PLAIN).decode()


def unusual_runs(text: str) -> str:
    """The same with a space for what is left out between two of them.

    >>> unusual_runs("KÃ¶ln für alle")
    'Ã¶ ü'
    """
    return b" ".join(text.encode("utf-8", "replace").translate(_BLANK).split()).decode()


def _marks(text: str, rare: str) -> Iterator[list[Edit]]:
    directed = not _RTL.search(rare)
    if not _MARKS.isdisjoint(rare):
        yield [Edit(at, at + 1, "", "idle-mark", 0.9) for at in _idle(text, directed=directed)]
    if directed and _DIRECTIONS.search(rare):
        marks = _DIRECTIONS.finditer(text)
        yield [Edit(m.start(), m.end(), "", "idle-mark", 0.9) for m in marks]


def _idle(text: str, *, directed: bool) -> Iterator[int]:
    r"""Where marks stand that do no work: at the edge of a word, or a byte order mark anywhere.

    All that goes and stands together is looked at as one: what is at an edge once its
    neighbour is gone is at an edge.

    >>> [[*_idle(said, directed=True)] for said in ("one\u200b\u200b\x08 two", "one\u200btwo")]
    [[3, 4], []]
    """
    for run in _RUNS[directed].finditer(text):
        start, end = run.span()
        if run[0] == "\ufeff":  # by far the most, where there are many
            yield start
            continue
        edge = _is_edge(text[start - 1 : start], ">") or _is_edge(text[end : end + 1], "<")
        for at in range(start, end):
            if text[at] == "\ufeff" or (edge and text[at] in _MARKS):
                yield at


def _is_edge(sign: str, tag: str) -> bool:
    return not sign or sign == tag or sign.isspace()


def _code(text: str) -> list[tuple[int, int]]:
    """Where programs stand, of which nothing is read; data in JSON is not among them."""
    spans = []
    at = 0
    while found := _SCRIPT.search(text, at):
        end = text.find("</script", found.end())
        at = end if end >= 0 else len(text)
        if "json" not in found[0]:
            spans.append((found.end(), at))
    return spans


def _lies_in(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether ``place`` lies in one of the sorted ``spans``.

    >>> _lies_in([(3, 9)], 4), _lies_in([(3, 9)], 9)
    (True, False)
    """
    index = bisect_right(spans, (place, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


def _mojibake(text: str, rare: str) -> Iterator[Edit]:
    """What is mojibake; where a bound was met the last edit says so, and changes nothing."""
    fixed: dict[str, list[Edit]] = {}  # walls say the same again and again
    left, mixed = _MOST_STRETCHES, _MOST_MIXED
    kinds = [k for k in (*MOJIBAKE_KINDS, GBK) if k.search(rare)]
    for start, before in _suspects(text, kinds):
        left -= 1
        found = fixed.get(before)
        if found is None:
            found, cost = _fixes(before, mixed)
            fixed[before] = found
            mixed -= cost
        for edit in found:
            there = edit._replace(start=start + edit.start, end=start + edit.end)
            if edit.rule != "mojibake" or not _is_quoted(text, there):
                yield there
        if not left or mixed <= 0:
            yield Edit(start + len(before), start + len(before), "", REST)
            return


def _fixes(before: str, most: int) -> tuple[list[Edit], int]:
    """What is mojibake in one stretch of text and what was meant, and what asking for it cost.

    A stretch of more than ``most`` characters is fixed only where it is of one encoding.

    >>> [_fixes(said, 9)[1] for said in ("KÃ¶ln", "“KÃ¶ln”", "‘Ã¶’" * 9, "fog")]
    [0, 7, 36, 0]
    """
    if GBK.search(before):
        runs = [(run, fix_gbk(run[0])) for run in _HAN.finditer(before)]
        edits = [
            Edit(run.start(), run.end(), after, "mojibake-gbk", 0.9)
            for run, after in runs
            if after != run[0]
        ]
        return edits, 0
    if not is_bad(before):
        return [], 0
    settings = _SETTINGS if len(before) <= most else _WHOLE
    after, steps = ftfy.fix_encoding_and_explain(before, settings)
    cost = 0 if steps and steps[0].action == "encode" else len(before)
    return ([] if after == before else [_narrow(before, after)]), cost


def _is_quoted(text: str, edit: Edit) -> bool:
    """Whether a page speaks of mojibake: a letter or two of it stand alone in quotes or code.

    >>> said = "I saw “Ã¤” often"
    >>> _is_quoted(said, Edit(7, 9, "ä", "mojibake"))
    True
    >>> _is_quoted("sÃ¤gen", Edit(1, 3, "ä", "mojibake"))
    False
    """
    if edit.end - edit.start > _QUOTED:
        return False
    before, behind = text[max(edit.start - 6, 0) : edit.start], text[edit.end : edit.end + 6]
    return bool(_OPENS.search(before) and _CLOSES.match(behind))


def _suspects(text: str, kinds: Iterable[re.Pattern[str]]) -> Iterator[tuple[int, str]]:
    """The stretches between tags and quotes that hold what may be mojibake, each once."""
    end = 0
    for at in sorted(m.start() for kind in kinds for m in kind.finditer(text)):
        if at >= end:
            start = max(end, *[text.rfind(mark, end, at) + 1 for mark in '<>"\n'])
            segment = _SEGMENT.match(text, start)
            end = segment.end() if segment else at + 1
            yield start, text[start:end]


def _narrow(before: str, after: str) -> Edit:
    """The edit without what both have in common at their ends.

    >>> _narrow("aÃ¤b", "aäb")
    Edit(start=1, end=3, after='ä', rule='mojibake', confidence=0.95)
    """
    same = _common(before, after)
    back = _common(before[same:][::-1], after[same:][::-1])
    end = len(before) - back
    return Edit(same, end, after[same : len(after) - back], "mojibake", 0.95)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def fix_gbk(text: str) -> str:
    """UTF-8 that was read as GBK, if it is that beyond doubt.

    >>> fix_gbk("浣犲ソ涓栫晫")
    '你好世界'
    >>> fix_gbk("你好世界今天")
    '你好世界今天'
    """
    try:
        fixed = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return text
    return fixed if _READABLE.fullmatch(fixed) else text

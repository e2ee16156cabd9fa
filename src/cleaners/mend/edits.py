"""Edits of a source: what stands from ``start`` to ``end`` becomes ``after``, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.records import Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


REST: Final = "torn-rest"
"""The rule of an edit that changes nothing: from there on a source is left as it was."""


class Edit(NamedTuple):
    """One change of a source; ``start`` and ``end`` count its characters."""

    start: int
    end: int
    after: str
    rule: str
    confidence: float = 1.0


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit made; they are sorted and do not overlap.

    >>> apply("a teh b", [Edit(2, 5, "the", "typo")])
    'a the b'
    >>> apply("a b", [])
    'a b'
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.after)
        at = edit.end
    return "".join([*pieces, text[at:]])


def settle(edits: Iterable[Edit]) -> list[Edit]:
    """Sorted, and of two that overlap only the first.

    >>> [e.start for e in settle([Edit(5, 9, "", "b"), Edit(0, 6, "", "a"), Edit(9, 9, "x", "c")])]
    [0, 9]
    """
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def joined(text: str, edits: Iterable[Edit], longest: int) -> list[Edit]:
    """The edits of one rule, those that lie close together as one of at most ``longest``.

    >>> near = [Edit(0, 1, "", "x"), Edit(4, 5, "", "x"), Edit(90, 91, "", "x")]
    >>> [(e.start, e.end, e.after) for e in joined("/abc/" + "." * 90, near, 20)]
    [(0, 5, 'abc'), (90, 91, '')]
    >>> joined("", [], 20)
    []
    """
    groups: list[list[Edit]] = []
    for edit in edits:
        if groups and edit.end - groups[-1][0].start <= longest:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [_as_one(text, group) for group in groups]


def _as_one(text: str, group: list[Edit]) -> Edit:
    """Edits that lie together, and the text between them, as one."""
    first, end = group[0], group[-1].end
    if len(group) == 1:
        return first
    pieces: list[str] = []
    at = first.start
    for edit in group:
        pieces += (text[at : edit.start], edit.after)
        at = edit.end
    return first._replace(end=end, after="".join(pieces))


def compose(first: Sequence[Edit], second: Sequence[Edit], middle: str) -> list[Edit]:
    """The edits that do at once what ``first``, giving ``middle``, and then ``second`` do.

    Where both touch the same place they become one edit, under the later rule.

    >>> compose([Edit(0, 1, "xy", "a")], [Edit(1, 3, "", "b")], "xycd")
    [Edit(start=0, end=2, after='x', rule='b', confidence=1.0)]
    >>> compose([], [Edit(1, 2, "", "b")], "abc")
    [Edit(start=1, end=2, after='', rule='b', confidence=1.0)]
    """
    if not first or not second:
        return [*first, *second]
    spans: list[tuple[int, int, int, Edit]] = []  # start and end in the middle text, stage, edit
    shift = 0
    for edit in first:
        spans.append((edit.start + shift, edit.start + shift + len(edit.after), 0, edit))
        shift += len(edit.after) - (edit.end - edit.start)
    spans += [(edit.start, edit.end, 1, edit) for edit in second]
    spans.sort(key=lambda span: (span[0], span[1], span[2]))
    done: list[Edit] = []
    shift, at = 0, 0
    while at < len(spans):
        group = [spans[at]]
        start, end, stage, _ = spans[at]
        at += 1
        while at < len(spans) and (
            spans[at][0] < end or (spans[at][0] == end and spans[at][2] != stage)
        ):
            group.append(spans[at])
            end = max(end, spans[at][1])
            at += 1
        grown = sum(len(e.after) - (e.end - e.start) for _, _, s, e in group if s == 0)
        later = [Edit(e.start - start, e.end - start, *e[2:]) for _, _, s, e in group if s == 1]
        last = later[-1] if later else group[-1][3]
        after = apply(middle[start:end], later)
        trust = min(e.confidence for *_, e in group)
        done.append(Edit(start - shift, end - shift - grown, after, last.rule, trust))
        shift += grown
    return done


def as_repairs(text: str, edits: Iterable[Edit]) -> tuple[Repair, ...]:
    """The edits as rows of the ledger."""
    return tuple(
        Repair(
            "mend", e.rule, text[e.start : e.end], e.after, e.confidence, start=e.start, end=e.end
        )
        for e in edits
    )

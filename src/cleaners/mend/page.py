"""The whole of mending: text in, a page out, with every edit on the ledger.

A page is parsed and walked first. Only if what the walk read looks damaged is the source
itself read: its characters, its escapes, its tags. Then it is parsed and walked again.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from cleaners.mend import (
    beginning,
    characters,
    dumped,
    escaped,
    gate,
    heads,
    kinds,
    sections,
    signs,
    spilt,
    swallowed,
    tails,
)
from cleaners.mend.edits import REST, Edit, apply, as_repairs, compose, settle
from cleaners.mend.markup import READ, Token, tokens
from cleaners.mend.parse import parse
from cleaners.page import Page
from cleaners.records import Repair
from cleaners.tables.torn import NAMELESS, SHOWN
from cleaners.uncollected import uncollected
from cleaners.walk import MOST_BLOCKS, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.records import InputKind

_ROUNDS: Final = 4
_SMALL: Final = 4096
_MOST: Final = 5_000
"""Edits of a round; a source that needs more is made to hurt, and is mended up to there."""
_MOST_TORN: Final = 2 * _MOST
"""Torn tags up to which a source is read; not all of them need an edit."""
_MOST_READ: Final = 50_000
_DENSE: Final = 8
"""Pieces up to which a source is read: as many, or one in so many characters of a longer one. The
1,451 pages have up to 38,273, and the densest of them has one in 10.5 characters."""
_MOST_ASKED: Final = 20_000
"""Texts with the sign that ends a tag, and pictures, in one source; pages have up to 1,872."""
_SPARSE: Final = 100
"""Characters of a source that a block stands for, where there are very many; 1,451 pages have 105
at least."""
_REST: Final = Repair("mend", REST, "", "", 1.0)
"""On the ledger of a source that was mended up to there."""
_JOINED: Final = Repair("mend", "joined-lines", "", "", 1.0)
_BLOCKS: Final = Repair("mend", "joined-blocks", "", "", 1.0)
_DEEP: Final = Repair("mend", "fallback-parser", "", "", 1.0)


@uncollected
def mend(text: str) -> Page:
    r"""The page that ``text`` was meant to be, its tree, and what was mended.

    >>> page = mend('Fog\nws/fog.jpg" alt="A bay" width="976">\nIt was thick.')
    >>> page.kind, page.walk.texts, [repair.rule for repair in page.repairs]
    ('text', ['Fog', 'It was thick.'], ['torn-tag-head'])
    >>> mend("<p>One</p>").repairs
    ()
    """
    page = _page(text, kinds.kind_of(text))
    edits: list[Edit] = []
    for _ in range(_ROUNDS):
        found, mended, full = _edits(page.text, page)
        edits = compose(edits, found, page.text)
        if found:
            page = _page(mended, kinds.kind_of(mended))
        if full:
            page.repairs += (_REST,)
            break
        if not found:
            break
    page.repairs = as_repairs(text, edits) + page.repairs
    return page


def _page(text: str, kind: InputKind) -> Page:
    lines = kind == "text"  # they have a bound of their own
    parsed = parse(kinds.as_markup(text) if lines else text)
    most = len(text) if lines else max(MOST_BLOCKS, len(text) // _SPARSE)
    walked = walk(parsed.tree, most)
    repairs = [_JOINED] if lines and kinds.joins_lines(text) else []
    repairs += [_BLOCKS] * walked.joined + [_DEEP] * parsed.fallback
    return Page(kind, text, parsed.tree, walked, tuple(repairs))


def _edits(text: str, page: Page) -> tuple[list[Edit], str, bool]:
    """The edits of a round, the text after them, and whether that was all a round may do.

    Edits are counted as they are found: those that meet become one, however many they were.
    """
    edits: list[Edit] = []
    full, count = False, 0
    if gate.characters(text, page.walk):
        found = characters.find(text)
        full = any(edit.rule == REST for edit in found)
        edits, text = _made(text, edits, found)
    if _suspect(text, page):
        before = None
        for step in _STEPS if page.kind != "text" else _STEPS_OF_LINES:
            if text is not before:
                read, before = _read(text), text
                full = full or (bool(read) and read[-1].end < len(text))
            found = step(text, read)
            count += len(found)
            full = full or any(edit.rule == REST for edit in found)
            edits, text = _made(text, edits, found)
            if step is find_signs and len(found) >= _MOST:
                return edits, text, True
    return edits, text, full or count >= _MOST


def _read(text: str) -> list[Token]:
    """The pieces of ``text`` up to the last torn tag, and the last of all, that is asked about."""
    read: list[Token] = []
    left = _MOST_TORN
    for token in islice(tokens(text), max(_MOST_READ, len(text) // _DENSE)):
        read.append(token)
        if token.torn:
            left -= 1
            if not left:
                break
    return read


def _suspect(text: str, page: Page) -> bool:
    """Whether the source itself has to be read; what is small is read at once.

    So is a piece of a page, unless its blocks stand as close as no page has them.
    """
    return (
        page.kind == "text"
        or (page.kind == "fragment" and not page.walk.joined)
        or len(text) < _SMALL
        or gate.torn(page.walk)
        or gate.ragged(text, page.tree)
        or beginning.orphan(text) is not None
        or signs.met(page.tree, page.walk)
        or sections.is_xml(text)
    )


def _made(text: str, edits: list[Edit], found: list[Edit]) -> tuple[list[Edit], str]:
    """``edits`` with those that were found in ``text``, and the text after them."""
    found = [e for e in settle(found) if text[e.start : e.end] != e.after]
    return (compose(edits, found, text), apply(text, found)) if found else (edits, text)


def find_escapes(text: str, read: Sequence[Token]) -> list[Edit]:
    """The edits that undo escapes of a whole document."""
    whole = escaped.whole_document(text, read)
    if whole:
        return [whole]
    return (
        escaped.backslashes(text, read)
        or dumped.strings(text, read)
        or escaped.stretches(text, read)
        or dumped.torn_tags(text, read)
    )


def find_signs(text: str, read: Sequence[Token]) -> list[Edit]:
    """The signs between two names that read as tags, torn or whole: they become entities.

    >>> said = "<p>If a<b and b<c then so be it.</p>"
    >>> [e.start for e in find_signs(said, list(tokens(said)))]
    [7, 15]
    >>> find_signs("<p>One <b and", list(tokens("<p>One <b and")))
    []
    """
    found = (
        Edit(token.start, token.start + 1, "&lt;", "bare-less-than", 0.8)
        for token in read
        if token.torn and token.kind == "start" and tails.compares(text, token)
    )
    return [*islice(found, _MOST), *signs.find(text, read, _MOST)]


def find_torn(text: str, read: Sequence[Token]) -> list[Edit]:
    """The edits that make torn tags whole, take remains out, and give swallowed content back.

    >>> said = '<p>One</p><img alt="O'
    >>> [e.rule for e in find_torn(said, list(tokens(said)))]
    ['torn-tag-tail']
    >>> find_torn('<pre>src="x"></pre>', list(tokens('<pre>src="x"></pre>')))
    []
    """
    edits: list[Edit] = []
    shown, asked = 0, 0  # open elements that may show markup
    for index, token in enumerate(read):
        if asked > _MOST_ASKED:
            return [*edits, Edit(token.start, token.start, "", REST)]
        if token.kind == "text":
            if not shown and _may_end_a_tag(text, token):
                asked += 1
                edits += settle(
                    [*spilt.lost_comments(text, token), *heads.find(text, token.start, token.end)]
                )
            continue
        if token.name in READ:
            asked += 1
        if token.name in SHOWN and token.kind in ("start", "end") and token.name != "textarea":
            shown = max(shown + (1 if token.kind == "start" else -1), 0)
        edit = _of_token(text, read, index, token)
        if edit is not None:
            while edits and edits[-1].end > edit.start:  # what stood in code was none of a page's
                edits.pop()
            edits.append(edit)
        if len(edits) >= _MOST:
            break
    return edits


def find_torn_in_lines(text: str, read: Sequence[Token]) -> list[Edit]:
    """The same in lines of text, where a sign that opens no tag is a sign like others.

    >>> said = "If a <xyz of b and c"
    >>> find_torn_in_lines(said, list(tokens(said)))
    []
    >>> [e.rule for e in find_torn(said, list(tokens(said)))]
    ['bare-less-than']
    """
    return [edit for edit in find_torn(text, read) if edit.rule != "bare-less-than"]


_STEPS: Final = (sections.find, beginning.find, find_escapes, find_signs, find_torn)
_STEPS_OF_LINES: Final = (beginning.find, find_escapes, find_torn_in_lines)
"""In lines of text a sign between names is no tag anyway."""


def _may_end_a_tag(text: str, token: Token) -> bool:
    """Whether a text holds what ends a tag, plain or escaped; few do."""
    return (
        text.find(">", token.start, token.end) >= 0 or text.find("gt;", token.start, token.end) >= 0
    )


def _of_token(text: str, read: Sequence[Token], index: int, token: Token) -> Edit | None:
    if token.kind == "start":
        if token.name in NAMELESS and text.startswith("=", token.start + 1 + len(token.name)):
            return _nameless(text, token)
        return tails.mend_tag(text, token) if token.torn or token.name in READ else None
    return _of_other(text, read, index, token)


def _of_other(text: str, read: Sequence[Token], index: int, token: Token) -> Edit | None:
    if token.kind == "comment":
        mended = swallowed.open_comment if token.torn else swallowed.run_on_comment
        return mended(text, token)
    if token.kind == "raw" and token.end == len(text):
        return swallowed.open_raw(text, token)
    if token.kind == "end" and token.torn:
        return (
            Edit(token.start, token.end, "", "torn-tag-tail", 0.8)
            if token.end == len(text)
            else None
        )
    if token.kind == "end" and token.name in spilt.CODE and index and not _opened(read, index):
        return spilt.lost_opening(text, read[max(index - 200, 0) : index], token)
    return None


def _nameless(text: str, token: Token) -> Edit | None:
    """A tag that lost its name, as in ``<src="fog.jpg" alt="Fog">``."""
    found = heads.find(text, token.start + 1, token.end)
    if len(found) != 1 or found[0].start != token.start + 1 or not found[0].after:
        return None
    return found[0]._replace(start=token.start, rule="torn-tag-middle")


def _opened(read: Sequence[Token], index: int) -> bool:
    before = read[index - 1]
    return before.kind in ("raw", "start") and before.name == read[index].name

"""The body of an article: which blocks of a page are its prose and subheadings.

A page's blocks are chosen by ``body_model``, which says of each how likely it belongs to the
body; the set with the greatest expected F1 is taken. A text or a fragment has too little around
it for that: there ``lines`` says what each line is, and all prose is taken.

Either way the headline's own line, bylines, dates, captions, credits, labels and hashtags stay
out: they have fields of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from cleaners.extract.body_model import best_set, likelihood
from cleaners.extract.data_tables import cells_alone, whole_tables
from cleaners.extract.holes import fill, gives_notice, without_asides
from cleaners.extract.lines import Line, by_itself, fold, read_lines
from cleaners.extract.running_text import run_on
from cleaners.normalize.role import is_role
from cleaners.normalize.text import plain, visible
from cleaners.tables.junk_lines import JUNK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from cleaners.page import Page, Walk


class Body(NamedTuple):
    """The chosen prose, and where it stands."""

    paragraphs: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    """Indices of the chosen blocks in ``Walk.texts``, ascending."""

    @property
    def first(self) -> int | None:
        """Index of the first chosen block; None if there is none."""
        return self.blocks[0] if self.blocks else None

    @property
    def last(self) -> int | None:
        """Index of the last chosen block; None if there is none."""
        return self.blocks[-1] if self.blocks else None

    @property
    def text(self) -> str:
        """The paragraphs, joined by one blank line each."""
        return "\n\n".join(self.paragraphs)


_OWN_FIELD: Final = frozenset(
    ("headline", "dateline", "epoch", "byline", "credit_label", "credit", "caption_label",
     "caption", "hashtags", "form_label")
)  # fmt: skip

_NEXT_TO_PROSE: Final = frozenset(("subheading", "caption"))
"""What a fragment's text is where it holds no prose: a piece of a page has lost its article."""
_IMPRINT: Final = frozenset(("byline", "dateline"))
_PARTING: Final = re.compile(r"\s[-–—]\s|\s?[|·•]\s?")
_SENTENCE: Final = re.compile(r"[.!?…”\"]\s|\s?[(|/]\s?")
_CONTENT: Final = frozenset(("li", "td", "th", "dd", "dt", "pre", "blockquote"))
_LONGEST_LABEL: Final = 250
_LONGEST_JUNK: Final = 60
_LONG_ENOUGH: Final = 40
_DOUBT: Final = 1.2
"""The model is a little too sure; more than 1 takes less (chosen out of fold)."""


def select_body(
    page: Page, headline: str | None = None, lines: Sequence[Line] | None = None
) -> Body:
    """Choose the blocks of ``page`` that are its body; ``headline``'s own block stays out.

    ``lines`` are those of a text or fragment, where somebody has read them already.

    >>> from lxml import etree
    >>> from cleaners.page import Page
    >>> from cleaners.walk import walk
    >>> tree = etree.HTML("<p>Fog closes harbour<p>By Ada Lovelace<p>Ferries stayed in port.")
    >>> select_body(Page("text", "", tree, walk(tree))).paragraphs
    ('Ferries stayed in port.',)

    Without prose there is no body:

    >>> tree = etree.HTML("<p>1551946500")
    >>> select_body(Page("text", "", tree, walk(tree)))
    Body(paragraphs=(), blocks=())
    """
    if page.kind in {"text", "fragment"}:
        return _of_lines(read_lines(page.walk) if lines is None else lines, headline)
    if not page.walk.texts:
        return Body()
    return body_of_chances(page.walk, likelihood(page.walk), headline)


def body_of_chances(walk: Walk, chance: NDArray[np.float64], headline: str | None = None) -> Body:
    """The body, once it is known how likely each block belongs to it."""
    sizes = np.array([len(text) for text in walk.texts], dtype=np.float64)
    sharpened = chance**_DOUBT
    copies = _repeated(walk.texts)
    sharpened[copies] = 0.0
    chosen = best_set(sharpened, sizes)
    notices = [block for block in chosen if gives_notice(walk.texts[block])]
    cells = cells_alone(walk, chosen)
    if notices or cells:
        sharpened[[*notices, *cells]] = 0.0
        copies += notices
        chosen = best_set(sharpened, sizes)
    chosen = run_on(walk, chosen, chance, copies)
    chosen = fill(walk, chosen, chance, copies)
    chosen = without_asides(walk, whole_tables(walk, chosen, copies, cells))
    return _of_blocks(walk, chosen, headline)


def _repeated(texts: list[str]) -> list[int]:
    """Long blocks whose very text stood before: the copies of other screens, notices, teasers."""
    seen: set[str] = set()
    copies = []
    for block, text in enumerate(texts):
        if len(text) >= _LONG_ENOUGH:
            if text in seen:
                copies.append(block)
            seen.add(text)
    return copies


def _of_lines(lines: Sequence[Line], headline: str | None) -> Body:
    own = fold(headline or "")
    kept = [
        line
        for line in lines
        if line.role not in _OWN_FIELD and not _says(line.text, own) and not _is_junk(line.text)
    ]
    if not any(line.role == "prose" for line in kept):
        kept = [line for line in lines if line.role in _NEXT_TO_PROSE and _reads(line.text)]
    return Body(_shown(line.text for line in kept), _ordered(line.block for line in kept))


def _says(text: str, own: str) -> bool:
    """Whether a line is the headline, also where its entities were escaped twice.

    >>> _says("Fish &amp; chips", "fish & chips"), _says("Fish", "")
    (True, False)
    """
    return bool(own) and (fold(text) == own or ("&" in text and fold(plain(text)) == own))


def _shown(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(said for text in texts if (said := visible(text)).strip())


def _reads(text: str) -> bool:
    """Whether a line says something by its length, though no rule takes it for prose."""
    return len(text) >= _LONG_ENOUGH and any(map(str.isalpha, text))


def _is_junk(text: str) -> bool:
    """A short line that is a known phrase, or several in a row ("Share Tweet Email")."""
    return len(text) <= _LONGEST_JUNK and _kept_junk(text)


@lru_cache(2_048)
def _kept_junk(text: str) -> bool:
    folded = fold(text)
    return folded in JUNK or all(word in JUNK for word in folded.split())


def _of_blocks(walk: Walk, chosen: list[int], headline: str | None) -> Body:
    own = fold(headline or "")
    kept = [
        block
        for block in chosen
        if not _says(walk.texts[block], own) and not _has_own_field(walk, block)
    ]
    return Body(_shown(p for block in kept for p in _paragraphs(walk.texts[block])), tuple(kept))


def _has_own_field(walk: Walk, block: int) -> bool:
    """A caption, credit, byline or the like; in lists and tables such lines are content.

    A plea to switch scripts on, in a ``<noscript>``, is left out with them.
    """
    tag, text = walk.tags[walk.holders[block]], walk.texts[block]
    if "javascript" in text.lower() and _in_noscript(walk, walk.holders[block]):
        return True
    if tag == "figcaption":
        return True
    if len(text) > _LONGEST_LABEL:
        return False
    if tag in _CONTENT:
        return tag == "td" and _is_imprint(text)  # old pages are tables
    if by_itself(text, tag)[0] in _OWN_FIELD or _is_imprint(text):
        return True
    return _ends_in_credit(text) and any(image.block == block for image in walk.images)


def _is_imprint(text: str) -> bool:
    """A line of nothing but names, roles and dates, as in "By Ada Lovelace · 7 March 2019".

    >>> _is_imprint("March 7, 2019 - by Ada Lovelace"), _is_imprint("By the sea - a story")
    (True, False)
    """
    parts = _PARTING.split(text)
    if len(parts) == 1:
        return False
    told = [by_itself(part)[0] in _IMPRINT for part in parts]
    return any(told) and all(known or is_role(p) for known, p in zip(told, parts, strict=True))


def _ends_in_credit(text: str) -> bool:
    """A caption says last who took its picture.

    >>> _ends_in_credit("A pier. Photo: Reuters"), _ends_in_credit("Fog stays. Ferries wait.")
    (True, False)
    """
    last = _SENTENCE.split(text)[-1]
    return len(last) < len(text) and by_itself(last.strip(" )"))[0] == "credit"


def _in_noscript(walk: Walk, container: int) -> bool:
    while container >= 0:
        if walk.tags[container] == "noscript":
            return True
        container = walk.parents[container]
    return False


def _paragraphs(text: str) -> list[str]:
    """A block's paragraphs: two line feeds in a row part them."""
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def _ordered(blocks: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(blocks)))

"""The parts that a separator cuts a title into, and which of them cannot be the headline.

A title is a headline and what the site glues to it, on either side. Which is which is told by what
the site is called elsewhere, and where no h1 says it by what the prose below speaks of.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.normalize.text import fold, plain
from cleaners.tables.headlines import DASHES, SEPARATORS, SMALL_WORDS
from cleaners.tables.people import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cleaners.extract.sitename import SiteName
    from cleaners.page import Walk

_TOLD: Final = 0.6
"""Share of the words of a part that the prose must hold to be about it."""
_SPOKEN: Final = 0.5
"""The same where the site's name behind it says already that it is no such name."""
_FEW: Final = 3
"""Words of a site's name."""
_PARAGRAPH: Final = 120
_PARAGRAPH_WIDE: Final = 50
"""Characters of a paragraph; of scripts that part no words fewer say as much."""
_FIRST: Final = 4
_MOST: Final = 2_500
_SHORTEST: Final = 3
_HEAD: Final = 5


class Parted(NamedTuple):
    """One way to cut a title: what is kept, by which separator, and what is dropped."""

    kept: str
    separator: str
    """With ``<`` behind it where what stands before was dropped."""
    dropped: str


_LONGEST: Final = 2_000
"""Characters of a title that is taken apart; what is longer names nothing."""


def parts_of(source: str, title: str) -> Iterator[tuple[str, str, int]]:
    """The title without its last part or parts, without its first, and without both.

    Text, separator and what was dropped, parted by NUL.
    """
    text = plain(title).replace("\0", "")
    for separator in SEPARATORS if len(text) <= _LONGEST else ():
        if separator not in text:
            continue
        pieces = text.split(separator)
        for keep in {len(pieces) - 1, len(pieces) - 2, 1} - {0, -1}:
            kept, rest = separator.join(pieces[:keep]), separator.join(pieces[keep:])
            yield f"{source}.head", f"{kept}\0{separator}\0{rest}", -1
        kept = separator.join(pieces[1:])
        if not _goes_on(kept, text):
            yield f"{source}.tail", f"{kept}\0{separator}<\0{pieces[0]}", -1
        if len(pieces) > 2:  # noqa: PLR2004
            kept = separator.join(pieces[2:])
            yield f"{source}.tail", f"{kept}\0{separator}<\0{separator.join(pieces[:2])}", -1
            kept = separator.join(pieces[1:-1])
            yield f"{source}.middle", f"{kept}\0{separator}<>\0{pieces[0]} {pieces[-1]}", -1


def name_parts(parted: Iterable[Parted], site: SiteName) -> dict[str, set[str]]:
    """By part of a title, folded: whether it "names site", "keeps name" or "drops name"."""
    marks: dict[str, set[str]] = {}
    for kept, _, dropped in parted:
        found = marks.setdefault(fold(kept), set())
        beside = _only_names(dropped, site)
        if beside:
            found.add("drops name")
        elif _only_names(kept, site):
            found.add("names site")
        elif _ends_in_name(kept, site):
            found.add("keeps name")
    return marks


def untold_parts(parted: Iterable[Parted], site: SiteName, prose: Prose) -> set[str]:
    """Parts of a title that are no headline, by what the prose speaks of; folded.

    A short part of which the text hardly speaks is a name if the part beside it is what the text is
    about. Where it is about both sides of a dash, they are the halves of one headline.
    """
    found = set()
    for kept, separator, dropped in parted:
        if separator in DASHES and _goes_on(dropped, kept) and dropped.count(" ") >= _FEW - 1:
            found.add(fold(kept))  # the dash stands in the midst of a sentence
            continue
        mine, its = _telling(kept, site), _telling(dropped, site)
        if _halves(mine, its, dropped, separator, site) and prose.tells(its[0]) >= _SPOKEN:
            found.add(fold(kept))
            continue
        if len(its) != 1 or len(mine) > 1 or _only_names(dropped, site):
            continue
        if _is_no_headline(mine[0] if mine else "", its[0], separator, prose):
            found.add(fold(kept))
    return found


def _halves(
    mine: Sequence[str], its: Sequence[str], dropped: str, separator: str, site: SiteName
) -> bool:
    """Whether a dash parts a headline, since the site's name stands behind its second half."""
    if separator not in DASHES or len(mine) != 1 or len(its) < 2 or not all(mine):  # noqa: PLR2004
        return False
    *others, last = _pieces(dropped)
    return site.is_name(last) and len(others) == 1 and " " in mine[0] and " " in its[0]


def glued_names(
    parted: Iterable[Parted], names: Collection[str], claims: Collection[str]
) -> set[str]:
    """The whole titles that are no more than one of ``names`` glued to another claim; folded.

    Not by a colon, which is part of many a headline.

    >>> glued_names([Parted("Zed", " - ", "Fog stays")], {"zed"}, {"zed", "fog stays"})
    {'zed fog stays'}
    >>> glued_names([Parted("Zed", " - ", "Fog stays")], {"zed"}, {"zed"})
    set()
    """
    found = set()
    for kept, separator, dropped in parted:
        rest = fold(dropped)
        if ":" in separator:
            continue
        if fold(kept) in names and rest in claims and rest not in names:
            behind = separator.endswith("<")
            found.add(fold(f"{dropped} {kept}" if behind else f"{kept} {dropped}"))
    return found


def _is_no_headline(mine: str, its: str, separator: str, prose: Prose) -> bool:
    told, share = prose.tells(its), prose.tells(mine)
    if told < _TOLD:
        return False
    shorter = len(mine) < len(its) and mine.count(" ") <= its.count(" ")
    if share < _TOLD:
        return shorter or mine.count(" ") < _FEW
    halves = separator.rstrip("<>") in DASHES and min(map(prose.words, (mine, its))) > 1
    return halves or (share < told and shorter)


def _telling(text: str, site: SiteName) -> list[str]:
    """The parts of a piece of a title that are no sections of a site; folded."""
    return [fold(piece) for piece in _pieces(text) if not site.is_section(piece)]


def _only_names(text: str, site: SiteName) -> bool:
    """Whether a piece of a title is the site's name, alone or beside those of its sections."""
    others = [site.is_name(piece) for piece in _pieces(text) if not site.is_section(piece)]
    return all(others) if others else any(map(site.is_name, _pieces(text)))


def _ends_in_name(text: str, site: SiteName) -> bool:
    pieces = _pieces(text)
    return len(pieces) > 1 and (site.is_name(pieces[0]) or site.is_name(pieces[-1]))


def _pieces(text: str) -> list[str]:
    return [piece for piece in _PIECES.split(text) if fold(piece)]


_PIECES: Final = re.compile("|".join(map(re.escape, SEPARATORS)))


def _goes_on(part: str, title: str) -> bool:
    """Whether a part of a title begins in lower case, as only what goes on with it does.

    >>> _goes_on("and what follows", "Storms - and what follows"), _goes_on("iPod", "Apple - iPod")
    (True, False)
    """
    word = part.split(maxsplit=1)[0] if part.strip() else ""
    return word.islower() and word.isalpha() and title[:1].isupper()


class Prose:
    """Asked how much of a part of a title the first paragraphs of a page speak of."""

    def __init__(self, walk: Walk) -> None:
        long = (
            text
            for text, linked in zip(walk.texts, walk.link_chars, strict=True)
            if len(text) >= _PARAGRAPH_WIDE
            and linked * 2 < len(text)
            and (len(text) >= _PARAGRAPH or WIDE.match(text))
        )
        self.heads = frozenset(_heads(fold(" ".join(islice(long, _FIRST))[:_MOST])))

    def tells(self, folded: str) -> float:
        """The share of the words of a text that the prose holds, in whatever form.

        >>> from cleaners.page import Walk
        >>> said = "The harbour was closed by fog on Monday. " * 4
        >>> prose = Prose(Walk(texts=[said], link_chars=[0]))
        >>> prose.tells("fog closes harbour"), prose.tells("zed weekly")
        (1.0, 0.0)
        """
        heads = _heads(folded)
        return sum(head in self.heads for head in heads) / len(heads) if heads else 0.0

    @staticmethod
    def words(folded: str) -> int:
        """How many words a text has to be told by."""
        return len(_heads(folded))


def _heads(folded: str) -> list[str]:
    """How the words of a text begin; of scripts that part no words, each two characters."""
    found = []
    for word in folded.split():
        if WIDE.search(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) >= _SHORTEST and word not in _SMALL:
            found.append(word[:_HEAD])
    return found


WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
"""Scripts that part no words; two characters say about as much as one word."""
_SMALL: Final = ARTICLES | SMALL_WORDS

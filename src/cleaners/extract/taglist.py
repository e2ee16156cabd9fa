"""The list of topics that a page shows beside its article."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from cleaners.extract.furniture import words_of
from cleaners.normalize.text import fold
from cleaners.tables.tag_words import CLASSES, LABELS, NOT_TAGS, PATHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.page import Link, Walk

_LONGEST: Final = 60
"""Characters of a topic; what is longer is a teaser."""
_BRIEF, _FEW = 40, 5
"""Characters and words of a topic that only a class calls so."""
_MOST: Final = 40
"""Links in one list; more are the tags of the whole site."""
_CLIMB: Final = 4
_BEHIND: Final = 30
"""Blocks behind the body in which its topics may stand."""
_FOLDERS: Final = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*+:)?+(?://[^/?#]*+)?+(?P<path>[^?#]*+)", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"[\s,;·•|/#:，、،：｜]++")


class Shown(NamedTuple):
    """Topics, and what says that they are some: ``rel``, ``path``, ``class`` or ``label``."""

    words: tuple[str, ...]
    sign: str


def shown_tags(walk: Walk, headline: int, body: Sequence[int]) -> Shown | None:
    """The topics that stand between the ``headline`` and a little behind the ``body``.

    A list of links is one of topics if their ``rel``, the folders of their addresses, a class
    around them or the label before them says so. One link alone needs two of these. Links in
    prose are none, nor is what names the tags of the whole site or of other articles.
    """
    if not body:
        return None
    top, bottom = headline if headline >= 0 else body[0], body[-1] + _BEHIND
    best: tuple[tuple[bool, int], Shown] | None = None
    for run in _lists(walk, top, bottom):
        filed = [link for link in run if names_topic(link.node.get("href") or "")]
        links = filed if len(filed) * 2 > len(run) else run
        signs = _signs(walk, links)
        if not signs or (len(links) == 1 and len(signs) == 1 and "rel" not in signs):
            continue
        words = tuple(link.text for link in links)
        rank = (links[0].block < body[-1], abs(links[0].block - body[-1]))
        if best is None or rank < best[0]:
            best = rank, Shown(words, signs[0])
    return best[1] if best else None


def _lists(walk: Walk, top: int, bottom: int) -> Iterator[list[Link]]:
    """Runs of short links that nothing but signs part: of one block, or of blocks in one box."""
    near = [x for x in walk.links if top <= x.block <= bottom and x.text and not _stays(x)]
    run: list[Link] = []
    for link in near:
        if run and not _together(walk, run[-1], link):
            yield from _listed(walk, run)
            run = []
        run.append(link)
    yield from _listed(walk, run)


def _stays(link: Link) -> bool:
    """Whether a link leads to a place in its own page, or to a part of the site."""
    stays = (link.node.get("href") or "#").startswith(("#", "javascript:"))
    return stays or "category" in (link.node.get("rel") or "").lower().split()


def _listed(walk: Walk, run: list[Link]) -> Iterator[list[Link]]:
    """The run, if all of it is short and it does not stand in prose."""
    if not run or len(run) > _MOST or any(len(x.text) > _LONGEST for x in run):
        return
    text = " ".join(walk.texts[run[0].block : run[-1].block + 1])
    before, _, rest = text.partition(run[0].text)
    if len(text) > _LONGEST * (len(run) + 2):
        return
    for link in run[1:]:
        rest = rest.replace(link.text, " ", 1)
    labelled = _ends_in_label(before) or all(map(_is_tag, run))
    if not _BETWEEN.sub("", rest) and (labelled or not _BETWEEN.sub("", before)):
        yield run


def _ends_in_label(text: str) -> bool:
    """Whether the last words of ``text`` are a label of topics.

    >>> [_ends_in_label(text) for text in ("By Ada. Filed under: ", "Tags", "fog")]
    [True, True, False]
    """
    words = fold(text[-_LONGEST:]).split()
    return any(" ".join(words[-count:]) in _LABELS for count in range(1, 5))


def _together(walk: Walk, one: Link, other: Link) -> bool:
    """Whether two links stand in the same block, or in items of the same box."""
    if one.block == other.block:
        return True
    mine = [one.container, *islice(_above(walk, one.container), 2)]
    its = [other.container, *islice(_above(walk, other.container), 2)]
    if not set(mine) & set(its):
        return False
    opens = walk.texts[other.block] if other.block < len(walk.texts) else ""
    between = [*walk.texts[one.block + 1 : other.block], opens.partition(other.text)[0]]
    return not any(_BETWEEN.sub("", text) for text in between)


def _above(walk: Walk, container: int) -> Iterator[int]:
    container = walk.parents[container]
    while container > 0:
        yield container
        container = walk.parents[container]


def _signs(walk: Walk, links: list[Link]) -> list[str]:
    """What says that a run of links is a list of topics."""
    around = _classes(links[0])
    if around & NOT_TAGS or ("footer" in around and not around & _OF_ARTICLE):
        return []
    tagged = sum(_is_tag(link) for link in links)
    filed = sum(names_topic(link.node.get("href") or "") for link in links)
    brief = all(len(link.text) <= _BRIEF and link.text.count(" ") < _FEW for link in links)
    signs = {
        "rel": tagged == len(links),
        "path": filed * 4 >= len(links) * 3,
        "class": brief and not around.isdisjoint(CLASSES),
        "label": _label_before(walk, links[0]),
    }
    return [sign for sign, holds in signs.items() if holds]


def _is_tag(link: Link) -> bool:
    return "tag" in (link.node.get("rel") or "").lower().split()


def _classes(link: Link) -> set[str]:
    """The sub-words of the classes and ids on and around a link."""
    node, words = link.node, set[str]()
    for _ in range(_CLIMB):
        if node.tag in {"body", "main", "article"}:
            break
        words |= words_of(f"{node.get('class') or ''} {node.get('id') or ''}")
        above = node.getparent()
        if above is None:
            break
        node = above
    return words


def names_topic(address: str) -> bool:
    """Whether a folder of an address says that a topic lies below it.

    >>> names_topic("https://example.org/tag/fog/"), names_topic("/aktuell/thema/nebel?x=1")
    (True, True)
    >>> names_topic("/tags"), names_topic("/2019/tagesthemen/fog")
    (False, False)
    """
    found = _FOLDERS.match(address[:500])
    folders = unquote(found["path"]).lower().strip("/").split("/") if found else []
    return not PATHS.isdisjoint(folders[:-1])


def _label_before(walk: Walk, link: Link) -> bool:
    """Whether the text right before a link, in its block or as the block before, is a label."""
    text = walk.texts[link.block] if link.block < len(walk.texts) else ""
    before = text.partition(link.text)[0]
    if before.strip() or not link.block:
        return _ends_in_label(before)
    return fold(walk.texts[link.block - 1][: 2 * _LONGEST]) in _LABELS


_LABELS: Final = frozenset(map(fold, LABELS))
_OF_ARTICLE: Final = frozenset(("article", "post", "entry", "story", "content"))
"""Beside them a footer is that of the article."""

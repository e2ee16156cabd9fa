"""Every text by which a page may name itself, and everything that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from cleaners.extract.furniture import words_of
from cleaners.extract.sitename import SiteName, leads_home
from cleaners.extract.structured import text_of, texts_of
from cleaners.extract.title_parts import (
    Parted,
    Prose,
    glued_names,
    name_parts,
    parts_of,
    untold_parts,
)
from cleaners.normalize.text import fold, plain
from cleaners.tables.headlines import (
    KICKERS,
    MASTHEADS,
    META_TITLES,
    NOT_HEADLINES,
    NOT_TITLES,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from cleaners.extract.structured import Structured
    from cleaners.page import Walk

LONGEST: Final = 300
_MOST: Final = {"h1": 6, "h2": 3}
_SUBHEADINGS: Final = frozenset(("h3", "h4"))
_CHILDREN: Final = ("span", "div", "strong", "a", "em", "h1", "small", "b", "i", "p")
PROSE: Final = 120
"""Characters of a block without links that is text of an article."""
_CUT: Final = ("…", "...")
_PIECES: Final = 100
"""Texts of a child of a heading; one that holds more holds a page."""


@dataclass(slots=True)
class Claim:
    """One text that may be the headline, and everything that says so."""

    text: str
    folded: str
    sources: list[str]
    raw: str
    block: int = -1
    """Of the heading that shows it."""
    separator: str = ""
    """Where it was cut out of a title."""
    dropped: str = ""
    """What was cut off there, folded."""
    marks: set[str] = field(default_factory=set)
    """What else is known of the heading."""


def headline_claims(walk: Walk, told: Structured, url: str | None) -> list[Claim]:
    """Every text that may be the headline, each once, with all its sources."""
    claims: dict[str, Claim] = {}
    parted: dict[tuple[str, str], Parted] = {}
    for source, raw, block in _stated(walk, told):
        text, separator, dropped = plain(raw), "", ""
        if source.endswith((".head", ".tail", ".middle")):
            text, separator, dropped = raw.split("\0")
            text = text.strip()
            parted[fold(text), fold(dropped)] = Parted(text, separator, dropped)
        folded = fold(text)
        if not folded or len(text) > LONGEST or folded in _NOT_HEADLINES:
            continue
        known = claims.get(folded)
        if known is None:
            claims[folded] = Claim(
                text, folded, [source], text if separator else raw, block, separator, fold(dropped)
            )
        else:
            known.sources.append(source)
            known.block = known.block if known.block >= 0 else block
    _mark(walk, claims)
    site = SiteName(walk, told, url)
    glued = {
        fold(f"{c.dropped} {c.folded}" if c.separator.endswith("<") else f"{c.folded} {c.dropped}")
        for c in claims.values()
        if c.dropped and c.dropped.replace(" ", "") in site.names
    }
    for claim in claims.values():
        if claim.folded in glued:
            claim.marks.add("glued to site")
    others = _sites(claims, parted) | _named(claims, parted.values(), site)
    if not site.fronts and not any("h1.1" in claim.sources for claim in claims.values()):
        others |= untold_parts(parted.values(), site, Prose(walk))
        others |= glued_names(parted.values(), others, claims.keys())
    own = [
        c
        for c in _whole(claims)
        if c.folded.replace(" ", "") not in site.told and c.folded not in others
    ]
    return _trusted(walk, own or list(claims.values()))


def _named(claims: dict[str, Claim], parted: Iterable[Parted], site: SiteName) -> set[str]:
    """What only names the site, folded, where its title says more; the other parts are marked.

    Not on a front page, whose headline may be the site's name, nor what the first h1 says.
    """
    marks = name_parts(parted, site)
    for folded in marks.keys() & claims.keys():
        claims[folded].marks.update(marks[folded] - {"names site"})
    return {
        folded
        for folded in marks.keys() & claims.keys()
        if "names site" in marks[folded]
        and not site.fronts
        and "h1.1" not in claims[folded].sources
    }


def _trusted(walk: Walk, claims: list[Claim]) -> list[Claim]:
    """The claims, unless all of them are second headings: of what was cut, they head a part.

    One that stands over the prose, with hardly a word before it, is the headline all the same.
    """
    if not all(source.startswith("h2.") for claim in claims for source in claim.sources):
        return claims
    first = claims[0] if claims else None
    if first is None or "over prose" not in first.marks:
        return []
    return claims if sum(map(len, walk.texts[: first.block])) < PROSE else []


def _sites(claims: dict[str, Claim], parted: Iterable[tuple[str, str]]) -> set[str]:
    """What names the site, folded: it stands in the masthead, the title's other part elsewhere."""
    shown = {rest for kept, rest in parted if kept in claims and claims[kept].block >= 0}
    return {
        folded
        for folded in shown & claims.keys()
        if claims[folded].marks & {"in masthead", "leads home"}
    }


def _whole(claims: dict[str, Claim]) -> Iterator[Claim]:
    """The claims but those that are merely the beginning of another, as the points say."""
    for claim in claims.values():
        if not claim.text.endswith(_CUT) or not any(
            other.startswith(claim.folded) and other != claim.folded for other in claims
        ):
            yield claim


def _mark(walk: Walk, claims: dict[str, Claim]) -> None:
    """Note which headings lead to the front page, and which one stands right above the prose."""
    prose = next(
        (
            block
            for block, text in enumerate(walk.texts)
            if len(text) >= PROSE and walk.link_chars[block] * 2 < len(text)
        ),
        len(walk.texts),
    )
    shown = [claim for claim in claims.values() if claim.block >= 0]
    above = [claim for claim in shown if claim.block <= prose]
    if above:
        max(above, key=lambda claim: claim.block).marks.add("over prose")
    for claim in shown:
        if claim.block > prose:
            claim.marks.add("below prose")
        if _leads_home(walk.nodes[walk.holders[claim.block]]):
            claim.marks.add("leads home")
        if _in_masthead(walk, walk.holders[claim.block]):
            claim.marks.add("in masthead")


def _leads_home(heading: _Element) -> bool:
    """Whether a heading, or what it holds, is a link to the front page."""
    link = heading.find(".//a") if heading.tag != "a" else heading
    link = next(heading.iterancestors("a"), None) if link is None else link
    address = (link.get("href") or "") if link is not None else ""
    return link is not None and leads_home(address)


def _in_masthead(walk: Walk, holder: int) -> bool:
    """Whether the classes on or around a heading name the part of a page that names the site."""
    for _ in range(_AROUND):
        node = walk.nodes[holder]
        if walk.tags[holder] == "body":
            return False
        name = f"{node.get('class') or ''} {node.get('id') or ''}"
        if name != " " and not MASTHEADS.isdisjoint(words_of(name)):
            return True
        holder = walk.parents[holder]
        if holder < 0:
            return False
    return False


_AROUND: Final = 4


def _stated(walk: Walk, told: Structured) -> Iterator[tuple[str, str, int]]:
    """(source, raw text, block) of everything that names the page."""
    yield from _headings(walk)
    for node, kind in ((told.article, "article"), (told.page, "page")):
        if node is not None:
            for key in ("headline", "name", "alternativeHeadline"):
                for text in texts_of(node.get(key))[:1]:
                    yield f"json-ld:{kind}.{key}", text, -1
    yield from _metas(told)
    yield from _items(walk)
    for title in walk.titles[:1]:
        yield "title", title, -1
        yield from parts_of("title", title)


def _metas(told: Structured) -> Iterator[tuple[str, str, int]]:
    for name in META_TITLES:
        found = told.meta(name)
        if found is not None:
            yield f"meta:{name}", found[1], -1
            if name == "og:title":
                yield from parts_of("og", found[1])


def _items(walk: Walk) -> Iterator[tuple[str, str, int]]:
    """Microdata and RDFa: a headline, and the name of an article."""
    for seen in walk.items:
        node = seen.node
        if node.tag == "meta":
            continue
        said = (node.get("itemprop") or "").split()
        if "headline" in said or (node.get("property") or "").endswith(":headline"):
            yield "itemprop:headline", text_of(node), -1
        elif "name" in said and _names_article(node):
            yield "itemprop:name", text_of(node), -1


def _names_article(node: _Element) -> bool:
    """Whether the item that a property belongs to is an article."""
    owner = next((a for a in node.iterancestors() if a.get("itemscope") is not None), None)
    kind = (owner.get("itemtype") or "").lower() if owner is not None else ""
    return kind.endswith(("article", "posting"))


def _headings(walk: Walk) -> Iterator[tuple[str, str, int]]:
    left = {tag: count for tag, count in _MOST.items() if tag in walk.tags}
    untitled, below = True, not _SUBHEADINGS.isdisjoint(walk.tags)
    last = -1
    for block, (text, holder) in enumerate(zip(walk.texts, walk.holders, strict=True)):
        if not left and not (untitled and below):  # nothing more can come
            return
        tag = heading_of(walk, holder)
        if holder == last or len(text) > LONGEST or (tag is not None and tag not in left):
            continue
        node = walk.nodes[holder]
        if tag is not None:
            last = holder
            for source, shown in _of_heading(text, node, f"{tag}.{_MOST[tag] - left[tag] + 1}"):
                yield source, shown, block
            left[tag] -= 1
            if not left[tag]:
                del left[tag]
        if untitled and (tag is not None or node.tag in _SUBHEADINGS) and _is_titled(node):
            untitled = False
            yield "titled", text.replace("\n", " "), block


def _of_heading(text: str, node: _Element, source: str) -> Iterator[tuple[str, str]]:
    """What a heading says; the first of all also without what stands above the headline in it."""
    inner = list(_inner(node)) if node.tag == "h1" else []
    kicked = next((part for what, part in inner if what == "kicked"), None)
    yield source, kicked or text.replace("\n", " ")
    if source == "h1.1":
        yield from ((what, part) for what, part in inner if what != "kicked")


def _is_titled(node: _Element) -> bool:
    """Whether the class of a heading says that it is the title of an entry, a post, a topic."""
    words = words_of(node.get("class") or "")
    return not words.isdisjoint(TITLES) and words.isdisjoint(NOT_TITLES) and len(words) > 1


def _inner(heading: _Element) -> Iterator[tuple[str, str]]:
    """A headline below its kicker: the last element of several in one heading, or what follows."""
    said = [(child, _said(child)) for child in islice(heading.iterchildren(*_CHILDREN), _PIECES)]
    opens = not (heading.text or "").strip()
    if len(said) == 1 and len(heading) == 1 and opens and not (said[0][0].tail or "").strip():
        yield from _inner(said[0][0])
        return
    rest = (said[0][0].tail or "").strip() if said else ""
    kicked = (
        bool(said) and opens and not words_of(said[0][0].get("class") or "").isdisjoint(KICKERS)
    )
    if kicked:
        whole, first = text_of(heading), said[0][1]
        yield "kicked", whole.removeprefix(first).strip(" :|-–—•·/")
    elif len(said) > 1 and said[-1][1]:
        yield "h1.child", said[-1][1]
    elif rest and opens:
        yield "h1.child", rest


def _said(node: _Element) -> str:
    """What a part of a heading says; too long for a headline if it is."""
    return " ".join(" ".join(cast("Iterator[str]", islice(node.itertext(), _PIECES))).split())


def heading_of(walk: Walk, holder: int) -> str | None:
    """The h1 or h2 around a container, up to three levels up."""
    for _ in range(3):
        if holder < 0:
            return None
        tag = walk.tags[holder]
        if tag in {"h1", "h2"}:
            return tag
        holder = walk.parents[holder]
    return None


_NOT_HEADLINES: Final = frozenset(map(fold, NOT_HEADLINES))

"""The images of a page: every one of the article, none of the furniture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cleaners.extract.candidates import read_candidates, select
from cleaners.extract.captions import NOTHING, Words, in_sentence, words_beside
from cleaners.extract.context import Context
from cleaners.extract.named import Named, named_images
from cleaners.extract.own_address import base_of, own_address
from cleaners.extract.pictures import Picture, is_placeholder, is_torn_source, read_picture
from cleaners.extract.region import Region, counts_readers, stands_out
from cleaners.extract.same_picture import picture_key
from cleaners.normalize.credit import split_credit
from cleaners.normalize.srcset import is_template
from cleaners.normalize.url import is_absolute, is_web, resolve
from cleaners.records import MAX_RECORDED, Candidate, Image, Provenance
from cleaners.tables.lazy import TORN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from cleaners.extract.lines import Line
    from cleaners.extract.structured import Structured
    from cleaners.page import Page, Seen

MAX_IMAGES: Final = 500
"""Of one document."""
MAX_EVIDENCE: Final = 1_000
"""Addresses of a page that are asked about one that was cut."""
_TWIN_CLIMB: Final = 4
_RELATIVE: Final = "relative_url"
_TEMPLATE: Final = "template_url"
_DEFAULT: Final = Context()


@dataclass(slots=True)
class Found:
    """An image of the article, with all that was found out about it."""

    seen: Seen | None
    picture: Picture
    candidates: tuple[Candidate, ...] = ()
    keys: frozenset[str] = frozenset()
    words: Words = NOTHING
    confidence: float = 1.0
    lead: bool = False
    sources: list[Provenance] = field(default_factory=list)

    @property
    def url(self) -> str | None:
        """The address of the selected candidate."""
        return next((c.url for c in self.candidates if c.selected), None)

    @property
    def empty(self) -> bool:
        """Whether the element shows nothing until a script has run."""
        return self.url is None and not self.picture.truncated


def extract_images(
    page: Page,
    body: Sequence[int],
    lines: Sequence[Line] = (),
    context: Context = _DEFAULT,
    structured: Structured | None = None,
) -> tuple[Image, ...]:
    """The images of the article on ``page``, in document order.

    ``body`` holds the indices of the chosen blocks, ``lines`` says what the lines of a text or
    a fragment are, ``structured`` what the page says to machines. What the head names and the
    page shows is one image; what only the head names is an image of its own.

    >>> from lxml import etree
    >>> from cleaners.page import Page
    >>> from cleaners.walk import walk
    >>> lead = "<figure><img src=https://e.org/fog.jpg alt=Pier></figure>"
    >>> tree = etree.HTML("<h1>Fog</h1>" + lead + "<p>Fog came.</p>")
    >>> images = extract_images(Page("body", "", tree, walk(tree)), [1])
    >>> [(image.content_url, image.alt) for image in images]
    [('https://e.org/fog.jpg', 'Pier')]
    """
    return _Images(page, body, lines, context, structured).run()


class _Images:
    """The images of one page while they are gathered."""

    def __init__(
        self,
        page: Page,
        body: Sequence[int],
        lines: Sequence[Line],
        context: Context,
        structured: Structured | None,
    ) -> None:
        self.page, self.body, self.lines, self.context = page, body, lines, context
        self.base = base_of(page.walk, own_address(page.walk, context.url))
        self.named = named_images(page.walk, structured)
        self.heads = frozenset(picture_key(n.url) for n in self.named if n.leads)
        self.region = Region(page, body, self.base)
        self.found: list[Found] = []
        self.whole: tuple[str, ...] | None = None

    def run(self) -> tuple[Image, ...]:
        for seen in self.page.walk.images:
            if (
                seen.node.tag != "source"
                and len(self.found) < MAX_IMAGES
                and self.region.near(seen)
                and not is_torn_source(seen.node)
            ):
                self.add(seen)
        self.merge_twins()
        self.found = [f for f in self.found if self.says(f)]
        self.merge_same()
        for found in self.found:
            found.words = self.words_of(found)
        self.merge_named()
        self.lead_by_place()
        return tuple(self.rows())

    def add(self, seen: Seen) -> None:
        picture = read_picture(seen.node)
        read = read_candidates(picture, self.base, self.addresses)
        found = Found(
            seen, picture, read.candidates, _keys(read.candidates), confidence=read.confidence
        )
        named = not found.keys.isdisjoint(self.heads)
        if counts_readers(picture):
            found.candidates = tuple(replace(c, selected=False) for c in found.candidates)
        if self.region.admits(seen, picture, found.url, named=named):
            self.found.append(found)

    def says(self, found: Found) -> bool:
        """Whether anything is known of an image; what was torn may have lost its address."""
        if not found.empty or found.candidates or _described(found):
            return True
        picture = found.picture
        left = picture.alt or picture.width or picture.height
        return bool(left) and (self.region.bare or TORN in picture.node.attrib)

    def addresses(self) -> tuple[str, ...]:
        """Whole addresses of the page's images, for what was cut."""
        if self.whole is None:
            stated = [
                stated.raw
                for seen in self.page.walk.images[:MAX_IMAGES]
                for stated in read_picture(seen.node).stated
                if not stated.cut and is_absolute(stated.raw)
            ]
            named = [n.url for n in self.named if is_absolute(n.url)]
            self.whole = tuple(dict.fromkeys([*stated, *named]))[:MAX_EVIDENCE]
        return self.whole

    def merge_twins(self) -> None:
        """Join what stands in a noscript with the lazy element beside it."""
        kept: list[Found] = []
        for found in self.found:
            last = kept[-1] if kept else None
            if last is not None and _twins(last, found):
                kept[-1] = _joined(last, found)
                continue
            if _noscript(found) is not None:
                found.picture.element = "noscript"
            kept.append(found)
        self.found = kept

    def merge_same(self) -> None:
        """One image for a picture that the article shows twice."""
        seen: dict[str, Found] = {}
        kept = []
        for found in self.found:
            same = next((seen[key] for key in found.keys if key in seen), None)
            if same is not None and same.picture.alt == found.picture.alt:
                same.candidates = _union(same.candidates, found.candidates)
                same.words = same.words.or_else(found.words)
                continue
            seen.update(dict.fromkeys(found.keys, found))
            kept.append(found)
        self.found = kept

    def words_of(self, found: Found) -> Words:
        words = found.words.or_else(self.region.words_under(found.picture.node))
        if found.seen is None or not self.lines or (words.caption and words.credit):
            return words
        block = found.seen.block
        beside = words_beside(block, self.lines)
        inside = not (beside.caption or beside.credit) and self.alone(block)
        if inside and not in_sentence(found.picture.node):
            beside = words_beside(block + 1, self.lines)  # the image stands inside its line
        return words.or_else(beside) if beside.caption or beside.credit else words

    def alone(self, block: int) -> bool:
        """Whether no other image stands at ``block`` or right behind it."""
        return sum(f.seen is not None and 0 <= f.seen.block - block <= 1 for f in self.found) == 1

    def merge_named(self) -> None:
        """Join what the head names with the image that shows it; the rest are images too."""
        by_key = {key: found for found in reversed(self.found) for key in found.keys}
        for named in self.named:
            key = picture_key(named.url)
            same = by_key.get(key)
            if same is None:
                same = self.add_named(named)
                if same is None:
                    continue
                by_key[key] = same
            _enrich(same, named)
        lead = next((f for f in self.found if f.lead), None)
        for found in self.found:
            found.lead = found is lead

    def lead_by_place(self) -> None:
        """Where the head names none: the only image, or the only one above the article's text."""
        if not self.body or any(found.lead for found in self.found):
            return
        above = [f for f in self.found if self.page.kind == "page" and self.region.leads(f.seen)]
        above = [f for f in above if stands_out(f.picture)]
        for found, source, trust in (
            *[(f, "only-image", 0.8) for f in self.found if len(self.found) == 1],
            *[(f, "only-image-above-text", 0.7) for f in above if len(above) == 1],
        ):
            if found.url:
                found.lead = True
                raw = _recorded(found.url)
                found.sources.append(Provenance("representative_of_page", source, raw, trust))
                return

    def add_named(self, named: Named) -> Found | None:
        """An image that only the head names; None if the page shows images of its own.

        Beside those it was never one that readers saw: on the news pages it found none more
        and cost a tenth of the precision.
        """
        url = resolve(named.url, self.base)
        if url is None or is_placeholder(url) or not named.leads or self.found:
            return None
        picture = Picture(self.page.tree, named.element, width=named.width, height=named.height)
        attribute = "content" if named.element == "open-graph" else "image"
        candidate = Candidate(url, named.url, attribute, width=named.width, selected=True)
        found = Found(None, picture, (candidate,), frozenset({picture_key(url)}))
        self.found.append(found)
        return found

    def rows(self) -> Iterator[Image]:
        for position, found in enumerate(self.found):
            relative = any(not (is_web(c.url) or c.truncated) for c in found.candidates)
            picture, words = found.picture, found.words
            yield Image(
                image_id=image_id(self.context.document_id, position),
                document_id=self.context.document_id,
                position=position,
                content_url=found.url,
                alt=picture.alt,
                title=picture.title,
                caption=words.caption,
                credit_text=words.credit,
                width=picture.width,
                height=picture.height,
                representative_of_page=found.lead,
                element=picture.element,
                placeholder=found.url is None and not relative and not picture.truncated,
                truncated=picture.truncated,
                candidates=found.candidates,
                provenance=tuple(_provenance(found)),
                warnings=(_RELATIVE,) * relative + (_TEMPLATE,) * picture.template,
            )


def image_id(document_id: str, position: int) -> str:
    """The stable id of the image at ``position``.

    >>> image_id("d", 0) == image_id("d", 0), image_id("d", 0) == image_id("d", 1)
    (True, False)
    """
    return hashlib.sha256(f"{document_id}\n{position}".encode()).hexdigest()[:32]


def _keys(candidates: Sequence[Candidate]) -> frozenset[str]:
    return frozenset(picture_key(c.url) for c in candidates if c.url and not is_placeholder(c.url))


def _described(found: Found) -> bool:
    """Whether an image without any address was meant for a reader all the same.

    A template that was never filled in counts if all the rest of its element was.
    """
    picture = found.picture
    if picture.template and picture.alt and picture.width and picture.height:
        return not is_template(picture.alt)
    return bool(found.words.caption)


def _noscript(found: Found) -> _Element | None:
    """The noscript around an image."""
    around = found.picture.node.getparent()
    for _ in range(_TWIN_CLIMB):
        if around is None or around.tag == "noscript":
            return around
        around = around.getparent()
    return None


def _twins(one: Found, other: Found) -> bool:
    """Whether one is the noscript form of the other: beside it, and the same or empty."""
    first, second = _noscript(one), _noscript(other)
    if (first is None) == (second is None):
        return False
    twin, lazy = (one, other) if first is not None else (other, one)
    box = (first if first is not None else second).getparent()  # type: ignore[union-attr]
    node = lazy.picture.node  # an amp-img holds its twin
    beside = box is not None and (box is node or any(a is box for a in node.iterancestors()))
    return beside and (lazy.empty or not lazy.keys.isdisjoint(twin.keys))


def _joined(one: Found, other: Found) -> Found:
    """The lazy element with what its twin adds."""
    lazy, twin = (one, other) if _noscript(one) is None else (other, one)
    lazy.candidates = _union(lazy.candidates, twin.candidates)
    lazy.keys |= twin.keys
    mine, its = lazy.picture, twin.picture
    mine.alt, mine.title = mine.alt or its.alt, mine.title or its.title
    mine.width, mine.height = mine.width or its.width, mine.height or its.height
    return lazy


def _union(one: Iterable[Candidate], other: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Both, each address and attribute once, the best of all selected."""
    held = {(c.url or c.url_raw, c.attribute, c.width, c.density): c for c in (*other, *one)}
    ordered = dict.fromkeys(
        (c.url or c.url_raw, c.attribute, c.width, c.density) for c in (*one, *other)
    )
    return select(tuple(held[key] for key in ordered))


def _enrich(found: Found, named: Named) -> None:
    """Give an image what the head of the page says of it."""
    found.lead = found.lead or named.leads
    found.picture.alt = found.picture.alt or named.alt
    if named.caption or named.credit:
        said = split_credit(named.caption or "")
        words = Words(said.caption, named.credit or said.credit, named.source, named.caption)
        found.words = found.words.or_else(words)
    if named.leads:
        raw = _recorded(named.url)
        found.sources.append(Provenance("representative_of_page", named.source, raw, 0.9))


def _provenance(found: Found) -> Iterator[Provenance]:
    chosen = next((c for c in found.candidates if c.selected), None)
    if chosen is not None:
        trust = found.confidence if chosen.inferred else 1.0
        source = f"{found.picture.element}:{chosen.attribute}"
        yield Provenance("content_url", source, _recorded(chosen.url_raw), trust)
    words = found.words
    for name, value in (("caption", words.caption), ("credit_text", words.credit)):
        if value is not None:
            yield Provenance(name, words.source, _recorded(words.raw or value), _TRUST_IN_WORDS)
    yield from found.sources


_TRUST_IN_WORDS: Final = 0.9


def _recorded(raw: str) -> str:
    """At most ``MAX_RECORDED`` bytes of a raw value."""
    return raw.encode("utf-8", "replace")[:MAX_RECORDED].decode("utf-8", "ignore")

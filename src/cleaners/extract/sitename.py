"""What a site is called, so that its name in a title is told from the headline beside it.

A site says its name in its head, in its address, in the text and the logo that lead to its front
page, and beside its sign of copyright. All of that is asked of the parts of a title alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaners.extract.structured import texts_of, types_of
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import domain_of
from cleaners.tables.site_names import BESIDE, LOGO_WORDS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.extract.structured import Structured
    from cleaners.page import Walk

_LONGEST: Final = 60
_LONGEST_RIGHTS: Final = 200
_FRONT: Final = frozenset(("", "index.html", "index.php", "index.htm", "home"))
_RIGHTS: Final = ("©", "opyright", "(c) ", "(C) ", "COPYRIGHT")


def site_names(told: Structured, url: str | None) -> set[str]:
    """What the site is called: by itself and by its address, folded, without spaces."""
    names = [c for n in ("og:site_name", "application-name") for c in told.metas.get(n, [])]
    domain = domain_of(url)
    if domain:
        names += [domain, domain.rpartition(".")[0]]
    return {joined(name) for name in names} - {""}


def joined(name: str) -> str:
    """A name for comparisons, whatever is put between its words.

    >>> joined("The Harbour-Post"), joined("theharbourpost")
    ('theharbourpost', 'theharbourpost')
    """
    return fold(plain(name)).replace(" ", "")


class SiteName:
    """Asked of the parts of a title whether they are the name of the site, or of a part of it."""

    def __init__(self, walk: Walk, told: Structured, url: str | None) -> None:
        self.walk = walk
        self.told = site_names(told, url)
        """What its head and its address call it …"""
        self.names = self.told | {joined(name) for name in _told(told)}
        """… and its structured data."""
        self.fronts = leads_home(url) if url else False
        self.labels = frozenset((domain_of(url) or "").split("."))
        self._shown: frozenset[str] | None = None
        self._rights: str | None = None

    def is_name(self, part: str) -> bool:
        """Whether a part of a title is what the page elsewhere calls its site.

        >>> from cleaners.extract.structured import Structured
        >>> from cleaners.page import Walk
        >>> page = Walk(texts=["Fog closes the harbour", "© 2026 The Harbour Post Ltd."])
        >>> site = SiteName(page, Structured(), "https://www.hp.example/fog")
        >>> site.is_name("The Harbour Post"), site.is_name("Fog closes the harbour")
        (True, False)
        """
        folded = fold(part)
        if not folded or len(folded) > _LONGEST:
            return False
        return (
            folded.replace(" ", "") in self.names
            or self._in_address(folded)
            or folded in self.shown
            or f" {folded} " in self.rights
        )

    def is_section(self, part: str) -> bool:
        """Whether a part of a title is a word that sites call their parts by."""
        return fold(part) in SECTIONS

    def _in_address(self, folded: str) -> bool:
        """Whether the host holds a name, without what such names have besides: "Zed News"."""
        bare = "".join(w for w in folded.split() if w not in BESIDE)
        return len(bare) > 1 and bare in self.labels

    @property
    def shown(self) -> frozenset[str]:
        """The texts of links to the front page, and of the pictures in them; folded."""
        if self._shown is None:
            self._shown = frozenset(_shown(self.walk)) - {""}
        return self._shown

    @property
    def rights(self) -> str:
        """What is said beside a sign of copyright; folded, with a space on each side."""
        if self._rights is None:
            self._rights = " | ".join(f" {fold(line)} " for line in _rights(self.walk))
        return self._rights


def _told(told: Structured) -> Iterator[str]:
    """The publisher, the site and its organisation, as structured data names them."""
    for node in told.nodes:
        if types_of(node) & _SITES:
            yield from texts_of(node.get("name"))[:1]
            yield from texts_of(node.get("alternateName"))[:1]
    for owner in (told.article, told.page):
        if owner is not None:
            yield from texts_of(told.resolved(owner.get("publisher")))[:1]


_SITES: Final = frozenset(("website", "newsmediaorganization"))


def _shown(walk: Walk) -> Iterator[str]:
    for link in walk.links:
        # a link to "" or "./" leads to the page itself, as tables of contents do
        href = link.href
        if len(href) <= _LONGEST and href.startswith(("/", "http")) and leads_home(href):
            for said in (link.text, *(image.get("alt") or "" for image in link.node.iter("img"))):
                if 0 < len(said) <= _LONGEST:
                    yield fold(said)
                    yield " ".join(w for w in fold(said).split() if w not in LOGO_WORDS)


def leads_home(address: str) -> bool:
    """Whether an address is that of a front page.

    >>> [leads_home(x) for x in ("/", "https://example.org/", "../index.html", "#top", "/fog")]
    [True, True, True, False, False]
    """
    path = address.partition("://")[2].partition("/")[2] if "://" in address else address
    return path.strip("./").partition("?")[0] in _FRONT and address[:1] != "#"


def _rights(walk: Walk) -> Iterator[str]:
    for text in walk.texts:
        if len(text) <= _LONGEST_RIGHTS and any(sign in text for sign in _RIGHTS):
            yield text

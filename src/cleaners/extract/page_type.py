"""Whether a page is an article at all: consent walls, error pages, lists of links.

All of it is conservative: an article that is refused is lost, a list that is published as an
article is noticed. So a page is named only when its text is short and says what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from cleaners.extract.lines import fold
from cleaners.tables.page_words import CONSENT, ERROR_LINES, ERROR_STARTS, ERROR_TITLES

if TYPE_CHECKING:
    from cleaners.extract.body import Body
    from cleaners.page import Page, Walk

PageFact = Literal["consent_page", "error_page", "list_page"]
WALLS: Final = frozenset(("consent_page", "error_page"))
"""What stood in an article's place: the reason why there is none."""

_SHORT_PAGE: Final = 1500
"""Characters of prose over which a page is neither an error nor a consent wall."""
_FEW_WORDS: Final = 600
"""… and over which its title alone is not believed: "Just a moment" is a headline too."""
_LINE: Final = 300
_PROSE: Final = 100
_LINKED: Final = 0.5
_LIST_LINKS: Final = 12
_LIST_SHARE: Final = 0.6
_LIST_PROSE: Final = 1000
_LIST_HEADS: Final = frozenset(("h2", "h3", "h4", "li", "dt"))
_ARTICLE_KINDS: Final = ('Article"', '"BlogPosting"', '"Report"')
_TITLE: Final = 120
_ENDS: Final = " .?!…:-–—"
_STATUS: Final = re.compile(
    r"^(?:http )?(?:error |status |code )*(?:4[0-3][0-9]|451|5[0-3][0-9])\b[\s:–—-]*"
)


def page_facts(page: Page, body: Body) -> tuple[PageFact, ...]:
    """What ``page`` is besides an article, as codes of warnings.

    >>> from lxml import etree
    >>> from cleaners.extract.body import Body
    >>> from cleaners.page import Page
    >>> from cleaners.walk import walk
    >>> def facts(html):
    ...     tree = etree.HTML(html)
    ...     return page_facts(Page("page", "", tree, walk(tree)), Body())
    >>> facts("<title>404 Not Found</title><h1>Page not found</h1><p>Try the search.")
    ('error_page',)
    >>> facts("<title>Why pages are not found</title><h1>Lost pages</h1><p>Links die.")
    ()
    """
    if page.kind in {"text", "fragment"}:
        return ()
    walk = page.walk
    found: list[PageFact] = []
    if _prose(walk, body) <= _SHORT_PAGE:
        if _is_error(walk, few=_prose(walk, body) <= _FEW_WORDS):
            found.append("error_page")
        elif _is_consent(walk):
            found.append("consent_page")
    if not found and is_list(walk, body):
        found.append("list_page")
    return tuple(found)


def holds_article(page: Page, body: Body, facts: tuple[PageFact, ...]) -> bool:
    """Whether an article is to be made of ``page``: it has prose, and is not a mere list.

    A page that calls itself an article but shows none (an empty shell that scripts would fill)
    and a wall or an error page do get their row, so that they are seen in quarantine.
    """
    if "list_page" in facts:
        return False
    if not WALLS.isdisjoint(facts):
        return True
    if page.kind in {"page", "body"} and (_says_article(page.walk) or _is_dated(page.walk)):
        return True
    return any(map(str.isalpha, body.text))


def _prose(walk: Walk, body: Body) -> int:
    """Characters of long blocks without many links, in the body or not."""
    chosen = sum(len(walk.texts[block]) for block in body.blocks)
    long = sum(
        len(text)
        for text, linked in zip(walk.texts, walk.link_chars, strict=True)
        if len(text) >= _PROSE and linked < _LINKED * len(text)
    )
    return max(chosen if long else 0, long)


def _is_error(walk: Walk, *, few: bool) -> bool:
    """A title or first heading that is nothing but an error's, as servers and sites phrase it.

    Where it is not ``few`` words that the page says, a line of it must speak of the error too.
    """
    title = fold(walk.titles[0])[:_TITLE] if walk.titles else ""
    heads = [fold(text) for text in _headings(walk)[:2]]
    parts = {part.strip() for mark in ("|", " - ", " – ", " — ", "·") for part in title.split(mark)}
    named = any(map(_is_title, parts))
    said = any(_is_title(head) or _is_line(head) for head in heads)
    lines = any(_is_line(fold(text)) for text in walk.texts[:40] if len(text) <= _LINE)
    if not (few or lines):
        return False
    return (named and (said or lines or len(walk.texts) <= 3)) or (said and (lines or not title))  # noqa: PLR2004


def _is_title(folded: str) -> bool:
    """Whether a part of a title is an error's, with or without the number of its status.

    >>> _is_title("503 service temporarily unavailable"), _is_title("are you a robot?")
    (True, True)
    >>> _is_title("404 ways to lose a page")
    False
    """
    bare = _STATUS.sub("", folded, count=1).strip(_ENDS)
    return folded in ERROR_TITLES or bare in ERROR_TITLES or (not bare and folded != bare)


def _is_line(folded: str) -> bool:
    return folded.strip(_ENDS) in ERROR_LINES or folded.startswith(ERROR_STARTS)


def _headings(walk: Walk) -> list[str]:
    return [
        text
        for text, holder in zip(walk.texts, walk.holders, strict=True)
        if walk.tags[holder] in {"h1", "h2"}
    ]


def _is_consent(walk: Walk) -> bool:
    """Most of what can be read speaks of cookies and of agreeing to them, in at least two ways."""
    whole = walk.said.casefold()
    kinds = [word for word in CONSENT if word in whole]
    if len(kinds) <= 1:
        return False
    texts = [text.casefold() for text in walk.texts]
    spoken = [text for text in texts if any(word in text for word in kinds)]
    return sum(map(len, spoken)) > _LINKED * sum(map(len, texts))


def is_list(walk: Walk, body: Body) -> bool:
    """A page that is links and their teasers: most headings are links, and hardly any prose.

    An article with a long list of related stories keeps its prose, and one that says of itself
    that it is an article is believed.
    """
    if _says_article(walk) or _unlinked(walk, body) >= _LIST_PROSE:
        return False
    heads = [block for block, holder in enumerate(walk.holders) if walk.tags[holder] in _LIST_HEADS]
    linked = [b for b in heads if walk.link_chars[b] >= _LIST_SHARE * len(walk.texts[b])]
    if sum(walk.link_chars[b] for b in body.blocks) < _LINKED * len(body.text):
        return False
    return len(linked) >= max(_LIST_LINKS, int(_LIST_SHARE * len(heads)))


def _says_article(walk: Walk) -> bool:
    if any(name == "og:type" and "article" in content.lower() for name, content in walk.metas):
        return True
    return any(kind in data for _, data in walk.scripts for kind in _ARTICLE_KINDS)


def _is_dated(walk: Walk) -> bool:
    """Whether the head gives the page a day of publication, which Open Graph has for articles only.

    Forums whose posts are filled in by scripts say no more than this.
    """
    return any(name == "article:published_time" and content for name, content in walk.metas)


def _unlinked(walk: Walk, body: Body) -> int:
    """Characters of the body's long blocks that are not mostly links."""
    sizes = [(len(walk.texts[block]), walk.link_chars[block]) for block in body.blocks]
    return sum(size for size, linked in sizes if size >= _PROSE and linked < _LINKED * size)

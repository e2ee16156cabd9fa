"""What an article is about, in the words of its publisher; not what the site is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.extract.structured import texts_of
from cleaners.normalize.hashtag import find_hashtags
from cleaners.normalize.text import fold, plain
from cleaners.tables.boilerplate_keywords import BOILERPLATE, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.extract.lines import Line
    from cleaners.extract.structured import Structured
    from cleaners.page import Walk


class Keywords(NamedTuple):
    """The keywords, and the claim they were read from."""

    words: tuple[str, ...]
    source: str
    raw: str
    confidence: float


_LONGEST: Final = 80
_MANY: Final = 60
_SPLIT: Final = re.compile(r"\s*+[;|\n，、]\s*+|\s*+,\s*+")
_METAS: Final = (
    "news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "cxenseparse:keywords",
    "keywords", "dc.subject", "dcterms.subject", "og:article:tag", "video:tag",
)  # fmt: skip


def find_keywords(walk: Walk, told: Structured) -> Keywords | None:
    """The keywords of a page: of the first place that has any besides boilerplate."""
    site = {
        fold(plain(name))
        for key in ("og:site_name", "application-name")
        for name in told.metas.get(key, ())
    }
    for source, raw, trust in _claims(walk, told):
        words = clean_keywords(raw, site)
        if words:
            return Keywords(words, source, "; ".join(raw), trust)
    return None


def line_keywords(lines: Sequence[Line]) -> Keywords | None:
    """The hashtags of a text: of its lines of hashtags, else of its prose."""
    own = [line.text for line in lines if line.role == "hashtags"]
    texts = own or [line.text for line in lines if line.role == "prose"]
    tags = clean_keywords([tag for text in texts for tag in find_hashtags(text)], set())
    return Keywords(tags, "line:hashtags", "; ".join(own or tags), 0.8) if tags else None


def _claims(walk: Walk, told: Structured) -> Iterator[tuple[str, list[str], float]]:
    for node, kind in ((told.article, "article"), (told.page, "page")):
        if node is not None:
            yield f"json-ld:{kind}.keywords", texts_of(node.get("keywords")), 0.9
    for name in _METAS:
        yield f"meta:{name}", told.metas.get(name, []), 0.8
    yield "rel:tag", [x.text for x in walk.links if "tag" in (x.node.get("rel") or "").split()], 0.8


def clean_keywords(raw: Iterable[str], site: set[str]) -> tuple[str, ...]:
    """Each keyword once, in order, without boilerplate, labels and the site's own name.

    >>> clean_keywords(["Fog, harbours, News", "#fog", "format:video"], set())
    ('Fog', 'harbours')
    """
    found: dict[str, str] = {}
    for value in raw:
        for part in _SPLIT.split(plain(value[:4000])):
            word = part.strip(" #\"'*[]").strip()
            folded = fold(word)
            if not folded or len(word) > _LONGEST or folded in BOILERPLATE or folded in site:
                continue
            if folded.isdigit() or word.lower().startswith((*LABELS, "http")):
                continue
            found.setdefault(folded, word)
    return tuple(found.values())[:_MANY]

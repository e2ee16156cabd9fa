"""What an article is about, in the words of its publisher; not what the site is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaners.extract.structured import text_of, texts_of
from cleaners.extract.taglist import shown_tags
from cleaners.normalize.hashtag import find_hashtags
from cleaners.normalize.srcset import is_template
from cleaners.normalize.text import fold, plain
from cleaners.normalize.url import domain_of
from cleaners.tables.boilerplate_keywords import BOILERPLATE
from cleaners.tables.tag_words import MACHINE, TOPICS

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


class Known(NamedTuple):
    """What else is known of the page, that is no topic of its own."""

    names: frozenset[str] = frozenset()
    """Of the site, folded."""
    headline: str = ""
    """Folded."""
    slug: str = ""
    """The last part of the address, folded."""


_LONGEST: Final = 80
_MANY: Final = 60
_SENTENCE: Final = 7
"""Words from which on a part of a list is a piece of a sentence."""
_SPLIT: Final = re.compile(r"\s*+[;|\n，、،؛]\s*+|\s*+,\s*+")
_LABEL: Final = re.compile(r"(?P<label>[a-z][a-z _-]{0,30}?)\s?:\s?(?=\S)", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z0-9]{1,9}(?::[A-Z0-9_-]{1,20})?")
_TOKEN: Final = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}|[a-z0-9]++(?:-[a-z0-9]++)*+/[a-z0-9]++(?:-[a-z0-9]++)++"
    r"|[a-z0-9]++(?:-[a-z0-9]++)++/[a-z0-9]++"
)
"""A digest, or the path of a slug."""
_CODES: Final = 10
"""So many codes are no abbreviations that a person would look for."""
_METAS: Final = (
    "news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "cxenseparse:keywords",
    "dc.subject", "dcterms.subject", "og:article:tag", "video:tag", "citation_keywords",
)  # fmt: skip
_WEAK: Final = ("keywords",)
"""Written for search engines, as often as not once for the whole site."""


def find_keywords(
    walk: Walk,
    told: Structured,
    url: str | None = None,
    headline: tuple[str, int] = ("", -1),
    body: Sequence[int] = (),
) -> Keywords | None:
    """The keywords of a page: of the first place that has any besides boilerplate.

    Words that only repeat the headline or the address were made by a program: they count where
    nothing else does.
    """
    site = [n for key in ("og:site_name", "application-name") for n in told.metas.get(key, ())]
    names = frozenset(fold(plain(name)) for name in (*site, domain_of(url) or ""))
    slug = (url or "").partition("?")[0].rstrip("/").rpartition("/")[2]
    known = Known(names, fold(headline[0]), fold(slug))
    repeated: Keywords | None = None
    for source, raw, trust in _claims(walk, told, headline[1], body):
        words = clean_keywords(raw, known)
        if not words or _are_codes(words):
            continue
        found = Keywords(words, source, "; ".join(raw), trust)
        if not _repeats(words, known):
            return found
        repeated = repeated or found._replace(confidence=0.5)
    return repeated


def line_keywords(lines: Sequence[Line], *, prose: bool = True) -> Keywords | None:
    """The hashtags of a text: of its lines of hashtags, else of its ``prose``.

    In what is left of markup a word behind a ``#`` names a place of the page as often as not.
    """
    own = [line.text for line in lines if line.role == "hashtags"]
    texts = own or [line.text for line in lines if prose and line.role == "prose"]
    tags = clean_keywords([tag for text in texts for tag in find_hashtags(text)])
    return Keywords(tags, "line:hashtags", "; ".join(own or tags), 0.8) if tags else None


def _claims(
    walk: Walk, told: Structured, headline: int, body: Sequence[int]
) -> Iterator[tuple[str, list[str], float]]:
    for node, kind in ((told.article, "article"), (told.page, "page")):
        if node is not None:
            yield f"json-ld:{kind}.keywords", texts_of(node.get("keywords")), 0.9
    for name in _METAS:
        yield f"meta:{name}", told.metas.get(name, []), 0.8
    yield "itemprop:keywords", _items(walk), 0.8
    shown = shown_tags(walk, headline, body)
    if shown is not None:
        yield f"tags:{shown.sign}", list(shown.words), 0.8
    for name in _WEAK:
        yield f"meta:{name}", told.metas.get(name, []), 0.6
    if told.article is not None:
        yield "json-ld:article.about", texts_of(told.article.get("about")), 0.7


def _items(walk: Walk) -> list[str]:
    """What elements with ``itemprop=keywords`` say; those in the head are metas."""
    texts = []
    for seen in walk.items:
        if "keywords" in (seen.node.get("itemprop") or "").split():
            said = seen.node.get("content")
            parts = list(seen.node.iterdescendants("a")) or [seen.node]
            texts += [said] if said else [text_of(part)[:_LONGEST] for part in parts[:_MANY]]
    return texts[:_MANY]


def clean_keywords(raw: Iterable[str], known: Known = Known()) -> tuple[str, ...]:  # noqa: B008
    """Each keyword once, in order, without boilerplate, labels and the site's own name.

    >>> clean_keywords(["Fog, harbours, News", "#fog", "format:video"])
    ('Fog', 'harbours')
    >>> clean_keywords(["Subject: Fog", "Day: Friday", "Solent: a river"])
    ('Fog', 'Solent: a river')
    """
    found: dict[str, str] = {}
    for value in raw:
        parts = [] if is_template(value) else _SPLIT.split(plain(value[:4000]))
        if any(map(_is_sentence, parts)):
            continue  # a description in the wrong place
        for part in parts:
            word = _unlabelled(part.strip(" #\"'*[]").strip())
            folded = fold(word)
            if _is_topic(word, folded) and not _is_known(folded, known):
                found.setdefault(folded, word)
    return tuple(found.values())[:_MANY]


def _is_topic(word: str, folded: str) -> bool:
    """Whether a part of a list can be a topic, and no number, code or address."""
    if not folded or len(word) > _LONGEST or folded in _BOILERPLATE or folded.isdigit():
        return False
    if word.lower().startswith("http") or _TOKEN.fullmatch(word):
        return False
    return len(folded) > 1 or not folded.isascii()


def _is_sentence(part: str) -> bool:
    return part.endswith((".", "!", "?")) and part.count(" ") >= _SENTENCE


def _is_known(folded: str, known: Known) -> bool:
    """Whether a word names the site, or is all of the headline or the address."""
    if folded in known.names:
        return True
    return folded.count(" ") > 1 and folded in {known.headline, known.slug}


def _unlabelled(word: str) -> str:
    """A keyword without the label that a machine wrote before it; nothing if that is all.

    >>> [_unlabelled(word) for word in ("Subject: Fog", "NLP Entity: Solent", "format:video")]
    ['Fog', 'Solent', '']
    >>> _unlabelled("Spider-Man: No Way Home")
    'Spider-Man: No Way Home'
    """
    found = _LABEL.match(word)
    if found is None:
        return word
    label = set(re.split(r"[ _-]+", found["label"].lower()))
    if label <= TOPICS and label not in ({"nlp"}, {"nlp", "category"}):
        return word[found.end() :]
    return "" if label <= MACHINE | {"category"} else word


def _are_codes(words: Sequence[str]) -> bool:
    """Whether a long list is the codes of an agency ("AIRS08", "TGLF"), not abbreviations."""
    codes = sum(_CODE.fullmatch(word) is not None for word in words)
    return codes >= _CODES and codes * 10 >= len(words) * 9


def _repeats(words: Sequence[str], known: Known) -> bool:
    """Whether all keywords are single words of the headline or the address."""
    own = set(known.headline.split()) | set(known.slug.split())
    return len(words) > 2 and all(fold(word) in own for word in words)  # noqa: PLR2004


_BOILERPLATE: Final = frozenset(map(fold, BOILERPLATE))

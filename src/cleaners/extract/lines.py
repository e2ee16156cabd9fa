"""What each line of a text is: headline, date, byline, label, caption, hashtags, prose.

A dump of text has lost its tags, so a line must say itself what it is, by its words, its
shape and its neighbours. Rules are ordered from the certain to the weak; what no rule knows
is prose, since a lost paragraph is worse than a label that stays. The same rules read the
blocks of a fragment, where the tag of the block speaks first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

from cleaners.normalize.role import is_role
from cleaners.normalize.wide_byline import is_wide_name, wide_names
from cleaners.tables.elements import HEADINGS
from cleaners.tables.line_labels import (
    BY,
    BY_LOWER,
    BY_WITH_COLON,
    CAPTION,
    CREDIT,
    DATE_WORDS,
    FORMS,
    NAME_PARTICLES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaners.page import Walk

Role = Literal[
    "headline", "dateline", "epoch", "byline", "credit_label", "credit", "caption_label", "caption",
    "hashtags", "form_label", "subheading", "prose",
]  # fmt: skip


class Line(NamedTuple):
    """One line: where it stands, what it says, and what it is."""

    role: Role
    text: str
    value: str
    """Without its label: the name after "By", what follows "image source,"; else ``text``."""
    block: int
    """Index in ``Walk.texts``."""


_LONGEST_LABEL: Final = 160
_LONGEST_CAPTION: Final = 2000
_LONGEST_HEADLINE: Final = 250
_LONGEST_SUBHEADING: Final = 90
_LEAST_BELOW: Final = 60
_LONGEST_NAME: Final = 120
_EPOCH: Final = re.compile(r"1[0-9]{9}(?:[0-9]{3})?|[6-9][0-9]{8}")
_SEPARATOR: Final = re.compile(r"[:：,，،、|/／]")
_EDGES: Final = " \t:：,，،、|/／*.…()[]（）【】-–—•"
_NUMBER: Final = re.compile(r"\d++")
_WORD: Final = re.compile(r"[^\W\d_]++(?:['’.][^\W\d_]++)*+")
_ISO_LETTERS: Final = re.compile(r"(?<=[0-9])[TZ](?=[0-9]|\Z|\s)")
_CLOSING: Final = tuple('.。！!…।;；:："”»」』')
_ENDING: Final = tuple(".。…।;；")
_QUOTES: Final = "\"'”’»)]"
_COLONS: Final = frozenset(":：/／|")
_LONGEST_HEAD: Final = 60
_NAME_WORDS: Final = 7
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)|[年月日년월]")
_SHORT_DATE: Final = 90


def read_lines(walk: Walk) -> tuple[Line, ...]:
    """Classify every line of every block of ``walk``."""
    texts, tags, blocks = [], [], []
    for block, (text, holder) in enumerate(zip(walk.texts, walk.holders, strict=True)):
        for line in text.split("\n"):
            said = line.strip()
            if said:
                texts.append(said)
                tags.append(walk.tags[holder])
                blocks.append(block)
    return classify(texts, tags, blocks)


def classify(
    texts: Sequence[str], tags: Sequence[str] = (), blocks: Sequence[int] = ()
) -> tuple[Line, ...]:
    """Say what each of ``texts`` is; ``tags`` names the element around each, where one is left.

    ``blocks`` says where each stands; without it they stand one behind the other.

    >>> lines = classify(["Fog closes the harbour", "2019-03-07 08:15:00", "image source,Reuters",
    ...                   "Ferries stayed in port on Thursday.", "1551946500", "#fog #港口"])
    >>> [line.role for line in lines]
    ['headline', 'dateline', 'credit', 'prose', 'epoch', 'hashtags']
    >>> lines[2].value
    'Reuters'

    A sentence that starts like a label stays prose:

    >>> classify(["Photo editors met on Thursday in Lisbon to talk about fog."])[0].role
    'prose'
    """
    tags, blocks = tags or ["p"] * len(texts), blocks or range(len(texts))
    lines: list[Line] = []
    told: dict[tuple[str, str], tuple[Role, str]] = {}  # what a text says again it says as before
    before: Role | None = None
    for text, tag, block in zip(texts, tags, blocks, strict=True):
        found = told.get((text, tag))
        if found is None:
            found = told[text, tag] = by_itself(text, tag)
        role, value = found
        if before in _LABELS and role == "prose":
            role = _after_label(text, before)
        lines.append(Line(role, text, value, block))
        before = role
    return tuple(_with_headings(lines, tags))


def by_itself(text: str, tag: str = "p") -> tuple[Role, str]:
    """What a line is, whatever stands around it, and its value.

    >>> by_itself("Photo: Reuters"), by_itself("Photo of the year")
    (('credit', 'Reuters'), ('prose', 'Photo of the year'))
    """
    if tag == "figcaption":
        return "caption", text
    label = _label(text)
    if label is not None:
        return label
    if len(text) > _LONGEST_LABEL:
        return "prose", text
    for role, holds in _SHAPES:
        if holds(text):
            return role, text
    name = byline(text)
    return ("byline", name) if name else ("prose", text)


def fold(text: str) -> str:
    """Without case, surrounding punctuation and doubled space, as the tables are written.

    >>> fold("Leave a  comment: *")
    'leave a comment'
    """
    return _kept(text) if len(text) <= _LONGEST_LABEL else _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES).casefold()


_kept: Final = lru_cache(2_048)(_folded)
"""Labels come again, on a page and from page to page."""


def is_epoch(text: str) -> bool:
    """Whether the line is a count of seconds or milliseconds between 1989 and 2033.

    >>> is_epoch("1551946500"), is_epoch("0155194650")
    (True, False)
    """
    return _EPOCH.fullmatch(text) is not None


def is_form_label(text: str) -> bool:
    """Whether the line belongs to a form for comments.

    >>> is_form_label("Leave a comment:"), is_form_label("The comment was brief.")
    (True, False)
    """
    return fold(text) in FORMS


def is_hashtags(text: str) -> bool:
    """Whether the line holds nothing but hashtags.

    >>> is_hashtags("#fog, #港口"), is_hashtags("#1 in the charts"), is_hashtags("# Notes")
    (True, False, False)
    """
    if "#" not in text and "＃" not in text:
        return False
    words = text.replace(",", " ").replace("、", " ").split()
    return bool(words) and all(len(word) > 1 and word[0] in "#＃" for word in words)


def is_dateline(text: str) -> bool:
    """Whether a short line holds numbers and nothing but the words of a date.

    >>> is_dateline("Thursday, 7 March 2019 at 08:15 GMT"), is_dateline("7 boats lost in May")
    (True, False)
    """
    if len(text) > _SHORT_DATE:
        return False
    numbers = _NUMBER.findall(text)
    if not numbers or not _dates(numbers, text):
        return False
    words = _WORD.findall(_ISO_LETTERS.sub(" ", text))
    return all(word.casefold() in DATE_WORDS for word in words)


def _dates(numbers: list[str], text: str) -> bool:
    """A year beside something else, eight digits or more that start with one, or a time of day."""
    if any(len(number) == 4 and 1900 < int(number) < 2100 for number in numbers):  # noqa: PLR2004
        return len(numbers) > 1 or _WORD.search(text) is not None
    if len(numbers) == 1:
        return len(numbers[0]) in {8, 12, 14} and 1900 < int(numbers[0][:4]) < 2100  # noqa: PLR2004
    return len(numbers) > 2 or _CLOCK.search(text) is not None  # noqa: PLR2004


def _label(text: str) -> tuple[Role, str] | None:
    """A label of a picture, alone or before what it names."""
    if len(text) > _LONGEST_CAPTION:
        return None
    whole = fold(text)
    if whole in CAPTION:
        return "caption_label", text
    if whole in CREDIT:
        return "credit_label", text
    return (
        _led_by_comma(text.lstrip())
        or _labelled(text)
        or _shot_by(text)
        or _named_by(text.strip(_EDGES))
    )


def _shot_by(text: str) -> tuple[Role, str] | None:
    """Japanese credits with a point or a double stroke behind the label, as bylines have them."""
    head, sign, rest = text.partition("・") if "・" in text else text.partition("＝")
    if sign and fold(head) in CREDIT and is_wide_name(rest.strip()):
        return "credit", rest.strip()
    return None


def _labelled(text: str) -> tuple[Role, str] | None:
    """A label, a separator, and what it names."""
    parted = _SEPARATOR.search(text, 1, _LONGEST_HEAD)
    if parted is None:
        return None
    head, rest = fold(text[: parted.start()]), text[parted.end() :].strip()
    if head in CAPTION and rest:
        return "caption", rest
    if head in CREDIT and 0 < len(rest) <= _LONGEST_NAME and not _is_sentence(rest):
        return "credit", rest.rstrip(")）]】 ")
    return None


def _named_by(text: str) -> tuple[Role, str] | None:
    """A label of several words, or of a script without case, and a mere space behind it."""
    words = text.split(maxsplit=5)
    for count in range(min(4, len(words) - 1), 0, -1):
        label, rest = " ".join(words[:count]).casefold(), " ".join(words[count:])
        if label in CREDIT and (count > 1 or label.upper() == label):
            return ("credit", rest) if _names(rest) else None
        if label in CAPTION and label.upper() == label:
            return "caption", rest
    return None


def _led_by_comma(text: str) -> tuple[Role, str] | None:
    """Services that write from right to left put the comma first, and nothing behind the label."""
    if text.startswith("،"):
        rest = text.lstrip("، ")
        for labels, role in ((CREDIT, "credit"), (CAPTION, "caption")):
            found = max((x for x in labels if rest.startswith(x)), key=len, default=None)
            if found and " " in found and len(found) < len(rest):
                return cast("Role", role), rest[len(found) :].strip()
    return None


def _is_sentence(text: str) -> bool:
    return text.endswith(_ENDING) and text.count(" ") > _NAME_WORDS


def byline(text: str) -> str | None:
    """The names after a word like "By"; None where no name follows.

    >>> byline("By Ada Lovelace and Mary Somerville")
    'Ada Lovelace and Mary Somerville'
    >>> byline("Par Ada Lovelace, correspondante à Berlin")
    'Ada Lovelace'
    >>> byline("By the end of March the ice was gone.")
    """
    if len(text) > _LONGEST_NAME:
        return None
    wide = () if text.isascii() else wide_names(text)
    if wide:
        return "、".join(wide)
    folded = text.casefold()
    for word in _BY if folded.startswith(_ANY_BY) else ():
        if folded.startswith(word):
            rest = text[len(word) :]
            name = _without_roles(rest.lstrip(" \t:：/／|").strip())
            if name and _introduces(word, text) and _names(name):
                return name
    return None


def _without_roles(names: str) -> str:
    """``names`` without the parts that say what their bearers are."""
    parts = _PARTS.split(names)
    if len(parts) == 1 or names.endswith(_ENDING) or is_role(parts[0]):
        return names
    return ", ".join(part for part in parts if not is_role(part))


_PARTS: Final = re.compile(r",\s|\s[|–—-]\s|\n")
_BY: Final = sorted(BY, key=len, reverse=True)
_ANY_BY: Final = tuple(_BY)
_SHAPES: Final[tuple[tuple[Role, Callable[[str], bool]], ...]] = (
    ("epoch", is_epoch),
    ("hashtags", is_hashtags),
    ("form_label", is_form_label),
    ("dateline", is_dateline),
)


def _introduces(word: str, text: str) -> bool:
    """Whether ``word`` at the start of ``text`` can stand before a name."""
    rest = text[len(word) :]
    if rest.lstrip()[:1] in _COLONS:
        return True
    if word in BY_WITH_COLON:
        return False
    return rest[:1].isspace() and (word not in BY_LOWER or text.startswith(word))


def _names(text: str) -> bool:
    """Whether every word could be part of names: capitalised, or of a script without case."""
    words = [word for word in _WORD.findall(text) if word.casefold() not in NAME_PARTICLES]
    if not 1 <= len(words) <= 10 or text.endswith(_ENDING) or _NUMBER.search(text):  # noqa: PLR2004
        return False
    return all(not word[0].islower() for word in words)


_LABELS: Final = frozenset(("caption_label", "credit_label"))


def _after_label(text: str, before: Role | None) -> Role:
    """A line behind a label without a value is that value."""
    if before == "caption_label":
        return "caption"
    if before == "credit_label" and len(text) <= _LONGEST_NAME:
        return "credit"
    return "prose"


def _with_headings(lines: list[Line], tags: Sequence[str]) -> list[Line]:
    """Name the headline and the subheadings, which differ from prose by place and shape."""
    headline = _headline(lines, tags)
    headings = HEADINGS.intersection(tags)
    last = len(lines) - 1
    for at, line in enumerate(lines):
        if at == headline:
            lines[at] = line._replace(role="headline")
        elif line.role == "prose" and (
            tags[at] in headings
            or (at < last and len(lines[at + 1].text) > _LEAST_BELOW and _stands_out(lines, at))
        ):
            lines[at] = Line("subheading", line.text, line.value, line.block)
    return lines


def _headline(lines: list[Line], tags: Sequence[str]) -> int | None:
    """The first ``<h1>``; without one, a first line that is no sentence and has text below it."""
    if "h1" in tags:
        at = tags.index("h1")
        return at if lines[at].role in {"prose", "byline", "dateline"} else None
    at = next((i for i, line in enumerate(lines) if line.role == "prose"), -1)
    if at < 0 or at > 3 or tags[at] not in {"p", "div", "body", "td", "span", *HEADINGS}:  # noqa: PLR2004
        return None
    text = lines[at].text
    if any(line.role in {"caption", "credit"} for line in lines[:at]):
        return None
    fits = (
        len(text) <= _LONGEST_HEADLINE
        and not text.rstrip(_QUOTES).endswith(_ENDING)
        and any(map(str.isalpha, text))
    )
    below = lines[at + 1] if at + 1 < len(lines) else None
    goes_on = below is not None and below.block == lines[at].block and below.text[:1].islower()
    return at if fits and not goes_on and _prose_below(lines, tags, at) else None


def _prose_below(lines: list[Line], tags: Sequence[str], at: int) -> bool:
    """Whether a line stands below that a headline can be one of."""
    return any(
        line.role == "prose" and tags[below] not in HEADINGS and any(map(str.isalpha, line.text))
        for below, line in enumerate(lines[at + 1 :], at + 1)
    )


def _stands_out(lines: list[Line], at: int) -> bool:
    """A short line without a stop, between paragraphs that are longer."""
    text, below = lines[at].text, lines[at + 1]
    return (
        below.role == "prose"
        and len(below.text) > max(len(text), _LEAST_BELOW)
        and len(text) <= _LONGEST_SUBHEADING
        and not text.endswith(_CLOSING)
        and any(map(str.isalpha, text))
    )

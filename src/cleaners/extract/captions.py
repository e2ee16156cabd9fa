"""The words that belong to an image: its caption, and who made it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from cleaners.extract.furniture import words_of
from cleaners.normalize.credit import (
    Credited,
    is_caption_label,
    is_credit_label,
    is_name,
    opens_with_credit,
    read_credit,
    split_credit,
    strip_caption_label,
)
from cleaners.tables.caption_words import (
    CAPTIONS,
    CAPTIONS_INSIDE,
    CONTROLS,
    CREDITS,
    CREDITS_INSIDE,
    FIGURES,
    HIDDEN,
    NOT_CAPTIONS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from cleaners.extract.lines import Line

_STRING: Final = etree.XPath("string()")  # unlike itertext() it leaves comments out
_CLIMB: Final = 5
"""Elements above an image in which its caption is looked for."""
_MAX_ELEMENTS: Final = 120
"""A box with more elements is a part of the page, not one image with its words."""
_FEW_WORDS: Final = 250
"""Characters that a caption named by a vague class may have."""
_MAX_CAPTION: Final = 2_000
_SILENT: Final = frozenset(
    {"script", "style", "template", "svg", "noscript", "button", "video", "iframe", "h1"}
)


NO_WORDS: Final = Credited(None, None)


class Words(NamedTuple):
    """Caption and credit of an image, where they were read, and what stood there."""

    caption: str | None = None
    credit: str | None = None
    source: str = ""
    raw: str | None = None

    def or_else(self, other: Words) -> Words:
        """These words, and what they lack from ``other``.

        >>> Words("Fog", None, "figure").or_else(Words("Rain", "Ada", "line"))
        Words(caption='Fog', credit='Ada', source='figure', raw=None)
        """
        first = self if self.caption or self.credit else other
        caption, credit = self.caption or other.caption, self.credit or other.credit
        return Words(caption, credit, first.source, first.raw)


NOTHING: Final = Words()


def words_under(node: _Element) -> Words:
    """Caption and credit of the image ``node``, by its figure or by classes that say so.

    Without them what the box around the image says counts if it is known otherwise: the text
    that repeats the alternative text is its caption, a text that opens with a credit's label
    its credit. A title that ends in a credit is a caption too.

    >>> from lxml import html
    >>> img = html.fromstring('<figure><img src=a.jpg><figcaption>Fog. '
    ...                       '<span class=credit>Foto: Ada/dpa</span></figcaption></figure>')[0]
    >>> words_under(img)
    Words(caption='Fog.', credit='Ada/dpa', source='figure', raw='Fog. Foto: Ada/dpa')
    >>> words_under(html.fromstring('<p><img src=a.jpg>Fog came.</p>')[0])
    Words(caption=None, credit=None, source='', raw=None)
    """
    words = NOTHING
    for box in () if in_sentence(node) else _boxes(node):
        read = _read_box(box, node)
        if read.caption or read.credit:
            words = words.or_else(Words(*read, str(box.tag), text_of(box)))
        if words.caption and (words.credit or box.tag == "figure"):
            break
    title = node.get("title") or ""
    entitled = split_credit(title) if title and not words.caption else NO_WORDS
    return words.or_else(Words(*entitled, "title", title)) if entitled.credit else words


def in_sentence(node: _Element) -> bool:
    """Whether words run on before and behind an image, so that what is around it is prose.

    Not inside a figure, and not where a line ends between the words and the image.

    >>> from lxml import html
    >>> in_sentence(html.fromstring("<p>Press <a href=/x><img src=a.png></a> to go on.</p>")[0][0])
    True
    >>> in_sentence(html.fromstring("<p>Fog came.<br><img src=a.jpg>The pier.</p>")[1])
    False
    """
    if not (_runs_on(node, behind=False) and _runs_on(node, behind=True)):
        return False
    return not any(_figured(around) for around in islice(node.iterancestors(), _CLIMB))


def _runs_on(node: _Element, *, behind: bool) -> bool:
    """Whether a line goes on before or behind an image."""
    at: _Element | None = node
    while at is not None:
        around = at.getparent()
        beside = at.getnext() if behind else at.getprevious()
        if behind:
            said = at.tail
        else:
            said = around.text if beside is None and around is not None else None
            said = beside.tail if beside is not None else said
        if said and not said.isspace():
            return True
        if beside is not None:
            return beside.tag in _INLINE and bool(text_of(beside))
        at = around if around is not None and around.tag in _INLINE else None
    return False


_INLINE: Final = frozenset(("a", "span", "b", "i", "em", "strong", "picture", "u", "font", "code"))


def _boxes(node: _Element) -> Iterator[_Element]:
    """The elements around an image that hold no other image's words, inside out."""
    around, figured = node.getparent(), False
    for _ in range(_CLIMB):
        while around is not None and around.tag == "source":
            around = around.getparent()
        if around is None or around.tag in {"body", "html", "main", "article"}:
            return
        if _other_pictures(around, node):
            return
        if not figured or around.find(".//figcaption") is not None:
            yield around
        figured = figured or around.tag == "figure"
        around = around.getparent()


def _other_pictures(box: _Element, node: _Element) -> bool:
    """Whether ``box`` holds pictures besides ``node`` and its twin in a noscript."""
    for count, found in enumerate(box.iter()):
        if count > _MAX_ELEMENTS:
            return True
        if found is not node and found.tag in {"img", "amp-img"} and not _is_twin(found, node):
            return True
    return False


def _is_twin(found: _Element, node: _Element) -> bool:
    return (
        any(a.tag == "noscript" for a in found.iterancestors())
        or any(a.tag == "noscript" for a in node.iterancestors())
        or node in found.iterancestors()
    )


def _read_box(box: _Element, node: _Element) -> Credited:
    """The caption and the credit that stand in ``box``."""
    caption: list[str] = []
    credit: list[str] = []
    alt = _caption_like(node)
    for kind, text in _pieces(box, node, inside=False):
        if kind == "credit":
            if is_name(read_credit(text) or ""):
                credit.append(text)
            else:
                mixed = split_credit(text)
                caption += [mixed.caption or text] if mixed.credit else []
                credit += [mixed.credit] if mixed.credit else []
        elif kind == "caption" or (alt and alt == " ".join(text.split())):
            caption.append(text)
        elif opens_with_credit(text):
            credit.append(text)
    said = " ".join(" ".join(caption).split())
    made = [name for name in (read_credit(text) for text in credit) if name]
    split = split_credit(said) if said and len(said) <= _MAX_CAPTION else NO_WORDS
    if not made:
        return split
    named = "; ".join(dict.fromkeys(made))
    plain = split.caption if split.credit in {named, *made} else strip_caption_label(said)
    return Credited(plain or None, named)


def _caption_like(node: _Element) -> str:
    """The alternative text, unless it is part of a paragraph that says more than it."""
    alt = " ".join((node.get("alt") or "").split())
    around = next(node.iterancestors("p"), None) if alt else None
    if around is None:
        return alt
    loose = [
        " ".join(t.split()) for kind, t in _pieces(around, node, inside=False) if kind == "loose"
    ]
    return "" if sum(len(text) for text in loose if text != alt) > len(alt) else alt


def _pieces(box: _Element, node: _Element, *, inside: bool) -> Iterator[tuple[str, str]]:
    """(kind, text) in document order; ``loose`` is text that no element calls a caption."""
    kind = "caption" if inside else "loose"
    if box.text and not box.text.isspace():
        yield kind, box.text
    for child in box:
        if isinstance(child.tag, str) and child is not node and child.tag not in _SILENT:
            yield from _child_pieces(child, node, inside=inside, figured=_figured(box))
        if child.tail and not child.tail.isspace():
            yield kind, child.tail


def _figured(box: _Element) -> bool:
    """Whether an element is the figure of an image, by its tag or its class."""
    return box.tag == "figure" or not FIGURES.isdisjoint(words_of(box.get("class") or ""))


def _child_pieces(
    child: _Element, node: _Element, *, inside: bool, figured: bool
) -> Iterator[tuple[str, str]]:
    kind = kind_of(child, inside=inside or figured)
    if kind == "credit":
        text = text_of(child)
        if text and not is_credit_label(text):
            yield "credit", text
    elif kind != "hidden":
        yield from _pieces(child, node, inside=inside or kind == "caption")


def kind_of(node: _Element, *, inside: bool = False) -> str | None:
    """caption, credit or hidden, if the element or its classes say so; ``inside`` a figure or not.

    >>> from lxml import html
    >>> kind_of(html.fromstring('<span class="image-credit">Ada</span>'))
    'credit'
    >>> author = html.fromstring('<span class="author">Ada</span>')
    >>> kind_of(author), kind_of(author, inside=True)
    (None, 'credit')
    """
    words = words_of(f"{node.get('class') or ''} {node.get('itemprop') or ''}")
    if not CONTROLS.isdisjoint(words):
        return "hidden"
    caption = node.tag == "figcaption" or _captions(words, node, inside=inside)
    credit = not CREDITS.isdisjoint(words) or (inside and not CREDITS_INSIDE.isdisjoint(words))
    if node.tag == "cite" or (credit and not (caption and _divided(node))):
        return "credit"
    if not HIDDEN.isdisjoint(words) and not is_label_kept(node):
        return "hidden"
    return "caption" if caption else None


def _divided(node: _Element) -> bool:
    """Whether an element named for both holds one that is named for either."""
    return any(
        not (CAPTIONS | CREDITS).isdisjoint(words_of(part.get("class") or ""))
        for part in node.iterdescendants("*")
    )


def _captions(words: frozenset[str], node: _Element, *, inside: bool) -> bool:
    if not NOT_CAPTIONS.isdisjoint(words):
        return False
    if not CAPTIONS.isdisjoint(words):
        return True
    return not CAPTIONS_INSIDE.isdisjoint(words) and (inside or len(text_of(node)) <= _FEW_WORDS)


def is_label_kept(node: _Element) -> bool:
    """Whether what only a screen reader says is more than a label."""
    text = text_of(node)
    return not (is_caption_label(text) or is_credit_label(text))


def text_of(node: _Element) -> str:
    """All text inside ``node``, white space collapsed; comments say nothing.

    >>> from lxml import html
    >>> text_of(html.fromstring("<p>a<!-- b --> <b>c</b></p>"))
    'a c'
    """
    return " ".join(str(_STRING(node)).split())


def words_beside(block: int, lines: Sequence[Line]) -> Words:
    """Caption and credit that lines from ``block`` on announce; they end at the next prose.

    >>> from cleaners.extract.lines import classify
    >>> lines = classify(["image source,Getty Images", "image captiontext,", "The pier in fog"])
    >>> words_beside(0, lines)[:2]
    ('The pier in fog', 'Getty Images')
    >>> words_beside(0, classify(["Fog came in the night.", "It stayed."]))[:2]
    (None, None)
    """
    said: dict[str, str] = {}
    raw = []
    for line in islice(lines, bisect_left(lines, block, key=attrgetter("block")), None):
        if line.role not in _LINES_OF_IMAGES:
            break
        raw.append(line.text)
        said.setdefault(line.role, line.value)
    split = split_credit(said.get("caption", ""))
    return Words(split.caption, said.get("credit") or split.credit, "line", "\n".join(raw))


_LINES_OF_IMAGES: Final = frozenset({"caption", "credit", "caption_label", "credit_label"})

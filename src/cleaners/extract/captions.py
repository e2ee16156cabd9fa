"""The words that belong to an image: its caption, and who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from cleaners.extract.furniture import words_of
from cleaners.normalize.credit import (
    Credited,
    is_caption_label,
    is_credit_label,
    read_credit,
    split_credit,
    strip_caption_label,
)
from cleaners.tables.caption_words import CAPTIONS, CREDITS, HIDDEN, NOT_CAPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from cleaners.extract.lines import Line

_STRING: Final = etree.XPath("string()")  # unlike itertext() it leaves comments out
_CLIMB: Final = 5
"""Elements above an image in which its caption is looked for."""
_MAX_ELEMENTS: Final = 120
"""A box with more elements is a part of the page, not one image with its words."""
_MAX_CAPTION: Final = 2_000
_SILENT: Final = frozenset(
    {"script", "style", "template", "svg", "noscript", "button", "video", "iframe"}
)


def words_under(node: _Element) -> Credited:
    """Caption and credit of the image ``node``, by its figure or by classes that say so.

    >>> from lxml import html
    >>> img = html.fromstring('<figure><img src=a.jpg><figcaption>Fog. '
    ...                       '<span class=credit>Foto: Ada/dpa</span></figcaption></figure>')[0]
    >>> words_under(img)
    Credited(caption='Fog.', credit='Ada/dpa')
    >>> words_under(html.fromstring('<p><img src=a.jpg>Fog came.</p>')[0])
    Credited(caption=None, credit=None)
    """
    for box in _boxes(node):
        read = _read_box(box, node)
        if read.caption or read.credit:
            return read
    return Credited(None, None)


def _boxes(node: _Element) -> Iterator[_Element]:
    """The elements around an image that hold no other image's words, inside out."""
    around = node.getparent()
    for _ in range(_CLIMB):
        while around is not None and around.tag == "source":
            around = around.getparent()
        if around is None or around.tag in {"body", "html", "main", "article"}:
            return
        if _other_pictures(around, node):
            return
        yield around
        if around.tag == "figure":
            return
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
    for kind, text in _pieces(box, node, inside=False):
        (credit if kind == "credit" else caption).append(text)
    said = " ".join(" ".join(caption).split())
    made = [name for name in (read_credit(text) for text in credit) if name]
    split = split_credit(said) if said and len(said) <= _MAX_CAPTION else Credited(None, None)
    if not made:
        return split
    named = "; ".join(dict.fromkeys(made))
    plain = split.caption if split.credit == named else strip_caption_label(said)
    return Credited(plain or None, named)


def _pieces(box: _Element, node: _Element, *, inside: bool) -> Iterator[tuple[str, str]]:
    """(caption or credit, text) in document order; text outside of captions is left out."""
    if inside and box.text and box.text.strip():
        yield "caption", box.text
    for child in box:
        if isinstance(child.tag, str) and child is not node and child.tag not in _SILENT:
            yield from _child_pieces(child, node, inside=inside)
        if inside and child.tail and child.tail.strip():
            yield "caption", child.tail


def _child_pieces(child: _Element, node: _Element, *, inside: bool) -> Iterator[tuple[str, str]]:
    kind = kind_of(child)
    if kind == "credit":
        text = _text(child)
        if text and not is_credit_label(text):
            yield "credit", text
    elif kind != "hidden":
        yield from _pieces(child, node, inside=inside or kind == "caption")


def kind_of(node: _Element) -> str | None:
    """caption, credit or hidden, if the element or its classes say so.

    >>> from lxml import html
    >>> kind_of(html.fromstring('<span class="image-credit">Ada</span>'))
    'credit'
    >>> kind_of(html.fromstring('<span class="accredited">Ada</span>'))
    """
    names = node.get("class")
    words = words_of(names) if names else frozenset()
    place = node.get("itemprop")
    words |= words_of(place) if place else frozenset()
    if not CREDITS.isdisjoint(words) or node.tag == "cite":
        return "credit"
    if not HIDDEN.isdisjoint(words) and not is_label_kept(node):
        return "hidden"
    if node.tag == "figcaption" or (
        not CAPTIONS.isdisjoint(words) and NOT_CAPTIONS.isdisjoint(words)
    ):
        return "caption"
    return None


def is_label_kept(node: _Element) -> bool:
    """Whether what only a screen reader says is more than a label."""
    text = _text(node)
    return not (is_caption_label(text) or is_credit_label(text))


def _text(node: _Element) -> str:
    return " ".join(str(_STRING(node)).split())


def words_beside(block: int, lines: Sequence[Line]) -> Credited:
    """Caption and credit that lines around ``block`` announce; they end at the next prose.

    >>> from cleaners.extract.lines import classify
    >>> lines = classify(["image source,Getty Images", "image captiontext,", "The pier in fog"])
    >>> words_beside(0, lines)
    Credited(caption='The pier in fog', credit='Getty Images')
    >>> words_beside(0, classify(["Fog came in the night.", "It stayed."]))
    Credited(caption=None, credit=None)
    """
    caption = credit = None
    for line in lines:
        if line.block < block:
            continue
        if line.role == "caption" and caption is None:
            caption = line.value
        elif line.role == "credit" and credit is None:
            credit = line.value
        elif line.role not in {"caption", "credit", "caption_label", "credit_label"}:
            break
    split = split_credit(caption) if caption else Credited(None, None)
    return Credited(split.caption, credit or split.credit)

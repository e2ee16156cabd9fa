"""Text to tree, and nothing lost: what lxml drops in silence, another parser takes.

lxml (libxml2) stops at about 2,000 nested elements, and the rest of the document is gone;
only its error log says so. Such a document is parsed again by resiliparse, whose tree is
copied into an lxml tree that is flat below a depth that everything after it can bear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree
from resiliparse.parse.html import HTMLTree

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOST: Final = frozenset({"ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_INTERNAL_ERROR"})
_DEPTH: Final = 200
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*+")
_ELEMENT, _TEXT, _CDATA = 1, 3, 4


class Parsed(NamedTuple):
    """A tree, and whether the fallback had to build it."""

    tree: _Element
    fallback: bool = False


def parse(text: str) -> Parsed:
    """The tree of ``text``; there always is one, with html at its root.

    >>> parse("<p>one").tree.tag
    'html'
    >>> parse("").tree.tag
    'html'
    """
    data = text.encode("utf-8", "replace")
    if b"\0" in data:
        text = text.replace("\0", "\ufffd")
        data = text.encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        tree = None
    if any(entry.type_name in _LOST for entry in parser.error_log):
        return Parsed(_fallback(text), fallback=True)
    return Parsed(tree if tree is not None and isinstance(tree.tag, str) else _empty(text))


def _empty(text: str) -> _Element:
    """The tree of a document in which lxml finds no element: its text in a body."""
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    if text.strip() and "<" not in text:
        body.text = _NOT_XML.sub("\ufffd", text)
    return root


def _fallback(text: str) -> _Element:
    """The tree as resiliparse reads it, copied without recursion."""
    document = HTMLTree.parse(text).document
    root = etree.Element("html")
    stack: list[tuple[Any, _Element, int]] = [(document, root, 0)]
    while stack:
        node, parent, depth = stack.pop()
        if node.type in (_TEXT, _CDATA):
            _append(parent, _NOT_XML.sub("\ufffd", node.value or ""))
            continue
        if node.type == _ELEMENT and node.tag != "html" and depth < _DEPTH:
            parent = _copy(node, parent)
        elif node.type == _ELEMENT and node.tag != "html":
            _copy(node, parent)  # too deep: a sibling in place of a child
        child = node.last_child  # its list of children takes the square of their number
        while child is not None:
            stack.append((child, parent, depth + 1))
            child = child.prev
    return root


def _copy(node: Any, parent: _Element) -> _Element:  # noqa: ANN401  (resiliparse has no stubs)
    tag = node.tag if _NAME.fullmatch(node.tag or "") else "span"
    copied = etree.SubElement(parent, tag)
    for name in node.attrs or ():
        if _NAME.fullmatch(name):
            copied.set(name, _NOT_XML.sub("\ufffd", node[name] or ""))
    return copied


def _append(parent: _Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text

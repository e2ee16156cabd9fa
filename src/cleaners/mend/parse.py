"""Text to tree, and nothing lost: what lxml drops in silence, another parser takes.

lxml (libxml2) stops at about 2,000 nested elements, and the rest of the document is gone;
only its error log says so. It passes over the ``</template>`` of a template in which a ``<div>``
was left open, and what follows is never seen. Such a document is parsed again by resiliparse,
whose tree is copied into an lxml tree that is flat below a depth that everything after it can bear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree
from resiliparse.parse.html import HTMLTree

if TYPE_CHECKING:
    from lxml.etree import _Element, _LogEntry

_LOST: Final = frozenset({"ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_INTERNAL_ERROR"})
_PASSED_OVER: Final = "Opening and ending tag mismatch: template and "
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
    if any(map(_loses, parser.error_log)):
        return Parsed(_fallback(text), fallback=True)
    if tree is None or not isinstance(tree.tag, str):
        return Parsed(_empty(text))
    _take_in(tree)
    return Parsed(tree)


def _loses(entry: _LogEntry) -> bool:
    """Whether what lxml complains of costs text: see the top of this file."""
    return entry.type_name in _LOST or entry.message.startswith(_PASSED_OVER)


def _take_in(tree: _Element) -> None:
    """Move into the body what lxml hangs beside the root: all that stands behind ``</html>``.

    >>> [*parse("<p>one</p></html>two<p>three</p>").tree.itertext()]
    ['one', 'two', 'three']
    """
    behind = [*tree.itersiblings("*")]
    if not behind:
        return
    body = next(tree.iterchildren("body"), None)
    if body is None:
        body = etree.SubElement(tree, "body")
    said: list[str] = []
    for more in behind:
        said.append(more.text or "")
        for child in [*more]:
            inner = child.tag in ("head", "body")
            if inner:
                said.append(child.text or "")
            for part in [*child] if inner else (child,):
                _append(body, "".join(said))
                said.clear()
                body.append(part)
            if inner:
                said.append(child.tail or "")
        more.clear()
    _append(body, "".join(said))


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
        kind = node.type
        if kind in (_TEXT, _CDATA):
            _append(parent, _NOT_XML.sub("\ufffd", node.value or ""))
            continue
        if kind == _ELEMENT and (tag := node.tag) != "html":
            copied = _copy(node, tag, parent)
            parent = copied if depth < _DEPTH else parent  # too deep: a sibling, not a child
        child = node.last_child  # its list of children takes the square of their number
        while child is not None:
            stack.append((child, parent, depth + 1))
            child = child.prev
    return root


def _copy(node: Any, tag: str, parent: _Element) -> _Element:  # noqa: ANN401  (resiliparse has no stubs)
    copied = etree.SubElement(parent, tag if _NAME.fullmatch(tag or "") else "span")
    for name in node.attrs or ():
        if _NAME.fullmatch(name):
            copied.set(name, _NOT_XML.sub("\ufffd", node[name] or ""))
    return copied


def _append(parent: _Element, text: str) -> None:
    last = next(parent.iterchildren(reversed=True), None)  # its length takes as long as it is
    if not text:
        return
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text

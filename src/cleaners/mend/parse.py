"""Text to tree, and nothing lost: what lxml would drop in silence is written so that it does not.

lxml (libxml2) stops at about 2,000 nested elements, and the rest of the document is gone;
only its error log says so. It passes over the ``</template>`` of a template in which a ``<div>``
was left open, and what follows is never seen. Such a document is flattened, and parsed again;
one with thousands of attributes in a tag, which take it the square of their number, is at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from cleaners.mend.flatten import crowded, flattened

if TYPE_CHECKING:
    from lxml.etree import _Element, _LogEntry

_LOST: Final = frozenset({"ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_INTERNAL_ERROR"})
_PASSED_OVER: Final = "Opening and ending tag mismatch: template and "
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Parsed(NamedTuple):
    """A tree, and whether the source had to be flattened for it."""

    tree: _Element
    fallback: bool = False


def parse(text: str) -> Parsed:
    """The tree of ``text``; there always is one, with html at its root.

    >>> parse("<p>one").tree.tag
    'html'
    >>> parse("").tree.tag
    'html'
    """
    tree, whole = (None, False) if crowded(text) else _read(text)
    if not whole:
        tree, _ = _read(flattened(text))
    if tree is None or not isinstance(tree.tag, str):
        return Parsed(_empty(text))
    _take_in(tree)
    return Parsed(tree, fallback=not whole)


def _read(text: str) -> tuple[_Element | None, bool]:
    """What lxml makes of ``text``, and whether it says that it took all of it."""
    data = text.encode("utf-8", "replace")
    if b"\0" in data:
        data = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError:
        tree = None
    return tree, not any(map(_loses, parser.error_log))


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


def _append(parent: _Element, text: str) -> None:
    last = next(parent.iterchildren(reversed=True), None)  # its length takes as long as it is
    if not text:
        return
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text

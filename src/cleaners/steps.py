"""The steps of a walk over a tree, where ``etree.iterwalk`` would take the square of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element


class Events(Protocol):
    """What walks a tree: ``etree.iterwalk``, and ``Steps``."""

    def __iter__(self) -> Iterator[tuple[str, _Element]]: ...

    def skip_subtree(self) -> None:
        """Leave out what is in the element that was entered last."""


class Steps:
    """What ``etree.iterwalk`` does, in as many steps as there are nodes.

    That one keeps comments that stand in a row in a list, and takes the first of it each time.

    >>> tree = etree.HTML("<p>a<!--b--><b>c</b></p>")
    >>> [event for event, _ in Steps(tree)]
    ['start', 'start', 'start', 'comment', 'start', 'end', 'end', 'end', 'end']
    """

    def __init__(self, tree: _Element) -> None:
        self.tree, self.skips = tree, False

    def __iter__(self) -> Iterator[tuple[str, _Element]]:
        yield "start", self.tree
        opened = [(self.tree, self.tree.iterchildren())]
        while opened:
            parent, children = opened[-1]
            node = None if self.skips else next(children, None)
            self.skips = False
            if node is None:
                opened.pop()
                yield "end", parent
            elif isinstance(node.tag, str):
                opened.append((node, node.iterchildren()))
                yield "start", node
            else:
                yield ("comment" if node.tag is etree.Comment else "pi"), node

    def skip_subtree(self) -> None:
        """Leave out what is in the element that was entered last."""
        self.skips = True

"""Third-party trees and malformed documents: nothing crashes, and no text is lost that they keep.

Text counts where a reader sees it: not in a script, a style, a template, a fallback (``iframe``,
``audio``, ``canvas``), a ``datalist`` or a ``textarea``; in a drawing only where it is drawn
(``<text>``) or HTML, of a formula not its annotations. ``<noscript>`` counts, as it does where no
script runs, so trees that hold only with scripting are left out. Words are compared by their
letters: the reference joins texts that a table parted.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from resiliparse.parse.html import HTMLTree

from cleaners.decode import decode
from cleaners.mend import mend
from cleaners.mend.flatten import flattened
from cleaners.mend.parse import parse
from cleaners.tables.elements import NOTES, SILENT
from cleaners.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

KIT = os.environ.get("FRAGMEND_EVAL", "")
VECTORS = Path(KIT).parent / "vectors"
TREES = VECTORS / "html" / "tree-construction"
FILES = sorted(TREES.glob("*.dat")) if KIT else []
pytestmark = [pytest.mark.prove, pytest.mark.skipif(not KIT, reason="needs the kit")]

PARTS = re.compile(
    r"^#(data|errors|new-errors|document-fragment|document|script-\w+)$", re.MULTILINE
)
LINE = re.compile(r"^\| ( *)(.*)", re.DOTALL)
RAW = ("textarea", "style", "script", "title", "plaintext", "xmp")
STRANGE = frozenset((*RAW, "svg", "math", "template", "select", "frameset"))
"""A fragment inside of one of these reads otherwise than in a page, which is what we are given."""


def cases(path: Path) -> Iterator[dict[str, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for block in re.split(r"(?:\A|\n\n?)(?=#data\n)", text):
        parts = PARTS.split(block)[1:]
        case = {
            name: said[1:].removesuffix("\n")
            for name, said in zip(parts[::2], parts[1::2], strict=True)
        }
        if "document" in case and "script-on" not in case:
            yield case


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\W_]", "", text.replace("\ufffd", "")))


def shown(document: str) -> str:
    """The text of an expected tree that a reader sees."""
    said, above = [], []
    for item in re.split(r"\n(?=\| )", document):
        found = LINE.match(item)
        assert found
        depth, what = len(found[1]) // 2, found[2]
        del above[depth:]
        if what.startswith('"'):
            if not hidden(above):
                said.append(what[1:].removesuffix('"'))
        elif what.startswith("<") and not what.startswith("<!"):
            above.append(what[1:].removesuffix(">"))
        elif what == "content":
            above.append("template")
    return " ".join(said)


def hidden(above: list[str]) -> bool:
    names = [name.split()[-1] for name in above]
    if not SILENT.isdisjoint(names) or "selectedcontent" in names:  # a copy of what was chosen
        return True
    # HTML in a drawing is seen, and so is the text of a formula
    return (
        above[-1:] != []
        and above[-1] not in ("svg text", "svg foreignObject")
        and (above[-1].startswith("svg ") or names[-1] in NOTES)
    )


@pytest.mark.parametrize("flat", [False, True], ids=["as-read", "flattened"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_trees_of_html5lib_lose_no_text(path: Path, flat: bool) -> None:  # noqa: FBT001
    lost = []
    for case in cases(path):
        page = mend(flattened(case["data"]) if flat else case["data"])
        assert mend(page.text).tree is not None
        if case.get("document-fragment", "body").split()[0] in STRANGE:
            continue
        left = letters(shown(case["document"])) - letters(" ".join(page.walk.texts))
        if left:
            lost.append((case["data"], shown(case["document"]), page.walk.texts))
    assert not lost


def malformed() -> list[Path]:
    return [path for path in sorted((VECTORS / "malformed").rglob("*")) if path.is_file()]


def test_malformed_documents_lose_no_text() -> None:
    """The reference is the HTML standard's own algorithm, as resiliparse has it."""
    lost: list[tuple[str, Counter[str]]] = []
    for path in malformed():
        text = decode(path.read_bytes()).text
        page = mend(text)
        assert mend(page.text).tree is not None
        if path.suffix not in (".html", ".htm"):  # what a program says of them
            continue
        kept = letters(by_the_standard(text))
        read = page.walk.texts, walk(parse(flattened(text)).tree).texts
        lost += [(path.name, left) for said in read if (left := kept - letters(" ".join(said)))]
    assert not lost


def by_the_standard(text: str) -> str:
    """The text that a reader sees by the standard: resiliparse's tree, written out and walked."""
    return " ".join(walk(parse(HTMLTree.parse(text).document.html).tree).texts)

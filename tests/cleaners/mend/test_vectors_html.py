"""Third-party trees and malformed documents: nothing crashes, mended once or twice."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from cleaners.decode import decode
from cleaners.mend import mend

KIT = os.environ.get("FRAGMEND_EVAL", "")
VECTORS = Path(KIT).parent / "vectors"
pytestmark = [pytest.mark.prove, pytest.mark.skipif(not KIT, reason="needs the kit")]
CASE = re.compile(r"#data\n(.*?)\n#errors", re.DOTALL)


def test_trees_of_html5lib() -> None:
    for path in sorted((VECTORS / "html" / "tree-construction").glob("*.dat")):
        for source in CASE.findall(path.read_text(encoding="utf-8", errors="replace")):
            assert mend(mend(source).text).tree is not None


def test_malformed_documents() -> None:
    for path in sorted((VECTORS / "malformed").rglob("*")):
        if path.is_file():
            assert mend(decode(path.read_bytes()).text).tree is not None

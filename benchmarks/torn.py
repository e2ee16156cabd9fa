"""How torn tags are mended, before any extraction: the supplied scorer on the mended page.

    FRAGMEND_EVAL=… python benchmarks/torn.py [--show N]

Images are read as the mended tags state them, the body is all visible text. Inference is not
measured here; ``eval/torn.py cleaners:clean`` judges the whole.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

from cleaners.decode import decode
from cleaners.extract.pictures import _stated, parse_size
from cleaners.mend import mend


def read(node):
    candidates = [
        SimpleNamespace(url=None if s.cut else s.raw, truncated=s.cut, inferred=False)
        for s in _stated(node)
    ]
    return SimpleNamespace(
        content_url=None,
        alt=node.get("alt"),
        width=parse_size(node.get("width")),
        height=parse_size(node.get("height")),
        candidates=candidates,
    )


def clean(raw):
    page = mend(decode(raw).text)
    found = [read(seen.node) for seen in page.walk.images]
    body = "\n".join(page.walk.texts)
    return SimpleNamespace(images=found, article=SimpleNamespace(article_body=body))


if __name__ == "__main__":
    kit = Path(os.environ["FRAGMEND_EVAL"])
    sys.argv[1:1] = ["torn_adapter:clean"]
    sys.modules["torn_adapter"] = sys.modules["__main__"]
    runpy.run_path(str(kit / "torn.py"), run_name="__main__")

"""How torn tags are mended: the supplied scorer on three readings of its cases.

    FRAGMEND_EVAL=… python benchmarks/torn.py [--show N]

``mended`` is the page before any extraction: images as the mended tags state them, the body is
all visible text. ``cleaned`` is what ``cleaners.clean`` gives, a relative address counting as
it was written; ``strict`` the same with absolute addresses only, as ``eval/torn.py`` has it.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import cleaners
from cleaners.decode import decode
from cleaners.extract.pictures import _stated, parse_size
from cleaners.mend import mend


def mended(raw):
    page = mend(decode(raw).text)
    found = [_read(seen.node) for seen in page.walk.images]
    body = "\n".join(page.walk.texts)
    return SimpleNamespace(images=found, article=SimpleNamespace(article_body=body))


def _read(node):
    candidates = [_candidate(None if s.cut else s.raw, cut=s.cut) for s in _stated(node)]
    width, height = parse_size(node.get("width")), parse_size(node.get("height"))
    return _image(candidates, node.get("alt"), width, height)


def cleaned(raw):
    given = cleaners.clean(raw)
    images = [
        _image(
            [_candidate(_address(c), cut=c.truncated, inferred=c.inferred) for c in i.candidates],
            i.alt, i.width, i.height,
        )
        for i in given.images
    ]  # fmt: skip
    return SimpleNamespace(images=images, article=given.article)


def _address(candidate):
    """The address, as written if it is relative to a base that nobody knows."""
    return candidate.url or (None if candidate.truncated else candidate.url_raw)


def _candidate(url, *, cut, inferred=False):
    return SimpleNamespace(url=url, truncated=cut, inferred=inferred)


def _image(candidates, alt, width, height):
    return SimpleNamespace(
        content_url=None, alt=alt, width=width, height=height, candidates=candidates
    )


def main():
    kit, asked = Path(os.environ["FRAGMEND_EVAL"]), sys.argv[1:]
    sys.modules["torn_adapter"] = sys.modules["__main__"]
    sys.modules["torn_adapter"].strict = cleaners.clean
    for reading in ("mended", "cleaned", "strict"):
        print(f"\n{reading}", flush=True)
        sys.argv[1:] = [f"torn_adapter:{reading}", *asked]
        runpy.run_path(str(kit / "torn.py"), run_name="__main__")


if __name__ == "__main__":
    main()

"""How often a piece of a page is given a date that is not its own.

    FRAGMEND_EVAL=… python fragments.py [wcxb-dev|fundus-dev] [--every N] [--show]

A fragment is what scrapers keep of an article: the inner HTML of the page's longest
``<article>``, else of its ``<main>``, else of its body, whichever is first to hold at least half
as much text as the annotated body (the longest ``<article>`` of some pages is a teaser); head,
scripts outside it and address are gone. Wrong is a day that is not the annotated one, and any
day on a page that is annotated to have none; null is never wrong. The same page gives the same
fragment.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections import Counter

from lxml import etree
from quality import day, encoding

from cleaners import clean


def fragment(html: bytes, body: str) -> str | None:
    """The inner HTML of a page's article, whose text is ``body``."""
    tree = etree.fromstring(html, etree.HTMLParser(huge_tree=True, encoding=encoding(html)))
    if tree is None:
        return None
    for tag in ("article", "main", "body"):
        found = list(tree.iter(tag))
        size, _, whole = max(
            ((len("".join(e.itertext())), -at, e) for at, e in enumerate(found)),
            default=(0, 0, None),
        )
        if whole is not None and (tag == "body" or 2 * size >= len(body)):
            inner = (etree.tostring(child, encoding="unicode", method="html") for child in whole)
            return (whole.text or "") + "".join(inner)
    return None


def judge(records, *, show=False):
    """Counts of fragments by what became of their date, and by whether they are articles."""
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        text = fragment(record.html, record.truth.get("body") or "")
        if text is None or record.truth.get("date") is None:
            continue
        kind = "article" if record.truth.get("page_type") in {"article", None} else "other"
        article = clean(text).article
        given, truth = (day(article) if article else None), record.truth["date"][:10]
        verdict = "right" if given == truth else "wrong" if given else "null"
        counts[kind, verdict if given or truth else "rightly null"] += 1
        if show and verdict == "wrong":
            told = next(x for x in article.provenance if x.field == "date_published")
            print(record.id, kind, truth or "none", given, told.source, repr(told.raw[:60]))
    return counts


def wrong_share(counts, kind: str) -> float:
    """Of all fragments of a kind, those with a wrong date."""
    return counts[kind, "wrong"] / sum(n for (k, _), n in counts.items() if k == kind)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("data", nargs="?", default="wcxb-dev")
    args.add_argument("--every", type=int, default=1)
    args.add_argument("--show", action="store_true")
    args = args.parse_args()
    sys.path.insert(0, os.environ["FRAGMEND_EVAL"])
    from datasets import load

    counts = judge(itertools.islice(load(args.data), 0, None, args.every), show=args.show)
    for kind in sorted({kind for kind, _ in counts}):
        told = {verdict: n for (k, verdict), n in sorted(counts.items()) if k == kind}
        print(f"{args.data} {kind}: {wrong_share(counts, kind):.3f} wrong; {told}")


if __name__ == "__main__":
    main()

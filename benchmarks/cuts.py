"""Real tags of every kind, cut at random places and put back among their page's own words.

    python benchmarks/cuts.py FOLDER_OF_PAGES [--each N] [--seed N] [--show N] [--dress]

Each tag is cut as torn dumps cut it: at its head, right behind the host of an address, at its
tail, in its middle, with the file beginning or ending there; among paragraphs, glued to prose
without markup, between other remains, or in its own whole page. What the whole tag says is the
truth. With ``--dress`` each tag is written anew first (``dress.py``): other quotes, escapes, lists,
scripts, lazy names. Printed per element (or dress) and cut:

  attrs   attributes of images and sources that survive whole and stand in the mended page
  cands   the same for candidates of a srcset
  wrong   values in the mended page that the whole one does not have
  more    cases in which the records have an image that those of the whole page do not have
  debris  cases in which words stand in the text that the whole page does not have
  words   share of the words around the tag that are still in the text
"""

from __future__ import annotations

import argparse
import gzip
import html
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from dress import DRESSES, DUMPED, dressed, escaped
from lxml import etree
from lxml.html import fromstring

from cleaners import clean
from cleaners.decode import decode
from cleaners.mend import mend
from cleaners.tables.torn import ADDRESSES

KINDS = (
    "img", "amp-img", "picture", "source", "a", "figure", "iframe", "video", "meta", "div",
    "script", "style", "comment",
)  # fmt: skip
CUTS = ("head", "head_host", "head_file", "tail", "tail_file", "middle")
AROUND = ("markup", "markup", "text", "glued", "page")
ATTRIBUTES = r"""(?:\s(?:[^"'<>]|"[^"<]*"|'[^'<]*')*)?"""
TAGS = {
    kind: re.compile(rf"<{kind}{ATTRIBUTES}>", re.IGNORECASE)
    for kind in KINDS
    if kind not in ("picture", "script", "style", "comment")
}
TAGS["picture"] = re.compile(r"<picture(?:\s[^<>]*)?>(?:(?!</picture)[\s\S]){20,6000}</picture>")
TAGS["script"] = re.compile(r"<script(?:\s[^<>]*)?>(?:(?!</script)[\s\S]){40,20000}</script>")
TAGS["style"] = re.compile(r"<style(?:\s[^<>]*)?>(?:(?!</style)[\s\S]){40,20000}</style>")
TAGS["comment"] = re.compile(r"<!--(?!\[)(?:(?!-->)[\s\S]){10,400}-->")
WHOLE = re.compile(r"""(?<=\s)([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*')""")
HOST = re.compile(r"""=["']\s*https?://[^/\s"']+/(?=[^\s"'])""")
KEPT = {"img", "amp-img", "picture", "source"}
"""Elements of which what survived whole has to come back."""
READ = ("src", "srcset", "alt", "width", "height", "href", "data-src", "data-srcset")
SPLIT = re.compile(r",\s+|,(?=https?:|//)")


class Case(NamedTuple):
    """A source with a cut tag in it, the same with the whole tag, and the same without it."""

    name: str
    kind: str
    cut: str
    around: str
    source: str
    whole: str
    without: str
    survived: tuple[tuple[str, str], ...]
    dress: str = ""


def pages(folder, pattern="*"):
    for path in sorted(folder.rglob(pattern)):
        if path.name.endswith((".html", ".html.gz")):
            raw = path.read_bytes()
            yield path.name, decode(gzip.decompress(raw) if path.suffix == ".gz" else raw).text


def prose(text):
    """The longer paragraphs of a page, as escaped text of one line."""
    tree = fromstring(text.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8"))
    said = [" ".join("".join(p.itertext()).split()) for p in tree.iter("p")]
    return [html.escape(s[:400], quote=False) for s in said if len(s) > 60]


def cases(folder, *, each=100, seed=0, pattern="*", kinds=KINDS, dress=False):
    """At most ``each`` cases of every kind and cut, from as many pages as there are."""
    dice = random.Random(seed)
    every = list(pages(folder, pattern))
    dice.shuffle(every)
    left = Counter({(kind, cut): each for kind in kinds for cut in CUTS})
    for name, text in every:
        if not 2_000 < len(text) < 400_000 or "data-torn" in text:
            continue
        said = prose(text)
        if len(said) < 4:
            continue
        for kind in kinds:
            open_cuts = [cut for cut in CUTS if left[kind, cut]]
            found = list(TAGS[kind].finditer(text)) if open_cuts else []
            for cut in open_cuts if found else ():
                how = dice.choice(DRESSES) if dress else ""
                case = _case(name, text, dice.choice(found), kind, cut, said, dice, how)
                if case is not None:
                    left[kind, cut] -= 1
                    yield case


def _case(name, text, found, kind, cut, said, dice, how=""):
    tag = found[0]
    anew = dressed(tag, how, dice) if how else None
    if how and anew is None:
        return None
    tag = anew.tag if anew else tag
    if kind in ("img", "amp-img", "source", "a", "meta", "iframe", "video") and len(tag) < 20:
        return None
    around = dice.choice(AROUND)
    if cut.endswith("_file") and around == "page":
        around = "markup"
    if around in ("text", "glued") and kind in ("picture", "figure", "a", "div", "source"):
        around = "markup"
    span = _span(tag, kind, cut, dice)
    if span is None or span[1] - span[0] < 1:
        return None
    start, end = span
    spans = (
        anew.spans
        if anew
        else [
            (m[1].lower(), html.unescape(m[2][1:-1]), m.start(), m.end())
            for m in WHOLE.finditer(tag)
        ]
    )
    survived = tuple(
        (n, v) for n, v, a, b in spans
        if n in READ and v.strip() and (b <= start or (a > end if cut == "middle" else a >= end))
    ) if kind in KEPT else ()  # fmt: skip
    before, after = _around(text, found, cut, around, said, dice)
    left = tag[:start] + tag[end:]
    if how in DUMPED and around != "page":  # a dump escapes all of a document
        source = escaped(before + left + after, how)
    else:
        source = before + escaped(left, how) + after
    if how == "typographic":  # no parser reads such a tag: its twin is the truth
        tag = dressed(found[0], "", dice).tag
    return Case(
        f"{name}:{found.start()}:{cut}:{around}", kind, cut, around,
        source, before + tag + after, before + after, survived, how,
    )  # fmt: skip


def _span(tag, kind, cut, dice):
    """Where the piece begins and ends that a tag loses; None if it has none such."""
    size = len(tag) - 1
    if kind in ("script", "style", "comment"):
        opened = re.match(rf"<[^<>]*{ATTRIBUTES}>|<!--", tag)
        size = {"tail": opened.end(), "tail_file": len(tag) - 1}.get(cut, len(tag) - 4)
    if cut == "head_host":
        hosts = [m.end() for m in HOST.finditer(tag)]
        return (0, dice.choice(hosts)) if hosts else None
    if cut.startswith("head"):
        return 0, dice.randrange(1, size)
    if cut.startswith("tail"):
        return dice.randrange(2, max(size, 3)), len(tag)
    return sorted(dice.sample(range(2, max(size, 6)), 2))


def _around(text, found, cut, around, said, dice):
    one, two, three = dice.sample(said, 3)
    if around == "page":
        return text[: found.start()], text[found.end() :]
    if around == "markup":
        before = f"<h2>{one[:40]}</h2>\n<p>{one}</p>\n"
        after = f"\n<p>{two}</p>\n<p>{three}</p>\n"
        if dice.random() < 0.4:
            after = text[found.end() : found.end() + 300]
            after = after[: after.rfind("<")] if "<" in after else ""
            after += f"\n<p>{two}</p>"
    elif around == "text":
        before, after = f"{one}\n", f"\n{two}\n{three}\n"
    else:
        before, after = one.rstrip(". ") + ".", f"{two}\n{three}"
    if cut == "head_file":
        before = ""
    if cut == "tail_file":
        after = ""
    return before, after


def read(source):
    """What a mended page says: its words, the attributes of its elements, its images."""
    page = mend(source)
    values = set()
    for node in page.tree.iter(etree.Element):
        for name, value in node.attrib.items():
            if not str(name).startswith("data-torn"):
                values |= {(_like(str(name)), one) for one in _split(str(name), str(value))}
    return (
        Counter(re.findall(r"\w+", " ".join(page.walk.texts))),
        values,
        len(clean(source).images),
        page,
    )


def _like(name):
    """One name for all attributes of addresses: which of them it was is often lost."""
    return "address" if name in ADDRESSES or name.endswith(("src", "srcset")) else name


def _split(name, value):
    if name.endswith("srcset") and not value.startswith("data:"):
        return [" ".join(c.split()).rstrip(",") for c in SPLIT.split(value) if c.strip(" ,")]
    return [" ".join(value.split())]


def outcome(case):
    words, values, images, page = read(case.source)
    whole_words, whole_values, whole_images, _ = read(case.whole)
    blank_words, blank_values, blank_images, _ = read(case.without)
    n, notes = Counter(cases=1), []
    for name, value in case.survived:
        if name.endswith("srcset"):
            wanted = _split(name, value)
            back = [("address", c) in values for c in wanted]
            n["cands_all"] += len(wanted)
            n["cands"] += sum(back)
            hit = all(back)
        else:
            hit = (_like(name), " ".join(value.split())) in values
        n["attrs_all"] += 1
        n["attrs"] += hit
        if not hit:
            notes.append(f"lost {name}={value[:90]!r}")
    for name, value in values - whole_values - blank_values:
        if name in ("address", "alt", "width", "height", "content", "title", "class", "style"):
            n["wrong"] += 1
            notes.append(f"wrong {name}={value[:120]!r}")
    if images > max(whole_images, blank_images):
        n["more"] += 1
        notes.append("one image more")
    more = words - whole_words - blank_words
    if more:
        n["debris"] += 1
        notes.append(f"debris {' '.join(more)[:120]!r}")
    expected = blank_words & whole_words
    n["words_all"], n["words"] = sum(expected.values()), sum((expected & words).values())
    if n["words"] < n["words_all"]:
        notes.append(f"words lost {' '.join(expected - words)[:120]!r}")
    return n, notes, page


def _share(n, key):
    return f"{n[key] / n[key + '_all']:.3f}" if n[key + "_all"] else "    -"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("--each", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--pattern", default="*")
    arguments.add_argument("--kinds", default=",".join(KINDS))
    arguments.add_argument("--dress", action="store_true")
    given = arguments.parse_args()
    total = defaultdict(Counter)
    kinds = given.kinds.split(",")
    for case in cases(
        given.pages, each=given.each, seed=given.seed, pattern=given.pattern, kinds=kinds,
        dress=given.dress,
    ):  # fmt: skip
        n, notes, page = outcome(case)
        for key in ((case.dress or case.kind, case.cut), ("all", case.cut)):
            total[key] += n
        if notes and given.show:
            given.show -= 1
            edits = [(r.rule, r.before[:160], r.after[:200]) for r in page.repairs]
            print(f"{case.kind} {case.name}", *notes, *edits, sep="\n    ", file=sys.stderr)
            at = next(
                (
                    i
                    for i, (a, b) in enumerate(zip(case.source, case.without, strict=False))
                    if a != b
                ),
                0,
            )
            print("    SOURCE", repr(case.source[max(at - 60, 0) : at + 260]), file=sys.stderr)
    print("element    cut        cases  attrs  cands  wrong  more  debris  words")
    for (kind, cut), n in sorted(total.items()):
        print(
            f"{kind:10} {cut:10} {n['cases']:5}  {_share(n, 'attrs')}  {_share(n, 'cands')}"
            f"  {n['wrong']:5}  {n['more']:4}  {n['debris']:6}  {_share(n, 'words')}"
        )


if __name__ == "__main__":
    main()

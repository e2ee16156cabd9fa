"""Fresh cases in the shape of the supplied ones: real images of other pages, cut by seed.

    FRAGMEND_EVAL=… python benchmarks/fresh_cuts.py FOLDER_OF_PAGES [--seed N] [--show CUT]

Of each page one tag a kind is taken and cut as the kit's cases are, with 160 characters of the
source on each side; a head follows a paragraph of the page. Tags that are not read without a
miss while they are whole (a ``data:`` placeholder, a lazy address) are left out: the figures are
about cutting. They are those of ``eval/torn.py``, but a value is wrong only if the whole tag does
not state it, since a ``picture`` states more than its ``img``.
"""

from __future__ import annotations

import argparse
import gzip
import html
import os
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml.html import fromstring

from cleaners import clean
from cleaners.decode import decode

sys.path.insert(0, os.environ["FRAGMEND_EVAL"])
import torn

ATTRIBUTES = r"""(?:\s(?:[^"'<>]|"[^"<]*"|'[^'<]*')*)?"""
TAGS = {
    "img": re.compile(rf"<img{ATTRIBUTES}>", re.IGNORECASE),
    "amp-img": re.compile(rf"<amp-img{ATTRIBUTES}>", re.IGNORECASE),
    "picture": re.compile(
        r"<picture(?:\s[^<>]*)?>(?:(?!</picture)[\s\S]){20,4000}</picture>", re.IGNORECASE
    ),
}
UNREAD = re.compile(
    r"<(script|style|noscript|textarea|template)\b[\s\S]*?</\1>|<!--[\s\S]*?-->", re.IGNORECASE
)
READ = ("src", "srcset", "alt", "width", "height")
HOST = re.compile(r"https?://[^/\s\"']+/(?=[^\s\"'])")
STATED = re.compile(r"""(?<=["'\s,])[^\s"'<>]+(?=[\s"',])""")
AROUND = 160
LEAST = 6


def found(folder, rng):
    """Tags by kind: their page, where they stand, and a paragraph of it."""
    kinds = defaultdict(list)
    for path in sorted(folder.rglob("*.html*")):
        raw = path.read_bytes()
        text = decode(gzip.decompress(raw) if path.suffix == ".gz" else raw).text
        seen = UNREAD.sub(lambda m: " " * len(m[0]), text)
        here = defaultdict(list)
        for name, tag in TAGS.items():
            for match in tag.finditer(seen):
                if len(match[0]) > 60:
                    listed = name == "img" and "srcset=" in match[0].lower()
                    here["img+srcset" if listed else name].append(match.span())
        said = paragraphs(text) if here else []
        for kind, spans in here.items():
            kinds[kind].append((path.name, text, *rng.choice(spans), rng.choice(said or [""])))
    return kinds


def paragraphs(text):
    tree = fromstring(text.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8"))
    said = (" ".join("".join(p.itertext()).split()) for p in tree.iter("p"))
    return [each for each in said if len(each) > 60]


def truth_of(tag):
    image = next((e for e in fromstring(f"<div>{tag}</div>").iter("img", "amp-img")), None)
    return {} if image is None else {n: image.get(n) for n in READ if image.get(n)}


def spans_of(tag, kind):
    start = max(tag.lower().rfind("<img"), 0) if kind == "picture" else 0
    spans = {}
    for match in re.finditer(
        r"""(?<=[\s"'])([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", tag[start:]
    ):
        spans.setdefault(match[1].lower(), (start + match.start(), start + match.end()))
    return spans


def cases(folder, seed, each):
    """Of each tag the whole and its cuts, as a list that begins with the whole."""
    rng = random.Random(seed)
    for kind, tags in found(folder, rng).items():
        rng.shuffle(tags)
        for name, text, start, end, said in tags[:each]:
            tag = text[start:end]
            truth, spans, size = truth_of(tag), spans_of(tag, kind), end - start
            if not truth or any(name not in spans for name in truth):
                continue
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            prose = f"<p>{html.escape(said[-AROUND:], quote=False)}</p>\n"
            at = [rng.randrange(LEAST, size - LEAST) for _ in range(4)]
            one, other = sorted(rng.sample(range(LEAST, size - 3), 2))
            cuts = [
                ("none", before, [(0, size)], after),
                ("head", prose, [(at[0], size)], after),
                ("head_file", "", [(at[1], size)], after),
                ("tail", before, [(0, at[2])], after),
                ("tail_file", before, [(0, at[3])], ""),
                ("middle", before, [(0, one), (other, size)], after),
            ]
            hosts = [match.end() for match in HOST.finditer(tag)]
            if hosts:
                cuts.append(("head_host", prose, [(rng.choice(hosts), size)], after))
            yield [
                {
                    "id": f"{name} {cut}", "kind": kind, "cut": cut, "before": lead,
                    "left": "".join(tag[a:b] for a, b in kept), "after": rest, "truth": truth,
                    "state": {n: state(spans[n], kept) for n in truth},
                }
                for cut, lead, kept, rest in cuts
            ]  # fmt: skip


def state(span, kept):
    if any(a <= span[0] and span[1] <= b for a, b in kept):
        return "whole"
    return "partial" if any(a < span[1] and span[0] < b for a, b in kept) else "lost"


def plain(address):
    said = html.unescape(html.unescape(address or ""))
    return re.sub(r"\s", "", unquote(re.sub(r"^https?:", "", said)))


def given(source):
    return [u for image in clean(source.encode()).images for u, _ in torn.addresses(image)]


def outcome(case, whole):
    """The scorer's counts and notes; addresses are held to all that the whole tag states."""
    n, notes = torn.outcome(clean, case)
    notes = [note for note in notes if not re.match(r"wrong (?:inferred )?'", note)]
    stated = {plain(url) for url in given(whole["before"] + whole["left"] + whole["after"])}
    stated |= {plain(url) for url in STATED.findall(html.unescape(whole["left"]))}
    around = set(given(case["before"] + case["after"]))
    notes += [
        f"wrong {url}"
        for url in given(case["before"] + case["left"] + case["after"])
        if plain(url) not in stated and url not in around
    ]
    n["wrong"] = sum(note.startswith("wrong") for note in notes)
    return n, notes


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("folder", type=Path)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--each", type=int, default=150, help="tags of each kind")
    args.add_argument("--show", metavar="CUT", help="print what falls short of this cut")
    args = args.parse_args()
    total, left_out = defaultdict(Counter), 0
    for group in cases(args.folder, args.seed, args.each):
        n, notes = torn.outcome(clean, group[0])
        if notes or n["text"] != n["text_all"]:
            left_out += 1
            continue
        for case in group:
            n, notes = outcome(case, group[0])
            total[case["cut"]] += n + Counter(cases=1)
            if notes and case["cut"] == args.show:
                print(case["id"], case["kind"], *notes, case["left"][:400], sep="\n    ")
    print(f"{left_out} tags left out")
    print("cut        cases  attrs  cands  inferred  wrong  debris  text   silent")
    for cut, n in total.items():
        shares = [
            f"{n[k] / n[k + '_all']:.3f}" if n[k + "_all"] else "    -"
            for k in ("attrs", "cands", "text")
        ]
        print(
            f"{cut:10} {n['cases']:5}  {shares[0]}  {shares[1]}  {n['inferred']:8}  "
            f"{n['wrong']:5}  {n['debris']:6}  {shares[2]}  {n['silent']:6}"
        )


if __name__ == "__main__":
    main()

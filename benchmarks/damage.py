"""Damaged pages out of whole ones, the same for the same seed.

    python benchmarks/damage.py FOLDER_OF_PAGES OUT [--seed N] [--each N]

Every output is named PAGE.FAULT.html; the faults are those of docs/faults.md.
"""

from __future__ import annotations

import argparse
import html
import random
import re
from pathlib import Path

TAG = re.compile(r"<(?:img|amp-img|source|a|iframe|meta)\s[^<>]{20,}>")


def cut_head(text, dice):
    tag = dice.choice(list(TAG.finditer(text)))
    return text[: tag.start()] + text[dice.randrange(tag.start() + 1, tag.end() - 1) :]


def cut_tail(text, dice):
    tag = dice.choice(list(TAG.finditer(text)))
    return text[: dice.randrange(tag.start() + 2, tag.end())] + text[tag.end() :]


def cut_middle(text, dice):
    tag = dice.choice(list(TAG.finditer(text)))
    one, two = sorted(dice.sample(range(tag.start() + 2, tag.end()), 2))
    return text[:one] + text[two:]


def cut_file(text, dice):
    return text[: dice.randrange(len(text) // 4, len(text))]


def start_late(text, dice):
    return text[dice.randrange(1, max(len(text) // 2, 2)) :]


def escape(text, dice):
    for _ in range(dice.choice((1, 1, 2))):
        text = html.escape(text, quote=False)
    return text


def backslash(text, _dice):
    return re.sub(r"""(["'/])""", r"\\\1", text)


def mojibake(text, dice):
    return text.encode().decode(dice.choice(("latin-1", "gb18030")), "replace")


def nul(text, dice):
    at = dice.randrange(len(text))
    return text[:at] + "\0" + text[at:]


def nest(text, dice):
    deep = dice.choice((300, 3000))
    return text.replace("<body", "<body><b>" + "<div>" * deep + "<body", 1)


def open_comment(text, dice):
    at = dice.choice([m.start() for m in re.finditer(r"<(?:p|div)[\s>]", text)])
    return text[:at] + "<!-- " + text[at:].replace("-->", "")


FAULTS = {
    f.__name__: f
    for f in (
        cut_head, cut_tail, cut_middle, cut_file, start_late, escape, backslash, mojibake, nul,
        nest, open_comment,
    )
}  # fmt: skip


def damaged(text, fault, seed):
    """``text`` with one fault; None if it holds nothing that can be damaged so."""
    try:
        return FAULTS[fault](text, random.Random(f"{seed}{fault}"))
    except (IndexError, ValueError):
        return None


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--each", type=int, default=1)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for page in sorted(given.pages.rglob("*.html")):
        text = page.read_text(encoding="utf-8", errors="replace")
        for fault in FAULTS:
            for number in range(given.each):
                broken = damaged(text, fault, given.seed + number)
                if broken is not None:
                    name = f"{page.stem}.{fault}.{number}.html"
                    (given.out / name).write_text(broken, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()

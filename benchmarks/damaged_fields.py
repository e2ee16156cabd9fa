"""What the fields lose, and what is made up, when news pages are damaged.

    FRAGMEND_EVAL=… python damaged_fields.py [--each N]

Every page of fundus-dev whole, cut at its head, cut at its tail, as the inner HTML of its
article, as a body without a head, and escaped. Of each field: the share of the pages for which a
value was given, and the share for which it was wrong: another title, topics or images of which
none is annotated, another language than that of the whole page.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import re
import sys
from collections import defaultdict

from lxml import etree

from cleaners import clean

HEAD = re.compile(r"(?is)<head[\s>].*?</head>")
BODY = re.compile(r"(?is)<body[^>]*>(.*)</body>")


def cut_head(text, dice):
    return text[dice.randrange(len(text) // 20, len(text) // 2) :]


def cut_tail(text, dice):
    return text[: dice.randrange(len(text) // 4, len(text))]


def inner(text, _dice):
    """The inner HTML of the article, or of the main part."""
    tree = etree.fromstring(text.encode(), etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    for path in ("//article", "//main", "//*[@itemprop='articleBody']", "//h1/../.."):
        found = tree.xpath(path)
        if found:
            node = max(found, key=lambda x: len("".join(x.itertext())))
            parts = [etree.tostring(child, encoding="unicode", method="html") for child in node]
            return (node.text or "") + "".join(parts)
    return None


def no_head(text, _dice):
    found = BODY.search(HEAD.sub("", text, count=1))
    return found[1] if found else None


def escaped(text, _dice):
    return html.escape(text, quote=False)


FAULTS = {
    "whole": lambda text, _dice: text,
    "cut-head": cut_head,
    "cut-tail": cut_tail,
    "inner": inner,
    "no-head": no_head,
    "escaped": escaped,
}


def address(url):
    return re.sub(r"[?#].*", "", re.sub(r"^https?:", "", url or "")).rstrip("/,")


def verdicts(cleaned, truth, language, fold):
    """(field, given, wrong)."""
    article = cleaned.article
    title = article.headline if article else None
    yield "title", bool(title), bool(title) and fold(title) != fold(truth.get("title"))
    wanted = {fold(tag) for tag in truth.get("tags") or ()}
    words = {fold(word) for word in (article.keywords if article else ())}
    if wanted:
        yield "keywords", bool(words), bool(words) and not words & wanted
    images = {address(u) for image in truth.get("images") or () for u in image["urls"]}
    if images:
        given = [i for i in cleaned.images if i.content_url]
        read = {address(c.url) for i in given for c in i.candidates if c.url}
        yield "images", bool(given), bool(given) and not read & images
        lead = [i for i in given if i.representative_of_page]
        shown = {address(c.url) for i in lead for c in i.candidates if c.url}
        yield "main image", bool(lead), bool(lead) and not shown & images
    tongue = article.in_language if article else None
    yield "language", bool(tongue), bool(tongue) and tongue[:2] != (language or tongue)[:2]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--each", type=int, default=1)
    arguments.add_argument("--wrong", help="show the wrong values of this field")
    given = arguments.parse_args()
    sys.path.insert(0, os.environ["FRAGMEND_EVAL"])
    from datasets import load
    from score import fold

    table = defaultdict(lambda: [0, 0, 0])
    for page in load("fundus-dev"):
        text = page.html.decode("utf-8", "replace")
        article = clean(text, url=page.url).article
        language = article.in_language if article else None
        for fault, damage in FAULTS.items():
            for seed in range(given.each if fault.startswith("cut") else 1):
                broken = damage(text, random.Random(f"{page.id}{fault}{seed}"))
                if not broken:
                    continue
                cleaned = clean(broken, url=page.url)
                for field, has, wrong in verdicts(cleaned, page.truth, language, fold):
                    row = table[field, fault]
                    row[0], row[1], row[2] = row[0] + 1, row[1] + has, row[2] + wrong
                    if wrong and field == given.wrong and fault != "whole":
                        value = (cleaned.article.headline, cleaned.article.keywords)
                        print(fault, page.id, cleaned.document.input_kind, value)
    print("field       fault       pages  given  wrong")
    for (field, fault), (pages, has, wrong) in table.items():
        print(f"{field:11} {fault:10} {pages:6}  {has / pages:5.2f}  {wrong / pages:5.2f}")


if __name__ == "__main__":
    main()

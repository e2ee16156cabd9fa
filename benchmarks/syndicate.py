"""Seeded syndicated copies of real articles, and texts that only look like copies.

The truth is known by construction, and was settled before anything was tuned to it. Two texts
are near copies when they tell the same story mostly in the same words:

- a customer's copy of an agency's text: another headline, byline and dateline, a lead that is
  shortened or has a sentence more, up to three paragraphs cut at the end (60 % of the words
  stay), one local sentence, another style of quotes and spelling, a line of boilerplate;
- an update that keeps at least 75 % of the sentences and adds at most 30 %.

They are not when only the frame is the same: articles of one site with the same boilerplate,
reports of a series with other numbers and names, statistics with all their numbers changed,
hours of one live ticker that share at most a third of their entries, a story that was rewritten
(at most a third of its sentences stay), a digest that quotes articles at length. What lies
between (a copy that keeps half, an update that doubles) is a matter of taste and not made.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True)
class Text:
    """A headline and the paragraphs below it."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    def told(self) -> str:
        return "\n".join((self.headline, *self.paragraphs))


@dataclass(frozen=True)
class Made:
    """A text of the set: its family are those that it is a near copy of."""

    family: str
    kind: str
    text: str


SENTENCE: Final = re.compile(r"(?<=[.!?。…])\s+|(?<=[。！？])")
NUMBER: Final = re.compile(r"[0-9]+")
SPELLINGS: Final = (
    ("colour", "color"), ("favour", "favor"), ("labour", "labor"), ("centre", "center"),
    ("defence", "defense"), ("organis", "organiz"), ("realis", "realiz"), ("recognis", "recogniz"),
    ("programme", "program"), ("per cent", "percent"), ("travelling", "traveling"), ("towards",
    "toward"), ("grey", "gray"), ("Mr. ", "Mr "), ("U.S.", "US"), ("%", " percent"), ("ß", "ss"),
    (" and ", " & "), ("didn't", "did not"), ("it's", "it is"), (" kilometers", " km"),
)  # fmt: skip
QUOTES: Final = ('"', "“", "”", "„", "«", "»")
PLACES: Final = ("LONDON", "BERLIN", "Leeds", "PARIS", "Springfield", "OSLO", "MADRID", "Ghent")
NAMES: Final = ("Ada Brook", "Jan Visser", "Marta Ruiz", "Tom Hale", "Ines Koch", "Lena Aas")
AGENCIES: Final = ("AP", "dpa", "Reuters", "AFP", "EFE", "Staff")
BOILERPLATE: Final = (
    "Read more on our front page and sign up for the morning newsletter.",
    (
        "Copyright 2026 Coast Wire. All rights reserved. This material may not be published, "
        "broadcast, rewritten or redistributed without permission."
    ),
    "This article first appeared elsewhere and is published here by agreement.",
    "Do you have a tip for our editors? Write to us, or call the news desk at any hour.",
    "Für Sie ausgewählt: Lesen Sie auch, was unsere Redaktion zu diesem Thema berichtet hat.",
    (
        "Follow us for the latest headlines. Support independent journalism from just two pounds "
        "a month, cancel anytime."
    ),
    "(Reporting by our correspondents; editing by the desk)",
    "© 2026 Tous droits réservés. Reproduction interdite sans autorisation.",
)


def sentences(paragraph: str) -> list[str]:
    return [sentence for sentence in SENTENCE.split(paragraph) if sentence.strip()]


def all_sentences(text: Text) -> list[str]:
    return [sentence for paragraph in text.paragraphs for sentence in sentences(paragraph)]


# What a customer does to an agency's text


def retitled(text: Text, other: Text, dice: random.Random) -> Text:
    words = text.headline.split()
    said = dice.choice((other.headline, " ".join(words[len(words) // 2 :] + words[:2])))
    return Text(said, text.paragraphs)


def with_byline(text: Text, _other: Text, dice: random.Random) -> Text:
    first, *rest = text.paragraphs
    dateline = f"{dice.choice(PLACES)} ({dice.choice(AGENCIES)}) — {first}"
    byline = (f"By {dice.choice(NAMES)}",) if dice.random() < 0.5 else ()
    return Text(text.headline, (*byline, dateline, *rest))


def with_another_lead(text: Text, other: Text, dice: random.Random) -> Text:
    lead, *rest = text.paragraphs
    said = sentences(lead)
    if len(said) > 1 and dice.random() < 0.5:
        lead = " ".join(said[:-1])
    elif dice.random() < 0.5:
        words = lead.split()
        lead = " ".join(words[: max(6, len(words) * 2 // 3)])
    else:
        lead = f"{lead} {dice.choice(all_sentences(other))}"
    return Text(text.headline, (lead, *rest))


def cut_at_the_end(text: Text, _other: Text, dice: random.Random) -> Text:
    kept = text.paragraphs
    for _ in range(dice.randint(1, 3)):
        shorter = Text(text.headline, kept[:-1])
        if len(kept) > 1 and shorter.words >= 0.6 * text.words:
            kept = kept[:-1]
    return Text(text.headline, kept)


def with_a_local_sentence(text: Text, other: Text, dice: random.Random) -> Text:
    at = dice.randrange(len(text.paragraphs))
    paragraphs = list(text.paragraphs)
    paragraphs.insert(at + 1, dice.choice(all_sentences(other)))
    return Text(text.headline, tuple(paragraphs))


def in_another_style(text: Text, _other: Text, dice: random.Random) -> Text:
    marks = dice.choice((("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'), ("'", "'")))
    spelt = SPELLINGS if dice.random() < 0.5 else tuple((b, a) for a, b in SPELLINGS)
    chosen = [pair for pair in spelt if dice.random() < 0.6]
    dashed = dice.random() < 0.5

    def styled(paragraph: str) -> str:
        for number, mark in enumerate(QUOTES):
            paragraph = paragraph.replace(mark, marks[number % 2])
        for old, new in chosen:
            paragraph = paragraph.replace(old, new)
        return paragraph.replace(" - ", " – ").replace("...", "…") if dashed else paragraph

    return Text(text.headline, tuple(map(styled, text.paragraphs)))


def with_boilerplate(text: Text, _other: Text, dice: random.Random) -> Text:
    lines = dice.sample(BOILERPLATE, dice.choice((1, 1, 2)))
    return Text(text.headline, (*text.paragraphs, *lines))


Change = tuple["Callable[[Text, Text, random.Random], Text]", float]
CHANGES: Final[tuple[Change, ...]] = (
    (cut_at_the_end, 0.6), (with_another_lead, 0.5), (with_a_local_sentence, 0.5),
    (in_another_style, 0.7), (retitled, 0.8), (with_byline, 0.7), (with_boilerplate, 0.6),
)  # fmt: skip


def copied(text: Text, other: Text, dice: random.Random) -> Text:
    """A customer's copy: each change with its chance."""
    for change, chance in CHANGES:
        if dice.random() < chance:
            text = change(text, other, dice)
    return text


def updated(text: Text, other: Text, dice: random.Random) -> Text:
    """The same story an hour later: most sentences stay, some are new."""
    said = all_sentences(text)
    gone = set(dice.sample(range(len(said)), int(len(said) * dice.uniform(0.05, 0.25))))
    kept = [sentence for at, sentence in enumerate(said) if at not in gone]
    new = some_words(all_sentences(other), text.words * dice.uniform(0.05, 0.3), dice)
    return Text(text.headline, (*new, *kept) if dice.random() < 0.5 else (*kept, *new))


def some_words(said: Sequence[str], words: float, dice: random.Random) -> list[str]:
    """Sentences one after another, from anywhere, of together about so many words."""
    at = dice.randrange(len(said))
    found: list[str] = []
    for sentence in (*said[at:], *said[:at]):
        if len(" ".join((*found, sentence)).split()) <= words:
            found.append(sentence)
    return found


# What only looks like a copy


def rewritten(text: Text, others: Sequence[Text], dice: random.Random) -> Text:
    """At most a third of the sentences stays, the rest is told anew: in words of many others."""
    told = some_words(all_sentences(text), text.words / 3, dice)
    for other in others:
        told += some_words(all_sentences(other), text.words * 2 / 3 / len(others), dice)
    return Text(text.headline, tuple(told))


def renumbered(text: Text, dice: random.Random) -> Text:
    """Last month's statistics: the same words, and all numbers other ones."""

    def other(found: re.Match[str]) -> str:
        while (number := str(dice.randrange(10 ** len(found[0])))) == found[0]:
            continue
        return number

    return Text(text.headline, tuple(NUMBER.sub(other, each) for each in text.paragraphs))


def has_many_numbers(text: Text) -> bool:
    return len(NUMBER.findall(text.told())) >= 0.08 * text.words


def tickers(texts: Sequence[Text], hours: int, dice: random.Random) -> Iterator[Text]:
    """One live ticker at several hours: a third of the entries was there the hour before."""
    entries = [sentence for text in texts for sentence in all_sentences(text)[:6]]
    dice.shuffle(entries)
    preamble = "We report live. The newest entry stands first; this page is renewed by itself."
    for hour in range(hours):
        shown = entries[hour * 10 : hour * 10 + 15]
        times = [f"{8 + hour}.{at * 4:02} — {entry}" for at, entry in enumerate(shown)]
        yield Text("Live ticker", (preamble, *reversed(times)))


def digest(texts: Sequence[Text]) -> Text:
    """A newsletter that quotes the beginning of articles."""
    parts = [part for text in texts for part in (text.headline, *text.paragraphs[:3])]
    return Text("What you need to know today", tuple(parts))


SERIES: Final = {
    "weather": (
        "Weather for {place}",
        ("The outlook for {place} on {day}: {sky} with highs of {a} degrees and lows of {b}. "
        "Winds from the {side} will reach {c} kilometres an hour."),
        "The chance of rain is {d} percent. Sunrise is at 6.{e} and sunset at 8.{f}.",
        ("The forecast is made by the regional weather office and renewed every six hours. Check "
        "the warnings before you set out to sea or into the hills."),
    ),
    "lottery": (
        "Lottery numbers of {day}",
        ("The winning numbers of the draw on {day} are {a}, {b}, {c}, {d}, {e} and {f}; the bonus "
        "number is {g}."),
        "The jackpot stood at {h} million. {name} of {place} gets the prize of the second tier.",
        ("Players are advised to keep their tickets. Prizes can be claimed within 180 days at any "
        "office of the lottery. All information without guarantee. Play responsibly."),
    ),
    "shares": (
        "Shares close {trend}",
        ("The leading index closed {trend} on {day} at {a}{b} points, a change of 0.{c} percent. "
        "Shares of {name} Holdings moved by {d} percent to {e}.{f} euros."),
        ("In {place} the index ended at {g}{h} points. The euro was worth 1.{a} dollars and oil of "
        "the Brent kind {b} dollars a barrel. The yield of ten-year bonds was {d}.{e} percent."),
        ("Prices are delayed by fifteen minutes. This report was written automatically from the "
        "data of the exchange."),
    ),
    "match": (
        "{place} win {a}-{b}",
        ("{place} beat {other} {a}-{b} on {day} before {c}{d} spectators. {name} scored in the "
        "{e}th minute, and {second} added the last in the {f}th."),
        ("The referee showed {g} cards. {place} are now {h}th in the table with {c} points, {other}"
        " stay {d}th and play at home next week."),
        ("This report was written automatically from the data of the league. Tables, line-ups and "
        "all results can be found on our sports pages."),
    ),
    "police": (
        "Police report from {place}",
        ("A {a}-year-old man from {place} was hurt on {day} in a crash on road {b}. As the "
        "police say, {name} lost control of a van shortly after {c} o'clock."),
        "The damage is put at {d} thousand euros. The road was closed for {e} hours.",
        ("Witnesses are asked to come forward. Hints are taken by every police station, in "
        "confidence if wished."),
    ),
    "appointment": (
        "{name} appointed",
        ("{name} becomes head of {place} Works on {day}. The board named the {a}-year-old after {b}"
        " months of search; {second} leaves after {c} years."),
        "The company has {d}{e} employees and made sales of {f} million euros last year.",
        ("About the company: it makes parts for ships, trains and cranes, and was founded by two "
        "brothers in a shed by the canal. More can be read in the section for the press."),
    ),
}  # fmt: skip
FILLERS: Final = {
    "place": ("Ardmoor", "Brinton", "Calder", "Dunhaven", "Eastrop", "Fenwick", "Garth", "Holm"),
    "other": ("Ivybridge", "Jarrow", "Kelso", "Lorne", "Marrick", "Norwell", "Otley", "Penrith"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "sky": ("cloudy", "mostly sunny", "fog at first", "scattered showers", "heavy rain", "sleet"),
    "side": ("north", "south-west", "west", "east", "north-east"),
    "name": NAMES, "second": ("Olu Okafor", "Kim Dahl", "Rosa Lind", "Pavel Novak", "Mei Tan"),
    "trend": ("higher", "lower", "little changed", "up sharply", "slightly down"),
}  # fmt: skip


def report(kind: str, dice: random.Random) -> Text:
    """One report of a series, with its own numbers and names."""
    filled = {name: dice.choice(values) for name, values in FILLERS.items()}
    filled |= {letter: str(dice.randint(2, 59)) for letter in "abcdefgh"}
    headline, *paragraphs = (line.format(**filled) for line in SERIES[kind])
    return Text(headline, tuple(paragraphs))


# The set


def make(texts: Sequence[Text], seed: int) -> list[Made]:
    """All texts of the set, shuffled: what comes first is the original of its family."""
    dice = random.Random(seed)
    drawn = dice.sample(list(texts), len(texts))
    made = [*_copies(drawn, dice), *_strangers(drawn, dice), *_series(dice)]
    dice.shuffle(made)
    return made


def _copies(texts: Sequence[Text], dice: random.Random) -> Iterator[Made]:
    """Two thirds of the articles: each with one to four copies, some with an update."""
    for at, text in enumerate(texts[: len(texts) * 2 // 3]):
        yield Made(f"story {at}", "original", text.told())
        for _ in range(dice.choice((1, 1, 2, 4))):
            other = dice.choice(texts[len(texts) * 2 // 3 :])
            yield Made(f"story {at}", "copy", copied(text, other, dice).told())
        other = dice.choice(texts[len(texts) * 2 // 3 :])
        if dice.random() < 0.3:
            yield Made(f"story {at}", "update", updated(text, other, dice).told())
        if dice.random() < 0.2:
            others = dice.sample(texts[len(texts) * 2 // 3 :], 4)
            yield Made(f"rewritten {at}", "rewritten", rewritten(text, others, dice).told())
        if has_many_numbers(text):
            yield Made(f"renumbered {at}", "renumbered", renumbered(text, dice).told())


def _strangers(texts: Sequence[Text], dice: random.Random) -> Iterator[Made]:
    """Articles of sites with boilerplate of their own; a third of them are mere briefs."""
    rest = texts[len(texts) * 2 // 3 :]
    sites = [dice.sample(BOILERPLATE, 3) for _ in range(4)]
    for at, text in enumerate(rest):
        paragraphs = text.paragraphs if at % 3 else text.paragraphs[:1]
        framed = Text(text.headline, (*paragraphs, *dice.choice(sites)))
        yield Made(f"stranger {at}", "same site", framed.told())
    for at in range(0, len(rest) - 8, 8):
        hours = enumerate(tickers(rest[at : at + 8], 3, dice))
        yield from (Made(f"ticker {at}.{hour}", "ticker", text.told()) for hour, text in hours)
        quoted = digest(dice.sample(list(texts), 6))
        yield Made(f"digest {at}", "digest", quoted.told())


def _series(dice: random.Random) -> Iterator[Made]:
    for kind in SERIES:
        for at in range(12):
            yield Made(f"{kind} {at}", "series", report(kind, dice).told())

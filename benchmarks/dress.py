"""A start tag in the shapes that pages and dumps give it: quotes, escapes, lists, scripts.

``dressed`` writes a real tag anew and says where each attribute stands in it; ``escaped`` does to
what is left of a cut tag what a dump does to it. Both draw from the dice that they are given.
"""

from __future__ import annotations

import html
import json
import re
from typing import NamedTuple

DRESSES = (
    "single", "typographic", "bare", "upper", "lines", "closed", "density", "undescribed", "commas",
    "relative", "schemeless", "spaces", "lazy", "script", "signs", "json", "valueless",
    "once", "twice", "sql", "unicode",
)  # fmt: skip
ESCAPES = ("once", "twice")
DUMPED = ("sql", "unicode")
OPEN = re.compile(r"""<(?P<name>[a-zA-Z-]+)(?P<rest>(?:\s(?:[^"'<>]|"[^"<]*"|'[^'<]*')*)?)>""")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=`]+))?""")
QUOTES = {"single": "''", "typographic": "“”"}
WORDS = (
    "Туман над гаванью", "港の上の霧が深い", "ضباب فوق الميناء القديم", "बंदरगाह पर कोहरा",
    "หมอกเหนือท่าเรือ", "Nebel über dem Hafen – früh", "안개 낀 항구",
)  # fmt: skip
SIGNED = (
    "Fog > sun, a < b",
    "The &quot;Old&quot; harbour",
    "It's 5 o'clock",
    "Fog (1/2) = half; 50 %",
    "Tom & Jerry's",
)


class Dressed(NamedTuple):
    tag: str
    spans: tuple[tuple[str, str, int, int], ...]
    """Name in lower case, value, start, end of each attribute that has a value."""


def dressed(tag: str, how: str, dice) -> Dressed | None:
    """``tag`` as ``how`` says; None if that does nothing to it."""
    found = OPEN.match(tag)
    if found is None:
        return None
    stated = [
        (m[1], None if m[2] is None else html.unescape(m[2].strip("\"'")))
        for m in ATTRIBUTE.finditer(found["rest"])
    ]
    name, attributes = found["name"], _values(stated, how, dice)
    if not attributes or (attributes == stated and how in VALUES):
        return None
    pieces, spans, at = [f"<{name.upper() if how == 'upper' else name}"], [], len(name) + 1
    for attribute, value in attributes:
        gap = dice.choice(("\n", "\n  ", "\n\t\t")) if how == "lines" else " "
        shown = attribute.upper() if how == "upper" else attribute
        written = shown if value is None else f"{shown}={_quoted(value, how)}"
        at += len(gap)
        if value is not None:
            spans.append((attribute.lower(), value, at, at + len(written)))
        pieces.append(gap + written)
        at += len(written)
    end = dice.choice(("/>", " />")) if how == "closed" else ">"
    return Dressed("".join(pieces) + end + tag[found.end() :], tuple(spans))


def _quoted(value: str, how: str) -> str:
    if how == "bare" and value and not re.search(r"[\s\"'<>=`]", value):
        return value
    before, behind = QUOTES.get(how, '""')
    value = value.replace("&", "&amp;").replace("<", "&lt;")
    return before + value.replace(behind, "&quot;" if behind == '"' else "&#39;") + behind


def _list(attributes) -> list[str]:
    named = {n.lower(): v or "" for n, v in attributes}
    listed = re.split(r",\s+|,(?=https?:|//)", named.get("srcset", ""))
    found = [c.split()[0] for c in listed if c.strip()]
    source = named.get("src") or named.get("data-src")
    return [f for f in found or [source or ""] if f and not f.startswith("data:")][:4]


def _with(attributes, name, value):
    kept = [(n, v) for n, v in attributes if n.lower() != name]
    at = next((i for i, (n, _) in enumerate(attributes) if n.lower() == name), len(kept))
    return [*kept[:at], (name, value), *kept[at:]]


def _density(attributes, _dice):
    listed = _list(attributes)
    if not listed:
        return attributes
    listed += [re.sub(r"(\.\w+)?$", r"@2x\1", listed[0], count=1)]
    return _with(attributes, "srcset", ", ".join(f"{u} {i + 1}x" for i, u in enumerate(listed)))


def _undescribed(attributes, _dice):
    listed = _list(attributes)
    return _with(attributes, "srcset", ", ".join(listed)) if listed else attributes


def _commas(attributes, dice):
    sizes = sorted(dice.sample((320, 480, 640, 960, 1280), 3))
    version = dice.randrange(10**6)
    base = f"https://res.cloudinary.com/e/image/upload/w_{{}},h_{{}},c_fill/v{version}/fog.jpg"
    listed = ", ".join(f"{base.format(s, s // 2)} {s}w" for s in sizes)
    return _with(_with(attributes, "srcset", listed), "src", base.format(320, 160))


def _addresses(change):
    def changed(attributes, _dice):
        return [(n, _moved(n, v, change)) for n, v in attributes]

    return changed


def _moved(name, value, change):
    stated = value and name.lower().endswith(("src", "srcset", "href"))
    return re.sub(r"https?://[^/\s\"',]+/", change, value) if stated else value


def _spaces(attributes, _dice):
    return [
        (n, re.sub(r"/([^/\s?]+)$", r"/A fog \1", v) if v and n.lower() in ("src", "href") else v)
        for n, v in attributes
    ]


def _lazy(attributes, _dice):
    names = {"src": "data-src", "srcset": "data-srcset"}
    kept = [(n, v) for n, v in attributes if not n.lower().startswith(("data-src", "class"))]
    return [("class", "lazyload"), *[(names.get(n.lower(), n), v) for n, v in kept]]


def _alt(words):
    def worded(attributes, dice):
        return _with(attributes, "alt", html.unescape(dice.choice(words)))

    return worded


def _json(attributes, dice):
    at = dice.randrange(len(attributes) + 1)
    stated = {"id": dice.randrange(10**5), "caption": "Fog, <b>thick</b>", "sizes": [320, 640]}
    return [*attributes[:at], ("data-image-meta", json.dumps(stated)), *attributes[at:]]


def _valueless(attributes, dice):
    at = dice.randrange(len(attributes) + 1)
    return [*attributes[:at], ("data-lazy", None), *attributes[at:], ("hidden", None)]


VALUES = {
    "density": _density, "undescribed": _undescribed, "commas": _commas,
    "relative": _addresses("/"), "schemeless": _addresses("//i.example.org/"),
    "spaces": _spaces, "lazy": _lazy, "script": _alt(WORDS), "signs": _alt(SIGNED),
    "json": _json, "valueless": _valueless,
}  # fmt: skip


def _values(attributes, how, dice):
    return VALUES[how](attributes, dice) if how in VALUES else attributes


def escaped(remains: str, how: str) -> str:
    """What a dump made of the remains."""
    if how in ("once", "twice"):
        for _ in range(ESCAPES.index(how) + 1):
            remains = html.escape(remains)
    elif how == "sql":
        remains = remains.replace('"', '\\"').replace("'", "\\'").replace("/", "\\/")
    elif how == "unicode":
        remains = (
            remains.replace('"', '\\"')
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("/", "\\/")
        )
    return remains

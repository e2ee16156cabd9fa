"""Finding files: what a source names, and under which name each file goes on record.

A source is a folder (read recursively), a file or a glob, and may hold the night as
``{night:%Y-%m-%d}``. ``source_uri`` is the path below the part of the source that is the same
every night on this machine: the folder that was named, or what stands before the first
wildcard or placeholder. Files and folders whose names begin with a dot are left alone.
"""

# Globs, and names that may be any bytes, are os.path's business.
# ruff: noqa: PTH100, PTH112, PTH118, PTH119, PTH120, PTH122, PTH206, PTH207
from __future__ import annotations

import datetime as dt
import glob
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flows.sources import SUFFIXES, format_of
from flows.sources.errors import (
    EmptySourceError,
    MissingSourceError,
    NightNeededError,
    NightNotThereError,
    UnknownFormatError,
    UnreadableSourceError,
)
from flows.store.pointer import POINTER, is_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NIGHT: Final = re.compile(r"\{night(?::(?P<form>[^{}]*))?\}")
_WILD: Final = re.compile(r"[*?\[]")
_SUFFIX: Final = 16
"""Characters of a suffix that are counted apart."""
_DIRECTIVES: Final = {
    "%Y": r"[0-9]{4}", "%y": r"[0-9]{2}", "%m": r"[0-9]{2}", "%d": r"[0-9]{2}",
    "%j": r"[0-9]{3}", "%b": r"[^\W\d_]+", "%B": r"[^\W\d_]+", "%F": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a known format."""

    path: str
    uri: str


# The night in a path


def expand(source: str, night: dt.date | None) -> str:
    """Put the night into a source.

    >>> expand("dumps/{night:%Y-%m-%d}/*.html", dt.date(2026, 11, 1))
    'dumps/2026-11-01/*.html'
    >>> expand("dumps/all", None)
    'dumps/all'
    """
    if night is None and _NIGHT.search(source):
        raise NightNeededError(source)
    return _NIGHT.sub(lambda place: f"{night:{place['form'] or '%Y-%m-%d'}}", source)


def has_night(source: str) -> bool:
    """Whether the source says which night is which.

    >>> has_night("dumps/{night:%Y-%m-%d}"), has_night("dumps/{nights}")
    (True, False)
    """
    return bool(_NIGHT.search(source))


def nights(source: str) -> tuple[dt.date, ...]:
    """Nights for which something lies where the source says; none without a placeholder."""
    forms = [place["form"] or "%Y-%m-%d" for place in _NIGHT.finditer(source)]
    if not forms:
        return ()
    literals = _NIGHT.split(source)[::2]
    places = [*map(_place, forms), ""]
    shape = re.compile(
        "".join(f"{_shape(text)}{place}" for text, place in zip(literals, places, strict=True))
    )
    found = map(shape.fullmatch, glob.iglob("*".join(literals), recursive=True))
    dates = (_date(match.groups(), forms) for match in found if match)
    return tuple(sorted({date for date in dates if date}))


def _shape(pattern: str) -> str:
    """A glob as a regex; it only meets paths that the glob has found."""
    shape = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*")
    return shape.replace(r"\*", "[^/]*").replace(r"\?", "[^/]")


def _place(form: str) -> str:
    words = re.split(r"(%.)", form)
    return "(" + "".join(_DIRECTIVES.get(word, re.escape(word)) for word in words) + ")"


def _date(values: Sequence[str], forms: Sequence[str]) -> dt.date | None:
    """The night that all places of a path agree on; None if they do not make one day."""
    known = dict(zip(forms, values, strict=True))  # a form that stands twice counts once
    try:
        night = dt.datetime.strptime("\n".join(known.values()), "\n".join(known)).date()  # noqa: DTZ007
    except (ValueError, re.error):
        return None
    return night if all(f"{night:{f}}" == v for f, v in zip(forms, values, strict=True)) else None


# Files


def find(sources: Sequence[str], night: dt.date | None = None) -> tuple[Found, ...]:
    """All files of the sources, each once, in a stable order."""
    roots = [_root(source) for source in sources]
    found: dict[str, Found] = {}
    for source, root, label in zip(sources, roots, _labels(roots), strict=True):
        for path in _files_of(source, night):
            uri = _uri(label, os.path.relpath(path, root) if path != root else "")
            found.setdefault(os.path.realpath(path), Found(path, uri))
    return tuple(found.values())


def _root(source: str) -> str:
    """The part of a source that stands before its first wildcard or placeholder."""
    if os.path.lexists(source):
        return os.path.normpath(source)
    changing = re.search(f"{_WILD.pattern}|{_NIGHT.pattern}", source)
    if changing is None:
        return os.path.normpath(source)
    return os.path.normpath(os.path.dirname(source[: changing.start()]) or ".")


def _labels(roots: Sequence[str]) -> list[str]:
    """What goes before the paths below each root: nothing for one folder, else its short name.

    >>> _labels(["."]), _labels(["a/x", "b/x"]), _labels(["a/x", "a/x"])
    ([''], ['a/x', 'b/x'], ['x', 'x'])
    """
    if len(set(roots)) == 1:
        name = os.path.basename(roots[0])
        return ["" if os.path.isdir(roots[0]) else name] * len(roots)
    whole = {root: tuple(os.path.abspath(root).split(os.sep)) for root in roots}
    for length in range(1, max(map(len, whole.values())) + 1):
        short = {root: "/".join(parts[-length:]) for root, parts in whole.items()}
        if len(set(short.values())) == len(set(whole.values())):
            break
    return [short[root].strip("/") for root in roots]


def _uri(label: str, below: str) -> str:
    r"""A name that any machine can write: other signs than UTF-8's stand as ``\xe9``."""
    uri = "/".join(part for part in (label, *below.split(os.sep)) if part)
    return os.fsencode(uri).decode("utf-8", "backslashreplace")


def _files_of(source: str, night: dt.date | None) -> Iterator[str]:
    """Files of one source in a night; that other nights lie there is told with the error."""
    try:
        yield from _files(expand(source, night))
    except (MissingSourceError, EmptySourceError) as error:
        nothing = isinstance(error, MissingSourceError) or not error.ignored
        others = nights(source) if nothing else ()
        if night is None or not others or night in others:
            raise
        raise NightNotThereError(source, night, others[-1]) from error


def _files(source: str) -> Iterator[str]:
    """Files of one source; a SourceError if there are none."""
    paths = _paths(source)
    known = [path for path in paths if format_of(path)]
    if not known and paths == [source]:
        raise UnknownFormatError(source, SUFFIXES)
    if not known:
        raise EmptySourceError(source, SUFFIXES, len(set(paths)))
    yield from known


def _paths(source: str) -> list[str]:
    """All files that a source names, of whatever format; MissingSourceError if it names nothing."""
    if os.path.lexists(source):
        return _below(source, source) if os.path.isdir(source) else [source]
    if not _WILD.search(source):
        raise MissingSourceError(source)
    matches = sorted(glob.iglob(source, recursive=True))
    return [
        path for match in matches
        for path in (_below(source, match) if os.path.isdir(match) else [match])
    ]  # fmt: skip


def left_alone(sources: Sequence[str], night: dt.date | None = None) -> dict[str, int]:
    """How many files of formats that we do not read lie among the others, by suffix, most first.

    A night of ``.html.br`` that nobody reads would else look like a quiet one.
    """
    paths = {path for source in sources for path in _paths(expand(source, night))}
    suffixes = Counter(_suffix(path) for path in paths if not format_of(path))
    return dict(suffixes.most_common())


def _suffix(path: str) -> str:
    """The end of a file's name that tells its format, as far as it can be shown.

    >>> _suffix("a/b.HTML.br"), _suffix("a/README"), _suffix("a/x.2026-11-01")
    ('.br', '(none)', '.2026-11-01')
    """
    suffix = os.path.splitext(path)[1].lower()[:_SUFFIX]
    return _uri("", suffix) or "(none)"


def _below(source: str, folder: str) -> list[str]:
    """All files below a folder, in the order of their names; hidden ones are left alone.

    So is a dataset that lies among the sources: what we wrote is no input.
    """

    def refuse(error: OSError) -> None:
        raise UnreadableSourceError(source, error.filename, error.strerror or str(error)) from error

    paths: list[str] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:  # a link that leads back up
            folders.clear()
            continue
        seen.add(real)
        if place != source and POINTER in names and is_dataset(Path(place)):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [os.path.join(place, name) for name in names if not name.startswith(".")]
    return sorted(paths)

"""What only dateparser reads, asked behind a gate."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from dateparser.data.languages_info import language_order
from dateparser.date import DateDataParser

from cleaners.normalize.datewords import Parts

_GATE: Final = re.compile(
    r"(?=.*?[^\W\d_])(?=.*?(?<!\d)(?:19|20)\d\d(?!\d))(?=.*?(?<!\d)\d\d?(?!\d))"
)
_LONGEST: Final = 45
_KNOWN: Final = frozenset(language_order) - {"en"}
"""Of another language it says only when it reads that it does not know it, by raising."""
_SETTINGS: Final[dict[str, Any]] = {
    "STRICT_PARSING": True,
    "RETURN_AS_TIMEZONE_AWARE": False,
    "PARSERS": ["absolute-time"],
}


def foreign(text: str, languages: tuple[str, ...]) -> Parts | None:
    """The day that dateparser reads in ``text``, given the languages it may be in.

    Only its day is taken: it reads most zones as none. English is not asked of it, since
    our own reader knows the English shapes, and the rest of English is prose.

    >>> foreign("highest since 2004", ("en",)), foreign("Jun. 7, 2019 agba", ("sd",))
    (None, None)
    """
    roots = tuple(sorted({x.lower().partition("-")[0] for x in languages} & _KNOWN))
    if not roots or len(text) > _LONGEST or not _GATE.match(text):
        return None
    parser = _parser(roots)
    found = parser.get_date_data(text).date_obj
    return Parts(found.year, found.month, found.day) if found is not None else None


@lru_cache(maxsize=64)
def _parser(languages: tuple[str, ...]) -> DateDataParser:
    return DateDataParser(languages=list(languages), settings=_SETTINGS)

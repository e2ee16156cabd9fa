"""The path of an address -> the day or the month that it files its page under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaners.normalize.date import parse_date

if TYPE_CHECKING:
    from cleaners.normalize.date import Stamp

_DAY: Final = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<sep>[/-])(?P<month>[01]?[0-9])(?P=sep)(?P<day>[0-3]?[0-9])(?![0-9])"
    r"|(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9])"
)
_NAMED: Final = re.compile(
    r"/(?P<year>(?:19|20)[0-9]{2})/(?P<month>[a-z]{3,9})/(?P<day>[0-3]?[0-9])(?![0-9])",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(r"/(?P<year>(?:19|20)[0-9]{2})/(?P<month>[01]?[0-9])(?=/)")


def day_in_path(url: str) -> tuple[Stamp, str] | None:
    """The day in the path of ``url``, and what stands there.

    >>> stamp, raw = day_in_path("https://example.org/2019/march/07/fog")
    >>> stamp.value.date().isoformat(), raw
    ('2019-03-07', '/2019/march/07')
    >>> day_in_path("https://example.org/fog?d=2019-03-07")
    """
    path = url.partition("?")[0]
    found = _DAY.search(path)
    if found is not None:
        parts = (found["year"] or found["y"], found["month"] or found["m"])
        stamp = parse_date("-".join((*parts, found["day"] or found["d"])))
        return (stamp, found[0]) if stamp else None
    named = _NAMED.search(path)
    if named is None:
        return None
    stamp = parse_date(f"{named['day']} {named['month']} {named['year']}", ("en",))
    return (stamp, named[0]) if stamp else None


def month_in_path(url: str) -> tuple[int, int] | None:
    """Year and month in the path of ``url``.

    >>> month_in_path("https://example.org/2019/03/fog")
    (2019, 3)
    >>> month_in_path("https://example.org/2019/fog")
    """
    found = _MONTH.search(url.partition("?")[0])
    return (int(found["year"]), int(found["month"])) if found else None

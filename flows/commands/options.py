"""Options that several commands have, declared once so that they read alike everywhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cyclopts import Token

HtmlColumn = Annotated[str, Parameter(help="JSONL: field of the HTML.")]
UrlColumn = Annotated[str, Parameter(help="JSONL: field of the URL.")]
DateColumn = Annotated[str, Parameter(help="JSONL: field of the fetch time.")]


def as_day(_type: object, tokens: Sequence[Token]) -> dt.date:
    """Read a day as a person types it; an error says how it is written.

    >>> from cyclopts import Token
    >>> as_day(dt.date, [Token(value="2026-11-01")])
    datetime.date(2026, 11, 1)
    >>> as_day(dt.date, [Token(value="2026-13-01")])
    Traceback (most recent call last):
    ValueError: '2026-13-01' is no day. Write YYYY-MM-DD, such as 2026-11-01.
    """
    told = tokens[0].value
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        message = f"{told!r} is no day. Write YYYY-MM-DD, such as 2026-11-01."
        raise ValueError(message) from None

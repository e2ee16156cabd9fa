"""One raw price -> an exact amount and the currency that is stated; None where it is not plain."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final, NamedTuple

from cleaners.normalize.text import one_line
from cleaners.tables.currencies import CODES, DIGITS, SHARED, SIGNS

_LONGEST: Final = 60
_MOST: Final = Decimal(10) ** 13
_PLACES: Final = 4

_PRICE: Final = re.compile(
    r"""
    (?P<before> [^\d\s.,+–-][^\d\s,+–-]{0,4}+ )?+ \s?+
    (?P<number> \d++ (?: [.,'’ ] \d++ )*+ )
    (?: [.,] [-–—]{1,2}+ )?+ \s?+                       # "34,-"
    (?P<after> [^\d\s.,*+–-][^\d\s,*+–-]{0,4}+ )?+ \s?+ \*?+
    """,
    re.VERBOSE,
)
_INTEGER: Final = re.compile(r"\d++")
_DECIMAL: Final = re.compile(r"\d++[.,]\d{1,4}+")
_GROUPED: Final = re.compile(
    r"(?P<first>\d{1,3})(?P<sign>[ '’.,])(?P<groups>\d{3}(?:(?P=sign)\d{3})*+)"
    r"(?:(?!(?P=sign))(?P<point>[.,])(?P<cents>\d{1,4}+))?+"
)
_INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2}(?!\d))++,\d{3}(?:\.\d{1,2})?+")


class Money(NamedTuple):
    """An amount, and its ISO 4217 code if it is certain."""

    amount: Decimal
    currency: str | None


def parse_currency(text: str) -> str | None:
    """The code that a code or a sign means; None if several currencies share the sign.

    >>> parse_currency(" eur"), parse_currency("zł")
    ('EUR', 'PLN')
    >>> parse_currency("$")
    """
    short = one_line(text)
    if short.upper() in CODES:
        return short.upper()
    return SIGNS.get(short.lower().rstrip(".")) or SIGNS.get(short.lower())


def parse_money(text: str, currency: str | None = None) -> Money | None:
    """The one price that ``text`` is, as a page shows it; None if it says more, or less.

    Three digits behind a single point or comma are thousands, one or two are cents: shops write
    "1.299" for 1299 far more often than for 1.299. In currencies that have three decimal digits
    both readings are plausible, so there is none. ``currency`` is a code known from elsewhere.

    >>> parse_money("1.299,00 € *")
    Money(amount=Decimal('1299.00'), currency='EUR')
    >>> parse_money("$19.99")
    Money(amount=Decimal('19.99'), currency=None)
    >>> parse_money("from 1.299,00 €")
    """
    if len(text) > _LONGEST:
        return None
    found = _PRICE.fullmatch(one_line(text))
    if found is None:
        return None
    signs = [sign for sign in (found["before"], found["after"]) if sign]
    if not all(parse_currency(sign) or sign.lower() in SHARED for sign in signs):
        return None
    codes = {code for sign in signs if (code := parse_currency(sign))}
    if len(signs) > len(codes) > 0 and not CODES & {sign.upper() for sign in signs}:
        return None  # "€ 5 $"; but "$5 CAD" is plain
    code = currency or next(iter(codes), None)
    if codes - {code}:
        return None
    amount = _amount(found["number"], DIGITS.get(code or "", 2))
    return None if amount is None else Money(amount, code)


def parse_amount(value: object, currency: str | None = None) -> Decimal | None:
    """The exact amount that structured data state: a number, or a text with a point or a comma.

    "1.299" is None there: the standard reads it as little more than one, shops mean thousands.
    A number of JSON is what it says, but for the dust of binary fractions.

    >>> parse_amount("34.9000"), parse_amount(19.989999999999998)
    (Decimal('34.9000'), Decimal('19.99'))
    >>> parse_amount("1.299")
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str):
        digits = DIGITS.get(currency or "", 2)
        text = one_line(value)
        single = _GROUPED.fullmatch(text) if len(text) <= _LONGEST else None
        if single and single["sign"] == "." and len(single["groups"]) == 3 and not single["point"]:  # noqa: PLR2004
            return Decimal(text) if digits == 3 or single["first"] == "0" else None  # noqa: PLR2004
        return _amount(text, digits) if len(text) <= _LONGEST else None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        cents = round(value, 2)
        value = cents if math.isclose(value, cents, rel_tol=1e-12) else value
    return _held(Decimal(repr(value))) if abs(value) < _MOST else None


def _amount(number: str, digits: int) -> Decimal | None:
    grouped = _GROUPED.fullmatch(number)
    if grouped and grouped["first"] != "0":
        alone = grouped["sign"] in ".," and len(grouped["groups"]) == 3 and not grouped["point"]  # noqa: PLR2004
        if alone and digits == 3:  # noqa: PLR2004
            return None
        whole = grouped["first"] + re.sub(r"\D", "", grouped["groups"])
        return _held(Decimal(f"{whole}.{grouped['cents'] or '0'}" if grouped["cents"] else whole))
    if _INDIAN.fullmatch(number):
        return _held(Decimal(number.replace(",", "")))
    if _INTEGER.fullmatch(number) or _DECIMAL.fullmatch(number):
        return _held(Decimal(number.replace(",", ".")))
    return None


def _held(amount: Decimal) -> Decimal | None:
    """The amount, if the table can hold it exactly."""
    exponent = amount.normalize().as_tuple().exponent
    exact = isinstance(exponent, int) and exponent >= -_PLACES
    return amount if exact and 0 <= amount < _MOST else None

"""Expressions that several tables' rules share; each is true for a good value, or null for null.

Polars' regular expressions are linear, so no text can make one hang.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

    from schemas.limits import Limits

_ABSOLUTE: Final = r"^https?://[^\s/?#]+(?:[/?#]\S*)?$"

_ANCHORED: Final = r"^(?i:[a-z][a-z0-9+.-]*:|[/\\]{2}|[\x00-\x20]|$)|[\t\n\r]"
"""A scheme, a host, or white space that hides one; or nothing at all."""

_REMAINS: Final = (
    # ASCII letters only (-u), which is ten times as fast
    r"(?i-u:"
    # an attribute with its quote: srcset="…, class='…, data-src="…
    r"\b(?:srcset|src|href|alt|class|style|width|height|layout|sizes|on[a-z]+|data-[a-z-]+)"
    r"\s?=\s?[\"']"
    # or any that a tag ends behind: e="x">
    r"|(?:^|[\s.!?])[a-z-]{1,20}=[\"'](?u:[^\"'<>]{0,200})[\"']/?>"
    # or a tag that pages are made of
    r"|</?(?:p|div|span|a|img|amp-img|picture|source|figure|figcaption|br|hr|li|ul|ol|em|strong|b|i"
    r"|h[1-6]|table|tr|td|section|article|script|style|iframe)(?:\s(?u:[^<>]*=[^<>]*))?\s?/?>)"
)

UNSPACED: Final = ("zh", "ja", "th", "lo", "km", "my", "bo", "dz")
"""Languages that put no space between words, for which counts of words mean nothing."""

DENSE: Final = ("ko",)
"""Languages whose words have fewer characters than those that lengths of words were set for."""


def absolute(url: pl.Expr) -> pl.Expr:
    """Whether an address is absolute and http(s).

    >>> import polars as pl
    >>> urls = pl.Series(["https://a.example/b?c", "/b", "javascript:void(0)", None])
    >>> pl.select(absolute(pl.lit(urls))).to_series().to_list()
    [True, False, False, None]
    """
    return url.str.contains(_ABSOLUTE)


def absolute_or_relative(url: pl.Expr) -> pl.Expr:
    """Whether an address is absolute and http(s), or a reference without scheme and host.

    >>> import polars as pl
    >>> urls = pl.Series(["https://a.example/b?c", "../b c", "javascript:void(0)", "//a/b", None])
    >>> pl.select(absolute_or_relative(pl.lit(urls))).to_series().to_list()
    [True, True, False, False, None]
    """
    return absolute(url) | ~url.str.contains(_ANCHORED)


def free_of_remains(text: pl.Expr) -> pl.Expr:
    """Whether a text holds nothing that looks like a tag or its attributes.

    >>> import polars as pl
    >>> texts = pl.Series(['news 240w" alt="A flag"', "if a < b and c > d", 'he said "no"'])
    >>> pl.select(free_of_remains(pl.lit(texts))).to_series().to_list()
    [False, True, True]
    """
    return ~text.str.contains(_REMAINS)


def readable(text: pl.Expr, limits: Limits) -> pl.Expr:
    """Whether at most the given share of a text's characters was lost in decoding."""
    lost = text.str.count_matches("\ufffd", literal=True)
    return lost <= text.str.len_chars() * limits.replacement_share


def spaced(language: pl.Expr, besides: tuple[str, ...] = ()) -> pl.Expr:
    """Whether the language is known to put spaces between its words, and is not one ``besides``."""
    return ~language.str.split("-").list.first().is_in([*UNSPACED, *besides])


def words(text: pl.Expr) -> pl.Expr:
    """How many words a text has."""
    return text.str.count_matches(r"\S+")


def share_of(lines: pl.Expr, good: pl.Expr) -> pl.Expr:
    """Which share of the items of a list fulfils ``good``, an expression over ``pl.element()``."""
    return lines.list.eval(good).list.mean()

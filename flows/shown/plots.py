"""Plots for the report: SVG whose colours are the page's own, in the light, in the dark, on paper.

Drawn by hand: a bar and a line are a few shapes, and they are crisp, small, and follow the style
sheet through its variables. No text of a page is in them but names of nights.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_NIGHTS: Final = 90
"""Nights drawn; older ones are left out."""
_WIDE: Final = 960.0
_HIGH: Final = 150.0
_SMALL_WIDE: Final = 220.0
_SMALL_HIGH: Final = 56.0
_ROOM: Final = 6.0
"""Around a line, so that a dot at its end is whole."""


def stacked(nights: Sequence[str], series: Mapping[str, Sequence[int]], title: str) -> str:
    """A bar a night, one colour an outcome; each bar says its numbers when it is pointed at.

    >>> stacked(["2026-10-01"], {"published": [3]}, "Documents").count("<rect")
    1
    """
    totals = [sum(values) for values in zip(*series.values(), strict=True)] or [0]
    most = max(totals) or 1
    step = _WIDE / max(len(nights), 7)
    width = step * 0.8
    parts = []
    for at, night in enumerate(nights):
        counts = {name: values[at] for name, values in series.items() if values[at]}
        told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        low = _HIGH
        bars = []
        for name, count in counts.items():
            high = _HIGH * count / most
            low -= high
            bars.append(
                f'<rect class="{escape(name)}" x="{at * step:.1f}" y="{low:.1f}" '
                f'width="{width:.1f}" height="{high:.1f}"/>'
            )
        parts.append(f"<g><title>{escape(night)}: {escape(told)}</title>{''.join(bars)}</g>")
    about = f"{title}, a bar a night: {_span(nights)}; at most {most:,} in one night."
    return _svg(_WIDE, _HIGH, about, parts, stretch=True)


def line(nights: Sequence[str], values: Sequence[float | None], title: str, *, share: bool) -> str:
    """One figure over the nights, its last one marked; a night that has none leaves a gap.

    >>> line(["a", "b", "c"], [0.5, None, 1.0], "Dates", share=True).count("<circle")
    2
    """
    known = [value for value in values if value is not None]
    top = 1.0 if share else max(known, default=0.0) * 1.1 or 1.0
    step = (_SMALL_WIDE - 2 * _ROOM) / max(len(nights) - 1, 1)
    high = _SMALL_HIGH - 2 * _ROOM

    def place(at: int, value: float) -> str:
        return f"{_ROOM + at * step:.1f},{_ROOM + high * (1 - value / top):.1f}"

    parts = [f'<path class="axis" d="M0 {_SMALL_HIGH - 1} H{_SMALL_WIDE}"/>']
    for run in _runs(values):
        points = [place(at, value) for at, value in run]
        if len(points) > 1:
            parts.append(f'<polyline class="line" points="{" ".join(points)}"/>')
        elif run[0][0] < len(values) - 1:  # a night between two gaps
            parts.append(_dot(points[0], "alone"))
    if values and values[-1] is not None:
        parts.append(_dot(place(len(values) - 1, values[-1]), "last"))
    now = number(values[-1] if values else None, share=share)
    about = f"{title}: {now}, {told(values, share=share)}"
    return _svg(_SMALL_WIDE, _SMALL_HIGH, about, parts)


def told(values: Sequence[float | None], *, share: bool) -> str:
    """How the nights before the last one were, in words.

    >>> told([0.5, None, 1.0], share=True), told([1.0, 1.0], share=True)
    ('50% before', 'as before')
    >>> told([None], share=True), told([0.5], share=True)
    ('no night has it', 'no night before it')
    """
    before = [number(value, share=share) for value in values[:-1] if value is not None]
    if not before:
        return "no night before it" if values and values[-1] is not None else "no night has it"
    known = [value for value in values[:-1] if value is not None]
    low, high = (number(found, share=share) for found in (min(known), max(known)))
    if low != high:
        return f"{low} to {high} before"
    return "as before" if low == number(values[-1], share=share) else f"{low} before"


def number(value: float | None, *, share: bool) -> str:
    """A figure as people say it.

    >>> number(0.123, share=True), number(1234.4, share=False), number(None, share=True)
    ('12%', '1,234', '–')
    """
    if value is None:
        return "–"
    return f"{value:.0%}" if share else f"{value:,.0f}"


def _runs(values: Sequence[float | None]) -> Iterable[list[tuple[int, float]]]:
    """Stretches of nights without a gap."""
    run: list[tuple[int, float]] = []
    for at, value in enumerate(values):
        if value is None and run:
            yield run
            run = []
        elif value is not None:
            run.append((at, value))
    if run:
        yield run


def _dot(place: str, kind: str) -> str:
    x, y = place.split(",")
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{3 if kind == "last" else 2}"/>'


def _span(nights: Sequence[str]) -> str:
    if not nights:
        return "no nights"
    return nights[0] if len(nights) == 1 else f"{nights[0]} to {nights[-1]}"


def _svg(
    wide: float, high: float, about: str, parts: Iterable[str], *, stretch: bool = False
) -> str:
    fit = ' preserveAspectRatio="none"' if stretch else ""
    return (
        f'<svg role="img" viewBox="0 0 {wide:g} {high:g}"{fit} aria-label="{escape(about)}">'
        f"{''.join(parts)}</svg>"
    )

"""Plots for the report: SVG that follows the page's colours, in the light and in the dark.

matplotlib draws with stand-in colours; they are replaced by CSS variables afterwards, so the
style sheet decides what they look like.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

INK: Final = "#010101"
COLOURS: Final = {
    "published": "#010203",
    "quarantined": "#010204",
    "duplicate": "#010205",
    "empty": "#010206",
    "unreadable": "#010207",
    "line": "#010208",
}
"""Stand-ins: a name here is the CSS variable ``--name``."""

_SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",  # text stays text: selectable, in the page's font
    "svg.hashsalt": "fragmend",  # the same report twice is the same file
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
MOST_NIGHTS: Final = 60
"""Nights drawn; older ones are left out."""


def stacked(nights: Sequence[str], series: Mapping[str, Sequence[int]], title: str) -> str:
    """A bar a night, one colour an outcome."""
    with mpl.rc_context(_SETTINGS):
        figure, axes = _axes(title)
        bottom = [0.0] * len(nights)
        for name, values in series.items():
            axes.bar(range(len(nights)), values, bottom=bottom, color=COLOURS[name], width=0.8)
            bottom = [low + value for low, value in zip(bottom, values, strict=True)]
        _name_nights(axes, nights)
        return _svg(figure, title)


def line(nights: Sequence[str], values: Sequence[float | None], title: str, *, share: bool) -> str:
    """One figure over the nights; a night that has none leaves a gap."""
    with mpl.rc_context(_SETTINGS):
        figure, axes = _axes(title)
        known = [float("nan") if value is None else value for value in values]
        axes.plot(range(len(nights)), known, color=COLOURS["line"], marker="o", markersize=3)
        axes.set_ylim(bottom=0, top=1.02 if share else None)
        if share:
            axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        _name_nights(axes, nights)
        return _svg(figure, title)


def _axes(title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(4.6, 2.3), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontsize=10)
    axes.margins(x=0.02)
    return figure, axes


def _name_nights(axes: Axes, nights: Sequence[str]) -> None:
    """Name at most six nights below the axis: the last one always."""
    step = max(1, -(-len(nights) // 6))
    shown = [at for at in range(len(nights)) if (len(nights) - 1 - at) % step == 0]
    axes.set_xticks(shown, [nights[at][5:] for at in shown])


def _svg(figure: Figure, title: str) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    for name, colour in COLOURS.items():
        svg = svg.replace(colour, f"var(--{name})")
    svg = svg.replace(INK, "var(--ink)").replace("#000000", "var(--ink)")
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # Two plots on one page would share ids: make each one's own by its title.
    own = re.sub(r"\W+", "-", title.lower())
    svg = re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{own}-", svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{title}"', 1)

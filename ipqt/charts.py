"""How every figure looks, and how it travels to the page. Figures are pure functions of values.

plotly costs 0.3 s of CPU at its first use: it is imported inside functions, and by `warm_up` at server start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.html import json_script

from ipqt.svg.values import overlaid

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from django.utils.safestring import SafeString

# The NHS palette. Colour never stands alone: pair each with a shape, a dash, a pattern or words.
BLUE, DARK_BLUE, GREEN, RED, ORANGE, YELLOW = "#005eb8", "#003087", "#007f3b", "#d5281b", "#ed8b00", "#ffb81c"
INK, QUIET, LINE, GROUND, PAPER = "#212b32", "#4c6272", "#d8dde0", "#f0f4f5", "#ffffff"
CLEAR = "rgba(0,0,0,0)"
LIGHT_BLUE = "#4a90d0"  # a tint of the blue that stays three times as light or dark as paper and ink
TINT = "#d2e3f4"  # of the blue: a ground for hatching
COLOURWAY = (BLUE, ORANGE, GREEN, DARK_BLUE, RED, QUIET)

SIZE, SMALL = 15, 13  # of text, in the units of a drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTable:
    """The numbers of a figure as a table; the first cell of a row is its heading."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]

    @property
    def labelled(self) -> list[list[tuple[str, object]]]:
        """Each cell with the heading of its column, which a phone shows beside it."""
        return [list(zip(self.header, row, strict=True)) for row in self.rows]


def new_figure(traces: Sequence[dict], *, layout: dict, narrow: dict | None = None) -> go.Figure:
    """A figure in our look. `narrow` is the part of the layout that is different on a phone."""
    import plotly.graph_objects as go

    whole = overlaid(_base_layout(), layout) | {"meta": {"narrow": narrow or {}}}
    return go.Figure({"data": list(traces), "layout": whole})


def figure_json(figure: go.Figure, element_id: str) -> SafeString:
    """The figure for plotly.js, as data that no browser runs: one script element of JSON."""
    from plotly.utils import PlotlyJSONEncoder

    return json_script(figure.to_plotly_json(), element_id, encoder=PlotlyJSONEncoder)


def plotly_text(*lines: str) -> str:
    """Lines of text for a figure, escaped: plotly reads a little HTML in its texts."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def line_trace(
    x: Sequence, y: Sequence, *, name: str, colour: str = BLUE, steps: bool = False, **more
) -> dict:
    """A line with points; None in `y` is a gap. `steps` holds each value until the next, as targets do."""
    line = {"color": colour, "width": 2.5, "shape": "hv" if steps else "linear"} | more.pop("line", {})
    marker = {"color": colour, "size": 8} | more.pop("marker", {})
    mode = more.pop("mode", "lines" if steps else "lines+markers")
    looks = {"name": name, "mode": mode, "line": line, "marker": marker}
    return {"type": "scatter", "x": list(x), "y": list(y), **looks, **more}


def warm_up() -> None:
    """Loads plotly and fills its caches, so that the first visitor does not wait for it."""
    figure_json(new_figure([line_trace([1], [1], name=""), {"type": "bar"}], layout={}), "warm-up")


def _base_layout() -> dict:
    axis = {
        "fixedrange": True,
        "gridcolor": LINE,
        "linecolor": QUIET,
        "showline": False,
        "tickfont": {"size": SMALL, "color": QUIET},
        "zeroline": False,
    }
    return {
        "template": "none",
        "font": {"family": "Arial, sans-serif", "size": SIZE, "color": INK},
        "colorway": COLOURWAY,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": INK,
            "font": {"size": SIZE, "color": INK},
            "align": "left",
        },
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "font": {"size": SMALL}},
        "xaxis": axis,
        "yaxis": axis,
    }

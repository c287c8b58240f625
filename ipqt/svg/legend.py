"""The key: what each line, bar and mark stands for."""

from __future__ import annotations

from collections.abc import Sequence

from ipqt.svg.bars import Box, draw_box
from ipqt.svg.markup import element
from ipqt.svg.plot import Plot, dashes
from ipqt.svg.scatter import draw_marker
from ipqt.svg.text import LINE_HEIGHT, Font, widest, write

SWATCH, GAP, SPACE = 24, 6, 18


def named(traces: Sequence[dict], layout: dict) -> list[dict]:
    """The traces that the key names; a single trace needs none."""
    chosen = [trace for trace in traces if trace.get("showlegend") is not False and trace.get("name")]
    alone = len(chosen) < 2 and not any(trace.get("showlegend") for trace in chosen)
    return chosen if layout.get("showlegend", not alone) else []


def rows_of(names: Sequence[str], *, width: float, size: float) -> list[tuple[float, int]]:
    """Where each name of a key stands: pixels from the left, and its row; rows are no wider than `width`."""
    places, x, row = [], 0.0, 0
    for name in names:
        wide = SWATCH + GAP + widest([name], size)
        if places and x + wide > width:
            x, row = 0, row + 1
        places.append((x, row))
        x += wide + SPACE
    return places


def draw_legend(traces: Sequence[dict], plot: Plot) -> str:
    """The key where the layout puts it: x and y are shares of the plot, as in plotly."""
    chosen = named(traces, plot.layout)
    if not chosen:
        return ""
    legend = plot.layout.get("legend") or {}
    font = plot.font.but(legend.get("font"))
    (left, right), (top, bottom) = plot.x.edges, plot.y.edges
    x = left + legend.get("x", 0) * (right - left)
    upright = legend.get("orientation") != "h"
    places = rows_of(
        [trace["name"] for trace in chosen], width=0 if upright else plot.width - x, size=font.size
    )
    step = row_height(font.size)
    height = step * (places[-1][1] + 1)
    y = bottom - legend.get("y", 1) * (bottom - top)
    y -= {"middle": height / 2, "bottom": height}.get(legend.get("yanchor"), 0)
    spots = ((x + across, y + (row + 0.5) * step) for across, row in places)
    return "".join(_entry(trace, *spot, font, plot) for trace, spot in zip(chosen, spots, strict=True))


def row_height(size: float) -> float:
    return size * LINE_HEIGHT + 4


def key_height(names: Sequence[str], *, width: float, size: float) -> float:
    """Pixels that a key of these names needs, for whoever leaves room for it."""
    return row_height(size) * (
        max((row for _, row in rows_of(names, width=width, size=size)), default=-1) + 1
    )


def _entry(trace: dict, x: float, y: float, font: Font, plot: Plot) -> str:
    words = write(trace["name"], x=x + SWATCH + GAP, y=y, font=font, base=plot.font, anchor="left")
    return _swatch(trace, x, y, plot) + words


def _swatch(trace: dict, x: float, y: float, plot: Plot) -> str:
    marker = trace.get("marker") or {}
    if trace.get("type") == "bar":
        return draw_box(Box(x + 2, y - 6, SWATCH - 4, 12), marker, 0, plot)
    line, mode = trace["line"], trace.get("mode") or "lines+markers"
    stroke = ""
    if "lines" in mode:
        width = line.get("width") or 2
        dash = dashes(line.get("dash"), width)
        style = {"stroke": line["color"], "stroke_width": width, "stroke_dasharray": dash}
        stroke = element("line", x1=x, y1=y, x2=x + SWATCH, y2=y, **style)
    return stroke + (draw_marker(trace, 0, (x + SWATCH / 2, y)) if "markers" in mode else "")

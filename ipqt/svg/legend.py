"""The key: what each line, bar and mark stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipqt.svg.bars import Box, draw_box
from ipqt.svg.markup import element
from ipqt.svg.plot import Plot, dashes
from ipqt.svg.scatter import draw_marker
from ipqt.svg.text import LINE_HEIGHT, Font, text_width, write

SWATCH, GAP, SPACE = 24, 6, 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the key at its place, measured from the key's own corner."""

    trace: dict
    x: float
    row: int


def named(traces: Sequence[dict], layout: dict) -> list[dict]:
    """The traces that the key names; a single trace needs none."""
    chosen = [trace for trace in traces if trace.get("showlegend") is not False and trace.get("name")]
    alone = len(chosen) < 2 and not any(trace.get("showlegend") for trace in chosen)
    return chosen if layout.get("showlegend", not alone) else []


def placed(traces: Sequence[dict], *, width: float, size: float, upright: bool) -> list[Entry]:
    """The names in rows no wider than `width`, or one below the other."""
    entries, x, row = [], 0.0, 0
    for trace in traces:
        wide = SWATCH + GAP + text_width(trace["name"], size)
        if entries and (upright or x + wide > width):
            x, row = 0, row + 1
        entries.append(Entry(trace, x, row))
        x += wide + SPACE
    return entries


def draw_legend(traces: Sequence[dict], plot: Plot) -> str:
    """The key where the layout puts it: x and y are shares of the plot, as in plotly."""
    chosen = named(traces, plot.layout)
    if not chosen:
        return ""
    legend = plot.layout.get("legend") or {}
    font = plot.font.but(legend.get("font"))
    (left, right), (top, bottom) = plot.x.edges, plot.y.edges
    x = left + legend.get("x", 0) * (right - left)
    entries = placed(
        chosen,
        width=plot.width - x,
        size=font.size,
        upright=legend.get("orientation") != "h",
    )
    step = row_height(font)
    height = step * (entries[-1].row + 1)
    y = bottom - legend.get("y", 1) * (bottom - top)
    y -= {"top": 0, "middle": height / 2, "bottom": height}.get(legend.get("yanchor"), 0)
    return "".join(_entry(entry, x + entry.x, y + (entry.row + 0.5) * step, font, plot) for entry in entries)


def row_height(font: Font) -> float:
    return font.size * LINE_HEIGHT + 4


def _entry(entry: Entry, x: float, y: float, font: Font, plot: Plot) -> str:
    words = write(entry.trace["name"], x=x + SWATCH + GAP, y=y, font=font, base=plot.font, anchor="left")
    return _swatch(entry.trace, x, y, plot) + words


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

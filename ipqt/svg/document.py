"""A plotly figure as one SVG picture: what the page shows first, and what print, Word and PDF show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ipqt.svg.axes import GAP, Y_ROOM, draw_axes
from ipqt.svg.bars import Bar, bars_of, draw_bar
from ipqt.svg.legend import draw_legend
from ipqt.svg.markup import element, plain
from ipqt.svg.plot import Plot
from ipqt.svg.scales import Scale, ranged, unranged
from ipqt.svg.scatter import draw_scatter
from ipqt.svg.shapes import draw_annotations, draw_shapes
from ipqt.svg.text import Font, widest
from ipqt.svg.ticks import ticks_of
from ipqt.svg.values import each, listed, overlaid

if TYPE_CHECKING:
    import plotly.graph_objects as go

WIDE, NARROW = 840, 280  # units of the drawing; at about this width on the screen a unit is a pixel
MARGIN = {"l": 80, "r": 80, "t": 100, "b": 80}  # as plotly.js has it
COLOURS = ("#005eb8", "#ed8b00", "#007f3b", "#003087", "#d5281b", "#4c6272")


def figure_svg(figure: go.Figure, *, name: str, title: str, description: str, narrow: bool = False) -> str:
    """The figure drawn for a wide page, or for a phone when `narrow`; `name` must be unique on its page."""
    layout = merged(figure.layout.to_plotly_json(), narrow=narrow)
    traces = [_coloured(trace.to_plotly_json(), index, layout) for index, trace in enumerate(figure.data)]
    traces = [trace for trace in traces if trace.get("visible", True) is True]
    width, height = NARROW if narrow else WIDE, layout.get("height") or 400
    plot, bars = _plot(traces, layout, name=name, size=(width, height))
    drawing = _drawing(traces, bars, plot)
    titles = element("title", plain(title), id=f"{name}-title")
    titles += element("desc", plain(description), id=f"{name}-desc")
    return element(
        "svg",
        titles + plot.definitions + drawing,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=(layout.get("font") or {}).get("family") or "Arial, sans-serif",
        font_size=plot.font.size,
        fill=plot.font.colour,
    )


def merged(layout: dict, *, narrow: bool) -> dict:
    """The layout, with what it says of itself for narrow screens (`meta.narrow`) laid over it when asked."""
    patch = (layout.get("meta") or {}).get("narrow") if narrow else None
    return overlaid(layout, patch) if patch else layout


def _coloured(trace: dict, index: int, layout: dict) -> dict:
    """The trace with a colour for its line and its marks, its own or the next of the colourway."""
    way = layout.get("colorway") or COLOURS
    marker, line = trace.get("marker") or {}, trace.get("line") or {}
    line = {"color": each(marker.get("color"), 0) or way[index % len(way)], **line}
    return {**trace, "line": line, "marker": {"color": line["color"], **marker}}


def _plot(
    traces: list[dict], layout: dict, *, name: str, size: tuple[float, float]
) -> tuple[Plot, list[Bar]]:
    """The plot with both scales reaching as far as what is drawn, and the bars drawn on it."""
    x_axis, y_axis = layout.get("xaxis") or {}, layout.get("yaxis") or {}
    (width, height), margin = size, MARGIN | (layout.get("margin") or {})
    given = layout.get("font") or {}
    font = Font(size=given.get("size") or 14, colour=given.get("color") or "#212b32")
    x = unranged(x_axis, _values(traces, "x"), first=margin["l"], last=width - margin["r"])
    y = unranged(y_axis, _values(traces, "y"), first=height - margin["b"], last=margin["t"])
    bars = bars_of(traces, layout, x=x, y=y)
    x = ranged(x, x_axis, reach=_reach(traces, bars, x, "x"), zero=_stands(bars, upright=False))
    y = ranged(y, y_axis, reach=_reach(traces, bars, y, "y"), zero=_stands(bars, upright=True))
    if y_axis.get("automargin"):
        x = _clear_of_words(x, y, y_axis, font.but(y_axis.get("tickfont")))
    return Plot(name=name, layout=layout, x=x, y=y, font=font, width=width), bars


def _clear_of_words(x: Scale, y: Scale, y_axis: dict, font: Font) -> Scale:
    """The x scale moved right until the words of the y axis have room, at most to the middle."""
    texts = [tick.text for tick in ticks_of(y_axis, y, room=Y_ROOM)]
    title = font.size * 2 if (y_axis.get("title") or {}).get("text") else 0
    return replace(x, first=min(max(x.first, widest(texts, font.size) + GAP * 2 + title), x.last / 2))


def _values(traces: list[dict], letter: str) -> list:
    """Raw values along an axis; of a bar that stands on a base, the base and not its length."""
    values: list = []
    for trace in traces:
        along = "x" if trace.get("orientation") == "h" else "y"
        base = trace.get("base") if trace.get("type") == "bar" and along == letter else None
        if base is None:
            values += listed(trace.get(letter))
        else:
            values += listed(base) if isinstance(base, (list, tuple)) or hasattr(base, "tolist") else [base]
    return values


def _reach(traces: list[dict], bars: list[Bar], scale: Scale, letter: str) -> list[float]:
    """Every place along an axis that something is drawn at, in the axis's own unit."""
    lines = (trace for trace in traces if trace.get("type") != "bar")
    places = [scale.place(value) for trace in lines for value in listed(trace.get(letter))]
    for bar in bars:
        places += (bar.start, bar.end) if bar.upright == (letter == "y") else (bar.low, bar.high)
    return [place for place in places if place is not None]


def _stands(bars: list[Bar], *, upright: bool) -> bool:
    """Whether bars stand on zero in this direction."""
    return any(bar.upright == upright and bar.trace.get("base") is None for bar in bars)


def _drawing(traces: list[dict], bars: list[Bar], plot: Plot) -> str:
    """From the ground up: shapes below, grid, bars, lines and points, shapes above, words, key."""
    grid, axes = draw_axes(plot)
    return "".join(
        (
            draw_shapes(plot, below=True),
            grid,
            *(draw_bar(bar, plot) for bar in bars),
            *(draw_scatter(trace, plot) for trace in traces if trace.get("type") != "bar"),
            draw_shapes(plot, below=False),
            axes,
            draw_annotations(plot),
            draw_legend(traces, plot),
        )
    )

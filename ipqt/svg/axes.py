"""Axes: grid lines, ticks, their words, and titles."""

from __future__ import annotations

from ipqt.svg.markup import element, number
from ipqt.svg.plot import Plot, dashes
from ipqt.svg.text import LINE_HEIGHT, lines_of, write
from ipqt.svg.ticks import Tick, ticks_of

X_ROOM, Y_ROOM = 70, 42  # pixels that a label wants for itself
GAP = 6


def draw_axes(plot: Plot) -> tuple[str, str]:
    """What lies under the marks (grid lines) and what lies over them (axis lines, words)."""
    x, y = plot.layout.get("xaxis") or {}, plot.layout.get("yaxis") or {}
    x_ticks, y_ticks = shown(x, plot, "x"), shown(y, plot, "y")
    under = _grid(x, x_ticks, plot, "x") + _grid(y, y_ticks, plot, "y")
    over = (
        _axis_line(x, plot, "x")
        + _axis_line(y, plot, "y")
        + _x_words(x, x_ticks, plot)
        + _y_words(y, y_ticks, plot)
    )
    return under, over


def shown(axis: dict, plot: Plot, letter: str) -> list[Tick]:
    """The ticks of an axis that lie on the plot."""
    if axis.get("visible") is False:
        return []
    scale, room = (plot.x, X_ROOM) if letter == "x" else (plot.y, Y_ROOM)
    return [tick for tick in ticks_of(axis, scale, room=room) if scale.holds(scale.pixel(tick.label))]


def _grid(axis: dict, ticks: list[Tick], plot: Plot, letter: str) -> str:
    """One path of all grid lines."""
    if axis.get("showgrid") is False:
        return ""
    scale = plot.x if letter == "x" else plot.y
    spots = [pixel for pixel in (scale.pixel(tick.line) for tick in ticks) if scale.holds(pixel)]
    if not spots:
        return ""
    return element(
        "path",
        d="".join(_run(plot, letter, spot) for spot in spots),
        fill="none",
        stroke=axis.get("gridcolor") or "#eee",
        stroke_width=axis.get("gridwidth"),
        stroke_dasharray=dashes(axis.get("griddash")),
    )


def _axis_line(axis: dict, plot: Plot, letter: str) -> str:
    if not axis.get("showline") or axis.get("visible") is False:
        return ""
    if letter == "x":
        path = _run(plot, "y", plot.y.edges[0 if axis.get("side") == "top" else 1])
    else:
        path = _run(plot, "x", plot.x.edges[0])
    colour, width = axis.get("linecolor") or "#444", axis.get("linewidth")
    return element("path", d=path, fill="none", stroke=colour, stroke_width=width)


def _run(plot: Plot, letter: str, spot: float) -> str:
    """A line across the whole plot at a pixel of the axis `letter`."""
    (left, right), (top, bottom) = plot.x.edges, plot.y.edges
    if letter == "x":
        return f"M{number(spot)} {number(top)}V{number(bottom)}"
    return f"M{number(left)} {number(spot)}H{number(right)}"


def _x_words(axis: dict, ticks: list[Tick], plot: Plot) -> str:
    (left, right), (top, bottom) = plot.x.edges, plot.y.edges
    above = axis.get("side") == "top"
    level, valign, down = (top - GAP, "bottom", -1) if above else (bottom + GAP, "top", 1)
    font = plot.font.but(axis.get("tickfont"))
    parts, rows = [], 0
    if axis.get("showticklabels") is not False:
        for tick in ticks:
            spot = plot.x.pixel(tick.label)
            parts.append(write(tick.text, x=spot, y=level, font=font, base=plot.font, valign=valign))
        rows = max((len(lines_of(tick.text)) for tick in ticks), default=0)
    title = axis.get("title") or {}
    if title.get("text"):
        level += down * (rows * font.size * LINE_HEIGHT + (GAP if rows else 0))
        own = plot.font.but(title.get("font"))
        middle = (left + right) / 2
        parts.append(write(title["text"], x=middle, y=level, font=own, base=plot.font, valign=valign))
    return "".join(parts)


def _y_words(axis: dict, ticks: list[Tick], plot: Plot) -> str:
    (left, _), (top, bottom) = plot.x.edges, plot.y.edges
    font = plot.font.but(axis.get("tickfont"))
    parts = []
    if axis.get("showticklabels") is not False:
        for tick in ticks:
            spot = plot.y.pixel(tick.label)
            parts.append(write(tick.text, x=left - GAP, y=spot, font=font, base=plot.font, anchor="right"))
    title = axis.get("title") or {}
    if title.get("text"):
        own = plot.font.but(title.get("font"))
        x, y = own.size * 0.8, (top + bottom) / 2
        parts.append(write(title["text"], x=x, y=y, font=own, base=plot.font, angle=-90))
    return "".join(parts)

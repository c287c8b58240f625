"""Lines that break where nothing is known, and points whose shape says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ipqt.svg.markup import element, number
from ipqt.svg.plot import Plot, dashes
from ipqt.svg.text import write
from ipqt.svg.values import each, listed

Point = tuple[float, float]

# Each shape for a radius of 1, as plotly.js draws it.
_SHAPES = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((0, -1), (1.15, 0.5), (-1.15, 0.5)),
    "triangle-down": ((0, 1), (1.15, -0.5), (-1.15, -0.5)),
    "triangle-right": ((1, 0), (-0.5, 1.15), (-0.5, -1.15)),
    "triangle-left": ((-1, 0), (0.5, 1.15), (0.5, -1.15)),
    "x": (
        *((-0.55, -1.1), (0, -0.55), (0.55, -1.1), (1.1, -0.55), (0.55, 0), (1.1, 0.55)),
        *((0.55, 1.1), (0, 0.55), (-0.55, 1.1), (-1.1, 0.55), (-0.55, 0), (-1.1, -0.55)),
    ),
}
_SIDES = {"left": ("right", -1), "center": ("center", 0), "right": ("left", 1)}
_LEVELS = {"top": ("bottom", -1), "middle": ("middle", 0), "bottom": ("top", 1)}


def pixels(trace: dict, plot: Plot) -> list[Point | None]:
    """Where each point lies; None where either of its values is missing."""
    values = zip(listed(trace.get("x")), listed(trace.get("y")), strict=False)
    places = ((plot.x.at(x), plot.y.at(y)) for x, y in values)
    return [None if x is None or y is None else (x, y) for x, y in places]


def draw_scatter(trace: dict, plot: Plot) -> str:
    """The trace's line, then its points, then their words."""
    points = pixels(trace, plot)
    mode = trace.get("mode") or ("lines+markers" if len(points) < 20 else "lines")
    parts = [_line(trace, points, plot)] if "lines" in mode else []
    inside = [(n, p) for n, p in enumerate(points) if p and plot.x.holds(p[0]) and plot.y.holds(p[1])]
    if "markers" in mode:
        parts += [draw_marker(trace, index, point) for index, point in inside]
    if "text" in mode:
        parts += [_text(trace, index, point, plot) for index, point in inside]
    return "".join(parts)


def _line(trace: dict, points: Sequence[Point | None], plot: Plot) -> str:
    line = trace["line"]
    runs = _runs(points, across_gaps=bool(trace.get("connectgaps")))
    path = "".join(_path(run, line.get("shape") or "linear") for run in runs if len(run) > 1)
    if not path:
        return ""
    beyond = any(p and not (plot.x.holds(p[0]) and plot.y.holds(p[1])) for p in points)
    width = line.get("width") or 2
    return element(
        "path",
        d=path,
        fill="none",
        stroke=line["color"],
        stroke_width=width,
        stroke_dasharray=dashes(line.get("dash"), width),
        stroke_linejoin="round",
        clip_path=plot.clip() if beyond else None,
    )


def _runs(points: Sequence[Point | None], *, across_gaps: bool) -> list[list[Point]]:
    """The points between gaps."""
    if across_gaps:
        return [[point for point in points if point]]
    runs: list[list[Point]] = [[]]
    for point in points:
        if point:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return runs


def _path(run: Sequence[Point], shape: str) -> str:
    (x, y), steps = run[0], []
    for before, (x2, y2) in pairwise(run):
        if shape == "hv":
            steps.append(f"H{number(x2)}V{number(y2)}")
        elif shape == "vh":
            steps.append(f"V{number(y2)}H{number(x2)}")
        elif shape == "hvh":
            steps.append(f"H{number((before[0] + x2) / 2)}V{number(y2)}H{number(x2)}")
        else:
            steps.append(f"L{number(x2)} {number(y2)}")
    return f"M{number(x)} {number(y)}{''.join(steps)}"


def draw_marker(trace: dict, index: int, point: Point) -> str:
    """One point's mark; an open one is an outline."""
    marker = trace.get("marker") or {}
    symbol = str(each(marker.get("symbol"), index, "circle"))
    name, hollow = symbol.removesuffix("-open"), symbol.endswith("-open")
    colour = each(marker.get("color"), index)
    line = marker.get("line") or {}
    edge = each(line.get("width"), index, 2 if hollow else 0)
    style = {
        "fill": "none" if hollow else colour,
        "stroke": (colour if hollow else each(line.get("color"), index, "#fff")) if edge else None,
        "stroke_width": edge or None,
    }
    radius = each(marker.get("size"), index, 6) / 2
    (x, y), corners = point, _SHAPES.get(name)
    if corners is None:
        return element("circle", cx=x, cy=y, r=radius, **style)
    outline = "L".join(f"{number(x + dx * radius)} {number(y + dy * radius)}" for dx, dy in corners)
    return element("path", d=f"M{outline}Z", **style)


def _text(trace: dict, index: int, point: Point, plot: Plot) -> str:
    words = each(trace.get("text"), index, "")
    if words == "":
        return ""
    level, _, side = each(trace.get("textposition"), index, "middle center").partition(" ")
    (anchor, right), (valign, down) = _SIDES[side or "center"], _LEVELS[level]
    gap = each((trace.get("marker") or {}).get("size"), index, 6) / 2 + 4
    font = plot.font.but(trace.get("textfont"))
    x, y = point[0] + right * gap, point[1] + down * gap
    return write(words, x=x, y=y, font=font, base=plot.font, anchor=anchor, valign=valign)

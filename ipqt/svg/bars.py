"""Bars: side by side, stacked, over each other, or standing on a `base` as in a timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ipqt.svg.markup import element
from ipqt.svg.plot import Plot
from ipqt.svg.scales import Scale
from ipqt.svg.text import Font, widest, write
from ipqt.svg.values import each, listed

TEXT_MARGIN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar in the units of its axes: `low` to `high` across, `start` to `end` along."""

    trace: dict
    index: int
    low: float
    high: float
    start: float
    end: float

    @property
    def upright(self) -> bool:
        return self.trace.get("orientation") != "h"


class Box(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class _Stack:
    """How high the bars stand at each place, upwards and downwards."""

    heights: dict = field(default_factory=lambda: defaultdict(float))

    def put(self, place: float, size: float) -> float:
        """Where the next bar begins."""
        key = (place, size >= 0)
        start = self.heights[key]
        self.heights[key] += size
        return start


def bars_of(traces: Sequence[dict], layout: dict, *, x: Scale, y: Scale) -> list[Bar]:
    """Every bar of the bar traces, in drawing order; a bar without a place or a length is left out."""
    drawn = [trace for trace in traces if trace.get("type") == "bar"]
    mode, stack, bars = layout.get("barmode") or "group", _Stack(), []
    for rank, trace in enumerate(drawn):
        along, across = (x, y) if trace.get("orientation") == "h" else (y, x)
        low, high = _span(trace, layout, across, drawn, rank=rank if mode == "group" else None)
        for index, (place, size) in enumerate(_points(trace, along, across)):
            if place is None or size is None:
                continue
            start = _start(trace, index, along)
            if start is None and trace.get("base") is not None:
                continue
            if start is None:
                start = stack.put(place, size) if mode in ("stack", "relative") else 0
            sides = {"low": place + low, "high": place + high, "start": start, "end": start + size}
            bars.append(Bar(trace=trace, index=index, **sides))
    return bars


def _points(trace: dict, along: Scale, across: Scale) -> list[tuple[float | None, float | None]]:
    places, sizes = ("y", "x") if trace.get("orientation") == "h" else ("x", "y")
    pairs = zip(listed(trace.get(places)), listed(trace.get(sizes)), strict=False)
    return [(across.place(place), along.length(size)) for place, size in pairs]


def _start(trace: dict, index: int, along: Scale) -> float | None:
    base = each(trace.get("base"), index)
    return None if base is None else along.place(base)


def _span(
    trace: dict, layout: dict, across: Scale, traces: Sequence[dict], *, rank: int | None
) -> tuple[float, float]:
    """Where a bar begins and ends across, measured from its place; `rank` is its seat among others."""
    axis_names = ("y", "x") if trace.get("orientation") == "h" else ("x", "y")
    gap = layout.get("bargap")
    room = _closest([across.place(value) for other in traces for value in listed(other.get(axis_names[0]))])
    room *= 1 - (0.2 if gap is None else gap)
    seats = len(traces) if rank is not None else 1
    width = trace.get("width") or room / seats
    offset = trace.get("offset")
    if offset is None:
        offset = -room / 2 + (rank or 0) * room / seats if seats > 1 else -width / 2
    return offset, offset + width


def _closest(places: Sequence[float | None]) -> float:
    """The smallest distance between two places; 1 where there are not two."""
    ordered = sorted({place for place in places if place is not None})
    return min((b - a for a, b in pairwise(ordered)), default=1)


def draw_bar(bar: Bar, plot: Plot) -> str:
    """The bar, cut at the edges of the plot, with its text."""
    along, across = (plot.y, plot.x) if bar.upright else (plot.x, plot.y)
    first, last = sorted(_inside(along, edge) for edge in (bar.start, bar.end))
    left, right = sorted(_inside(across, edge) for edge in (bar.low, bar.high))
    if last - first < 0.05 or right - left < 0.05:
        return ""
    box = Box(left, first, right - left, last - first)
    if not bar.upright:
        box = Box(first, left, last - first, right - left)
    return draw_box(box, bar.trace.get("marker") or {}, bar.index, plot) + _text(bar, plot, box)


def draw_box(box: Box, marker: dict, index: int, plot: Plot) -> str:
    """A rectangle filled and edged as the marker of a bar says."""
    line = marker.get("line") or {}
    thick = each(line.get("width"), index, 0)
    return element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        fill=plot.fill(marker, index),
        fill_opacity=_opacity(each(marker.get("opacity"), index, 1)),
        stroke=each(line.get("color"), index) if thick else None,
        stroke_width=thick or None,
    )


def _opacity(value: float) -> str | None:
    """Two decimals, since a tenth is too coarse for an edge that fades."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value < 1 else None


def _inside(scale: Scale, place: float) -> float:
    """The pixel of a place, or the nearest on the plot."""
    low, high = scale.edges
    return min(max(scale.pixel(place), low), high)


def _text(bar: Bar, plot: Plot, box: Box) -> str:
    """The bar's own words: beyond its end where asked, else inside it if they fit."""
    text = each(bar.trace.get("text"), bar.index, "")
    where = each(bar.trace.get("textposition"), bar.index, "auto")
    if text == "" or where == "none":
        return ""
    font = plot.font.but(bar.trace.get("textfont"))
    if where == "outside":
        return _beyond(text, bar, box, font, plot)
    if widest([text], font.size) + 2 > box.width or font.size * 1.1 > box.height:
        return ""
    return write(text, x=box.x + box.width / 2, y=box.y + box.height / 2, font=font, base=plot.font)


def _beyond(text: str, bar: Bar, box: Box, font: Font, plot: Plot) -> str:
    forward = bar.end >= bar.start
    if bar.upright:
        edge, valign = (box.y - 2, "bottom") if forward else (box.y + box.height + 2, "top")
        return write(text, x=box.x + box.width / 2, y=edge, font=font, base=plot.font, valign=valign)
    edge, anchor = (box.x + box.width + TEXT_MARGIN, "left") if forward else (box.x - TEXT_MARGIN, "right")
    return write(text, x=edge, y=box.y + box.height / 2, font=font, base=plot.font, anchor=anchor)

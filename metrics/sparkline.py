"""A series in the space of a word: its last values, their usual range and the mark of the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from ipqt.charts import INK, LINE, PAPER
from ipqt.svg.markup import element, number
from ipqt.svg.scatter import draw_marker
from metrics.marks import MARKS
from metrics.selectors.readings import SeriesReading
from metrics.spc.results import Footing

WIDTH, HEIGHT, PAD, LONGEST = 120, 32, 5, 36
DOT = 2


def sparkline(reading: SeriesReading, *, reach: Sequence[float] = ()) -> SafeString:
    """The last 36 periods without a word: the table says everything beside it. Empty without a value.

    A period without a value is a gap, and a value between two gaps a dot. `reach` are values that the scale
    has to hold as well, so that several lines stand on one scale.
    """
    values = [point.value for point in reading.points][-LONGEST:]
    known = [value for value in values if value is not None]
    if not known:
        return SafeString("")
    scale = _Scale([*known, *_limits(reading), *reach], len(values))
    drawing = _range(reading, scale) + _line(values, scale) + _newest(reading, values, scale)
    picture = element(
        "svg",
        drawing,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
        focusable="false",
    )
    return mark_safe(picture)  # noqa: S308 numbers and our own colours only


def shared_reach(readings: Iterable[SeriesReading]) -> list[float]:
    """The lowest and the highest that lines side by side have to hold; empty where nothing is known."""
    values = [
        value
        for reading in readings
        if reading.last_known
        for value in (
            *(point.value for point in reading.points[-LONGEST:] if point.is_known),
            *_limits(reading),
        )
    ]
    return [min(values), max(values)] if values else []


class _Scale:
    """Pixels of periods, counted from 0, and of values."""

    def __init__(self, reach: Sequence[float], periods: int):
        self.low, high = min(reach), max(reach)
        self.size = high - self.low
        self.periods = periods

    def x(self, index: int) -> float:
        return PAD + (WIDTH - 2 * PAD) * (index / (self.periods - 1) if self.periods > 1 else 0.5)

    def y(self, value: float) -> float:
        share = (value - self.low) / self.size if self.size else 0.5
        return HEIGHT - PAD - (HEIGHT - 2 * PAD) * share


def _limits(reading: SeriesReading) -> list[float]:
    group = reading.result.groups[-1]
    return [group.lower, group.upper] if group.footing == Footing.LIMITS else []


def _range(reading: SeriesReading, scale: _Scale) -> str:
    """Where usual variation lies by the limits of today."""
    limits = _limits(reading)
    if not limits:
        return ""
    bottom, top = map(scale.y, limits)
    return element("rect", x=0, y=top, width=WIDTH, height=max(bottom - top, 1), fill=LINE)


def _line(values: Sequence[float | None], scale: _Scale) -> str:
    parts = []
    for known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        if not known:
            continue
        spots = [(scale.x(index), scale.y(value)) for index, value in run]
        if len(spots) == 1:
            parts.append(element("circle", cx=spots[0][0], cy=spots[0][1], r=DOT, fill=INK))
        else:
            path = "L".join(f"{number(x)} {number(y)}" for x, y in spots)
            parts.append(element("path", d=f"M{path}", fill="none", stroke=INK, stroke_width=1.5))
    return "".join(parts)


def _newest(reading: SeriesReading, values: Sequence[float | None], scale: _Scale) -> str:
    """The mark of the newest value by its type, hollow where it is provisional."""
    index = max(index for index, value in enumerate(values) if value is not None)
    newest = reading.points[index - len(values)]
    mark = MARKS[reading.result.point_types[index - len(values)]]
    hollow = newest.is_provisional
    marker = {
        "symbol": mark.symbol,
        "size": 8,
        "color": PAPER if hollow else mark.colour,
        "line": {"color": mark.edge if hollow else INK, "width": 2 if hollow else 1},
    }
    return draw_marker({"marker": marker}, 0, (scale.x(index), scale.y(values[index])))

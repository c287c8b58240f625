"""Where things lie on the chart: a day for every period, the ground of each, how far the axes reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from metrics.models import PeriodType, TargetKind
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading
from metrics.spc.results import Footing

ROLLING = frozenset((PeriodType.ROLLING_QUARTER, PeriodType.ROLLING_YEAR))
LONE_HALF = timedelta(days=15)
AHEAD = 0.4  # of the time that has values, kept free at most for targets that lie ahead
ROOM = 0.08  # of the height, above and below
TOP_ROW, FOOT = 0.9, 0.45  # of that room: where events stand above the plot, and lost values below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`days` has one entry a point; `edges` one more, the day on which each period's ground begins."""

    days: Sequence[date]
    edges: Sequence[date]
    last: date
    low: float
    high: float

    @property
    def first(self) -> date:
        return self.edges[0]

    @property
    def room(self) -> float:
        return (self.high - self.low) / (1 + 2 * ROOM) * ROOM

    @property
    def top(self) -> float:
        """Height of the row of events."""
        return self.high - self.room * (1 - TOP_ROW)

    @property
    def foot(self) -> float:
        """Height of the row of periods that have no value."""
        return self.low + self.room * FOOT

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def frame_of(reading: SeriesReading) -> Frame:
    """The frame of a reading with at least one known value."""
    days = [day_of(point, reading.series.period_type) for point in reading.points]
    edges = _edges(days)
    last = _last_day(reading, edges)
    reach = list(_heights(reading, edges[0], last))
    low, high = min(reach), max(reach)
    margin = ROOM * ((high - low) or abs(high) or 1)
    return Frame(days=days, edges=edges, last=last, low=low - margin, high=high + margin)


def day_of(point: Point, period_type: str) -> date:
    """The middle of a period; of a rolling one its end, since its middle lies in other periods as well."""
    if period_type in ROLLING:
        return point.ends_on
    return point.starts_on + (point.ends_on - point.starts_on) // 2


def _edges(days: Sequence[date]) -> list[date]:
    """Halfway between neighbours; the outer two as far out as their neighbours are."""
    inner = [earlier + (later - earlier) / 2 for earlier, later in pairwise(days)]
    before = inner[0] - days[0] if inner else LONE_HALF
    after = days[-1] - inner[-1] if inner else LONE_HALF
    return [days[0] - before, *inner, days[-1] + after]


def _last_day(reading: SeriesReading, edges: Sequence[date]) -> date:
    """The end of the values, or of the way that a trajectory shows from there, as far as there is room."""
    end = edges[-1]
    furthest = end + (end - edges[0]) * AHEAD
    ahead = [one.starts_on for one in reading.targets if one.kind == TargetKind.TRAJECTORY]
    return max([end, *(day for day in ahead if day <= furthest)])


def _heights(reading: SeriesReading, first: date, last: date) -> Iterable[float]:
    yield from (point.value for point in reading.points if point.value is not None)
    for group in reading.result.groups:
        if group.footing == Footing.LIMITS:
            yield from (group.lower, group.upper)
    yield from (
        one.value
        for one in reading.targets
        if one.starts_on <= last and (one.ends_on is None or one.ends_on >= first)
    )

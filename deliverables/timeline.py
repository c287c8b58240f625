"""Where the bars of a plan year's timeline run, and how sharp their ends are. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from deliverables.status import STATES
from ipqt.dates import add_months

# How much of an end is soft, in days at most, and how long a window must be to have a middle that is sure.
SOFT_DAYS = {"quarter": 30, "year": 120}
WHOLE_DAYS = {"quarter": 92, "year": 366}
UNKNOWN_START_DAYS = 75
STEPS = 4
LONGEST_OVERRUN_MONTHS = 6
TIMING_WORDS = {
    "delivered_late": "{late} late",
    "overdue": "{late} overdue",
    "passed_unreported": "date passed",
    "forecast_late": "forecast later than planned",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One plan item: `state` and `timing` are codes of status.py, `late` is its words ("4 months")."""

    label: str
    ref: str
    planned_start: date | None
    planned_end: date | None
    planned_precision: str
    planned_words: str
    actual_start: date | None
    actual_end: date | None
    actual_precision: str
    actual_words: str
    state: str
    timing: str
    late: str

    @property
    def is_dated(self) -> bool:
        return bool(self.planned_end or self.actual_start or self.actual_end)

    @property
    def standing(self) -> str:
        """State and timing in words: Delivered, 4 months late."""
        extra = TIMING_WORDS.get(self.timing, "").format(late=self.late).strip()
        return f"{STATES[self.state].label}, {extra}" if extra else STATES[self.state].label


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar, both days included; `strength` under 1 where the date is not exact."""

    first: date
    last: date
    strength: float

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The days that a timeline shows: its year, and as much more as late work needs, in whole quarters."""

    first: date
    last: date

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def quarters(self) -> list[tuple[date, date]]:
        """First day of each quarter, and of the next, cut at the frame."""
        starts = [self.first]
        while starts[-1] < self.after:
            month = starts[-1]
            starts.append(add_months(month, 3 - (month.month - 1) % 3))
        return [(start, min(end, self.after)) for start, end in pairwise(starts)]


def frame_of(rows: Sequence[TimelineRow], *, starts_on: date, ends_on: date) -> Frame:
    """The year, or longer where work was finished after it, by half a year at most."""
    latest = max((row.actual_end for row in rows if row.actual_end), default=ends_on)
    last = ends_on
    for months in range(3, LONGEST_OVERRUN_MONTHS + 1, 3):
        if latest > last:
            last = add_months(ends_on + timedelta(days=1), months) - timedelta(days=1)
    return Frame(first=starts_on, last=last)


def planned_pieces(row: TimelineRow) -> list[Piece]:
    if not row.planned_end:
        return []
    return list(_pieces(row.planned_start, row.planned_end, row.planned_precision))


def actual_pieces(row: TimelineRow, *, as_at: date) -> list[Piece]:
    """What happened; work without a known end runs on, softly, to the moment of the page."""
    if row.actual_end:
        return list(_pieces(row.actual_start, row.actual_end, row.actual_precision))
    if row.actual_start and row.actual_start <= as_at:
        return list(_faded(row.actual_start, as_at, fall=_soft_days(row.actual_start, as_at, "quarter")))
    return []


def _pieces(start: date | None, end: date, precision: str) -> Iterator[Piece]:
    soft = _soft_days(start, end, precision)
    if start is None:
        first = end - timedelta(days=UNKNOWN_START_DAYS - 1)
        return _faded(first, end, rise=UNKNOWN_START_DAYS - soft, fall=soft)
    sure = (end - start).days >= WHOLE_DAYS.get(precision, 0)
    return _faded(start, end, rise=soft, fall=soft, sure=sure)


def _soft_days(start: date | None, end: date, precision: str) -> int:
    most = SOFT_DAYS.get(precision, 0)
    return max(0, min(most, (end - start).days // 3)) if start else most // 2


def _faded(first: date, last: date, *, rise: int = 0, fall: int = 0, sure: bool = True) -> Iterator[Piece]:
    """A bar from first to last that grows stronger over `rise` days and weaker over `fall` days.

    `sure` is false where all of it is no more than the quarter or year in which something is meant to be.
    """
    yield from _steps(first, rise, range(1, STEPS + 1))
    body_first, body_last = first + timedelta(days=rise), last - timedelta(days=fall)
    if body_first <= body_last:
        yield Piece(body_first, body_last, 1 if sure else STEPS / (STEPS + 1))
    yield from _steps(last - timedelta(days=fall - 1), fall, range(STEPS, 0, -1))


def _steps(first: date, days: int, levels: range) -> Iterator[Piece]:
    """`days` days from `first`, in even steps of rising or falling strength."""
    edges = [first + timedelta(days=round(days * n / STEPS)) for n in range(STEPS + 1)]
    for (start, end), level in zip(pairwise(edges), levels, strict=True):
        if start < end:
            yield Piece(start, end - timedelta(days=1), level / (STEPS + 1))

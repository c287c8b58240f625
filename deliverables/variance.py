"""How far an end lies from what was agreed: in days where both are exact, else in months. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deliverables.status import coarser
from ipqt.dates import late_words, with_precision

if TYPE_CHECKING:
    from deliverables.models import PlanItem, Window

SAME = "no difference"


@dataclass(frozen=True, slots=True)
class End:
    """The end of a window, a forecast or the work itself; told as a month where nobody said how exact."""

    day: date
    precision: str

    def __str__(self):
        return with_precision(self.day, "month" if self.precision == "none" else self.precision)


@dataclass(frozen=True, slots=True)
class Variance:
    """`label` says against what; `words` how far."""

    label: str
    words: str


def end_of(window: Window) -> End | None:
    return End(window.ends_on, window.precision) if window.ends_on else None


def difference_words(agreed: End, end: End) -> str:
    """3 months later, 12 days earlier, no difference."""
    precision = coarser(agreed.precision, end.precision)
    first, last = sorted((agreed.day, end.day))
    words = late_words(first, last, precision)
    if words.startswith("0 "):
        return SAME
    return f"{words} {'later' if end.day > agreed.day else 'earlier'}"


def moved_words(windows: Sequence[Window], end: End) -> str:
    """An end against the newest window, and against the first where there are several; oldest first."""
    ends = [found for found in map(end_of, windows) if found]
    if not ends:
        return "no end was agreed before"
    words = (
        f"{difference_words(ends[-1], end)} than agreed" if _differs(ends[-1], end) else "the end as agreed"
    )
    if len(ends) == 1:
        return words
    first = difference_words(ends[0], end)
    return f"{words}; {first} {'from' if first == SAME else 'than'} first planned"


def variances(item: PlanItem, windows: Sequence[Window]) -> list[Variance]:
    """The actual or forecast end against the original and the current baseline; oldest window first."""
    end, what = _known_end(item)
    agreed = [(window, found) for window in windows if (found := end_of(window))]
    if not agreed:
        return []
    rows = []
    if end:
        (_, first), (_, current) = agreed[0], agreed[-1]
        rows.append(Variance("Against the first baseline", f"{what} {_against(first, end)}"))
        if len(agreed) > 1:
            rows.append(Variance("Against the current baseline", f"{what} {_against(current, end)}"))
    if len(agreed) > 1:
        moved = _against(agreed[0][1], agreed[-1][1])
        rows.append(Variance("Baseline moved", f"Agreed end {moved}"))
    return rows


def _known_end(item: PlanItem) -> tuple[End | None, str]:
    if item.actual_end:
        return End(item.actual_end, item.actual_precision), "Actual end"
    if item.forecast_end:
        return End(item.forecast_end, item.forecast_precision), "Forecast end"
    return None, ""


def _against(agreed: End, end: End) -> str:
    words = difference_words(agreed, end)
    return f"{end}: {words}{' from' if words == SAME else ' than'} {agreed}"


def _differs(agreed: End, end: End) -> bool:
    return difference_words(agreed, end) != SAME

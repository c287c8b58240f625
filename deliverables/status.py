"""What a plan item's derived columns mean, in words. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ipqt.dates import age_words, late_words, span_words, with_precision

if TYPE_CHECKING:
    from deliverables.models import PlanItem

COARSENESS = ("day", "month", "quarter", "year", "none")


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a state is shown: always a word, a colour that only repeats it, and what it means."""

    label: str
    colour: str
    meaning: str


# In the order in which counts are told.
STATES: dict[str, StateWords] = {
    "delivered": StateWords("Delivered", "green", "Done, as reported."),
    "in_progress": StateWords("In progress", "blue", "Work goes on."),
    "waiting": StateWords("Waiting", "yellow", "Held up by something outside; follow the link."),
    "absorbed": StateWords("Absorbed", "purple", "Goes on inside another piece of work; follow the link."),
    "carried_forward": StateWords("Carried forward", "aqua-green", "Moved to a later year; follow the link."),
    "stopped": StateWords("Stopped", "pink", "Ended without being delivered."),
    "not_started": StateWords("Not started", "white", "Reported as not begun."),
    "not_reported": StateWords("Not reported", "grey", "Nobody has reported on it yet."),
}

TIMINGS: dict[str, str] = {
    "delivered_late": "Delivered late",
    "delivered": "Delivered",
    "closed": "Closed",
    "overdue": "Overdue",
    "passed_unreported": "Date passed, nothing reported",
    "forecast_late": "Forecast later than planned",
    "undated": "No date stated",
    "upcoming": "Not due yet",
    "due_now": "Due now",
}

CONFIDENCES: dict[str, StateWords] = {
    "green": StateWords(
        "Green",
        "green",
        "Delivery to time, cost and quality looks highly likely; nothing outstanding threatens it.",
    ),
    "amber": StateWords(
        "Amber", "orange", "Feasible, but significant issues need attention; resolvable if acted on promptly."
    ),
    "red": StateWords(
        "Red", "red", "Looks unachievable as planned; major issues that do not look manageable now."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One plan item at one moment."""

    state: str
    timing: str
    confidence: str
    judged: bool
    reported_on: date | None
    as_at: date
    planned: str
    planned_own: bool
    actual: str
    late: str
    illustrative: bool = False

    @property
    def basis(self) -> str:
        """The mark that the state carries: judged, illustrative, or none where it stands as said."""
        if self.illustrative:
            return "illustrative"
        return "judged" if self.judged else ""

    @property
    def words(self) -> StateWords:
        return STATES[self.state]

    @property
    def timing_label(self) -> str:
        return TIMINGS[self.timing]

    @property
    def confidence_words(self) -> StateWords | None:
        return CONFIDENCES.get(self.confidence)

    @property
    def age_days(self) -> int | None:
        """Days since the newest words; None where there are none."""
        return (self.as_at - self.reported_on).days if self.reported_on else None

    @property
    def age(self) -> str:
        """Age of the newest words, for example “18 months”; empty where there are none."""
        return age_words(max(self.age_days, 0)) if self.age_days is not None else ""


def status_of(item: PlanItem, *, as_at: date) -> Status:
    """Status of an item that carries the columns of `PlanItemQuerySet.as_at`."""
    late = ""
    if item.timing == "delivered_late":
        precision = coarser(item.planned_precision, item.actual_precision)
        late = late_words(item.planned_end, item.actual_end, precision)
    elif item.timing == "overdue":
        late = age_words((as_at - item.planned_end).days)
    return Status(
        state=item.state,
        timing=item.timing,
        confidence=item.confidence,
        judged=item.state_basis == "judged",
        reported_on=item.reported_on,
        as_at=as_at,
        planned=span_words(item.planned_start, item.planned_end, item.planned_precision),
        planned_own=item.planned_own,
        actual=actual_words(item),
        late=late,
        illustrative=item.state_basis == "illustrative",
    )


def actual_words(item: PlanItem) -> str:
    """When it really happened, no more exact than reported; empty where no date was reported."""
    if item.actual_end:
        return span_words(item.actual_start, item.actual_end, item.actual_precision)
    if item.actual_start:
        return f"from {with_precision(item.actual_start, item.actual_precision)}"
    return ""


def coarser(first: str, second: str) -> str:
    return max(first, second, key=COARSENESS.index)

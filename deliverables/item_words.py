"""One plan item in a sentence that a chair can read out. Pure: the item, its status, nothing else."""

from __future__ import annotations

from deliverables.models import ItemKind, PlanItem
from deliverables.status import Status
from ipqt.dates import age_words, before, day_words, with_precision

CLOSED = {
    "absorbed": "Reported as taken into other work.",
    "carried_forward": "Reported as carried forward to later work.",
    "stopped": "Reported as stopped.",
}

UNREPORTED = {
    "passed_unreported": "That date has passed and nobody has reported on it.",
    "upcoming": "It is not due yet, and nobody has reported on it.",
    "due_now": "It is due now, and nobody has reported on it.",
}


def headline(item: PlanItem, status: Status) -> str:
    """How the item stands, its plan beside what was reported."""
    if status.state == "not_reported":
        return f"{planned_sentence(item, status)} {_unreported(item, status)}"
    if status.state == "delivered":
        return f"{_delivered(status)} {planned_sentence(item, status)}"
    if status.state in CLOSED:
        return f"{CLOSED[status.state]} {planned_sentence(item, status)}"
    return _live(item, status)


def planned_sentence(item: PlanItem, status: Status) -> str:
    """When it was to happen; the plan year where the source states no date.

    An initiative was not promised: a review tells of it.
    """
    if item.planned_end:
        whose = "" if status.planned_own else " (the dates of the activity that produces it)"
        return f"Planned for {status.planned}{whose}."
    if item.kind == ItemKind.INITIATIVE:
        return f"A review tells of it{f' under {item.year}' if item.year else ''}; no planned date is stated."
    if item.year:
        return f"Planned for {item.year}, with no date stated."
    return "Planned, with no year or date stated."


def time_began(item: PlanItem, status: Status) -> str:
    """Since when it could have been under way; empty where that lies ahead or is not stated."""
    start = item.planned_start or (item.year.starts_on if item.year else None)
    if start is None or start > status.as_at:
        return ""
    precision = item.planned_precision if item.planned_start else "day"
    age = before(age_words((status.as_at - start).days), moment=status.as_at)
    return f"{with_precision(start, precision)}, {age}"


def _unreported(item: PlanItem, status: Status) -> str:
    if status.timing != "undated" or item.year is None:
        return UNREPORTED.get(status.timing, "Nobody has reported on it.")
    if item.year.ends_on < status.as_at:
        return f"{item.year} ended on {day_words(item.year.ends_on)} and nobody has reported on it."
    if item.year.starts_on > status.as_at:
        return f"{item.year} starts on {day_words(item.year.starts_on)}; nobody has reported on it."
    return f"{item.year} is under way and nobody has reported on it."


def _delivered(status: Status) -> str:
    when = f": {status.actual}" if status.actual else ", with no date given"
    late = f" {status.late} late" if status.timing == "delivered_late" else ""
    return f"Reported as delivered{late}{when}."


def _live(item: PlanItem, status: Status) -> str:
    state = status.words.label
    if status.timing == "overdue":
        return f"{state}, {status.late} after its planned end. {planned_sentence(item, status)}"
    if status.timing == "forecast_late":
        forecast = with_precision(item.forecast_end, item.forecast_precision)
        return f"{state}, now forecast for {forecast}. {planned_sentence(item, status)}"
    return f"{state}. {planned_sentence(item, status)}"


def age_sentence(status: Status) -> str:
    """How old the newest words are; empty where nobody has reported."""
    if status.reported_on is None:
        return ""
    if not status.age_days:
        return f"Words of {day_words(status.reported_on)}, the day shown."
    return f"Words of {day_words(status.reported_on)}, {before(status.age, moment=status.as_at)}."


def forecast_words(item: PlanItem) -> str:
    """When its end is now expected, no more exact than said; empty where nobody has forecast it."""
    return with_precision(item.forecast_end, item.forecast_precision) if item.forecast_end else ""

"""Rows of a timeline: a realistic Year 1, and one row at a time."""

from datetime import date

from deliverables.timeline import TimelineRow
from ipqt.dates import programme_months, span_words

YEAR = {"starts_on": date(2024, 4, 1), "ends_on": date(2025, 3, 31)}
BOARD_DAY = date(2025, 3, 31)
ACTIVITIES = (
    ("Public engagement", 1, 6, "delivered"),
    ("Patient and staff surveys", 2, 4, "delivered"),
    ("Health inequalities analysis", 3, 5, "absorbed"),
    ("Bed modelling and scenario planning", 4, 6, "carried_forward"),
    ("Workforce gap analysis", 5, 7, "in_progress"),
    ("Commence Culture of Care interventions", 6, 12, "waiting"),
    ("Outcome of Host and Home Commissioner pilot", 8, 12, "not_reported"),
)


def row(**changes) -> TimelineRow:
    """An undated row on which nobody has reported."""
    nothing = {"planned_start": None, "planned_end": None, "actual_start": None, "actual_end": None}
    words = {"planned_precision": "none", "planned_words": "none stated", "actual_precision": "none"}
    state = {"actual_words": "", "state": "not_reported", "timing": "undated", "late": ""}
    return TimelineRow(
        **({"label": "Public engagement", "ref": "Y1-A-A"} | nothing | words | state | changes)
    )


def planned(first: int, last: int, **changes) -> TimelineRow:
    """A row planned for these months of a programme that began in April 2024."""
    start, end = programme_months(date(2024, 4, 1), first, last)
    window = {"planned_start": start, "planned_end": end, "planned_precision": "month", "timing": "closed"}
    return row(**(window | {"planned_words": span_words(start, end, "month")} | changes))


def year_one() -> list[TimelineRow]:
    """Seven activities, the first of them from November 2024 to March 2025, and an undated deliverable."""
    rows = [
        planned(first, last, label=label, ref=f"Y1-A-{letter}", state=state)
        for letter, (label, first, last, state) in zip("ABCDEFG", ACTIVITIES, strict=True)
    ]
    late = {"state": "delivered", "timing": "delivered_late", "late": "6 months"}
    rows[0] = planned(1, 6, label="Public engagement", **late, **november_to_march())
    return [*rows, row(label="Bed modelling report with scenario planning results & <advice>", ref="Y1-D4")]


def november_to_march() -> dict:
    return {
        "actual_start": date(2024, 11, 1),
        "actual_end": date(2025, 3, 31),
        "actual_precision": "month",
        "actual_words": "November 2024 to March 2025",
    }

"""What became of a promise, in one word with its meaning. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deliverables.models import PlanItem
from deliverables.selectors.overview import Standing
from deliverables.selectors.sentences import counted
from deliverables.status import STATES, StateWords
from ipqt.dates import before, day_words, listed, with_precision

OUTCOMES: dict[str, StateWords] = {
    "delivered": StateWords("Delivered", "green", "Done, as reported, and not known to be late."),
    "delivered_late": StateWords("Delivered late", "green", "Done, as reported, after its planned end."),
    "absorbed": STATES["absorbed"],
    "carried_forward": STATES["carried_forward"],
    "waiting": STATES["waiting"],
    "past_its_date": StateWords(
        "Past its date", "orange", "Its planned time is over and it is not finished, as reported."
    ),
    "in_progress": StateWords("In progress", "blue", "Work goes on, and no planned date has passed."),
    "not_started": STATES["not_started"],
    "stopped": STATES["stopped"],
    "not_reported": StateWords("Nobody has reported", "grey", "No accepted words on it by the moment shown."),
}

# One of several, as the second half of a sentence: "3 were delivered, 1 waits on something outside".
CLAUSES: dict[str, Callable[[int], str]] = {
    "absorbed": lambda n: f"{counted(n, 'was', 'were')} absorbed into other work",
    "carried_forward": lambda n: f"{counted(n, 'was', 'were')} carried forward",
    "waiting": lambda n: f"{counted(n, 'waits', 'wait')} on something outside",
    "past_its_date": lambda n: (
        f"{counted(n, 'is', 'are')} past {'its' if n == 1 else 'their'} date and not finished"
    ),
    "in_progress": lambda n: f"{counted(n, 'is', 'are')} in progress",
    "not_started": lambda n: f"{counted(n, 'has', 'have')} not started",
    "stopped": lambda n: f"{counted(n, 'was', 'were')} stopped",
    "not_reported": lambda n: f"nobody has reported on {n:,}",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is a key of OUTCOMES."""

    code: str

    @classmethod
    def of(cls, standing: Standing) -> Outcome:
        status = standing.status
        if status.timing == "delivered_late":
            return cls("delivered_late")
        if status.state in ("in_progress", "not_started") and status.timing == "overdue":
            return cls("past_its_date")
        return cls(status.state)

    @property
    def words(self) -> StateWords:
        return OUTCOMES[self.code]


def when_words(standing: Standing) -> str:
    """On time, how late, or why nobody can say; never more exact than the dates are. Empty where it has ended
    otherwise than by delivery."""
    status, item = standing.status, standing.item
    planned = with_precision(item.planned_end, item.planned_precision)
    if status.timing == "delivered_late":
        return f"{status.late} late: planned by {planned}, delivered {_actual_end(item)}."
    if status.state == "delivered":
        return _delivered_words(item, planned)
    if status.timing == "overdue":
        return f"Planned to end in {planned}, {before(status.late, moment=status.as_at)}."
    if status.timing == "forecast_late":
        forecast = with_precision(item.forecast_end, item.forecast_precision)
        return f"Now forecast for {forecast}, planned by {planned}."
    if status.state == "not_reported":
        return _unreported_words(standing, planned)
    return ""


def _delivered_words(item: PlanItem, planned: str) -> str:
    if not item.actual_end and item.planned_end:
        return f"No date of delivery is reported, so nobody can say whether it met {planned}."
    if not item.actual_end:
        return "No date was planned and none is reported."
    if not item.planned_end:
        return f"Delivered {_actual_end(item)}; no date was planned."
    return f"On time: planned by {planned}, delivered {_actual_end(item)}."


def _unreported_words(standing: Standing, planned: str) -> str:
    item, day = standing.item, standing.status.as_at
    if item.planned_end and item.planned_end < day:
        return f"It was planned by {planned}, which has passed."
    if item.planned_end:
        return f"Planned by {planned}: not due yet."
    if item.year and item.year.ends_on < day:
        return f"{item.year} ended on {day_words(item.year.ends_on)}."
    return ""


def _actual_end(item: PlanItem) -> str:
    return with_precision(item.actual_end, item.actual_precision)


def outcome_sentence(tally: dict[str, int]) -> str:
    """4 were delivered, 1 of them late; 1 waits on something outside; and nobody has reported on 2."""
    late = tally.get("delivered_late", 0)
    done = tally.get("delivered", 0) + late
    parts = []
    if done:
        tail = f" ({late:,} of them late)" if late and done > 1 else " late" if late else ""
        parts.append(f"{counted(done, 'was', 'were')} delivered{tail}")
    parts += [clause(tally[code]) for code, clause in CLAUSES.items() if tally.get(code)]
    return listed(parts)

"""What needs attention and why: one rule a function. Pages, packs and digests all ask here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from deliverables.models import PlanItem
from deliverables.models.account import LIVE_STATES
from deliverables.status import Status
from ipqt.dates import age_words, day_words, with_precision

SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at: an item at a moment, what it waits on, and after how many days silence counts."""

    item: PlanItem
    status: Status
    waits_on: Sequence[str] = ()
    silent_after_days: int = 100

    @property
    def is_live(self) -> bool:
        return self.status.state in LIVE_STATES


@dataclass(frozen=True, slots=True)
class Rule:
    """`heading` names the group; `reason` gives the sentence, or "" where the rule does not apply."""

    code: str
    heading: str
    reason: Callable[[Facts], str]


def overdue(facts: Facts) -> str:
    if facts.status.timing != "overdue":
        return ""
    planned = with_precision(facts.item.planned_end, facts.item.planned_precision)
    return f"Planned by {planned}, {facts.status.late} ago, and reported as {_state(facts)}."


def off_track(facts: Facts) -> str:
    """Red or amber, as the lead rated it."""
    if facts.status.confidence not in ("red", "amber"):
        return ""
    return f"Rated {facts.status.confidence}: {facts.status.confidence_words.meaning}"


def waiting(facts: Facts) -> str:
    if facts.status.state != "waiting":
        return ""
    if not facts.waits_on:
        return "Reported as waiting; what it waits on is not recorded."
    return f"Waits on {'; '.join(facts.waits_on)}."


def forecast_late(facts: Facts) -> str:
    if facts.status.timing != "forecast_late":
        return ""
    forecast = with_precision(facts.item.forecast_end, facts.item.forecast_precision)
    planned = with_precision(facts.item.planned_end, facts.item.planned_precision)
    return f"Now forecast for {forecast}, planned by {planned}."


def passed_unreported(facts: Facts) -> str:
    """The date has gone by, or the plan year has where no date is stated, and nobody has said a word."""
    if facts.status.state != "not_reported":
        return ""
    item, day = facts.item, facts.status.as_at
    if item.planned_end and item.planned_end < day:
        planned = with_precision(item.planned_end, item.planned_precision)
        return f"Planned by {planned}; nobody has reported."
    if item.planned_end is None and item.year and item.year.ends_on < day:
        return f"{item.year} ended on {day_words(item.year.ends_on)}; nobody has reported."
    return ""


def silent(facts: Facts) -> str:
    """Live work on which the newest words are old."""
    age = facts.status.age_days
    if not facts.is_live or age is None or age <= facts.silent_after_days:
        return ""
    return f"The newest words are from {day_words(facts.status.reported_on)}, {age_words(age)} ago."


RULES = (
    Rule("off_track", "Rated red or amber", off_track),
    Rule("overdue", "Past its date and not finished", overdue),
    Rule("waiting", "Waiting on something outside", waiting),
    Rule("forecast_late", "Forecast later than planned", forecast_late),
    Rule("silent", "Under way, but nobody has said anything lately", silent),
    Rule("passed_unreported", "Its time has passed and nobody has reported", passed_unreported),
)


@dataclass(frozen=True, slots=True)
class Concern:
    """One item and every reason why it needs attention, the most pressing first."""

    item: PlanItem
    status: Status
    reasons: dict[str, str]

    @property
    def reason(self) -> str:
        return " ".join(self.reasons.values())

    @property
    def url(self) -> str:
        return self.item.get_absolute_url()

    @property
    def ref(self) -> str:
        return self.item.ref

    @property
    def title(self) -> str:
        return self.item.title


@dataclass(slots=True)
class ConcernGroup:
    """The concerns whose most pressing rule is this one, in plan order."""

    rule: Rule
    concerns: list[Concern] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.concerns)

    @property
    def shared_reason(self) -> str:
        """The reason where all have the same, to be said once; else empty."""
        reasons = {concern.reason for concern in self.concerns}
        return reasons.pop() if len(reasons) == 1 and len(self.concerns) > 1 else ""

    @property
    def first(self) -> list[Concern]:
        """What a page shows at once; the rest is folded."""
        return self.concerns[:SHOWN]

    @property
    def rest(self) -> list[Concern]:
        return self.concerns[SHOWN:]


def concerns(facts: Iterable[Facts]) -> list[ConcernGroup]:
    """Groups with at least one concern, most pressing rule first. Each item stands in one group only."""
    groups = {rule.code: ConcernGroup(rule) for rule in RULES}
    for fact in facts:
        found = {rule.code: rule.reason(fact) for rule in RULES}
        reasons = {code: reason for code, reason in found.items() if reason}
        if reasons:
            groups[next(iter(reasons))].concerns.append(Concern(fact.item, fact.status, reasons))
    return [group for group in groups.values() if group.concerns]


def newest_words(statuses: Iterable[Status]) -> date | None:
    """Date of the newest words among them; None where nobody has reported."""
    return max((status.reported_on for status in statuses if status.reported_on), default=None)


def words_dated(statuses: Iterable[Status]) -> set[date]:
    """The days from which words stand now."""
    return {status.reported_on for status in statuses if status.reported_on}


def _state(facts: Facts) -> str:
    return facts.status.words.label.lower()

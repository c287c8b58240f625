"""Concerns in groups: each item once, under its most pressing rule, with every reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from deliverables.attention.facts import Facts, Signal
from deliverables.attention.rules import RULES, Rule
from deliverables.models import PlanItem
from deliverables.status import Status

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Concern:
    """One item and every reason why it needs attention, the most pressing first."""

    item: PlanItem
    status: Status
    reasons: dict[str, str]
    signals: Sequence[Signal] = ()

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

    @property
    def measures(self) -> Sequence[Signal]:
        """The evidence to look at: the measures that the reasons speak of."""
        return self.signals if "green_over_red_measure" in self.reasons else ()

    @property
    def illustrative(self) -> bool:
        """Whether a reason rests on made-up figures."""
        return any(signal.illustrative for signal in self.measures)


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
        if len(reasons) > 1 or len(self.concerns) < 2 or any(c.measures for c in self.concerns):
            return ""
        return reasons.pop()

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
            concern = Concern(fact.item, fact.status, reasons, fact.signals)
            groups[next(iter(reasons))].concerns.append(concern)
    return [group for group in groups.values() if group.concerns]


def newest_words(statuses: Iterable[Status]) -> date | None:
    """Date of the newest words among them; None where nobody has reported."""
    return max((status.reported_on for status in statuses if status.reported_on), default=None)


def words_dated(statuses: Iterable[Status]) -> set[date]:
    """The days from which words stand now."""
    return {status.reported_on for status in statuses if status.reported_on}

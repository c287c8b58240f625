"""The rows of the grid: what a person may write in a period, with what stands and what stood last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from deliverables.access import duties_writable_by
from deliverables.cycle.words import UpdateWords
from deliverables.models import Duty, ReportingPeriod, Update
from deliverables.selectors.review import last_words

WRITABLE = ("draft", "returned")
PLAN_ORDER = ("item__year__number", "item__kind", "item__position", "organisation__name", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWords:
    """A duty, its standing update, and the last accepted words of the organisation on the item."""

    duty: Duty
    update: Update | None
    last: Update | None

    @property
    def words(self) -> UpdateWords:
        """What a form starts from: what stands, else the last accepted words without their ask."""
        if self.update:
            return UpdateWords.of(self.update)
        return self.carried or UpdateWords()

    @property
    def carried(self) -> UpdateWords | None:
        return UpdateWords.of(self.last).without_ask() if self.last else None

    @property
    def version(self) -> int:
        return self.update.version if self.update else 0

    @property
    def is_closed(self) -> bool:
        """Whether the office has it already."""
        return self.update is not None and self.update.workflow not in WRITABLE


def writable_in(period: ReportingPeriod, *, user) -> QuerySet[Duty]:
    """The person's duties of the period, in the order of the plan."""
    duties = duties_writable_by(user).filter(period=period)
    return duties.select_related("item__programme", "organisation", "period").order_by(*PLAN_ORDER)


def with_words(duties: Iterable[Duty]) -> list[DutyWords]:
    """Each duty with its words. 4 queries."""
    duties = list(duties)
    last = last_words((duty.item_id, duty.organisation_id) for duty in duties)
    standing = _standing(duties)
    pairs = [(duty, (duty.item_id, duty.organisation_id)) for duty in duties]
    return [DutyWords(duty=duty, update=standing.get(pair), last=last.get(pair)) for duty, pair in pairs]


def _standing(duties: list[Duty]) -> dict[tuple[int, int], Update]:
    rows = Update.objects.filter(
        period__in={duty.period_id for duty in duties},
        item__in={duty.item_id for duty in duties},
        superseded_by__isnull=True,
    )
    rows = rows.select_related("goes_to__programme", "waits_for", "saved_by").prefetch_related("steps")
    return {(update.item_id, update.organisation_id): update for update in rows}

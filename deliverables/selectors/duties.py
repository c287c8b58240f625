"""What is due from a person, and how far each update is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from deliverables.access import duties_of
from deliverables.models import Answer, Duty, Update
from deliverables.status import STATES, StateWords
from ipqt.dates import age_words

DONE = ("submitted", "accepted")
MOST_ANSWERS = 5

STAGES = {
    "due": "Due",
    "returned": "Returned to you",
    "overdue": "Overdue",
    "done": "Done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueUpdate:
    """A duty and where its update is. `stage` is a key of STAGES."""

    duty: Duty
    stage: str
    workflow: str
    last_state: str
    last_said_on: date | None
    as_at: date

    @property
    def last_words(self) -> StateWords:
        """The last accepted state on the item."""
        return STATES[self.last_state]

    @property
    def can_stay_the_same(self) -> bool:
        """Whether “no change” may be the answer: something was said, and nothing was typed since."""
        return bool(self.last_said_on) and not self.workflow

    @property
    def days_left(self) -> int | None:
        """Days until it is due, negative once that has passed; None where the period has no due date."""
        due_on = self.duty.period.due_on
        return (due_on - self.as_at).days if due_on else None

    @property
    def due_in(self) -> str:
        """In 12 days, today, 3 days ago; empty where the period has no due date."""
        days = self.days_left
        if not days:
            return "" if days is None else "today"
        return f"in {age_words(days)}" if days > 0 else f"{age_words(-days)} ago"

    @property
    def last_said(self) -> str:
        """How long ago the organisation last said something on the item; empty where it never did."""
        if self.last_said_on is None:
            return ""
        return age_words(max((self.as_at - self.last_said_on).days, 0))


def with_progress(duties: QuerySet[Duty], *, as_at: date) -> QuerySet[Duty]:
    """Adds what stands in the period, and the last accepted words on the item.

    Of the first: update_id, workflow, saved_at, return_note, returned_at, submitted_at, no_change. Of the
    second: last_state, last_said_on.
    """
    standing = Update.objects.filter(
        item=OuterRef("item"),
        organisation=OuterRef("organisation"),
        period=OuterRef("period"),
        superseded_by__isnull=True,
    )
    accepted = Update.objects.accepted_by(as_at).filter(item=OuterRef("item"))
    return duties.annotate(
        update_id=Subquery(standing.values("pk")[:1]),
        workflow=Subquery(standing.values("workflow")[:1]),
        saved_at=Subquery(standing.values("saved_at")[:1]),
        return_note=Subquery(standing.values("return_note")[:1]),
        returned_at=Subquery(standing.values("returned_at")[:1]),
        submitted_at=Subquery(standing.values("submitted_at")[:1]),
        no_change=Subquery(standing.values("no_change")[:1]),
        last_state=Subquery(accepted.values("state")[:1]),
        last_said_on=Subquery(accepted.values("reported_on")[:1]),
    ).select_related("period__programme", "item__programme", "item__workstream", "organisation")


def due_updates(*, user, as_at: date) -> list[DueUpdate]:
    """Everything due from the person in open periods: due, returned, overdue, done. One query."""
    duties = duties_of(user).filter(period__opened_at__isnull=False, period__locked_at__isnull=True)
    ordered = with_progress(duties, as_at=as_at).order_by(
        "period__due_on", "item__year__number", "item__kind", "item__position", "pk"
    )
    found = [as_due(duty, as_at=as_at) for duty in ordered]
    places = list(STAGES)
    return sorted(found, key=lambda due: places.index(due.stage))


def answers_to(*, user) -> list[Answer]:
    """The newest answers of the board to asks in the person's updates. One query."""
    own = duties_of(user).filter(
        item=OuterRef("update__item"),
        organisation=OuterRef("update__organisation"),
        period=OuterRef("update__period"),
    )
    answers = Answer.objects.filter(Exists(own)).select_related("update__item__programme")
    return list(answers.order_by("-answered_at", "-pk")[:MOST_ANSWERS])


def as_due(duty: Duty, *, as_at: date) -> DueUpdate:
    return DueUpdate(
        duty=duty,
        stage=stage_of(duty, as_at=as_at),
        workflow=duty.workflow or "",
        last_state=duty.last_state or "not_reported",
        last_said_on=duty.last_said_on,
        as_at=as_at,
    )


def stage_of(duty: Duty, *, as_at: date) -> str:
    if duty.workflow in DONE:
        return "done"
    if duty.workflow == "returned" or is_being_mended(duty):
        return "returned"
    if duty.period.due_on and duty.period.due_on < as_at:
        return "overdue"
    return "due"


def is_being_mended(update: Any) -> bool:
    """Returned by the office, begun anew as a draft and not submitted since: its note still counts."""
    if update.workflow != "draft" or not update.returned_at:
        return False
    return not update.submitted_at or update.submitted_at <= update.returned_at


def by_stage(updates: Sequence[DueUpdate]) -> list[tuple[str, list[DueUpdate]]]:
    """Heading and updates of each stage that has any."""
    groups = [(heading, [due for due in updates if due.stage == stage]) for stage, heading in STAGES.items()]
    return [(heading, found) for heading, found in groups if found]


def next_after(updates: Sequence[DueUpdate], duty: Duty) -> DueUpdate | None:
    """What to do after this one: the next that is not done, in list order, from the top again at the end."""
    order = [due for due in updates if due.stage != "done" or due.duty.pk == duty.pk]
    place = next((index for index, due in enumerate(order) if due.duty.pk == duty.pk), -1)
    rest = order[place + 1 :] + order[: max(place, 0)]
    return next((due for due in rest if due.stage != "done"), None)

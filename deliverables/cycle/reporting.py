"""Saving, submitting and taking back: one transaction, a version under a row lock, a history row."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from deliverables.audit import marked_actor, record_change
from deliverables.cycle.errors import (
    IncompleteUpdateError,
    PeriodLockedError,
    PeriodNotOpenError,
    StaleUpdateError,
    WorkflowError,
)
from deliverables.cycle.words import UpdateWords, problems
from deliverables.models import Basis, Duty, NextStep, PlanItem, ReportingPeriod, Update
from deliverables.models.account import Workflow
from ipqt.dates import today
from ipqt.models import User

WORD_FIELDS = tuple(name for name in UpdateWords.__dataclass_fields__ if name != "steps")


@transaction.atomic
def save_draft(
    *, duty_id: int, words: UpdateWords, expected_version: int, by: User, basis: str = Basis.ENTERED
) -> Update:
    """Keep the words as a draft, complete or not; the same words saved again change nothing.

    `expected_version` is 0 where the form was opened before anything was saved. Raises StaleUpdateError,
    PeriodLockedError, PeriodNotOpenError, or WorkflowError where the update is submitted or accepted.
    """
    duty, update = _locked(duty_id)
    if update is not None and _is_repeat(update, words, expected_version, by=by):
        return update
    _check_version(update, expected_version)
    if update is not None and update.workflow not in (Workflow.DRAFT, Workflow.RETURNED):
        raise WorkflowError(
            "This update is with the programme office. Take it back to change it, "
            "or ask for a correction once it is accepted."
        )
    return _write(duty, update, words, by=by, basis=basis)


@transaction.atomic
def submit_update(
    *,
    duty_id: int,
    words: UpdateWords,
    expected_version: int,
    by: User,
    no_change: bool = False,
    basis: str = Basis.ENTERED,
    reported_on: date | None = None,
    submitted_at: datetime | None = None,
) -> Update:
    """Save and hand to the office. Raises IncompleteUpdateError, and what `save_draft` raises."""
    duty, update = _locked(duty_id)
    if (
        update is not None
        and update.workflow == Workflow.SUBMITTED
        and UpdateWords.of(update) == words.tidied()
    ):
        return update
    _check_version(update, expected_version)
    if update is not None and update.workflow not in (Workflow.DRAFT, Workflow.RETURNED):
        raise WorkflowError("This update was submitted already. Take it back to change it.")
    words = words.tidied()
    missing = problems(words, expected_end=expected_end(duty.item), no_change=no_change)
    if missing:
        raise IncompleteUpdateError(missing)
    if no_change:
        basis = _repeated_basis(duty, basis)
    update = _write(duty, update, words, by=by, basis=basis)
    update.workflow = Workflow.SUBMITTED
    update.no_change = no_change
    update.author = by
    update.submitted_at = submitted_at or timezone.now()
    update.reported_on = reported_on or today()
    update.save(update_fields=("workflow", "no_change", "author", "submitted_at", "reported_on"))
    log(update, "submitted", by=by, before=None, after=words.as_values())
    return update


@transaction.atomic
def take_back(*, duty_id: int, expected_version: int, by: User) -> Update:
    """Make a submitted update a draft again, as long as the office has not accepted it."""
    _, update = _locked(duty_id)
    _check_version(update, expected_version)
    if update is None or update.workflow != Workflow.SUBMITTED:
        raise WorkflowError("Only an update that waits for the office can be taken back.")
    update.workflow = Workflow.DRAFT
    update.version += 1
    update.save(update_fields=("workflow", "version", "saved_at"))
    log(update, "took back", by=by)
    return update


def last_accepted(item: PlanItem, *, organisation_id: int | None = None, before: Update | None = None):
    """The newest accepted update of an item, of one organisation where given; None where there is none."""
    rows = Update.objects.accepted_by(today()).filter(item=item)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    if before is not None:
        rows = rows.exclude(pk=before.pk)
    return rows.select_related("goes_to__programme", "waits_for", "period", "organisation").first()


def expected_end(item: PlanItem) -> date | None:
    """The end last believed in: the accepted forecast, else the planned end. One query."""
    return PlanItem.objects.with_expected_end(today()).values_list("expected_end", flat=True).get(pk=item.pk)


def current_update(duty: Duty) -> Update | None:
    """The update of a duty that stands now: the newest of the first one and its corrections."""
    rows = Update.objects.filter(
        item_id=duty.item_id, organisation_id=duty.organisation_id, period_id=duty.period_id
    )
    return rows.filter(superseded_by__isnull=True).select_related("saved_by").first()


def _locked(duty_id: int) -> tuple[Duty, Update | None]:
    """The duty and its update with the period's and the update's rows locked, in that order."""
    duty = Duty.objects.select_related("item__programme", "organisation").get(pk=duty_id)
    period = ReportingPeriod.objects.select_for_update().get(pk=duty.period_id)
    if period.locked_at:
        raise PeriodLockedError(period)
    if not period.opened_at:
        raise PeriodNotOpenError(period)
    duty.period = period
    update = (
        Update.objects.select_for_update(of=("self",))
        .select_related("saved_by")
        .filter(item=duty.item, organisation=duty.organisation, period=period, superseded_by__isnull=True)
        .first()
    )
    return duty, update


def _check_version(update: Update | None, expected_version: int) -> None:
    if update is not None and update.version != expected_version:
        raise StaleUpdateError(update)


def _is_repeat(update: Update, words: UpdateWords, expected_version: int, *, by: User) -> bool:
    """A double click or a resent form: the person's own words are stored already."""
    return (
        update.saved_by_id == by.pk and expected_version <= update.version and UpdateWords.of(update) == words
    )


def _repeated_basis(duty: Duty, basis: str) -> str:
    """Made-up words that are said to be true still stay made up."""
    earlier = last_accepted(duty.item, organisation_id=duty.organisation_id)
    return earlier.basis if earlier and earlier.basis == Basis.ILLUSTRATIVE else basis


def _write(duty: Duty, update: Update | None, words: UpdateWords, *, by: User, basis: str) -> Update:
    before = UpdateWords.of(update) if update else None
    if update is None:
        update = Update(item=duty.item, organisation=duty.organisation, period=duty.period, version=0)
    if before != words:
        update.basis = update.state_basis = update.organisation_basis = basis
    for name in WORD_FIELDS:
        setattr(update, name, getattr(words, name))
    update.workflow = Workflow.DRAFT
    update.no_change = False
    update.reported_on = today()
    update.saved_by = by
    update.version += 1
    update.save()
    write_steps(update, words, by_basis=update.basis)
    if before != words:
        log(update, "saved", by=by, before=before and before.as_values(), after=words.as_values())
    return update


def write_steps(update: Update, words: UpdateWords, *, by_basis: str) -> None:
    """Replace the next steps of an update that is not accepted yet."""
    update.steps.all().delete()
    NextStep.objects.bulk_create(
        NextStep(
            item_id=update.item_id,
            period_id=update.period_id,
            update=update,
            ref=f"{update.period.slug}-{update.pk}-{number}",
            position=number,
            text=step.text,
            owner=step.owner,
            due_on=step.due_on,
            due_precision="day" if step.due_on else "none",
            basis=by_basis,
        )
        for number, step in enumerate(words.steps, 1)
    )


def log(update: Update, action: str, *, by: User, before=None, after=None, why: str = "") -> None:
    programme = update.item.programme
    record_change(
        action=action,
        record="update",
        key=f"{programme.slug}/{update.item.ref}/{update.organisation.slug}/{update.period.slug}",
        by=by,
        actor=marked_actor(by, basis=update.basis),
        programme=programme,
        before=before,
        after=after,
        why=why,
    )

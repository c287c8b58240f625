"""What people add to a series, and take away again: notes on points, steps of the limits."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from deliverables.audit import record_change
from deliverables.models import PlanItem
from ipqt.models import User
from metrics.models import Note, Observation, Series, SpcStep


class JudgementError(Exception):
    """A note or step that cannot be kept; the text is a sentence for people."""


class NoSuchPeriodError(JudgementError):
    """The series has no period that begins on this day."""


class StepThereError(JudgementError):
    """The limits are calculated anew from this day already."""


class RemovedAlreadyError(JudgementError):
    """Somebody else took it away."""


@transaction.atomic
def add_note(*, series: Series, on: date, text: str, by: User) -> Note:
    """Keep a note on the point of the period that begins on `on`. The same note twice is kept once.

    Raises NoSuchPeriodError.
    """
    _check_period(series, on)
    Series.objects.select_for_update().get(pk=series.pk)
    same = {"series": series, "on": on, "text": text, "author": by, "removed_at": None}
    there = Note.objects.filter(**same).first()
    if there:
        return there
    note = Note.objects.create(**same)
    _log(series, "wrote a note", record="note", by=by, after={"on": on.isoformat(), "text": text})
    return note


@transaction.atomic
def remove_note(*, note: Note, reason: str, by: User) -> None:
    """Take a note away from the charts; it stays on record. Raises RemovedAlreadyError."""
    _remove(Note, note.pk)
    before = {"on": note.on.isoformat(), "text": note.text}
    _log(note.series, "removed a note", record="note", by=by, before=before, why=reason)


@transaction.atomic
def add_step(*, series: Series, on: date, reason: str, item: PlanItem | None, by: User) -> SpcStep:
    """Calculate the limits anew from the period that begins on `on`. The same step twice is kept once.

    Raises NoSuchPeriodError and StepThereError.
    """
    _check_period(series, on)
    try:
        with transaction.atomic():
            step = SpcStep.objects.create(series=series, on=on, reason=reason, item=item, made_by=by)
    except IntegrityError:
        there = SpcStep.objects.filter(
            series=series, on=on, removed_at=None, reason=reason, made_by=by
        ).first()
        if there:
            return there
        raise StepThereError(
            "The limits are calculated anew from this period already. Choose another, or remove that first."
        ) from None
    _log(series, "recalculated limits", record="spc_step", by=by, after=_values(step), why=reason)
    return step


@transaction.atomic
def remove_step(*, step: SpcStep, reason: str, by: User) -> None:
    """Draw the limits through again; the step stays on record. Raises RemovedAlreadyError."""
    _remove(SpcStep, step.pk)
    _log(step.series, "removed new limits", record="spc_step", by=by, before=_values(step), why=reason)


def _check_period(series: Series, on: date) -> None:
    if not Observation.objects.filter(series=series, starts_on=on, superseded_at=None).exists():
        raise NoSuchPeriodError("The series has no period that begins on this day. Choose one from the list.")


def _remove(model: type[Note | SpcStep], pk: int) -> None:
    if not model.objects.filter(pk=pk, removed_at=None).update(removed_at=timezone.now()):
        raise RemovedAlreadyError("It is removed already.")


def _values(step: SpcStep) -> dict:
    return {"on": step.on.isoformat(), "reason": step.reason, "item": step.item.ref if step.item else None}


def _log(series: Series, action: str, *, record: str, by: User, before=None, after=None, why="") -> None:
    record_change(
        action=action,
        record=record,
        key=f"{series.programme.slug}/{series.ref}",
        by=by,
        programme=series.programme,
        before=before,
        after=after,
        why=why,
    )

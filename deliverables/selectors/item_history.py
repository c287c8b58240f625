"""What was said of an item, when, and what changed from one report to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from deliverables.cycle.words import LABELS, UpdateWords
from deliverables.models import Answer, Basis, Comment, PlanItem, Update
from deliverables.status import CONFIDENCES, STATES, StateWords
from deliverables.update_words import shown
from ipqt.dates import end_of_day, with_precision

PRECISION_OF = {
    "forecast_end": "forecast_precision",
    "actual_start": "actual_precision",
    "actual_end": "actual_precision",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else than before; empty words where nothing stood or stands."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One accepted update. `corrected` where a later one replaces it; `earlier` is what it is set against."""

    update: Update
    corrected: bool
    newest: bool
    earlier: Update | None
    changes: Sequence[FieldChange]
    comments: Sequence[Comment]
    answer: Answer | None

    @property
    def words(self) -> StateWords:
        return STATES[self.update.state]

    @property
    def confidence(self) -> StateWords | None:
        return CONFIDENCES.get(self.update.confidence)

    @property
    def judged(self) -> bool:
        return self.update.state_basis == Basis.JUDGED


def item_history(item: PlanItem, *, user, as_at: date) -> list[Said]:
    """Every accepted update, newest words first, corrected ones too. Three queries."""
    updates = _accepted(item, user=user, as_at=as_at)
    corrected = {update.supersedes_id for update in updates}
    return [
        _said(item, update, before=updates[place + 1 :], corrected=update.pk in corrected, as_at=as_at)
        for place, update in enumerate(updates)
    ]


def _accepted(item: PlanItem, *, user, as_at: date) -> list[Update]:
    moment = end_of_day(as_at)
    comments = Comment.objects.filter(written_at__lt=moment).select_related("written_by")
    rows = (
        Update.objects.visible_to(user)
        .filter(item=item, workflow="accepted", accepted_at__lt=moment)
        .select_related("organisation", "period", "source", "author", "accepted_by")
        .select_related("goes_to", "waits_for", "answer__answered_by")
        .prefetch_related("steps", Prefetch("comments", queryset=comments))
    )
    return list(rows.order_by("-reported_on", "-accepted_at", "-pk"))


def _said(item: PlanItem, update: Update, *, before: Sequence[Update], corrected: bool, as_at: date) -> Said:
    earlier = set_against(update, before=before)
    answer = getattr(update, "answer", None)
    return Said(
        update=update,
        corrected=corrected,
        newest=update.pk == item.update_id,
        earlier=earlier,
        changes=field_changes(UpdateWords.of(earlier), UpdateWords.of(update)) if earlier else (),
        comments=list(update.comments.all()),
        answer=answer if answer and answer.answered_at < end_of_day(as_at) else None,
    )


def set_against(update: Update, *, before: Sequence[Update]) -> Update | None:
    """What a correction corrects; else the words of the same organisation that stood when these came."""
    if update.supersedes_id:
        return next((other for other in before if other.pk == update.supersedes_id), None)
    replaced = {other.supersedes_id for other in before}
    own = (other for other in before if other.organisation_id == update.organisation_id)
    return next((other for other in own if other.pk not in replaced), None)


def field_changes(earlier: UpdateWords, later: UpdateWords) -> list[FieldChange]:
    """The fields that read differently, in form order."""
    names = later.changed_from(earlier)
    found = [FieldChange(LABELS[name], told(earlier, name), told(later, name)) for name in names]
    return [change for change in found if change.before != change.after]


def told(words: UpdateWords, name: str) -> str:
    """The value of a field in words; a date no more exact than it was given."""
    day = getattr(words, name)
    if name not in PRECISION_OF or day is None:
        return shown(words, name)
    precision = getattr(words, PRECISION_OF[name])
    return with_precision(day, precision) if precision != "none" else shown(words, name)

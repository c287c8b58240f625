"""The office's side: accept, return, correct; and the board's comments and answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from deliverables.cycle.errors import (
    IncompleteUpdateError,
    PeriodLockedError,
    StaleUpdateError,
    WorkflowError,
)
from deliverables.cycle.reporting import WORD_FIELDS, expected_end, log, write_steps
from deliverables.cycle.words import UpdateWords, problems
from deliverables.models import Answer, Basis, Comment, ItemLink, LinkKind, ReportingPeriod, Update
from deliverables.models.account import Workflow
from ipqt.models import User

LINK_OF_STATE = {"absorbed": LinkKind.ABSORBED_INTO, "carried_forward": LinkKind.CARRIED_FORWARD_TO}


@transaction.atomic
def accept_updates(*, versions: dict[int, int], by: User, accepted_at=None) -> list[Update]:
    """Accept submitted updates, all or none. `versions` maps primary key to the version that was read.

    Raises StaleUpdateError where one was saved since, WorkflowError where one is not submitted,
    PeriodLockedError where its period is locked. Accepting again what one has just accepted changes nothing.
    """
    _refuse_locked(versions)
    updates = list(
        Update.objects.select_for_update(of=("self",))
        .filter(pk__in=versions)
        .select_related("item__programme", "organisation", "period", "goes_to", "waits_for", "saved_by")
        .order_by("pk")
    )
    if len(updates) != len(versions):
        raise WorkflowError("An update that you chose is not there any more. Look at the queue again.")
    moment = accepted_at or timezone.now()
    for update in updates:
        _accept(update, versions[update.pk], moment, by=by)
    return updates


def _refuse_locked(updates: Iterable[int]) -> None:
    """Holds the periods first, as every write of the cycle does, so that none is locked meanwhile."""
    of_updates = Update.objects.filter(pk__in=updates).values("period")
    for period in ReportingPeriod.objects.select_for_update().filter(pk__in=of_updates).order_by("pk"):
        if period.locked_at:
            raise PeriodLockedError(period)


def _accept(update: Update, version: int, moment, *, by: User) -> None:
    done = update.workflow == Workflow.ACCEPTED and update.accepted_by_id == by.pk
    if done and update.version == version + 1:
        return
    if update.version != version:
        raise StaleUpdateError(update)
    if update.workflow != Workflow.SUBMITTED:
        raise WorkflowError(
            f"{update.item.ref} is not submitted: it is {update.get_workflow_display().lower()}."
        )
    update.workflow = Workflow.ACCEPTED
    update.accepted_at = moment
    update.accepted_by = by
    update.version += 1
    update.save(update_fields=("workflow", "accepted_at", "accepted_by", "version"))
    _link(update)
    log(update, "accepted", by=by)


def _link(update: Update) -> None:
    """Make the link that the state speaks of."""
    if update.goes_to_id and update.state in LINK_OF_STATE:
        ends = {"kind": LINK_OF_STATE[update.state], "to_item": update.goes_to}
    elif update.waits_for_id and update.state == "waiting":
        ends = {"kind": LinkKind.WAITS_ON, "dependency": update.waits_for}
    else:
        return
    ItemLink.objects.get_or_create(
        from_item=update.item, **ends, defaults={"stated_on": update.reported_on, "basis": update.basis}
    )


@transaction.atomic
def return_update(
    *, update_id: int, version: int, note: str, by: User, returned_at: datetime | None = None
) -> Update:
    """Give a submitted update back to its lead with a note that says what has to change.

    Raises what `accept_updates` raises. Returning again with the same note changes nothing.
    """
    _refuse_locked([update_id])
    update = (
        Update.objects.select_for_update(of=("self",))
        .select_related("item__programme", "organisation", "period", "saved_by")
        .get(pk=update_id)
    )
    if (update.workflow, update.version, update.return_note) == (Workflow.RETURNED, version + 1, note):
        return update
    if update.version != version:
        raise StaleUpdateError(update)
    if update.workflow != Workflow.SUBMITTED:
        raise WorkflowError("Only a submitted update can be returned.")
    if not note.strip():
        raise WorkflowError("Say what has to change before you return an update.")
    update.workflow = Workflow.RETURNED
    update.return_note = note
    update.returned_at = returned_at or timezone.now()
    update.version += 1
    update.save(update_fields=("workflow", "return_note", "returned_at", "version"))
    log(update, "returned", by=by, why=note)
    return update


@transaction.atomic
def correct_update(*, update_id: int, words: UpdateWords, why: str, by: User) -> Update:
    """Put a corrected row in the place of an accepted update, which stays as it was; accepted at once.

    Allowed in a locked period too, where it is the only way. The same correction again gives the first.
    """
    wrong = (
        Update.objects.select_for_update(of=("self",))
        .select_related("item__programme", "organisation", "period")
        .get(pk=update_id)
    )
    if wrong.workflow != Workflow.ACCEPTED:
        raise WorkflowError("Only an accepted update is corrected; others are returned or changed.")
    words = words.tidied()
    newer = Update.objects.filter(supersedes=wrong).first()
    if newer is not None and newer.correction_reason == why and UpdateWords.of(newer) == words:
        return newer
    if newer is not None:
        raise WorkflowError("This update was corrected already. Correct the newer one.")
    if not why.strip():
        raise WorkflowError("Say why the update is corrected.")
    missing = problems(words, expected_end=expected_end(wrong.item))
    if missing:
        raise IncompleteUpdateError(missing)
    update = _correction(wrong, words, why=why, by=by)
    update.save(force_insert=True)
    write_steps(update, words, by_basis=Basis.ENTERED)
    _link(update)
    before = UpdateWords.of(wrong).as_values()
    log(update, "corrected", by=by, before=before, after=words.as_values(), why=why)
    return update


def _correction(wrong: Update, words: UpdateWords, *, why: str, by: User) -> Update:
    """The row that takes the place of `wrong`, dated as the words that it corrects; not saved yet."""
    return Update(
        item=wrong.item,
        organisation=wrong.organisation,
        organisation_basis=wrong.organisation_basis,
        period=wrong.period,
        supersedes=wrong,
        workflow=Workflow.ACCEPTED,
        correction_reason=why,
        state_basis=Basis.ENTERED,
        basis=Basis.ENTERED,
        reported_on=wrong.reported_on,
        submitted_at=timezone.now(),
        accepted_at=timezone.now(),
        accepted_by=by,
        author=by,
        saved_by=by,
        **{name: getattr(words, name) for name in WORD_FIELDS},
    )


@transaction.atomic
def comment_on(*, update: Update, text: str, nonce: uuid.UUID, by: User) -> Comment:
    """A comment on an accepted update; the same nonce again gives the comment that is there."""
    if update.workflow != Workflow.ACCEPTED:
        raise WorkflowError("Only accepted updates can be commented on.")
    existing = Comment.objects.filter(nonce=nonce).first()
    if existing:
        return existing
    try:
        with transaction.atomic():
            comment = Comment.objects.create(update=update, text=text, nonce=nonce, written_by=by)
    except IntegrityError:
        return Comment.objects.get(nonce=nonce)
    log(update, "commented on", by=by, after={"text": text})
    return comment


@transaction.atomic
def answer_ask(*, update_id: int, text: str, by: User, answered_at: datetime | None = None) -> Answer:
    """The board's answer to an ask. Raises WorkflowError where there is no ask or it is answered."""
    update = (
        Update.objects.select_for_update(of=("self",))
        .select_related("item__programme", "organisation", "period")
        .get(pk=update_id)
    )
    if update.workflow != Workflow.ACCEPTED or not update.ask.strip():
        raise WorkflowError("There is no ask here to answer.")
    if Answer.objects.filter(update=update).exists():
        raise WorkflowError("This ask was answered already. Write a comment to add to it.")
    answer = Answer.objects.create(update=update, text=text, answered_by=by)
    if answered_at:
        Answer.objects.filter(pk=answer.pk).update(answered_at=answered_at)
        answer.answered_at = answered_at
    log(update, "answered", by=by, before={"ask": update.ask}, after={"answer": text})
    return answer


def versions_of(updates: Sequence[Update]) -> dict[int, int]:
    return {update.pk: update.version for update in updates}

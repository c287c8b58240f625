"""Changing an agreed date or scope: asked for with a reason, decided by the office, kept as a new window."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from deliverables.audit import record_change
from deliverables.cycle.errors import WorkflowError
from deliverables.models import Basis, PlanItem, RebaselineRequest, Window
from deliverables.models.cycle import Decision
from ipqt.dates import today
from ipqt.models import User


@transaction.atomic
def ask_rebaseline(
    *,
    item: PlanItem,
    nonce: uuid.UUID,
    words: str,
    starts_on: date | None,
    ends_on: date,
    precision: str,
    scope: str,
    reason: str,
    by: User,
) -> RebaselineRequest:
    """Ask for a new window. The same nonce again gives the request that is there."""
    existing = RebaselineRequest.objects.filter(nonce=nonce).first()
    if existing:
        return existing
    request = RebaselineRequest(
        item=item,
        nonce=nonce,
        words=words,
        starts_on=starts_on,
        ends_on=ends_on,
        precision=precision,
        scope=scope,
        reason=reason,
        asked_by=by,
    )
    # Whether the nonce is there already, only the insert can tell: another request may be writing it now.
    related = ("item", "asked_by", "decided_by", "window")
    request.full_clean(exclude=related, validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError:
        again = RebaselineRequest.objects.filter(nonce=nonce).first()
        if again:
            return again
        raise WorkflowError(
            "A change of this item is waiting for a decision already, or the new end is before the start."
        ) from None
    _log(request, "asked for a new date", by=by, after=_values(request), why=reason)
    return request


@transaction.atomic
def decide_rebaseline(*, request_id: int, approve: bool, note: str, by: User) -> RebaselineRequest:
    """Approve, which adds a window agreed today, or refuse with a note. Raises WorkflowError when decided."""
    request = (
        RebaselineRequest.objects.select_for_update(of=("self",))
        .select_related("item__programme")
        .get(pk=request_id)
    )
    if request.decision != Decision.OPEN:
        raise WorkflowError(f"This was {request.get_decision_display().lower()} already.")
    if not approve and not note.strip():
        raise WorkflowError("Say why the change is refused.")
    request.decision = Decision.APPROVED if approve else Decision.REFUSED
    request.decision_note = note
    request.decided_at = timezone.now()
    request.decided_by = by
    if approve:
        request.window = _add_window(request, by=by)
    request.save(update_fields=("decision", "decision_note", "decided_at", "decided_by", "window"))
    _log(request, "approved a new date" if approve else "refused a new date", by=by, why=note)
    return request


def _add_window(request: RebaselineRequest, *, by: User) -> Window:
    item = PlanItem.objects.select_for_update().get(pk=request.item_id)
    last = item.windows.aggregate(last=Max("number"))["last"]
    if last is None:
        Window.objects.create(item=item, number=1, words="none stated", precision="none", basis=Basis.ENTERED)
        last = 1
    return Window.objects.create(
        item=item,
        number=last + 1,
        words=request.words,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        precision=request.precision,
        note=request.scope[:300],
        reason=request.reason,
        agreed_on=today(),
        approved_by=by,
        basis=Basis.ENTERED,
    )


def _values(request: RebaselineRequest) -> dict:
    return {
        "words": request.words,
        "starts_on": request.starts_on and request.starts_on.isoformat(),
        "ends_on": request.ends_on.isoformat(),
        "precision": request.precision,
        "scope": request.scope,
    }


def _log(request: RebaselineRequest, action: str, *, by: User, after=None, why: str = "") -> None:
    programme = request.item.programme
    record_change(
        action=action,
        record="window",
        key=f"{programme.slug}/{request.item.ref}",
        by=by,
        programme=programme,
        after=after,
        why=why,
    )

"""The only place that changes the plan, besides loading files."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from deliverables.audit import record_change
from deliverables.models import Basis, Membership, Programme, Window
from ipqt.dates import programme_months
from ipqt.models import User


@transaction.atomic
def set_month_one(*, programme_id: int, month_one: date, by: User | None, why: str) -> int:
    """Tie programme month 1 to a calendar month and move every window that counts months. Gives their number.

    Windows with dates of their own stay. Raises ValueError where `month_one` is not the first of a month.
    """
    if month_one.day != 1:
        raise ValueError("Month 1 starts on the first day of a month.")
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    before = programme.month_one
    programme.month_one = month_one
    programme.month_one_basis = Basis.ENTERED
    programme.save(update_fields=("month_one", "month_one_basis"))
    windows = list(
        Window.objects.select_for_update().filter(item__programme=programme, first_month__isnull=False)
    )
    for window in windows:
        window.starts_on, window.ends_on = programme_months(month_one, window.first_month, window.last_month)
    Window.objects.bulk_update(windows, ("starts_on", "ends_on"), batch_size=500)
    record_change(
        action="moved month 1",
        record="programme",
        key=programme.slug,
        by=by,
        programme=programme,
        before={"month_one": before.isoformat()},
        after={"month_one": month_one.isoformat(), "windows_moved": len(windows)},
        why=why,
    )
    return len(windows)


@transaction.atomic
def grant_role(
    *, user: User, programme: Programme, role: str, by: User | None, organisations=(), workstreams=(), actor: str = ""
) -> Membership:
    """Give a person a role in a programme; the same call twice changes nothing more."""
    membership, created = Membership.objects.get_or_create(user=user, programme=programme, role=role)
    membership.organisations.set(organisations)
    membership.workstreams.set(workstreams)
    if created:
        record_change(
            action="granted",
            record="membership",
            key=f"{programme.slug}/{user.email}/{role}",
            by=by,
            actor=actor,
            programme=programme,
            after={
                "organisations": [organisation.slug for organisation in organisations],
                "workstreams": [workstream.slug for workstream in workstreams],
            },
        )
    return membership

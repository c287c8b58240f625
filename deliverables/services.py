"""The only place that changes the plan, besides loading files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from deliverables.audit import record_change
from deliverables.models import Basis, Membership, Organisation, Programme, Window, Workstream
from ipqt.dates import day_words, programme_months
from ipqt.models import User


@transaction.atomic
def set_month_one(*, programme_id: int, month_one: date, by: User | None, why: str, actor: str = "") -> int:
    """Tie programme month 1 to a calendar month and move every window that counts months. Gives their number.

    Windows with dates of their own stay, and so do the dates of plan years. Setting the same month again only
    turns a judged month into an entered one. Raises ValueError with a sentence for the user.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    _check_month_one(month_one, ends_on=programme.ends_on, why=why)
    before = {"month_one": programme.month_one.isoformat(), "month_one_basis": programme.month_one_basis}
    after = {"month_one": month_one.isoformat(), "month_one_basis": str(Basis.ENTERED)}
    if before == after:
        return 0
    programme.month_one, programme.month_one_basis = month_one, Basis.ENTERED
    programme.save(update_fields=("month_one", "month_one_basis"))
    moved = move_month_windows(Window.objects.filter(item__programme=programme), month_one=month_one)
    record_change(
        action="moved month 1",
        record="programme",
        key=programme.slug,
        by=by,
        actor=actor,
        programme=programme,
        before=before,
        after={**after, "windows_moved": moved},
        why=why,
    )
    return moved


def _check_month_one(month_one: date, *, ends_on: date, why: str) -> None:
    if month_one.day != 1:
        raise ValueError("Month 1 starts on the first day of a month, for example 1/4/2024.")
    if month_one >= ends_on:
        raise ValueError(f"The programme ends on {day_words(ends_on)}. Choose an earlier month 1.")
    if not why.strip():
        raise ValueError("Say why month 1 is set: the reason stays in the history.")


def move_month_windows(windows: QuerySet[Window], *, month_one: date) -> int:
    """Give those of the windows that count months their dates anew. Gives the number that moved."""
    moved = []
    for window in windows.filter(first_month__isnull=False).select_for_update(of=("self",)):
        dates = programme_months(month_one, window.first_month, window.last_month)
        if dates != (window.starts_on, window.ends_on):
            window.starts_on, window.ends_on = dates
            moved.append(window)
    Window.objects.bulk_update(moved, ("starts_on", "ends_on"), batch_size=500)
    return len(moved)


@transaction.atomic
def grant_role(
    *,
    user: User,
    programme: Programme,
    role: str,
    by: User | None,
    organisations: Iterable[Organisation] = (),
    workstreams: Iterable[Workstream] = (),
    actor: str = "",
) -> Membership:
    """Give a person a role for exactly these organisations and workstreams. Twice is as good as once."""
    membership, created = Membership.objects.get_or_create(user=user, programme=programme, role=role)
    before = None if created else _reach(membership)
    membership.organisations.set(organisations)
    membership.workstreams.set(workstreams)
    after = _reach(membership)
    if before != after:
        record_change(
            action="granted" if created else "changed",
            record="membership",
            key=f"{programme.slug}/{user.email}/{role}",
            by=by,
            actor=actor,
            programme=programme,
            before=before,
            after=after,
        )
    return membership


def _reach(membership: Membership) -> dict[str, list[str]]:
    """Slugs of what a lead writes for."""
    return {
        "organisations": sorted(membership.organisations.values_list("slug", flat=True)),
        "workstreams": sorted(membership.workstreams.values_list("slug", flat=True)),
    }

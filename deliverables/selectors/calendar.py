"""The days of a person's reporting periods, as calendar entries."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from deliverables.access import Action, duties_of, programmes_allowing
from deliverables.calendar import Day
from deliverables.models import Basis, CalendarKey, ReportingPeriod
from ipqt.models import User

Address = Callable[[str], str]


def person_of_key(key: str) -> User | None:
    """Whose calendar it is; None for a key that is none, was replaced, or belongs to a closed account."""
    found = CalendarKey.objects.select_related("person").filter(key=key, person__is_active=True).first()
    return found.person if found else None


def key_of(person: User) -> CalendarKey | None:
    return CalendarKey.objects.filter(person=person).first()


def periods_of(person: User) -> QuerySet[ReportingPeriod]:
    """Opened periods of the programmes that the person is a member of now; adds `own`, their duties."""
    own = duties_of(person).filter(period=OuterRef("pk")).order_by().values("period")
    periods = ReportingPeriod.objects.visible_to(person).filter(
        Q(due_on__isnull=False) | Q(board_on__isnull=False),
        programme__memberships__user=person,
        opened_at__isnull=False,
    )
    return (
        periods.annotate(own=Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0))
        .select_related("programme")
        .order_by("ends_on", "programme__slug", "pk")
        .distinct()
    )


def days_of(person: User, *, address: Address) -> list[Day]:
    """Board days for every member; days on which updates are due for those who write or review them.

    `address` makes a path of the site a whole address. Two queries.
    """
    reviewed = set(programmes_allowing(person, Action.REVIEW).values_list("pk", flat=True))
    days = []
    for period in periods_of(person):
        if period.due_on and (period.own or period.programme_id in reviewed):
            days.append(_due(period, address=address))
        if period.board_on:
            days.append(_board(period, address=address))
    return days


def _due(period: ReportingPeriod, *, address: Address) -> Day:
    own = f"{period.own:,} {'update is' if period.own == 1 else 'updates are'} due from you."
    text = own if period.own else "The updates of the leads are due."
    page = reverse("deliverables:my_updates") if period.own else reverse("deliverables:review")
    return _day(period, "due", period.due_on, "Updates due", text, url=address(page))


def _board(period: ReportingPeriod, *, address: Address) -> Day:
    text = f"The board looks at {period.name}."
    return _day(
        period, "board", period.board_on, "Board", text, url=address(period.programme.get_absolute_url())
    )


def _day(period: ReportingPeriod, kind: str, day, what: str, text: str, *, url: str) -> Day:
    """The uid holds the keys that the period has in files: they stay, whatever else changes."""
    made_up = "Illustrative: " if period.basis == Basis.ILLUSTRATIVE else ""
    return Day(
        uid=f"{kind}-{period.programme.slug}-{period.slug}@inpatient-programme-tracker",
        day=day,
        summary=f"{made_up}{what}: {period.name}, {period.programme.short_name}",
        description=f"{text}\n{url}",
        url=url,
        changed_at=period.locked_at or period.opened_at,
    )

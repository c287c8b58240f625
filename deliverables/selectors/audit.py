"""The history of all records, as far as a person may read it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from deliverables.access import Action, programmes_allowing
from deliverables.models import Change, Membership, PlanItem, Programme

# What a person does on the whole site, in no programme: signing in, taking files, making a calendar address.
PERSONAL = ("person", "dataset", "calendar_key")


def changes_seen_by(person) -> QuerySet[Change]:
    """Of programmes that the person may audit, and what their members do; all for an administrator."""
    if person.is_superuser:
        return Change.objects.all()
    return Change.objects.filter(in_programmes(programmes_allowing(person, Action.AUDIT)))


def changes_of(programme: Programme, *, user) -> QuerySet[Change]:
    """What happened in a programme, as the file of changes has it for the same programme."""
    return changes_seen_by(user).filter(in_programmes(Programme.objects.filter(pk=programme.pk)))


def in_programmes(programmes: QuerySet[Programme]) -> Q:
    members = Membership.objects.filter(programme__in=programmes).values("user")
    return Q(programme__in=programmes) | Q(programme=None, record__in=PERSONAL, user__in=members)


def refs_of(programme: Programme, *, user) -> set[str]:
    """Refs that lead to a page. One query."""
    return set(PlanItem.objects.visible_to(user).filter(programme=programme).values_list("ref", flat=True))


def actors_and_records(changes: QuerySet[Change]) -> dict[str, list[str]]:
    """Who and what stands in the changes, in alphabetical order. One query."""
    rows: Iterable[tuple[str, str]] = changes.order_by().values_list("actor", "record").distinct()
    pairs = list(rows)
    return {
        "person": sorted({actor for actor, _record in pairs}, key=str.lower),
        "record": sorted({record for _actor, record in pairs}),
    }

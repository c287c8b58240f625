"""Who may do what: the one module that decides. Views, services and exports all ask here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from deliverables.models import Duty, Membership, Programme, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from deliverables.models import PlanItem
    from ipqt.models import User

    Person = User | AnonymousUser


class Action(StrEnum):
    """Something a role allows in a programme."""

    READ = "read"
    COMMENT = "comment"
    ANSWER = "answer"
    REPORT = "report"
    REVIEW = "review"
    LOAD = "load"
    ANNOTATE = "annotate"
    STEP = "step"
    ASSESS = "assess"
    AUDIT = "audit"
    MANAGE = "manage"


ALLOWED: dict[str, frozenset[Action]] = {
    Role.VIEWER: frozenset({Action.READ, Action.COMMENT, Action.ANSWER}),
    Role.LEAD: frozenset({Action.READ, Action.REPORT, Action.ASSESS}),
    Role.OFFICE: frozenset(
        {
            Action.READ,
            Action.COMMENT,
            Action.ANSWER,
            Action.REPORT,
            Action.REVIEW,
            Action.LOAD,
            Action.ANNOTATE,
            Action.STEP,
            Action.ASSESS,
            Action.AUDIT,
        }
    ),
    Role.ANALYST: frozenset({Action.READ, Action.LOAD, Action.ANNOTATE}),
    Role.ADMIN: frozenset(Action),
}


def roles(person: Person, programme: Programme) -> set[str]:
    """The person's roles in the programme; a site administrator is an administrator everywhere."""
    if person.is_superuser:
        return {Role.ADMIN}
    if not person.is_authenticated:
        return set()
    return set(Membership.objects.filter(user=person, programme=programme).values_list("role", flat=True))


def can(person: Person, action: Action, programme: Programme) -> bool:
    """Whether one of the person's roles allows the action in the programme."""
    if action is Action.READ and programme.is_public:
        return True
    return any(action in ALLOWED[role] for role in roles(person, programme))


def programmes_allowing(person: Person, action: Action):
    """Programmes in which the person may do `action`, by name. No query until it is used."""
    if action is Action.READ:
        return Programme.objects.visible_to(person)
    if person.is_superuser:
        return Programme.objects.all()
    if not person.is_authenticated:
        return Programme.objects.none()
    allowing = [role for role, actions in ALLOWED.items() if action in actions]
    return Programme.objects.filter(
        pk__in=Membership.objects.filter(user=person, role__in=allowing).values("programme")
    )


def programme_or_404(person: Person, slug: str, *, action: Action = Action.READ) -> Programme:
    """The programme at this address, or Http404 with nothing said about whether it exists. One query.

    With the moment from which it holds made-up rows, which its pages say.
    """
    programmes = programmes_allowing(person, action).select_related("icb", "source").with_illustrative()
    programme = programmes.filter(slug=slug).first()
    if programme is None:
        raise Http404("There is no programme at this address, or you are not a member of it.")
    return programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRights:
    """What a person may do on the page of one item."""

    comment: bool = False
    answer: bool = False
    rebaseline: bool = False
    decide: bool = False


def item_rights(person: Person, item: PlanItem) -> ItemRights:
    """Leads of the item's organisations or workstream, and the office, ask for a new date. One query."""
    if person.is_superuser:
        return ItemRights(comment=True, answer=True, rebaseline=True, decide=True)
    if not person.is_authenticated:
        return ItemRights()
    of_item = Membership.objects.filter(_writes_for(item), pk=OuterRef("pk"))
    rows = Membership.objects.filter(user=person, programme=item.programme_id).annotate(own=Exists(of_item))
    pairs = list(rows.values_list("role", "own"))
    allowed = frozenset().union(*(ALLOWED[role] for role, _own in pairs))
    decides = Action.REVIEW in allowed
    return ItemRights(
        comment=Action.COMMENT in allowed,
        answer=Action.ANSWER in allowed,
        rebaseline=decides or any(role == Role.LEAD and own for role, own in pairs),
        decide=decides,
    )


def _writes_for(item: PlanItem) -> Q:
    """Memberships named for the item's workstream or organisations, or for whom an update on it is due."""
    named = Q(organisations__items=item) | Q(
        organisations__in=Duty.objects.filter(item=item).values("organisation")
    )
    if item.lead_organisation_id:
        named |= Q(organisations=item.lead_organisation_id)
    return named | Q(workstreams=item.workstream_id) if item.workstream_id else named


def duties_of(person: Person):
    """What is due from a lead: of their organisations or workstreams, in programmes where they are a lead."""
    leads = Membership.objects.filter(user=person, role=Role.LEAD, programme=OuterRef("period__programme"))
    return Duty.objects.filter(
        Exists(leads.filter(organisations=OuterRef("organisation")))
        | Exists(leads.filter(workstreams=OuterRef("item__workstream")))
    )


def duties_writable_by(person: Person):
    """Duties that the person may write: their own as a lead, all of a programme as its office."""
    if not person.is_authenticated:
        return Duty.objects.none()
    office = programmes_allowing(person, Action.REVIEW)
    return Duty.objects.filter(Q(pk__in=duties_of(person).values("pk")) | Q(period__programme__in=office))

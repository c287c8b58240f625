"""Reads what a person's mail has to tell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q

from deliverables.access import Action, programmes_allowing
from deliverables.digest import Digest, Waiting, digest_for, with_attention
from deliverables.models import Answer, Basis, Membership, Programme, Role, ToldAnswer, Update
from deliverables.models.account import Workflow
from deliverables.selectors.duties import due_updates
from deliverables.selectors.overview import at_a_glance
from ipqt.dates import LONDON
from ipqt.models import User

NEWS_DAYS = 92


def people_to_write_to() -> list[User]:
    """Everybody who reports or reviews, and whose account is open. One query."""
    roles = (Role.LEAD, Role.OFFICE, Role.ADMIN)
    held = Membership.objects.filter(user=OuterRef("pk"), role__in=roles)
    return list(User.objects.filter(Exists(held), is_active=True).exclude(email="").order_by("email"))


def digest_of(person: User, *, as_at: date, site: str) -> tuple[Digest, list[Answer]]:
    """The person's mail and the answers that it tells of. Three queries; seven more where there is news."""
    answers = new_answers(person, as_at=as_at)
    digest = digest_for(
        name=str(person),
        site=site,
        due=due_updates(user=person, as_at=as_at),
        answers=answers,
        waiting=waiting_for_review(person),
    )
    if digest.is_empty:
        return digest, answers
    programmes = Programme.objects.filter(memberships__user=person).distinct().order_by("short_name", "pk")
    glances = at_a_glance(list(programmes), user=person, as_at=as_at)
    return with_attention(digest, glances), answers


def new_answers(person: User, *, as_at: date) -> list[Answer]:
    """Answers to what the person asked, or a colleague for the same work, that no mail told of yet.

    Those of more than a quarter ago are no news: somebody who becomes a lead is not sent the past.
    """
    update = "update__item__programme"
    leads = Membership.objects.filter(user=person, role=Role.LEAD, programme=OuterRef(update))
    told = ToldAnswer.objects.filter(mail__person=person, answer=OuterRef("pk"))
    since = datetime.combine(as_at - timedelta(days=NEWS_DAYS), time.min, tzinfo=LONDON)
    answers = Answer.objects.visible_to(person).filter(
        Exists(leads.filter(organisations=OuterRef("update__organisation")))
        | Exists(leads.filter(workstreams=OuterRef("update__item__workstream")))
        | Q(update__author=person),
        ~Exists(told),
        answered_at__gte=since,
    )
    related = answers.select_related("update__item__programme", "answered_by")
    return list(related.order_by("answered_at", "pk"))


def waiting_for_review(person: User) -> list[Waiting]:
    """Of the programmes that the person reviews as a member, in the order of their names. One query."""
    reviewed = programmes_allowing(person, Action.REVIEW).filter(memberships__user=person)
    submitted = Update.objects.filter(
        workflow=Workflow.SUBMITTED, period__locked_at__isnull=True, item__programme__in=reviewed
    )
    counted = submitted.values("item__programme__slug", "item__programme__name").annotate(
        updates=Count("pk"),
        newest=Max("submitted_at"),
        made_up=Count("pk", filter=Q(basis=Basis.ILLUSTRATIVE)),
    )
    return [
        Waiting(
            slug=row["item__programme__slug"],
            programme=row["item__programme__name"],
            count=row["updates"],
            newest=row["newest"],
            illustrative=bool(row["made_up"]),
        )
        for row in counted.order_by("item__programme__name", "item__programme__slug")
    ]

"""Next steps, who said them, and what became of them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from deliverables.filter_options import organisation_key
from deliverables.models import NextStep, PlanItem, Update


def next_steps_said(*, user, as_at: date) -> QuerySet[NextStep]:
    """Next steps in accepted words of `as_at` or before, in plan order. One query.

    Adds said_by (name), said_by_short, said_by_key (its place in addresses) and said_on, all of the report
    that the step stands in; and becomes_seen, whether the item that took it up may be seen.
    """
    report = Update.objects.accepted_by(as_at).filter(item=OuterRef("item"), period=OuterRef("period"))
    return (
        NextStep.objects.visible_to(user)
        .filter(Exists(report))
        .annotate(
            said_by=Subquery(report.values("organisation__name")[:1]),
            said_by_short=Subquery(report.values("organisation__short_name")[:1]),
            said_by_key=Subquery(report.annotate(key=organisation_key("organisation__")).values("key")[:1]),
            said_on=Subquery(report.values("reported_on")[:1]),
            becomes_seen=Exists(PlanItem.objects.visible_to(user).filter(pk=OuterRef("becomes"))),
        )
        .select_related("item__programme", "item__year", "becomes__programme", "source")
        .order_by(
            "item__programme", "item__year__number", "item__kind", "item__position", "item", "position", "pk"
        )
    )

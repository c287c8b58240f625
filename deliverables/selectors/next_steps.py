"""Next steps, who said them, and what became of them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from deliverables.filter_options import organisation_key
from deliverables.models import NextStep, PlanItem, Update


def next_steps_said(*, user, as_at: date) -> QuerySet[NextStep]:
    """Next steps in accepted words of `as_at` or before, in plan order. One query.

    Adds said_by (name), said_by_short, said_by_key (its place in addresses) and said_on, all of the report
    that the step stands in; and becomes_seen, whether the item that took it up may be seen.
    """
    return (
        in_accepted_words(NextStep.objects.visible_to(user), as_at=as_at)
        .annotate(
            said_by=_of_report("organisation__name", as_at=as_at),
            said_by_short=_of_report("organisation__short_name", as_at=as_at),
            said_by_key=_of_report("key", as_at=as_at),
            said_on=_of_report("reported_on", as_at=as_at),
            becomes_seen=Exists(PlanItem.objects.visible_to(user).filter(pk=OuterRef("becomes"))),
        )
        .select_related("item__programme", "item__year", "becomes__programme", "source")
        .order_by(
            "item__programme", "item__year__number", "item__kind", "item__position", "item", "position", "pk"
        )
    )


def in_accepted_words(steps: QuerySet[NextStep], *, as_at: date) -> QuerySet[NextStep]:
    """Leaves out the steps of drafts, and those that the organisation's newer words on the item replace.

    Loaded steps name only item and period; they stand from the first report of that period on.
    """
    newest = Update.objects.accepted_by(as_at).filter(
        item=OuterRef("item"), organisation=OuterRef("update__organisation")
    )
    return steps.filter(
        (Q(update__isnull=True) & Exists(_loaded_report(as_at))) | Q(update=Subquery(newest.values("pk")[:1]))
    )


def _loaded_report(as_at: date) -> QuerySet[Update]:
    return Update.objects.accepted_by(as_at).filter(item=OuterRef("item"), period=OuterRef("period"))


def _of_report(field: str, *, as_at: date) -> Coalesce:
    """A field of the update that a step stands in; `key` is the organisation's place in addresses."""
    own = Update.objects.filter(pk=OuterRef("update")).annotate(key=organisation_key("organisation__"))
    loaded = _loaded_report(as_at).annotate(key=organisation_key("organisation__"))
    return Coalesce(Subquery(own.values(field)[:1]), Subquery(loaded.values(field)[:1]))

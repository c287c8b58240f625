"""What one person's workbook of a period holds."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from deliverables.access import Action, can, duties_writable_by
from deliverables.cycle.words import UpdateWords
from deliverables.models import Duty, ExternalDependency, PlanItem, ReportingPeriod, Update, WorkbookLoad
from deliverables.workbooks.rows import Book, Standing
from ipqt.dates import today


def workbook_period_or_404(*, user, programme: str, period: str) -> ReportingPeriod:
    """The period at this address for those who write in it: its office, and leads with a duty there."""
    periods = ReportingPeriod.objects.visible_to(user).select_related("programme")
    found = periods.filter(programme__slug=programme, slug=period, opened_at__isnull=False).first()
    if found is None or not _may_write(user, found):
        raise Http404("There is no such period, or nothing in it is yours to write.")
    return found


def _may_write(user, period: ReportingPeriod) -> bool:
    own = duties_writable_by(user).filter(period=period)
    return own.exists() or can(user, Action.REVIEW, period.programme)


def load_or_404(*, user, period: ReportingPeriod, pk) -> WorkbookLoad:
    """A load of this person in this period: nobody else sees it."""
    load = WorkbookLoad.objects.filter(owner=user, period=period, pk=pk).first()
    if load is None:
        raise Http404("There is no such workbook, or it is not yours.")
    return load


def book_of(period: ReportingPeriod, *, user) -> Book:
    """Everything in the person's workbook, in the order of the plan. 9 queries."""
    programme = period.programme
    duties = _with_carried(duties_writable_by(user).filter(period=period))
    items = PlanItem.objects.visible_to(user).filter(programme=programme).order_by("ref")
    dependencies = ExternalDependency.objects.visible_to(user).filter(programme=programme).order_by("ref")
    return Book(
        programme=programme.slug,
        period=period.slug,
        period_name=str(period),
        illustrative=period.basis == "illustrative",
        standings=_standings(list(duties), period),
        items={item.ref: item for item in items},
        dependencies={found.ref: found for found in dependencies},
    )


def _with_carried(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Adds carried_id: the organisation's own last accepted words, else the last of anybody on the item."""
    accepted = Update.objects.accepted_by(today()).filter(item=OuterRef("item"))
    before = accepted.exclude(period=OuterRef("period"), organisation=OuterRef("organisation"))
    own = before.filter(organisation=OuterRef("organisation"))
    return (
        duties.annotate(
            carried_id=Coalesce(Subquery(own.values("pk")[:1]), Subquery(before.values("pk")[:1]))
        )
        .select_related("item", "organisation")
        .order_by("item__year__number", "item__kind", "item__position", "item", "organisation__name", "pk")
    )


def _standings(duties: list[Duty], period: ReportingPeriod) -> list[Standing]:
    standing = {
        (update.item_id, update.organisation_id): update
        for update in _whole(Update.objects.filter(period=period, superseded_by__isnull=True))
    }
    carried = {
        update.pk: update for update in _whole(Update.objects.filter(pk__in={d.carried_id for d in duties}))
    }
    ends = {
        row["pk"]: row["forecast_end"] or row["planned_end"]
        for row in PlanItem.objects.filter(pk__in={duty.item_id for duty in duties})
        .as_at(today())
        .values("pk", "forecast_end", "planned_end")
    }
    return [
        _standing(
            duty,
            standing.get((duty.item_id, duty.organisation_id)),
            carried.get(duty.carried_id),
            ends.get(duty.item_id),
        )
        for duty in duties
    ]


def _whole(updates: QuerySet[Update]) -> QuerySet[Update]:
    return updates.select_related("saved_by", "goes_to", "waits_for").prefetch_related("steps")


def _standing(duty: Duty, update: Update | None, last: Update | None, expected_end) -> Standing:
    stored = UpdateWords.of(update) if update else None
    carried = UpdateWords.of(last).without_ask() if last else None
    return Standing(
        duty_id=duty.pk,
        item=duty.item,
        organisation=duty.organisation.address_code,
        organisation_name=str(duty.organisation),
        workflow=update.workflow if update else "",
        version=update.version if update else 0,
        words=stored or carried or UpdateWords(),
        carried=carried,
        expected_end=expected_end,
        saved_by=str(update.saved_by) if update and update.saved_by else "",
    )

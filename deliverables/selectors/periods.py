"""Reporting periods, how far each is, and who has reported in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404

from deliverables.models import Duty, Programme, ReportingPeriod, Update
from ipqt.dates import add_months, end_of_day, financial_quarter, financial_year, last_of_month, month_words

STAGES = {
    "none": "Nothing yet",
    "draft": "Draft",
    "returned": "Returned",
    "submitted": "Submitted",
    "accepted": "Accepted",
}
HANDED_IN = ("submitted", "accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A period with its counts. `due` is 0 for words that came with a document: nobody was asked for them."""

    period: ReportingPeriod
    due: int
    submitted: int
    accepted: int
    as_at: date

    @property
    def standing(self) -> str:
        """Open, locked, or known from a document only."""
        if self.period.opened_at is None:
            return "From a document"
        locked = self.period.locked_at and self.period.locked_at < end_of_day(self.as_at)
        return "Locked" if locked else "Open"

    @property
    def missing(self) -> int:
        return max(self.due - self.submitted - self.accepted, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """How far an organisation is in a period."""

    name: str
    due: int
    submitted: int
    accepted: int

    @property
    def missing(self) -> int:
        return self.due - self.submitted - self.accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Name and dates that the office may take or change."""

    name: str
    slug: str
    starts_on: date
    ends_on: date


def periods_of(programme: Programme, *, user) -> QuerySet[ReportingPeriod]:
    return ReportingPeriod.objects.visible_to(user).filter(programme=programme)


def period_or_404(programme: Programme, slug: str, *, user) -> ReportingPeriod:
    period = periods_of(programme, user=user).select_related("programme", "source").filter(slug=slug).first()
    if period is None:
        raise Http404("There is no reporting period at this address.")
    return period


def period_rows(programme: Programme, *, user, as_at: date) -> list[PeriodRow]:
    """Periods begun or opened by the day, the newest first, counted as they stood. 3 queries."""
    by_then = Q(starts_on__lte=as_at) | Q(opened_at__lt=end_of_day(as_at))
    periods = list(periods_of(programme, user=user).filter(by_then).order_by("-ends_on", "-pk"))
    return with_counts(periods, as_at=as_at)


def with_counts(periods: Sequence[ReportingPeriod], *, as_at: date) -> list[PeriodRow]:
    """The counts of these periods: what is due, what stands submitted, what is accepted. 2 queries."""
    due = Duty.objects.filter(period__in=periods).values_list("period").annotate(Count("pk"))
    stages = (
        standing_updates(as_at)
        .filter(period__in=periods)
        .values("period")
        .annotate(
            accepted=Count("pk", filter=Q(stage="accepted")),
            submitted=Count("pk", filter=Q(stage="submitted")),
        )
    )
    dues = dict(due.order_by())
    counts = {row["period"]: row for row in stages.order_by()}
    return [
        PeriodRow(
            period=period,
            due=dues.get(period.pk, 0),
            submitted=counts.get(period.pk, {}).get("submitted", 0),
            accepted=counts.get(period.pk, {}).get("accepted", 0),
            as_at=as_at,
        )
        for period in periods
    ]


def standing_updates(as_at: date) -> QuerySet[Update]:
    """Updates that no correction had replaced by the day, with their `stage` then (see STAGES)."""
    end = end_of_day(as_at)
    corrected = Update.objects.filter(supersedes=OuterRef("pk"), accepted_at__lt=end)
    stage = Case(
        When(accepted_at__lt=end, then=Value("accepted")),
        When(workflow="submitted", submitted_at__lt=end, then=Value("submitted")),
        When(accepted_at__gte=end, submitted_at__lt=end, then=Value("submitted")),
        When(workflow="returned", returned_at__lt=end, then=Value("returned")),
        When(workflow="draft", saved_at__lt=end, then=Value("draft")),
        default=Value("none"),
    )
    later = Q(supersedes__isnull=False, accepted_at__gte=end)
    return Update.objects.filter(~Exists(corrected)).exclude(later).annotate(stage=stage)


def reporting_of(period: ReportingPeriod, *, user, as_at: date) -> QuerySet[Duty]:
    """What is due in the period with `stage`, `update_id`, `handed_in_at`; the missing first."""
    places = Case(*(When(stage=stage, then=Value(place)) for place, stage in enumerate(STAGES)))
    duties = with_stage(Duty.objects.visible_to(user).filter(period=period), period, as_at=as_at)
    return (
        duties.annotate(place=places)
        .select_related("item__programme", "organisation", "period")
        .order_by("place", "item__year__number", "item__kind", "item__position", "pk")
    )


def with_stage(duties: QuerySet[Duty], period: ReportingPeriod, *, as_at: date) -> QuerySet[Duty]:
    """Adds `stage`, and `update_id` and `handed_in_at` of the standing update."""
    standing = standing_updates(as_at).filter(
        item=OuterRef("item"), organisation=OuterRef("organisation"), period=period
    )
    stages = [stage for stage in STAGES if stage != "none"]
    return duties.annotate(
        stage=Case(
            *(When(Exists(standing.filter(stage=stage)), then=Value(stage)) for stage in stages),
            default=Value("none"),
        ),
        update_id=Subquery(standing.values("pk")[:1]),
        handed_in_at=Subquery(standing.values("submitted_at")[:1]),
    )


def reporters_of(duties: QuerySet[Duty]) -> list[Reporter]:
    """The same counted by organisation, those with most missing first. One query."""
    rows = (
        duties.order_by()
        .values("organisation__short_name", "organisation__name")
        .annotate(
            due=Count("pk"),
            submitted=Count("pk", filter=Q(stage="submitted")),
            accepted=Count("pk", filter=Q(stage="accepted")),
        )
    )
    found = [
        Reporter(
            name=row["organisation__name"],
            due=row["due"],
            submitted=row["submitted"],
            accepted=row["accepted"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda reporter: (-reporter.missing, reporter.name))


def not_accepted(period: ReportingPeriod, *, as_at: date) -> PeriodRow:
    """The counts of one period. 2 queries."""
    [row] = with_counts([period], as_at=as_at)
    return row


def suggest_quarter(programme: Programme, *, user, day: date) -> Suggestion:
    """The financial quarter of the day, or the first after it that has no period yet. One query."""
    taken = set(periods_of(programme, user=user).values_list("starts_on", "ends_on"))
    year = date(day.year if day.month >= 4 else day.year - 1, 4, 1)
    quarter = (day.month - 4) % 12 // 3 + 1
    while (dates := financial_quarter(year, quarter)) in taken:
        year, quarter = (add_months(year, 12), 1) if quarter == 4 else (year, quarter + 1)
    years = financial_year(dates[0])
    return Suggestion(
        name=f"Quarter {quarter} {years}",
        slug=f"{years.replace('/', '-')}-q{quarter}",
        starts_on=dates[0],
        ends_on=dates[1],
    )


def suggest_month(programme: Programme, *, user, day: date) -> Suggestion:
    """The month of the day, or the first after it that has no period yet. One query."""
    taken = set(periods_of(programme, user=user).values_list("starts_on", "ends_on"))
    first = day.replace(day=1)
    while (first, last_of_month(first)) in taken:
        first = add_months(first, 1)
    return Suggestion(
        name=month_words(first),
        slug=f"{first:%Y-%m}",
        starts_on=first,
        ends_on=last_of_month(first),
    )

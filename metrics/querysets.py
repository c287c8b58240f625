"""Scopes of the measures. Every view and export starts at `visible_to`."""

from __future__ import annotations

from datetime import date

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from deliverables.querysets import ProgrammeScopedQuerySet
from ipqt.dates import end_of_day


class ObservationQuerySet(ProgrammeScopedQuerySet):
    programme_path = "series__programme"

    def as_at(self, day: date):
        """The values as known at the end of `day`: one row a period, its newest revision of then."""
        end = end_of_day(day)
        return self.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gte=end), known_at__lt=end)


class TargetQuerySet(ProgrammeScopedQuerySet):
    def as_at(self, day: date):
        """The targets that were agreed by the end of `day` and not yet withdrawn."""
        end = end_of_day(day)
        return self.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end), agreed_at__lt=end)


class StepQuerySet(ProgrammeScopedQuerySet):
    programme_path = "series__programme"
    since = "made_at"

    def as_at(self, day: date):
        """What stood at the end of `day`: written by then and not yet removed."""
        end = end_of_day(day)
        standing = Q(removed_at__isnull=True) | Q(removed_at__gte=end)
        return self.filter(standing, **{f"{self.since}__lt": end})


class NoteQuerySet(StepQuerySet):
    since = "written_at"


class WardQuerySet(ProgrammeScopedQuerySet):
    def open_on(self, day: date):
        """Wards that had opened by `day` and not closed before it; without dates they count as open."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def with_beds(self, day: date):
        """Adds what the newest count of `day` or before says; None where nobody has counted.

        Adds beds_on (the day of the count), beds (its parts added up, or the whole where it has no parts) and
        beds_printed (a whole that is printed beside parts: not always what they add up to).
        """
        from metrics.models import BedCount

        known = BedCount.objects.filter(ward=OuterRef("pk"), counted_on__lte=day).order_by("-counted_on")
        of_that_day = BedCount.objects.filter(ward=OuterRef("pk"), counted_on=OuterRef("beds_on"))
        sums = (
            of_that_day.order_by()
            .values("ward")
            .annotate(whole=Sum("beds", filter=Q(part="")), parts=Sum("beds", filter=~Q(part="")))
        )
        printed = sums.filter(parts__isnull=False, whole__isnull=False)
        return self.annotate(
            beds_on=Subquery(known.values("counted_on")[:1]),
            beds=Subquery(sums.annotate(beds=Coalesce(F("parts"), F("whole"))).values("beds")),
            beds_printed=Subquery(printed.values("whole")),
        )

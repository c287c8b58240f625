"""Scopes of the measures. Every view and export starts at `visible_to`."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

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

"""Scopes and derived columns. Every view and export starts at `visible_to`."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from ipqt.dates import end_of_day

NOT_REPORTED = "not_reported"
LIVE = ("not_started", "in_progress", "waiting")


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programmes the user is a member of, public ones, and all of them for a site administrator."""
        if user.is_superuser:
            return self
        if not user.is_authenticated:
            return self.filter(is_public=True)
        membership = self.model.memberships.rel.related_model
        own = membership.objects.filter(user=user, programme=OuterRef("pk"))
        return self.filter(Q(is_public=True) | Exists(own))

    def with_illustrative(self):
        """Adds illustrative_since: the moment of the first made-up row, none where nothing is made up."""
        return self.annotate(illustrative_since=first_made_up("pk"))


class ProgrammeScopedQuerySet(models.QuerySet):
    """Rows that belong to a programme, reached over `programme_path`."""

    programme_path = "programme"

    @classmethod
    def through(cls, path: str):
        """A manager for rows whose programme is reached over `path`."""
        return type(f"{cls.__name__}Through", (cls,), {"programme_path": path}).as_manager()

    def visible_to(self, user):
        from deliverables.models import Programme

        return self.filter(**{f"{self.programme_path}__in": Programme.objects.visible_to(user)})


class UpdateQuerySet(ProgrammeScopedQuerySet):
    programme_path = "item__programme"

    def accepted_by(self, day: date):
        """Only words accepted by the end of `day`, newest first; corrected rows stay out."""
        accepted = self.filter(workflow="accepted", accepted_at__lt=end_of_day(day))
        corrected = self.model.objects.filter(
            supersedes=OuterRef("pk"), workflow="accepted", accepted_at__lt=end_of_day(day)
        )
        return accepted.filter(~Exists(corrected)).order_by("-reported_on", "-accepted_at", "-pk")


class WindowQuerySet(ProgrammeScopedQuerySet):
    programme_path = "item__programme"

    def agreed_by(self, day: date):
        """The baseline and every rebaseline agreed by `day`, newest first."""
        return self.filter(Q(number=1) | Q(agreed_on__lte=day)).order_by("-number")


class PlanItemQuerySet(ProgrammeScopedQuerySet):
    def as_at(self, day: date):
        """Adds what was known at the end of `day`: the newest accepted words, the plan, and how they compare.

        Adds state (`not_reported` where nobody has said a word), confidence, state_basis, reported_on,
        said_reason, update_id, actual_start, actual_end, actual_precision, forecast_end; planned_start,
        planned_end, planned_precision, planned_words, planned_own (false where the dates are those of the
        activity that produces it), baseline_end; and timing (see `timing_case`). One query, no joins that
        multiply rows.
        """
        return self._with_newest_words(day)._with_plan(day).annotate(timing=timing_case(day))

    def _with_newest_words(self, day: date):
        from deliverables.models import Update

        words = Update.objects.accepted_by(day).filter(item=OuterRef("pk"))
        newest = partial(_first_of, words)
        return self.annotate(
            update_id=newest("pk"),
            state=Coalesce(newest("state"), Value(NOT_REPORTED)),
            state_basis=newest("state_basis"),
            confidence=Coalesce(newest("confidence"), Value("")),
            said_reason=newest("reason"),
            reported_on=newest("reported_on"),
            actual_start=newest("actual_start"),
            actual_end=newest("actual_end"),
            actual_precision=newest("actual_precision"),
            forecast_end=newest("forecast_end"),
            forecast_precision=newest("forecast_precision"),
        )

    def with_expected_end(self, day: date):
        """Adds expected_end: the end last believed in at the end of `day`, the forecast before the plan."""
        from deliverables.models import Update

        words = Update.objects.accepted_by(day).filter(item=OuterRef("pk"))
        windows = [_first_of(rows, "ends_on") for rows in planning_windows(day)]
        return self.annotate(expected_end=Coalesce(_first_of(words, "forecast_end"), *windows))

    def _with_plan(self, day: date):
        from deliverables.models import Window

        own, producing = planning_windows(day)

        def planned(field: str) -> Coalesce:
            return Coalesce(_first_of(own, field), _first_of(producing, field))

        return self.annotate(
            own_window=_first_of(own, "pk"),
            planned_start=planned("starts_on"),
            planned_end=planned("ends_on"),
            planned_precision=Coalesce(planned("precision"), Value("none")),
            planned_words=Coalesce(planned("words"), Value("")),
            baseline_end=Subquery(Window.objects.filter(item=OuterRef("pk"), number=1).values("ends_on")[:1]),
        ).annotate(
            planned_own=Case(When(own_window__isnull=False, then=Value(True)), default=Value(False)),
        )


def first_made_up(programme: str) -> Subquery:
    """When the first made-up period was opened, of the programme that the outer row names in a field."""
    from deliverables.models import ReportingPeriod

    made_up = ReportingPeriod.objects.filter(programme=OuterRef(programme), basis="illustrative")
    return _first_of(made_up.order_by("opened_at"), "opened_at")


def planning_windows(day: date):
    """The windows of an outer item that were agreed by `day`, and those of the work that produces it."""
    from deliverables.models import LinkKind, Window

    own = Window.objects.agreed_by(day).filter(item=OuterRef("pk"))
    producing = Window.objects.filter(
        number=1,
        ends_on__isnull=False,
        item__links_out__to_item=OuterRef("pk"),
        item__links_out__kind=LinkKind.CONTRIBUTES_TO,
    ).order_by("-ends_on", "pk")
    return own, producing


def _first_of(rows: models.QuerySet, field: str) -> Subquery:
    return Subquery(rows.values(field)[:1])


def timing_case(day: date) -> Case:
    """How an item stands against its dates at `day`; the first that holds, from `Timing` in status.py."""
    live = Q(state__in=LIVE)
    passed = Q(planned_end__lt=day)
    return Case(
        When(Q(state="delivered", actual_end__gt=F("planned_end")), then=Value("delivered_late")),
        When(Q(state="delivered"), then=Value("delivered")),
        When(Q(state__in=("absorbed", "carried_forward", "stopped")), then=Value("closed")),
        When(live & passed, then=Value("overdue")),
        When(Q(state=NOT_REPORTED) & passed, then=Value("passed_unreported")),
        When(live & Q(forecast_end__gt=F("planned_end")), then=Value("forecast_late")),
        When(Q(planned_end__isnull=True), then=Value("undated")),
        When(Q(planned_start__gt=day), then=Value("upcoming")),
        default=Value("due_now"),
        output_field=models.CharField(),
    )

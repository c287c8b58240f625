"""Reporting periods: the list, one of them with who has reported, and opening, locking, reopening."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from deliverables.access import Action, can, duties_writable_by, programme_or_404
from deliverables.cycle.errors import CycleError
from deliverables.cycle.periods import lock_period, open_period, reopen_period
from deliverables.models import Programme, ReportingPeriod
from deliverables.period_forms import OpenPeriodForm, ReopenForm, ReportingFilter, initial_of
from deliverables.period_tables import ReportingTable
from deliverables.selectors.periods import (
    not_accepted,
    period_or_404,
    period_rows,
    reporters_of,
    reporting_of,
    suggest_month,
    suggest_quarter,
)
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.dates import today

SUGGESTIONS = {"quarter": suggest_quarter, "month": suggest_month}
DONE = {
    "opened": "The period is open.",
    "locked": "The period is locked.",
    "reopened": "The period is open again.",
}


class PeriodListView(ProgrammeView):
    """Every period with how far it is. 6 queries beside the session's."""

    template_name = "deliverables/periods.html"
    section = "periods"

    def get_context_data(self, **kwargs):
        programme, user = self.programme, self.request.user
        return super().get_context_data(
            **kwargs,
            rows=period_rows(programme, user=user, as_at=self.as_at),
            is_office=can(user, Action.REVIEW, programme),
            moments=year_ends(programme),
        )


class PeriodView(ProgrammeView):
    """Who has reported in a period, and what the office can do with it. 11 queries beside the session's."""

    template_name = "deliverables/period.html"
    section = "periods"

    def get_context_data(self, **kwargs):
        programme, request = self.programme, self.request
        period = period_or_404(programme, self.kwargs["period"], user=request.user)
        duties = reporting_of(period, user=request.user, as_at=self.as_at)
        writable = duties_writable_by(request.user).filter(period=period)
        is_office = can(request.user, Action.REVIEW, programme)
        found = ReportingFilter(request.GET, duties, request=request)
        own = set(writable.values_list("pk", flat=True))
        kwargs["period"] = period
        return super().get_context_data(
            **kwargs,
            row=not_accepted(period, as_at=self.as_at),
            reporters=reporters_of(duties),
            filter=found,
            table=ReportingTable.for_page(
                request, found.qs, as_at=self.as_at, own=own, is_office=is_office, per_page=50
            ),
            is_office=is_office,
            has_own=bool(own),
            done=DONE.get(request.GET.get("done", "")),
            moments=year_ends(programme),
        )

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)


class OfficeView(View):
    """A page of the programme's office; 404 for everybody else."""

    @cached_property
    def programme(self) -> Programme:
        return programme_or_404(self.request.user, self.kwargs["programme"], action=Action.REVIEW)

    @cached_property
    def period(self) -> ReportingPeriod:
        return period_or_404(self.programme, self.kwargs["period"], user=self.request.user)

    def show(self, template: str, *, status: int = 200, **context) -> HttpResponse:
        context = {"programme": self.programme, "section": "periods", **context}
        return render(self.request, f"deliverables/periods/{template}", context, status=status)

    def to_period(self, slug: str, done: str) -> HttpResponse:
        response = redirect("deliverables:period", self.programme.slug, slug)
        response["Location"] += f"?done={done}"
        return response


class OpenPeriodView(OfficeView):
    """Opens a new period. A suggestion fills the form only where the office asks for one."""

    def get(self, request, programme: str) -> HttpResponse:
        kind = request.GET.get("suggest", "")
        suggest = SUGGESTIONS.get(kind)
        suggestion = suggest(self.programme, user=request.user, day=today()) if suggest else None
        form = OpenPeriodForm(initial=initial_of(suggestion, kind=kind if suggest else "ad_hoc"))
        return self.show("open.html", form=form, suggestion=suggestion)

    def post(self, request, programme: str) -> HttpResponse:
        form = OpenPeriodForm(request.POST)
        if form.is_valid() and (slug := self.open(form)):
            return self.to_period(slug, "opened")
        return self.show("open.html", form=form, status=400)

    def open(self, form: OpenPeriodForm) -> str | None:
        """The new period's slug; None where a rule is broken, which then stands at its field."""
        try:
            return open_period(programme=self.programme, by=self.request.user, **form.cleaned_data).slug
        except CycleError as error:
            form.add_error("slug", str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        return None


class LockPeriodView(OfficeView):
    """Says how many updates are not accepted yet, then locks."""

    def get(self, request, programme: str, period: str) -> HttpResponse:
        return self.confirm()

    def post(self, request, programme: str, period: str) -> HttpResponse:
        try:
            lock_period(period_id=self.period.pk, by=request.user)
        except CycleError as error:
            return self.confirm(refused=str(error), status=409)
        return self.to_period(self.period.slug, "locked")

    def confirm(self, *, refused: str = "", status: int = 200) -> HttpResponse:
        row = not_accepted(self.period, as_at=today())
        return self.show("lock.html", period=self.period, row=row, refused=refused, status=status)


class ReopenPeriodView(OfficeView):
    def get(self, request, programme: str, period: str) -> HttpResponse:
        return self.show("reopen.html", period=self.period, form=ReopenForm())

    def post(self, request, programme: str, period: str) -> HttpResponse:
        form = ReopenForm(request.POST)
        if not form.is_valid():
            return self.show("reopen.html", period=self.period, form=form, status=400)
        try:
            reopen_period(period_id=self.period.pk, why=form.cleaned_data["why"], by=request.user)
        except CycleError as error:
            return self.show("reopen.html", period=self.period, form=form, refused=str(error), status=409)
        return self.to_period(self.period.slug, "reopened")

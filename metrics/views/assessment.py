"""The self-assessment: the matrix of every year, and the form in which the next one is scored."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from deliverables.access import Action, can, programme_or_404
from deliverables.models import Basis, Programme
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.dates import today
from ipqt.tables import csv_url
from metrics.assess_page import ScoreEntry, entries_of, error_list, set_against
from metrics.assessing import AssessingError, StaleScoresError, save_scores, year_before
from metrics.assessment_charts import totals_figure, totals_table
from metrics.models.assessments import Score
from metrics.selectors.assess import all_domains, area_forms, areas_of, assessable, stored_scores
from metrics.selectors.assessment import matrices


class AssessmentView(ProgrammeView):
    """Every year and voice as a matrix. 6 queries, 4 more for those who may assess."""

    template_name = "metrics/assessment.html"
    section = "assessment"

    def get_context_data(self, **kwargs):
        programme, user = self.programme, self.request.user
        found = matrices(programme, user=user, as_at=self.as_at)
        writes = self.as_at == today() and can(user, Action.ASSESS, programme)
        return super().get_context_data(
            **kwargs,
            matrices=found,
            figure=totals_figure(found),
            table=totals_table(found),
            csv_url=csv_url(self.request, "assessments", programme=programme.slug),
            scores=[(score.value, score.label) for score in Score],
            forms=area_forms(programme, user=user, as_at=self.as_at) if writes else [],
            moments=year_ends(programme),
        )


class AssessView(View):
    """One service area in one year. 10 queries."""

    @cached_property
    def programme(self) -> Programme:
        return programme_or_404(self.request.user, self.kwargs["programme"], action=Action.ASSESS)

    @cached_property
    def place(self):
        """The plan year and the service area of the form."""
        year, area = self.kwargs["year"], self.kwargs["area"]
        return assessable(self.programme, number=year, ref=area, user=self.request.user, on=today())

    def entries(self, data=None) -> list[ScoreEntry]:
        year, area = self.place
        return entries_of(
            year=year,
            stored=stored_scores(year, area, user=self.request.user),
            before=list(year_before(year, area)),
            domains=all_domains(),
            data=data,
        )

    def get(self, request, programme: str, year: int, area: str) -> HttpResponse:
        return self.show(self.entries())

    def post(self, request, programme: str, year: int, area: str) -> HttpResponse:
        entries = self.entries(request.POST)
        if [entry for entry in entries if not entry.form.is_valid()]:
            set_against(entries, {e.key: e.row for e in entries if e.form.is_choice and e.row})
            return self.show(entries, status=400)
        plan_year, service_area = self.place
        changes = [change for entry in entries if (change := entry.change)]
        try:
            saved = save_scores(year=plan_year, area=service_area, changes=changes, by=request.user)
        except StaleScoresError as error:
            set_against(entries, error.stored)
            return self.show(entries, status=409)
        except AssessingError as error:
            return self.show(entries, refused=str(error), status=409)
        return redirect(f"{request.path}?saved={saved}")

    def show(self, entries: list[ScoreEntry], *, refused: str = "", status: int = 200) -> HttpResponse:
        year, area = self.place
        saved = self.request.GET.get("saved", "")
        context = {
            "programme": self.programme,
            "year": year,
            "area": area,
            "areas": areas_of(self.programme, user=self.request.user),
            "entries": entries,
            "before": next((entry.before for entry in entries if entry.before), None),
            "left": sum(not entry.is_confirmed for entry in entries),
            "is_printed": any(entry.row and entry.row.basis == Basis.PUBLISHED for entry in entries),
            "errors": error_list(entries),
            "refused": refused,
            "done": status == 200 and saved.isascii() and saved.isdigit() and len(saved) < 4,
            "saved": int(saved) if saved.isascii() and saved.isdigit() and len(saved) < 4 else 0,
        }
        return render(self.request, "metrics/assess.html", context, status=status)

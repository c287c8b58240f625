"""The measures of a programme: the icon table, the readiness ladder, and the framework that asks for them."""

from __future__ import annotations

from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.tables import csv_url
from metrics.filters import MeasureFilter
from metrics.models import ProgrammeIndicator
from metrics.selectors import readiness
from metrics.selectors.framework import framework
from metrics.selectors.house_rules import house_rules
from metrics.selectors.measures import finding, measure_rows
from metrics.tables import MeasureTable


class MeasuresView(ProgrammeView):
    """A page about what the programme has taken up; `part` names its place among the pages of measures."""

    section = "measures"
    part = ""

    def taken_up(self):
        rows = ProgrammeIndicator.objects.visible_to(self.request.user).filter(programme=self.programme)
        return rows.select_related("programme", "indicator")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, part=self.part, moments=year_ends(self.programme))


class MeasureListView(MeasuresView):
    """One row a measure. 16 queries, 10 more where signals are filtered."""

    template_name = "metrics/measures.html"
    part = "table"

    def get_context_data(self, **kwargs):
        programme, request = self.programme, self.request
        found = MeasureFilter(request.GET, self.taken_up(), request=request, programme=programme)
        rows = measure_rows(found.qs, user=request.user, as_at=self.as_at, organisation=found.whose)
        file = csv_url(request, "programme_indicators", programme=programme.slug)
        table = MeasureTable.for_page(request, rows, as_at=self.as_at, csv_url=file)
        kwargs |= {"filter": found, "table": table, "finding": finding(rows)}
        return super().get_context_data(**kwargs, rules=house_rules(programme))

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)


class ReadinessView(MeasuresView):
    """Every rung with its measures. 14 queries."""

    template_name = "metrics/readiness.html"
    part = "readiness"

    def get_context_data(self, **kwargs):
        rows = measure_rows(self.taken_up(), user=self.request.user, as_at=self.as_at)
        rungs = readiness.ladder(rows)
        return super().get_context_data(**kwargs, rungs=rungs, finding=readiness.finding(rungs))


class FrameworkView(MeasuresView):
    """What the strategy wants measured, and what answers it. 8 queries."""

    template_name = "metrics/framework.html"
    part = "framework"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, framework=framework(self.programme, user=self.request.user))

"""The year page."""

from django.http import Http404

from deliverables.charts import timeline_figure, timeline_table
from deliverables.selectors.years import finding, timeline_finding, timeline_rows, year_at_a_glance
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.tables import csv_url


class YearView(ProgrammeView):
    """Goal, timeline, and everything planned in the year. 6 queries."""

    template_name = "deliverables/year.html"

    def get_context_data(self, **kwargs):
        moments = year_ends(self.programme)
        year = next(
            (year for year in self.programme.years.all() if year.number == self.kwargs["number"]), None
        )
        if year is None:
            raise Http404(f"{self.programme} has no Year {self.kwargs['number']}.")
        self.section = f"year-{year.number}"
        glance = year_at_a_glance(year, user=self.request.user, as_at=self.as_at)
        rows = timeline_rows(glance)
        return super().get_context_data(
            **kwargs,
            year=year,
            glance=glance,
            finding=finding(glance),
            figure=timeline_figure(rows, starts_on=year.starts_on, ends_on=year.ends_on, as_at=self.as_at),
            table=timeline_table(rows),
            figure_finding=timeline_finding(glance),
            csv_url=csv_url(self.request, "plan_items", programme=self.programme.slug, year=year.number),
            moments=moments,
        )

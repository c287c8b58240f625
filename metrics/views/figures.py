"""Every figure that the documents of a programme print, and those of national documents."""

from __future__ import annotations

from django.db.models import Q

from ipqt.tables import csv_url
from metrics.filters import FigureFilter, PrintedObservationFilter
from metrics.selectors.figures import printed_figures, printed_observations, readable_figures
from metrics.tables import FigureTable
from metrics.views.measures import MeasuresView


class FigureListView(MeasuresView):
    """Figures on their own beside the printed values of series; one form filters both. 12 queries."""

    template_name = "metrics/figures.html"
    part = "figures"

    def get_context_data(self, **kwargs):
        programme, request, user = self.programme, self.request, self.request.user
        own = readable_figures(user=user).filter(Q(programme=programme) | Q(programme__isnull=True))
        observed = printed_observations(user=user).filter(series__programme=programme)
        found = FigureFilter(request.GET, own, request=request, programme=programme)
        values = PrintedObservationFilter(request.GET, observed, request=request, programme=programme)
        values.offered = found.offered
        rows = printed_figures(found.qs, values.qs, as_at=self.as_at)
        file = csv_url(request, "figures", programme=programme.slug)
        table = FigureTable.for_page(request, rows, per_page=50, as_at=self.as_at, csv_url=file)
        return super().get_context_data(**kwargs, filter=found, table=table)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)

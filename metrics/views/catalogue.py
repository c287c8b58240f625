"""The definitions of indicators, which all programmes share."""

from __future__ import annotations

from django.http import Http404

from deliverables.views.base import ReaderView
from ipqt.tables import csv_url
from metrics.filters import IndicatorFilter
from metrics.selectors.catalogue import catalogue, definition
from metrics.tables import IndicatorTable


class IndicatorListView(ReaderView):
    """The catalogue. 5 queries."""

    template_name = "metrics/indicators.html"

    def get_context_data(self, **kwargs):
        request = self.request
        found = IndicatorFilter(request.GET, catalogue(user=request.user), request=request)
        file = csv_url(request, "indicators")
        table = IndicatorTable.for_page(request, found.qs, per_page=100, as_at=self.as_at, csv_url=file)
        return super().get_context_data(**kwargs, filter=found, table=table)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)


class IndicatorView(ReaderView):
    """One definition, and where it is taken up. 6 queries."""

    template_name = "metrics/indicator.html"

    def get_context_data(self, **kwargs):
        found = definition(self.kwargs["code"], user=self.request.user)
        if found is None:
            raise Http404("There is no indicator with this code.")
        return super().get_context_data(**kwargs, definition=found, indicator=found.indicator)

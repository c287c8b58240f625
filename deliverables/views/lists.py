"""Lists of one programme: filters, a table of a page of rows, and the file of the same rows."""

from __future__ import annotations

from deliverables.tables import AsAtTable
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.filters import NhsFilterSet
from ipqt.tables import csv_url


class ProgrammeListView(ProgrammeView):
    """A subclass names its filter, table and dataset, and has a method `rows`. A wrong filter is a 400."""

    filter_class: type[NhsFilterSet]
    table_class: type[AsAtTable]
    dataset = ""

    def get_context_data(self, **kwargs):
        programme, request = self.programme, self.request
        found = self.filter_class(request.GET, self.rows(), request=request, programme=programme)
        file = csv_url(request, self.dataset, programme=programme.slug)
        table = self.table_class.for_page(request, found.qs, as_at=self.as_at, csv_url=file)
        return super().get_context_data(**kwargs, filter=found, table=table, moments=year_ends(programme))

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)

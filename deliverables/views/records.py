"""Where the facts come from, and where the sources contradict themselves."""

from django.http import Http404

from deliverables.filters import DiscrepancyFilter, SourceFilter
from deliverables.models import Discrepancy
from deliverables.record_tables import DiscrepancyTable, SourceTable
from deliverables.selectors.citing import cited_by_source, find_source, visible_sources
from deliverables.selectors.records import shared_discrepancies, source_account
from deliverables.views.base import ProgrammeView, ReaderView
from ipqt.tables import csv_url


class DiscrepancyListView(ProgrammeView):
    """Contradictions in a programme's documents, the same at any moment. 6 queries."""

    template_name = "deliverables/discrepancies.html"
    section = "discrepancies"

    def get_context_data(self, **kwargs):
        rows = Discrepancy.objects.visible_to(self.request.user).filter(programme=self.programme)
        rows = rows.select_related("item__programme", "source")
        found = DiscrepancyFilter(self.request.GET, rows, request=self.request, programme=self.programme)
        link = csv_url(self.request, "discrepancies", programme=self.programme.slug)
        table = DiscrepancyTable.for_page(self.request, found.qs, per_page=50, csv_url=link)
        return super().get_context_data(**kwargs, filter=found, table=table, as_at=self.as_at)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)


class SourceListView(ReaderView):
    """Every document that the reader's facts rest on. 7 queries."""

    template_name = "deliverables/sources.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        cited = cited_by_source(user=user)
        found = SourceFilter(self.request.GET, visible_sources(cited, user=user), request=self.request)
        table = SourceTable.for_page(
            self.request,
            found.qs,
            records={pk: sum(row.total for row in rows) for pk, rows in cited.items()},
            as_at=self.as_at,
            csv_url=csv_url(self.request, "sources"),
        )
        return super().get_context_data(**kwargs, filter=found, table=table, shared=shared_discrepancies())

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)


class SourceView(ReaderView):
    """One document: what it is, how old its words are, and all that rests on it. 9 queries."""

    template_name = "deliverables/source.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        found = find_source(self.kwargs["slug"], user=user)
        if found is None:
            raise Http404("There is no source at this address, or nothing that you may see rests on it.")
        account = source_account(*found, user=user, as_at=self.as_at)
        return super().get_context_data(**kwargs, account=account)

"""The strands of a programme."""

from django.http import Http404

from deliverables.models import Workstream
from deliverables.selectors.workstreams import rows_sentence, workstream_page, workstream_rows
from deliverables.tables import PlanItemTable, WorkstreamTable
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import days_of_words, year_ends
from ipqt.tables import csv_url


class WorkstreamListView(ProgrammeView):
    """Every workstream of a programme and how it stands. 7 queries."""

    template_name = "deliverables/workstreams.html"
    section = "workstreams"

    def get_context_data(self, **kwargs):
        rows = workstream_rows(self.programme, user=self.request.user, as_at=self.as_at)
        table = WorkstreamTable(
            rows,
            request=self.request,
            as_at=self.as_at,
            order_by=self.request.GET.getlist("sort"),
            csv_url=csv_url(self.request, "workstreams", programme=self.programme.slug),
        )
        return super().get_context_data(
            **kwargs, table=table, finding=rows_sentence(rows), moments=year_ends(self.programme)
        )


class WorkstreamView(ProgrammeView):
    """One workstream: its items by year, what needs attention, who has been heard. 10 queries."""

    template_name = "deliverables/workstream.html"
    section = "workstreams"

    def get_context_data(self, **kwargs):
        found = Workstream.objects.visible_to(self.request.user).filter(
            programme=self.programme, slug=self.kwargs["slug"]
        )
        workstream = found.select_related("programme", "source").first()
        if workstream is None:
            raise Http404(f"{self.programme} has no workstream at this address.")
        page = workstream_page(workstream, user=self.request.user, as_at=self.as_at)
        tables = [(part, self.table_of(part)) for part in page.years]
        moments = year_ends(self.programme) + days_of_words(h.newest_words for h in page.heard_from)
        return super().get_context_data(
            **kwargs, page=page, workstream=workstream, tables=tables, moments=moments
        )

    def table_of(self, part) -> PlanItemTable:
        """The items of one year, all on one page; the file holds the same rows."""
        year = part.year.number if part.year else "none"
        address = {"programme": self.programme.slug, "workstream": self.kwargs["slug"], "year": year}
        return PlanItemTable(
            [standing.item for standing in part.standings],
            request=self.request,
            as_at=self.as_at,
            orderable=False,
            exclude=("year", "workstream"),
            caption=f"Items of {part.year}" if part.year else "Items without a year",
            csv_url=csv_url(self.request, "plan_items", **address),
        )

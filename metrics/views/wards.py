"""Wards and beds, of a programme and of a trust."""

from __future__ import annotations

from django.http import Http404

from deliverables.models import Organisation
from deliverables.selectors.trust import find_organisation
from deliverables.views.base import ProgrammeView, ReaderView
from deliverables.views.moments import days_of_words, year_ends
from ipqt.tables import csv_url
from metrics.selectors.reach import reach_known, reach_map
from metrics.selectors.wards import beds_of, wards_known, with_counts
from metrics.ward_charts import beds_figure, beds_table
from metrics.ward_filters import WardFilter
from metrics.ward_tables import WardTable


class WardsContext:
    """What both pages show; a subclass is a page and names the scope of its wards. Six queries."""

    hidden_columns: tuple[str, ...] = ()

    def wards_context(self, *, csv: dict, **scope) -> dict:
        """`scope` is a programme or an organisation, `csv` the same as a parameter of files."""
        request, moment = self.request, {"user": self.request.user, "as_at": self.as_at}
        known = wards_known(**moment, **scope)
        beds = beds_of(known)
        found = WardFilter(request.GET, with_counts(known, as_at=self.as_at), request=request, **scope)
        table = WardTable.for_page(
            request,
            found.qs,
            as_at=self.as_at,
            csv_url=csv_url(request, "wards", **csv),
            exclude=self.hidden_columns,
        )
        return {
            "beds": beds,
            "filter": found,
            "table": table,
            "beds_figure": beds_figure(beds.by_area),
            "beds_table": beds_table(beds.by_area, of="Service area"),
            "sites_table": beds_table(beds.by_site, of="Site"),
            "beds_csv": csv_url(request, "bed_counts", **csv),
            "reach_csv": csv_url(request, "ward_initiatives", **csv),
            "map": reach_map(beds.wards, reach_known(**moment, **scope)),
        }

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)


class ProgrammeWardsView(WardsContext, ProgrammeView):
    """10 queries."""

    template_name = "metrics/wards/programme.html"
    section = "wards"
    hidden_columns = ("programme",)

    def get_context_data(self, **kwargs):
        programme = self.programme
        context = self.wards_context(programme=programme, csv={"programme": programme.slug})
        moments = year_ends(programme) + days_of_words(context["beds"].counted_on)
        return super().get_context_data(**kwargs, **context, moments=moments)


class TrustWardsView(WardsContext, ReaderView):
    """The wards of one organisation in all programmes that the person may see. 9 queries."""

    template_name = "metrics/wards/trust.html"
    hidden_columns = ("organisation",)

    def get_context_data(self, **kwargs):
        organisation = self.organisation()
        context = self.wards_context(
            organisation=organisation, csv={"organisation": organisation.address_code}
        )
        moments = days_of_words(context["beds"].counted_on)
        return super().get_context_data(**kwargs, **context, organisation=organisation, moments=moments)

    def organisation(self) -> Organisation:
        found = find_organisation(self.kwargs["code"])
        if found is None:
            raise Http404("There is no organisation at this address. Check its ODS code.")
        return found

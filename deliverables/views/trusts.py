"""Trusts and the other organisations of the programmes."""

from django.http import Http404

from deliverables.selectors.trust import find_organisation, trust_page
from deliverables.selectors.trusts import trust_lists
from deliverables.tables import TrustTable
from deliverables.views.base import ReaderView
from deliverables.views.moments import days_of_words
from ipqt.tables import csv_url


class TrustListView(ReaderView):
    """Trusts in the reader's programmes first, then who else is in them or named in a source. 6 queries."""

    template_name = "deliverables/trusts.html"

    def get_context_data(self, **kwargs):
        lists = trust_lists(user=self.request.user, as_at=self.as_at)
        table = TrustTable(
            lists.trusts,
            request=self.request,
            as_at=self.as_at,
            order_by=self.request.GET.getlist("sort"),
            csv_url=csv_url(self.request, "organisations", kind="trust"),
        )
        return super().get_context_data(**kwargs, lists=lists, table=table)


class TrustView(ReaderView):
    """One organisation: its part in the reader's programmes and what it has said. 9 queries."""

    template_name = "deliverables/trust.html"

    def get_context_data(self, **kwargs):
        organisation = find_organisation(self.kwargs["code"])
        if organisation is None:
            raise Http404("There is no organisation at this address. Check its ODS code.")
        page = trust_page(organisation, user=self.request.user, as_at=self.as_at)
        moments = days_of_words(update.reported_on for update in page.said)
        return super().get_context_data(**kwargs, page=page, organisation=organisation, moments=moments)

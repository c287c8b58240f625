"""The history of a programme, for its office and administrators."""

from __future__ import annotations

from deliverables.access import Action, programme_or_404
from deliverables.audit_table import AuditTable
from deliverables.filters import ChangeFilter
from deliverables.models import Programme
from deliverables.selectors.audit import changes_of, refs_of
from deliverables.views.base import ProgrammeView
from ipqt.tables import csv_url


class AuditView(ProgrammeView):
    """Who changed what, when, from what to what and why; newest first. 8 queries."""

    template_name = "deliverables/audit.html"
    section = "audit"

    @property
    def programme(self) -> Programme:
        if self._programme is None:
            slug = self.kwargs["programme"]
            self._programme = programme_or_404(self.request.user, slug, action=Action.AUDIT)
        return self._programme

    def get_context_data(self, **kwargs):
        programme, user = self.programme, self.request.user
        rows = changes_of(programme, user=user)
        found = ChangeFilter(self.request.GET, rows, request=self.request, programme=programme)
        link = csv_url(self.request, "changes", programme=programme.slug)
        refs = refs_of(programme, user=user)
        table = AuditTable.for_page(self.request, found.qs, refs=refs, csv_url=link)
        return super().get_context_data(**kwargs, filter=found, table=table)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=context["filter"].status_code, **kwargs)

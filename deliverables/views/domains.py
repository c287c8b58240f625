"""The cross-walk over the national principles, of all programmes and of one."""

from deliverables.models import Programme
from deliverables.selectors.domains import crosswalk
from deliverables.views.base import ProgrammeView, ReaderView
from deliverables.views.moments import days_of_words, year_ends


class CrosswalkView(ReaderView):
    """Eight principles down, programmes across. 9 queries."""

    template_name = "deliverables/crosswalk.html"

    def get_context_data(self, **kwargs):
        programmes = list(Programme.objects.visible_to(self.request.user))
        walk = crosswalk(programmes, user=self.request.user, as_at=self.as_at)
        return super().get_context_data(**kwargs, walk=walk, moments=days_of_words(walk.words_dated))


class ProgrammeDomainsView(ProgrammeView):
    """One programme under the eight principles, everything open. 10 queries."""

    template_name = "deliverables/domains.html"
    section = "domains"

    def get_context_data(self, **kwargs):
        walk = crosswalk([self.programme], user=self.request.user, as_at=self.as_at)
        moments = year_ends(self.programme) + days_of_words(walk.words_dated)
        return super().get_context_data(**kwargs, walk=walk, moments=moments)

"""Who has reported on what, and who is silent."""

from deliverables.selectors.coverage import coverage
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import days_of_words, year_ends


class CoverageView(ProgrammeView):
    """Organisations by workstreams. 10 queries."""

    template_name = "deliverables/coverage.html"
    section = "coverage"

    def get_context_data(self, **kwargs):
        covered = coverage(self.programme, user=self.request.user, as_at=self.as_at)
        moments = year_ends(self.programme) + days_of_words(covered.words_dated)
        return super().get_context_data(**kwargs, coverage=covered, moments=moments)

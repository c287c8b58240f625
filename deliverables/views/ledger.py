"""The said-versus-planned ledger of a year."""

from django.http import Http404

from deliverables.selectors.ledger import ledger
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import days_of_words, year_ends


class LedgerView(ProgrammeView):
    """Each promise of a year beside its report. 10 queries."""

    template_name = "deliverables/ledger.html"
    section = "ledger"

    def get_context_data(self, **kwargs):
        moments = year_ends(self.programme)
        years = list(self.programme.years.all())
        year = next((year for year in years if year.number == self.kwargs["number"]), None)
        if year is None:
            raise Http404(f"{self.programme} has no Year {self.kwargs['number']}.")
        account = ledger(year, years=years, user=self.request.user, as_at=self.as_at)
        moments += days_of_words(account.words_dated)
        return super().get_context_data(**kwargs, year=year, ledger=account, moments=moments)

"""The said-versus-planned ledger of a year."""

from django.http import Http404

from deliverables.models import PlanYear
from deliverables.selectors.ledger import ledger
from deliverables.views.base import ProgrammeView
from deliverables.views.overview import moments


class LedgerView(ProgrammeView):
    """Each promise of a year beside its report. 11 queries."""

    template_name = "deliverables/ledger.html"
    section = "ledger"

    def get_context_data(self, **kwargs):
        user, number = self.request.user, self.kwargs["number"]
        years = list(
            PlanYear.objects.visible_to(user).filter(programme=self.programme).select_related("source")
        )
        year = next((year for year in years if year.number == number), None)
        if year is None:
            raise Http404(f"{self.programme} has no Year {number}.")
        account = ledger(year, years=years, user=user, as_at=self.as_at)
        return super().get_context_data(**kwargs, year=year, ledger=account, moments=moments(account))

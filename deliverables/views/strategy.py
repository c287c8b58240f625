"""The strategy page: what the documents of a programme say of themselves."""

from deliverables.selectors.strategy import strategy
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import days_of_words, year_ends


class StrategyView(ProgrammeView):
    """Everything the strategy says, by kind in reading order. 11 queries."""

    template_name = "deliverables/strategy.html"
    section = "strategy"

    def get_context_data(self, **kwargs):
        said = strategy(self.programme, user=self.request.user, as_at=self.as_at)
        moments = year_ends(self.programme) + days_of_words(said.words_dated)
        return super().get_context_data(**kwargs, strategy=said, moments=moments)

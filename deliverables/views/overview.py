"""The portfolio and the plan on a page."""

from deliverables.models import Programme, Workstream
from deliverables.selectors.asks import open_asks
from deliverables.selectors.overview import at_a_glance, plan_grid
from deliverables.views.base import ProgrammeView, ReaderView
from deliverables.views.moments import moments


class PortfolioView(ReaderView):
    """Every programme the reader may see, with what needs attention. 9 queries."""

    template_name = "deliverables/portfolio.html"

    def get_context_data(self, **kwargs):
        visible = Programme.objects.visible_to(self.request.user).select_related("icb")
        programmes = list(visible.with_illustrative())
        glances = at_a_glance(programmes, user=self.request.user, as_at=self.as_at)
        glances.sort(key=lambda glance: -glance.attention_count)
        made_up = [programme.illustrative_since for programme in programmes if programme.illustrative_since]
        return super().get_context_data(
            **kwargs, glances=glances, illustrative_since=min(made_up, default=None)
        )


class ProgrammeOverview(ProgrammeView):
    """The plan on a page. 13 queries; six more for the values of measures."""

    template_name = "deliverables/programme.html"
    section = "overview"

    def get_context_data(self, **kwargs):
        [glance] = at_a_glance([self.programme], user=self.request.user, as_at=self.as_at)
        workstreams = Workstream.objects.visible_to(self.request.user).filter(programme=self.programme)
        return super().get_context_data(
            **kwargs,
            glance=glance,
            grid=plan_grid(glance, workstreams),
            moments=moments(glance),
            asks=open_asks(self.programme, user=self.request.user, as_at=self.as_at),
        )

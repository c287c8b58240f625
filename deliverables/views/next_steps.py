"""What is to happen next, who said it, and whether anybody took it up."""

from deliverables.filters import NextStepFilter
from deliverables.selectors.next_steps import next_steps_said
from deliverables.tables import NextStepTable
from deliverables.views.lists import ProgrammeListView


class NextStepListView(ProgrammeListView):
    """Every next step of a programme. 7 queries."""

    template_name = "deliverables/next_steps.html"
    section = "next-steps"
    filter_class = NextStepFilter
    table_class = NextStepTable
    dataset = "next_steps"

    def rows(self):
        said = next_steps_said(user=self.request.user, as_at=self.as_at)
        return said.filter(item__programme=self.programme)

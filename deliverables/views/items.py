"""The plan of a programme as a list, and one item of it."""

from django.http import Http404
from django.urls import reverse

from deliverables.filters import PlanItemFilter
from deliverables.item_words import age_sentence, forecast_words, headline, time_began
from deliverables.models import PlanItem
from deliverables.selectors.items import ItemPage, item_page, plan_items
from deliverables.selectors.outcomes import when_words
from deliverables.selectors.overview import Standing
from deliverables.tables import PlanItemTable
from deliverables.views.base import ProgrammeView
from deliverables.views.lists import ProgrammeListView
from deliverables.views.moments import days_of_words, year_ends
from ipqt.links import with_moment


class ItemListView(ProgrammeListView):
    """Every plan item of a programme. 7 queries."""

    template_name = "deliverables/items.html"
    section = "plan"
    filter_class = PlanItemFilter
    table_class = PlanItemTable
    dataset = "plan_items"

    def rows(self):
        return plan_items(self.programme, user=self.request.user, as_at=self.as_at)


class ItemView(ProgrammeView):
    """What was promised, what is reported, and what hangs on it. 14 queries."""

    template_name = "deliverables/item.html"
    section = "plan"

    def get_item(self) -> PlanItem:
        """The item at this address with its status columns, or Http404. One query."""
        items = PlanItem.objects.visible_to(self.request.user).as_at(self.as_at)
        related = ("programme__icb", "year", "workstream", "lead_organisation", "policy", "source")
        slug, ref = self.kwargs["programme"], self.kwargs["ref"]
        item = items.select_related(*related).filter(programme__slug=slug, ref=ref).first()
        if item is None:
            raise Http404("There is no plan item at this address, or you are not a member of its programme.")
        return item

    def get_context_data(self, **kwargs):
        item = self.get_item()
        self._programme = item.programme
        page = item_page(item, user=self.request.user, as_at=self.as_at)
        days = days_of_words(said.update.reported_on for said in page.history)
        return super().get_context_data(
            **kwargs,
            **in_words(page),
            page=page,
            item=item,
            status=page.status,
            neighbours=self.neighbours(page),
            moments=year_ends(item.programme) + days,
        )

    def neighbours(self, page: ItemPage) -> dict | None:
        """Parameters of the pagination component; None where the item is alone in its year."""
        if not (page.previous or page.following):
            return None
        return {"previous": self.link(page.previous), "next": self.link(page.following)}

    def link(self, item: PlanItem | None) -> dict | None:
        if item is None:
            return None
        url = reverse("deliverables:item", args=[self.kwargs["programme"], item.ref])
        return {"href": with_moment(self.request, url), "labelText": str(item)}


def in_words(page: ItemPage) -> dict[str, str]:
    """The sentences of the page, each empty where there is nothing to say."""
    item, status = page.item, page.status
    return {
        "headline": headline(item, status),
        "age_sentence": age_sentence(status),
        "time_began": time_began(item, status),
        "when": when_words(Standing(item, status)),
        "forecast": forecast_words(item),
    }

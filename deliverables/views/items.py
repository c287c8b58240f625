"""The plan of a programme as a list, and one item of it."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from deliverables.access import item_rights
from deliverables.board_forms import CommentForm, comment_form, named_record
from deliverables.cycle.review import comment_on
from deliverables.filters import PlanItemFilter
from deliverables.item_words import age_sentence, forecast_words, headline, time_began
from deliverables.models import PlanItem, Update
from deliverables.querysets import first_made_up
from deliverables.selectors.items import ItemPage, item_page, plan_items
from deliverables.selectors.outcomes import when_words
from deliverables.selectors.overview import Standing
from deliverables.selectors.slippage import slippage, trend
from deliverables.tables import PlanItemTable
from deliverables.views.base import ProgrammeView
from deliverables.views.lists import ProgrammeListView
from deliverables.views.moments import days_of_words, year_ends
from ipqt.dates import today
from ipqt.links import with_moment
from ipqt.tables import csv_url


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
    """What was promised, what is reported, what hangs on it, and comments. 19 queries; 5 more for values."""

    template_name = "deliverables/item.html"
    section = "plan"

    def get_item(self) -> PlanItem:
        """The item at this address with its status columns, or Http404. One query."""
        items = PlanItem.objects.visible_to(self.request.user).as_at(self.as_at)
        related = ("programme__icb", "year", "workstream", "lead_organisation", "policy", "source")
        slug, ref = self.kwargs["programme"], self.kwargs["ref"]
        items = items.annotate(illustrative_since=first_made_up("programme"))
        item = items.select_related(*related).filter(programme__slug=slug, ref=ref).first()
        if item is None:
            raise Http404("There is no plan item at this address, or you are not a member of its programme.")
        return item

    def post(self, request, **kwargs):
        """A comment of the board on one of the accepted updates."""
        item = self.get_item()
        if not item_rights(request.user, item).comment:
            raise Http404("Comments are for members of the board and the programme office.")
        update = accepted_update(item, named_record(request.POST.get("update")), user=request.user)
        form = comment_form(update, request.POST)
        status = send_comment(form, update=update, by=request.user)
        if status == HTTPStatus.OK:
            return redirect(f"{item.get_absolute_url()}#update-{update.pk}")
        return self.render_to_response(self.get_context_data(sent=form, sent_on=update.pk), status=status)

    def get_context_data(self, *, sent: CommentForm | None = None, sent_on: int | None = None, **kwargs):
        item = self.get_item()
        self._programme = item.programme
        self._programme.illustrative_since = item.illustrative_since
        page = item_page(item, user=self.request.user, as_at=self.as_at)
        days = days_of_words(said.update.reported_on for said in page.history)
        return super().get_context_data(
            **kwargs,
            **in_words(page),
            page=page,
            item=item,
            status=page.status,
            trend=trend(page.history),
            slippage=slippage(page.history, page.windows),
            slippage_csv=csv_url(self.request, "updates", programme=item.programme.slug, q=item.ref),
            neighbours=self.neighbours(page),
            moments=year_ends(item.programme) + days,
            comment_forms=self.comment_forms(page) | ({sent_on: sent} if sent else {}),
            sent=sent,
        )

    def comment_forms(self, page: ItemPage) -> dict[int, CommentForm]:
        """A form for each accepted update, by its key; none for readers, and none on a page of the past."""
        if not page.rights.comment or self.as_at != today():
            return {}
        return {said.update.pk: comment_form(said.update) for said in page.history}

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


def accepted_update(item: PlanItem, pk: int, *, user) -> Update:
    """The accepted update of the item that a form names, or Http404. One query."""
    rows = Update.objects.visible_to(user).select_related("item__programme", "organisation", "period")
    update = rows.filter(item=item, workflow="accepted", pk=pk).first()
    if update is None:
        raise Http404("There is no accepted update of this item to comment on at this address.")
    return update


def send_comment(form: CommentForm, *, update: Update, by) -> HTTPStatus:
    """Keeps the comment; says why not at its field. The same comment sent twice is kept once."""
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    comment = comment_on(update=update, by=by, **form.cleaned_data)
    sent = (comment.update_id, comment.written_by_id, comment.text)
    if sent == (update.pk, by.pk, form.cleaned_data["text"]):
        return HTTPStatus.OK
    form.ask_again()
    return HTTPStatus.CONFLICT


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

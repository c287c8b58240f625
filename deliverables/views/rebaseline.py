"""Changing an agreed date: a lead asks, the office decides, everybody of the programme reads."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from deliverables.access import Action, can, item_rights
from deliverables.board_forms import OPEN_AGAIN, named_record
from deliverables.cycle.errors import WorkflowError
from deliverables.cycle.rebaseline import ask_rebaseline, decide_rebaseline
from deliverables.models import PlanItem, RebaselineRequest, Window
from deliverables.models.cycle import Decision
from deliverables.rebaseline_forms import DecisionForm, RebaselineForm, decision_form
from deliverables.selectors.rebaseline import open_request, requests_of
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.dates import today
from ipqt.errors import BadRequestError

DECISIONS = {"approve": True, "refuse": False}


class AskRebaselineView(ProgrammeView):
    """The form in which a new date is asked for."""

    template_name = "deliverables/rebaseline.html"
    section = "plan"

    def item(self) -> PlanItem:
        """The item, for those who may ask for a new date of it. Two queries."""
        rows = PlanItem.objects.visible_to(self.request.user).select_related("programme__icb")
        item = rows.filter(programme__slug=self.kwargs["programme"], ref=self.kwargs["ref"]).first()
        if item is None or not item_rights(self.request.user, item).rebaseline:
            raise Http404("New dates are asked for by the leads of an item and the programme office.")
        self._programme = item.programme
        return item

    def get(self, request, **kwargs):
        return self.show(self.item(), RebaselineForm())

    def post(self, request, **kwargs):
        item, form = self.item(), RebaselineForm(request.POST)
        if not form.is_valid():
            return self.show(item, form, status=400)
        try:
            asked = ask_rebaseline(item=item, by=request.user, **form.cleaned_data)
        except WorkflowError as error:
            return self.show(item, form, refused=str(error), status=409)
        if asked.item_id != item.pk or asked.reason != form.cleaned_data["reason"]:
            sentence = f"This form was sent before with other words, which are kept. {OPEN_AGAIN}"
            return self.show(item, form, refused=sentence, status=409)
        return redirect(f"{item.get_absolute_url()}#new-date")

    def show(
        self, item: PlanItem, form: RebaselineForm, *, refused: str = "", status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(
            item=item,
            form=form,
            refused=refused,
            waiting=open_request(item, user=self.request.user, as_at=today()),
            windows=Window.objects.visible_to(self.request.user).filter(item=item).order_by("number"),
        )
        return self.render_to_response(context, status=status)


class RebaselinesView(ProgrammeView):
    """Every request for a new date: open ones with the office's form, then decided ones. 7 queries."""

    template_name = "deliverables/rebaselines.html"
    section = "rebaselines"

    def post(self, request, **kwargs):
        if not can(request.user, Action.REVIEW, self.programme):
            raise Http404("New dates are decided by the programme office.")
        pk = self.request_key()
        approve = DECISIONS.get(request.POST.get("decision"))
        if approve is None:
            raise BadRequestError(f"The form does not say whether you approve or refuse. {OPEN_AGAIN}")
        form = decision_form(pk, request.POST)
        if form.is_valid() and not approve and not form.cleaned_data["note"]:
            form.add_error("note", "Say why the change is refused.")
        if not form.is_valid():
            return self.show(sent=form, sent_on=pk, status=400)
        return self.decide(pk, form, approve=approve)

    def request_key(self) -> int:
        """The request that the form names, in this programme, or Http404."""
        pk = named_record(self.request.POST.get("request"))
        rows = RebaselineRequest.objects.visible_to(self.request.user).filter(item__programme=self.programme)
        if not rows.filter(pk=pk).exists():
            raise Http404("There is no request of this programme at this address.")
        return pk

    def decide(self, pk: int, form: DecisionForm, *, approve: bool) -> HttpResponse:
        note = form.cleaned_data["note"]
        try:
            decide_rebaseline(request_id=pk, approve=approve, note=note, by=self.request.user)
        except WorkflowError as error:
            if not self.decided_so(pk, note, approve=approve):
                return self.show(refused={"sentence": str(error), "typed": note, "pk": pk}, status=409)
        return redirect(f"{self.request.path}#request-{pk}")

    def decided_so(self, pk: int, note: str, *, approve: bool) -> bool:
        """A double click: the person has decided the same already."""
        own = {"decided_by": self.request.user, "decision_note": note}
        decision = Decision.APPROVED if approve else Decision.REFUSED
        rows = RebaselineRequest.objects.visible_to(self.request.user)
        return rows.filter(pk=pk, decision=decision, **own).exists()

    def show(self, *, status: int, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, *, sent=None, sent_on: int | None = None, refused=None, **kwargs):
        undecided, decided = requests_of(self.programme, user=self.request.user, as_at=self.as_at)
        decides = self.as_at == today() and can(self.request.user, Action.REVIEW, self.programme)
        forms = {entry.request.pk: decision_form(entry.request.pk) for entry in undecided} if decides else {}
        return super().get_context_data(
            **kwargs,
            undecided=undecided,
            decided=decided,
            forms=forms | ({sent_on: sent} if sent else {}),
            sent=sent,
            refused=refused,
            moments=year_ends(self.programme),
        )

"""What is asked of the board: open asks with a form to answer, and the log of answers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from deliverables.access import Action, can
from deliverables.board_forms import AnswerForm, answer_form, named_record
from deliverables.cycle.errors import WorkflowError
from deliverables.cycle.review import answer_ask
from deliverables.models import Update
from deliverables.selectors.asks import answered_asks, asking, open_asks, why_closed
from deliverables.views.base import ProgrammeView
from deliverables.views.moments import year_ends
from ipqt.dates import today


class AsksView(ProgrammeView):
    """Open asks, the oldest first, then “you asked, we answered”. 7 queries."""

    template_name = "deliverables/asks.html"
    section = "asks"

    def post(self, request, **kwargs):
        """The board's answer. A second one is refused, with what was typed kept on the page."""
        if not can(request.user, Action.ANSWER, self.programme):
            raise Http404("Answers are given by members of the board and the programme office.")
        update = self.update(named_record(request.POST.get("update")))
        form = answer_form(update, request.POST)
        refusal = why_closed(update, user=request.user, as_at=today())
        if refusal and self.is_repeat(update, form):
            return self.onward(update)
        if refusal:
            return self.refuse(update, form, refusal)
        if not form.is_valid():
            return self.show(sent=form, sent_on=update.pk, status=400)
        return self.answer(update, form)

    def answer(self, update: Update, form: AnswerForm) -> HttpResponse:
        try:
            answer_ask(update_id=update.pk, text=form.cleaned_data["text"], by=self.request.user)
        except WorkflowError as error:
            return self.refuse(update, form, str(error))
        return self.onward(update)

    def update(self, pk: int) -> Update:
        rows = asking(self.programme, user=self.request.user)
        update = rows.select_related("item", "organisation", "period", "answer").filter(pk=pk).first()
        if update is None:
            raise Http404("There is no ask of this programme at this address.")
        return update

    def is_repeat(self, update: Update, form: AnswerForm) -> bool:
        """A double click: the answer that stands is the one that is sent again."""
        answer = getattr(update, "answer", None)
        if answer is None or not form.is_valid():
            return False
        return (answer.answered_by_id, answer.text) == (self.request.user.pk, form.cleaned_data["text"])

    def onward(self, update: Update) -> HttpResponse:
        return redirect(f"{self.request.path}#answer-{update.pk}")

    def refuse(self, update: Update, form: AnswerForm, sentence: str) -> HttpResponse:
        typed = form.data.get(form.add_prefix("text"), "")
        return self.show(refused={"sentence": sentence, "typed": typed, "update": update}, status=409)

    def show(self, *, status: int, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, *, sent=None, sent_on: int | None = None, refused=None, **kwargs):
        reader = {"user": self.request.user, "as_at": self.as_at}
        asks = open_asks(self.programme, **reader)
        forms = {ask.update.pk: answer_form(ask.update) for ask in asks} if self.may_answer else {}
        return super().get_context_data(
            **kwargs,
            asks=asks,
            answered=answered_asks(self.programme, **reader),
            answer_forms=forms | ({sent_on: sent} if sent else {}),
            sent=sent,
            refused=refused,
            moments=year_ends(self.programme),
        )

    @property
    def may_answer(self) -> bool:
        return self.as_at == today() and can(self.request.user, Action.ANSWER, self.programme)

"""Correcting accepted words: a new row with a reason; the old one stays and is shown as corrected."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from deliverables.cycle.errors import CycleError, IncompleteUpdateError
from deliverables.cycle.review import correct_update
from deliverables.cycle.words import UpdateWords
from deliverables.models import Duty, Update
from deliverables.review_forms import ReasonForm
from deliverables.selectors.review import corrections_of, reviewable
from deliverables.sent_update import SentUpdate
from deliverables.update_forms import UpdateForm, initial_of, step_rows
from deliverables.update_words import told


class CorrectView(View):
    """The form of an accepted update with a compulsory reason."""

    def update(self) -> Update:
        found = reviewable(self.request.user).filter(workflow="accepted", pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("There is no accepted update at this address, or its programme is not yours.")
        return found

    def get(self, request, pk: int) -> HttpResponse:
        update = self.update()
        words = UpdateWords.of(update)
        initial = initial_of(words, version=update.version)
        form = UpdateForm(initial=initial, duty=duty_of(update), user=request.user)
        sent = SentUpdate(form, step_rows(steps=words.steps))
        return self.show(update, sent, ReasonForm())

    def post(self, request, pk: int) -> HttpResponse:
        update = self.update()
        sent = SentUpdate.read(request.POST, duty=duty_of(update), user=request.user)
        reason = ReasonForm(request.POST)
        if not all([sent.is_valid(), reason.is_valid()]):
            return self.show(update, sent, reason, status=400)
        if sent.steps.ask_for_texts():
            return self.show(update, sent, reason, status=400)
        return self.correct(update, sent, reason)

    def correct(self, update: Update, sent: SentUpdate, reason: ReasonForm) -> HttpResponse:
        why = reason.cleaned_data["why"]
        try:
            newer = correct_update(update_id=update.pk, words=sent.words, why=why, by=self.request.user)
        except IncompleteUpdateError as error:
            for name, sentence in error.problems.items():
                sent.form.add_error(name, sentence)
            return self.show(update, sent, reason, status=400)
        except CycleError as error:
            return self.show(update, sent, reason, refused=str(error), status=409)
        return redirect("deliverables:correct", newer.pk)

    def show(self, update, sent, reason, *, refused: str = "", status: int = 200) -> HttpResponse:
        context = {
            "update": update,
            "told": told(UpdateWords.of(update)),
            "earlier": corrections_of(update),
            "newer": Update.objects.visible_to(self.request.user).filter(supersedes=update).first(),
            "form": sent.form,
            "steps": sent.steps,
            "reason": reason,
            "refused": refused,
            "has_error": status != 200,
        }
        return render(self.request, "deliverables/review/correct.html", context, status=status)


def duty_of(update: Update) -> Duty:
    """The form asks for a duty; words that were loaded from a document have none stored."""
    return Duty(item=update.item, organisation=update.organisation, period=update.period)

"""The form of one update: opened, saved as a draft, submitted, and settled where two people wrote."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator

from deliverables.cycle.errors import CycleError, IncompleteUpdateError, StaleUpdateError
from deliverables.cycle.reporting import save_draft, submit_update
from deliverables.cycle.words import UpdateWords
from deliverables.models import Update
from deliverables.selectors.update_page import WRITABLE, UpdatePage
from deliverables.sent_update import SentUpdate, chosen_words, typed_fields
from deliverables.update_forms import UpdateForm, initial_of, step_rows
from deliverables.update_words import differing, for_script, moved_words
from deliverables.views.my_updates import DutyView
from ipqt.dates import clock_words

DONE = {"saved": "Draft saved", "submitted": "Submitted", "taken-back": "Taken back: it is a draft again"}


@method_decorator(login_not_required, name="dispatch")
class UpdateFormView(DutyView):
    """Opens the form with what is stored, else with the last accepted words; reads it back."""

    template = "deliverables/update_form/page.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)
        return self.signed_out()

    def signed_out(self) -> HttpResponse:
        """To sign in; whoever was signed out while typing sees their words first. Nothing stored is shown."""
        if self.request.method != "POST":
            return redirect_to_login(self.request.path)
        context = {"typed": typed_fields(self.request.POST), "path": self.request.path}
        return render(self.request, "deliverables/update_form/signed_out.html", context, status=403)

    def get(self, request, pk: int) -> HttpResponse:
        page = self.page(self.duty())
        words, asked = page.words, request.GET.get("rows", "")[:2]
        rows = int(asked) if asked.isascii() and asked.isdigit() else 0
        form = UpdateForm(initial=initial_of(words, version=page.version), duty=page.duty, user=request.user)
        return self.show(page, SentUpdate(form, step_rows(steps=words.steps, rows=rows)), words=words)

    def post(self, request, pk: int) -> HttpResponse:
        duty = self.duty()
        sent = SentUpdate.read(request.POST, duty=duty, user=request.user)
        if not sent.is_valid():
            return self.unreadable(self.page(duty), sent)
        action = {"submit": self.submit, "choose": self.choose}.get(request.POST.get("action"), self.to_draft)
        try:
            return action(duty.pk, sent)
        except StaleUpdateError as error:
            return self.settle(sent, error.stored)
        except CycleError as error:
            return self.refuse(self.page(duty), error, typed=sent.as_typed())

    def unreadable(self, page: UpdatePage, sent: SentUpdate) -> HttpResponse:
        """Something typed makes no sense: it stays in the form, or on the page where that is closed."""
        if page.why_closed:
            return self.refuse(page, page.why_closed, typed=sent.as_typed())
        return self.show(page, sent, status=400, unsaved=True)

    def to_draft(self, duty_id: int, sent: SentUpdate) -> HttpResponse:
        self.keep(duty_id, sent)
        if self.request.POST.get("action") == "add-row":
            return redirect(f"{self.request.path}?rows={len(sent.steps.forms) + 1}#steps")
        return redirect(f"{self.request.path}?done=saved")

    def keep(self, duty_id: int, sent: SentUpdate) -> Update:
        return save_draft(
            duty_id=duty_id, words=sent.words, expected_version=sent.version, by=self.request.user
        )

    def submit(self, duty_id: int, sent: SentUpdate) -> HttpResponse:
        """Hands it to the office; where something is missing the words are kept as a draft."""
        words, incomplete = sent.words, sent.steps.ask_for_texts()
        try:
            if incomplete:
                raise IncompleteUpdateError({})
            submit_update(duty_id=duty_id, words=words, expected_version=sent.version, by=self.request.user)
        except IncompleteUpdateError as error:
            update = save_draft(
                duty_id=duty_id, words=words, expected_version=sent.version, by=self.request.user
            )
            sent.form.at_version(update.version)
            for name, sentence in error.problems.items():
                sent.form.add_error(name, sentence)
            return self.show(self.page(self.duty()), sent, words=words, status=400)
        return redirect(f"{self.request.path}?done=submitted")

    def choose(self, duty_id: int, sent: SentUpdate) -> HttpResponse:
        """Saves what was chosen of two texts, field by field."""
        page = self.page(self.duty())
        if page.stored is None or page.version != sent.version:
            return self.settle(sent, page.update) if page.update else self.to_draft(duty_id, sent)
        words, missing = chosen_words(yours=sent.words, theirs=page.stored, choices=self.request.POST)
        if missing:
            return self.settle(sent, page.update, errors=missing, status=400)
        save_draft(duty_id=duty_id, words=words, expected_version=sent.version, by=self.request.user)
        return redirect(f"{self.request.path}?done=saved")

    def settle(self, sent: SentUpdate, stored: Update, *, errors=None, status: int = 409) -> HttpResponse:
        """Both texts side by side; nothing of either is lost."""
        page, theirs = self.page(self.duty()), UpdateWords.of(stored)
        if not page.can_write or stored.workflow not in WRITABLE:
            return self.refuse(page, StaleUpdateError(stored), typed=sent.as_typed())
        choices = self.request.POST if errors else {}
        context = {
            "page": page,
            "stored": stored,
            "fields": differing(sent.words, theirs, choices=choices, errors=errors),
            "error_list": [
                {"text": words, "href": f"#choose-{name}-yours"} for name, words in (errors or {}).items()
            ],
            "sent": sent,
            "by_yourself": stored.saved_by_id == self.request.user.pk,
        }
        return render(self.request, "deliverables/update_form/conflict.html", context, status=status)

    def show(
        self,
        page: UpdatePage,
        sent: SentUpdate,
        *,
        words: UpdateWords | None = None,
        status: int = 200,
        unsaved: bool = False,
    ) -> HttpResponse:
        sent.form.mark_changes(page.carried)
        done = DONE.get(self.request.GET.get("done", "")) if status == 200 else None
        context = {
            "page": page,
            "unsaved": unsaved,
            "sent": sent,
            "form": sent.form,
            "steps": sent.steps,
            "moved": moved_words(words, expected_end=page.expected_end) if words else "",
            "done": done if done and page.update else "",
            "last_values": for_script(page.carried) if page.carried else {},
        }
        return render(self.request, self.template, context, status=status)


class DraftView(UpdateFormView):
    """The same save for a script: answers in JSON with the new version, or with what is wrong."""

    http_method_names = ["post"]

    def signed_out(self) -> HttpResponse:
        return redirect_to_login(reverse("deliverables:my_update", args=[self.kwargs["pk"]]))

    def post(self, request, pk: int) -> JsonResponse:
        duty = self.duty()
        sent = SentUpdate.read(request.POST, duty=duty, user=request.user)
        if not sent.is_valid():
            return JsonResponse({"message": "Not saved yet: something typed cannot be read."}, status=400)
        try:
            update = self.keep(duty.pk, sent)
        except CycleError as error:
            return JsonResponse({"message": str(error)}, status=409)
        message = f"Draft saved at {clock_words(update.saved_at)}"
        return JsonResponse({"version": update.version, "message": message})

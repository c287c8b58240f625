"""What is due from a lead, and the answers that need no form: no change, take back."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import TemplateView, View

from deliverables.access import duties_writable_by
from deliverables.cycle.errors import CycleError, IncompleteUpdateError
from deliverables.cycle.reporting import submit_update, take_back
from deliverables.cycle.words import problems
from deliverables.models import Duty
from deliverables.selectors.duties import answers_to, by_stage, due_updates
from deliverables.selectors.update_page import UpdatePage, update_page
from deliverables.update_words import Told
from ipqt.dates import today

LARGEST = 2**31 - 1


class MyUpdatesView(TemplateView):
    """Due, returned, overdue, done. Two queries beside those of the session."""

    template_name = "deliverables/my_updates.html"

    def get_context_data(self, **kwargs):
        own = due_updates(user=self.request.user, as_at=today())
        return super().get_context_data(
            **kwargs,
            stages=by_stage(own),
            done=sum(due.stage == "done" for due in own),
            total=len(own),
            first=next((due for due in own if due.stage != "done"), None),
            periods=list({due.duty.period_id: due.duty.period for due in own}.values()),
            answers=answers_to(user=self.request.user),
            is_lead=getattr(self.request.user, "is_lead", False),
        )


class DutyView(View):
    """A page below one duty; 404 for those who may not write it."""

    def duty(self) -> Duty:
        related = ("period__programme", "item__programme", "item__workstream", "item__year", "organisation")
        duties = duties_writable_by(self.request.user).select_related(*related)
        duty = duties.filter(pk=self.kwargs["pk"]).first()
        if duty is None:
            raise Http404("There is no such update, or it is not yours.")
        return duty

    def page(self, duty: Duty) -> UpdatePage:
        return update_page(duty, user=self.request.user, as_at=today())

    def version_sent(self) -> int:
        """The version that the form was opened at; -1, which no update has, where it was tampered with."""
        sent = self.request.POST.get("version", "")[:10]
        return int(sent) if sent.isascii() and sent.isdigit() and int(sent) <= LARGEST else -1

    def refuse(self, page: UpdatePage, error: CycleError, *, typed: Sequence[Told] = ()) -> HttpResponse:
        """409: why nothing was written, with what was typed to copy."""
        context = {"page": page, "error": error, "typed": typed}
        return render(self.request, "deliverables/update_form/kept.html", context, status=409)


class NoChangeView(DutyView):
    """The last accepted words, to be said again with one button."""

    template = "deliverables/update_form/no_change.html"

    def get(self, request, pk: int) -> HttpResponse:
        return self.show(self.page(self.duty()))

    def show(self, page: UpdatePage, *, status: int = 200, moved_on: bool = False) -> HttpResponse:
        words = page.carried
        missing = (
            problems(words, expected_end=page.expected_end, no_change=True)
            if words and page.can_write
            else {}
        )
        context = {"page": page, "missing": missing, "moved_on": moved_on}
        return render(self.request, self.template, context, status=status)

    def post(self, request, pk: int) -> HttpResponse:
        page = self.page(self.duty())
        if page.carried is None:
            return self.show(page, status=400)
        if request.POST.get("last") != str(page.last.pk):
            return self.show(page, status=409, moved_on=True)
        try:
            submit_update(
                duty_id=page.duty.pk,
                words=page.carried,
                expected_version=self.version_sent(),
                by=request.user,
                no_change=True,
            )
        except IncompleteUpdateError:
            return self.show(page, status=400)
        except CycleError as error:
            return self.refuse(page, error)
        return redirect(f"{page.duty.get_absolute_url()}?done=submitted")


class TakeBackView(DutyView):
    """Makes a submitted update a draft again."""

    http_method_names = ["post"]

    def post(self, request, pk: int) -> HttpResponse:
        duty = self.duty()
        try:
            take_back(duty_id=duty.pk, expected_version=self.version_sent(), by=request.user)
        except CycleError as error:
            return self.refuse(self.page(duty), error)
        return redirect(f"{duty.get_absolute_url()}?done=taken-back")

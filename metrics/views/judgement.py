"""Notes on the points of a series, and steps of its limits: written and removed with a reason."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from deliverables.access import Action, can
from deliverables.board_forms import named_record
from deliverables.models import PlanItem
from ipqt.errors import BadRequestError
from metrics.judgement_forms import NoteForm, RemovalForm, StepForm, removal_form
from metrics.models import Note, Series, SpcStep
from metrics.selectors.measure_series import series_words
from metrics.selectors.points import points_of
from metrics.services import (
    JudgementError,
    RemovedAlreadyError,
    add_note,
    add_step,
    remove_note,
    remove_step,
)
from metrics.views.measure import OfMeasureView


class JudgementView(OfMeasureView):
    """A form that adds to a series, above what was added, each with a form that removes it."""

    action: Action
    name = ""
    written: type[Note | SpcStep]

    def series(self) -> Series:
        """The series of the page for those who may write on it today, else Http404."""
        if not can(self.request.user, self.action, self.programme):
            raise Http404("Only the people of the programme who judge its numbers may write here.")
        if self.request.GET.get("as_at"):
            raise BadRequestError("The past cannot be changed. Open the page without a day to write on it.")
        shown = self.shown()
        if shown is None:
            raise Http404("The measure has no series to write on yet.")
        return shown

    def get(self, request, **kwargs):
        series = self.series()
        return self.show(series, self.form(series, initial=self.asked()))

    def post(self, request, **kwargs):
        series = self.series()
        if "remove" in request.POST:
            return self.take_away(series)
        form = self.form(series, data=request.POST)
        if not form.is_valid():
            return self.show(series, form, status=400)
        try:
            self.add(series, form.cleaned_data)
        except JudgementError as error:
            form.add_error("on", str(error))
            return self.show(series, form, status=409)
        return redirect(f"{self.link('measure', series)}#chart")

    def take_away(self, series: Series) -> HttpResponse:
        pk = named_record(self.request.POST["remove"])
        row = self.standing(series).filter(pk=pk).first()
        if row is None:
            return redirect(self.link(self.name, series))  # removed already: the page shows what is left
        form = removal_form(pk, self.request.POST)
        if not form.is_valid():
            return self.show(series, self.form(series), sent=(pk, form), status=400)
        with suppress(RemovedAlreadyError):
            self.remove(row, form.cleaned_data["reason"])
        return redirect(f"{self.link('measure', series)}#chart")

    def asked(self) -> dict[str, str]:
        """What a link has filled in: the period and the delivery at which the limits are to be looked at."""
        return {name: self.request.GET.get(name, "") for name in ("on", "item")}

    def points(self, series: Series) -> list:
        return points_of([series], as_at=self.as_at).get(series.pk, [])

    def standing(self, series: Series):
        rows = self.written.objects.visible_to(self.request.user).as_at(self.as_at)
        return rows.filter(series=series).select_related("series__programme").order_by("-on", "pk")

    def show(
        self, series: Series, form, *, sent: tuple[int, RemovalForm] | None = None, status: int = 200
    ) -> HttpResponse:
        rows = [(row, removal_form(row.pk)) for row in self.standing(series)]
        if sent:
            rows = [(row, sent[1] if row.pk == sent[0] else own) for row, own in rows]
        context = self.get_context_data(
            series=series,
            whose=series_words(series),
            indicator=self.taken_up.indicator,
            form=form,
            rows=rows,
            wrong=sent[1] if sent else form,
            back=self.link("measure", series),
        )
        return self.render_to_response(context, status=status)


class NotesView(JudgementView):
    """Notes, by analysts and the office."""

    template_name = "metrics/measure/write_note.html"
    action = Action.ANNOTATE
    name = "measure_notes"
    written = Note

    def form(self, series: Series, **how) -> NoteForm:
        return NoteForm(points=self.points(series), **how)

    def add(self, series: Series, words: dict) -> None:
        add_note(series=series, by=self.request.user, **words)

    def remove(self, note: Note, reason: str) -> None:
        remove_note(note=note, reason=reason, by=self.request.user)


class LimitsView(JudgementView):
    """Steps of the limits, by the office. Offered at deliveries, never taken by itself."""

    template_name = "metrics/measure/write_step.html"
    action = Action.STEP
    name = "measure_limits"
    written = SpcStep

    def form(self, series: Series, **how) -> StepForm:
        items = PlanItem.objects.visible_to(self.request.user).filter(
            programme=self.programme, indicator_links__indicator=self.taken_up.indicator_id
        )
        return StepForm(points=self.points(series), items=items, **how)

    def add(self, series: Series, words: dict) -> None:
        add_step(series=series, by=self.request.user, **words)

    def remove(self, step: SpcStep, reason: str) -> None:
        remove_step(step=step, reason=reason, by=self.request.user)

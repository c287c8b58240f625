"""A period as an Excel workbook: downloaded, filled in offline, loaded back after a look at what changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from deliverables.access import Action, can
from deliverables.cycle.errors import CycleError, PeriodLockedError
from deliverables.models import ReportingPeriod, WorkbookLoad
from deliverables.selectors.workbook import book_of, load_or_404, workbook_period_or_404
from deliverables.workbook_forms import ApplyForm, LargestFileHandler, WorkbookForm
from deliverables.workbooks.differences import differences, incomplete
from deliverables.workbooks.errors import CellError, RefusedFileError
from deliverables.workbooks.loads import apply_load, differences_of, keep_load, record_download
from deliverables.workbooks.read import read_workbook
from deliverables.workbooks.rows import FileRow
from deliverables.workbooks.write import write_workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200


class WorkbookPeriodView(View):
    """A page of those who write in the period; 404 for everybody else."""

    @property
    def period(self) -> ReportingPeriod:
        if not hasattr(self, "_period"):
            self._period = workbook_period_or_404(
                user=self.request.user, programme=self.kwargs["programme"], period=self.kwargs["period"]
            )
        return self._period

    def page(self, template: str, *, status: int = 200, **facts: Any) -> HttpResponse:
        period = self.period
        context = {
            "period": period,
            "programme": period.programme,
            "is_office": can(self.request.user, Action.REVIEW, period.programme),
            "why_closed": PeriodLockedError(period) if period.locked_at else None,
            **facts,
        }
        return render(self.request, f"deliverables/workbook/{template}.html", context, status=status)


class WorkbookFileView(WorkbookPeriodView):
    """The workbook itself. 14 queries."""

    def get(self, request, **kwargs) -> HttpResponse:
        book = book_of(self.period, user=request.user)
        record_download(self.period, by=request.user, rows=len(book.standings))
        name = f"{book.programme}-{book.period}{'-illustrative' if book.illustrative else ''}.xlsx"
        response = HttpResponse(write_workbook(book), content_type=EXCEL)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        response["Cache-Control"] = "private"
        return response


@method_decorator(csrf_exempt, name="dispatch")
class WorkbookView(WorkbookPeriodView):
    """Download, fill in, load back. The token is checked once the limit on the file is in place."""

    def dispatch(self, request, *args, **kwargs):
        self.limit = LargestFileHandler(request)
        request.upload_handlers.insert(0, self.limit)
        return csrf_protect(super().dispatch)(request, *args, **kwargs)

    def get(self, request, **kwargs) -> HttpResponse:
        return self.page("upload", form=WorkbookForm())

    def post(self, request, **kwargs) -> HttpResponse:
        period = self.period
        form = WorkbookForm(request.POST, request.FILES, too_large=self.limit.too_large)
        if period.locked_at:
            return self.page("upload", form=WorkbookForm(), status=409)
        if not form.is_valid():
            return self.page("upload", form=form, status=400)
        try:
            rows, errors = self.read(form.cleaned_data["file"].read())
        except RefusedFileError as error:
            form.add_error("file", str(error))
            return self.page("upload", form=form, status=400)
        if errors:
            shown = {"errors": errors[:MOST_SHOWN], "left": len(errors[MOST_SHOWN:])}
            return self.page("errors", form=WorkbookForm(), count=len(errors), **shown, status=400)
        return redirect(keep_load(period=period, rows=rows, by=request.user))

    def read(self, content: bytes) -> tuple[list[FileRow], list[CellError]]:
        """The rows of the file; or, where anything is to be mended, all of that at once."""
        book = book_of(self.period, user=self.request.user)
        rows, errors = read_workbook(content, book=book)
        return rows, errors or incomplete(differences(rows, book.standings))


class WorkbookLoadView(WorkbookPeriodView):
    """What the file would change, and the button that writes it. Afterwards: what was done."""

    @property
    def load(self) -> WorkbookLoad:
        return load_or_404(user=self.request.user, period=self.period, pk=self.kwargs["load"])

    def get(self, request, **kwargs) -> HttpResponse:
        return self.show(self.load)

    def show(
        self, load: WorkbookLoad, *, refused: CycleError | None = None, status: int = 200
    ) -> HttpResponse:
        if load.applied_at:
            return self.page("loaded", load=load, outcome=load.outcome)
        try:
            found = differences_of(load, book_of(self.period, user=self.request.user))
        except CycleError as error:
            return self.page("upload", form=WorkbookForm(), refused=error, status=409)
        return self.page("preview", load=load, found=found, refused=refused, status=status)

    def post(self, request, **kwargs) -> HttpResponse:
        load = self.load
        form = ApplyForm(request.POST, conflicts=[row["duty_id"] for row in load.rows])
        if not load.applied_at and not form.is_valid():
            return self.show(load, refused=CycleError("Choose again what to load."), status=400)
        chosen = () if load.applied_at else form.cleaned_data["take"]
        try:
            apply_load(load=load, seen=form.data.get("seen", ""), chosen=chosen, by=request.user)
        except CycleError as error:
            return self.show(load, refused=error, status=409)
        return redirect(load)

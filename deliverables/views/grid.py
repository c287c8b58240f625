"""A whole period in one table of form controls, saved together."""

from __future__ import annotations

from functools import cached_property

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from deliverables.access import programme_or_404
from deliverables.cycle.errors import CycleError
from deliverables.cycle.grid import RowChange, RowsRefusedError, save_rows
from deliverables.grid_page import GridRow, error_list, rows_of
from deliverables.models import Programme, ReportingPeriod
from deliverables.period_forms import ReportingFilter
from deliverables.selectors.grid import with_words, writable_in
from deliverables.selectors.periods import period_or_404, with_stage
from ipqt.dates import today
from ipqt.errors import BadRequestError
from ipqt.tables import query_string

A_PAGE = 40
LARGEST = 2**31 - 1


class GridView(View):
    """The office edits all duties, a lead their own; 40 a page. 10 queries beside the session's."""

    @cached_property
    def programme(self) -> Programme:
        return programme_or_404(self.request.user, self.kwargs["programme"])

    @cached_property
    def period(self) -> ReportingPeriod:
        """The period, or Http404 for those who have nothing to write in it."""
        period = period_or_404(self.programme, self.kwargs["period"], user=self.request.user)
        if not writable_in(period, user=self.request.user).exists():
            raise Http404("Nothing in this period is yours to write.")
        return period

    @cached_property
    def filter(self) -> ReportingFilter:
        duties = writable_in(self.period, user=self.request.user)
        return ReportingFilter(
            self.request.GET, with_stage(duties, self.period, as_at=today()), request=self.request
        )

    def get(self, request, programme: str, period: str) -> HttpResponse:
        page = Paginator(self.filter.qs, A_PAGE).get_page(request.GET.get("page"))
        status = self.filter.status_code
        return self.show(rows_of(with_words(page.object_list)), page=page, status=status)

    def post(self, request, programme: str, period: str) -> HttpResponse:
        rows = rows_of(with_words(self.sent_duties()), request.POST)
        if [row for row in rows if not row.form.is_valid()]:
            for row in rows:
                row.ask_again()
            return self.show(rows, status=400)
        changes = [change for row in rows if (change := row.change)]
        try:
            save_rows(changes=changes, by=request.user)
        except RowsRefusedError as error:
            return self.refuse(rows, error)
        except CycleError as error:
            return self.show(rows, refused=str(error), status=409)
        return self.onward(changes)

    def sent_duties(self):
        """The rows that the form held. A row that is not the person's is 404."""
        keys = self.request.POST.getlist("row")
        sound = all(key.isascii() and key.isdigit() and int(key[:11]) <= LARGEST for key in keys)
        if not keys or len(keys) > A_PAGE or not sound:
            raise BadRequestError("The form named no rows that can be read. Open the page again.")
        duties = list(writable_in(self.period, user=self.request.user).filter(pk__in=keys))
        if len(duties) != len(set(keys)):
            raise Http404("A row of the form is not yours to write.")
        return duties

    def refuse(self, rows: list[GridRow], error: RowsRefusedError) -> HttpResponse:
        """The same rows as typed, with what is wrong at its cell and both texts where two people wrote."""
        for row in rows:
            problem = error.problems.get(row.entry.duty.pk)
            if problem:
                row.refuse(problem)
        conflict = any(row.stored or row.refused for row in rows)
        return self.show(rows, status=409 if conflict else 400)

    def onward(self, changes: list[RowChange]) -> HttpResponse:
        submitted = sum(change.submit for change in changes)
        done = {"saved": len(changes) - submitted, "submitted": submitted}
        return redirect(self.request.path + query_string(self.request.GET, tick=None, **done))

    def show(self, rows: list[GridRow], *, page=None, refused: str = "", status: int = 200) -> HttpResponse:
        context = {
            "programme": self.programme,
            "period": self.period,
            "rows": rows,
            "paginated": page,
            "filter": self.filter,
            "errors": error_list(rows),
            "refused": refused,
            "has_error": status != 200,
            "some_open": any(row.is_open or row.form.is_bound for row in rows),
            "tick_all": self.request.GET.get("tick") == "all" and not self.request.POST,
            "saved": count_in(self.request.GET.get("saved", "")),
            "submitted": count_in(self.request.GET.get("submitted", "")),
            "done": status == 200 and "saved" in self.request.GET,
        }
        return render(self.request, "deliverables/grid.html", context, status=status)


def count_in(text: str) -> int:
    """A small count from the address; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0

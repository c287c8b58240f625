"""Loading measures: the upload, what the file would change, and how far its load is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from deliverables.access import Action, programmes_allowing
from metrics.load_forms import LargestMeasuresHandler, LoadForm
from metrics.loading.errors import LoadError
from metrics.loading.found import RefusedFileError
from metrics.loading.handling import agree, receive_file, start_again
from metrics.loading.template import COLUMNS, template_blocks
from metrics.models import Submission, SubmissionStatus
from metrics.selectors.load_page import submission_page
from metrics.selectors.loads import MOST_RECENT, submission_or_404, submissions_of


class LoaderView(View):
    """Pages of those who load measures into some programme; 404 for everybody else."""

    def dispatch(self, request, *args, **kwargs):
        if not programmes_allowing(request.user, Action.LOAD).exists():
            raise Http404("There is no page at this address, or you do not load measures.")
        return super().dispatch(request, *args, **kwargs)

    def page(self, template: str, *, status: int = 200, **facts: Any) -> HttpResponse:
        return render(self.request, f"metrics/load/{template}.html", facts, status=status)


@method_decorator(csrf_exempt, name="dispatch")
class LoadView(LoaderView):
    """The upload. The token is checked once the limit on the file is in place."""

    def dispatch(self, request, *args, **kwargs):
        self.limit = LargestMeasuresHandler(request)
        request.upload_handlers.insert(0, self.limit)
        return csrf_protect(super().dispatch)(request, *args, **kwargs)

    def get(self, request) -> HttpResponse:
        return self.upload(LoadForm(user=request.user, initial={"programme": request.GET.get("programme")}))

    def post(self, request) -> HttpResponse:
        form = LoadForm(request.POST, request.FILES, user=request.user, too_large=self.limit.too_large)
        if not form.is_valid():
            return self.upload(form, status=400)
        sent = form.cleaned_data
        try:
            submission = receive_file(
                programme=sent["programme"],
                file_name=sent["file"].name,
                content=sent["file"].chunks(),
                layout=sent["layout"],
                period_words=sent["period"],
                by=request.user,
            )
        except RefusedFileError as error:
            form.add_error("file", str(error))
            return self.upload(form, status=400)
        if submission.status == SubmissionStatus.FAILED:
            return show(request, submission, status=400)
        return redirect(submission)

    def upload(self, form: LoadForm, *, status: int = 200) -> HttpResponse:
        recent = submissions_of(self.request.user)[:MOST_RECENT]
        return self.page("upload", form=form, recent=recent, columns=COLUMNS, status=status)


class SubmissionView(LoaderView):
    """One file: what it would change, how far it is, what came of it."""

    def get(self, request, pk) -> HttpResponse:
        return show(request, submission_or_404(request.user, pk))

    def post(self, request, pk) -> HttpResponse:
        submission = submission_or_404(request.user, pk)
        try:
            if request.POST.get("again"):
                start_again(submission=submission)
            else:
                agree(submission=submission, seen=request.POST.get("seen", ""), by=request.user)
        except LoadError as error:
            submission = submission_or_404(request.user, pk)
            return show(request, submission, refused=str(error), status=409)
        return redirect(submission)


class TemplateView(LoaderView):
    """Our own layout as a CSV file: headings, and what may stand below each in a file to be replaced."""

    def get(self, request) -> HttpResponse:
        response = HttpResponse("".join(template_blocks()), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, "measures-template.csv")
        return response


def show(request, submission: Submission, *, refused: str = "", status: int = 200) -> HttpResponse:
    """The page that fits how far the file is; a file to be mended comes with the form for the mended one."""
    page = submission_page(submission)
    form = LoadForm(
        user=request.user, initial={"programme": submission.programme.slug, "period": submission.period_words}
    )
    facts = {"submission": submission, "programme": submission.programme, "page": page, "form": form}
    facts["refused"] = refused or submission.outcome.get("refused", "")
    return render(request, f"metrics/load/{page.template}.html", facts, status=status)

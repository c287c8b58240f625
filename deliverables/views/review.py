"""The office's queue: submitted updates are read, accepted or returned without leaving it."""

from __future__ import annotations

from functools import cached_property

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from deliverables.access import Action, programmes_allowing
from deliverables.cycle.errors import CycleError, StaleUpdateError
from deliverables.cycle.review import accept_updates, return_update
from deliverables.review_forms import NoteForm, QueueFilter, read_versions
from deliverables.review_page import NotDone, QueuePage
from deliverables.selectors.review import (
    changed_meanwhile,
    review_entries,
    reviewable,
    waiting,
    waiting_in_locked_periods,
)
from ipqt.dates import today
from ipqt.tables import query_string

A_PAGE = 50


class QueueView(View):
    """Everything that waits for the office, the oldest first, 50 a page. 10 queries beside the session's."""

    def dispatch(self, request, *args, **kwargs):
        if not programmes_allowing(request.user, Action.REVIEW).exists():
            raise Http404("The queue is for the programme office.")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request) -> HttpResponse:
        chosen = request.GET.get("choose") == "all"
        return self.show(QueuePage(chosen_all=chosen, done=request.GET))

    def post(self, request) -> HttpResponse:
        if "return" in request.POST:
            return self.give_back(read_versions([request.POST["return"]]))
        if "accept" in request.POST:
            return self.accept(read_versions([request.POST["accept"]]))
        versions = read_versions(request.POST.getlist("update"))
        if not versions:
            return self.show(QueuePage(error="Choose the updates that you accept."), status=400)
        return self.accept(versions)

    def accept(self, versions: dict[int, int]) -> HttpResponse:
        """Accepts all of them, or none where one of them was saved or decided meanwhile."""
        self.check_scope(versions)
        try:
            accept_updates(versions=versions, by=self.request.user)
        except CycleError as error:
            return self.refuse(error, versions)
        return self.onward(versions, accepted=len(versions))

    def give_back(self, versions: dict[int, int]) -> HttpResponse:
        self.check_scope(versions)
        [(pk, version)] = versions.items()
        form = NoteForm(self.request.POST, prefix=str(pk))
        if not form.is_valid():
            return self.show(QueuePage(note=form, note_for=pk), status=400)
        note = form.cleaned_data["note"]
        try:
            return_update(update_id=pk, version=version, note=note, by=self.request.user)
        except CycleError as error:
            return self.refuse(error, versions, note=form)
        return self.onward(versions, returned=1)

    def check_scope(self, versions: dict[int, int]) -> None:
        if reviewable(self.request.user).filter(pk__in=versions).count() != len(versions):
            raise Http404("An update that you chose is not in your queue.")

    def refuse(self, error: CycleError, versions: dict[int, int], note: NoteForm | None = None):
        """The queue again: what changed meanwhile is named, the rest stays chosen, the note is kept."""
        changed = changed_meanwhile(versions, user=self.request.user)
        sentence = "" if changed and isinstance(error, StaleUpdateError) else str(error)
        chosen = set(versions) - {update.pk for update in changed} if note is None else set()
        refused = NotDone(sentence=sentence, changed=changed, returning=note is not None)
        page = QueuePage(
            refused=refused, chosen=chosen, note=note, note_for=next(iter(versions)) if note else None
        )
        return self.show(page, status=409)

    def onward(self, versions: dict[int, int], **done: int) -> HttpResponse:
        """Back to the queue, at the update that came after the last of those that are done."""
        order = read_versions(self.request.POST.getlist("order"))
        places = list(order)
        last = max((places.index(pk) for pk in versions if pk in order), default=-1)
        following = next((pk for pk in places[last + 1 :] if pk not in versions), None)
        query = query_string(self.request.GET, **{"choose": None, "accepted": None, "returned": None} | done)
        anchor = f"update-{following}" if following else "queue"
        return redirect(f"{reverse('deliverables:review')}{query}#{anchor}")

    @cached_property
    def filter(self) -> QueueFilter:
        return QueueFilter(self.request.GET, waiting(self.request.user), request=self.request)

    def show(self, page: QueuePage, *, status: int = 200) -> HttpResponse:
        rows = self.filter.qs.prefetch_related("steps")
        paginator = Paginator(rows, A_PAGE)
        shown = paginator.get_page(self.request.GET.get("page"))
        context = {
            "filter": self.filter,
            "paginated": shown,
            "entries": page.entries(review_entries(shown.object_list, as_at=today())),
            "locked": waiting_in_locked_periods(self.request.user).count(),
            "page": page,
        }
        refused = self.filter.status_code if self.filter.refused else status
        return render(self.request, "deliverables/review.html", context, status=refused)

"""What every page shares: who may read it, which programme it is of, and the moment it tells of."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from deliverables.access import programme_or_404
from deliverables.models import Programme
from ipqt.moments import as_at


@method_decorator(login_not_required, name="dispatch")
class ReaderView(TemplateView):
    """A page for signed-in people, and for anybody where it shows a public programme."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)
        try:
            if not Programme.objects.visible_to(request.user).exists():
                raise Http404
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return redirect_to_login(request.get_full_path())

    @property
    def as_at(self):
        return as_at(self.request)


class ProgrammeView(ReaderView):
    """A page of one programme; `section` names its place in the programme's navigation."""

    section = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self._programme = None

    @property
    def programme(self) -> Programme:
        if self._programme is None:
            self._programme = programme_or_404(self.request.user, self.kwargs["programme"])
        return self._programme

    def get_context_data(self, **kwargs):
        kwargs |= {"programme": self.programme, "section": self.section}
        return super().get_context_data(**kwargs)

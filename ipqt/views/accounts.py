"""Signing in and out, and the account page."""

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from deliverables.audit import record_change
from deliverables.demo import DEMO_PASSWORD, DEMO_PEOPLE
from deliverables.selectors.calendar import key_of
from ipqt.sign_in import SignInForm


class SignInView(auth_views.LoginView):
    http_method_names = ["get", "head", "post", "options"]
    template_name = "account/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        person = self.request.user
        record_change(action="signed in", record="person", key=person.email, by=person)
        return response

    def get_context_data(self, **kwargs):
        demo = {"demo_people": DEMO_PEOPLE, "demo_password": DEMO_PASSWORD} if settings.DEMO else {}
        return super().get_context_data(**kwargs, **demo)


@method_decorator(never_cache, name="dispatch")
class AccountView(TemplateView):
    template_name = "account/account.html"

    def get_context_data(self, **kwargs):
        memberships = self.request.user.memberships.order_by("programme__short_name")
        memberships = memberships.select_related("programme").prefetch_related("organisations", "workstreams")
        return super().get_context_data(**kwargs, memberships=memberships, **self.calendar())

    def calendar(self) -> dict:
        """The address of the person's calendar, empty where none was made yet."""
        key = key_of(self.request.user)
        path = reverse("deliverables:calendar", args=[key.key]) if key else ""
        address = self.request.build_absolute_uri(path) if path else ""
        return {"calendar_address": address, "calendar_number": key.number if key else 0}

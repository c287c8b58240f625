"""A person's calendar, for programs that cannot sign in, and the button that makes its address."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from deliverables.calendar import icalendar
from deliverables.calendar_keys import renew_calendar_key
from deliverables.selectors.calendar import days_of, person_of_key
from ipqt.errors import BadRequestError


@method_decorator(login_not_required, name="dispatch")
class CalendarView(View):
    """The key in the address stands for the person; what they may see now is what it shows. 3 queries."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        request.logged_path = request.path.replace(key, "...")
        person = person_of_key(key)
        if person is None:
            raise Http404("There is no calendar at this address.")
        days = days_of(person, address=request.build_absolute_uri)
        file = icalendar(days, name="Programme reporting")
        response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="programme-reporting.ics"'
        return response


class KeyForm(forms.Form):
    """The number of the key that the person saw when they pressed the button."""

    number = forms.IntegerField(min_value=0, max_value=1_000_000)


class CalendarKeyView(View):
    """Makes or replaces the address."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KeyForm(request.POST)
        if not form.is_valid():
            raise BadRequestError("That button was not one of ours. Go back to your account and try again.")
        renew_calendar_key(person=request.user, number=form.cleaned_data["number"])
        return redirect(f"{reverse('account')}#calendar")

"""Signing in by e-mail address, and the limit on failed tries for each account."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ipqt.forms import NhsFormMixin
from ipqt.models import SignInFailure

MAX_FAILURES = 10
WITHIN = timedelta(minutes=15)


class EmailBackend(ModelBackend):
    """Finds the person by e-mail address; an unknown address takes as long as a wrong password."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        model = get_user_model()
        if not username or password is None:
            return None
        person = model.objects.filter(email__iexact=username).first()
        if person is None:
            model().set_password(password)
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None

    def get_user(self, user_id):
        """The person of a session, with what the menu asks of them. One query."""
        model = get_user_model()
        held = model.memberships.rel.related_model.objects.filter(user=OuterRef("pk"))
        people = model.objects.annotate(
            is_lead=Exists(held.filter(role="lead")),
            is_office=Exists(held.filter(role__in=("office", "admin"))),
            loads=Exists(held.filter(role__in=("office", "admin", "analyst"))),
        )
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


def is_locked(account: str) -> bool:
    """Whether the account has had too many failed tries lately, whether or not it exists."""
    recent = SignInFailure.objects.filter(account=account, at__gte=timezone.now() - WITHIN)
    return recent.count() >= MAX_FAILURES


def note_failure(account: str) -> None:
    SignInFailure.objects.filter(at__lt=timezone.now() - WITHIN).delete()
    SignInFailure.objects.create(account=account)


def clear_failures(account: str) -> None:
    SignInFailure.objects.filter(account=account).delete()


class SignInForm(NhsFormMixin, AuthenticationForm):
    """E-mail address and password. Unknown address, wrong password, closed account: the same answer."""

    username = forms.EmailField(
        label="E-mail address",
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password."},
    )

    error_messages = {
        "wrong": "The e-mail address or the password is wrong. Check both and try again.",
        "locked": "There were too many tries for this account. Wait 15 minutes, then try again.",
    }

    def clean(self):
        account = self.cleaned_data.get("username", "").lower()
        password = self.cleaned_data.get("password")
        if not account or not password:
            return self.cleaned_data
        if is_locked(account):
            raise forms.ValidationError(self.error_messages["locked"], code="locked")
        self.user_cache = authenticate(self.request, username=account, password=password)
        if self.user_cache is None:
            note_failure(account)
            raise forms.ValidationError(self.error_messages["wrong"], code="wrong")
        clear_failures(account)
        return self.cleaned_data

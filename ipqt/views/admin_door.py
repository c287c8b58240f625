"""The way into the administration pages."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse


@login_not_required
def admin_sign_in(request):
    """The site has one sign-in, with its limits. Who is signed in but may not enter finds nothing here."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("admin:index"))
    if not request.user.is_staff:
        raise Http404
    return redirect("admin:index")

"""The pages people get when something is wrong with the address, their rights or the site itself."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ipqt.errors import BadRequestError

RETRY_AFTER = 10  # seconds


def bad_request(request, exception):
    """400. Only our own errors have words meant for people; others keep theirs to the log."""
    message = exception.message if isinstance(exception, BadRequestError) else ""
    return render(request, "400.html", {"message": message}, status=400)


def csrf_failure(request, reason=""):
    """403 for a form whose secret is missing or old."""
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """500, or 503 when it was the database that did not answer. Neither page needs the database."""
    away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    status = 503 if away else 500
    page = render_to_string(f"{status}.html", {"reference": getattr(request, "reference", "")})
    return HttpResponse(page, status=status, headers={"Retry-After": RETRY_AFTER} if away else None)

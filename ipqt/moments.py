"""The moment a page tells of: today, or the day asked for with `?as_at=`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import TooManyFieldsSent

from ipqt.dates import parse_date, today
from ipqt.errors import BadRequestError

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

EARLIEST = date(2000, 1, 1)


def as_at(request: HttpRequest) -> date:
    """The day asked for, today where none is; raises BadRequestError on a bad or future date."""
    return moment_from(request.GET)


def moment_from(query: QueryDict | dict[str, str]) -> date:
    text = query.get("as_at", "").strip()
    if not text:
        return today()
    try:
        day = parse_date(text)
    except ValueError as error:
        raise BadRequestError(f"“{text[:40]}” is not a date we can show. {error}") from None
    if day > today():
        raise BadRequestError("That date is in the future. Choose today or an earlier day.")
    if day < EARLIEST:
        raise BadRequestError("Choose a day from 1 January 2000 on.")
    return day


def moment_context(request: HttpRequest) -> dict:
    """Adds the moment to every template, so that links can keep it."""
    try:
        day = as_at(request)
    except (BadRequestError, TooManyFieldsSent):  # the page that refuses them is drawn with this too
        day = today()
    past = day != today()
    return {
        "as_at": day,
        "as_at_is_today": not past,
        "as_at_query": f"as_at={day.isoformat()}" if past else "",
    }

"""What the office sends from its queue: which updates, as read, and what is to be done with them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms

from deliverables.access import Action, programmes_allowing
from deliverables.models import ReportingPeriod, Update
from ipqt.errors import BadRequestError
from ipqt.filters import NhsFilterSet, ScopedOptionFilter
from ipqt.forms import CleanCharField, NhsForm

VALUE = re.compile(r"(?P<pk>\d{1,10}):(?P<version>\d{1,10})", re.ASCII)
MOST = 100
TAMPERED = "The form named no update that can be read. Open the queue again and choose there."
LARGEST = 2**31 - 1


def read_versions(values: Iterable[str]) -> dict[int, int]:
    """Primary key to version, from values such as `12:3`. Raises BadRequestError."""
    values = list(values)
    found = [VALUE.fullmatch(value) for value in values]
    if not all(found) or len(values) > MOST:
        raise BadRequestError(TAMPERED)
    versions = {int(match["pk"]): int(match["version"]) for match in found}
    if any(number > LARGEST for pair in versions.items() for number in pair):
        raise BadRequestError(TAMPERED)
    return versions


class NoteForm(NhsForm):
    """Why an update goes back. Each update of the queue has one, so names and ids begin with its key."""

    note = CleanCharField(
        label="What has to change?",
        help_text="The lead reads this above the update.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say what has to change before you return the update.",
            "max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d.",
        },
    )


class ReasonForm(NhsForm):
    """Why accepted words are corrected."""

    why = CleanCharField(
        label="Why is it corrected?",
        help_text="Kept with both rows and shown in the history.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say why the update is corrected.",
            "max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d.",
        },
    )


def own_programmes(filters) -> list[tuple[str, str]]:
    programmes = programmes_allowing(filters.request.user, Action.REVIEW)
    return list(programmes.order_by("name", "pk").values_list("slug", "short_name"))


def open_periods(filters) -> list[tuple[int, str]]:
    """Periods that can hold something to review, by their key: slugs repeat from programme to programme."""
    periods = ReportingPeriod.objects.visible_to(filters.request.user).filter(
        programme__in=programmes_allowing(filters.request.user, Action.REVIEW),
        opened_at__isnull=False,
        locked_at__isnull=True,
    )
    rows = periods.order_by("programme__name", "-ends_on", "pk")
    return [
        (pk, f"{name}, {programme}")
        for pk, name, programme in rows.values_list("pk", "name", "programme__short_name")
    ]


class QueueFilter(NhsFilterSet):
    programme = ScopedOptionFilter(
        field_name="item__programme__slug", label="Programme", options=own_programmes
    )
    period = ScopedOptionFilter(field_name="period", label="Period", options=open_periods)

    class Meta(NhsFilterSet.Meta):
        model = Update
        fields = ("programme", "period")

"""Opening, reopening and looking into a reporting period."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from deliverables.models import Duty
from deliverables.models.account import PeriodKind
from deliverables.selectors.periods import STAGES, Suggestion
from ipqt.filters import NhsFilterSet, OptionFilter, ScopedOptionFilter
from ipqt.forms import CleanCharField, NhsForm, UkDateField

KINDS = [(kind.value, kind.label) for kind in (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.AD_HOC)]
RESERVED = ("open",)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
TOO_LONG = "Use %(limit_value)d characters or fewer; there are %(show_value)d."


class OpenPeriodForm(NhsForm):
    """A new period. The dates say what it covers; nothing is worked out from them."""

    name = CleanCharField(
        label="Name",
        max_length=120,
        error_messages={
            "required": "Name the period, for example Quarter 3 2026/27.",
            "max_length": TOO_LONG,
        },
    )
    slug = forms.SlugField(
        label="Name in addresses and files",
        help_text="Small letters, figures and hyphens, for example 2026-27-q3. It cannot be changed later.",
        max_length=60,
        error_messages={
            "required": "Give the name in addresses, for example 2026-27-q3.",
            "invalid": "Use only letters, figures and hyphens, for example 2026-27-q3.",
            "max_length": TOO_LONG,
        },
    )
    kind = forms.ChoiceField(
        label="How often",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often.", "invalid_choice": "Choose from the list."},
    )
    starts_on = UkDateField(
        label="First day", error_messages={"required": "Give the first day, for example 1/10/2026."}
    )
    ends_on = UkDateField(
        label="Last day", error_messages={"required": "Give the last day, for example 31/12/2026."}
    )
    due_on = UkDateField(
        label="Updates are due on", required=False, help_text="For example 15/1/2027. May stay empty."
    )
    board_on = UkDateField(
        label="The board meets on", required=False, help_text="For example 28/1/2027. May stay empty."
    )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if slug in RESERVED:
            raise forms.ValidationError("This name is taken by a page. Choose another.")
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("starts_on", "ends_on", "due_on", "board_on"):
            if data.get(name) and not EARLIEST <= data[name] <= LATEST:
                self.add_error(name, "Give a date from 2000 to 2100.")
        self._in_order("starts_on", "ends_on", "The period ends before it starts. Check both dates.")
        self._in_order("starts_on", "due_on", "The updates are due before the period starts. Check the date.")
        self._in_order("due_on", "board_on", "The board meets before the updates are due. Check both dates.")
        return data

    def _in_order(self, first: str, later: str, sentence: str) -> None:
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(later)
        if start and end and end < start:
            self.add_error(later, sentence)


def initial_of(suggestion: Suggestion | None, *, kind: str) -> dict[str, Any]:
    """What the form is filled with: a suggestion as it is, or the kind alone."""
    if suggestion is None:
        return {"kind": kind}
    names = ("name", "slug", "starts_on", "ends_on")
    return {"kind": kind, **{name: getattr(suggestion, name) for name in names}}


class ReopenForm(NhsForm):
    why = CleanCharField(
        label="Why is the period opened again?",
        help_text="Kept in the history.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the period is opened again.", "max_length": TOO_LONG},
    )


def reporters(filters: NhsFilterSet) -> list[tuple[str, str]]:
    rows = filters.queryset.order_by("organisation__short_name")
    return list(rows.values_list("organisation__slug", "organisation__short_name").distinct())


class ReportingFilter(NhsFilterSet):
    """What is due in one period."""

    stage = OptionFilter(label="State of the report", choices=list(STAGES.items()))
    organisation = ScopedOptionFilter(
        field_name="organisation__slug",
        label="Organisation",
        options=reporters,
        error_messages={"invalid_choice": "Choose an organisation from the list."},
    )

    class Meta(NhsFilterSet.Meta):
        model = Duty
        fields = ("stage", "organisation")

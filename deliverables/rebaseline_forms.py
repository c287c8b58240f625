"""Asking for a new date or scope, and deciding on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from deliverables.board_forms import nonce_field, words_field
from deliverables.models.plan import Precision
from ipqt.forms import CleanCharField, NhsForm, UkDateField

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
EXACT = [("", "Choose"), *[choice for choice in Precision.choices if choice[0] != "none"]]
TOO_LONG = "Use %(limit_value)d characters or fewer; there are %(show_value)d."


class RebaselineForm(NhsForm):
    """A new window for an item. The first one is never overwritten."""

    nonce = nonce_field()
    words = CleanCharField(
        label="New window in words",
        help_text="As it should be printed, for example: by 30 September 2026.",
        max_length=120,
        error_messages={"required": "Write the new window in words.", "max_length": TOO_LONG},
    )
    starts_on = UkDateField(
        label="New start", help_text="For example 1/4/2026. Leave empty for “by”.", required=False
    )
    ends_on = UkDateField(
        label="New end",
        help_text="For example 30/9/2026.",
        error_messages={"required": "Give the new end, for example 30/9/2026."},
    )
    precision = forms.ChoiceField(
        label="These dates are exact to the",
        choices=EXACT,
        error_messages={
            "required": "Choose how exact the dates are.",
            "invalid_choice": "Choose how exact the dates are from the list.",
        },
    )
    scope = words_field(
        "Change of scope", hint="What is added or left out. Leave empty where nothing is.", required=False
    )
    reason = words_field(
        "Reason",
        missing="Say why the date or the scope has to change.",
        hint="Kept with the new window for good.",
    )

    def clean_starts_on(self) -> date | None:
        return self._sensible("starts_on")

    def clean_ends_on(self) -> date | None:
        return self._sensible("ends_on")

    def _sensible(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("Give a date from 2000 to 2100.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The new end is before the new start.")
        return cleaned


class DecisionForm(NhsForm):
    """What the office says to a request; a refusal says why."""

    note = words_field("Note", hint="Compulsory where you refuse.", required=False)


def decision_form(pk: int, data: Any = None) -> DecisionForm:
    return DecisionForm(data, prefix=f"request-{pk}")

"""The forms of loading: the file, and the word to go ahead."""

from __future__ import annotations

from typing import Any

from django import forms

from deliverables.access import Action, programmes_allowing
from deliverables.workbook_forms import LargestFileHandler
from ipqt.forms import CleanCharField, NhsForm
from metrics.loading.keeping import LARGEST, MEGABYTE, STRANGE_PERIOD, TOO_LARGE_FILE
from metrics.loading.periods import read_heading
from metrics.models import Layout

ACCEPTED = ".csv,text/csv,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LargestMeasuresHandler(LargestFileHandler):
    largest = LARGEST


class LoadForm(NhsForm):
    programme = forms.ModelChoiceField(
        label="Programme",
        queryset=None,
        to_field_name="slug",
        empty_label=None,
        error_messages={"invalid_choice": "Choose a programme in which you load measures."},
    )
    layout = forms.ChoiceField(
        label="Layout",
        help_text="Only where it is read as something else than it is.",
        choices=[("", "As its headings say"), *Layout.choices],
        required=False,
        error_messages={"invalid_choice": "Choose one of the layouts."},
    )
    period = CleanCharField(
        label="Period (optional)",
        help_text="For a file that says its period neither inside nor in its name, for example January 2017.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
    )
    file = forms.FileField(
        label="File",
        help_text=f"A CSV file of {LARGEST // MEGABYTE} MB at most, or an Excel workbook (.xlsx) of 8 MB at "
        "most. You see what it would change before anything is written.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Choose the file with your values.",
            "invalid": "Choose the file with your values.",
        },
    )

    def __init__(self, *args: Any, user, too_large: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        programmes = programmes_allowing(user, Action.LOAD).order_by("short_name")
        self.fields["programme"].queryset = programmes
        self.fields["programme"].label_from_instance = lambda programme: programme.short_name
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE_FILE

    def clean_period(self) -> str:
        words = self.cleaned_data["period"].strip()
        if words and read_heading(words) is None:
            raise forms.ValidationError(STRANGE_PERIOD)
        return words

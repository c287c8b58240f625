"""A row of the grid: the fields that most updates need, prefilled, and whether anything was typed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from deliverables.cycle.words import UpdateWords
from deliverables.models.account import Confidence, Control, State
from deliverables.models.plan import Precision
from deliverables.update_forms import LONG
from ipqt.forms import CleanCharField, NhsForm, UkDateField

CHOOSE = ("", "Choose")
TYPED = ("state", "confidence", "end", "exact", "summary", "reason", "cause", "control")
CELLS = {
    "forecast_end": "end",
    "actual_end": "end",
    "forecast_precision": "exact",
    "actual_precision": "exact",
    "goes_to": "state",
    "waits_for": "state",
}
OWN_PAGE = ("goes_to", "waits_for")
TAMPERED = "The row does not say at which version it was opened. Open the page again."


def pick(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[CHOOSE, *choices],
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )


def long_text(label: str) -> CleanCharField:
    return CleanCharField(
        label=label,
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d."},
    )


class RowForm(NhsForm):
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), TAMPERED),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    keep = forms.ChoiceField(
        label="Which text stands?",
        choices=[("mine", "Yours, as typed here"), ("theirs", "The one that is stored")],
        widget=forms.RadioSelect,
        required=False,
    )
    state = pick("State", State.choices)
    confidence = pick("Confidence", Confidence.choices)
    end = UkDateField(label="End", required=False, widget=forms.TextInput())
    exact = pick("Exact to the", [choice for choice in Precision.choices if choice[0] != "none"])
    summary = long_text("What happened")
    reason = long_text("Reason")
    cause = CleanCharField(
        label="Cause",
        required=False,
        max_length=200,
        error_messages={"max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d."},
    )
    control = pick("Control", Control.choices)
    submit = forms.BooleanField(label="Submit", required=False)

    @property
    def is_choice(self) -> bool:
        """Whether the form showed two texts to choose from."""
        return self.is_bound and self.add_prefix("choice") in self.data

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.is_choice and not data.get("keep"):
            self.add_error("keep", "Choose which text stands.")
        return data

    @property
    def fingerprint(self) -> str:
        """Of what stands in the controls: compared with `opened`, it tells whether anything was typed."""
        values = [str(self[name].value() or "") for name in TYPED]
        plain = "\x1f".join(value.replace("\r\n", "\n").strip() for value in values)
        return hashlib.sha256(plain.encode(errors="replace")).hexdigest()[:32]

    @property
    def is_typed_in(self) -> bool:
        return self.fingerprint != (self["opened"].value() or "")

    def words(self, base: UpdateWords) -> UpdateWords:
        """`base` with what the row holds; what the grid has no cell for stays. Call after it is valid."""
        data = self.cleaned_data
        same = ("state", "confidence", "summary", "reason", "cause", "control")
        words = replace(base, **{name: data[name] for name in same})
        end, exact = data["end"], data["exact"] or "none"
        if words.is_live or not words.state:
            return replace(words, forecast_end=end, forecast_precision=exact, actual_end=None)
        return replace(
            words, actual_end=end, actual_precision=exact, forecast_end=None, forecast_precision="none"
        )

    def add_problems(self, problems: dict[str, str]) -> None:
        """Puts what is missing at the cell in which it is typed."""
        for name, sentence in problems.items():
            more = " Choose it on the update’s own page." if name in OWN_PAGE else ""
            self.add_error(CELLS.get(name, name), sentence + more)

    def at_version(self, version: int) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)


def initial_of(words: UpdateWords, *, version: int) -> dict[str, Any]:
    end, exact = _end_of(words)
    return {
        "version": version,
        "state": words.state,
        "confidence": words.confidence,
        "end": end,
        "exact": "" if exact == "none" else exact,
        "summary": words.summary,
        "reason": words.reason,
        "cause": words.cause,
        "control": words.control,
    }


def _end_of(words: UpdateWords) -> tuple[date | None, str]:
    if words.is_live or not words.state:
        return words.forecast_end, words.forecast_precision
    return words.actual_end, words.actual_precision

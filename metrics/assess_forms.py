"""The form of one score: the score, whether a copy is confirmed, and why."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from deliverables.models import Domain
from ipqt.forms import CleanCharField, NhsForm
from metrics.models.assessments import Score

CHOICES = [(str(score.value), f"{score.value} {score.label}") for score in Score]
TYPED = ("score", "confirm", "words")
LONG = 2000
TAMPERED = "The form does not say at which version this score was opened. Open the page again."
CONFLICT = "Somebody saved another score after you opened the form. Choose which one stands."


class ScoreForm(NhsForm):
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), TAMPERED),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    keep = forms.ChoiceField(
        label="Which score stands?",
        choices=[("mine", "Yours, as chosen below"), ("theirs", "The one that is stored")],
        widget=forms.RadioSelect,
        required=False,
    )
    score = forms.TypedChoiceField(
        label="Score",
        choices=CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose a score from 1 to 5."},
    )
    confirm = forms.BooleanField(label="Still true: confirm this score", required=False)
    words = CleanCharField(
        label="Why this score",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d."},
    )

    def __init__(self, *args: Any, domain: Domain, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["score"].label = domain.name
        self.fields["score"].help_text = domain.summary

    @property
    def is_choice(self) -> bool:
        """Whether the form showed two scores to choose from."""
        return self.is_bound and self.add_prefix("choice") in self.data

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.is_choice and not data.get("keep"):
            self.add_error("keep", CONFLICT)
        if (
            (data.get("words") or data.get("confirm"))
            and not data.get("score")
            and "score" not in self.errors
        ):
            self.add_error("score", "Choose a score from 1 to 5.")
        return data

    @property
    def fingerprint(self) -> str:
        """Of what stands in the controls: compared with `opened`, it tells whether anything was typed."""
        plain = "\x1f".join(str(self[name].value() or "").replace("\r\n", "\n").strip() for name in TYPED)
        return hashlib.sha256(plain.encode(errors="replace")).hexdigest()[:32]

    @property
    def is_typed_in(self) -> bool:
        return self.fingerprint != (self["opened"].value() or "")

    def at_version(self, version: int) -> None:
        """Prints the form with the version of the score that it is set against."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)

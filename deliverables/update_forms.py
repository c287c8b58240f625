"""The form in which a lead writes an update, and its rows of next steps."""

from __future__ import annotations

from typing import Any

from django import forms

from deliverables.cycle.words import LABELS, StepWords, UpdateWords
from deliverables.models import Duty, ExternalDependency, PlanItem
from deliverables.models.account import Confidence, Control, State
from deliverables.models.plan import Precision
from deliverables.status import CONFIDENCES, STATES
from ipqt.forms import CleanCharField, NhsForm, UkDateField

MAX_STEPS = 20
LONG = 4000
EXACT = [("none", "Choose"), *[choice for choice in Precision.choices if choice[0] != "none"]]


def long_text(label: str, *, rows: int, **kwargs: Any) -> CleanCharField:
    return CleanCharField(
        label=label,
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": "Use %(limit_value)d characters or fewer; there are %(show_value)d."},
        **kwargs,
    )


class UpdateForm(NhsForm):
    """The words of one update. Nothing is compulsory here: a draft may be half written."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    state = forms.ChoiceField(
        label="How does it stand?", choices=State, required=False, widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label="How sure are you of delivering it?",
        help_text="Only while the work goes on.",
        choices=Confidence,
        required=False,
        widget=forms.RadioSelect,
    )
    summary = long_text("What happened since the last report?", rows=6)
    forecast_end = UkDateField(
        label="When will it be finished?",
        required=False,
        help_text="For example 31/3/2027. Only while it goes on.",
    )
    forecast_precision = forms.ChoiceField(label="That date is exact to the", choices=EXACT, required=False)
    actual_start = UkDateField(
        label="When did it really start?", required=False, help_text="For example 1/11/2026."
    )
    actual_end = UkDateField(
        label="When was it really finished?", required=False, help_text="Only once it is over."
    )
    actual_precision = forms.ChoiceField(label="These dates are exact to the", choices=EXACT, required=False)
    reason = long_text(
        "Why is it off track, and what is the way back?",
        rows=4,
        help_text="Needed where it is amber, red or stopped, or where its end moves to a later date.",
    )
    cause = CleanCharField(
        label="The cause in a few words",
        required=False,
        max_length=200,
        help_text="For example: General Election.",
    )
    control = forms.ChoiceField(
        label="Is the cause inside or outside our control?",
        choices=Control,
        required=False,
        widget=forms.RadioSelect,
    )
    goes_to = forms.ModelChoiceField(
        label="In which item does it go on?",
        help_text="Needed where it was absorbed or carried forward.",
        queryset=PlanItem.objects.none(),
        required=False,
        empty_label="Choose",
    )
    waits_for = forms.ModelChoiceField(
        label="What does it wait on?",
        help_text="Needed where it is waiting.",
        queryset=ExternalDependency.objects.none(),
        required=False,
        empty_label="Choose",
    )
    ask = long_text(
        "One ask of the board", rows=3, help_text="Leave empty if you need nothing from the board this time."
    )

    def __init__(self, *args: Any, duty: Duty, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        programme = duty.item.programme
        self.fields["state"].choice_hints = {code: STATES[code].meaning for code in State.values}
        self.fields["confidence"].choice_hints = {code: words.meaning for code, words in CONFIDENCES.items()}
        self.fields["goes_to"].queryset = (
            PlanItem.objects.visible_to(user).filter(programme=programme).exclude(pk=duty.item_id)
        )
        self.fields["waits_for"].queryset = ExternalDependency.objects.visible_to(user).filter(
            programme=programme
        )

    @property
    def version_typed(self) -> int:
        """The version the form was opened at; 0 where the field was tampered with."""
        return self.cleaned_data.get("version") or 0

    def words(self, steps: StepFormSet) -> UpdateWords:
        """What was typed, as words. Call after both are valid."""
        data = self.cleaned_data
        values = {name: data.get(name) for name in LABELS if name != "steps"}
        for name in ("forecast_precision", "actual_precision"):
            values[name] = values[name] or "none"
        return UpdateWords(**values, steps=steps.words())


def initial_of(words: UpdateWords, *, version: int) -> dict[str, Any]:
    return {"version": version, **{name: getattr(words, name) for name in LABELS if name != "steps"}}


class StepForm(NhsForm):
    text = CleanCharField(label="Next step", required=False, max_length=1000)
    owner = CleanCharField(label="Who", required=False, max_length=200)
    due_on = UkDateField(label="By when", required=False)


class StepFormSet(forms.BaseFormSet):
    """Rows of next steps; a row without a text is left out."""

    def words(self) -> tuple[StepWords, ...]:
        rows = [form.cleaned_data for form in self.forms]
        return tuple(
            StepWords(row["text"], row.get("owner", ""), row.get("due_on")) for row in rows if row.get("text")
        )


def step_rows(data: Any = None, *, steps: tuple[StepWords, ...] = (), blank: int = 2) -> StepFormSet:
    """The rows of a sent form, or of stored steps with a few blank ones below."""
    factory = forms.formset_factory(
        StepForm, formset=StepFormSet, extra=blank, max_num=MAX_STEPS, absolute_max=MAX_STEPS
    )
    initial = [{"text": step.text, "owner": step.owner, "due_on": step.due_on} for step in steps]
    return factory(data, initial=initial, prefix="steps")

"""The form in which a lead writes an update, and its rows of next steps."""

from __future__ import annotations

from typing import Any

from django import forms

from deliverables.cycle.words import LABELS, LIVE, StepWords, UpdateWords
from deliverables.models import Duty, ExternalDependency, PlanItem
from deliverables.models.account import Confidence, Control, State
from deliverables.models.plan import Precision
from deliverables.next_step_check import Hint, next_step_hints
from deliverables.status import CONFIDENCES, STATES
from deliverables.update_words import shown
from ipqt.forms import CleanCharField, NhsForm, UkDateField

MAX_STEPS = 20
LONG = 4000

# States in which a field means something; the others are for every state.
FOR_STATES = {
    "confidence": LIVE,
    "forecast_end": LIVE,
    "forecast_precision": LIVE,
    "actual_end": ("delivered", "absorbed", "carried_forward", "stopped"),
    "goes_to": ("absorbed", "carried_forward"),
    "waits_for": ("waiting",),
}
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

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "The form does not say which version it was opened at. Copy your words, then open it again.",
        ),
    )
    state = forms.ChoiceField(
        label="How does it stand?", choices=State, required=False, widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label="How sure are you of delivering it?",
        help_text="Needed while the work goes on.",
        choices=Confidence,
        required=False,
        widget=forms.RadioSelect,
    )
    summary = long_text("What happened since the last report?", rows=6, help_text="Needed before you submit.")
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
        for name, field in self.fields.items():
            field.states, field.was, field.changed = " ".join(FOR_STATES.get(name, ())), "", False
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
        """The version the form was opened at. Call after it is valid."""
        return self.cleaned_data["version"]

    def words(self, steps: StepFormSet) -> UpdateWords:
        """What was typed, as words. Call after both are valid."""
        return UpdateWords(**self._typed(), steps=steps.words())

    def _typed(self) -> dict[str, Any]:
        typed = {name: self.cleaned_data.get(name) for name in LABELS if name != "steps"}
        for name in ("forecast_precision", "actual_precision"):
            typed[name] = typed[name] or "none"
        return typed

    def mark_changes(self, last: UpdateWords | None) -> None:
        """Tells each field what the last accepted words were and whether it differs from them."""
        values = self._typed() if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        for name in LABELS:
            if name in self.fields:
                field = self.fields[name]
                field.was = shown(last, name) if last else ""
                field.changed = bool(last) and (name in self.errors or values[name] != getattr(last, name))

    def at_version(self, version: int) -> None:
        """Prints the form with the version under which its words have been saved meanwhile."""
        self.data = self.data.copy()
        self.data["version"] = version


def initial_of(words: UpdateWords, *, version: int) -> dict[str, Any]:
    return {"version": version, **{name: getattr(words, name) for name in LABELS if name != "steps"}}


class StepForm(NhsForm):
    text = CleanCharField(label="Next step", required=False, max_length=1000)
    owner = CleanCharField(label="Who", required=False, max_length=200)
    due_on = UkDateField(label="By when", required=False)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What the step lacks to be followed up. Nothing for a row that is empty or not readable."""
        values = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        text = values.get("text") or ""
        if not text:
            return ()
        return next_step_hints(
            text=text, owner=values.get("owner") or "", due=str(values.get("due_on") or "")
        )


class StepFormSet(forms.BaseFormSet):
    """Rows of next steps; a row in which nothing was typed is left out."""

    default_error_messages = {
        "missing_management_form": "The rows of next steps did not arrive. Nothing was saved. Send it again.",
        "too_many_forms": f"Give {MAX_STEPS} next steps or fewer.",
    }

    def words(self) -> tuple[StepWords, ...]:
        rows = [form.cleaned_data for form in self.forms]
        steps = (StepWords(row.get("text") or "", row.get("owner") or "", row.get("due_on")) for row in rows)
        return tuple(step for step in steps if step != StepWords(""))

    def ask_for_texts(self) -> bool:
        """Marks the rows that name a person or a date but no step. Gives whether there are any."""
        wanting = [
            form for form in self.forms if any(form.cleaned_data.values()) and not form["text"].value()
        ]
        for form in wanting:
            form.add_error("text", "Say what is to be done, or empty the row.")
        return bool(wanting)


def step_rows(data: Any = None, *, steps: tuple[StepWords, ...] = (), rows: int = 0) -> StepFormSet:
    """The rows of a sent form; or of stored steps, `rows` in all and at least two blank ones."""
    blank = max(min(rows, MAX_STEPS) - len(steps), min(2, MAX_STEPS - len(steps)), 0)
    factory = forms.formset_factory(
        StepForm,
        formset=StepFormSet,
        extra=blank,
        max_num=MAX_STEPS,
        absolute_max=MAX_STEPS + 1,
        validate_max=True,
    )
    initial = [{"text": step.text, "owner": step.owner, "due_on": step.due_on} for step in steps]
    return factory(data, initial=initial, prefix="steps")

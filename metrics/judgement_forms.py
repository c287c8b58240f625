"""Notes on points and steps of the limits. Periods and plan items to choose from come from the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms

from deliverables.board_forms import words_field
from deliverables.models import PlanItem
from ipqt.forms import NhsForm
from metrics.selectors.points import Point
from metrics.values import period_words

CHOOSE = ("", "Choose")
NO_PERIOD = {
    "required": "Choose the period.",
    "invalid_choice": "Choose the period from the list.",
}


class PeriodForm(NhsForm):
    """`on` is the first day of one of the periods, newest first in the list."""

    on = forms.TypedChoiceField(label="Period", coerce=date.fromisoformat, error_messages=NO_PERIOD)

    def __init__(self, *args, points: Sequence[Point], **kwargs):
        super().__init__(*args, **kwargs)
        periods = [
            (point.starts_on.isoformat(), period_words(point.starts_on, point.ends_on))
            for point in reversed(points)
        ]
        self.fields["on"].choices = [CHOOSE, *periods]


class NoteForm(PeriodForm):
    text = words_field(
        "Note",
        missing="Write what people should know about this value.",
        hint="Everybody who may see the chart reads it. Name no person, and no number that is hidden.",
    )


class StepForm(PeriodForm):
    """Where a process has changed for good, and why."""

    item = forms.ChoiceField(
        label="Delivery that changed the process",
        required=False,
        error_messages={"invalid_choice": "Choose a plan item from the list, or none."},
    )
    reason = words_field(
        "Reason",
        missing="Say why the limits are calculated anew.",
        hint="What changed in the process itself, not only in its values. Printed with the chart.",
    )

    def __init__(self, *args, points: Sequence[Point], items: Sequence[PlanItem], **kwargs):
        super().__init__(*args, points=points[1:], **kwargs)
        self.fields["on"].label = "First period of the new limits"
        self.items = {item.ref: item for item in items}
        self.fields["item"].choices = [("", "None"), *((ref, str(item)) for ref, item in self.items.items())]

    def clean_item(self) -> PlanItem | None:
        return self.items.get(self.cleaned_data["item"])


class RemovalForm(NhsForm):
    """Names and ids begin with the key of what is removed, since a page has several."""

    reason = words_field("Why it is removed", missing="Say why it is removed.", rows=2)


def removal_form(pk: int, data=None) -> RemovalForm:
    return RemovalForm(data, prefix=f"remove-{pk}")

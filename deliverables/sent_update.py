"""An update form as it came back, and the choice between two texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString

from deliverables.cycle.words import LABELS, UpdateWords
from deliverables.models import Duty
from deliverables.update_forms import StepFormSet, UpdateForm, step_rows
from deliverables.update_words import CODES, Told, told
from ipqt import jinja


@dataclass(frozen=True, slots=True)
class SentUpdate:
    """A form that came back, with its rows."""

    form: UpdateForm
    steps: StepFormSet

    @classmethod
    def read(cls, data: Any, *, duty: Duty, user: Any) -> SentUpdate:
        return cls(UpdateForm(data, duty=duty, user=user), step_rows(data))

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.steps.is_valid()])

    @property
    def words(self) -> UpdateWords:
        return self.form.words(self.steps)

    @property
    def version(self) -> int:
        return self.form.version_typed

    @property
    def error_summary(self) -> SafeString | str:
        """What is wrong in the form and in its rows, each linked to its field; empty where nothing is."""
        errors = [*self.form.summary_errors(), *self._step_errors()]
        if not errors:
            return ""
        return jinja.render("error-summary", {"titleText": "There is a problem", "errorList": errors})

    @property
    def title_prefix(self) -> str:
        return "Error: " if self.error_summary else ""

    def _step_errors(self) -> Iterator[dict[str, str]]:
        if not self.steps.is_bound:
            return
        for error in self.steps.non_form_errors():
            yield {"text": error, "href": "#steps"}
        for row in self.steps.forms:
            yield from row.summary_errors()

    def as_typed(self) -> list[Told]:
        """What was typed, for reading: also where it makes no sense."""
        if self.is_valid():
            return told(self.words)
        return typed_fields(self.form.data)

    def typed_pairs(self) -> list[tuple[str, str]]:
        return typed_pairs(self.form.data)


def typed_pairs(data: QueryDict) -> list[tuple[str, str]]:
    """Names and values as sent, of the form's own fields only."""
    own = [name for name in data if name in LABELS or name.startswith("steps-")]
    return [(name, value) for name in own for value in data.getlist(name)]


def typed_fields(data: QueryDict) -> list[Told]:
    """The same for reading, as typed, without what the browser adds."""
    return [
        Told(name, LABELS.get(name, "Next steps"), CODES.get(name, {}).get(value, value))
        for name, value in typed_pairs(data)
        if value and not name.endswith("_FORMS")
    ]


def chosen_words(
    *, yours: UpdateWords, theirs: UpdateWords, choices: Any
) -> tuple[UpdateWords, dict[str, str]]:
    """Field by field what the person chose of two texts, and the differing fields without a choice."""
    missing, words = {}, yours
    for name in yours.changed_from(theirs):
        choice = choices.get(f"choose_{name}")
        if choice == "theirs":
            words = replace(words, **{name: getattr(theirs, name)})
        elif choice != "yours":
            missing[name] = f"Choose yours or theirs for “{LABELS[name]}”."
    return words, missing

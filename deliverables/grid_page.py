"""The grid as a page: each row with its form, what was refused in it, and the changes it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from deliverables.cycle.errors import CycleError, IncompleteUpdateError, StaleUpdateError
from deliverables.cycle.grid import RowChange
from deliverables.cycle.words import UpdateWords
from deliverables.grid_forms import TYPED, RowForm, initial_of
from deliverables.models import Update
from deliverables.selectors.grid import WRITABLE, DutyWords
from deliverables.update_words import Differing, Told, differing, told

CONFLICT = "Somebody saved this row after you opened it. Choose which text stands."


@dataclass(slots=True)
class GridRow:
    """One duty. `stored` is what somebody saved meanwhile; `refused` is a sentence about the whole row."""

    entry: DutyWords
    form: RowForm
    stored: Update | None = None
    refused: str = ""
    fields: Sequence[Differing] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not self.entry.is_closed and self.entry.duty.period.is_open

    @property
    def told(self) -> list[Told]:
        return told(self.entry.words)

    @property
    def change(self) -> RowChange | None:
        """What the row asks for; None where nothing was typed or the stored text was chosen."""
        data = self.form.cleaned_data
        typed, submit = self.form.is_typed_in, data["submit"]
        if data["keep"] == "theirs" or not (typed or submit):
            return None
        words, carried = self.form.words(self.entry.words), self.entry.carried
        return RowChange(
            duty_id=self.entry.duty.pk,
            words=words,
            expected_version=data["version"],
            submit=submit,
            no_change=submit and carried is not None and words.tidied() == carried.tidied(),
        )

    def refuse(self, error: CycleError) -> None:
        if isinstance(error, IncompleteUpdateError):
            self.form.add_problems(error.problems)
        elif isinstance(error, StaleUpdateError) and error.stored.workflow in WRITABLE:
            self._set_against(error.stored)
        else:
            self.refused = f"{error} What you typed stands below: copy what you need."

    def ask_again(self) -> None:
        """Shows the stored text once more where the choice between two texts was left open."""
        if self.form.is_choice and self.entry.update and self.is_open:
            self.stored = self.entry.update
            self.fields = self._differing()

    def _set_against(self, stored: Update) -> None:
        self.stored = stored
        self.fields = self._differing()
        self.form.at_version(stored.version)
        self.form.add_error("keep", CONFLICT)

    def _differing(self) -> list[Differing]:
        """What differs; all that is stored where what was typed cannot be read."""
        theirs = UpdateWords.of(self.stored)
        readable = all(name in self.form.cleaned_data for name in TYPED)
        return differing(self.form.words(theirs) if readable else UpdateWords(), theirs)


def rows_of(entries: Sequence[DutyWords], data: Any = None) -> list[GridRow]:
    """A row for each duty, with the forms as sent where `data` is given."""
    return [GridRow(entry, _form(entry, data)) for entry in entries]


def _form(entry: DutyWords, data: Any) -> RowForm:
    prefix = f"d{entry.duty.pk}"
    if data is not None:
        return RowForm(data, prefix=prefix)
    form = RowForm(initial=initial_of(entry.words, version=entry.version), prefix=prefix)
    form.initial["opened"] = form.fingerprint
    return form


def error_list(rows: Sequence[GridRow]) -> list[dict[str, str]]:
    """What is wrong, row by row, each linked to its cell."""
    found = []
    for row in rows:
        named = f"{row.entry.duty.item.ref}, {row.entry.duty.organisation}"
        if row.refused:
            found.append({"text": f"{named}: {row.refused}", "href": f"#row-{row.entry.duty.pk}"})
        for cell in row.form if row.form.is_bound else ():
            place = f"#row-{row.entry.duty.pk}" if cell.is_hidden else f"#{cell.auto_id}"
            found += [{"text": f"{named}: {cell.label}: {error}", "href": place} for error in cell.errors]
    return found

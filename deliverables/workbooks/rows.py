"""A duty as the workbook shows it, and a row as the workbook brought it back. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.workbooks.cells import plain
from deliverables.workbooks.layout import WORDS, Column

if TYPE_CHECKING:
    from deliverables.models import ExternalDependency, PlanItem

CLOSED = ("submitted", "accepted")
STANDING = {
    "": "Due",
    "draft": "Draft",
    "returned": "Returned",
    "submitted": "Submitted",
    "accepted": "Accepted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A duty with what stands in its period now. `words` is what is stored, else what was last accepted.

    `carried` are the last accepted words, None where there are none; `version` is 0 where nothing is stored.
    """

    duty_id: int
    item: PlanItem
    organisation: str
    organisation_name: str
    workflow: str
    version: int
    words: UpdateWords
    carried: UpdateWords | None
    expected_end: date | None
    saved_by: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return key_of(self.item.ref, self.organisation)

    @property
    def is_closed(self) -> bool:
        return self.workflow in CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that one person's workbook of a period holds, and what its cells may name."""

    programme: str
    period: str
    period_name: str
    illustrative: bool
    standings: list[Standing]
    items: dict[str, PlanItem]
    dependencies: dict[str, ExternalDependency]

    def by_key(self) -> dict[tuple[str, str], Standing]:
        return {standing.key: standing for standing in self.standings}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One row of the sheet of updates with its next steps. `touched`: not as it was downloaded."""

    number: int
    duty_id: int
    version: int
    touched: bool
    submit: bool
    words: UpdateWords


def key_of(ref: str, organisation: str) -> tuple[str, str]:
    return ref.casefold(), organisation.casefold()


def cell_value(words: UpdateWords, column: Column) -> str | date:
    """What stands in a cell for the words."""
    value = getattr(words, column.name)
    if column.kind == "choice":
        return (column.choices or {}).get(value, "")
    if column.kind == "ref":
        return value.ref if value else ""
    if isinstance(value, date):
        return value
    return plain(value or "")


def mark(values: Iterable[Any], steps: Iterable[StepWords]) -> str:
    """A short fingerprint of a row's cells and its next steps, to tell a row that nobody touched."""
    parts = [plain(value) for value in values]
    for step in steps:
        parts += (plain(step.text), plain(step.owner), plain(step.due_on or ""))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mark_of(words: UpdateWords) -> str:
    return mark((cell_value(words, column) for column in WORDS), words.steps)

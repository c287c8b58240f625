"""What stands where in the workbook: one description for the writer and the reader. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deliverables.cycle.words import LABELS
from deliverables.models.account import Confidence, Control, State
from deliverables.models.plan import Precision

UPDATES, STEPS, DEFINITIONS, LISTS = "Updates", "Next steps", "Definitions", "Lists"
SHEETS = (UPDATES, STEPS, DEFINITIONS, LISTS)

Kind = Literal["text", "date", "choice", "ref", "number"]

EXACT = {code: label for code, label in Precision.choices if code != "none"}
YES_NO = {"yes": "Yes", "no": "No"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `choices` maps what is stored to what stands in the cell."""

    name: str
    label: str
    width: int
    kind: Kind = "text"
    choices: dict[str, str] | None = None


def _words(name: str, width: int, kind: Kind = "text", choices: dict[str, str] | None = None) -> Column:
    return Column(name, LABELS[name], width, kind, choices)


KEYS = (
    Column("programme", "Programme", 11),
    Column("period", "Period", 12),
    Column("ref", "Item", 9),
    Column("title", "Title", 40),
    Column("organisation", "Organisation", 13),
    Column("version", "Version", 9, "number"),
    Column("standing", "Where it is", 14),
    Column("downloaded", "As downloaded", 14),
)

WORDS = (
    _words("state", 15, "choice", dict(State.choices)),
    _words("confidence", 12, "choice", dict(Confidence.choices)),
    _words("summary", 50),
    _words("reason", 40),
    _words("cause", 24),
    _words("control", 20, "choice", dict(Control.choices)),
    _words("forecast_end", 13, "date"),
    _words("forecast_precision", 12, "choice", EXACT),
    _words("actual_start", 13, "date"),
    _words("actual_end", 13, "date"),
    _words("actual_precision", 12, "choice", EXACT),
    _words("goes_to", 11, "ref"),
    _words("waits_for", 11, "ref"),
    _words("ask", 40),
)

SUBMIT = Column("submit", "Submit", 9, "choice", YES_NO)

UPDATE_COLUMNS = (*KEYS, *WORDS, SUBMIT)

STEP_COLUMNS = (
    Column("ref", "Item", 11, "ref"),
    Column("organisation", "Organisation", 14, "ref"),
    Column("text", "Next step", 70),
    Column("owner", "Who", 30),
    Column("due_on", "By when", 14, "date"),
)

COLUMNS = {UPDATES: UPDATE_COLUMNS, STEPS: STEP_COLUMNS}


def letters(index: int) -> str:
    """The letters of a column, 0 being A."""
    found = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found

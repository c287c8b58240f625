"""The words of the sheet “Definitions”: how to fill the workbook in, and what each choice means."""

from __future__ import annotations

from deliverables.models.account import Control, State
from deliverables.status import CONFIDENCES, STATES
from deliverables.workbooks.layout import EXACT

HOW = (
    ("Grey cells", "Leave them as they are: they say which update a row is."),
    ("White cells", "Fill in. They begin with your draft, or with what was last accepted."),
    (
        "Rows you leave alone",
        "Stay as they are on the site. You may delete a row: that changes nothing either.",
    ),
    ("Next steps", "One row for each, on their own sheet, with the item and organisation of the update."),
    ("Dates", "Day first, for example 31/3/2026 for 31 March 2026."),
    ("Submit", "Yes hands the update to the programme office. No keeps it as a draft."),
    ("Submit, nothing else changed", "Says “no change, still true”: the same words count again."),
    (
        "Submitted, accepted",
        "Grey throughout: the programme office has it. Take it back on the site to change it.",
    ),
    ("Loading it back", "First you see what would change. Nothing is written until you say so."),
)
COMPULSORY = (
    ("Always", "State and what happened."),
    ("Not started, in progress, waiting", "Delivery confidence."),
    ("Delivered", "Actual end."),
    ("Absorbed, carried forward", "Goes on in: the ref of the item, from the sheet “Lists”."),
    ("Waiting", "Waits on: the ref of what it waits for, from the sheet “Lists”."),
    ("Amber, red or stopped", "Reason, cause, and whether the cause is inside or outside our control."),
    ("The end moves to a later date", "The same: reason, cause and control."),
    ("A date is given", "How exact it is: to the day, month, quarter or year."),
)
SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("How to fill this in", HOW),
    ("State", tuple((STATES[code].label, STATES[code].meaning) for code in State.values)),
    ("Delivery confidence", tuple((words.label, words.meaning) for words in CONFIDENCES.values())),
    ("What is compulsory when you submit", COMPULSORY),
    ("Inside or outside our control", tuple((label, "As the cause lies.") for label in Control.labels)),
    (
        "How exact a date is",
        tuple((label, f"Shown no more exact than the {label.lower()}.") for label in EXACT.values()),
    ),
)

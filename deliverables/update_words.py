"""The words of an update as people read them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from deliverables.cycle.words import LABELS, StepWords, UpdateWords, days_moved
from deliverables.models.account import Control
from deliverables.models.plan import Precision
from deliverables.status import CONFIDENCES, STATES
from ipqt.dates import day_words, with_precision
from ipqt.templatetags.ui import plural


@dataclass(frozen=True, slots=True)
class Told:
    """A field of an update for reading."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of which two people wrote different things. `error` where a choice is wanted still."""

    name: str
    label: str
    yours: str
    theirs: str
    chosen: str = ""
    error: str = ""


def shown(words: UpdateWords, name: str) -> str:
    """The value of a field in words; empty where nothing stands there."""
    value = getattr(words, name)
    if name == "steps":
        return "\n".join(step_words(step) for step in value)
    if name in CODES:
        return CODES[name].get(value, "")
    if isinstance(value, date):
        return day_words(value)
    return str(value or "")


def step_words(step: StepWords) -> str:
    """Recruit two people (the trust, by 31 March 2027)."""
    due = f"by {day_words(step.due_on)}" if step.due_on else ""
    more = ", ".join(filter(None, (step.owner, due)))
    return f"{step.text} ({more})" if more else step.text


def told(words: UpdateWords) -> list[Told]:
    """Every field in which something stands, in form order; dates no more exact than they are."""
    rows = [
        Told(name, label, _told(words, name)) for name, label in LABELS.items() if name not in _PRECISIONS
    ]
    return [row for row in rows if row.words]


def _told(words: UpdateWords, name: str) -> str:
    value = getattr(words, name)
    if not isinstance(value, date):
        return shown(words, name)
    precision = words.forecast_precision if name == "forecast_end" else words.actual_precision
    return with_precision(value, precision) if precision != "none" else day_words(value)


def differing(
    yours: UpdateWords, theirs: UpdateWords, *, choices: Any = None, errors: dict[str, str] | None = None
) -> list[Differing]:
    """The fields that two people wrote differently, in form order."""
    return [
        Differing(
            name=name,
            label=LABELS[name],
            yours=shown(yours, name),
            theirs=shown(theirs, name),
            chosen=(choices or {}).get(f"choose_{name}", ""),
            error=(errors or {}).get(name, ""),
        )
        for name in yours.changed_from(theirs)
    ]


def moved_words(words: UpdateWords, *, expected_end: date | None) -> str:
    """By how many days the end moves, in a sentence; empty where it does not, or where no end is known."""
    days = days_moved(words.tidied() if words.state else words, expected_end=expected_end)
    if not days:
        return ""
    way = "later" if days > 0 else "earlier"
    return f"The end moves {plural(abs(days), 'day')} {way}: it was expected on {day_words(expected_end)}."


def for_script(words: UpdateWords) -> dict[str, Any]:
    """The values as the form sends them, with ISO dates, for marking changes while typing."""
    values = words.as_values()
    values["goes_to"] = str(words.goes_to.pk) if words.goes_to else ""
    values["waits_for"] = str(words.waits_for.pk) if words.waits_for else ""
    values["steps"] = [[step["text"], step["owner"], step["due_on"] or ""] for step in values["steps"]]
    return {name: value or "" for name, value in values.items()}


_PRECISIONS = ("forecast_precision", "actual_precision")
_EXACT = {code: label.lower() for code, label in Precision.choices if code != "none"}
CODES: dict[str, dict[str, str]] = {
    "state": {code: words.label for code, words in STATES.items()},
    "confidence": {code: words.label for code, words in CONFIDENCES.items()},
    "control": dict(Control.choices),
    "forecast_precision": _EXACT,
    "actual_precision": _EXACT,
}

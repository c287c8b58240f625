"""The words of an update apart from its workflow: compared, prefilled, checked. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deliverables.models import ExternalDependency, PlanItem, Update

LIVE = ("not_started", "in_progress", "waiting")

LABELS = {
    "state": "State",
    "confidence": "Delivery confidence",
    "summary": "What happened",
    "reason": "Reason",
    "cause": "Cause",
    "control": "Inside or outside our control",
    "forecast_end": "Forecast end",
    "forecast_precision": "Forecast is exact to the",
    "actual_start": "Actual start",
    "actual_end": "Actual end",
    "actual_precision": "Actual dates are exact to the",
    "goes_to": "Goes on in",
    "waits_for": "Waits on",
    "ask": "Ask of the board",
    "steps": "Next steps",
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """One next step as typed: what, who, by when. `due_on` is exact to the day where given."""

    text: str
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateWords:
    """Everything that a lead writes in an update."""

    state: str = ""
    confidence: str = ""
    summary: str = ""
    reason: str = ""
    cause: str = ""
    control: str = ""
    forecast_end: date | None = None
    forecast_precision: str = "none"
    actual_start: date | None = None
    actual_end: date | None = None
    actual_precision: str = "none"
    goes_to: PlanItem | None = None
    waits_for: ExternalDependency | None = None
    ask: str = ""
    steps: tuple[StepWords, ...] = ()

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @classmethod
    def of(cls, update: Update) -> UpdateWords:
        """The words of a stored update; its next steps cost a query unless they are prefetched."""
        names = [field.name for field in fields(cls) if field.name != "steps"]
        stored = sorted(update.steps.all(), key=lambda step: (step.position, step.pk))
        steps = tuple(StepWords(step.text, step.owner, step.due_on) for step in stored)
        return cls(**{name: getattr(update, name) for name in names}, steps=steps)

    def without_ask(self) -> UpdateWords:
        """What is carried into the next period: an ask is asked once."""
        return replace(self, ask="")

    def changed_from(self, earlier: UpdateWords) -> list[str]:
        """Names of the fields that differ, in form order."""
        return [name for name in LABELS if getattr(self, name) != getattr(earlier, name)]

    def tidied(self) -> UpdateWords:
        """Leaves out what means nothing in the state, such as the confidence of closed work."""
        words = replace(self, steps=tuple(step for step in self.steps if step.text.strip()))
        if not words.is_live:
            words = replace(words, confidence="", forecast_end=None, forecast_precision="none")
        else:
            words = replace(words, actual_end=None)
        if words.state not in ("absorbed", "carried_forward"):
            words = replace(words, goes_to=None)
        if words.state != "waiting":
            words = replace(words, waits_for=None)
        if words.forecast_end is None:
            words = replace(words, forecast_precision="none")
        if words.actual_start is None and words.actual_end is None:
            words = replace(words, actual_precision="none")
        return words

    def as_values(self) -> dict:
        """Field values for a history row, dates and links as text."""
        values = asdict(replace(self, goes_to=None, waits_for=None))
        values["steps"] = [
            {"text": step.text, "owner": step.owner, "due_on": step.due_on and step.due_on.isoformat()}
            for step in self.steps
        ]
        values["goes_to"] = self.goes_to.ref if self.goes_to else None
        values["waits_for"] = self.waits_for.ref if self.waits_for else None
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
        }


def days_moved(words: UpdateWords, *, expected_end: date | None) -> int | None:
    """Days by which the end moves against the last belief, later positive; None where one is unknown."""
    end = words.actual_end or words.forecast_end
    if end is None or expected_end is None:
        return None
    return (end - expected_end).days


def problems(words: UpdateWords, *, expected_end: date | None, no_change: bool = False) -> dict[str, str]:
    """What is missing before the words can be submitted: field name to a sentence; empty where complete."""
    if not words.state:
        return {"state": "Choose how it stands."}
    return {
        **_missing_words(words, no_change=no_change),
        **_missing_links(words),
        **_missing_dates(words),
        **_missing_reason(words, expected_end=expected_end),
    }


def _missing_words(words: UpdateWords, *, no_change: bool) -> dict[str, str]:
    found = {}
    if not words.summary.strip() and not no_change:
        found["summary"] = "Say what happened since the last report."
    if words.is_live and not words.confidence:
        found["confidence"] = "Choose green, amber or red. The definitions stand beside the choice."
    return found


def _missing_links(words: UpdateWords) -> dict[str, str]:
    if words.state in ("absorbed", "carried_forward") and words.goes_to is None:
        return {"goes_to": "Choose the item that it goes on in."}
    if words.state == "waiting" and words.waits_for is None:
        return {"waits_for": "Choose what it waits on."}
    return {}


def _missing_dates(words: UpdateWords) -> dict[str, str]:
    found = {}
    if words.state == "delivered" and words.actual_end is None:
        found["actual_end"] = "Give the date it was delivered."
    if words.actual_start and words.actual_end and words.actual_end < words.actual_start:
        found["actual_end"] = "The actual end is before the actual start."
    exact = "Say how exact the date is: to the day, month, quarter or year."
    if words.forecast_end and words.forecast_precision == "none":
        found["forecast_precision"] = exact
    if (words.actual_start or words.actual_end) and words.actual_precision == "none":
        found["actual_precision"] = exact
    return found


def _missing_reason(words: UpdateWords, *, expected_end: date | None) -> dict[str, str]:
    if not needs_reason(words, expected_end=expected_end):
        return {}
    why = "it is not green" if words.confidence in ("amber", "red") else "its end moves or it stops"
    found = {}
    if not words.reason.strip():
        found["reason"] = f"Say why, because {why}."
    if not words.cause.strip():
        found["cause"] = f"Name the cause, because {why}."
    if not words.control:
        found["control"] = "Say whether the cause is inside or outside our control."
    return found


def needs_reason(words: UpdateWords, *, expected_end: date | None) -> bool:
    """Whether reason and cause are compulsory: amber, red, stopped, or an end later than last believed."""
    moved = days_moved(words, expected_end=expected_end)
    return words.confidence in ("amber", "red") or words.state == "stopped" or bool(moved and moved > 0)
